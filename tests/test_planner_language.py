"""edgelam.planner.language and .check: what is printed parses to itself, nothing malformed gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.catalogue import AppSpec, Catalogue, Param, ToolSpec
from edgelam.core.errors import PlanInvalid
from edgelam.core.plan import Condition, Plan, Slot, Step
from edgelam.planner.check import MOST_STEPS, check_plan
from edgelam.planner.language import parse_plan, print_plan

CATALOGUE = Catalogue(
    tools=(
        ToolSpec(
            name="clock.alarm.set",
            description="set an alarm",
            params=(Param(name="time", type="time"), Param(name="label", required=False)),
        ),
    ),
    apps=(
        AppSpec(package="com.android.messaging", label="Messages"),
        AppSpec(package="net.x.notes", label="Notes"),
    ),
)


def parse(text: str) -> Plan:
    return parse_plan(text, "a goal", CATALOGUE)


def test_tools_screens_and_readings() -> None:
    plan = parse(
        '1 clock.alarm.set time="7:30" label="gym \\"hard\\""\n'
        '2 ui app="messages" do="delete the thread with Mom" name="Mom" when=1.ok after=1\n'
        '\n3 read app="net.x.notes" what="the code" as=$code otherwise=2\n'
    )
    alarm, thread, code = plan.steps
    assert alarm.call == "clock.alarm.set"
    assert alarm.slots == (Slot(name="time", value="7:30"), Slot(name="label", value='gym "hard"'))
    assert (thread.app, thread.app_label) == ("com.android.messaging", "Messages")
    assert thread.when == Condition(step="1", outcome="ok") and thread.after == ("1",)
    assert (code.read_as, code.do, code.otherwise) == ("code", "the code", "2")
    assert parse(print_plan(plan)).steps == plan.steps


def test_a_declined_plan_is_a_line_of_its_own() -> None:
    declined = parse('declined why="nothing_fits"')
    assert (declined.steps, declined.declined) == ((), "nothing_fits")
    assert print_plan(declined) == 'declined why="nothing_fits"'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no steps"),
        ("set an alarm", "line 1"),
        ('1 clock.alarm.delete time="7"', "no tool"),
        ('1 clock.alarm.set label="gym"', "needs time"),
        ('1 clock.alarm.set time="7" colour="red"', "no parameter"),
        ('1 clock.alarm.set time="7" time="8"', "twice"),
        ('1 clock.alarm.set time="7', "no value"),
        ('1 clock.alarm.set time="7" and more', "expected name=value"),
        ('1 ui app="Maps" do="go"', "no app"),
        ('1 ui app="Notes"', "what to do"),
        ('1 read app="Notes" what="x"', r"as=\$name"),
        ('1 ui do="a"\n1 ui do="b"', "two steps"),
        ('1 ui do="a" after=2\n2 ui do="b" after=1', "circle"),
        ('1 ui do="a" after=9', "no step"),
        ('1 ui do="a" otherwise=9', "no step"),
        ('1 ui do="a" when=1', "when is"),
        ('1 ui do="\\u12"', "not a text"),
        ("\n".join(f'{i} ui do="a"' for i in range(MOST_STEPS + 1)), "51 steps"),
        ('1 ui do="' + "a" * 5000 + '"', "line 1"),
    ],
)
def test_what_is_wrong_is_said(text: str, why: str) -> None:
    with pytest.raises(PlanInvalid, match=why):
        parse(text)


def test_a_plan_may_not_name_what_is_not_there() -> None:
    for step in (
        Step(id="1", do="x", call="shell.run"),
        Step(id="1", do="x", app="com.evil"),
        Step(id="1", do=" "),
        Step(id="", do="x"),
        Step(id="1", do="x", after=("1",)),
        Step(id="1", do="x", slots=(Slot(name="a"), Slot(name="a"))),
    ):
        with pytest.raises(PlanInvalid):
            check_plan(Plan(goal="g", steps=(step,)), CATALOGUE)


@given(st.text(max_size=200))
def test_any_text_is_a_plan_or_refused(text: str) -> None:
    try:
        plan = parse(text)
    except PlanInvalid:
        return
    assert plan.declined or plan.steps


@given(st.lists(st.tuples(st.text(min_size=1, max_size=30), st.text(max_size=30)), min_size=1, max_size=5))
def test_whatever_is_printed_parses_to_itself(said: list[tuple[str, str]]) -> None:
    steps = tuple(
        Step(
            id=str(i),
            do=do,
            app="net.x.notes",
            app_label="Notes",
            slots=(Slot(name="text", value=value),),
            risk=1,
        )
        for i, (do, value) in enumerate(said)
        if do.strip()
    )
    if steps:
        assert parse(print_plan(Plan(goal="a goal", steps=steps))).steps == steps
