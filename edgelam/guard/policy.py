"""The policy of a run: a frozen value made from goal and plan before the first look; pure.

No function here takes a screen to build a policy; screens are only judged by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from edgelam.core.action import Action, Ask, Back, Done, GiveUp, Home, OpenApp, Tap, Wait
from edgelam.core.plan import Plan, Step
from edgelam.core.screen import Element, Screen
from edgelam.core.text import mentions, normalised
from edgelam.core.value import Value

from .risk import NEVER, SYSTEM_DIALOGS, dismisses, named_acts, tier_of

Approve = Literal["ask", "never", "plan"]


class Policy(Value):
    """What the run may do without asking.

    approve: `ask` asks the person for every act of tier 2 and above; `never` asks nobody: an act of tier 2 is
    allowed when the goal names it, everything graver is refused; `plan` asks once, with the plan, for the
    acts of tier 2 that the goal names, and for everything else when it comes.
    """

    apps: frozenset[str]  # packages it may act in
    acts: frozenset[str]  # grave acts the goal names
    approve: Approve = "ask"
    max_actions: int = 25  # of one step
    max_tries: int = 2  # of one step, both rungs together


class Judgement(Value):
    """A decision on one act."""

    decision: Literal["allow", "ask", "refuse"]
    tier: int
    reason: str = ""


def build_policy(plan: Plan, approve: Approve, launchers: Iterable[str] = ()) -> Policy:
    """The policy of a plan: its apps (and the home screen), and the grave acts its goal names."""
    apps = {step.app for step in plan.steps if step.app} | set(launchers)
    return Policy(apps=frozenset(apps - NEVER), acts=named_acts(plan.goal), approve=approve)


def _grave(tier: int, act: str, policy: Policy) -> Judgement:
    named = act in policy.acts
    reason = act if named else f"the goal does not name it: {act}"
    if tier == 2 and named and policy.approve in ("never", "plan"):
        return Judgement(decision="allow", tier=tier, reason=reason)
    if policy.approve == "never":
        return Judgement(decision="refuse", tier=tier, reason=reason)
    return Judgement(decision="ask", tier=tier, reason=reason)


def foreign_text(screen: Screen, step: Step) -> str:
    """A text in an input that neither a slot of the step nor its words hold; empty when there is none.

    What is about to be sent must be what the person said. Numbers are left out: a contact's name becomes one.
    """
    own = [*(slot.value for slot in step.slots), *([] if step.slots else [step.do])]
    for element in screen.elements:
        text = normalised(element.text)
        if element.role != "input" or not text or not text.strip("0123456789 "):
            continue
        if not any(text == normalised(o) or (o == step.do and mentions(o, text)) for o in own):
            return element.text
    return ""


def judge(
    action: Action,
    element: Element | None,
    screen: Screen,
    policy: Policy,
    step: Step,
    opened: str = "",
) -> Judgement:
    """Whether this action may be done on this screen for this step.

    opened: the package that the system itself chose to answer an intent of the plan; it counts as allowed.
    """
    package = element.package if element is not None and element.package else screen.package
    if isinstance(action, Back | Home | OpenApp | Wait | Ask | Done | GiveUp):
        return Judgement(decision="allow", tier=0)
    if package in NEVER:
        return Judgement(decision="refuse", tier=3, reason="not for an agent: " + package)
    tier, act = tier_of(action, element, screen)
    if package in SYSTEM_DIALOGS:
        if isinstance(action, Tap) and element is not None and dismisses(element):
            return Judgement(decision="allow", tier=0, reason="dismisses")
        return _grave(max(tier, 2), act or "grant", policy)
    if package not in policy.apps and package != opened:
        return Judgement(decision="refuse", tier=tier, reason="app not in the policy: " + package)
    if act == "send" and (other := foreign_text(screen, step)):
        unsaid = Judgement(decision="ask", tier=tier, reason=f"not what was said: {other[:60]}")
        return unsaid.model_copy(update={"decision": "refuse"}) if policy.approve == "never" else unsaid
    if tier >= 2:
        return _grave(tier, act, policy)
    return Judgement(decision="allow", tier=tier)


def judge_call(step: Step, risk: int, policy: Policy) -> Judgement:
    """Whether a tool call may be made. Its name says the act: messages.send, contacts.call."""
    if risk < 2:
        return Judgement(decision="allow", tier=risk)
    act = (step.call or "").rsplit(".", 1)[-1]
    return _grave(risk, act, policy)
