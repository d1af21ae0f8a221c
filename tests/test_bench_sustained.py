"""Decisions for minutes: windows, drift, and what Ctrl-C keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bench.sustained import Window, figures, hold, sustained
from bench.traces import Request
from edgelam.core.action import Action, Choice, Tap
from edgelam.core.errors import UsageError
from edgelam.core.plan import Step
from edgelam.core.screen import Screen

ASKED = [Request(Step(id="1", do="x"), Screen(elements=()), (), (Tap(target=1),))]


class Tiring:
    """A Caller and its clock: every decision takes longer than the one before."""

    def __init__(self, stop_after: int = 1 << 30) -> None:
        self.time, self.cost, self.left = 0.0, 0.010, stop_after

    def now(self) -> float:
        return self.time

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        self.time += self.cost
        self.cost *= 1.0001
        return Choice(action=legal[0], probability=1, margin=1)


def by_name(found: Any) -> dict[str, Any]:
    return {str(f["name"]): f["value"] for f in found}


def test_a_machine_that_slows_down_is_told_by_the_minute() -> None:
    tired, said = Tiring(), []
    found = hold(tired, ASKED, 180, now=tired.now, say=said.append)
    assert len(found.windows) == 3 == len(said) and not found.interrupted
    told = by_name(figures(found))
    assert told["drift of p50, last minute"] > 0.1
    assert told["drift of p50, last minute"] == told["drift of p50, slowest minute"]
    assert told["sustained for"] == pytest.approx(3, abs=0.01)
    assert "minute 3:" in said[2] and "%" in said[2]


def test_ctrl_c_keeps_what_was_measured() -> None:
    tired = Tiring(stop_after=9000)
    found = hold(tired, ASKED, 600, now=tired.now)
    assert found.interrupted and len(found.windows) == 3
    assert sum(len(w.ms) for w in found.windows) == 9000 - 1  # the first, which warmed up
    assert all(w.seconds > 0 for w in found.windows)


def test_ctrl_c_before_anything_was_measured() -> None:
    found = hold(Tiring(stop_after=0), ASKED, 600)
    assert found.interrupted and by_name(figures(found))["sustained decision p50"] is None


def test_a_last_moment_is_no_minute() -> None:
    tired = Tiring()
    found = hold(tired, ASKED, 60.02, now=tired.now)
    assert len(found.windows) == 1
    assert Window().p50 is None


def test_the_document_of_the_shipped_caller() -> None:
    found = sustained(minutes=0.005, steps=3)
    json.dumps(found)
    assert found["caller"] == "caller" and found["minutes"][0]["n"] > 0
    with pytest.raises(UsageError):
        sustained(minutes=0)
