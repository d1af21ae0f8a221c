"""The wordings that made-up goals are composed of, from the text files in `wordings/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

# How the descriptions of the apps that every phone has begin.
CORE = ("alarms", "people", "text messages", "calls", "notes", "system settings", "home screen")

_FEW = 5  # wordings of a task from which some are held out for development
_HELD = 32  # of 256


class Task(NamedTuple):
    """Wordings of one act. tool: None is on the screen; group: what the apps it is done in are for.

    The group APP is any app, by its name; NOTHING is what no app does.
    """

    tool: str | None
    group: str
    wordings: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How often it is asked for: more, the more parameters there are to tell apart and ways to say it."""
        params = {name for line in self.wordings for name in re.findall(r"{([a-z]+)", line)}
        if self.tool is None:
            return float(len(self.wordings))
        return float((4 + len(params) ** 2) * (2 if self.core or self.group == "APP" else 1))

    @property
    def core(self) -> bool:
        """Whether it belongs to the apps that every phone has."""
        return self.group.startswith(CORE)


@cache
def tool_tasks(held: bool = False) -> tuple[Task, ...]:
    """What a tool does. held: only the wordings that no training sees."""
    return tuple(_tasks("tools.txt", held))


@cache
def foreign_tasks(held: bool = False) -> tuple[Task, ...]:
    """What a tool does, or the screen, said in other languages."""
    return tuple(_tasks("languages.txt", held))


@cache
def screen_tasks(held: bool = False) -> tuple[Task, ...]:
    """What is done on the screen."""
    return tuple(_tasks("screens.txt", held))


@cache
def conditions(held: bool = False) -> tuple[Task, ...]:
    """What an act is made to depend on, by where it is looked up."""
    return tuple(_tasks("conditions.txt", held))


@cache
def references(held: bool = False) -> tuple[Task, ...]:
    """What is done with the contact that was named before."""
    return tuple(_tasks("references.txt", held))


@cache
def plain_names() -> dict[str, tuple[str, ...]]:
    """What apps may be called of which nothing else is known, by what they are for."""
    return {group: tuple(" ".join(lines).split(" | ")) for group, lines in _sections("apps.txt")}


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """Lists of words by name."""
    return {name: tuple(" ".join(lines).split(" | ")) for name, lines in _sections("words.txt")}


@cache
def groups_of_labels() -> dict[str, str]:
    """The labels of the sources that no tool of ours fulfils, and what the apps are for that do.

    A group that begins with `?` may have a tool that fulfils it, too; `?` alone is any app.
    """
    return {label: group for group, lines in _sections("labels.txt") for label in " ".join(lines).split()}


def _tasks(file: str, held: bool) -> Iterator[Task]:
    for head, lines in _sections(file):
        tool, _, group = head.partition(" @ ")
        apart = {line for line in lines if len(lines) >= _FEW and sha256(line.encode()).digest()[0] < _HELD}
        wordings = tuple(line for line in lines if (line in apart) == held)
        if wordings:
            yield Task(None if tool == "-" else tool, group, wordings)


def _sections(file: str) -> Iterator[tuple[str, list[str]]]:
    """What follows each `= `, and the lines below it; what stands before the first is a remark."""
    text = files(__package__).joinpath("wordings").joinpath(file).read_text("utf-8")
    for block in text.split("\n= ")[1:]:
        head, *lines = block.splitlines()
        yield head, [line for line in lines if line]
