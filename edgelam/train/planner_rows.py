"""Goals as rows of tokens, golds and sampled candidates; pure but for the random generator given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from edgelam.core.catalogue import AppSpec
from edgelam.planner.layout import SCREEN_PARAMS, Laid, ToolText, app_text, goal_ids, lay_out
from edgelam.reader.wordpiece import Piece, WordPiece

from .planner_goals import OPEN, PHONE, UNKNOWN, Goal, Part
from .planner_tasks import CORE

SKIP = -100  # cross_entropy passes over it
LONGEST = 200  # goal tokens


# Families of tools that what is done on the screens of such apps could be taken for.
_LIKE = {
    "alarms, timers, stopwatch": ("clock",),
    "people and phone numbers": ("contacts",),
    "calls and call log": ("contacts",),
    "text messages and threads": ("messages",),
    "chat and calls": ("messages", "contacts"),
    "notes and lists": ("messages", "calendar"),
    "system settings, permissions, network, display, sound": ("settings",),
    "e-mail": ("mail",),
    "calendar and events": ("calendar",),
    "tasks and reminders": ("calendar", "clock"),
    "music and podcasts": ("media",),
    "watch videos": ("media",),
    "maps and directions": ("maps",),
    "taxi and rides": ("maps", "contacts"),
    "take pictures and videos": ("camera",),
}


@dataclass(frozen=True)
class Row:
    """What one training example costs and says. Indices are those of `Laid` and of goal tokens."""

    goal: list[int]  # first pass
    declined: int = SKIP
    tags: list[int] = field(default_factory=list)  # 0 outside, 1 begin, 2 inside; of goal tokens
    extract: list[int] = field(default_factory=list)
    segments: list[tuple[int, int]] = field(default_factory=list)  # goal tokens of each step
    find_tools: list[str] = field(default_factory=list)  # the text each step should retrieve, "" for none
    find_apps: list[str] = field(default_factory=list)
    named: bool = False  # the goal names its apps
    universe: str = PHONE
    laid: Laid | None = None
    how: list[int] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    slots: list[list[int]] = field(default_factory=list)  # of each step, of each goal token

    @property
    def tokens(self) -> int:
        return len(self.goal) + (len(self.laid.ids) if self.laid else 0)


class RowMaker:
    """Turns goals into rows. universes: tools by name, for each source; apps: by package."""

    def __init__(
        self,
        reader: WordPiece,
        universes: dict[str, dict[str, ToolText]],
        near: dict[str, dict[str, str]],
        apps: dict[str, AppSpec],
        r: Random,
    ) -> None:
        self._reader = reader
        self._universes = universes
        self._near = near  # tool -> family, for each source: confusable ones share it
        self._apps = apps
        self._r = r

    def row(self, goal: Goal) -> Row | None:
        """None when the goal is too long or its parts cannot be told in tokens."""
        pieces = self._reader.pieces(goal.text)
        ids = [p.id for p in pieces]
        if not ids or len(ids) > LONGEST:
            return None
        first = goal_ids(self._reader, ids)
        if goal.declined:
            return Row(first, 1)
        segments = [_range(pieces, part.start, part.end) for part in goal.parts]
        if any(a >= b for a, b in segments) or len({a for a, _ in segments}) != len(segments):
            return None
        tags = [0] * len(ids) if goal.segmented else []
        for start, end in segments if goal.segmented else ():
            tags[start:end] = [1] + [2] * (end - start - 1)
        universe = self._universes.get(goal.universe, {})
        row = Row(
            goal=first,
            declined=0,
            tags=tags,
            segments=segments,
            find_tools=[universe[p.tool].text if p.tool in universe else "" for p in goal.parts],
            find_apps=[app_text(self._apps[p.app]) if p.app in self._apps else "" for p in goal.parts],
            universe=goal.universe,
        )
        return row if goal.brief else self._pointed(row, goal, pieces)

    def _pointed(self, row: Row, goal: Goal, pieces: Sequence[Piece]) -> Row:
        """The row with its second pass."""
        names, tools = self._tools(goal)
        packages, apps, named = self._apps_for(goal)
        starts = [start for start, _ in row.segments]
        return replace(
            row,
            named=named,
            laid=lay_out(self._reader, [p.id for p in pieces], starts, tools, [app_text(a) for a in apps]),
            how=[self._how(part, names, packages) for part in goal.parts],
            where=[self._where(part, packages) for part in goal.parts],
            slots=[self._slots(part, names, tools, packages, pieces) for part in goal.parts],
        )

    def _tools(self, goal: Goal) -> tuple[list[str], list[ToolText]]:
        """The gold tools (now and then one is missing) among others, half of them confusable."""
        r, universe = self._r, self._universes.get(goal.universe, {})
        near = self._near.get(goal.universe, {})
        gold = [p.tool for p in goal.parts if p.tool in universe]
        kept = [t for t in dict.fromkeys(gold) if t is not None]
        if goal.universe == PHONE and kept and r.random() < 0.04:
            kept.remove(r.choice(kept))
        families = {near.get(t) for t in gold if t}
        if goal.universe == PHONE:
            groups = {self._apps[p.app].description for p in goal.parts if p.app in self._apps}
            families |= {f for group in groups for f in _LIKE.get(group, ("app", "web"))}
        hard = [t for t in universe if near.get(t) in families and t not in gold]
        easy = [t for t in universe if t not in gold and t not in hard]
        wanted = r.randrange(2, 6)
        more = r.sample(hard, min(len(hard), r.randrange(0, wanted + 1)))
        more += r.sample(easy, min(len(easy), max(0, wanted - len(more))))
        names = kept + more
        r.shuffle(names)
        texts = [universe[n] for n in names]
        return names, [
            ToolText(t.text, self._some(t.params, n in kept)) for n, t in zip(names, texts, strict=True)
        ]

    def _some(self, params: tuple[str, ...], gold: bool) -> tuple[str, ...]:
        """The gold tool's parameters, and at most eight of any other."""
        return params if len(params) <= 8 or gold else params[:8]

    def _apps_for(self, goal: Goal) -> tuple[list[str], list[AppSpec], bool]:
        r = self._r
        gold = [p.app for p in goal.parts if p.app in self._apps]
        if any(p.app == UNKNOWN for p in goal.parts) and goal.universe != PHONE:
            return [], [self._apps[a] for a in r.sample(sorted(self._apps), r.randrange(0, 3))], False
        missing = {a: 0.03 if self._apps[a].description.startswith(CORE) else 0.3 for a in gold if a}
        kept = [a for a, share in missing.items() if r.random() >= share]
        groups = {self._apps[a].description for a in gold if a}
        lowered = goal.text.lower()
        named = any(self._apps[a].label.lower() in lowered for a in gold if a)
        others = [
            a
            for a, spec in self._apps.items()
            if a not in gold
            and (spec.description not in groups or (named and spec.label.lower() not in lowered))
            and not (spec.label.lower() in lowered and spec.description not in groups and not gold)
        ]
        core = [a for a in others if self._apps[a].description.startswith(CORE)]
        more = r.sample(others, r.randrange(1, 4)) + r.sample(core, min(len(core), r.randrange(0, 3)))
        packages = list(dict.fromkeys(kept + more))
        r.shuffle(packages)
        specs = [self._apps[a] for a in packages]
        if r.random() < 0.15:
            specs = [
                AppSpec(package=s.package, label=s.label) if a not in kept or named else s
                for a, s in zip(packages, specs, strict=True)
            ]
        return packages, specs, named

    def _how(self, part: Part, names: Sequence[str], packages: Sequence[str]) -> int:
        if part.tool == UNKNOWN:
            return SKIP
        if part.tool is None or part.tool not in names or (part.tool == OPEN and part.app not in packages):
            return 0
        return 1 + names.index(part.tool)

    def _where(self, part: Part, packages: Sequence[str]) -> int:
        if part.app == UNKNOWN:
            return SKIP
        return 1 + packages.index(part.app) if part.app in packages else 0

    def _slots(
        self,
        part: Part,
        names: Sequence[str],
        tools: Sequence[ToolText],
        packages: Sequence[str],
        pieces: Sequence[Piece],
    ) -> list[int]:
        """Of each goal token: 0 for none, else 1 + its parameter's place."""
        how = self._how(part, names, packages)
        if not part.spans_known or how == SKIP or (how == 0) != (part.tool is None):
            return [SKIP] * len(pieces)
        params = SCREEN_PARAMS if part.tool is None else tools[names.index(part.tool)].params
        gold = [0] * len(pieces)
        for span in part.spans:
            if span.param not in params:
                return [SKIP] * len(pieces)
            start, end = _range(pieces, span.start, span.end)
            gold[start:end] = [1 + params.index(span.param)] * (end - start)
        return gold


EXTRACT = ("verb", "object", "input")


def extract_row(reader: WordPiece, howto: dict[str, Any]) -> Row | None:
    """An AndroidHowTo text with verbs, objects and inputs tagged: 0 none, then begin and inside of each."""
    pieces = reader.pieces(howto["text"])
    if len(pieces) > LONGEST:
        return None
    gold = [0] * len(pieces)
    for span in howto["spans"]:
        for number, name in enumerate(EXTRACT):
            where = span[f"{name}_span"]
            if where is not None:
                start, end = _range(pieces, *where)
                gold[start:end] = ([1 + 2 * number] + [2 + 2 * number] * (end - start))[: end - start]
    return Row(goal_ids(reader, [p.id for p in pieces]), extract=gold)


def _range(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """The tokens that lie in characters [start, end)."""
    inside = [i for i, p in enumerate(pieces) if p.start >= start and p.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
