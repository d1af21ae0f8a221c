"""`edgelam eval`: how good the models are, on files of examples or on whole tasks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from edgelam.core.errors import ModelRole

from .options import CallerName, Json, PlannerName, ReadFile

group = typer.Typer(help="Measure the models.", rich_markup_mode=None)


@group.command("caller")
def caller_(
    file: ReadFile,
    caller: CallerName = "",
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map", help="Screens of the same apps, without goals: what they tell is read as well."
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """Score the Caller on a file of steps: screen, history, and the right action."""
    from bench.machine import machine
    from edgelam.models.home import own_models
    from edgelam.models.registry import find
    from edgelam.run.models import open_caller
    from edgelam.train.caller_eval import evaluate_caller
    from edgelam.train.examples import caller_steps
    from edgelam.train.map_eval import hint_figures
    from edgelam.train.maps import read_atlas

    from .figures import show

    hints = read_atlas(map_) if map_ is not None else None
    with open_caller(caller, hints=hints) as model:
        found = evaluate_caller(file, model)
    if hints is not None:
        found["figures"] += hint_figures(caller_steps(file), hints)
    show({**found, "machine": machine([find(caller or "caller", own_models())])}, as_json=as_json)
    return 0


@group.command("map")
def map_(file: ReadFile, as_json: Json = False) -> int:
    """Score what maps guess from screens alone on a file of recorded taps and what they led to."""
    from bench.machine import machine
    from edgelam.train.map_eval import evaluate_map

    from .figures import show

    show({**evaluate_map(file), "machine": machine([])}, as_json=as_json)
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
    context: typer.Context,
    suite: Annotated[
        str, typer.Option(help="`full`, `daily`, an app's name, or a file with a task's name a line.")
    ] = "daily",
    seeds: Annotated[int, typer.Option(help="Phones and wordings a task.", min=1)] = 1,
    skins: Annotated[str, typer.Option(help="Looks of the phone a task: how many, or their names.")] = "1",
    only: Annotated[str, typer.Option(help="Only tasks whose name contains this.")] = "",
    limit: Annotated[int | None, typer.Option(help="Only that many tasks, evenly taken.", min=1)] = None,
    faults: Annotated[bool, typer.Option("--faults", help="Once more, with things going wrong.")] = False,
    random: Annotated[
        bool, typer.Option("--random", help="Once more, by an agent that draws any legal action.")
    ] = False,
    expert: Annotated[
        bool,
        typer.Option("--expert", help="Once more, with a Caller that knows the task: what the rest loses."),
    ] = False,
    jobs: Annotated[int, typer.Option(help="Processes, each with models of its own.", min=1)] = 1,
    out: Annotated[
        Path | None,
        typer.Option(help="A folder for results, pictures and report.html; stopped there, it goes on there."),
    ] = None,
    planner: PlannerName = "",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Carry whole goals out on virtual phones; only the phone's own state judges."""
    from bench.tasks.evaluate import Wish, evaluate
    from device_drivers.virtual.faults import JUDGEABLE

    from .figures import command_of, show

    wish = Wish(
        suite=suite,
        seeds=seeds,
        skins=skins,
        only=only,
        limit=limit,
        faults=JUDGEABLE if faults else (),
        random=random,
        expert=expert,
        jobs=jobs,
        planner=planner,
        caller=caller,
        out=out,
    )
    found = evaluate(wish, lambda line: sys.stderr.write(line + "\n"))
    show({"command": command_of(context), **found}, as_json=as_json)
    return 0
