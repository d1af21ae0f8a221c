"""The evaluation of Callers, with Callers whose score is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from edgelam.core.action import Action, Choice, Done, Tap, Type
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Screen
from edgelam.run.models import open_caller
from edgelam.train.caller_eval import calibration_error, causes, coverage, evaluate_caller, verdicts
from edgelam.train.examples import caller_steps
from tests.test_train_examples import ROW

TAP = {**ROW, "id": "t_1", "gold": {"action": "tap", "target": 0, "text": None}}
DONE = {**ROW, "id": "u_0", "gold": {"action": "done", "target": None, "text": None}}


class Always:
    """Says one thing."""

    def __init__(self, action: Action, text: str = "") -> None:
        self.choice = Choice(
            action=action, probability=1.0, margin=1.0, bound=Slot(name="words", value=text) if text else None
        )

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        assert self.choice.action in legal
        return self.choice


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "steps.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (ROW, TAP, DONE)))
    return path


@pytest.mark.parametrize(
    ("caller", "action", "acts", "element", "done"),
    [
        (Always(Done()), 1 / 3, 0, 0, 1),
        (Always(Tap(target=0)), 1 / 3, 1 / 2, 1, 0),
        (Always(Type(target=0, slot="words"), " tea "), 1 / 3, 1 / 2, 1, 0),
        (Always(Type(target=0, slot="words"), "coffee"), 0, 0, 1, 0),
    ],
)
def test_scores(path: Path, caller: Always, action: float, acts: float, element: float, done: float) -> None:
    found = evaluate_caller(path, caller)
    assert found["n"] == 3
    assert found["action_accuracy"] == pytest.approx(action)
    assert found["action_accuracy_no_done"] == pytest.approx(acts)
    assert found["element_accuracy"] == pytest.approx(element)
    assert found["done_accuracy"] == pytest.approx(done)
    assert found["p50_ms"] <= found["p95_ms"]
    assert {"name", "value", "unit", "n", "target", "holds"} <= found["figures"][0].keys()


def test_a_pointing_caller_also_tells_how_often_a_short_screen_holds_the_right_element(path: Path) -> None:
    with open_caller() as caller:
        found = evaluate_caller(path, caller)
    assert found["recall_at_12"] == 1.0  # the screens have fewer elements
    assert any(f["name"] == "caller pruning recall at 12" and f["n"] == 2 for f in found["figures"])


@pytest.mark.parametrize(
    ("caller", "wrong"),
    [
        (Always(Done()), [("it stopped too early", 2)]),
        (Always(Tap(target=0)), [("another act on the right element", 1), ("it did not stop", 1)]),
        (Always(Type(target=0, slot="words"), "coffee"), [
            ("another text", 1), ("another act on the right element", 1), ("it did not stop", 1)
        ]),
    ],
)  # fmt: skip
def test_what_went_wrong(path: Path, caller: Always, wrong: list[tuple[str, int]]) -> None:
    assert causes(verdicts(caller_steps(path), caller)) == wrong


def test_calibration_is_how_far_probability_and_truth_lie_apart() -> None:
    assert calibration_error([]) is None and coverage([], 0.05) is None
    assert calibration_error([(1.0, True), (0.95, True)]) == pytest.approx(0.025)
    assert calibration_error([(0.8, True), (0.8, False)]) == pytest.approx(0.3)
    assert calibration_error([(0.05, False), (0.95, True)]) == pytest.approx(0.05)


def test_coverage_is_what_can_be_decided_at_a_risk() -> None:
    choices = [(0.9, True), (0.8, True), (0.7, False), (0.6, True)]
    assert coverage(choices, 0.0) == 0.5
    assert coverage(choices, 0.25) == 1.0
    assert coverage([(0.9, False)], 0.05) == 0.0
