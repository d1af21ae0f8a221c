"""Plans for goals made up of wordings that no training sees, judged whole: steps, tools, apps and slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from edgelam.core.catalogue import AppSpec, Catalogue
from edgelam.core.contracts import Planner
from edgelam.core.plan import Plan
from edgelam.core.text import normalised
from edgelam.tools import all_tools

from .planner_data import groups_of, training_apps
from .planner_goals import OPEN, Goal, Maker
from .planner_tasks import CORE

Wanted = tuple[str, str, frozenset[tuple[str, str]]]  # tool or "ui", package of a "ui" step, slots


@dataclass
class Scores:
    """Shares of the goals, 0..1, and what went wrong."""

    n: int = 0
    exact: int = 0
    steps: int = 0  # the right number of steps
    choices: int = 0  # and the right tools and apps
    refused: int = 0  # nothing is planned, though it could be done
    declined: int = 0  # of `impossible` ones
    impossible: int = 0
    ms: list[float] = field(default_factory=list)
    wrong: list[tuple[str, list[Wanted], list[Wanted]]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The scores in per cent, and the median and 95th percentile of the time."""
        possible = max(1, self.n - self.impossible)
        ordered = sorted(self.ms)
        return {
            "plan_exact": round(100 * (self.exact + self.declined) / max(1, self.n), 2),
            "plan_exact_possible": round(100 * self.exact / possible, 2),
            "steps_right": round(100 * self.steps / possible, 2),
            "tools_and_apps_right": round(100 * self.choices / possible, 2),
            "possible_declined": round(100 * self.refused / possible, 2),
            "impossible_declined": round(100 * self.declined / max(1, self.impossible), 2),
            "p50_ms": round(ordered[len(ordered) // 2], 1),
            "p95_ms": round(ordered[int(len(ordered) * 0.95)], 1),
        }


def score(planner: Planner, n: int, seed: int) -> Scores:
    """Scores on `n` goals, each on a phone with the core apps and some others."""
    r = Random(seed)
    apps, kinds = training_apps()
    maker = Maker(groups_of(apps, kinds), r, held=True)
    scores = Scores()
    while scores.n < n:
        goal = maker.goal()
        specs = _phone(goal, apps, kinds, r)
        wanted = _wanted(goal, {s.package for s in specs})
        plan = planner.plan(goal.text, catalogue_of(specs))
        found = _found(plan)
        scores.n += 1
        scores.ms.append(plan.ms)
        if not wanted:
            scores.impossible += 1
            scores.declined += not found
        else:
            scores.refused += not found
            scores.steps += len(found) == len(wanted)
            scores.choices += [f[:2] for f in found] == [w[:2] for w in wanted]
            scores.exact += found == wanted
        if found != wanted:
            scores.wrong.append((goal.text, wanted, found))
    return scores


def catalogue_of(apps: Iterable[AppSpec]) -> Catalogue:
    """All our tools, and these apps."""
    return Catalogue(tools=tuple(tool.spec for tool in all_tools().values()), apps=tuple(apps))


def _phone(goal: Goal, apps: Mapping[str, AppSpec], kinds: Mapping[str, str], r: Random) -> list[AppSpec]:
    """One app of every core kind and a few more, those of the goal nearly always among them."""
    gold = [p.app for p in goal.parts if p.app in apps]
    kept = {a for a in gold if a and (kinds[a].startswith(CORE) or r.random() < 0.8)}
    taken = {kinds[a] for a in gold if a}
    for group, members in groups_of(apps, kinds).items():
        if group not in taken and (group.startswith(CORE) or r.random() < 0.5):
            kept.add(r.choice(members).package)
    return [apps[package] for package in sorted(kept)]


def _wanted(goal: Goal, installed: set[str]) -> list[Wanted]:
    """The gold steps; none when a part of the goal cannot be done on this phone."""
    steps: list[Wanted] = []
    for part in goal.parts:
        here = part.app in installed
        if not here and part.tool in (None, OPEN):
            return []
        slots = frozenset((s.param, normalised(goal.text[s.start : s.end])) for s in part.spans)
        steps.append((part.tool or "ui", "" if part.tool else part.app or "", slots))
    return steps


def _found(plan: Plan) -> list[Wanted]:
    return [
        (
            step.call or "ui",
            "" if step.call else step.app,
            frozenset((slot.name, normalised(slot.said or slot.value)) for slot in step.slots),
        )
        for step in plan.steps
    ]


def flips(left: Planner, right: Planner, goals: Sequence[str], catalogue: Catalogue) -> int:
    """On how many goals the two plan otherwise: what a quantisation changes."""
    return sum(_found(left.plan(g, catalogue)) != _found(right.plan(g, catalogue)) for g in goals)
