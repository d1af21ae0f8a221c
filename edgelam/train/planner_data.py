"""All that the Planner is trained on, as goals: made-up ones, real utterances, real plans; seeded."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from edgelam.core.catalogue import AppSpec
from edgelam.planner.evaluate import held_out, human, label_universe, read_rows
from edgelam.planner.known_apps import KNOWN
from edgelam.planner.layout import ToolText, tool_text
from edgelam.tools import all_tools

from .planner_goals import PHONE, UNKNOWN, Goal, Maker, Part
from .planner_sources import foreign, gibberish, labelled, ours

LABELLED = {
    "topv2": "utterances/phone_train.jsonl.gz",
    "clinc150": "utterances/phone_train.jsonl.gz",
    "hwu64": "utterances/phone_train.jsonl.gz",
    "snips": "utterances/snips_train.jsonl.gz",
    "sgd": "utterances/sgd.jsonl.gz",
    "home_assistant": "utterances/home_assistant_en.jsonl",
    "droidcall": "plans/droidcall.jsonl.gz",
}


@dataclass(frozen=True)
class Corpus:
    """Goals, how-to texts, and what they can choose from."""

    goals: list[Goal]
    howtos: list[dict[str, Any]]
    universes: dict[str, dict[str, ToolText]]
    families: dict[str, dict[str, str]]
    apps: dict[str, AppSpec]


def known_apps() -> dict[str, AppSpec]:
    """Every app we describe, by package; of equal ones (three makers' Clock) only the first."""
    found: dict[tuple[str, str], str] = {}
    for package, named in KNOWN.items():
        found.setdefault(named, package)
    return {p: AppSpec(package=p, label=name, description=what) for (name, what), p in found.items()}


def groups_of(apps: dict[str, AppSpec]) -> dict[str, list[AppSpec]]:
    """The apps by what they are for."""
    groups: dict[str, list[AppSpec]] = defaultdict(list)
    for spec in apps.values():
        groups[spec.description].append(spec)
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


def gather(data: Path, seed: int, made_up: int, share: float = 1.0) -> Corpus:
    """made_up: how many goals the grammar makes; share: how much of every real source is used."""
    r = Random(seed)
    apps = known_apps()
    groups = groups_of(apps)
    packages = {group: [a.package for a in members] for group, members in groups.items()}
    universes, families = {PHONE: phone_tools()}, {PHONE: {n: n.split(".")[0] for n in all_tools()}}
    goals: list[Goal] = []
    parts: list[tuple[str, Part]] = []
    for source in LABELLED:
        rows = source_rows(data, source)
        universes[source] = label_universe(rows)
        families[source] = _families(rows)
        r.shuffle(rows)
        count, brief = (round(len(rows) * share * _SHARES.get(source, 1.0) * part) for part in (1.0, _BRIEF))
        goals += [labelled(row, source, brief=True) for row in rows[count : count + brief]]
        for row in rows[:count]:
            own = ours(row, packages, r) if source != "sgd" or row.get("first_turn") else None
            if own is not None and r.random() < _OWN.get(source, 0.5):
                goals.append(own)
                if own.parts[0].tool is not None:
                    parts.append((own.text.rstrip(" .!?"), _trimmed(own)))
            else:
                goals.append(labelled(row, source))
    maker = Maker(groups, r)
    goals += [maker.goal(parts) for _ in range(made_up)]
    goals += list(foreign(data, r, round(1600 * share))) + list(gibberish(r, round(400 * share)))
    goals += _control(data, apps, r)
    howtos = read_rows(data / "plans/androidhowto_agree2.jsonl.gz")
    howtos += r.sample(
        second := read_rows(data / "plans/androidhowto_agree1.jsonl.gz"), round(len(second) * share / 2)
    )
    howtos = [row for row in howtos if not held_out(row["id"])]
    return Corpus(
        goals, r.sample(howtos, round(len(howtos) * min(1.0, share * 1.5))), universes, families, apps
    )


# Large sources are thinned, so that none outweighs the others.
_SHARES = {"snips": 0.25, "sgd": 0.18, "droidcall": 0.6, "home_assistant": 0.9}
_BRIEF = 2.0  # goals that are only to be found, for each that is pointed at
_OWN = {"topv2": 0.4, "hwu64": 0.4, "clinc150": 0.4, "sgd": 0.2, "snips": 0.3, "home_assistant": 0.5}


def _trimmed(goal: Goal) -> Part:
    part = goal.parts[0]
    return Part(0, len(goal.text.rstrip(" .!?")), part.tool, part.app, part.spans, part.spans_known)


def _families(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The class each label is confused within: its coarse class, else the first word of its name."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen[row["intent"]][row["coarse"] or human(row["intent"]).split()[0]] += 1
    return {intent: counts.most_common(1)[0][0] for intent, counts in seen.items()}


def _control(data: Path, apps: dict[str, AppSpec], r: Random) -> list[Goal]:
    """AndroidControl's goals that name their app: one step on its screen."""
    by_label = {spec.label.lower(): package for package, spec in apps.items()}
    found = []
    for row in read_rows(data / "plans/androidcontrol_train.jsonl"):
        if not row["app"] or row["app"].lower() not in row["goal"].lower():
            continue
        label = row["app"]
        package = by_label.get(label.lower())
        if package is None:
            package = "app." + label.lower().replace(" ", "")
            by_label[label.lower()] = package
            apps[package] = AppSpec(package=package, label=label)
        part = Part(0, len(row["goal"]), None, package, (), False)
        found.append(Goal(row["goal"], (part,), segmented=False))
    return found


__all__ = ["Corpus", "UNKNOWN", "gather", "groups_of", "known_apps", "phone_tools"]
