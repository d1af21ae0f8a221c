from __future__ import annotations

import pytest

from edgelam.core.action import Action, Back, Submit, Tap
from edgelam.core.plan import Plan, Slot, Step
from edgelam.core.screen import Bounds, Element, Screen, State
from edgelam.guard.policy import Approve, Policy, build_policy, judge, judge_call

BOX = Bounds(left=0, top=0, right=10, bottom=10)


def screen(label: str, package: str = "com.app") -> Screen:
    shown = Element(
        ref=1, role="button", text=label, bounds=BOX, package=package, state=State(clickable=True)
    )
    return Screen(elements=(shown,), package=package, width=100, height=100)


def decide(
    goal: str, approve: Approve, label: str, package: str = "com.app", action: Action | None = None
) -> str:
    plan = Plan(goal=goal, steps=(Step(id="1", do=goal, app="com.app"),))
    policy = build_policy(plan, approve)
    here = screen(label, package)
    return judge(action or Tap(target=1), here.element(1), here, policy, plan.steps[0]).decision


@pytest.mark.parametrize(
    ("goal", "approve", "label", "decision"),
    [
        ("text Mom hello", "ask", "Send", "ask"),
        ("text Mom hello", "never", "Send", "allow"),
        ("text Mom hello", "plan", "Send", "allow"),
        ("open the chat with Mom", "never", "Send", "refuse"),
        ("open the chat with Mom", "plan", "Send", "ask"),
        ("text Mom hello", "never", "Delete", "refuse"),
        ("pay the bill", "never", "Pay now", "refuse"),
        ("pay the bill", "ask", "Pay now", "ask"),
        ("set an alarm", "never", "Alarms", "allow"),
    ],
)
def test_grave_acts_need_the_goal_or_the_person(
    goal: str, approve: Approve, label: str, decision: str
) -> None:
    assert decide(goal, approve, label) == decision


def test_an_app_that_the_plan_does_not_name_is_refused_but_can_be_left() -> None:
    assert decide("set an alarm", "ask", "Transfer", package="com.bank") == "refuse"
    assert decide("set an alarm", "ask", "Transfer", package="com.bank", action=Back()) == "allow"


def test_system_dialogs_may_be_dismissed_and_nothing_more() -> None:
    dialog = "com.android.permissioncontroller"
    assert decide("set an alarm", "never", "Don't allow", package=dialog) == "allow"
    assert decide("set an alarm", "never", "Allow", package=dialog) == "refuse"
    assert decide("set an alarm", "ask", "Allow", package=dialog) == "ask"


def test_the_agents_own_terminal_is_never_touched() -> None:
    policy = Policy(apps=frozenset({"com.termux"}), acts=frozenset())
    here = screen("Yes", "com.termux")
    plan = Plan(goal="x", steps=(Step(id="1", do="x", app="com.termux"),))
    assert judge(Tap(target=1), here.element(1), here, policy, plan.steps[0]).decision == "refuse"
    assert build_policy(plan, "ask").apps == frozenset()


def test_a_call_is_judged_by_the_act_in_its_name() -> None:
    step = Step(id="1", do="text Mom", call="messages.send")
    named = Policy(apps=frozenset(), acts=frozenset({"send"}), approve="never")
    assert judge_call(step, 2, named).decision == "allow"
    assert judge_call(step, 2, named.model_copy(update={"acts": frozenset()})).decision == "refuse"
    assert judge_call(step, 1, named).decision == "allow"


@pytest.mark.parametrize(
    ("typed", "decision"),
    [("Running late", "allow"), ("running late", "allow"), ("late", "refuse"), ("5551234", "allow")],
)
def test_only_what_was_said_is_sent(typed: str, decision: str) -> None:
    step = Step(
        id="1", do="text Mom running late", app="com.app", slots=(Slot(name="text", value="Running late"),)
    )
    policy = build_policy(Plan(goal=step.do, steps=(step,)), "never")
    draft = Element(ref=2, role="input", text=typed, bounds=BOX, package="com.app")
    here = screen("Send")
    here = here.model_copy(update={"elements": (*here.elements, draft)})
    assert judge(Tap(target=1), here.element(1), here, policy, step).decision == decision
    assert judge(Submit(target=2), draft, here, policy, step).decision == decision
    unbound = step.model_copy(update={"slots": ()})
    assert judge(Tap(target=1), here.element(1), here, policy, unbound).decision == "allow"
