"""The shipped Planner: a small encoder reads the goal, then the goal among candidates, and points.

Code assembles the plan from where it points.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from edgelam.core.catalogue import AppSpec, Catalogue, ToolSpec
from edgelam.core.contracts import Encoder
from edgelam.core.errors import GoalError
from edgelam.core.plan import Plan, Slot, Step
from edgelam.core.text import clean
from edgelam.reader.heads import Floats, Heads, softmax
from edgelam.reader.wordpiece import UNKNOWN, Piece, WordPiece

from .check import check_plan
from .heads import DECLINE, EXTRACT, HOW, SHARP, TAGS, WHERE, barred, best_path, point, slot_scores
from .layout import (
    SCREEN_PARAMS,
    Laid,
    ToolText,
    app_text,
    goal_ids,
    lay_out,
    readable_name,
    tool_text,
)
from .retrieval import Finder
from .spans import Range, howto_steps, howto_tags, readable, spans_of

LONGEST_GOAL = 2000  # characters
_MOST_TOKENS = 300  # of a goal; candidates need room beside it
_TOOLS, _APPS = 4, 4  # candidates a step
_LABELS, _TRUST = 10, 2.0  # candidates among the labels of a data set, and retrieval's say among them
_CAUTION = 4.0  # by how much, in scores, a tool must be better that the model was not trained with
_HOPE = 1.5  # by how much, in scores, "no app here" must be better than the best app
_DECLINED = 0.1  # probability from which a goal is declined as a whole
_ROOM = 500  # tokens of a second pass
_SPLIT = 2.0  # what a step more costs, in scores
# Steps: outside, begin, inside; nothing is inside that did not begin.
_STEP_ORDER = barred(((True, True, False), (True, True, True), (True, True, True))) + np.array(
    [0.0, _SPLIT, 0.0], np.float32
)


class Part(NamedTuple):
    """A step as pointed at. tool: index into the tools given, None is the screen; app: None is nowhere."""

    start: int  # goal tokens [start, end)
    end: int
    tool: int | None
    app: int | None
    sure: float  # probability, 0..1
    slots: dict[str, list[Range]]  # characters of the goal, the weightiest first


class _Reading(NamedTuple):
    goal: str
    pieces: list[Piece]
    vectors: Floats  # of the goal tokens
    declined: float
    tags: Floats


class PointingPlanner:
    """See contracts.Planner. One encoder pass over the goal, one over goal and candidates.

    The slots of its plans are the goal's own words; `resolve_plan` makes them canonical by the phone's clock.
    """

    def __init__(self, encoder: Encoder, heads: Heads, reader: WordPiece) -> None:
        self._encoder = encoder
        self._heads = heads
        self._reader = reader
        self.finder = Finder(encoder, heads, reader)
        self._tokens = 0

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> PointingPlanner:
        """From a model's folder; the encoder is that folder's too. Raises ModelMissing, ModelCorrupt."""
        planner = cls(encoder, Heads.load(folder / "heads.npz"), WordPiece.shipped())
        planner.finder.load(folder / "candidates.npz")
        return planner

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        """The plan for a goal. Raises GoalError for an empty or overlong one."""
        started = time.perf_counter()
        self._tokens = 0
        reading = self._read(goal)
        segments = _segments(reading.tags)
        if reading.declined > _DECLINED or not segments:
            declined = Plan(
                goal=reading.goal, steps=(), declined="not_understood", probability=reading.declined
            )
            return self._timed(declined, started)
        tools = [tool_text(spec) for spec in catalogue.tools]
        apps = [app_text(spec) for spec in catalogue.apps]
        parts = self._point(reading, segments, tools, apps, caution=_CAUTION)
        if any(part.tool is None and part.app is None for part in parts):
            sure = min(part.sure for part in parts)
            return self._timed(
                Plan(goal=reading.goal, steps=(), declined="nothing_fits", probability=sure), started
            )
        steps = tuple(self._step(i, part, reading, catalogue) for i, part in enumerate(parts, 1))
        sure = min([1 - reading.declined, *(part.sure for part in parts)])
        plan = Plan(goal=reading.goal, steps=steps, probability=sure)
        return self._timed(check_plan(plan, catalogue), started)

    def choose(self, text: str, tools: Sequence[ToolText]) -> tuple[int | None, list[tuple[str, str]]]:
        """Which one of many tools the whole text asks for, and its parameters' names with their words."""
        reading = self._read(text)
        part = self._point(reading, [(0, len(reading.pieces))], tools, [], most=_LABELS, trust=_TRUST)[0]
        return part.tool, [(name, text[a:b]) for name, spans in part.slots.items() for a, b in spans]

    def split(self, goal: str) -> list[str]:
        """The words of each step of a goal."""
        reading = self._read(goal)
        return [readable(reading.goal, reading.pieces[a:b]) for a, b in _segments(reading.tags)]

    def extract(self, text: str) -> list[str]:
        """The steps that an instruction text spells out, as `verb ["input"] object`."""
        pieces = self._reader.pieces(text)
        steps: list[str] = []
        room = self._encoder.max_tokens - 2
        for at in range(0, len(pieces), room):
            window = pieces[at : at + room]
            vectors = self._encode(goal_ids(self._reader, [p.id for p in window]))[1:-1]
            tags = howto_tags(softmax(self._heads.linear(EXTRACT, vectors)))
            steps += howto_steps(text, window, tags)
        return steps

    def _encode(self, ids: list[int]) -> Floats:
        self._tokens += len(ids)
        return self._encoder.encode(ids)

    def _timed(self, plan: Plan, started: float) -> Plan:
        ms = (time.perf_counter() - started) * 1000
        return plan.model_copy(update={"ms": round(ms, 3), "tokens": self._tokens})

    def _read(self, goal: str) -> _Reading:
        text = clean(goal)
        if not text:
            raise GoalError("the goal is empty")
        if len(text) > LONGEST_GOAL:
            raise GoalError(f"the goal is too long: {len(text)} characters, {LONGEST_GOAL} are read")
        pieces = self._reader.pieces(text)
        if not pieces:
            raise GoalError("there are no words in the goal")
        if len(pieces) > _MOST_TOKENS:
            raise GoalError(f"the goal is too long: {len(pieces)} tokens, {_MOST_TOKENS} are read")
        vectors = self._encode(goal_ids(self._reader, [p.id for p in pieces]))
        declined = float(softmax(self._heads.linear(DECLINE, vectors[0]))[1])
        words = vectors[1:-1]
        unknown = sum(p.id == self._reader.id(UNKNOWN) for p in pieces)
        if 2 * unknown > len(pieces) or not any(char.isalpha() for char in text):
            declined = 1.0  # a script it cannot read, or no words at all
        return _Reading(text, pieces, words, declined, self._heads.linear(TAGS, words))

    def _point(
        self,
        reading: _Reading,
        segments: Sequence[tuple[int, int]],
        tools: Sequence[ToolText],
        apps: Sequence[str],
        most: int = _TOOLS,
        trust: float = 0.0,
        caution: float = 0.0,
    ) -> list[Part]:
        """The second pass, over the best candidates of every step.

        trust: what retrieval has to say in it. caution: what tools lose that the model was not trained with.
        """
        steps = [reading.vectors[start:end] for start, end in segments]
        near_tools = self.finder.nearest(steps, [t.text for t in tools], most, app=False)
        near_apps = self.finder.nearest(steps, apps, _APPS, app=True)
        kept_tools, kept_apps = _union(near_tools), _union(near_apps)
        goal, starts = [p.id for p in reading.pieces], [start for start, _ in segments]
        while True:
            mine, theirs = [tools[i] for i in kept_tools], [apps[i] for i in kept_apps]
            laid = lay_out(self._reader, goal, starts, mine, theirs)
            if len(laid.ids) <= min(_ROOM, self._encoder.max_tokens) or not kept_tools:
                break
            kept_tools = kept_tools[:-1]
        vectors = self._encode(laid.ids)
        marks = vectors[laid.steps]
        how = point(self._heads, HOW, marks, vectors[laid.tools]) + _own(
            near_tools, kept_tools, trust / SHARP
        )
        how -= caution * np.array([0.0, *(tools[i].text not in self.finder.taught for i in kept_tools)])
        where = point(self._heads, WHERE, marks, vectors[laid.apps]) + _own(near_apps, kept_apps, 0.0)
        where[:, 0] -= _HOPE
        how, where = softmax(how), softmax(where)
        parts = []
        for i, (start, end) in enumerate(segments):
            tool, app = int(how[i].argmax()), int(where[i].argmax())
            params = SCREEN_PARAMS if not tool else tools[kept_tools[tool - 1]].params
            slots = self._slots(reading, laid, vectors, (i, start, end), tool, params)
            parts.append(
                Part(
                    start,
                    end,
                    kept_tools[tool - 1] if tool else None,
                    kept_apps[app - 1] if app else None,
                    float(how[i, tool] * (1.0 if tool else where[i, app])),
                    slots,
                )
            )
        return parts

    def _slots(
        self,
        reading: _Reading,
        laid: Laid,
        vectors: Floats,
        segment: tuple[int, int, int],
        tool: int,
        params: Sequence[str],
    ) -> dict[str, list[Range]]:
        """segment: the step's number, and the goal tokens it begins and ends at."""
        places, (step, start, end) = laid.params[tool], segment
        if not places:
            return {}
        scores = slot_scores(self._heads, vectors[laid.goal], vectors[places], vectors[laid.steps[step]])
        return spans_of(reading.goal, reading.pieces, softmax(scores), params, range(start, end))

    def _step(self, number: int, part: Part, reading: _Reading, catalogue: Catalogue) -> Step:
        app = catalogue.apps[part.app] if part.app is not None else AppSpec(package="", label="")
        spec = catalogue.tools[part.tool] if part.tool is not None else None
        if spec is not None and app.package and _lacks(spec, part):
            spec = None  # such a call cannot be made; the app's screen may tell what is missing
        names = {readable_name(param.name): param.name for param in spec.params} if spec else {}
        goal = reading.goal
        return Step(
            id=str(number),
            do=_words(reading, part),
            app=app.package,
            app_label=app.label,
            call=spec.name if spec else None,
            slots=tuple(
                Slot(name=names.get(n, n), value=goal[a:b]) for n, ((a, b), *_) in part.slots.items()
            ),
            risk=spec.risk if spec else 1,
        )


def _lacks(spec: ToolSpec, part: Part) -> bool:
    """Whether the words leave out what the tool cannot do without."""
    return any(param.required and readable_name(param.name) not in part.slots for param in spec.params)


def _union(near: Sequence[dict[int, float]]) -> list[int]:
    """All candidates of all steps, the nearest to any first."""
    best: dict[int, float] = {}
    for found in near:
        for index, nearness in found.items():
            best[index] = max(best.get(index, -1.0), nearness)
    return sorted(best, key=lambda index: -best[index])


def _own(near: Sequence[dict[int, float]], kept: Sequence[int], trust: float) -> Floats:
    """(steps, 1 + kept), to add to scores: a step chooses among its own candidates, or none (the first)."""
    rows = [[0.0, *(trust * found[i] if i in found else -1e9 for i in kept)] for found in near]
    return np.asarray(rows, np.float32)


def _segments(tags: Floats) -> list[tuple[int, int]]:
    """Goal tokens [start, end) of each step, from the best legal sequence of tags."""
    found: list[tuple[int, int]] = []
    scores = tags.copy()
    scores[0, 2] = -1e9  # nothing is inside before it has begun
    for i, tag in enumerate(best_path(scores, _STEP_ORDER)):
        if tag == 1:
            found.append((i, i + 1))
        elif tag == 2:
            found[-1] = (found[-1][0], i + 1)
    return found


def _words(reading: _Reading, part: Part) -> str:
    """The step's own words, after those of its slots that stand elsewhere (`off` ... `and bluetooth`)."""
    inside = readable(reading.goal, reading.pieces[part.start : part.end])
    first, last = reading.pieces[part.start].start, reading.pieces[part.end - 1].end
    outside = [reading.goal[a:b] for (a, b), *_ in part.slots.values() if b <= first or a >= last]
    return " ".join([*outside, inside])
