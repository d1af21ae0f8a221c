"""More ways to say each task, for models to learn from; no evaluation uses them.

A file an app: `[task]`, then a grammar a line (see `wordings`). None of the rare wordings is among them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"\[[a-z0-9-]+\]")


def taught(task: str) -> tuple[str, ...]:
    """The grammars of a task by its name; none when there are none."""
    return _all().get(task, ())


@cache
def _all() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            lines: list[str] = []
            for line in file.read_text("utf-8").splitlines():
                if _NAME.fullmatch(line):
                    lines = found.setdefault(line[1:-1], [])
                elif line:
                    lines.append(line)
    return {task: tuple(lines) for task, lines in found.items()}
