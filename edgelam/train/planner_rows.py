"""Goals as rows of tokens, golds and sampled candidates; pure but for the random generator given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from edgelam.core.catalogue import AppSpec
from edgelam.planner.layout import SCREEN_PARAMS, Laid, ToolText, app_text, goal_ids, lay_out
from edgelam.reader.wordpiece import Piece, WordPiece

from .planner_goals import OPEN, PHONE, UNKNOWN, Goal, Part
from .planner_near import Near
from .planner_tasks import CORE

SKIP = -100  # cross_entropy passes over it
LONGEST, LONGEST_HOWTO = 200, 500  # tokens of a goal and of an instruction
_LABELS = 10  # candidates of a data set's labels, as in use


KINDS = "kinds of apps"  # in a World's `near`, beside the universes


@dataclass(frozen=True)
class World:
    """All that goals can choose from.

    universes: tools by name, for each source. near: of each universe, which tools words could be taken for,
    and under KINDS, which kinds of apps. apps: by package. kinds: what each app is for.
    """

    universes: Mapping[str, Mapping[str, ToolText]]
    near: Mapping[str, Near]
    apps: Mapping[str, AppSpec]
    kinds: Mapping[str, str]


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
    """Turns goals into rows."""

    def __init__(self, reader: WordPiece, world: World, r: Random) -> None:
        self._reader = reader
        self._universes = world.universes
        self._near = world.near
        self._apps = world.apps
        self._kinds = world.kinds
        self._of_kind: dict[str, list[str]] = defaultdict(list)
        for package, kind in world.kinds.items():
            self._of_kind[kind].append(package)
        self._core = [p for p, kind in world.kinds.items() if kind.startswith(CORE)]
        self._all = sorted(world.apps)
        self._r = r

    def row(self, goal: Goal) -> Row | None:
        """None when the goal is too long or its parts cannot be told in tokens."""
        pieces = self._reader.pieces(goal.text)
        ids = [p.id for p in pieces]
        if not ids or len(ids) > LONGEST:
            return None
        first = goal_ids(self._reader, ids)
        if not goal.parts:
            return Row(first, int(goal.declined))
        segments = [_range(pieces, part.start, part.end) for part in goal.parts]
        if any(a >= b for a, b in segments) or len({a for a, _ in segments}) != len(segments):
            return None
        tags = [0] * len(ids) if goal.segmented else []
        for start, end in segments if goal.segmented else ():
            tags[start:end] = [1] + [2] * (end - start - 1)
        universe = self._universes[goal.universe]
        row = Row(
            goal=first,
            declined=int(goal.declined),
            tags=tags,
            segments=segments,
            find_tools=[
                universe[p.tool].text if p.tool is not None and p.tool in universe else "" for p in goal.parts
            ],
            find_apps=[
                app_text(self._apps[p.app]) if p.app is not None and p.app in self._apps else ""
                for p in goal.parts
            ],
            universe=goal.universe,
        )
        unknown = all(p.tool == UNKNOWN and p.app == UNKNOWN for p in goal.parts)
        return row if unknown else self._pointed(row, goal, pieces)

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
        """The gold tools (now and then one is missing) among those that the words could be taken for."""
        r, universe = self._r, self._universes[goal.universe]
        kept = [t for t in dict.fromkeys(p.tool for p in goal.parts) if t is not None and t in universe]
        gold = tuple(kept)
        if goal.universe == PHONE and kept and r.random() < 0.04:
            kept.remove(r.choice(kept))
        near, more = self._near[goal.universe], list[str]()
        if goal.universe == PHONE:
            for part in goal.parts:
                said = goal.text[part.start : part.end]
                more += near.like(said, r.randrange(1, 5 if len(goal.parts) > 2 else 6), r, gold)
        else:
            more = near.like(goal.text, r.randrange(4, _LABELS), r, gold)
        names = list(dict.fromkeys(kept + more))
        r.shuffle(names)
        return names, [universe[n] for n in names]

    def _apps_for(self, goal: Goal) -> tuple[list[str], list[AppSpec], bool]:
        r = self._r
        gold = [p.app for p in goal.parts if p.app is not None and p.app in self._apps]
        if any(p.app == UNKNOWN for p in goal.parts) and goal.universe != PHONE:
            return [], [self._apps[a] for a in r.sample(self._all, r.randrange(0, 3))], False
        missing = {a: 0.03 if self._kind(a).startswith(CORE) else 0.2 for a in gold}
        kept = [a for a, share in missing.items() if r.random() >= share]
        kinds = {self._kind(a) for a in gold}
        lowered = goal.text.lower()
        named = any(self._apps[a].label.lower() in lowered for a in gold)
        packages = list(dict.fromkeys([*kept, *self._other_apps(goal, kinds, gold, named, lowered)]))
        r.shuffle(packages)
        specs = [self._apps[a] for a in packages]
        if r.random() < 0.25:
            specs = [
                AppSpec(package=s.package, label=s.label) if a not in kept or named else s
                for a, s in zip(packages, specs, strict=True)
            ]
        return packages, specs, named

    def _other_apps(
        self, goal: Goal, kinds: set[str], gold: Sequence[str], named: bool, lowered: str
    ) -> list[str]:
        """Apps that are for something else, or, when the goal names its own, apps like it."""
        r, found = self._r, list[str]()
        for part in goal.parts[:3]:
            said = goal.text[part.start : part.end]
            for kind in self._near[KINDS].like(said, r.randrange(0, 4), r, tuple(kinds)):
                found.append(r.choice(self._of_kind[kind]))
        found += r.sample(self._all, r.randrange(0, 3)) + r.sample(self._core, r.randrange(0, 3))
        if named:
            found += [
                r.choice(self._of_kind[kind])
                for kind in sorted(kinds & self._of_kind.keys())
                if r.random() < 0.3
            ]
        return [
            a
            for a in found
            if a not in gold
            and (self._kind(a) not in kinds or (named and self._apps[a].label.lower() not in lowered))
            and (gold or self._apps[a].label.lower() not in lowered)
        ]

    def _kind(self, package: str) -> str:
        return self._kinds.get(package, package)

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
    if len(pieces) > LONGEST_HOWTO:
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
