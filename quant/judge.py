"""Models at work on the same inputs, taking turns: decisions, milliseconds and memory of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from bench.figures import percentile
from edgelam.core.errors import ModelError

from .decisions import Decision
from .quantise import search_path
from .samples import Samples

Told = Callable[[int, int], None]  # inputs done, inputs in all


@dataclass(frozen=True)
class Work:
    """What a model decided and what it cost. Times without the first few, which warm the engine up."""

    decisions: tuple[Decision, ...]
    p50_ms: float | None
    p95_ms: float | None
    peak: int | None  # bytes resident, of a process with this model alone
    anonymous: int | None  # of which not backed by the file, at the end
    before: int | None  # bytes before the model was opened


class Worker:
    """A process with one open model. Raises ModelError when it cannot be opened or breaks down."""

    def __init__(self, model: Path, inputs: Samples, home: Path) -> None:
        """home: where the process keeps states of prefixes and the like."""
        self._model = model
        self._process = subprocess.Popen(
            [sys.executable, "-m", "quant.judge_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # a Ctrl-C at the terminal is for us, and we end it
            env={
                **os.environ,
                "PYTHONPATH": search_path(),
                "EDGELAM_HOME": str(home),
                "OPENBLAS_NUM_THREADS": os.environ.get("OPENBLAS_NUM_THREADS", "1"),
            },
        )
        order = {"role": inputs.role, "model": str(model.resolve()), "inputs": str(inputs.path.resolve())}
        try:
            self.before = int(self._ask(json.dumps(order))["ready"])
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()

    def decide(self, number: int) -> Decision:
        """On the input of that number."""
        return Decision.of(self._ask(str(number)))

    def memory(self) -> dict[str, int]:
        """Bytes: peak, anonymous, file; empty where the system does not tell."""
        found: dict[str, int] = self._ask("memory")["memory"]
        return found

    def _ask(self, line: str) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            code = self._process.wait()
            raise ModelError(f"{self._model}: its engine broke down (the process ended with {code})")
        found: dict[str, Any] = json.loads(answer)
        if "error" in found:
            raise ModelError(found["error"], hint=found["hint"])
        return found


def work(models: Sequence[Path], inputs: Samples, *, told: Told = lambda done, of: None) -> list[Work]:
    """Every model on every input; input by input they take turns, each first once in a while, so that what
    else the machine does falls on all alike. Raises ModelError, InputFileError.
    """
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="edgelam-quant-")))
        workers = [
            stack.enter_context(Worker(model, inputs, home / str(place)))
            for place, model in enumerate(models)
        ]
        found: list[list[Decision]] = [[] for _ in workers]
        for number in range(inputs.n):
            for turn in range(len(workers)):
                place = (number + turn) % len(workers)
                found[place].append(workers[place].decide(number))
            told(number + 1, inputs.n)
        return [_work(w.memory(), w.before, d) for w, d in zip(workers, found, strict=True)]


def _work(memory: dict[str, int], before: int, decisions: Sequence[Decision]) -> Work:
    warm = [decision.ms for decision in decisions[min(3, len(decisions) - 1) :]]
    return Work(
        decisions=tuple(decisions),
        p50_ms=percentile(warm, 0.5),
        p95_ms=percentile(warm, 0.95),
        peak=memory.get("peak"),
        anonymous=memory.get("anonymous"),
        before=before or None,
    )
