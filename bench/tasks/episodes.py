"""What the expert did, as caller steps to learn from: training looks and no rare wordings.

By hand, with goals as the tasks word them; or guided, as the runtime meets them (see `guided`).
"""

from __future__ import annotations

import atexit
import random
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path

from device_drivers.virtual.skins import TESTING, TRAINING
from edgelam.caller.legal import OWN_WORDS, legal_actions
from edgelam.core.action import Action, Done, OpenApp, Type
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import EdgelamError
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Screen
from edgelam.planner.known_apps import KNOWN
from edgelam.planner.layout import SCREEN_PARAMS
from edgelam.run.models import open_caller, open_planner
from edgelam.train.episodes.rows import Row, RowFile, fingerprint, row_of
from edgelam.train.episodes.stage import CAPABILITIES

from .catalogue import TASKS
from .guided import guided_rows
from .hand import Move
from .judges import passes
from .oracle import Played, play
from .phones import processes
from .task import Trial, stage

FIRST_SEED = 1000  # evaluations use small seeds: no phone is in both
_FOUND = 0.5  # episodes whose typed texts are to be found in the goal; in the others the plan names them


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
    jobs: int = 1,
    guided: bool = False,
    held_out: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Made:
    """Write n rows of the caller-step format to `out` (JSON lines, gzipped when it ends in .gz).

    names: tasks to take; None: all that are to be done. Every task has its turn before any has its second;
    the skins take turns, too. jobs: processes. guided: as the runtime with the models that ship meets them.
    held_out: on the looks and in the wordings that training never has, to measure with.
    Fewer rows are written when the tasks have no more different ones.
    """
    tasks = [
        t.name for t in TASKS.values() if t.kind in ("act", "ask") and (names is None or t.name in names)
    ]
    made, seen, barren = Made(), set[bytes](), 0
    with RowFile(out) as file, closing(_made(_trials(tasks, seed, held_out), jobs, guided)) as episodes:
        for rows in episodes:
            fresh = [row for row in rows if fingerprint(row) not in seen][: n - file.count]
            for row in fresh:
                seen.add(fingerprint(row))
                file.write(row)
                made.verbs[row["gold"]["action"]] += 1
            made.rows, made.episodes, made.rejected = (
                file.count,
                made.episodes + bool(rows),
                made.rejected + (not rows),
            )
            progress(file.count, n)
            barren = 0 if fresh else barren + 1
            if file.count >= n or barren > len(tasks):
                break
    return made


def _made(trials: Iterable[Trial], jobs: int, guided: bool) -> Generator[list[Row], None, None]:
    """The rows of one episode after the other, none for one that went wrong; without an end."""
    make = _guided if guided else _episode
    if jobs == 1:
        yield from map(make, trials)
        return
    with processes(jobs) as pool:
        waiting: deque[Future[list[Row]]] = deque()
        for trial in trials:
            waiting.append(pool.submit(make, trial))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()


def _trials(tasks: Sequence[str], seed: int, held_out: bool) -> Iterator[Trial]:
    """Every task has its turn before any has its second; of three phones one has a training skin, which take
    turns, and two have skins made by chance."""
    for number in count():
        for place, name in enumerate(tasks):
            turn = seed + number + place
            chance = f"random:{seed}{number:03}{place:03}"
            skin = TRAINING[turn // 3 % len(TRAINING)] if turn % 3 == 0 else chance
            if held_out:
                skin = TESTING[turn % len(TESTING)]
            yield Trial(name, FIRST_SEED + seed * 10_000 + number, skin, "rare" if held_out else "training")


@cache
def _models() -> tuple[Planner, Caller]:
    """The models that ship; open until the process ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(open_planner()), stack.enter_context(open_caller())


def _guided(trial: Trial) -> list[Row]:
    models = _models()  # without them there are no rows at all
    try:
        rows = guided_rows(TASKS[trial.task], trial, *models)
    except EdgelamError:  # the run failed
        return []
    return [_told(trial, place, row) for place, row in enumerate(rows)]


def _episode(trial: Trial) -> list[Row]:
    task = TASKS[trial.task]
    ready = stage(task, trial)
    played = play(task, trial, ready)
    if played.trouble or not passes(task.judge, played.after, played.before):
        return []
    return list(_rows(trial, ready.goal, played))


def _rows(trial: Trial, goal: str, played: Played) -> Iterator[Row]:
    rng = random.Random(trial.key)
    moves, named = _named(played.moves, goal if rng.random() < _FOUND else "", rng)
    slots = tuple({slot.name: slot for move in moves for slot in move.slots}.values())
    history: list[str] = []
    after = [move.screen for move in moves[1:]] + [played.last]
    for place, (move, then) in enumerate(zip(moves, after, strict=True)):
        action = move.action
        if isinstance(action, Type):
            action = Type(target=action.target, slot=move.slots[0].name if move.slots else OWN_WORDS)
        yield _row(trial, place, goal, history, move.screen, slots, action, named[place])
        history.append(f"open app {_label(then.package)}" if isinstance(action, OpenApp) else move.words)
    yield _row(trial, len(moves), goal, history, played.last, slots, Done(), None)


def _named(moves: Sequence[Move], goal: str, rng: random.Random) -> tuple[list[Move], list[str | None]]:
    """The moves with their texts under names that the Planner gives, and what each typed; a text that stands
    in the goal keeps none: it is to be found there."""
    names = rng.sample(SCREEN_PARAMS, len(SCREEN_PARAMS))
    given: dict[str, str] = {}
    told, typed = [], []
    for move in moves:
        value = move.slots[0].value if move.slots else None
        typed.append(value)
        if value is None or value in goal:
            told.append(replace(move, slots=()))
            continue
        name = given.setdefault(value, names.pop() if names else f"text{len(given)}")
        told.append(replace(move, slots=(Slot(name=name, value=value),)))
    return told, typed


def _label(package: str) -> str:
    return KNOWN.get(package, (package.rsplit(".", 1)[-1],))[0].lower()


def _row(
    trial: Trial, place: int, goal: str, history: Sequence[str], screen: Screen,
    slots: Sequence[Slot], action: Action, text: str | None,
) -> Row:  # fmt: skip
    step = Step(id="1", do=goal, slots=tuple(slots))
    legal = legal_actions(screen, step, CAPABILITIES, may_finish=place > 0)
    return _told(trial, place, row_of(screen, goal, history, slots, legal, action, text))


def _told(trial: Trial, place: int, row: Row) -> Row:
    """The row with what it was made of."""
    ident = f"task-{trial.task}-{trial.seed}-{place}"
    return {"id": ident, "source": "tasks", "skin": trial.skin, "app": trial.task.partition("-")[0],
            "family": trial.task, **row}  # fmt: skip
