"""`edgelam bench memory`: what both models and a whole run hold in memory and on disk; does it grow?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from edgelam.core.errors import UsageError
from edgelam.models.home import own_models
from edgelam.models.registry import Model, find
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.run.models import open_caller, open_planner
from edgelam.tools import all_tools

from .figures import Figure, figure
from .intervals import slope
from .latency import model_words, run_figures
from .live import whole_runs
from .machine import machine
from .process import Memory
from .process import memory as resident
from .steps import decide, requests
from .traces import Request

ON_DISK = 48e6  # bytes of both models that ship
_DIFFERENT = 50  # steps that are decided over and over
_GOAL = "Set an alarm for 7:30 and turn on Wi-Fi"

Series = list[tuple[str, Memory]]


def memory(
    *, planner: str = "", caller: str = "", steps: int = 200, path: Path | None = None, runs: int = 3
) -> dict[str, Any]:
    """The document of `edgelam bench memory`. Raises ModelError, DeviceError, InputFileError, UsageError.

    steps: decisions after which memory is read; path: where they come from, see steps.requests. runs: whole
    `edgelam run`s in processes of their own.
    """
    if steps < 1:
        raise UsageError("nothing is measured without steps")
    models = [find(planner or "planner", own_models()), find(caller or "caller", own_models())]
    asked = requests(path, min(steps, _DIFFERENT))
    whole = run_figures(whole_runs(runs, model_words(planner, caller)))
    series = _open_and_decide(planner, caller, asked, steps)
    return {
        "bench": "memory",
        "machine": machine(models),
        "figures": [*_opening(series), *_growth(series), *whole, _on_disk(models)],
        "planner": models[0].name,
        "caller": models[1].name,
        "series": [{"after": what, "anonymous": m.anonymous, "file": m.file} for what, m in series],
    }


def _open_and_decide(planner: str, caller: str, asked: Sequence[Request], steps: int) -> Series:
    """The memory of this process, from before the models until after the last step."""
    catalogue = build_catalogue([tool.spec for tool in all_tools().values()], well_known())
    series: Series = [("before", resident())]
    with ExitStack() as stack:
        plans = stack.enter_context(open_planner(planner))
        series.append(("planner open", resident()))
        _note(series, "first plan", lambda: plans.plan(_GOAL, catalogue))
        calls = stack.enter_context(open_caller(caller))
        series.append(("caller open", resident()))
        for number in range(steps):
            _note(series, f"step {number + 1}", lambda n=number: decide(calls, asked[n % len(asked)]))  # type: ignore[misc]
    series.append(("models closed", resident()))
    return series


def _note(series: Series, what: str, do: Callable[[], object]) -> None:
    do()
    series.append((what, resident()))


def _opening(series: Series) -> list[Figure]:
    """How much of each kind the two models and their first use add to this process."""
    held = dict(series)
    before, used = held["before"], held["step 1"]
    return [
        _added("both models open and used, anonymous", before.anonymous, used.anonymous),
        _added("both models open and used, file", before.file, used.file),
    ]


def _added(name: str, before: int | None, after: int | None) -> Figure:
    if before is None or after is None:
        return figure(name, None, "bytes", 0)
    return figure(name, after - before, "bytes", 1)


def _growth(series: Series) -> list[Figure]:
    """Bytes a step, over the second half: by then what is set up once is set up."""
    steps = [m.anonymous for what, m in series if what.startswith("step") and m.anonymous is not None]
    late = steps[len(steps) // 2 :]
    found = slope(late)
    return [
        figure("leak slope", found, "bytes/step", len(late) if found is not None else 0),
        figure(
            "anonymous, last step over first", steps[-1] / steps[0] if steps else None, "ratio", len(steps)
        ),
    ]


def _on_disk(models: Sequence[Model]) -> Figure:
    both = {model.path: model.size for model in models}
    return figure("models on disk", sum(both.values()), "bytes", len(both), at_most=ON_DISK)
