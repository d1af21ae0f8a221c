"""The process in which one model decides: an order on stdin, then a number a line; a decision a line back.

A process a model, so that a native abort costs one candidate, and the memory that is read is that model's.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import bench.process
from edgelam.caller.pointing import PointingCaller
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import EdgelamError
from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.run.models import open_caller, open_planner
from edgelam.train.caller_eval import judge, legal_of
from edgelam.train.examples import Example, caller_steps

from .decisions import Decision, go_on, of_choice, of_plan
from .samples import catalogue, read_goals

Decide = Callable[[int], Decision]
_ALL = 1 << 16  # alternatives: every legal action


@contextmanager
def deciding(role: str, model: str, inputs: Path) -> Iterator[Decide]:
    """A model opened, as a function of an input's number. Raises ModelError, InputFileError."""
    if role == "planner":
        goals, offered = read_goals(inputs), catalogue()
        with open_planner(model) as planner:
            yield lambda number: _plan(planner, goals[number], offered)
        return
    examples = caller_steps(inputs)
    with open_caller(model) as caller:
        if isinstance(caller, PointingCaller):
            caller.alternatives = _ALL
        yield lambda number: _choose(caller, examples[number])


def _choose(caller: Caller, example: Example) -> Decision:
    step = Step(id="1", do=example.do, app_label=example.app, slots=example.slots)
    screen, legal = Screen(elements=example.elements), legal_of(example)
    started = time.perf_counter()
    choice = caller.choose(step, screen, example.history, legal)
    ms = (time.perf_counter() - started) * 1e3
    go_on(caller, example)
    return of_choice(example, choice, judge(example, choice, ms).right, ms)


def _plan(planner: Planner, goal: str, offered: Any) -> Decision:
    started = time.perf_counter()
    plan = planner.plan(goal, offered)
    return of_plan(plan, (time.perf_counter() - started) * 1e3)


def memory() -> dict[str, int]:
    """Bytes of this process and those it started, where generating models are: the peak (the sum of theirs),
    and now by what backs them; empty where the system does not tell."""
    found: dict[str, int] = {}
    for pid in (os.getpid(), *_children(os.getpid())):
        own = bench.process.memory(pid)
        for name in ("peak", "anonymous", "file"):
            if (value := getattr(own, name)) is not None:
                found[name] = found.get(name, 0) + value
    return found


def _children(parent: int) -> list[int]:
    """Processes that a process started, on Linux."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            after_name = status.read_text(encoding="ascii", errors="replace").rpartition(")")[2]
            if int(after_name.split()[1]) == parent:
                found.append(int(status.parent.name))
    return found


def _answer(order: dict[str, Any], stack: ExitStack) -> None:
    before = memory().get("peak", 0)
    decide = stack.enter_context(deciding(order["role"], order["model"], Path(order["inputs"])))
    _say({"ready": before})
    for line in sys.stdin:
        asked = line.strip()
        _say({"memory": memory()} if asked == "memory" else decide(int(asked)).plain())


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Open the model, then answer until stdin ends."""
    order = json.loads(sys.stdin.readline())
    with ExitStack() as stack:
        try:
            _answer(order, stack)
        except EdgelamError as error:
            _say({"error": str(error), "hint": error.hint})


if __name__ == "__main__":
    main()
