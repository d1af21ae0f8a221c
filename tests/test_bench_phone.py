"""What the bench makes of the phone's memory and of a fuzz."""

from __future__ import annotations

import pytest

from bench.fuzz import Fuzzed
from bench.phone import fuzz_figures, memory_figures, phone
from bench.process import Memory
from bench.readme import ROWS
from edgelam.core.errors import UsageError


def holds(figures: list[dict[str, str | int | float | bool | None]]) -> dict[object, object]:
    return {one["name"]: one["holds"] for one in figures}


@pytest.mark.parametrize(("rise", "verdict"), [(0, True), (20_000, True), (80_000, False)])
def test_growth_is_judged_over_the_second_half(rise: int, verdict: bool) -> None:
    """What is set up in the first half is no growth."""
    first = [(n * 1000, Memory(anonymous=10**7 + n * 10**6)) for n in range(10)]
    second = [(n * 1000, Memory(anonymous=3 * 10**7 + n * rise)) for n in range(10, 22)]
    assert holds(memory_figures(first + second))["phone: growth"] is verdict


def test_without_readings_nothing_is_judged() -> None:
    assert set(holds(memory_figures([(1000, Memory())])).values()) == {None}
    assert set(holds(memory_figures([])).values()) == {None}


def test_every_kind_of_fault_fails_the_fuzz() -> None:
    sound = holds(fuzz_figures(Fuzzed(tries=10)))
    assert set(sound.values()) == {True} and len(sound) == 4
    bad = Fuzzed(tries=10, late=["x"], failed=["y"], wrong=["z"], died="w")
    assert set(holds(fuzz_figures(bad)).values()) == {False}


def test_no_time_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        phone(seconds=0)


@pytest.mark.device
def test_a_short_run_has_every_figure_of_the_readme() -> None:
    found = phone(seconds=0.1, operations=45, tries=45, starts=1)
    figures = {one["name"]: one for one in found["figures"]}
    assert {name for row in ROWS if row.document == "bench-phone" for name in row.figures} <= set(figures)
    assert figures["phone: nodes of the tree"]["value"] > 50
    assert figures["phone: trees a second"]["value"] > 0
    assert figures["phone: fuzz, answers unlike the twin's"]["value"] == 0
    assert [one["after"] for one in found["series"]] == [45]
