"""`edgelam bench`: what it costs on this machine, as figures with targets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import CallerName, Json, PlannerName

group = typer.Typer(help="Measure this machine.", rich_markup_mode=None)

Trace = Annotated[
    Path | None, typer.Option(help="A recorded run, or a folder of them (`edgelam run --trace DIR`).")
]
Steps = Annotated[int, typer.Option(help="Recorded steps that are decided.", min=1)]
StepFile = Annotated[
    Path | None, typer.Option("--steps-from", help="Traces or caller steps; else the virtual phone's.")
]
Cold = Annotated[int, typer.Option(help="Times that each start in a fresh process is measured.", min=0)]


@group.callback()
def _bench() -> None:
    """Measure this machine."""


@group.command()
def latency(
    trials: Annotated[int, typer.Option(help="Goals carried out on a virtual phone.", min=1)] = 10,
    trace: Trace = None,
    cold: Cold = 3,
    planner: PlannerName = "",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Milliseconds of plans, decisions and whole steps: on a virtual phone, or over recorded runs."""
    from bench.latency import latency as measure

    from .figures import show

    found = measure(planner=planner, caller=caller, trials=trials, trace=trace, children=cold)
    show(found, as_json=as_json)
    return 0
