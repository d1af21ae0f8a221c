"""`edgelam bench latency`: how long the parts of a run take, cold and warm, live or from recorded runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.child import Cold, Watched, first_decision, watch_run
from bench.figures import Figure, figure, middle, percentile, percentiles
from bench.live import Say, carry_out, goals, whole_runs
from bench.machine import machine
from bench.phases import PHASES, Turn
from bench.steps import requests
from bench.traces import Replayed, Request, replay, trace_files
from edgelam.core.action import Cost
from edgelam.core.catalogue import Catalogue
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import UsageError
from edgelam.core.event import Planned
from edgelam.models.home import own_models
from edgelam.models.registry import Model, find
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.run.models import open_caller, open_decoder, open_planner
from edgelam.run.trace import read_trace
from edgelam.tools import all_tools

# Milliseconds, but the last two: seconds, and bytes. See the design, section 9.
CALLER_P50, CALLER_P95, PLANNER_P50, STEP_P50, PARSE_P50, OVERHEAD_P50 = 20.0, 40.0, 80.0, 60.0, 5.0, 1.0
FIRST_ACT, RUN_PEAK = 1.5, 400e6
_REPEATS = 3  # of each trace and of each goal


def latency(
    *,
    planner: str = "",
    caller: str = "",
    trials: int = 10,
    trace: Path | None = None,
    children: int = 3,
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench latency`; Ctrl-C ends it early and keeps what was measured.

    trials: goals carried out on the virtual phone. trace: a recorded run or a folder of them, replayed
    instead. children: how often each cold start is measured, in a process of its own. say: hears what is
    going on. Raises ModelError, DeviceError, InputFileError, UsageError.
    """
    if trials < 1:
        raise UsageError("nothing is measured without trials")
    models = [find(planner or "planner", own_models()), find(caller or "caller", own_models())]
    with ExitStack() as stack:
        started = time.perf_counter()
        plans = stack.enter_context(open_planner(planner))
        calls = stack.enter_context(open_caller(caller))
        opened = (time.perf_counter() - started) * 1000
        warm = measure_traces(plans, calls, trace) if trace else measure(plans, calls, trials, say)
    figures = [*warm.figures, figure("both models open", opened, "ms", 1)]
    interrupted = warm.interrupted
    try:
        if not interrupted:
            figures += _apart(planner, caller, trace, children, say)
            figures += _rates(models)
    except KeyboardInterrupt:
        interrupted = True
    return {
        "bench": "latency",
        "source": f"{len(trace_files(trace))} recorded runs" if trace else "virtual phone",
        "machine": machine(models),
        "figures": figures,
        "planner": models[0].name,
        "caller": models[1].name,
        "interrupted": interrupted,
        "samples": warm.samples,
    }


def model_words(planner: str, caller: str) -> list[str]:
    """The options that name these models to `edgelam run`."""
    return [*(["--planner", planner] if planner else []), *(["--caller", caller] if caller else [])]


class Measured(NamedTuple):
    """Figures, and the milliseconds behind them: with these a document can be compared with another."""

    figures: list[Figure]
    samples: dict[str, list[float]]
    interrupted: bool = False


def measure(planner: Planner, caller: Caller, trials: int, say: Say = lambda line: None) -> Measured:
    """The figures of two open models on the virtual phone."""
    samples = carry_out(planner, caller, trials, say)
    figures = [
        *_decisions(samples.costs),
        *_plans(samples.planner),
        *_turns(samples.turns, STEP_P50),
        middle("parse p50", samples.parse, at_most=PARSE_P50),
        middle("goal to first act, warm, p50", samples.first_act),
    ]
    found = _samples(samples.costs, samples.planner, samples.turns)
    return Measured(figures, found, samples.interrupted)


def measure_traces(planner: Planner, caller: Caller, trace: Path) -> Measured:
    """The figures of two open models over recorded runs."""
    found = replay(trace, caller, repeats=_REPEATS)
    plans = _planned(planner, trace)
    figures = [*_decisions(found.costs), *_plans(plans), *_turns(found.turns, None), *_recorded(found)]
    return Measured(figures, _samples(found.costs, plans, found.turns))


def _apart(planner: str, caller: str, trace: Path | None, children: int, say: Say) -> list[Figure]:
    """What is measured in processes of their own: whole runs, and first decisions."""
    words = model_words(planner, caller)
    if not children:
        return []
    say(f"{children} runs in processes of their own")
    runs = _replayed_runs(trace, children, words) if trace else whole_runs(children, words)
    say(f"{2 * children} first decisions of fresh processes")
    return [*run_figures(runs), *_cold(planner, caller, trace, children)]


def _replayed_runs(trace: Path, children: int, words: Sequence[str]) -> list[Watched]:
    runs = []
    for file in trace_files(trace)[:children]:
        goal = next(event.plan.goal for event in read_trace(file) if isinstance(event, Planned))
        phone = ["--driver", "replay", "--device", str(file), "--approve", "never"]
        runs.append(watch_run([goal, *phone, *words]))
    return runs


def _samples(costs: Sequence[Cost], plans: Sequence[float], turns: Sequence[Turn]) -> dict[str, list[float]]:
    times = {
        "caller": [cost.ms for cost in costs],
        "planner": list(plans),
        "step": [turn.total for turn in turns],
    }
    return {name: [round(ms, 3) for ms in found] for name, found in times.items()}


def _planned(planner: Planner, trace: Path) -> list[float]:
    catalogue = build_catalogue([tool.spec for tool in all_tools().values()], well_known())
    wanted = [e.plan.goal for f in trace_files(trace) for e in read_trace(f) if isinstance(e, Planned)]
    _plan(planner, wanted[0], catalogue)
    return [_plan(planner, goal, catalogue) for goal in wanted * _REPEATS]


def _plan(planner: Planner, goal: str, catalogue: Catalogue) -> float:
    started = time.perf_counter()
    planner.plan(goal, catalogue)
    return (time.perf_counter() - started) * 1000


def _recorded(found: Replayed) -> list[Figure]:
    """What the phone itself took when the runs were recorded, and whether they could be followed."""
    asked = len(found.costs)
    return [
        middle("recorded look p50", found.look_ms),
        middle("recorded act p50", found.act_ms),
        figure("recorded decisions met again", asked / max(1, found.recorded), "share", found.recorded),
        figure("decisions as recorded", found.same / max(1, asked), "share", asked),
    ]


def _decisions(costs: Sequence[Cost]) -> list[Figure]:
    read = [cost.tokens - cost.cached_tokens for cost in costs]
    return [
        *percentiles("caller", [cost.ms for cost in costs], p50=CALLER_P50, p95=CALLER_P95),
        *percentiles("caller tokens", [cost.tokens for cost in costs], "tokens"),
        middle("caller new tokens p50", read, "tokens"),
        figure("caller new tokens p95", percentile(read, 0.95), "tokens", len(read)),
    ]


def _plans(times: Sequence[float]) -> list[Figure]:
    return percentiles("planner", times, p50=PLANNER_P50)


def _turns(turns: Sequence[Turn], most: float | None) -> list[Figure]:
    """most: of a whole step at p50, in ms; None where no phone was waited for."""
    n = len(turns)
    found = percentiles("step", [turn.total for turn in turns], p50=most)
    for phase in PHASES:
        times = [turn.ms[phase] for turn in turns]
        found.append(figure(f"step {phase} p50", median(times) if times else None, "ms", n))
        found.append(figure(f"step {phase} p95", percentile(times, 0.95), "ms", n))
    counted = [turn for turn in turns if turn.native_ms > 0]  # engines that count their native time
    overhead = [turn.engine_overhead for turn in counted]
    found.append(middle("engine overhead outside native calls p50", overhead, at_most=OVERHEAD_P50))
    found.append(
        figure("engine overhead outside native calls p95", percentile(overhead, 0.95), "ms", len(overhead))
    )
    found.append(middle("step outside phone and native calls p50", [turn.own for turn in counted]))
    return found


def _cold(planner: str, caller: str, trace: Path | None, children: int) -> list[Figure]:
    """First decisions of fresh processes."""
    found: list[Figure] = []
    questions: tuple[tuple[str, str, Request | str], ...] = (
        ("caller", caller, requests(trace, 1)[0]),
        ("planner", planner, goals()[0]),
    )
    for role, name, question in questions:
        colds = [first_decision(role, name, question) for _ in range(children)]
        found += _first(role, colds)
    return found


def _first(role: str, colds: Sequence[Cold]) -> list[Figure]:
    peaks = [cold.memory.peak for cold in colds if cold.memory.peak is not None]
    return [
        middle(f"{role} fresh process to first decision p50", [cold.process for cold in colds]),
        middle(f"{role} open p50", [cold.open for cold in colds]),
        middle(f"{role} first decision p50", [cold.first for cold in colds]),
        middle(f"{role} same decision again p50", [cold.second for cold in colds]),
        middle(f"{role} process peak RSS", peaks, "bytes"),
    ]


def run_figures(runs: Sequence[Watched]) -> list[Figure]:
    """Of whole runs in processes of their own; none without runs."""
    if not runs:
        return []
    firsts = [run.first_act_s for run in runs if run.first_act_s is not None]
    held = [run.memory for run in runs]
    return [
        middle("process start to first act p50", firsts, "s", at_most=FIRST_ACT),
        middle("run peak RSS", [m.peak for m in held if m.peak is not None], "bytes", at_most=RUN_PEAK),
        middle("run RSS anonymous", [m.anonymous for m in held if m.anonymous is not None], "bytes"),
        middle("run RSS file", [m.file for m in held if m.file is not None], "bytes"),
    ]


def _rates(models: Sequence[Model]) -> list[Figure]:
    """Reading and writing speed of the models that generate, beside their bounds."""
    from bench.rates import rate_figures, rates

    found = []
    for path in dict.fromkeys(model.path for model in models if model.kind == "generative"):
        model = next(model for model in models if model.path == path)
        decoder = open_decoder(model)
        try:
            found += rate_figures(model.name, rates(decoder), path)
        finally:
            decoder.close()
    return found
