"""How far a transfer is: a line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from edgelam.cli import transfer
from edgelam.cli.transfer import Meter


class Terminal(io.StringIO):
    """Takes what is written for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in s, as the meter reads it."""
    now = [0.0]
    monkeypatch.setattr(transfer.time, "monotonic", lambda: now[0])
    return now


def run(clock: list[float], seconds: float, first: int = 0) -> None:
    """Ten blocks of 10 MB, that many seconds apart."""
    with Meter("thing") as meter:
        meter(first, 100_000_000)
        for done in range(first + 10_000_000, 100_000_001, 10_000_000):
            clock[0] += seconds
            meter(done, 100_000_000)


def test_elsewhere_a_line_is_written_now_and_then(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    run(clock, 2.6)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert lines[0] == "thing: 20.0 of 100.0 MB, 20 %, 3.8 MB/s, 21 s left"


def test_what_is_quick_says_nothing(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    run(clock, 0.01)
    assert capsys.readouterr().err == ""


def test_going_on_is_said(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    run(clock, 0.01, first=30_000_000)
    assert capsys.readouterr().err == "thing: going on at 30.0 of 100.0 MB\n"


def test_on_a_terminal_one_line_moves(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run(clock, 0.5)
    said = terminal.getvalue()
    assert said.count("\r\x1b[K") == 10
    assert said.count("\n") == 1
    assert said.endswith("100.0 of 100.0 MB, 100 %, 20.0 MB/s\n")
