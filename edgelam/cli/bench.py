"""`edgelam bench`: what it costs on this machine, as figures with targets."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from .options import CallerName, Device, Json, PlannerName

group = typer.Typer(help="Measure this machine.", rich_markup_mode=None)

_INTERRUPTED = 130


class Role(str, Enum):
    """What a model is measured as."""

    caller = "caller"
    planner = "planner"


class Part(str, Enum):
    """What both engines are asked as."""

    caller = "caller"
    planner = "planner"
    decoder = "decoder"


Trace = Annotated[
    Path | None, typer.Option(help="A recorded run, or a folder of them (`edgelam run --trace DIR`).")
]
Steps = Annotated[int, typer.Option(help="Recorded steps that are decided.", min=1)]
StepFile = Annotated[
    Path | None, typer.Option("--from", help="Traces or caller steps; left out: the virtual phone's.")
]
Cold = Annotated[int, typer.Option(help="Processes of their own that are started and measured.", min=0)]


@group.callback()
def _bench() -> None:
    """Measure this machine."""


@group.command()
def latency(
    context: typer.Context,
    trials: Annotated[int, typer.Option(help="Goals carried out on a virtual phone.", min=1)] = 10,
    trace: Trace = None,
    cold: Cold = 3,
    planner: PlannerName = "",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Milliseconds of plans, decisions and whole steps: on a virtual phone, or over recorded runs."""
    from bench.latency import latency as measure

    found = measure(planner=planner, caller=caller, trials=trials, trace=trace, children=cold, say=_tell)
    return _show(context, found, as_json)


@group.command()
def sustained(
    context: typer.Context,
    minutes: Annotated[float, typer.Option(help="How long decisions are taken back to back.")] = 10,
    steps: Steps = 200,
    path: StepFile = None,
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Decisions back to back for minutes: drift and throttling. Ctrl-C keeps what was measured."""
    from bench.sustained import sustained as measure

    return _show(context, measure(minutes=minutes, caller=caller, steps=steps, path=path, say=_tell), as_json)


@group.command()
def memory(
    context: typer.Context,
    steps: Steps = 200,
    path: StepFile = None,
    runs: Cold = 3,
    planner: PlannerName = "",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """What the models and whole runs hold in memory and on disk, and whether it grows."""
    from bench.memory import memory as measure

    return _show(context, measure(planner=planner, caller=caller, steps=steps, path=path, runs=runs), as_json)


@group.command()
def energy(
    context: typer.Context,
    seconds: Annotated[float, typer.Option(help="How long idle, and how long busy.")] = 30,
    steps: Steps = 50,
    path: StepFile = None,
    device: Device = "auto",
    caller: CallerName = "",
    as_json: Json = False,
) -> int:
    """Joules a decision by RAPL or the battery, and what looking costs an attached phone."""
    from bench.energy import energy as measure

    found = measure(seconds=seconds, caller=caller, steps=steps, path=path, device=device, say=_tell)
    return _show(context, found, as_json)


@group.command()
def compare(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A model's name or path, or a JSON document.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other; the ratio is B over A.")],
    role: Annotated[Role, typer.Option(help="What the two models are asked as.")] = Role.caller,
    steps: Steps = 50,
    rounds: Annotated[int, typer.Option(help="Times that all steps are decided by both.", min=2)] = 10,
    path: StepFile = None,
    as_json: Json = False,
) -> int:
    """Two models asked in turns, or two documents: the ratio with its interval."""
    from bench.compare import compare as measure

    found = measure(a, b, role=role.value, steps=steps, rounds=rounds, path=path, say=_tell)
    return _show(context, found, as_json)


@group.command()
def report(
    files: Annotated[list[Path], typer.Argument(help="JSON documents of eval, bench or quant.")],
    out: Annotated[Path, typer.Option(help="The page that is written.")] = Path("report.html"),
    strict: Annotated[bool, typer.Option("--strict", help="Refuse, instead of skipping, bad files.")] = False,
) -> int:
    """One self-contained HTML page of tables and plots, from this and other machines."""
    from bench.report import write

    write(files, out, strict=strict, say=_tell)
    return 0


@group.command()
def peers(
    context: typer.Context,
    model: Annotated[
        list[Path] | None,
        typer.Option(help="A GGUF of a generating model; may be given again. Left out: random weights."),
    ] = None,
    steps: Steps = 50,
    peer: Annotated[list[str] | None, typer.Option(help="A peer; may be given again. Left out: all.")] = None,
    as_json: Json = False,
) -> int:
    """The same model file and the same screens through edgelam and through other runtimes."""
    from bench.peers import peers as measure

    return _show(context, measure(model or (), steps, peer or (), say=_tell), as_json)


@group.command()
def backends(
    context: typer.Context,
    part: Annotated[list[Part] | None, typer.Option(help="May be given again. Left out: all three.")] = None,
    steps: Annotated[int, typer.Option(help="Questions of each part.", min=1)] = 1000,
    decoder: Annotated[
        Path | None, typer.Option(help="A generating GGUF, which is tuned too. Left out: random weights.")
    ] = None,
    as_json: Json = False,
) -> int:
    """The same weights in llama.cpp and ONNX Runtime: what agrees, what is faster; runs then use that."""
    from bench.backends import backends as measure

    parts = [one.value for one in part or ()]
    return _show(context, measure(parts=parts, steps=steps, decoder=decoder, say=_tell), as_json)


@group.command()
def legality(
    context: typer.Context,
    generations: Annotated[int, typer.Option(help="Decisions and plans in all.", min=1)] = 10_000,
    family: Annotated[
        list[str] | None, typer.Option(help="A model family; may be given again. Left out: all.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, other weights and screens.", min=0)] = 0,
    as_json: Json = False,
) -> int:
    """Whether models with random weights, of every family, can be made to say what is not allowed."""
    from bench.legality import legality as measure

    found = measure(generations, family or (), seed, say=_tell)
    return _show(context, found, as_json) or (1 if found["faults"] else 0)


@group.command()
def phone(
    context: typer.Context,
    seconds: Annotated[float, typer.Option(help="How long trees are read, each of two ways.")] = 5,
    operations: Annotated[int, typer.Option(help="Touches, keys, trees and lines.", min=0)] = 100_000,
    tries: Annotated[int, typer.Option(help="Random services, lines and calls.", min=0)] = 20_000,
    starts: Annotated[int, typer.Option(help="Processes that are started.", min=1)] = 5,
    seed: Annotated[int, typer.Option(help="Same seed, same operations and tries.", min=0)] = 0,
    as_json: Json = False,
) -> int:
    """How fast the virtual phone answers and starts, whether it grows, and what a fuzz finds."""
    from bench.phone import phone as measure

    found = measure(seconds=seconds, operations=operations, tries=tries, starts=starts, seed=seed, say=_tell)
    return _show(context, found, as_json)


def _tell(line: str) -> None:
    """Progress, where it does not disturb a document on stdout."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _show(context: typer.Context, found: Mapping[str, Any], as_json: bool) -> int:
    """The document with the command that made it; what was cut short by Ctrl-C ends as such."""
    from .figures import command_of, show
    from .output import say

    show({"command": command_of(context), **found}, as_json=as_json)
    if not as_json:
        for note in found.get("notes", ()):
            say(f"- {note}")
    return _INTERRUPTED if found.get("interrupted") else 0
