"""`python -m bench.cold`: asks a model twice in this fresh process; JSON in and out, see bench.child."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any


def main() -> None:
    """The request on stdin, the times (ms) and the memory on stdout."""
    asked = json.load(sys.stdin)
    model, ask = _opened(asked["role"], asked["model"], asked["question"])
    started = time.perf_counter()
    with model as opened:
        times = [time.perf_counter()]
        for _ in range(2):
            ask(opened)
            times.append(time.perf_counter())
        from bench.process import memory

        open_, first, second = ((b - a) * 1000 for a, b in zip([started, *times[:-1]], times, strict=True))
        found = {"open": open_, "first": first, "second": second, "memory": asdict(memory())}
    sys.stdout.write(json.dumps({**found, "after": (time.perf_counter() - times[1]) * 1000}))


def _opened(
    role: str, name: str, question: Any
) -> tuple[AbstractContextManager[Any], Callable[[Any], object]]:
    """The model, not yet open, and how it is asked."""
    from edgelam.run.models import open_caller, open_planner

    if role == "planner":
        from edgelam.planner.catalogue import build_catalogue, well_known
        from edgelam.tools import all_tools

        catalogue = build_catalogue([tool.spec for tool in all_tools().values()], well_known())
        return open_planner(name), lambda planner: planner.plan(question, catalogue)
    from pydantic import TypeAdapter

    from edgelam.core.action import Action
    from edgelam.core.plan import Step
    from edgelam.core.screen import Screen

    step, screen = Step.model_validate(question["step"]), Screen.model_validate(question["screen"])
    legal = TypeAdapter(list[Action]).validate_python(question["legal"])
    return open_caller(name), lambda caller: caller.choose(step, screen, question["history"], legal)


if __name__ == "__main__":
    main()
