"""A decision of either role in one form, so that two models' decisions can be compared; pure.

A Caller's has a verb, a target and a text. A Planner's has how many steps there are (or why it declined), the
tools and apps, and the words in the slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from edgelam.caller.pointing import verb_of
from edgelam.core.action import Action, Choice, Read, Type
from edgelam.core.plan import Plan
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
