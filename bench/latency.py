"""How long the parts of a run take: goals planned, and carried out on a virtual phone over the real adb.

Every step goes the way over the screen, tools aside, so that there are turns to measure.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from statistics import median
from typing import Any

import device_drivers
from bench.figures import Figure, figure, percentile
from bench.machine import machine
from bench.phases import PHASES, Stopwatch, Turn
from bench.tasks.suites import suite
from bench.tasks.task import Trial
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.hierarchy import server_dump
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import UsageError
from edgelam.core.hierarchy import parse_hierarchy
from edgelam.guard.policy import build_policy
from edgelam.models.home import own_models
from edgelam.models.registry import find
from edgelam.run.loop import run_plan
from edgelam.run.models import open_caller, open_planner
from edgelam.run.parts import Parts
from edgelam.run.wiring import Run, RunOptions, assemble

CALLER_P50, CALLER_P95, PLANNER_P50, STEP_P50, PARSE_P50 = 20.0, 40.0, 80.0, 60.0, 5.0  # ms
_REPEATS = 3  # of each goal and of each screen's parse
_MAX_ACTIONS = 8  # of one step: it is the turns that are measured, not success


class _Samples:
    """Milliseconds by what took them."""

    def __init__(self) -> None:
        self.planner: list[float] = []
        self.caller: list[float] = []
        self.parse: list[float] = []
        self.tokens: list[int] = []
        self.turns: list[Turn] = []


def latency(*, planner: str = "", caller: str = "", trials: int = 10) -> dict[str, Any]:
    """The document of `edgelam bench latency`. trials: goals carried out. Raises ModelError, DeviceError."""
    models = [find(planner or "planner", own_models()), find(caller or "caller", own_models())]
    with open_planner(planner) as plans, open_caller(caller) as calls:
        figures = measure(plans, calls, trials)
    return {
        "bench": "latency",
        "machine": machine(models),
        "figures": figures,
        "planner": models[0].name,
        "caller": models[1].name,
    }


def measure(planner: Planner, caller: Caller, trials: int) -> list[Figure]:
    """The figures of two open models."""
    possible = [trial for trial in suite("first-light", 1, ("plain",)) if trial.task.possible]
    samples = _Samples()
    for number, trial in enumerate(_spread(possible, trials)):
        with _on_phone(trial, planner, caller) as (run, server):
            if number == 0:
                _plan_all(run, [other.goal for other in possible], samples)
            _carry_out(run, trial.goal, samples)
            samples.parse += _parses(server)
    return _figures(samples)


def _spread(trials: Sequence[Trial], count: int) -> list[Trial]:
    """`count` of them from all over the suite, so that every app has its turn."""
    if count < 1:
        raise UsageError("nothing is measured without trials")
    return [trials[i * len(trials) // count] for i in range(min(count, len(trials)))]


@contextmanager
def _on_phone(trial: Trial, planner: Planner, caller: Caller) -> Iterator[tuple[Run, Server]]:
    """A fresh phone over the real adb, as the suite has it."""
    fixture = Fixture.model_validate(trial.fixture)
    with Server(Phone(seed=trial.seed, skin=trial.skin, fixture=fixture)) as server:  # noqa: SIM117
        with device_drivers.connected(server.serial) as serial:
            with closing(device_drivers.open_driver("u2", serial)) as driver:
                yield assemble(driver, planner, caller, RunOptions(approve="never")), server


def _plan_all(run: Run, goals: Sequence[str], samples: _Samples) -> None:
    run.planner.plan(goals[0], run.catalogue)  # the first plan pays for what is set up once
    for goal in list(goals) * _REPEATS:
        started = time.perf_counter()
        run.planner.plan(goal, run.catalogue)
        samples.planner.append((time.perf_counter() - started) * 1000)


def _carry_out(run: Run, goal: str, samples: _Samples) -> None:
    plan = run.plan(goal)
    policy = build_policy(plan, "never").model_copy(update={"max_actions": _MAX_ACTIONS, "max_tries": 1})
    parts = Parts(driver=run.driver, caller=run.caller, tools={}, policy=policy)
    watch = Stopwatch()
    for event in watch.listen(run_plan(plan, parts)):
        if event.kind == "ended" and event.outcome == "interrupted":
            raise KeyboardInterrupt
        if event.kind == "chose":
            samples.caller.append(event.choice.cost.ms)
            samples.tokens.append(event.choice.cost.tokens)
    samples.turns += watch.whole


def _parses(server: Server) -> list[float]:
    """Milliseconds to read the phone's present screen from its XML."""
    xml = server.on_phone(lambda _: server_dump(server.device.view()))
    found = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        parse_hierarchy(xml)
        found.append((time.perf_counter() - started) * 1000)
    return found


def _figures(samples: _Samples) -> list[Figure]:
    calls, plans, turns = samples.caller, samples.planner, samples.turns
    totals = [turn.total for turn in turns]
    found = [
        figure("caller p50", percentile(calls, 0.5), "ms", len(calls), at_most=CALLER_P50),
        figure("caller p95", percentile(calls, 0.95), "ms", len(calls), at_most=CALLER_P95),
        figure("caller tokens p50", percentile(samples.tokens, 0.5), "tokens", len(samples.tokens)),
        figure("planner p50", percentile(plans, 0.5), "ms", len(plans), at_most=PLANNER_P50),
        figure("planner p95", percentile(plans, 0.95), "ms", len(plans)),
        figure("step p50", percentile(totals, 0.5), "ms", len(totals), at_most=STEP_P50),
        figure("step p95", percentile(totals, 0.95), "ms", len(totals)),
    ]
    for phase in PHASES:
        value = median(turn.ms[phase] for turn in turns) if turns else None
        found.append(figure(f"step {phase} p50", value, "ms", len(turns)))
    found.append(
        figure("parse p50", percentile(samples.parse, 0.5), "ms", len(samples.parse), at_most=PARSE_P50)
    )
    return found
