"""Memory of both models and of whole runs."""

from __future__ import annotations

import pytest

from bench.memory import memory
from bench.process import memory as resident
from edgelam.core.errors import UsageError
from tests.cli import spawn


@pytest.mark.device
def test_memory_is_read_after_every_step() -> None:
    # In a process of its own: here, what other tests have freed would be used again.
    found = spawn("bench", "memory", "--steps", "6", "--runs", "0", "--json").json
    told = {str(f["name"]): f for f in found["figures"]}
    assert told["models on disk"]["holds"] is True
    names = [row["after"] for row in found["series"]]
    assert names[:4] == ["before", "planner open", "first plan", "caller open"]
    assert names[4:-1] == [f"step {n}" for n in range(1, 7)]
    if resident().anonymous is not None:
        assert float(told["both models open and used, anonymous"]["value"] or 0) > 1e6
        assert told["anonymous, last step over first"]["n"] == 6


@pytest.mark.device
def test_whole_runs_are_measured_from_outside() -> None:
    told = {str(f["name"]): f for f in memory(steps=1, runs=1)["figures"]}
    assert told["process start to first act p50"]["n"] == 1
    if resident().anonymous is not None:
        assert told["run peak RSS"]["holds"] is True


def test_nothing_is_measured_without_steps() -> None:
    with pytest.raises(UsageError):
        memory(steps=0)
