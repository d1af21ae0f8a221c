"""A decision of either role in one form, so that two models' decisions can be compared; pure.

A Caller's has a verb, a target and a text. A Planner's has how many steps there are (or why it declined), the
tools and apps, and the words in the slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from edgelam.caller.generative import GenerativeCaller
from edgelam.caller.legal import OWN_WORDS
from edgelam.caller.pointing import verb_of
from edgelam.core.action import Action, Choice, Read, Type
from edgelam.core.contracts import Caller
from edgelam.core.plan import Plan
from edgelam.train.caller_eval import legal_of
from edgelam.train.examples import Example


@dataclass(frozen=True)
class Decision:
    """type, element, slot: what can flip. shares: probabilities of what the model named, by label, the
    choice first. right: whether it is what the data say, None where they say nothing."""

    type: str
    element: str
    slot: str
    shares: tuple[tuple[str, float], ...]
    right: bool | None = None
    ms: float = 0.0

    @property
    def label(self) -> str:
        """What was chosen, whole."""
        return self.shares[0][0]

    @property
    def margin(self) -> float:
        """The choice's probability less the runner-up's, 0..1."""
        return self.shares[0][1] - (self.shares[1][1] if len(self.shares) > 1 else 0.0)

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Decision:
        """Back from JSON."""
        shares = tuple((str(label), float(share)) for label, share in plain["shares"])
        return cls(**{**plain, "shares": shares})


def of_choice(example: Example, choice: Choice, right: bool, ms: float) -> Decision:
    """A Caller's."""
    action = choice.action
    slot = ""
    if isinstance(action, Type | Read):
        slot = choice.bound.value if choice.bound else action.slot
    target = getattr(action, "target", None)
    pairs: Sequence[tuple[Action, float]] = [
        (action, choice.probability),
        *((other.action, other.probability) for other in choice.alternatives),
    ]
    shares = tuple((_label(act), round(share, 9)) for act, share in pairs)
    return Decision(verb_of(action), "" if target is None else str(target), slot, shares, right, ms)


def right_action(example: Example) -> tuple[Action | None, str]:
    """What the data say was to be done, of what could be; and the step's own words, where it types those."""
    gold = example.gold
    slot = gold.slot or (OWN_WORDS if gold.verb == "type" else "")
    for action in legal_of(example):
        own = getattr(action, "slot", "")
        if (verb_of(action), getattr(action, "target", None)) == (gold.verb, gold.target) and own == slot:
            return action, (gold.text or "") if slot == OWN_WORDS else ""
    return None, ""


def go_on(caller: Caller, example: Example) -> None:
    """Let a Caller that remembers go on from the right action: a flip is not to change what is read next."""
    if isinstance(caller, GenerativeCaller):
        caller.taken(*right_action(example))


def _label(action: Action) -> str:
    parts = [verb_of(action), getattr(action, "target", None), getattr(action, "slot", None)]
    return " ".join(str(part) for part in parts if part is not None)


def of_plan(plan: Plan, ms: float) -> Decision:
    """A Planner's."""
    kind = plan.declined or f"{len(plan.steps)} steps"
    element = " ".join(step.call or f"ui:{step.app}" for step in plan.steps)
    slot = "; ".join(
        f"{step.do} " + " ".join(f"{s.name}={s.said or s.value}" for s in step.slots) for step in plan.steps
    )
    return Decision(
        kind, element, slot, ((f"{kind} | {element} | {slot}", round(plan.probability, 9)),), None, ms
    )
