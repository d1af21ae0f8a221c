"""A task: what is asked, on what phone, and how the phone's own state judges it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .state import State

Params = Mapping[str, str]


@dataclass(frozen=True)
class Before:
    """What the judge may know besides the end: the values drawn, and the state the run began in."""

    params: Params
    state: State


Judge = Callable[[State, Before], bool]


@dataclass(frozen=True)
class Task:
    """goals: wordings with {placeholders}; possible: False when the right end is an honest no and a phone
    that is as it was."""

    name: str
    goals: tuple[str, ...]
    judge: Judge
    parts: int = 1
    possible: bool = True


@dataclass(frozen=True)
class Trial:
    """One task with its values drawn by a seed."""

    task: Task
    seed: int
    skin: str
    goal: str
    params: Params
    fixture: Mapping[str, Any] = field(hash=False)
    fault: str = "none"  # what goes wrong on the phone


Draw = Callable[[random.Random], tuple[dict[str, str], dict[str, Any]]]


def trials(tasks: tuple[Task, ...], draw: Draw, seeds: int, skins: tuple[str, ...]) -> list[Trial]:
    """Every task at every seed and skin; the wording is drawn by the seed, too."""
    found = []
    for seed in range(seeds):
        params, fixture = draw(random.Random(f"fixture {seed}"))
        for number, task in enumerate(tasks):
            wording = task.goals[(seed + number) % len(task.goals)]
            goal = wording.format(**params)
            found += [Trial(task, seed, skin, goal, params, fixture) for skin in skins]
    return found
