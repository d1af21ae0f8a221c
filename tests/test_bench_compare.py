"""Two models in turns: the ratio, its interval, and the rounds that noise spoils."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from bench import canary
from bench.canary import Canary, calm
from bench.compare import Rounds, compare, figures, take_turns
from bench.intervals import median_ratio, paired_ratio, slope
from edgelam.core.errors import ModelMissing, UsageError


def noisy(mean: float, rounds: int, steps: int, seed: int) -> list[list[float]]:
    draw = random.Random(seed)
    return [[mean * (1 + i % 5) * draw.uniform(0.9, 1.1) for i in range(steps)] for _ in range(rounds)]


def test_the_interval_of_a_ratio_holds_the_ratio() -> None:
    ratio = paired_ratio(noisy(1, 8, 30, 0), noisy(1.5, 8, 30, 1))
    assert ratio is not None and ratio.low < 1.5 < ratio.high and ratio.high - ratio.low < 0.1
    assert ratio.decided
    assert ratio == paired_ratio(noisy(1, 8, 30, 0), noisy(1.5, 8, 30, 1)), "the same for the same samples"


def test_equal_things_are_mostly_not_told_apart() -> None:
    apart = 0
    for seed in range(40):
        ratio = paired_ratio(noisy(1, 6, 20, seed), noisy(1, 6, 20, 1000 + seed))
        assert ratio is not None
        apart += ratio.decided
    assert apart <= 6


def test_a_drift_from_round_to_round_widens_the_interval() -> None:
    a = noisy(1, 6, 20, 0)
    drifting = [[ms * (1 + 0.3 * (r % 2)) for ms in times] for r, times in enumerate(noisy(1, 6, 20, 1))]
    steady, moved = paired_ratio(a, noisy(1, 6, 20, 1)), paired_ratio(a, drifting)
    assert steady is not None and moved is not None
    assert moved.high - moved.low > 2 * (steady.high - steady.low)


def test_too_few_samples_have_no_interval() -> None:
    assert paired_ratio([[1, 2]], [[1, 2]]) is None
    assert paired_ratio([], []) is None
    assert median_ratio([1], [1, 2]) is None
    assert slope([1, 2, 3]) is None


def test_medians_of_different_steps() -> None:
    ratio = median_ratio([1, 1.1, 0.9] * 10, [3, 3.1, 2.9, 3] * 10)
    assert ratio is not None and ratio.low <= 3 <= ratio.high


def test_a_slope_is_not_moved_by_a_jump() -> None:
    assert slope([10, 12, 14, 16, 18, 20]) == pytest.approx(2)
    assert slope([5] * 10 + [500] + [5] * 10) == 0


def test_rounds_with_another_song_are_noise() -> None:
    assert calm([10, 10.2, 9.9, 11, 10]) == [True, True, True, False, True]
    assert calm([]) == []
    assert Canary().sing() > 0


class Sleeper:
    """Takes so long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


def ask(model: Sleeper) -> str:
    time.sleep(model.seconds)
    return "tap"


def test_models_are_asked_in_turns_and_the_slower_is_told() -> None:
    order: list[float] = []

    def noted(model: Sleeper) -> str:
        order.append(model.seconds)
        return ask(model)

    said: list[str] = []
    found = take_turns(
        Sleeper(0.001), Sleeper(0.003), [noted, ask], 4, canary=Canary(lambda: None), say=said.append
    )
    assert (found.same, found.asked, len(said)) == (2, 2, 4)
    assert order[2:] == [0.001, 0.003, 0.003, 0.001] * 2, "who goes first changes"
    found.songs = [1.0, 1.0, 1.5, 1.0]
    by = {str(f["name"]): f["value"] for f in figures(found)}
    assert (by["rounds kept"], by["rounds dropped for noise"], by["same answer"]) == (3, 1, 1)
    assert 1.5 < float(by["B over A, lower end"] or 0) <= float(by["B over A"] or 0)


def test_ctrl_c_keeps_the_whole_rounds() -> None:
    calls = iter(range(100))

    def interrupted(model: object) -> str:
        if next(calls) == 7:
            raise KeyboardInterrupt
        return "x"

    found = take_turns(1, 2, [interrupted], 50, canary=Canary(lambda: None))
    assert found.interrupted and len(found.a) == 2 == len(found.songs)
    assert figures(Rounds())[0]["value"] is None


def test_the_shipped_models_against_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canary, "ALLOWED", 1e9)
    for role in ("caller", "planner"):
        found = compare(role, role, role=role, steps=2, rounds=2)  # type: ignore[arg-type]
        by = {str(f["name"]): f["value"] for f in found["figures"]}
        assert by["same answer"] == 1 and found["a"] == role
        assert float(by["B over A"] or 1) > 0


@pytest.mark.parametrize(
    "call", [lambda: compare("caller", "caller", rounds=1), lambda: compare("a.json", "caller")]
)
def test_what_cannot_be_compared(call: Callable[[], object]) -> None:
    with pytest.raises(UsageError):
        call()


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelMissing):
        compare("none", "caller")
