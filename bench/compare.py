"""`edgelam bench compare A B`: is B faster than A? Two models side by side, or two documents."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Literal

from edgelam.core.catalogue import Catalogue
from edgelam.core.contracts import Caller, Planner
from edgelam.core.errors import UsageError
from edgelam.models.home import own_models
from edgelam.models.registry import find
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.run.models import open_caller, open_planner
from edgelam.tools import all_tools

from .canary import Canary, calm
from .documents import Document, read_document
from .figures import Figure, figure, percentiles
from .intervals import Ratio, median_ratio, paired_ratio
from .live import goals
from .machine import machine
from .steps import decide, requests
from .traces import Request

Role = Literal["caller", "planner"]
Ask = Callable[[Any], object]  # an open model; gives what it chose
Say = Callable[[str], None]


@dataclass
class Rounds:
    """Milliseconds by round and question; `songs` are the canary's, one a round."""

    a: list[list[float]] = field(default_factory=list)
    b: list[list[float]] = field(default_factory=list)
    songs: list[float] = field(default_factory=list)
    same: int = 0
    asked: int = 0
    interrupted: bool = False


def compare(
    a: str,
    b: str,
    *,
    role: Role = "caller",
    steps: int = 50,
    rounds: int = 10,
    path: Path | None = None,
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench compare`. a, b: two JSON documents, or two models' names or paths.

    Models are asked the same recorded steps (a Planner: goals) in turns, in one process. Ctrl-C ends it early
    and keeps the whole rounds. Raises ModelError, InputFileError, UsageError.
    """
    files = [Path(name) for name in (a, b) if name.endswith(".json")]
    if len(files) == 2:
        return compare_documents(*map(read_document, files))
    if files:
        raise UsageError("a model is not compared with a document", hint="Give two of the same kind.")
    if rounds < 2:
        raise UsageError("an interval needs two rounds at least")
    models = [find(name, own_models()) for name in (a, b)]
    with ExitStack() as stack:
        first, second = (stack.enter_context(_open(role, name)) for name in (a, b))
        found = take_turns(first, second, _questions(role, steps, path), rounds, say=say)
    return {
        "bench": "compare",
        "machine": machine(models),
        "figures": figures(found),
        "role": role,
        "a": models[0].name,
        "b": models[1].name,
        "interrupted": found.interrupted,
    }


def _open(role: Role, name: str) -> AbstractContextManager[Any]:
    return open_caller(name) if role == "caller" else open_planner(name)


def _questions(role: Role, steps: int, path: Path | None) -> list[Ask]:
    if role == "planner":
        catalogue = build_catalogue([tool.spec for tool in all_tools().values()], well_known())
        return [partial(_plan, goal, catalogue) for goal in goals()[:steps]]
    return [partial(_action, request) for request in requests(path, steps)]


def _plan(goal: str, catalogue: Catalogue, model: Planner) -> object:
    plan = model.plan(goal, catalogue)
    return plan.steps, plan.declined


def _action(request: Request, model: Caller) -> object:
    return decide(model, request).action


def take_turns(
    a: Any,
    b: Any,
    questions: Sequence[Ask],
    rounds: int,
    *,
    canary: Canary | None = None,
    say: Say = lambda line: None,
) -> Rounds:
    """Every question to both, again and again; who goes first changes from question to question."""
    found, bird = Rounds(), canary or Canary()
    for ask in questions:  # warms both up, and tells whether they agree
        found.same += ask(a) == ask(b)
        found.asked += 1
    try:
        for number in range(rounds):
            song = bird.sing()
            times: tuple[list[float], list[float]] = ([], [])
            for place, ask in enumerate(questions):
                for which in (0, 1) if (number + place) % 2 == 0 else (1, 0):
                    started = time.perf_counter()
                    ask((a, b)[which])
                    times[which].append((time.perf_counter() - started) * 1000)
            found.songs.append(max(song, bird.sing()))
            found.a.append(times[0])
            found.b.append(times[1])
            say(f"round {number + 1} of {rounds}: A {median(times[0]):.2f} ms, B {median(times[1]):.2f} ms")
    except KeyboardInterrupt:
        found.interrupted = True
    return found


def figures(found: Rounds) -> list[Figure]:
    """B over A from the calm rounds; the others are dropped, and counted."""
    kept = [i for i, quiet in enumerate(calm(found.songs)) if quiet]
    a, b = ([ms for i in kept for ms in side[i]] for side in (found.a, found.b))
    ratio = paired_ratio([found.a[i] for i in kept], [found.b[i] for i in kept])
    return [
        *percentiles("A", a),
        *percentiles("B", b),
        *ratio_figures("B over A", ratio, len(a)),
        figure("same answer", found.same / found.asked if found.asked else None, "share", found.asked),
        figure("rounds kept", len(kept), "rounds", len(found.songs)),
        figure("rounds dropped for noise", len(found.songs) - len(kept), "rounds", len(found.songs)),
    ]


def ratio_figures(name: str, ratio: Ratio | None, n: int) -> list[Figure]:
    """A ratio and the two ends of its 95 % interval."""
    ends = (None, None, None) if ratio is None else ratio
    names = (name, f"{name}, lower end", f"{name}, upper end")
    return [figure(said, value, "ratio", n) for said, value in zip(names, ends, strict=True)]


def compare_documents(a: Document, b: Document) -> dict[str, Any]:
    """What two measurements of the same bench differ in. With their samples, ratios have an interval."""
    found: list[Figure] = []
    for name in a.samples:
        if name in b.samples:
            ratio = median_ratio(a.samples[name], b.samples[name])
            found += ratio_figures(
                f"{name}, B over A", ratio, min(len(a.samples[name]), len(b.samples[name]))
            )
    others = {figure.name: figure for figure in b.figures}
    for one in a.figures:
        other = others.get(one.name)
        if other and one.unit == other.unit and one.value and other.value is not None:
            found.append(
                figure(f"{one.name}, B over A", other.value / one.value, "ratio", min(one.n, other.n))
            )
    if not found:
        raise UsageError(f"{a.path} and {b.path} have no figure in common", hint="Compare two of one bench.")
    return {
        "bench": "compare",
        "machine": machine(()),
        "figures": found,
        "a": {"file": a.path.name, "machine": a.machine},
        "b": {"file": b.path.name, "machine": b.machine},
        "same_machine": all(a.machine.get(k) == b.machine.get(k) for k in ("cpu", "cores", "os")),
    }
