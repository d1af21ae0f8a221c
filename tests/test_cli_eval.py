"""`edgelam eval`, `train` and `bench`: their documents, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import Edgelam, assert_two_lines, edgelam

__all__ = ["edgelam"]

STEP = {
    "id": "made_1", "source": "test", "app": "notes",
    "goal": "delete the note", "history": ["open app notes"],
    "elements": [
        {"id": 1, "role": "button", "text": "Delete", "desc": "", "rid": "", "checked": None, "bounds": None},
        {"id": 2, "role": "button", "text": "Share", "desc": "", "rid": "", "checked": None, "bounds": None},
    ],
    "gold": {"action": "tap", "target": 1, "text": None},
}  # fmt: skip
UTTERANCE = {
    "id": "1", "source": "test", "text": "wake me at six", "intent": "alarm_set", "coarse": "alarm",
    "slots": [{"type": "time", "text": "six"}],
}  # fmt: skip
PROMISED = {
    "n", "action_accuracy", "action_accuracy_no_done", "element_accuracy", "done_accuracy",
    "p50_ms", "p95_ms", "machine", "figures",
}  # fmt: skip


def lines(path: Path, *rows: object) -> str:
    """A JSON lines file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_steps_are_packed_for_training_elsewhere(edgelam: Edgelam, tmp_path: Path) -> None:
    steps, packed = lines(tmp_path / "steps.jsonl", STEP), tmp_path / "steps.npz"
    ended = edgelam("train", "pack", steps, str(packed), "--json")
    assert ended.code == 0 and ended.json["rows"] >= 1
    assert packed.stat().st_size < 10_000
    assert_two_lines(edgelam("train", "pack", steps, str(tmp_path / "steps.txt")), 2)


def test_a_caller_is_scored_on_steps(edgelam: Edgelam, tmp_path: Path) -> None:
    ended = edgelam("eval", "caller", lines(tmp_path / "steps.jsonl", STEP), "--json")
    assert ended.code == 0
    assert set(ended.json) >= PROMISED
    assert ended.json["n"] == 1
    assert set(ended.json["figures"][0]) == {"name", "value", "unit", "n", "target", "holds"}
    assert "caller" in ended.json["machine"]["models"]


def test_a_planner_is_scored_on_utterances(edgelam: Edgelam, tmp_path: Path) -> None:
    ended = edgelam("eval", "planner", lines(tmp_path / "said.jsonl", UTTERANCE), "--json")
    assert (ended.code, ended.json["n"]) == (0, 1)
    assert "planner" in ended.json["machine"]["models"]


@pytest.mark.parametrize("role", ["caller", "planner", "map"])
def test_files_that_hold_something_else(edgelam: Edgelam, tmp_path: Path, role: str) -> None:
    garbage = tmp_path / "garbage.jsonl"
    garbage.write_bytes(b"\x80\x81 no json")
    for path in (str(tmp_path / "none.jsonl"), str(garbage), lines(tmp_path / "other.jsonl", {"a": 1})):
        assert_two_lines(edgelam("eval", role, path), 2)


@pytest.mark.device
def test_tasks_are_judged_by_the_phone_with_and_without_faults(edgelam: Edgelam) -> None:
    others = ["--faults", "--random", "--expert"]
    ended = edgelam("eval", "tasks", "--only", "clock-alarm-set", *others, "--json")
    assert (ended.code, ended.json["n"], ended.json["faulty"]["n"]) == (0, 1, 1)
    assert {"machine", "figures", "success", "false_done", "by_level", "causes"} <= set(ended.json)
    assert ended.json["baselines"]["draws any legal action"]["n"] == 1
    assert ended.json["baselines"]["knows the task, in the Caller's place"]["hits"] == 1


@pytest.mark.device
def test_results_pictures_and_a_page_are_kept_and_not_made_twice(edgelam: Edgelam, tmp_path: Path) -> None:
    words = ["eval", "tasks", "--suite", "clock", "--only", "clock-st", "--jobs", "2", "--json"]
    words += ["--out", str(tmp_path / "run")]
    first = edgelam(*words)
    assert first.code == 0
    assert (tmp_path / "run" / "report.html").stat().st_size > 1000
    assert list((tmp_path / "run" / "pictures").glob("*.webp"))
    written = (tmp_path / "run" / "results.jsonl").read_text(encoding="utf-8")
    assert len(written.splitlines()) == first.json["n"] == 2
    again = edgelam(*words)
    assert again.json["success"] == first.json["success"]
    assert (tmp_path / "run" / "results.jsonl").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    "words",
    [["--suite", "no-such-suite"], ["--skins", "99"], ["--skins", "none"], ["--only", "no-such-task"]],
)
def test_tasks_that_are_not_there(edgelam: Edgelam, words: list[str]) -> None:
    assert_two_lines(edgelam("eval", "tasks", *words), 2)


def test_training_data_come_from_the_virtual_phone(edgelam: Edgelam, tmp_path: Path) -> None:
    out = tmp_path / "new" / "steps.jsonl"
    ended = edgelam("train", "data", "--rows", "3", "--out", str(out), "--json")
    assert (ended.code, ended.json["rows"]) == (0, 3)
    assert all(json.loads(line)["gold"] for line in out.read_text(encoding="utf-8").splitlines())


def test_training_names_what_it_lacks(edgelam: Edgelam, tmp_path: Path) -> None:
    for role in ("caller", "planner"):
        assert_two_lines(edgelam("train", role, "--data", str(tmp_path / "none")), 2)


def test_a_caller_reads_a_map_of_the_app(edgelam: Edgelam, tmp_path: Path) -> None:
    words = ["eval", "caller", lines(tmp_path / "steps.jsonl", STEP), "--map"]
    screens = lines(tmp_path / "screens.jsonl", {"app": "notes", "elements": STEP["elements"]})
    ended = edgelam(*words, screens, "--json")
    assert ended.json["n"] == 1
    assert "right elements whose hint alone names the goal" in [f["name"] for f in ended.json["figures"]]
    assert_two_lines(edgelam(*words, str(tmp_path / "none.jsonl")), 2)
