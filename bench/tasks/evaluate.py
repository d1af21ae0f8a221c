"""`edgelam eval tasks`: whole goals carried out on virtual phones, and what came of them as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import figure
from bench.machine import machine
from bench.meters import joules, meters
from device_drivers.virtual.skins import NAMED
from edgelam.core.errors import UsageError
from edgelam.models.home import own_models
from edgelam.models.registry import find

from .baselines import EXPERT, RANDOM
from .page import write_page
from .record import Record
from .report import failures, report, share
from .runner import Result, Setup, run_all
from .suites import SKINS, tasks_of, trials
from .task import Trial

Say = Callable[[str], object]

_RANDOM_TRIALS = 100


@dataclass(frozen=True)
class Wish:
    """What is to be run. skins: names, or how many of `SKINS`. limit: only so many tasks, evenly taken.
    faults: names of faults; every trial runs once more with one of them. out: a folder to go on in."""

    suite: str = "daily"
    seeds: int = 1
    skins: str = "1"
    only: str = ""
    limit: int | None = None
    faults: tuple[str, ...] = ()
    random: bool = False
    expert: bool = False
    jobs: int = 1
    planner: str = ""
    caller: str = ""
    out: Path | None = None


def evaluate(wish: Wish, say: Say = lambda line: None) -> dict[str, Any]:
    """The document: figures, shares by level, kind, app and skin, causes, every failure.

    Raises UsageError, ModelError, StorageError, InputFileError.
    """
    chosen = _trials(wish)
    broken = (
        [replace(t, fault=wish.faults[i % len(wish.faults)]) for i, t in enumerate(chosen)]
        if wish.faults
        else []
    )
    used = [find(wish.planner or "planner", own_models()), find(wish.caller or "caller", own_models())]
    facts = machine(used)
    with ExitStack() as stack:
        folder = wish.out or Path(stack.enter_context(TemporaryDirectory()))
        record = Record(folder, {"models": facts["models"], "commit": facts["commit"]})
        setup = Setup(wish.planner, wish.caller, pictures=str(record.pictures) if wish.out else "")
        with _Energy() as energy:
            rows = _run(record, chosen, setup, wish.jobs, say)
        found = report(rows)
        found["joules"] = energy.each(len(rows))
        if broken:
            found["faulty"] = report(_run(record, broken, setup, wish.jobs, say))
        if wish.random:
            # Such an agent takes all the actions it may: some of the trials, evenly taken, tell enough.
            some = chosen[:: -(-len(chosen) // _RANDOM_TRIALS)]
            found["baselines"]["draws any legal action"] = _other(RANDOM, some, wish, say)
        if wish.expert:
            found["baselines"]["knows the task, in the Caller's place"] = _other(EXPERT, chosen, wish, say)
        if wish.out:
            write_page(found, rows, record.pictures, folder / "report.html")
    document = {"eval": "tasks", "suite": wish.suite, **found, "failures": failures(rows), "machine": facts}
    return {**document, "figures": _figures(found)}


def _trials(wish: Wish) -> list[Trial]:
    tasks = [task for task in tasks_of(wish.suite) if wish.only in task.name]
    if not tasks:
        raise UsageError(
            f"no task of {wish.suite} is called {wish.only!r}", hint="Leave --only out to run them all."
        )
    if wish.limit is not None:
        tasks = [tasks[i * len(tasks) // wish.limit] for i in range(min(wish.limit, len(tasks)))]
    return trials(tasks, wish.seeds, _skins(wish.skins))


def _skins(words: str) -> Sequence[str]:
    if words.isdigit():
        if not 0 < int(words) <= len(SKINS):
            raise UsageError(
                f"there are {len(SKINS)} skins", hint=f"Give --skins 1 to {len(SKINS)}, or names."
            )
        return SKINS[: int(words)]
    names = tuple(words.split(","))
    unknown = next((name for name in names if name not in NAMED), None)
    if unknown is not None:
        raise UsageError(f"no skin is called {unknown!r}", hint=f"The skins: {', '.join(sorted(NAMED))}.")
    return names


def _run(record: Record, chosen: Sequence[Trial], setup: Setup, jobs: int, say: Say) -> list[Result]:
    """What is known, and the rest run; each told as it comes."""
    left = record.left(chosen)
    if len(left) < len(chosen):
        say(f"{len(chosen) - len(left)} of {len(chosen)} trials are in {record.folder}")
    _watched(record.keep(run_all(left, setup, jobs)), len(left), say)
    return [record.done[trial.key] for trial in chosen]


def _watched(results: Iterable[Result], of: int, say: Say) -> list[Result]:
    found = []
    for result in results:
        found.append(result)
        mark = "ok  " if result.success else "LIED" if result.false_done else "FAIL"
        say(f"{len(found):>4}/{of} {mark} {result.key}: {result.goal}")
    return found


def _other(agent: str, chosen: Sequence[Trial], wish: Wish, say: Say) -> dict[str, Any]:
    """What another agent comes to."""
    setup = Setup(planner=wish.planner, agent=agent)
    rows = _watched(run_all(chosen, setup, wish.jobs), len(chosen), say)
    return {**share(rows, lambda r: r.success), "false_done": sum(r.false_done for r in rows)}


class _Energy:
    """What a meter of this machine counts while the block runs; nothing where there is none."""

    def __enter__(self) -> _Energy:
        self._meter = next(iter(meters()[0]), None)
        self._before = self._meter.read() if self._meter else []
        self._used: float | None = None
        return self

    def __exit__(self, *error: object) -> None:
        if self._meter:
            self._used = joules(self._before, self._meter.read())

    def each(self, trials: int) -> float | None:
        """Joules a trial, the whole machine's; None where nothing was measured."""
        return round(self._used / trials, 2) if self._used is not None and trials else None


def _figures(found: dict[str, Any]) -> list[dict[str, Any]]:
    n = found["n"]
    figures = [
        figure("task success", found["success"]["share"], "share", n, at_least=0.95),
        figure("false done", found["false_done"]["share"], "share", n, at_most=0.01),
        figure("honest failure", found["honest_failure"]["share"], "share", n),
        figure("actions to the expert's, median", found["steps_to_expert"], "ratio", n),
        figure("task seconds, median", found["seconds"], "s", n),
        figure("joules a task", found["joules"], "J", n),
    ]
    for level, part in found["by_level"].items():
        figures.append(figure(f"success, level {level}", part["share"], "share", part["n"]))
    for name, part in found["baselines"].items():
        figures.append(figure(f"baseline: {name}", part["share"], "share", part["n"]))
    if "faulty" in found and found["success"]["share"]:
        recovery = found["faulty"]["success"]["share"] / found["success"]["share"]
        figures.append(figure("recovery under faults", recovery, "ratio", n, at_least=0.95))
    return figures
