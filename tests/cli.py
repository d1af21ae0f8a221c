"""The command line as a program: in this process, or in one of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from edgelam.cli.app import main

ROOT = Path(__file__).parent.parent


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


Edgelam = Callable[..., Ended]


@pytest.fixture
def edgelam(capsys: pytest.CaptureFixture[str]) -> Edgelam:
    """Run a command in this process."""

    def run(*words: str) -> Ended:
        kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        capsys.readouterr()
        try:
            with pytest.raises(SystemExit) as ending:
                main(list(words))
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)
        said = capsys.readouterr()
        return Ended(int(ending.value.code or 0), said.out, said.err)

    return run


def spawn(*words: str, environment: Mapping[str, str] | None = None, timeout: float = 60) -> Ended:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "edgelam", *words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def assert_two_lines(ended: Ended, code: int) -> None:
    """One clear line, a hint, the exit code, and no traceback."""
    lines = ended.err.splitlines()
    assert (ended.code, ended.out) == (code, ""), ended
    assert len(lines) == 2 and lines[0].startswith("edgelam: ") and lines[1].startswith("  "), ended.err
    assert "Traceback" not in ended.err
