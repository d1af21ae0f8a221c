"""Options that several commands share, and the words of the whole command line."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import typer

from edgelam import __version__
from edgelam.core.errors import GoalError, UsageError

LONGEST_GOAL = 2000  # characters; far beyond what the Planner reads, and short enough to be shown


class Approve(str, Enum):
    """When the person is asked."""

    ask = "ask"
    never = "never"
    plan = "plan"


Goal = Annotated[str, typer.Argument(help="What should be done, in a sentence or two.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else.")]
Device = Annotated[str, typer.Option(help="A serial number, `auto` (the one connected phone) or `virtual`.")]
Driver = Annotated[str, typer.Option(help="How the phone is driven.")]
PlannerName = Annotated[str, typer.Option("--planner", help="The Planner: a model's name, or a GGUF's path.")]
CallerName = Annotated[str, typer.Option("--caller", help="The Caller: a model's name, or a GGUF's path.")]
PlannerAdapter = Annotated[
    Path | None, typer.Option("--planner-adapter", help="A LoRA adapter (GGUF) for a generating Planner.")
]
CallerAdapter = Annotated[
    Path | None, typer.Option("--caller-adapter", help="A LoRA adapter (GGUF) for a generating Caller.")
]
GpuLayers = Annotated[
    str,
    typer.Option("--gpu-layers", help="Layers a GPU computes: a number, or auto (all, where it is right)."),
]
ApproveWhen = Annotated[
    Approve,
    typer.Option(help="ask before each risky act, once for the plan, or never."),
]
ReadFile = Annotated[Path, typer.Argument(help="JSON lines, as in the README.", show_default=False)]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"edgelam {__version__}")
        raise typer.Exit


def whole(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Say what you want done on your Android phone; two small models on this machine do it.

    Exit codes: 0 done, with evidence; 1 failed; 2 wrong usage; 3 no phone; 4 refused; 5 internal error.
    """


def read_goal(words: str) -> str:
    """The goal in one line. Raises GoalError when there is nothing in it, or more than a goal can be."""
    goal = " ".join(words.split())
    if not goal:
        raise GoalError("the goal is empty")
    if len(goal) > LONGEST_GOAL:
        raise GoalError(f"the goal has {len(goal)} characters; at most {LONGEST_GOAL} are read")
    return goal


def read_gpu_layers(words: str) -> int | Literal["auto"]:
    """The number of layers, or auto. Raises UsageError."""
    if words == "auto":
        return "auto"
    if words.isdecimal() and len(words) < 6:
        return int(words)
    raise UsageError(f"--gpu-layers {words!r}: neither a number nor auto")


def person_is_there() -> bool:
    """Whether somebody at a terminal can answer a question."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
