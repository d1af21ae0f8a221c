"""All tasks, a module for each app or kind of goal. Every module here is found by itself."""

from __future__ import annotations

import importlib
import pkgutil

from bench.tasks.task import Task


def _all() -> dict[str, Task]:
    found: dict[str, Task] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        if module.name.startswith("_"):
            continue
        for task in importlib.import_module(f"{__name__}.{module.name}").TASKS:
            if task.name in found:
                raise ValueError(f"two tasks are called {task.name}")
            found[task.name] = task
    return found


TASKS = _all()
