"""What costs nothing to beat: an agent that takes any legal action at all."""

from __future__ import annotations

import random
from collections.abc import Sequence

from edgelam.core.action import Action, Choice
from edgelam.core.catalogue import Catalogue
from edgelam.core.plan import Plan, Step
from edgelam.core.screen import Screen

RANDOM = "random"  # the name of this baseline
EXPERT = "expert"  # and of what bounds it from above: a Caller that knows the task


class OneStep:
    """A Planner that plans nothing: the goal is the only step, wherever the phone is."""

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        """One step on the screen."""
        return Plan(goal=goal, steps=(Step(id="1", do=goal),))


class AnyAction:
    """A Caller that draws a kind of action first, then one of that kind; the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self._rng = random.Random(seed)

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        """Any of the legal actions."""
        kind = self._rng.choice(sorted({action.kind for action in legal}))
        return Choice(
            action=self._rng.choice([a for a in legal if a.kind == kind]), probability=1.0, margin=1.0
        )
