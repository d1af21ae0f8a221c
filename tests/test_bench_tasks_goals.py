"""bench.tasks.goals: what the Planner may learn of the tasks, and nothing that is kept for tests."""

from __future__ import annotations

import json
from pathlib import Path

from bench.tasks.catalogue import TASKS
from bench.tasks.episodes import FIRST_SEED
from bench.tasks.goals import goal_rows, write_goals
from bench.tasks.task import Trial, stage
from edgelam.planner.known_apps import KNOWN
from edgelam.tools import all_tools
from edgelam.train.planner_goals import UNKNOWN


def test_goals_are_those_of_training_seeds_in_words_of_training(tmp_path: Path) -> None:
    rows = list(goal_rows(seeds=1))
    said = {row["task"]: row["goal"] for row in rows}
    for name in ("notes-new", "clock-alarm-set", "bank-balance"):
        assert said[name] == stage(TASKS[name], Trial(name, FIRST_SEED, "plain", "training")).goal
    assert len({row["goal"] for row in rows}) == len(rows) > 400
    assert write_goals(tmp_path / "goals.jsonl", seeds=1) == len(rows)
    lines = (tmp_path / "goals.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows


def test_apps_tools_and_spans_are_real() -> None:
    kinds, tools = {what for _, what in KNOWN.values()}, all_tools()
    for row in goal_rows(seeds=2):
        assert (row["kind"] is None) == (row["app"] is None)
        assert row["kind"] is None or row["kind"] in kinds
        assert row["tool"] in (None, UNKNOWN) or row["tool"] in tools
        for param, start, end in row["spans"] or ():
            assert param in {p.name for p in tools[row["tool"]].spec.params}
            assert 0 <= start < end <= len(row["goal"])


def test_what_no_phone_does_is_not_taught_as_something_an_app_here_does() -> None:
    assert all(row["app"] == "" for row in goal_rows(seeds=1) if TASKS[row["task"]].kind == "impossible")
