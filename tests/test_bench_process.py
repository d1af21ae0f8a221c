"""What the kernel says of processes, and children watched from outside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.child import first_decision, watch_run
from bench.process import Memory, Ticks, drop_from_cache, forget_peak, memory, ticks
from bench.steps import requests
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.errors import ConfigError

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@linux
def test_memory_is_told_by_kind() -> None:
    held = memory()
    assert held.anonymous and held.file and held.peak
    assert held.total == held.anonymous + held.file
    assert held.peak >= held.total * 0.9
    if forget_peak():
        block = bytearray(64 << 20)
        grown = memory().peak
        del block
        assert grown is not None and grown >= held.total


def test_a_process_that_is_not_there_has_no_memory() -> None:
    assert memory(2**22 + 1) == Memory()


def test_stolen_time_is_a_share() -> None:
    assert Ticks(200, 30).stolen_since(Ticks(100, 10)) == pytest.approx(0.2)
    assert Ticks(100, 10).stolen_since(Ticks(100, 10)) is None
    now = ticks()
    assert now is None or 0 <= now.stolen <= now.total


def test_files_that_are_not_there_are_no_reason_to_fail(tmp_path: Path) -> None:
    drop_from_cache([tmp_path / "none"])


@pytest.mark.device
def test_a_whole_run_is_watched_from_outside() -> None:
    with Server(Phone()) as server:
        import device_drivers

        with device_drivers.connected(server.serial):
            run = watch_run(["Set a timer for 12 minutes", "--device", server.serial, "--approve", "never"])
    assert run.outcome == "done"
    assert run.first_act_s is not None and 0 < run.first_act_s < run.seconds
    assert run.memory.peak is None or run.memory.peak > 20e6


@pytest.mark.device
def test_a_run_that_cannot_begin_is_told() -> None:
    with pytest.raises(ConfigError, match="no model"):
        watch_run(["Turn on Wi-Fi", "--device", "virtual", "--caller", "./none.gguf"])
    with pytest.raises(ConfigError):
        first_decision("planner", "./none.gguf", "Turn on Wi-Fi")


@pytest.mark.device
def test_the_first_decision_of_a_fresh_process() -> None:
    cold = first_decision("caller", "", requests(n=1)[0])
    assert 0 < cold.open < cold.process and 0 < cold.first < cold.process
