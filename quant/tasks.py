"""Whole goals carried out on the virtual phone with a candidate in its role; the phone's state judges."""

from __future__ import annotations

from collections.abc import Callable

from bench.tasks.runner import run_all
from bench.tasks.suites import SKINS, suite
from edgelam.models.registry import Model

from .samples import Role

Told = Callable[[int, int], None]  # tasks done, tasks in all


def task_success(
    model: Model, role: Role, n: int, *, told: Told = lambda done, of: None
) -> tuple[float, int]:
    """Share of `n` tasks from all over the suite that succeed, and how many there were."""
    every = suite("first-light", 1, SKINS[:1])
    count = min(n, len(every))
    trials = [every[i * len(every) // count] for i in range(count)]
    place = str(model.path)
    done = 0
    good = 0
    for result in run_all(trials, place if role == "planner" else "", place if role == "caller" else ""):
        if result.outcome == "interrupted":
            raise KeyboardInterrupt
        done += 1
        good += result.success
        told(done, count)
    return (good / done if done else 0.0), done
