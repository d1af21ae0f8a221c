"""edgelam.planner.evaluate: the metrics, on files small enough to count by hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from edgelam.core.errors import GoalError, InputFileError
from edgelam.planner.evaluate import evaluate_planner, human, label_universe, matched
from edgelam.planner.layout import ToolText


class Scripted:
    """Chooses the tool whose name's first word stands in the text; splits at `then`."""

    def choose(self, text: str, tools: Sequence[ToolText]) -> tuple[int | None, list[tuple[str, str]]]:
        if text == "too long":
            raise GoalError("too long")
        found = [i for i, tool in enumerate(tools) if tool.text.split()[0] in text]
        return (found[0], [("date", text.split()[-1])]) if found else (None, [])

    def split(self, goal: str) -> list[str]:
        return goal.split(" then ")

    def extract(self, text: str) -> list[str]:
        return text.split(". ")


def write(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    text = "\n".join(json.dumps(row) for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def values(found: dict[str, Any]) -> dict[str, float]:
    return {figure["name"]: figure["value"] for figure in found["figures"]}


def utterance(text: str, intent: str, slots: list[dict[str, str]], coarse: str = "x") -> dict[str, Any]:
    return {"id": text, "source": "slurp", "text": text, "intent": intent, "coarse": coarse, "slots": slots}


def test_utterances(tmp_path: Path) -> None:
    rows = [
        utterance("alarm for friday", "alarm_set", [{"type": "date", "text": "Friday"}]),
        utterance("weather on monday", "weather_get", [{"type": "date", "text": "monday"}], "y"),
        utterance("sing", "alarm_set", []),
        utterance("too long", "alarm_set", []),
    ]
    found = evaluate_planner(write(tmp_path / "dev.jsonl", rows), Scripted())
    assert found["n"] == 4 and found["p50_ms"] <= found["p95_ms"]
    assert values(found)["intent_accuracy_all"] == 50.0
    assert values(found)["coarse_accuracy_slurp"] == 50.0
    assert values(found)["slot_f1_slurp"] == 100.0


def test_labels_that_training_rows_lack_cannot_be_chosen(tmp_path: Path) -> None:
    rows = [utterance("alarm for friday", "alarm_set", []), utterance("go west", "go", [])]
    path = write(tmp_path / "dev.jsonl", rows)
    assert values(evaluate_planner(path, Scripted()))["intent_accuracy_all"] == 100.0
    write(tmp_path / "phone_train.jsonl.gz", rows[:1])
    assert values(evaluate_planner(path, Scripted()))["intent_accuracy_all"] == 50.0


def test_plans(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "source": "androidcontrol", "goal": "Tap A then tap B", "steps": ["tap a", "Tap B."]},
        {"id": "2", "source": "androidcontrol", "goal": "one then two", "steps": ["one"]},
    ]
    found = values(evaluate_planner(write(tmp_path / "plans.jsonl.gz", rows), Scripted()))
    assert found.pop("step_f1_of_copying") == 0.0
    assert found.pop("wrong: a step too many") == 1
    assert found == {"plan_exact": 50.0, "step_f1": pytest.approx(85.71)}


def test_plans_are_scored_beside_copying_the_goal(tmp_path: Path) -> None:
    rows = [{"id": "1", "source": "androidcontrol", "goal": "tap A then B", "steps": ["tap a then b"]}]
    found = values(evaluate_planner(write(tmp_path / "plans.jsonl", rows), Scripted()))
    assert found["step_f1_of_copying"] == 100.0 and found["step_f1"] == 0.0


def test_instruction_texts_tell_what_was_held_out(tmp_path: Path) -> None:
    rows = [
        {"id": str(i), "source": "androidhowto", "text": "tap a. tap b", "steps": ["tap a", "tap b"]}
        for i in range(60)
    ]
    found = evaluate_planner(write(tmp_path / "howto.jsonl", rows), Scripted())
    sizes = {figure["name"]: figure["n"] for figure in found["figures"]}
    assert 0 < sizes["plan_exact_held_out"] < sizes["plan_exact_all"] == 60


def test_a_step_matches_once() -> None:
    assert matched(["open the app", "open the app"], ["open the app"]) == 1
    assert matched(["tap settings icon now please"], ["tap settings"]) == 0


def test_labels_are_read_as_words() -> None:
    assert [human(n) for n in ("GET_WEATHER", "HassTurnOn", "alarm_set", "BuyBusTicket")] == [
        "get weather",
        "turn on",
        "alarm set",
        "buy bus ticket",
    ]
    rows = [{"intent": "a_b", "slots": [{"type": "x_y"}]}, {"intent": "a_b", "slots": [{"type": "z"}]}]
    assert label_universe(rows) == {"a_b": ToolText("a b", ("x y", "z"))}


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "{", "\x00"])
def test_what_is_no_such_file_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(InputFileError):
        evaluate_planner(path, Scripted())
    with pytest.raises(InputFileError):
        evaluate_planner(tmp_path / "missing.jsonl", Scripted())
