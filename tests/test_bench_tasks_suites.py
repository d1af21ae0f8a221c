"""Suites by name, and trials of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.tasks.catalogue import TASKS
from bench.tasks.suites import SKINS, app_of, tasks_of, trials
from device_drivers.virtual.skins import TESTING
from edgelam.core.errors import EdgelamError, InputFileError, UsageError


def test_suites_by_name() -> None:
    assert tasks_of("full") == list(TASKS.values())
    assert {app_of(task.name) for task in tasks_of("clock")} == {"clock"}
    assert {app_of(task.name) for task in tasks_of("daily")} >= {"clock"}


def test_a_file_names_tasks(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("# mine\nclock-timer\n\nclock-alarm-set\nclock-timer\n", encoding="utf-8")
    assert [task.name for task in tasks_of(str(path))] == ["clock-timer", "clock-alarm-set"]


@pytest.mark.parametrize("text", ["", "clock-timer\nno-such-task\n"])
def test_files_that_name_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputFileError):
        tasks_of(str(path))


def test_a_suite_that_is_not_there() -> None:
    with pytest.raises(EdgelamError) as caught:
        tasks_of("no-such-suite")
    assert isinstance(caught.value, UsageError)
    assert "clock" in (caught.value.hint or "")


def test_trials_take_every_seed_and_skin_and_rare_words_in_turn() -> None:
    made = trials(tasks_of("clock")[:2], 2, ("plain", "ember"))
    assert len({trial.key for trial in made}) == len(made) == 8
    for trial in made:
        other = next(t for t in made if (t.task, t.skin) == (trial.task, trial.skin) and t.seed != trial.seed)
        assert trial.words != other.words


def test_the_skins_of_an_evaluation_are_not_trained_on() -> None:
    assert set(SKINS[1:]) <= set(TESTING)
