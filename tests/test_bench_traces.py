"""Recorded runs lived through again: every model meets the recorded screens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.latency import measure_traces
from bench.steps import decide, requests
from bench.traces import is_trace, recorded_requests, replay
from edgelam.core.action import Action, Choice, Cost
from edgelam.core.catalogue import Catalogue
from edgelam.core.errors import InputFileError
from edgelam.core.plan import Plan, Slot, Step
from edgelam.core.screen import Screen
from edgelam.guard.policy import build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts
from edgelam.run.trace import record
from tests.paper import PaperPhone, ScriptedCaller, paper

NOTE = Step(
    id="1",
    do="write a note Buy milk",
    app="com.notes",
    app_label="Notes",
    slots=(Slot(name="text", value="Buy milk"),),
)
SCRIPT = ("New note", "Title=text", "Save", "done")


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """A run of four decisions on a paper phone."""
    phone = PaperPhone(
        home=paper("launcher", ("button", "Notes")),
        list=paper("com.notes", ("button", "New note")),
        editor=paper("com.notes", ("input", "Title"), ("button", "Save")),
        saved=paper("com.notes", ("text", "Buy milk"), ("button", "New note")),
    )
    phone.on("list", "New note", "editor")
    phone.on("editor", "Save", "saved")
    plan = Plan(goal=NOTE.do, steps=(NOTE,))
    parts = Parts(
        driver=phone,
        caller=ScriptedCaller(*SCRIPT),
        tools={},
        policy=build_policy(plan, "never"),
        sleep=lambda seconds: None,
    )
    path = tmp_path / "traces" / "run.jsonl"
    assert list(record(run_plan(plan, parts), path))[-1].outcome == "done"  # type: ignore[union-attr]
    return path


class Slow:
    """Always wants the last legal action, and says what it cost."""

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        cost = Cost(ms=5, render_ms=1, prune_ms=0.25, model_ms=4, native_ms=3.5, tokens=40)
        return Choice(action=legal[-1], probability=1, margin=1, cost=cost)

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        return Plan(goal=goal, steps=(NOTE,))


def test_the_model_is_asked_at_every_step_and_led_along(trace: Path) -> None:
    found = replay(trace, Slow(), repeats=2)
    assert (found.recorded, len(found.costs), len(found.turns)) == (8, 8, 6)
    assert found.same < 8, "what it wanted was not done"
    assert {cost.ms for cost in found.costs} == {5}
    turn = found.turns[0]
    assert (turn.ms["render"], turn.ms["prune"], turn.ms["evaluate"]) == (0.75, 0.25, 4)
    assert turn.engine_overhead == pytest.approx(0.5)
    assert found.look_ms and found.act_ms


def test_a_caller_that_agrees_is_said_to(trace: Path) -> None:
    assert replay(trace.parent, ScriptedCaller(*SCRIPT)).same == 4


def test_the_questions_of_a_trace(trace: Path) -> None:
    asked = recorded_requests(trace)
    assert [request.step.do for request in asked] == [NOTE.do] * 4
    assert asked[3].history[-1] == 'tap "Save"'
    assert requests(trace.parent, 2) == [asked[0], asked[2]]
    assert decide(Slow(), asked[0]).action == asked[0].legal[-1]


def test_a_trace_that_cannot_be_followed_is_left_there(trace: Path) -> None:
    lines = trace.read_text().splitlines()
    cut = next(i for i, line in enumerate(lines) if '"chose"' in line)
    trace.write_text("\n".join(lines[:cut] + lines[cut + 1 :]))
    found = replay(trace, Slow())
    assert (found.recorded, len(found.costs)) == (3, 0)


def test_every_figure_of_a_trace_has_samples(trace: Path) -> None:
    figures = {str(f["name"]): f for f in measure_traces(Slow(), Slow(), trace).figures}
    assert all(f["n"] for f in figures.values())
    assert figures["recorded decisions met again"]["value"] == 1
    assert figures["engine overhead outside native calls p50"]["holds"] is True


@pytest.mark.parametrize("text", ["", "no trace", '{"kind":"ended","outcome":"done"}\n'])
def test_what_is_no_trace_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(InputFileError):
        replay(path, Slow())
    with pytest.raises(InputFileError):
        requests(path, 5)


def test_an_empty_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(InputFileError):
            replay(path, Slow())
    assert not is_trace(tmp_path / "none.jsonl")


def test_steps_of_the_virtual_phone_are_the_same_every_time() -> None:
    first, again = requests(n=12), requests(n=12)
    assert first == again and len(first) == 12
    assert all(request.legal and request.screen.elements for request in first)
