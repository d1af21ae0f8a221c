"""Goals carried out on virtual phones over the real adb, for their times.

Every step goes the way over the screen, tools aside, so that there are turns to measure.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import cast

import device_drivers
from bench.child import Watched, watch_run
from bench.phases import Stopwatch, Turn
from bench.tasks.catalogue import TASKS
from bench.tasks.suites import tasks_of, trials
from bench.tasks.task import Stage, Trial, stage
from device_drivers.virtual.hierarchy import server_dump
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.action import Cost
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import UsageError
from edgelam.core.event import Event
from edgelam.core.hierarchy import parse_hierarchy
from edgelam.guard.policy import build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts
from edgelam.run.wiring import Run, RunOptions, assemble

Say = Callable[[str], None]

_REPEATS = 3  # of each goal and of each screen's parse
_MAX_ACTIONS = 8  # of one step: it is the turns that are measured, not success


@dataclass
class Samples:
    """Milliseconds by what took them."""

    planner: list[float] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    parse: list[float] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    first_act: list[float] = field(default_factory=list)  # from the goal, models and phone open
    interrupted: bool = False


def carry_out(planner: Planner, caller: Caller, trials: int, say: Say = lambda line: None) -> Samples:
    """`trials` goals, each on a phone of its own; Ctrl-C ends it and keeps what was measured."""
    possible = _possible()
    samples = Samples()
    chosen = _spread(possible, trials)
    try:
        for number, goal in enumerate(chosen, 1):
            say(f"goal {number} of {len(chosen)}: {goal.words}")
            with _on_phone(goal, planner, caller) as (run, server):
                if number == 1:
                    _plan_all(run, [other.words for other in possible], samples)
                _turns(run, goal.words, samples)
                samples.parse += _parses(server)
            with _on_phone(goal, planner, caller) as (run, _):  # where nothing of the goal is done yet
                _to_first_act(run, goal.words, samples)
    except KeyboardInterrupt:
        if not samples.turns:
            raise
        samples.interrupted = True
    return samples


def whole_runs(count: int, words: Sequence[str] = ()) -> list[Watched]:
    """`edgelam run` in processes of their own, each with a phone that lives outside of it."""
    found = []
    for goal in _spread(_possible(), count) if count else ():
        with _phone(goal) as server:
            found.append(watch_run([goal.words, "--device", server.serial, "--approve", "never", *words]))
    return found


def goals() -> list[str]:
    """What the bench plans."""
    return [goal.words for goal in _possible()]


@dataclass(frozen=True)
class _Goal:
    """A trial made ready."""

    trial: Trial
    made: Stage

    @property
    def words(self) -> str:
        return self.made.goal


def _possible() -> list[_Goal]:
    tasks = [task for task in tasks_of("daily") if task.kind in ("act", "ask")]
    return [_Goal(trial, stage(TASKS[trial.task], trial)) for trial in trials(tasks, 1, ("plain",))]


def _spread(goals: Sequence[_Goal], count: int) -> list[_Goal]:
    """`count` of them from all over the suite, so that every app has its turn."""
    if count < 1:
        raise UsageError("nothing is measured without trials")
    return [goals[i * len(goals) // count] for i in range(min(count, len(goals)))]


@contextmanager
def _phone(goal: _Goal) -> Iterator[Server]:
    """A fresh phone on the real adb, as the suite has it."""
    phone = Phone(seed=goal.trial.seed, skin=goal.trial.skin, fixture=goal.made.fixture)
    with Server(phone) as server:  # noqa: SIM117
        with device_drivers.connected(server.serial):
            yield server


@contextmanager
def _on_phone(goal: _Goal, planner: Planner, caller: Caller) -> Iterator[tuple[Run, Server]]:
    with _phone(goal) as server, closing(device_drivers.open_driver("u2", server.serial)) as driver:
        yield assemble(driver, planner, caller, RunOptions(approve="never")), server


def _plan_all(run: Run, goals: Sequence[str], samples: Samples) -> None:
    run.planner.plan(goals[0], run.catalogue)  # the first plan pays for what is set up once
    for goal in list(goals) * _REPEATS:
        started = time.perf_counter()
        run.planner.plan(goal, run.catalogue)
        samples.planner.append((time.perf_counter() - started) * 1000)


def _turns(run: Run, goal: str, samples: Samples) -> None:
    plan = run.plan(goal)
    policy = build_policy(plan, "never").model_copy(update={"max_actions": _MAX_ACTIONS, "max_tries": 1})
    parts = Parts(driver=run.driver, caller=run.caller, tools={}, policy=policy)
    watch = Stopwatch()
    for event in watch.listen(run_plan(plan, parts)):
        if event.kind == "chose":
            samples.costs.append(event.choice.cost)
        _stop_when_interrupted(event)
    samples.turns += watch.whole


def _to_first_act(run: Run, goal: str, samples: Samples) -> None:
    """As a run does it, tools included; it is stopped at its first act."""
    started = time.perf_counter()
    with closing(cast("Generator[Event, None, None]", run.events(goal))) as events:
        for event in events:
            if event.kind == "performed":
                samples.first_act.append((time.perf_counter() - started) * 1000)
                return
            _stop_when_interrupted(event)


def _stop_when_interrupted(event: Event) -> None:
    if event.kind == "ended" and event.outcome == "interrupted":
        raise KeyboardInterrupt


def _parses(server: Server) -> list[float]:
    """Milliseconds to read the phone's present screen from its XML."""
    xml = server.on_phone(lambda _: server_dump(server.device.view()))
    found = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        parse_hierarchy(xml)
        found.append((time.perf_counter() - started) * 1000)
    return found
