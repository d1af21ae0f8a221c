"""`edgelam run`: carry a goal out on a phone, and say what is happening."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from .options import (
    Approve,
    ApproveWhen,
    CallerAdapter,
    CallerName,
    Device,
    Driver,
    Goal,
    GpuLayers,
    Json,
    PlannerAdapter,
    PlannerName,
    person_is_there,
    read_goal,
    read_gpu_layers,
)

if TYPE_CHECKING:
    from edgelam.core.event import Ended, Event
    from edgelam.run.parts import Question

_EXITS = {"done": 0, "failed": 1, "declined": 1, "refused": 4, "interrupted": 130}


def run(
    goal: Goal,
    device: Device = "auto",
    driver: Driver = "u2",
    planner: PlannerName = "",
    caller: CallerName = "",
    planner_adapter: PlannerAdapter = None,
    caller_adapter: CallerAdapter = None,
    gpu_layers: GpuLayers = "auto",
    approve: ApproveWhen = Approve.ask,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Plan, look, and do nothing.")] = False,
    trace: Annotated[Path | None, typer.Option(help="A folder for the record of the run.")] = None,
    as_json: Json = False,
) -> int:
    """Carry GOAL out on a phone."""
    words = read_goal(goal)
    from edgelam.run.wiring import RunOptions, open_run

    options = RunOptions(
        device=device,
        driver=driver,
        planner=planner,
        caller=caller,
        planner_adapter=planner_adapter,
        caller_adapter=caller_adapter,
        gpu_layers=read_gpu_layers(gpu_layers),
        approve=approve.value,
        dry_run=dry_run,
        trace=trace,
    )
    listen = _listener(as_json)
    ended: Ended | None = None
    with open_run(options) as opened:
        events = cast("Generator[Event, None, None]", opened.events(words, ask=ask))
        with closing(events):  # also when it is the listener that fails: then the run stops here
            for event in events:
                listen(event)
                if event.kind == "ended":
                    ended = event
    return _EXITS[ended.outcome] if ended else 1


def ask(question: Question) -> bool:
    """Put an act to the person at the terminal, on stderr since stdout may be JSON; nobody there is a no."""
    if not person_is_there():
        return False
    reason = f" ({question.reason})" if question.reason else ""
    sys.stderr.write(f"Allow: {question.words}{reason}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _listener(as_json: bool) -> Callable[[Event], None]:
    from edgelam.core.lines import to_line

    from .output import Paint, say
    from .show import Show

    if as_json:
        return lambda event: say(to_line(event))
    return Show(say, Paint(sys.stdout))
