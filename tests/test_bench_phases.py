"""Milliseconds go to the phase that took them."""

from __future__ import annotations

import pytest

from bench.phases import Stopwatch
from edgelam.core.action import Choice, Cost, Tap
from edgelam.core.command import TapAt
from edgelam.core.event import Checked, Chose, Event, Judged, Observed, Performed, StepStarted
from edgelam.core.screen import Screen

SCREEN = Screen(elements=())


def observed(look_ms: float, looks: int = 2) -> Observed:
    return Observed(step="1", screen=SCREEN, looks=looks, ms=900, look_ms=look_ms)


def turn(look_ms: float = 5.0) -> list[tuple[Event, float]]:
    cost = Cost(ms=12, render_ms=2, prune_ms=0.5, model_ms=10, native_ms=9.25)
    choice = Choice(action=Tap(target=1), probability=1, margin=1, cost=cost)
    judged = Judged(step="1", action=Tap(target=1), words="tap", decision="allow", tier=0)
    return [
        (observed(look_ms), 900),
        (Checked(step="1", evidence=(), verdict="not_met", ms=1), 1),
        (Chose(step="1", words="tap", choice=choice), 13),
        (judged, 0.5),
        (observed(3, looks=1), 3),
        (Performed(step="1", command=TapAt(x=1, y=1), ms=4), 5),
    ]


def test_a_turn_is_told_by_phase_without_its_settle_wait() -> None:
    watch = Stopwatch()
    for event, ms in [*turn(), *turn(7), (observed(1), 50)]:
        watch.hear(event, ms)
    first, second = watch.whole
    assert first.ms == pytest.approx(
        {
            "observe": 5,
            "render": 1.5,
            "prune": 0.5,
            "evaluate": 10,
            "choose": 1,
            "guard": 0.5,
            "reread": 4,
            "act": 4,
            "verify": 1,
        }
    )
    assert first.total == pytest.approx(27.5)
    assert first.engine_overhead == pytest.approx(0.75)
    assert first.own == pytest.approx(13.5 - 9.25)  # render to guard
    assert second.total == pytest.approx(29.5)


def test_tool_calls_and_turns_without_an_act_are_no_turns() -> None:
    watch = Stopwatch()
    start = StepStarted(step="1", rung="tool")
    tool = Performed(step="1", command=TapAt(x=1, y=1), ms=4)
    for event, ms in [(start, 1), (tool, 5), *turn()[:3], (start, 1), (tool, 5)]:
        watch.hear(event, ms)
    assert watch.whole == []


def test_waiting_is_no_act_and_no_part_of_the_next_turn() -> None:
    watch = Stopwatch()
    for event, ms in [*turn()[:4], (observed(2), 900), *turn()[1:]]:
        watch.hear(event, ms)
    (only,) = watch.whole
    assert only.total == pytest.approx(24.5)


def test_events_pass_through_unchanged() -> None:
    events = [event for event, _ in turn()]
    assert list(Stopwatch().listen(events)) == events
