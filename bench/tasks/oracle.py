"""The expert: every task done by hand, which proves that it can be done and that its judge tells so.

python -m bench.tasks.oracle [--only TEXT] [--skins plain,ember] [--seeds 2] [--jobs 2] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import product

import device_drivers
from device_drivers.virtual.skins import LOCALES, TESTING, TRAINING, skin_named
from edgelam.core.screen import Screen

from .catalogue import TASKS
from .hand import Cut, Hand, Move, NotThere
from .judges import harm, passes, unchanged
from .phones import judges_shell, processes, served
from .state import State, read_state
from .task import LEVELS, Before, Stage, Task, Trial, stage


@dataclass(frozen=True)
class Deed:
    """How one trial went under the expert's hands. wrong: what is amiss, in words; empty when all is well."""

    key: str
    goal: str
    actions: int
    seconds: float
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Played:
    """What hands did, the last screen, the phone before and after, and the words they stopped with."""

    moves: tuple[Move, ...]
    last: Screen
    before: Before
    after: State
    trouble: str = ""


def play(task: Task, trial: Trial, made: Stage, limit: int = 10_000) -> Played:
    """Do the task by hand on its phone, at most so many actions of it."""
    trouble = ""
    with served(trial, made) as serial:
        shell = judges_shell(serial)
        before = Before(made.params, read_state(shell))
        with closing(device_drivers.open_driver("u2", serial)) as driver:
            hand = Hand(driver, skin_named(trial.skin), limit)
            try:
                task.oracle(hand, made.params)
            except (Cut, NotThere) as end:
                trouble = str(end) or "cut"
            except LookupError as end:  # what an expert takes from a list was not in it
                trouble = f"nothing to take: {end!r}"
            last = hand.look()
        after = read_state(shell)
    return Played(tuple(hand.moves), last, before, after, trouble)


def prove(task: Task, trial: Trial, *, cut: bool = True) -> Deed:
    """The expert solves it; doing nothing does not, nor does stopping one action short."""
    started = time.perf_counter()
    made = stage(task, trial)
    played = play(task, trial, made)
    wrong = [f"the expert: {played.trouble}"] if played.trouble else []
    before, idle = played.before, played.before.state
    if task.kind == "impossible":
        wrong += ["the expert did something"] if played.moves else []
    elif not passes(task.judge, played.after, before):
        spoilt = harm(task.judge, played.after, before)
        wrong.append(f"not accepted when done{': it changes ' + ', '.join(spoilt) if spoilt else ''}")
    if passes(task.judge, idle, before) != (task.kind in ("already", "impossible")):
        wrong.append("accepted when nothing is done" if task.kind != "already" else "not so from the start")
    if cut and not wrong and len(played.moves) > 0 and task.kind not in ("already", "impossible"):
        short = play(task, trial, made, len(played.moves) - 1)
        if passes(task.judge, short.after, short.before):
            wrong.append(f"accepted without {played.moves[-1].words}")
    low, high = LEVELS.get(task.level - 1, 0), LEVELS[task.level]
    if trial.skin == "plain" and not low <= len(played.moves) <= high + 1:
        wrong.append(f"{len(played.moves)} actions are not level {task.level}")
    if harm(unchanged, idle, before):
        wrong.append("the phone changes by itself")
    seconds = round(time.perf_counter() - started, 2)
    return Deed(trial.key, made.goal, len(played.moves), seconds, tuple(wrong))


def _prove(job: tuple[str, int, str, bool]) -> Deed:
    name, seed, skin, cut = job
    trial = Trial(name, seed, skin)
    try:
        return prove(TASKS[name], trial, cut=cut)
    except Exception as error:  # noqa: BLE001 - a broken task is a finding, and the others go on
        return Deed(trial.key, "", 0, 0.0, (f"{type(error).__name__}: {error}",))


def prove_all(names: Sequence[str], seeds: int, skins: Sequence[str], jobs: int) -> Iterator[Deed]:
    """Every trial, in so many processes. One step short is tried on the first skin."""
    work = [(n, seed, skin, skin == skins[0]) for n, skin, seed in product(names, skins, range(seeds))]
    if jobs == 1:
        yield from map(_prove, work)
        return
    with processes(jobs) as pool:
        yield from pool.map(_prove, work, chunksize=4)


def main(argv: Sequence[str] | None = None) -> int:
    """Print what is wrong; 1 when something is."""
    parser = argparse.ArgumentParser(prog="python -m bench.tasks.oracle", description=__doc__)
    parser.add_argument("--only", default="", help="tasks whose name contains this")
    parser.add_argument("--skins", default="plain", help="names with commas, or `all`")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    skins = (*TRAINING, *TESTING, *LOCALES) if options.skins == "all" else tuple(options.skins.split(","))
    names = [name for name in TASKS if options.only in name]
    if not names:
        parser.error(f"no task is called {options.only!r}")
    deeds = []
    for deed in prove_all(names, options.seeds, skins, options.jobs):
        deeds.append(deed)
        for wrong in deed.wrong:
            sys.stderr.write(f"{deed.key}: {wrong} ({deed.goal})\n")
    failed = sum(bool(deed.wrong) for deed in deeds)
    found = {
        "n": len(deeds),
        "tasks": len(names),
        "skins": list(skins),
        "seeds": options.seeds,
        "failed": failed,
    }
    found["actions"] = sum(deed.actions for deed in deeds)
    if options.json:
        found["deeds"] = [asdict(deed) for deed in deeds]
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
