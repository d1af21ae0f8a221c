"""All that the Planner is trained on, made-up goals and real ones; seeded, and made in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from edgelam.core.catalogue import AppSpec
from edgelam.planner.evaluate import held_out, label_universe, read_rows
from edgelam.planner.known_apps import KNOWN
from edgelam.planner.layout import ToolText, tool_text
from edgelam.reader.wordpiece import WordPiece
from edgelam.tools import all_tools

from .planner_goals import PHONE, UNKNOWN, Goal, Maker, Part, Span, varied
from .planner_near import Near
from .planner_rows import KINDS, Row, RowMaker, World, extract_row
from .planner_sources import control, foreign, gibberish, labelled, ours, people, spoken_values
from .planner_swap import swapped, values_of
from .planner_tasks import plain_names

Item = TypeVar("Item")
LABELLED = {
    "topv2": "utterances/phone_train.jsonl.gz",
    "clinc150": "utterances/phone_train.jsonl.gz",
    "hwu64": "utterances/phone_train.jsonl.gz",
    "snips": "utterances/snips_train.jsonl.gz",
    "sgd": "utterances/sgd.jsonl.gz",
    "home_assistant": "utterances/home_assistant_en.jsonl",
    "droidcall": "plans/droidcall.jsonl.gz",
}
FOREIGN = "home_assistant_other"  # rows of home_assistant's labels in other languages


@dataclass(frozen=True)
class Amounts:
    """How many goals are made up, and how often each real source is passed over."""

    made_up: int = 160_000
    gibberish: int = 6_000
    passes: Mapping[str, float] = field(
        default_factory=lambda: {
            "topv2": 9,
            "hwu64": 10,
            "clinc150": 7,
            "snips": 1.5,
            "sgd": 0.6,
            "home_assistant": 5,
            "droidcall": 2,
            FOREIGN: 1,
            "people": 6,
            "control": 6,
            "tasks": 2,
            "howto2": 12,
            "howto1": 5,
        }
    )

    def times(self, share: float) -> Amounts:
        """So much of everything."""
        passes = {source: count * share for source, count in self.passes.items()}
        return Amounts(round(self.made_up * share), round(self.gibberish * share), passes)


@dataclass(frozen=True)
class Corpus:
    """Goals, how-to texts, and what they can choose from."""

    goals: list[Goal]
    howtos: list[dict[str, Any]]
    world: World


def known_apps() -> dict[str, AppSpec]:
    """Every app we describe, by package; of equal ones (three makers' Clock) only the first."""
    found: dict[tuple[str, str], str] = {}
    for package, named in KNOWN.items():
        found.setdefault(named, package)
    return {p: AppSpec(package=p, label=name, description=what) for (name, what), p in found.items()}


def training_apps() -> tuple[dict[str, AppSpec], dict[str, str]]:
    """The apps we describe and such as have nothing but a name; and what each is for."""
    apps = known_apps()
    kinds = {package: spec.description for package, spec in apps.items()}
    for group, names in plain_names().items():
        for name in names:
            package = f"plain.{name.lower().replace(' ', '')}.{len(apps)}"
            apps[package], kinds[package] = AppSpec(package=package, label=name), group
    return apps, kinds


def groups_of(
    apps: Mapping[str, AppSpec], kinds: Mapping[str, str] | None = None
) -> dict[str, list[AppSpec]]:
    """The apps by what they are for. kinds: that of each package; None: as they are described."""
    groups: dict[str, list[AppSpec]] = defaultdict(list)
    for package, spec in apps.items():
        groups[spec.description if kinds is None else kinds.get(package, "")].append(spec)
    groups.pop("", None)
    return dict(groups)


def phone_tools() -> dict[str, ToolText]:
    """Our own tools as the Planner reads them."""
    return {name: tool_text(tool.spec) for name, tool in all_tools().items()}


def source_rows(data: Path, source: str) -> list[dict[str, Any]]:
    """A source's rows with `intent` and `slots`, whatever the file calls them."""
    rows = read_rows(data / LABELLED[source])
    if source == "droidcall":
        return [_droidcall(row) for row in rows if row["set"] != "checked"]
    return [row for row in rows if row["source"] == source and row["intent"] != "none"]


def _droidcall(row: dict[str, Any]) -> dict[str, Any]:
    call = row["calls"][0]
    slots = [
        {"type": k, "text": v} for k, v in call["args"].items() if isinstance(v, str) and v in row["goal"]
    ]
    return {**row, "text": row["goal"], "intent": call["name"], "coarse": None, "slots": slots}


def make_rows(
    data: Path,
    seed: int,
    amounts: Amounts,
    part: int = 0,
    of: int = 1,
    tasks: Path | None = None,
    reader: WordPiece | None = None,
) -> tuple[list[Row], World]:
    """Part `part` of `of` of all rows of a seed: every part can be made in a process of its own.

    tasks: goals of `bench.tasks.goals`. The world is the same for all parts.
    """
    reader = reader or WordPiece.shipped()
    corpus = gather(data, seed, amounts, part, of, tasks)
    maker = RowMaker(reader, corpus.world, Random(f"rows {seed} {part}"))
    rows = [maker.row(goal) for goal in corpus.goals] + [extract_row(reader, h) for h in corpus.howtos]
    return [row for row in rows if row is not None], corpus.world


def gather(
    data: Path, seed: int, amounts: Amounts, part: int = 0, of: int = 1, tasks: Path | None = None
) -> Corpus:
    """The goals and how-to texts of a part. See `make_rows`."""
    r = Random(f"{seed} {part}")
    share = _Share(amounts, seed, part, of)
    apps, kinds = training_apps()
    said, controlled = people(data, apps), control(data, apps)
    groups = groups_of(apps, kinds)
    goals = [*share.of("people", said), *share.of("control", controlled)]
    if tasks is not None:
        goals += [_task_goal(row, apps, kinds, r) for row in share.of("tasks", read_rows(tasks))]
    rows = {source: source_rows(data, source) for source in LABELLED}
    universes = {PHONE: phone_tools(), **{source: label_universe(rows[source]) for source in rows}}
    near = {source: Near((row["text"], row["intent"]) for row in rows[source]) for source in rows}
    near |= _phone_near(Maker(groups, Random(seed)), kinds)
    own, others = _uttered(data, rows, share, groups, r)
    goals += own + others
    extra = [
        (goal.text.rstrip(" .!?"), _trimmed(goal))
        for goal in own
        if goal.parts[0].tool not in (None, UNKNOWN)
    ]
    maker = Maker(groups, r, said=spoken_values(row for known in rows.values() for row in known))
    goals += [maker.goal(extra) for _ in range(share.count(amounts.made_up))]
    goals += gibberish(r, share.count(amounts.gibberish))
    howtos = [
        *share.of("howto2", _howtos(data / "plans/androidhowto_agree2.jsonl.gz")),
        *share.of("howto1", _howtos(data / "plans/androidhowto_agree1.jsonl.gz")),
    ]
    return Corpus(goals, howtos, World(universes, near, apps, kinds))


def _uttered(
    data: Path,
    rows: Mapping[str, list[dict[str, Any]]],
    share: _Share,
    groups: Mapping[str, list[AppSpec]],
    r: Random,
) -> tuple[list[Goal], list[Goal]]:
    """The utterances of all sources: those that are goals over our own tools and apps, and the others."""
    packages = {group: [a.package for a in members] for group, members in groups.items()}
    values = values_of(rows)
    own: list[Goal] = []
    others: list[Goal] = []
    for source, known in rows.items():
        chosen = share.of(source, known)
        if source == "home_assistant":
            intents = {row["intent"] for row in known}
            chosen += share.of(FOREIGN, [row for row in foreign(data) if row["intent"] in intents])
        for row in chosen:
            mine = _mine(row, source, packages, r)
            if mine is not None:
                own.append(mine)
                continue
            other = labelled(row, source)
            if r.random() < _SWAPPED:
                other = swapped(other, values, r)
            # Where steps begin is learnt from our own goals: these are all of one.
            others.append(replace(varied(other, r), segmented=False))
    return own, others


_SWAPPED = 0.5  # of the utterances over others' labels


class _Share:
    """A part's share of what is passed over."""

    def __init__(self, amounts: Amounts, seed: int, part: int, of: int) -> None:
        self._passes, self._seed, self._part, self._of = amounts.passes, seed, part, of

    def of(self, source: str, items: Sequence[Item]) -> list[Item]:
        """Every item once a pass, in all parts together; the last pass may be begun only."""
        left, number, found = self._passes.get(source, 0.0), 0, list[Item]()
        while left > 0:
            order = Random(f"{source} {self._seed} {number}").sample(
                range(len(items)), round(len(items) * min(1.0, left))
            )
            found += [items[i] for i in order[self._part :: self._of]]
            left, number = left - 1, number + 1
        return found

    def count(self, total: int) -> int:
        return len(range(self._part, total, self._of))


# How often a real utterance is one over our own tools and apps, where its label is one of ours.
_OWN = {"sgd": 0.3, "snips": 0.3, "droidcall": 0.5, "home_assistant": 0.5}


def _mine(row: dict[str, Any], source: str, packages: dict[str, list[str]], r: Random) -> Goal | None:
    if source == "sgd" and not row.get("first_turn"):
        return None
    return ours(row, packages, r) if r.random() < _OWN.get(source, 0.3) else None


def _trimmed(goal: Goal) -> Part:
    return replace(goal.parts[0], end=len(goal.text.rstrip(" .!?")))


def _phone_near(maker: Maker, kinds: Mapping[str, str], count: int = 6_000) -> dict[str, Near]:
    """What our own tools, and apps by what they are for, could be taken for."""
    tools, apps = [], []
    for _ in range(count):
        text, part = maker.part(maker.task())
        if part.tool is not None:
            tools.append((text, part.tool))
        if part.app is not None and part.app in kinds:
            apps.append((text, kinds[part.app]))
    return {PHONE: Near(tools), KINDS: Near(apps)}


def _howtos(path: Path) -> list[dict[str, Any]]:
    return [row for row in read_rows(path) if not held_out(row["id"])]


def _task_goal(row: dict[str, Any], apps: dict[str, AppSpec], kinds: Mapping[str, str], r: Random) -> Goal:
    """A goal of `bench.tasks.goals`; its app, when the goal does not name it, is any app for the same."""
    text, app = row["goal"], UNKNOWN
    if row["kind"] is not None:
        alike = [package for package, kind in kinds.items() if kind == row["kind"]]
        own = next((p for p in alike if apps[p].label == row["app"]), None)
        app = own if own is not None and apps[own].label.lower() in text.lower() else r.choice(alike)
    spans, tool = row["spans"], row["tool"]
    known = spans is not None and tool is not None
    part = Part(0, len(text), tool, app, tuple(Span(*span) for span in spans or ()), known)
    return Goal(text, (part,), segmented=row["app"] is not None)
