"""Processes of their own: a whole `edgelam run` watched from outside, and a model's first decision."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from edgelam.core.errors import ConfigError

from .environment import environment
from .process import Memory, memory
from .traces import Request

_EVERY = 0.02  # seconds between two readings of a child's memory
_ENDINGS = (0, 1, 4)  # of a run: done, failed, refused; all of them ran


@dataclass(frozen=True)
class Watched:
    """A run in a process of its own. first_act_s: from its start until the first act was done, if one was."""

    first_act_s: float | None
    seconds: float
    outcome: str
    memory: Memory  # where it was largest; empty where the kernel does not tell


def watch_run(words: Sequence[str]) -> Watched:
    """Run `edgelam run` with these words. Raises ConfigError when it does not come to a run."""
    started = time.perf_counter()
    first, outcome = None, ""
    with _process(["-m", "edgelam", "run", *words, "--json"]) as child:
        peak = _Peak(child.pid)
        assert child.stdout is not None
        for line in child.stdout:
            with suppress(ValueError):
                event = json.loads(line)
                if event.get("kind") == "performed" and first is None:
                    first = time.perf_counter() - started
                outcome = event.get("outcome") or event.get("error") or outcome
        largest = peak.stop()
        code = child.wait()
    if code not in _ENDINGS:
        raise ConfigError(f"a run in a process of its own ended with {code}: {outcome or 'nothing said'}")
    return Watched(first, time.perf_counter() - started, outcome, largest)


@dataclass(frozen=True)
class Cold:
    """The first decision of a fresh process, milliseconds. process: from its start, everything included."""

    process: float
    open: float
    first: float
    second: float
    memory: Memory


def first_decision(role: str, model: str, question: Request | str) -> Cold:
    """Open a model in a fresh process and ask it twice. question: a step for a Caller, a goal for a Planner.

    Raises ConfigError when the process fails.
    """
    asked: Any = question
    if isinstance(question, Request):
        step, screen, history, legal = question
        asked = {
            "step": step.model_dump(mode="json"),
            "screen": screen.model_dump(mode="json"),
            "history": list(history),
            "legal": [action.model_dump(mode="json") for action in legal],
        }
    started = time.perf_counter()
    with _process(["-m", "bench.cold"]) as child:
        said, _ = child.communicate(json.dumps({"role": role, "model": model, "question": asked}))
    passed = (time.perf_counter() - started) * 1000
    try:
        found = json.loads(said)
        held = Memory(**found["memory"])
        return Cold(passed - found["after"], found["open"], found["first"], found["second"], held)
    except (ValueError, KeyError, TypeError):
        raise ConfigError(f"the first decision in a fresh process failed (exit {child.returncode})") from None


@contextmanager
def _process(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    """This Python with this edgelam; it does not outlive the block."""
    child = subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


class _Peak:
    """Reads a process's memory again and again until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._largest = Memory()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory of a child", daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while True:
            now = memory(self._pid)
            if now.peak is not None:
                before = self._largest
                larger = now if (now.total or 0) >= (before.total or 0) else before
                self._largest = Memory(larger.anonymous, larger.file, max(now.peak, before.peak or 0))
            if self._ended.wait(_EVERY):
                return

    def stop(self) -> Memory:
        self._ended.set()
        self._thread.join()
        return self._largest
