"""Episodes of the expert as rows to learn from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.tasks.catalogue import TASKS
from bench.tasks.episodes import write_episodes
from bench.tasks.wordings import wordings
from device_drivers.virtual.skins import TESTING, TRAINING

pytestmark = pytest.mark.device


def test_an_episode_is_rows_from_the_first_act_to_done(tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    made = write_episodes(out, 3, 40, names=["clock-alarm-label"])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert made.rows == len(rows) == 40
    assert all(row["skin"] in TRAINING or row["skin"].startswith("random:") for row in rows)
    assert rows[0]["gold"]["action"] == "open_app"
    assert rows[0]["history"] == []
    ends = [row for row in rows if row["gold"]["action"] == "done"]
    assert ends
    assert ends[0]["history"][0] == "open app clock"
    assert len(ends[0]["history"]) == rows.index(ends[0])  # everything before it, and nothing of another
    typed = [row for row in rows if row["gold"]["action"] == "type"]
    assert typed
    assert all(row["gold"]["text"] in row["goal"] or "slot" in row["gold"] for row in typed)
    assert all(row["gold"]["target"] in {e["id"] for e in row["elements"]} for row in typed)


def test_the_same_arguments_write_the_same_rows(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl")]
    for path in paths:
        write_episodes(path, 1, 6, names=["clock-stopwatch"])
    first, second = (path.read_text(encoding="utf-8").splitlines()[:2] for path in paths)
    assert [json.loads(line)["goal"] for line in first] == [json.loads(line)["goal"] for line in second]


def test_what_is_held_out_has_the_looks_and_words_of_tests(tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    write_episodes(out, 1, 8, names=["clock-stopwatch"], held_out=True)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["skin"] for row in rows} <= set(TESTING)
    said = {wording for grammar in TASKS["clock-stopwatch"].rare for wording in wordings(grammar)}
    assert {row["goal"] for row in rows} <= said
