"""What the expert did, as caller steps to learn from: training looks and common wordings only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from device_drivers.virtual.skins import TRAINING
from edgelam.caller.legal import OWN_WORDS, legal_actions
from edgelam.core.action import Action, Done, Type
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Screen
from edgelam.train.episodes.rows import Row, RowFile, fingerprint, row_of
from edgelam.train.episodes.stage import CAPABILITIES

from .catalogue import TASKS
from .judges import passes
from .oracle import Played, play
from .task import Stage, Task, Trial, stage

FIRST_SEED = 1000  # evaluations use small seeds: no phone is in both


@dataclass
class Made:
    """rejected: episodes whose end the judge did not accept; they are left out."""

    rows: int = 0
    episodes: int = 0
    rejected: int = 0
    verbs: Counter[str] = field(default_factory=Counter)


def write_episodes(
    out: Path,
    seed: int = 0,
    n: int = 12_000,
    *,
    names: Sequence[str] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Made:
    """Write n rows of the caller-step format to `out` (JSON lines, gzipped when it ends in .gz).

    names: tasks to take; None: all that are to be done. Every task has its turn before any has its second;
    the skins take turns, too. Fewer rows are written when the tasks have no more different ones.
    """
    tasks = [t for t in TASKS.values() if t.kind in ("act", "ask") and (names is None or t.name in names)]
    made, seen = Made(), set[bytes]()
    with RowFile(out) as file:
        for number in count():
            before = file.count
            for row in _round(tasks, seed, number, made):
                mark = fingerprint(row)
                if mark in seen:
                    continue
                seen.add(mark)
                file.write(row)
                made.rows = file.count
                made.verbs[row["gold"]["action"]] += 1
                if file.count >= n:
                    return made
            progress(file.count, n)
            if file.count == before:
                return made
    return made


def _round(tasks: Sequence[Task], seed: int, number: int, made: Made) -> Iterator[Row]:
    """One episode of every task."""
    for place, task in enumerate(tasks):
        skin = TRAINING[(number + place) % len(TRAINING)]
        trial = Trial(task.name, FIRST_SEED + seed * 10_000 + number, skin)
        ready = stage(task, trial)
        played = play(task, trial, ready)
        if played.trouble or not passes(task.judge, played.after, played.before):
            made.rejected += 1
            continue
        made.episodes += 1
        yield from _rows(task, trial, ready, played)


def _rows(task: Task, trial: Trial, ready: Stage, played: Played) -> Iterator[Row]:
    history: list[str] = []
    for place, move in enumerate(played.moves):
        slots = tuple(slot for slot in move.slots if slot.value not in ready.goal)
        action = move.action
        if isinstance(action, Type) and not slots:
            action = Type(target=action.target, slot=OWN_WORDS)
        text = move.slots[0].value if move.slots else None
        yield _row(task, trial, place, ready.goal, history, move.screen, slots, action, text)
        history.append(move.words)
    end = len(played.moves)
    yield _row(task, trial, end, ready.goal, history, played.last, (), Done(), None)


def _row(
    task: Task, trial: Trial, place: int, goal: str, history: Sequence[str], screen: Screen,
    slots: Sequence[Slot], action: Action, text: str | None,
) -> Row:  # fmt: skip
    step = Step(id="1", do=goal, slots=tuple(slots))
    legal = legal_actions(screen, step, CAPABILITIES, may_finish=place > 0)
    row = row_of(screen, goal, history, slots, legal, action, text)
    ident = f"task-{trial.task}-{trial.seed}-{place}"
    return {"id": ident, "source": "tasks", "skin": trial.skin, "app": task.name.partition("-")[0],
            "family": task.name, **row}  # fmt: skip
