"""Goals with their steps in words (no screens): which step is next, and when is nothing left."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from edgelam.core.screen import Bounds, Element

from .examples import Example, Gold, read_jsonl

_NOWHERE = Bounds(left=0, top=0, right=0, bottom=0)
_MOST = 3  # decisions taken from one goal


def followed(data: Path, count: int, seed: int) -> list[Example]:
    """AndroidControl and AndroidHowTo: the next step among steps of other goals and steps already taken."""
    rng = random.Random(seed)
    plans: list[tuple[str, list[str]]] = []
    for row in read_jsonl(data / "plans/androidcontrol_train.jsonl"):
        plans.append((row["goal"], [s.rstrip(".") for s in row["steps"]]))
    for name in ("androidhowto_agree2", "androidhowto_agree1"):
        for row in read_jsonl(data / f"plans/{name}.jsonl.gz"):
            objects = [s["object"] or "" for s in row["spans"]]
            if len(objects) > 1 and all(1 < len(o) <= 40 for o in objects):
                plans.append((row["text_cased"], objects))
    rng.shuffle(plans)
    others = [step for _, steps in plans for step in steps]
    found: list[Example] = []
    for goal, steps in plans:
        for at in rng.sample(range(len(steps) + 1), min(_MOST, len(steps) + 1)):
            found.append(_decision(rng, goal, steps, at, others))
        if len(found) >= count:
            break
    return found[:count]


def _decision(rng: random.Random, goal: str, steps: Sequence[str], at: int, others: Sequence[str]) -> Example:
    shown = list(
        dict.fromkeys(
            [
                *steps[at : at + 1],
                *rng.sample(steps, rng.randint(0, len(steps))),
                *rng.sample(others, rng.randint(2, 9)),
            ]
        )
    )
    if at == len(steps):
        shown = [s for s in shown if s not in steps[-1:]]
    rng.shuffle(shown)
    items = tuple(Element(ref=i, role="button", text=t, bounds=_NOWHERE) for i, t in enumerate(shown))
    history = tuple(s if " " in s and rng.random() < 0.5 else f'tap "{s}"' for s in steps[:at])
    gold = Gold("tap", shown.index(steps[at])) if at < len(steps) else Gold("done")
    return Example(goal, history, items, gold, source="phrases")
