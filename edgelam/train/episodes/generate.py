"""Many episodes to one file of rows: phones are drawn, families take turns, nothing dominates."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from device_drivers.virtual.skins import TRAINING, Skin, random_skin

from . import (
    tasks_anywhere,
    tasks_clock,
    tasks_compound,
    tasks_contacts,
    tasks_contacts_look,
    tasks_launcher,
    tasks_messages,
    tasks_messages_tidy,
    tasks_notes,
    tasks_notes_list,
    tasks_settings,
    tasks_settings_apps,
    tasks_settings_more,
    tasks_settings_switches,
    tasks_stopwatch,
    tasks_timers,
)
from .families import Family
from .oracle import Expert, Slipped
from .rows import Row, RowFile, fingerprint
from .scene import draw_fixture, wander
from .sight import Lost
from .stage import Stage

_TASKS = (
    tasks_anywhere,
    tasks_clock,
    tasks_compound,
    tasks_contacts,
    tasks_contacts_look,
    tasks_launcher,
    tasks_messages,
    tasks_messages_tidy,
    tasks_notes,
    tasks_notes_list,
    tasks_settings,
    tasks_settings_apps,
    tasks_settings_more,
    tasks_settings_switches,
    tasks_stopwatch,
    tasks_timers,
)
FAMILIES: tuple[Family, ...] = tuple(family for module in _TASKS for family in module.TASKS.all)
_PLACES = tuple(
    {f.package: (f.package, f.label) for f in FAMILIES if f.package and f.label != "Launcher"}.values()
)
_EPISODES_A_PHONE = 4
_PATIENCE = 200  # phones without a new row
_MOST_SHARE = 4.0  # of a family, in units of the mean
_LEFT_ELSEWHERE, _FORGETFUL, _WHOLE, _NAMED = 0.15, 0.1, 0.85, 0.25


@dataclass
class Report:
    """What was made. lost: episodes that were given up, by family and why."""

    rows: int = 0
    episodes: int = 0
    families: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    phones: int = 0


def generate_episodes(
    out: Path,
    seed: int = 0,
    n: int = 12_000,
    *,
    skins: Sequence[Skin | str] | None = None,
    families: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Write n rows of the caller-step format to `out` (JSON lines, gzipped when it ends in .gz).

    The same arguments write the same bytes. skins: those to draw from; None: training skins, never the ones
    kept for tests. families: beginnings of names; None: all. progress: called with rows written and n. Fewer
    rows are written when the families have no more different ones.
    """
    chosen = [f for f in FAMILIES if families is None or f.name.startswith(tuple(families))]
    if not chosen:
        raise ValueError(f"no family of tasks is called {families!r}")
    report = Report()
    most = max(1, int(n * _MOST_SHARE / len(chosen))) if len(chosen) > 3 else n
    with RowFile(out) as file:
        for row in _rows(seed, chosen, skins, report):
            name = row["family"]
            if report.families[name] >= most:
                continue
            file.write(row)
            report.families[name] += 1
            report.verbs[row["gold"]["action"]] += 1
            report.rows = file.count
            if progress is not None and file.count % 500 == 0:
                progress(file.count, n)
            if file.count >= n:
                break
    return report


def _rows(
    seed: int, families: Sequence[Family], skins: Sequence[Skin | str] | None, report: Report
) -> Iterator[Row]:
    """Rows, each different from all before it; they end when many phones in a row had nothing new."""
    seen: set[bytes] = set()
    barren = 0
    for number in count():
        before = len(seen)
        for row in _on_a_phone(seed, number, families, skins, report):
            mark = fingerprint(row)
            if mark not in seen:
                seen.add(mark)
                yield row
        barren = 0 if len(seen) > before else barren + 1
        if barren >= _PATIENCE:
            return


def _on_a_phone(
    seed: int, number: int, families: Sequence[Family], skins: Sequence[Skin | str] | None, report: Report
) -> Iterator[Row]:
    """A few tasks on one phone."""
    rng = random.Random(f"episodes:{seed}:{number}")
    whole = rng.random() < _WHOLE
    stage = Stage(seed * 1_000_003 + number, _skin(rng, skins), draw_fixture(rng), whole=whole)
    report.phones += 1
    picked = rng.choices(families, weights=[f.weight for f in families], k=_EPISODES_A_PHONE)
    for place, family in enumerate(picked):
        for step, row in enumerate(_episode(stage, rng, family, report)):
            ident = f"virtual-{seed}-{number}-{place}-{step}"
            yield {"id": ident, "source": "virtual", "skin": stage.phone.skin.name, **row}


def _skin(rng: random.Random, skins: Sequence[Skin | str] | None) -> Skin | str:
    if skins:
        return rng.choice(list(skins))
    return rng.choice(TRAINING) if rng.random() < _NAMED else random_skin(rng.randrange(1 << 30))


def _episode(stage: Stage, rng: random.Random, family: Family, report: Report) -> list[Row]:
    """One task on a phone as it was left; no rows when the expert got lost."""
    package, label = (family.package, family.label) if family.package else rng.choice(_PLACES)
    stage.phone.go_home()
    if rng.random() < 0.5:
        stage.phone.force_stop(package)
    if rng.random() < _LEFT_ELSEWHERE:
        wander(stage, rng, package)
        if rng.random() < 0.5:
            stage.phone.go_home()
    expert = Expert(stage, rng, package, label)
    try:
        family.play(expert)
    except Lost as why:
        report.lost[f"{family.name}: {why}"] += 1
        return []
    except Slipped:
        report.lost[f"{family.name}: slipped"] += 1
    report.episodes += 1
    return [{"app": label.lower(), "family": family.name, **_forgetting(row, rng)} for row in expert.rows]


def _forgetting(row: Row, rng: random.Random) -> Row:
    """Now and then only the last things done are remembered."""
    if len(row["history"]) > 1 and rng.random() < _FORGETFUL:
        row = {**row, "history": row["history"][-rng.randint(1, len(row["history"]) - 1) :]}
    return row
