"""`edgelam eval`: how good the models are, on files of examples or on whole tasks."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from edgelam.core.errors import ModelRole, UsageError

from .options import CallerName, Json, PlannerName, ReadFile

if TYPE_CHECKING:
    from bench.tasks.runner import Result

group = typer.Typer(help="Measure the models.", rich_markup_mode=None)


@group.command("caller")
def caller_(file: ReadFile, caller: CallerName = "", as_json: Json = False) -> int:
    """Score the Caller on a file of steps: screen, history, and the right action."""
    from bench.machine import machine
    from edgelam.models.home import own_models
    from edgelam.models.registry import find
    from edgelam.run.models import open_caller
    from edgelam.train.caller_eval import evaluate_caller

    from .figures import show

    with open_caller(caller) as model:
        found = evaluate_caller(file, model)
    show({**found, "machine": machine([find(caller or "caller", own_models())])}, as_json=as_json)
    return 0


@group.command("planner")
def planner_(
    file: ReadFile,
    planner: PlannerName = "",
    limit: Annotated[int | None, typer.Option(help="Only that many rows, evenly taken.", min=1)] = None,
    as_json: Json = False,
) -> int:
    """Score the Planner on a file of goals, plans or utterances."""
    from bench.machine import machine
    from edgelam.models.home import own_models
    from edgelam.models.registry import find
    from edgelam.planner.evaluate import Chooser, evaluate_planner
    from edgelam.run.models import open_planner

    from .figures import show

    with open_planner(planner) as model:
        if not hasattr(model, "extract"):
            raise ModelRole("only a pointing Planner can be scored on files")
        found = evaluate_planner(file, cast(Chooser, model), limit)
    show({**found, "machine": machine([find(planner or "planner", own_models())])}, as_json=as_json)
    return 0


@group.command()
def tasks(
    suite: Annotated[str, typer.Option(help="The suite's name.")] = "first-light",
    seeds: Annotated[int, typer.Option(help="Phones and wordings a task.", min=1)] = 1,
    skins: Annotated[int, typer.Option(help="Looks of the phone a task.", min=1)] = 1,
    only: Annotated[str, typer.Option(help="Only tasks whose name contains this.")] = "",
    faults: Annotated[bool, typer.Option("--faults", help="Once more, with things going wrong.")] = False,
    planner: PlannerName = "",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Carry whole goals out on virtual phones; only the phone's own state judges."""
    from bench.tasks.runner import report, run_all
    from bench.tasks.suites import SKINS
    from bench.tasks.suites import suite as trials_of
    from device_drivers.virtual.faults import JUDGEABLE

    from .figures import show

    if skins > len(SKINS):
        raise UsageError(f"there are {len(SKINS)} skins", hint=f"Give --skins 1 to {len(SKINS)}.")
    trials = [trial for trial in trials_of(suite, seeds, SKINS[:skins]) if only in trial.task.name]
    if not trials:
        raise UsageError(f"no task of {suite} is called {only!r}", hint="Leave --only out to run them all.")
    whole = _watched(run_all(trials, planner, caller), len(trials))
    found = report(whole)
    if faults:
        broken = [replace(trial, fault=JUDGEABLE[i % len(JUDGEABLE)]) for i, trial in enumerate(trials)]
        found["faulty"] = report(_watched(run_all(broken, planner, caller), len(broken)))
    show(_with_figures(found), as_json=as_json)
    return 0


def _watched(results: Iterable[Result], of: int) -> list[Result]:
    """The results, each told on stderr as it comes; an interrupted run ends them all."""
    found = []
    for result in results:
        if result.outcome == "interrupted":
            raise KeyboardInterrupt
        found.append(result)
        mark = "ok  " if result.success else "LIED" if result.false_done else "FAIL"
        sys.stderr.write(f"{len(found):>4}/{of} {mark} {result.task}: {result.goal}\n")
    return found


def _with_figures(found: dict[str, Any]) -> dict[str, Any]:
    """The report, with machine and targets."""
    from bench.figures import figure
    from bench.machine import machine

    n = found["n"]
    figures = [
        figure("task success", found["success"], "share", n, at_least=0.85),
        figure("false done", found["false_done"], "share", n, at_most=0.02),
        figure("task seconds, median", found["median_seconds"], "s", n),
    ]
    if "faulty" in found and found["success"]:
        recovery = found["faulty"]["success"] / found["success"]
        figures.append(figure("recovery under faults", recovery, "ratio", n, at_least=0.95))
    return {**found, "machine": machine(), "figures": figures}
