"""Every ending of a command: what is said, where, and with which exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import ROOT, Edgelam, assert_two_lines, edgelam, spawn

__all__ = ["edgelam"]

COMMANDS = (
    *("run", "plan", "screen", "act", "explore", "devices", "doctor"),
    *("phone", "eval", "models", "train", "bench", "quant"),
)


def test_help_lists_the_commands_and_nothing_that_is_not_there(edgelam: Edgelam) -> None:
    ended = edgelam("--help")
    listed = [line.split()[0] for line in ended.out.partition("Commands:")[2].splitlines() if line.strip()]
    assert ended.code == 0
    assert tuple(listed) == COMMANDS
    assert edgelam().out == ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(edgelam: Edgelam, command: str) -> None:
    ended = edgelam(command, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: edgelam {command}")


def test_version(edgelam: Edgelam) -> None:
    assert edgelam("--version").out == "edgelam 0.1.0\n"


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["run"],
        ["run", "goal", "--sideways"],
        ["run", "goal", "--approve", "maybe"],
        ["phone"],
        ["phone", "serve", "--port", "many"],
        ["phone", "serve", "--port", "70000"],
        ["eval", "tasks", "--seeds", "0"],
    ],
)
def test_wrong_usage_is_two_lines_and_2(edgelam: Edgelam, words: list[str]) -> None:
    assert_two_lines(edgelam(*words), 2)


@pytest.mark.parametrize("command", ["run", "plan"])
@pytest.mark.parametrize("goal", ["", "  \n ", "word " * 2000])
def test_a_goal_that_cannot_be_one(edgelam: Edgelam, command: str, goal: str) -> None:
    ended = edgelam(command, goal)
    assert_two_lines(ended, 2)
    assert len(ended.err) < 400


def test_with_json_an_error_is_one_document(edgelam: Edgelam) -> None:
    ended = edgelam("plan", "", "--json")
    assert ended.err == ""
    assert ended.json["error"] == "the goal is empty"
    assert ended.json["exit_code"] == ended.code == 2
    assert "run" in ended.json["hint"]


def test_json_after_two_dashes_is_part_of_the_goal(edgelam: Edgelam) -> None:
    assert_two_lines(edgelam("plan", "--bogus", "--", "--json"), 2)


@pytest.mark.device
def test_a_fault_of_ours_is_one_line_and_5_and_kept(tmp_path: Path) -> None:
    environment = {"EDGELAM_HOME": str(tmp_path), "COLUMNS": "80"}
    code = (
        "import edgelam.cli.devices as d, sys\n"
        "from edgelam.cli.app import main\n"
        "sys.modules['device_drivers'] = None\n"
        "main(['devices'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 5
    assert done.stderr.startswith("edgelam: internal error: ModuleNotFoundError")
    assert "Traceback" not in done.stderr
    assert "Traceback" in (tmp_path / "crash.log").read_text()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**environment, "EDGELAM_DEBUG": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "Traceback" in done.stderr


@pytest.mark.device
def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    command = f"set -o pipefail; {sys.executable} -m edgelam run --help | true"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.returncode in (0, 141)


@pytest.mark.device
def test_a_terminal_that_lacks_letters_gets_others() -> None:
    ended = spawn("plan", "", "--planner", "🎉", environment={"PYTHONIOENCODING": "ascii"})
    assert_two_lines(ended, 2)
    ended = spawn("models", "show", "🎉", environment={"PYTHONIOENCODING": "ascii"})
    assert_two_lines(ended, 2)


@pytest.mark.device
def test_it_is_a_module_too() -> None:
    assert spawn("--version").out == "edgelam 0.1.0\n"
