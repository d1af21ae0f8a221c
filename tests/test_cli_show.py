"""A run as lines of text."""

from __future__ import annotations

import io

from edgelam.cli.output import Paint
from edgelam.cli.show import Show, command_words, element_words, screen_lines, step_words
from edgelam.core.action import Choice, Cost, Tap
from edgelam.core.command import LaunchApp, PressKey, PutSetting, SetToggle, SetVolume, StartIntent, TapAt
from edgelam.core.event import (
    Checked,
    Chose,
    Crashed,
    Ended,
    Event,
    Evidence,
    Judged,
    Observed,
    Performed,
    Permitted,
    Planned,
    Replanned,
    StepEnded,
    StepStarted,
)
from edgelam.core.plan import Condition, Plan, Slot, Step
from edgelam.core.screen import Bounds, Element, Screen, State

BOX = Bounds(left=0, top=0, right=10, bottom=10)
TOOL = Step(id="1", do="set an alarm", call="clock.alarm.set", slots=(Slot(name="time", value="07:30"),))
WORDS = Step(id="2", do="star the thread", app="com.x", app_label="Messages", when=Condition(step="1"))
ROW = Evidence(verdict="met", source="device", text="alarm 07:30 on 2026-03-03")


def shown(*events: Event) -> str:
    """What a listener writes, without colours."""
    lines: list[str] = []
    show = Show(lines.append, Paint(io.StringIO()))
    for event in events:
        show(event)
    return "\n".join(lines)


def test_a_step_is_a_tool_with_its_slots_or_words_in_an_app() -> None:
    assert step_words(TOOL) == 'clock.alarm.set time="07:30"'
    assert step_words(WORDS) == "Messages: star the thread  when 1 ok"


def test_a_command_says_what_it_is_about() -> None:
    for command, words in (
        (
            StartIntent(action="android.intent.action.SET_ALARM"),
            "start_intent android.intent.action.SET_ALARM",
        ),
        (LaunchApp(package="com.x"), "launch_app com.x"),
        (PressKey(key="back"), "press_key back"),
        (SetToggle(toggle="wifi", on=False), "set_toggle wifi off"),
        (PutSetting(namespace="system", key="k", value="1"), "put_setting system k 1"),
        (SetVolume(stream="ring", percent=40), "set_volume ring 40%"),
        (TapAt(x=1, y=2), "tap_at"),
    ):
        assert command_words(command) == words


def test_an_element_has_number_role_label_and_state() -> None:
    switch = Element(ref=4, role="switch", text="Wi-Fi", bounds=BOX, state=State(checked=True, enabled=False))
    assert element_words(switch) == '  4 switch   "Wi-Fi"  [on, disabled]'
    nameless = Element(ref=12, role="image", rid="com.x:id/photo", bounds=BOX)
    assert element_words(nameless) == " 12 image    photo"


def test_a_screen_says_where_it_is() -> None:
    screen = Screen(elements=(), package="com.x", activity=".Main", width=1080, height=2400, keyboard=True)
    assert screen_lines(screen) == ["com.x .Main  1080x2400  keyboard"]


def test_a_run_is_told_with_plan_action_probability_time_and_evidence() -> None:
    screen = Screen(elements=())
    choice = Choice(action=Tap(target=1), probability=0.914, margin=0.8, cost=Cost(ms=12.4))
    told = shown(
        Planned(plan=Plan(goal="g", steps=(TOOL, WORDS), probability=0.93, ms=61.2)),
        Permitted(apps=("com.x",), risk=2),
        StepStarted(step="2", rung="screen"),
        Observed(step="2", screen=screen, looks=2, ms=80.1, look_ms=3.0),
        Chose(step="2", words='tap "Star"', choice=choice),
        Judged(step="2", action=choice.action, words='tap "Star"', decision="allow", tier=1),
        Performed(step="2", command=TapAt(x=1, y=2), ms=5.2),
        Checked(step="2", evidence=(ROW,), verdict="met", ms=2.0),
        StepEnded(step="2", outcome="ok"),
        Ended(outcome="done", evidence=(ROW,), ms=1500.0, model_calls=2, model_free_steps=1),
    )
    for words in (
        "2 steps, p 0.93, 61 ms",
        'clock.alarm.set time="07:30"',
        "com.x; acts up to tier 2",
        "step 2  Messages: star the thread",
        'tap "Star"  p 0.91  12 ms, look 80 ms',
        "tap_at  5 ms",
        "✓ alarm 07:30 on 2026-03-03  device",
        "done  1.5 s, 2 model calls, 1 step without a model",
    ):
        assert words in told


def test_a_run_that_fails_says_where_and_why() -> None:
    told = shown(
        Planned(plan=Plan(goal="g", steps=(), declined="not_understood")),
        Judged(step="1", action=None, words="send", decision="ask", tier=2, reason="send", approved=False),
        StepEnded(step="1", outcome="failed", code="not_verified"),
        Replanned(step="1", code="not_verified"),
        Crashed(step="1", model="caller", reason="the model's process ended: SIGKILL"),
        Ended(outcome="failed", evidence=(Evidence(verdict="unknown"),), reason="step 1: not verified"),
    )
    for words in (
        "nothing in the goal was understood",
        "Say in a sentence or two",
        "send  ask, the person said no (send)",
        "step 1 failed: not_verified",
        "replan  step 1: not_verified",
        "caller: the model's process ended: SIGKILL; started again",
        "failed  step 1: not verified",
        "? unknown",
    ):
        assert words in told
