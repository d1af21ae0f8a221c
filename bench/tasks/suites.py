"""The suites by name: all tasks, those of one app, or a file with names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from device_drivers.virtual.skins import TESTING
from edgelam.core.errors import InputFileError, UsageError

from .catalogue import TASKS
from .task import Task, Trial, stage

# The first look, then those that no training data was made with.
SKINS = ("plain", *TESTING)
DAILY = ("clock", "settings", "contacts", "messages", "notes")  # apps that every phone has


def app_of(name: str) -> str:
    """The app that a task is named after, or its kind of goal."""
    return name.partition("-")[0]


def tasks_of(suite: str) -> list[Task]:
    """The tasks of `full`, `daily`, an app's name or a file with a task's name a line.

    Raises UsageError, InputFileError.
    """
    if suite in ("full", "daily"):
        return [t for t in TASKS.values() if suite == "full" or app_of(t.name) in DAILY]
    found = [task for task in TASKS.values() if app_of(task.name) == suite]
    if found:
        return found
    path = Path(suite)
    if not path.is_file():
        apps = ", ".join(sorted({app_of(name) for name in TASKS}))
        raise UsageError(
            f"there is no suite {suite!r}", hint=f"full, daily, a file with task names, or: {apps}."
        )
    return _from_file(path)


def _from_file(path: Path) -> list[Task]:
    try:
        names = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"cannot read {path}: {error}") from error
    names = [name for name in names if name and not name.startswith("#")]
    unknown = next((name for name in names if name not in TASKS), None)
    if unknown is not None or not names:
        what = f"no task is called {unknown!r}" if names else "no task is named"
        raise InputFileError(f"{path}: {what}", hint="Write a task's name a line, as the reports show them.")
    return [TASKS[name] for name in dict.fromkeys(names)]


def trials(tasks: Sequence[Task], seeds: int, skins: Sequence[str]) -> list[Trial]:
    """Every task at every seed and skin, said in a common and a rare way in turn."""
    return [
        Trial(task.name, seed, skin, words="rare" if (number + seed) % 2 else "common")
        for number, task in enumerate(tasks)
        for skin in skins
        for seed in range(seeds)
    ]


def goals(suite: str) -> Iterator[str]:
    """Its goals as training data says them, each once, with values drawn by ever more seeds."""
    tasks, seen = tasks_of(suite), set[str]()
    for seed in count():
        before = len(seen)
        for task in tasks:
            goal = stage(task, Trial(task.name, seed, SKINS[0])).goal
            if goal not in seen:
                seen.add(goal)
                yield goal
        if len(seen) == before:
            return
