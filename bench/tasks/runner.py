"""Trials run and judged: a fresh phone each, the shipped way in, the phone's own state as the only judge."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from typing import Any

import device_drivers
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import EdgelamError
from edgelam.core.event import Event
from edgelam.run.models import open_caller, open_planner
from edgelam.run.wiring import RunOptions, assemble

from .state import Shell, read_state
from .task import Before, Trial


@dataclass(frozen=True)
class Result:
    """How one trial ended."""

    task: str
    seed: int
    skin: str
    goal: str
    parts: int
    possible: bool
    outcome: str  # what the run said
    right: bool  # what the phone says
    success: bool  # done and right; for impossible goals: an honest no and an unchanged phone
    false_done: bool
    seconds: float
    actions: int
    model_calls: int
    model_free_steps: int
    reason: str
    words: tuple[str, ...]  # the plan and the actions, for whoever looks for the cause


def _shell(serial: str) -> Shell:
    """Judges ask through a client that is not ours."""
    import adbutils

    device = adbutils.adb.device(serial=serial)

    def run(*argv: str) -> str:
        return str(device.shell2(list(argv), v2=True, timeout=20).output)

    return run


def run_trial(trial: Trial, planner: Planner, caller: Caller, driver: str = "u2") -> Result:
    """Start the phone, look, run, look again, judge. Errors of the run are ends of the run."""
    events: list[Event] = []
    error = ""
    fixture = Fixture.model_validate(trial.fixture)
    with ExitStack() as stack:
        server = stack.enter_context(Server(Phone(trial.seed, trial.skin, trial.fault, fixture)))
        serial = stack.enter_context(device_drivers.connected(server.serial))
        shell = _shell(serial)
        before = Before(trial.params, read_state(shell))
        started = time.perf_counter()
        try:
            with closing(device_drivers.open_driver(driver, serial)) as phone:
                run = assemble(phone, planner, caller, RunOptions(approve="never"))
                events.extend(run.events(trial.goal))
        except EdgelamError as failure:
            error = str(failure)
        seconds = time.perf_counter() - started
        after = read_state(shell)
    return _judge(trial, before, trial.task.judge(after, before), events, error, seconds)


def _judge(
    trial: Trial, before: Before, right: bool, events: Sequence[Event], error: str, seconds: float
) -> Result:
    ended = next((e for e in events if e.kind == "ended"), None)
    outcome = ended.outcome if ended is not None else "error"
    possible = trial.task.possible
    done = outcome == "done"
    words = [
        s.do if s.call is None else f"{s.call} {s.do}"
        for e in events
        if e.kind == "planned"
        for s in e.plan.steps
    ]
    words += [f"{e.words} {e.choice.probability:.2f}" for e in events if e.kind == "chose"]
    return Result(
        task=trial.task.name,
        seed=trial.seed,
        skin=trial.skin,
        goal=trial.goal,
        parts=trial.task.parts,
        possible=possible,
        outcome=outcome,
        right=right,
        success=right and (done if possible else not done),
        false_done=done and not (right and possible),
        seconds=round(seconds, 3),
        actions=sum(e.kind == "performed" for e in events),
        model_calls=ended.model_calls if ended is not None else 0,
        model_free_steps=ended.model_free_steps if ended is not None else 0,
        reason=error or (ended.reason if ended is not None else ""),
        words=tuple(words),
    )


def run_all(trials: Sequence[Trial], planner: str = "", caller: str = "") -> Iterator[Result]:
    """Results as they come, with the models opened once."""
    with open_planner(planner) as plans, open_caller(caller) as calls:
        for trial in trials:
            yield run_trial(trial, plans, calls)


def interval(hits: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (E. B. Wilson, 1927)."""
    if n == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def report(results: Sequence[Result]) -> dict[str, Any]:
    """Shares over all trials, and every trial that went wrong."""
    n = len(results)
    won, lied = sum(r.success for r in results), sum(r.false_done for r in results)
    by_task: dict[str, list[bool]] = {}
    for result in results:
        by_task.setdefault(result.task, []).append(result.success)
    return {
        "n": n,
        "success": round(won / max(1, n), 4),
        "success_interval": interval(won, n),
        "false_done": round(lied / max(1, n), 4),
        "false_done_interval": interval(lied, n),
        "right_but_not_said": sum(r.right and r.possible and not r.success for r in results),
        "median_seconds": round(statistics.median(r.seconds for r in results), 3) if results else None,
        "model_calls": sum(r.model_calls for r in results),
        "model_free_steps": sum(r.model_free_steps for r in results),
        "tasks": {name: f"{sum(wins)}/{len(wins)}" for name, wins in sorted(by_task.items())},
        "failures": [asdict(r) for r in results if not r.success],
    }
