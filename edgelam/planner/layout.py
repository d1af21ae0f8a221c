"""What the pointing Planner reads: a goal with its steps marked, then numbered candidates with markers; pure.

Training and use lay out their inputs with the same functions, so that a model sees what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from edgelam.core.catalogue import AppSpec, ToolSpec
from edgelam.reader.wordpiece import SEPARATOR, START, WordPiece

# What the words of a step on the screen can be: there is no tool whose parameters they would be.
SCREEN_PARAMS = ("title", "text", "name", "number", "query")
_STEP, _TOOL, _PARAM, _SCREEN, _APP, _NOWHERE = (f"[mark{n}]" for n in range(1, 7))
_TOOL_TOKENS, _PARAM_TOKENS, _APP_TOKENS = 14, 4, 12  # the longest texts of candidates, in tokens


class ToolText(NamedTuple):
    """A tool as it is read: what it does, and what its parameters are called."""

    text: str
    params: tuple[str, ...] = ()


class Laid(NamedTuple):
    """An input with its places, all indices into `ids`."""

    ids: list[int]
    goal: list[int]  # of each goal token
    steps: list[int]  # of each step's marker
    tools: list[int]  # markers: the screen first, then each tool
    params: list[list[int]]  # markers, for each of `tools`
    apps: list[int]  # markers: nowhere first, then each app


def tool_text(spec: ToolSpec) -> ToolText:
    """A tool of the catalogue as text."""
    return ToolText(spec.description, tuple(readable_name(param.name) for param in spec.params))


def readable_name(name: str) -> str:
    """A parameter's name as words."""
    return name.replace("_", " ")


def app_text(spec: AppSpec) -> str:
    """An app of the catalogue as text."""
    return f"{spec.label}: {spec.description}" if spec.description else spec.label


def goal_ids(reader: WordPiece, goal: Sequence[int]) -> list[int]:
    """The first pass: the goal alone. Goal token i stands at i + 1."""
    return [reader.id(START), *goal, reader.id(SEPARATOR)]


def candidate_ids(reader: WordPiece, text: str, *, app: bool) -> list[int]:
    """A candidate alone, to be embedded."""
    mark, limit = (_APP, _APP_TOKENS) if app else (_TOOL, _TOOL_TOKENS)
    return [reader.id(START), reader.id(mark), *reader.encode(text, limit), reader.id(SEPARATOR)]


def lay_out(
    reader: WordPiece,
    goal: Sequence[int],
    starts: Sequence[int],
    tools: Sequence[ToolText],
    apps: Sequence[str],
) -> Laid:
    """The second pass. starts: the goal token each step begins at, ascending.

    Parameters stand after all tools, those of one name once: tools that are like each other share them.
    """
    ids, places, steps = [reader.id(START)], [], []
    beginnings = set(starts)
    for index, token in enumerate(goal):
        if index in beginnings:
            steps.append(len(ids))
            ids.append(reader.id(_STEP))
        places.append(len(ids))
        ids.append(token)
    ids.append(reader.id(SEPARATOR))
    tool_marks = [
        _add(reader, ids, _SCREEN, "", 0),
        *(_add(reader, ids, _TOOL, t.text, _TOOL_TOKENS) for t in tools),
    ]
    ids.append(reader.id(SEPARATOR))
    wanted = [SCREEN_PARAMS, *(tool.params for tool in tools)]
    names = dict.fromkeys(name for params in wanted for name in params)
    marks = {name: _add(reader, ids, _PARAM, name, _PARAM_TOKENS) for name in names}
    ids.append(reader.id(SEPARATOR))
    app_marks = [
        _add(reader, ids, _NOWHERE, "", 0),
        *(_add(reader, ids, _APP, app, _APP_TOKENS) for app in apps),
    ]
    ids.append(reader.id(SEPARATOR))
    return Laid(
        ids, places, steps, tool_marks, [[marks[name] for name in params] for params in wanted], app_marks
    )


def _add(reader: WordPiece, ids: list[int], mark: str, text: str, limit: int) -> int:
    """Append a candidate; gives where its marker stands."""
    place = len(ids)
    ids += [reader.id(mark), *reader.encode(text, limit)]
    return place
