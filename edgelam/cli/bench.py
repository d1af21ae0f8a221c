"""`edgelam bench`: what it costs on this machine, as figures with targets."""

from __future__ import annotations

import sys
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


@group.command()
def legality(
    generations: Annotated[int, typer.Option(help="Decisions and plans in all.", min=1)] = 10_000,
    family: Annotated[
        list[str] | None, typer.Option(help="A model family; may be given again. Left out: all.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, other weights and screens.", min=0)] = 0,
    as_json: Json = False,
) -> int:
    """Whether models with random weights, of every family, can be made to say what is not allowed."""
    from bench.legality import legality as measure

    from .figures import show

    found = measure(generations, family or (), seed, say=_tell)
    show(found, as_json=as_json)
    return 1 if found["faults"] else 0


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
