"""`edgelam bench`: what it costs on this machine, as figures with targets."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import CallerName, Json, PlannerName

group = typer.Typer(help="Measure this machine.", rich_markup_mode=None)


@group.callback()
def _bench() -> None:
    """Measure this machine."""


@group.command()
def latency(
    trials: Annotated[int, typer.Option(help="Goals carried out on a virtual phone.", min=1)] = 10,
    planner: PlannerName = "",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Milliseconds of a plan, of a decision, and of a whole step on a virtual phone."""
    from bench.latency import latency as measure

    from .figures import show

    show(measure(planner=planner, caller=caller, trials=trials), as_json=as_json)
    return 0
