"""Recorded steps: what a Caller was asked, on real screens, so that models can be asked it again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from edgelam.core.action import Choice
from edgelam.core.contracts import Caller
from edgelam.core.errors import InputFileError, UsageError
from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.train.caller_eval import legal_of
from edgelam.train.episodes import generate_episodes
from edgelam.train.examples import caller_steps

from .traces import Request, is_trace, recorded_requests


def requests(path: Path | None = None, n: int = 200, *, seed: int = 0) -> list[Request]:
    """`n` recorded steps, evenly taken; fewer where there are fewer.

    path: a trace or a folder of traces, or caller steps (JSON lines, see the README). None: episodes on the
    virtual phone, the same for every run with this seed. Raises InputFileError, UsageError.
    """
    if n < 1:
        raise UsageError("nothing is measured without steps")
    if path is None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "steps.jsonl"
            generate_episodes(file, seed, n)
            found = _of_examples(file)
    elif path.is_dir() or is_trace(path):
        found = recorded_requests(path)
    else:
        found = _of_examples(path)
    if not found:
        raise InputFileError(f"{path} holds no step of a Caller")
    return [found[i * len(found) // n] for i in range(n)] if len(found) > n else found


def _of_examples(path: Path) -> list[Request]:
    return [
        Request(
            Step(id="1", do=example.do, app_label=example.app, slots=example.slots),
            Screen(elements=example.elements),
            example.history,
            tuple(legal),
        )
        for example in caller_steps(path)
        if (legal := legal_of(example))
    ]


def decide(caller: Caller, request: Request) -> Choice:
    """What the Caller makes of it. Raises ModelError."""
    return caller.choose(request.step, request.screen, request.history, request.legal)
