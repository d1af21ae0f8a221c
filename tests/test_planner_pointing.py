"""edgelam.planner.pointing with the weights that ship: what a goal comes to, and how bad goals end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import edgelam.models
from edgelam.core.catalogue import Catalogue
from edgelam.core.errors import GoalError
from edgelam.core.fact import App
from edgelam.core.plan import Plan
from edgelam.engines.llama import LlamaEncoder
from edgelam.planner.catalogue import build_catalogue
from edgelam.planner.check import MOST_STEPS
from edgelam.planner.pointing import LONGEST_GOAL, PointingPlanner
from edgelam.tools import all_tools

WEIGHTS = Path(edgelam.models.__file__).parent / "weights" / "planner"
PACKAGES = (
    "com.android.launcher3",
    "com.android.settings",
    "com.android.deskclock",
    "com.android.contacts",
    "com.android.messaging",
    "com.android.notes",
)
PHONE = build_catalogue([t.spec for t in all_tools().values()], [App(package=p) for p in PACKAGES])


@pytest.fixture(scope="module")
def planner() -> Iterator[PointingPlanner]:
    encoder = LlamaEncoder(WEIGHTS / "model.gguf", threads=2)
    yield PointingPlanner.load(WEIGHTS, encoder)
    encoder.close()


def calls(plan: Plan) -> list[str]:
    return [step.call or f"ui:{step.app_label}" for step in plan.steps]


def values(plan: Plan, step: int = 0) -> dict[str, str]:
    return {slot.name: slot.value for slot in plan.steps[step].slots}


def test_two_things_are_two_steps_with_the_goals_own_words(planner: PointingPlanner) -> None:
    goal = "Set an alarm for 6:45 tomorrow and text Anna that the train is late"
    plan = planner.plan(goal, PHONE)
    assert calls(plan) == ["clock.alarm.set", "messages.send"]
    assert values(plan) == {"time": "6:45", "date": "tomorrow"}
    assert values(plan, 1) == {"contact": "Anna", "text": "the train is late"}
    assert [step.app for step in plan.steps] == ["com.android.deskclock", "com.android.messaging"]
    assert 0 < plan.probability <= 1 and plan.tokens > 20


def test_what_no_tool_does_is_done_on_the_screen_of_its_app(planner: PointingPlanner) -> None:
    plan = planner.plan("delete the note called Packing list", PHONE)
    assert calls(plan) == ["ui:Notes"]
    assert values(plan) == {"title": "Packing list"}


@pytest.mark.parametrize(
    ("goal", "call"),
    [
        ("take a screenshot", "screen.capture"),
        ("turn on battery saver", "settings.battery_saver.set"),
        ("turn on my dentist alarm", "ui:Clock"),
    ],
)
def test_calls_that_are_much_alike_are_told_apart(planner: PointingPlanner, goal: str, call: str) -> None:
    assert calls(planner.plan(goal, PHONE)) == [call]


@pytest.mark.parametrize(
    ("goal", "call"),
    [
        ("stell bitte einen Wecker auf sieben Uhr", "clock.alarm.set"),
        ("mets un minuteur de 10 minutes", "clock.timer.set"),
        ("pon una alarma a las 7", "clock.alarm.set"),
    ],
)
def test_common_requests_are_understood_in_other_languages(
    planner: PointingPlanner, goal: str, call: str
) -> None:
    assert calls(planner.plan(goal, PHONE)) == [call]


def test_somebody_spoken_of_again_is_the_one_named_before(planner: PointingPlanner) -> None:
    plan = planner.plan("text Anna I'm late and then call her", PHONE)
    assert calls(plan) == ["messages.send", "contacts.call"]
    assert values(plan, 1) == {"contact": "Anna"}


def test_a_tool_that_is_not_there_is_not_called(planner: PointingPlanner) -> None:
    fewer = Catalogue(tools=tuple(t for t in PHONE.tools if t.name != "clock.timer.set"), apps=PHONE.apps)
    plan = planner.plan("start a timer for 5 minutes", fewer)
    assert "clock.timer.set" not in calls(plan)


@pytest.mark.parametrize(
    "goal",
    [
        "пожалуйста, поставь будильник на семь утра",
        "明日の朝七時に起こしてください",
        "xq zzvk wpltr",
        "!!!",
        "17:45",
        "order a large pizza",
    ],
)
def test_what_it_does_not_know_or_cannot_do_is_declined(planner: PointingPlanner, goal: str) -> None:
    plan = planner.plan(goal, PHONE)
    assert plan.declined and not plan.steps


@pytest.mark.parametrize("goal", ["", "  \n ", "\u200b", "a" * (LONGEST_GOAL + 1), "turn on wifi " * 120])
def test_empty_and_overlong_goals_are_errors(planner: PointingPlanner, goal: str) -> None:
    with pytest.raises(GoalError):
        planner.plan(goal, PHONE)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=120))
def test_any_goal_gives_a_legal_plan_or_an_error(planner: PointingPlanner, goal: str) -> None:
    try:
        plan = planner.plan(goal, PHONE)
    except GoalError:
        return
    assert bool(plan.declined) == (not plan.steps)
    assert len(plan.steps) <= MOST_STEPS
    for step in plan.steps:
        assert all(slot.value in plan.goal for slot in step.slots)
        assert step.call is not None or step.app


def test_the_same_goal_gives_the_same_plan(planner: PointingPlanner) -> None:
    one, two = (planner.plan("mute the alarm volume", PHONE).steps for _ in range(2))
    assert one == two
