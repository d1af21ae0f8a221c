"""`edgelam explore`: a map from a phone, from screens and from the record of a run."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli import ROOT, Edgelam, assert_two_lines, edgelam
from tests.test_cli_eval import STEP, lines
from tests.virtual_rig import Rig, adb_path, rig

__all__ = ["adb_path", "edgelam", "rig"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


def test_screens_make_a_map_of_each_app(edgelam: Edgelam, tmp_path: Path) -> None:
    screens = lines(tmp_path / "screens.jsonl", {"app": "notes", "elements": STEP["elements"]})
    ended = edgelam("explore", "--screens", screens, "--json")
    assert (ended.code, ended.json["package"], ended.json["screens"]) == (0, "notes", 1)
    assert Path(ended.json["file"]).is_file()


def test_exactly_one_source_is_named(edgelam: Edgelam, tmp_path: Path) -> None:
    assert_two_lines(edgelam("explore"), 2)
    assert_two_lines(edgelam("explore", "Clock", "--trace", str(tmp_path / "t.jsonl")), 2)
    assert_two_lines(edgelam("explore", "--trace", str(tmp_path / "none.jsonl")), 2)


@pytest.mark.device
def test_a_phone_is_explored_and_gone_on_with(edgelam: Edgelam, rig: Rig) -> None:
    words = ["explore", "Clock", "--device", rig.serial, "--json"]
    first = edgelam(*words, "--acts", "12")
    assert first.code == 0
    assert first.json["left"] > 0
    second = edgelam(*words, "--acts", "30")
    assert second.json["file"] == first.json["file"]
    assert second.json["screens"] > first.json["screens"]
    assert "screens" in second.err
    anew = edgelam(*words, "--acts", "5", "--again")
    assert anew.json["screens"] < second.json["screens"]


@pytest.mark.device
def test_an_unknown_app_is_refused(edgelam: Edgelam, rig: Rig) -> None:
    assert_two_lines(edgelam("explore", "No such app", "--device", rig.serial), 3)


@pytest.mark.device
def test_a_run_is_learnt_from_and_hears_its_map(edgelam: Edgelam, rig: Rig, tmp_path: Path) -> None:
    run = ["run", "Turn on Do Not Disturb", "--device", rig.serial, "--approve", "never", "--json"]
    edgelam(*run, "--trace", str(tmp_path))
    [trace] = tmp_path.glob("*.jsonl")
    ended = edgelam("explore", "--trace", str(trace))
    assert ended.code == 0
    edgelam("explore", "Settings", "--device", rig.serial, "--acts", "10")
    assert edgelam(*run).code in (0, 1)


@pytest.mark.device
def test_ctrl_c_keeps_what_was_learnt(rig: Rig, home: Path) -> None:
    words = [sys.executable, "-m", "edgelam", "explore", "Settings", "--device", rig.serial]
    running = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    for _ in range(4):
        running.stderr.readline()
    running.send_signal(signal.SIGINT)
    started = time.monotonic()
    assert running.wait(20) == 130
    assert time.monotonic() - started < 10
    running.stderr.close()
    [kept] = home.glob("maps/*/*.json")
    assert json.loads(kept.read_text(encoding="utf-8"))["places"]
