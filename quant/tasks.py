"""Whole goals carried out on the virtual phone with a candidate in its role; the phone's state judges."""

from __future__ import annotations

from collections.abc import Callable

from bench.tasks.runner import Setup, run_all
from bench.tasks.suites import SKINS, tasks_of, trials
from edgelam.models.registry import Model

from .samples import Role

Told = Callable[[int, int], None]  # tasks done, tasks in all


def task_success(
    model: Model, role: Role, n: int, *, told: Told = lambda done, of: None
) -> tuple[float, int]:
    """Share of `n` tasks from all over the suite that succeed, and how many there were."""
    every = trials(tasks_of("daily"), 1, SKINS[:1])
    count = min(n, len(every))
    chosen = [every[i * len(every) // count] for i in range(count)]
    place = str(model.path)
    setup = Setup(planner=place) if role == "planner" else Setup(caller=place)
    done = 0
    good = 0
    for result in run_all(chosen, setup):
        done += 1
        good += result.success
        told(done, count)
    return (good / done if done else 0.0), done
