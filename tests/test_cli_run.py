"""`edgelam run` with the models that ship, on a virtual phone over the real ADB server."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

import device_drivers
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.run.trace import read_trace
from tests.cli import ROOT, Edgelam, assert_two_lines, edgelam, spawn

__all__ = ["edgelam"]

pytestmark = pytest.mark.device

ALARM = "Set an alarm for 7:30 tomorrow morning"
DEMO = "Set an alarm for 7:30 tomorrow morning and text Mom that I'll be ten minutes late"
FIXTURE = {"contacts": [{"name": "Mom", "phone": "5550001234"}]}


@pytest.fixture
def server() -> Iterator[Server]:
    """A phone on which Mom is known, connected to the ADB server."""
    with Server(Phone(fixture=FIXTURE)) as server, device_drivers.connected(server.serial):
        yield server


def terminal(*words: str) -> pexpect.spawn[str]:
    """A command in a terminal."""
    return pexpect.spawn(
        sys.executable, ["-m", "edgelam", *words], cwd=str(ROOT), encoding="utf-8", timeout=60, echo=False,
        dimensions=(40, 200),
    )  # fmt: skip


def test_the_demo_is_done_with_evidence_from_the_device() -> None:
    ended = spawn("run", DEMO, "--device", "virtual", "--approve", "never", timeout=120)
    assert ended.code == 0, ended
    lines = ended.out.splitlines()
    conclusion = lines[max(i for i, line in enumerate(lines) if line.startswith("done")) :]
    assert sum("✓" in line and "device" in line for line in conclusion) >= 2, ended.out


def test_json_is_the_events_and_nothing_else(edgelam: Edgelam, server: Server, tmp_path: Path) -> None:
    ended = edgelam("run", ALARM, "--device", server.serial, "--json", "--trace", str(tmp_path))
    assert (ended.code, ended.err) == (0, "")
    kinds = [json.loads(line)["kind"] for line in ended.out.splitlines()]
    assert kinds[-1] == "ended"
    assert {"planned", "permitted", "performed", "checked"} <= set(kinds)
    [trace] = tmp_path.glob("*.jsonl")
    assert [event.kind for event in read_trace(trace)] == kinds
    assert ended.out == trace.read_text(encoding="utf-8")
    again = edgelam("run", ALARM, "--driver", "replay", "--device", str(trace), "--json")
    assert json.loads(again.out.splitlines()[-1])["outcome"] == "done"


def test_a_dry_run_does_nothing(edgelam: Edgelam, server: Server) -> None:
    before = edgelam("screen", "--device", server.serial).out
    ended = edgelam("run", ALARM, "--device", server.serial, "--dry-run", "--json")
    kinds = {json.loads(line)["kind"] for line in ended.out.splitlines()}
    assert ended.code == 0
    assert "performed" not in kinds
    assert edgelam("screen", "--device", server.serial).out.splitlines()[1:] == before.splitlines()[1:]


def test_nobody_at_the_terminal_means_no(edgelam: Edgelam, server: Server) -> None:
    ended = edgelam("run", DEMO, "--device", server.serial)
    assert ended.code == 4, ended
    assert "refused" in ended.out


@pytest.mark.parametrize("answer, code", [("y", 0), ("n", 4), ("", 4)])
def test_the_person_is_asked_before_a_message_is_sent(server: Server, answer: str, code: int) -> None:
    run = terminal("run", DEMO, "--device", server.serial)
    run.expect(r"Allow: .*\[y/N\] ")
    run.sendline(answer)
    while run.expect([r"Allow: .*\[y/N\] ", pexpect.EOF]) == 0:
        run.sendline(answer)
    run.close()
    assert run.exitstatus == code


@pytest.mark.parametrize("after", [0.15, 0.4, 0.8, 1.2])
def test_ctrl_c_leaves_the_phone_usable_and_the_trace_readable(
    server: Server, tmp_path: Path, after: float
) -> None:
    run = terminal("run", DEMO, "--device", server.serial, "--approve", "never", "--trace", str(tmp_path))
    time.sleep(after)
    run.sendintr()
    run.expect(pexpect.EOF)
    said = str(run.before)
    run.close()
    assert "Traceback" not in said
    # Before it comes to our code the interpreter itself dies of the signal; a fast run is done already.
    assert run.exitstatus in (130, 0) or run.signalstatus == 2, said
    for trace in tmp_path.glob("*.jsonl"):
        read_trace(trace)
    assert spawn("screen", "--device", server.serial).code == 0


def test_a_phone_that_vanishes_in_the_middle_is_two_lines_and_3(server: Server) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "edgelam", "run", DEMO, "--device", server.serial, "--approve", "never"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stdout.readline().startswith("plan")
    server.close()
    _, err = run.communicate(timeout=90)
    assert (run.returncode, len(err.splitlines())) == (3, 2), err


@pytest.mark.parametrize(
    "goal", ["明日の朝七時に起こして", "Wecke mich morgen um sieben", "asdf qwer zxcv", "🎉🎉🎉"]
)
def test_a_goal_it_does_not_understand_is_declined(edgelam: Edgelam, server: Server, goal: str) -> None:
    ended = edgelam("run", goal, "--device", server.serial, "--approve", "never")
    assert ended.code in (1, 2, 4)
    assert "Traceback" not in ended.err


def test_a_trace_that_cannot_be_written(edgelam: Edgelam, server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = edgelam("run", ALARM, "--device", server.serial, "--trace", str(tmp_path / "file" / "below"))
    assert_two_lines(ended, 2)


def test_a_home_that_cannot_be_written_does_not_stop_a_run(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = spawn(
        "run", ALARM, "--device", server.serial, environment={"EDGELAM_HOME": str(tmp_path / "file")}
    )
    assert ended.code == 0, ended
