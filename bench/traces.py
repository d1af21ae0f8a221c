"""Recorded runs lived through again: the real loop on the recorded phone, led along the recorded way.

The model decides at every step and its time counts; then the recorded decision is taken, so that every model
meets the same screens. The phone answers at once: what is left is the runtime's own time.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from device_drivers.replay import Replay
from edgelam.core.action import Action, Choice, Cost
from edgelam.core.contracts import Caller
from edgelam.core.errors import DeviceError, InputFileError
from edgelam.core.event import Chose, Event, Judged, Observed, Performed, Planned
from edgelam.core.plan import Plan, Step
from edgelam.core.screen import Screen
from edgelam.guard.policy import build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts, Question
from edgelam.run.trace import read_trace
from edgelam.tools import all_tools

from .phases import Stopwatch, Turn


class Request(NamedTuple):
    """What a Caller is asked."""

    step: Step
    screen: Screen
    history: tuple[str, ...]
    legal: tuple[Action, ...]


@dataclass
class Replayed:
    """What living through traces again came to. ms_*: the phone's own times, as recorded."""

    turns: list[Turn] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    same: int = 0  # decisions that were the recorded ones
    recorded: int = 0  # decisions in the traces
    look_ms: list[float] = field(default_factory=list)
    act_ms: list[float] = field(default_factory=list)


class _Departed(Exception):
    """What was done then cannot be done now: the trace is of another version, or cut short."""


class _Led:
    """A Caller that is asked, and then does what was done then."""

    def __init__(self, caller: Caller, recorded: Sequence[Choice], into: Replayed) -> None:
        self._caller = caller
        self._recorded = iter(recorded)
        self._into = into

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        then = next(self._recorded, None)
        if then is None or then.action not in legal:
            raise _Departed
        own = self._caller.choose(step, screen, history, legal)
        self._into.requests.append(Request(step, screen, tuple(history), tuple(legal)))
        self._into.costs.append(own.cost)
        self._into.same += own.action == then.action
        return then.model_copy(update={"cost": own.cost})


class _Clock:
    """Seconds that pass by themselves, and at once where the loop would wait."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.perf_counter() + self._ahead

    def sleep(self, seconds: float) -> None:
        self._ahead += seconds


class _First:
    """The first legal action: for when only the questions are wanted."""

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        return Choice(action=legal[0], probability=1.0, margin=0.0)


def trace_files(path: Path) -> list[Path]:
    """The traces at a path: that file, or the .jsonl files of that folder. Raises InputFileError."""
    found = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not found or not path.exists():
        raise InputFileError(
            f"there is no trace at {path}", hint="`edgelam run GOAL --trace DIR` records one."
        )
    return found


def is_trace(path: Path) -> bool:
    """Whether a file begins like a trace, not like a file of examples."""
    with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8") as lines:
        return '"kind"' in lines.readline(1000)
    return False


def replay(path: Path, caller: Caller, *, repeats: int = 1) -> Replayed:
    """Live through every trace at the path. Raises InputFileError, ModelError."""
    into = Replayed()
    for file in trace_files(path):
        events = read_trace(file)
        plan = next((event.plan for event in events if isinstance(event, Planned)), None)
        if plan is None:
            raise InputFileError(f"{file} is not the trace of a run: it holds no plan")
        into.look_ms += [e.look_ms for e in events if isinstance(e, Observed)]
        into.act_ms += [e.ms for e in events if isinstance(e, Performed)]
        for _ in range(repeats):
            _live(str(file), plan, events, caller, into)
    return into


def recorded_requests(path: Path) -> list[Request]:
    """What the Caller was asked in the traces at the path. Raises InputFileError."""
    return replay(path, _First()).requests


def _live(name: str, plan: Plan, events: list[Event], caller: Caller, into: Replayed) -> None:
    recorded = [event.choice for event in events if isinstance(event, Chose)]
    judged = [event for event in events if isinstance(event, Judged)]
    answers = {(event.step, event.words): event.approved for event in judged if event.approved is not None}

    def ask(question: Question) -> bool:
        return bool(answers.get((question.step, question.words)))

    clock, watch = _Clock(), Stopwatch()
    parts = Parts(
        driver=Replay(name, events),
        caller=_Led(caller, recorded, into),
        tools=all_tools(),
        policy=build_policy(plan, "ask" if any(e.decision == "ask" for e in judged) else "never"),
        ask=ask,
        now=clock.now,
        sleep=clock.sleep,
    )
    into.recorded += len(recorded)
    with suppress(_Departed, DeviceError):
        for event in watch.listen(run_plan(plan, parts)):
            if event.kind == "ended" and event.outcome == "interrupted":
                raise KeyboardInterrupt
    into.turns += watch.whole
