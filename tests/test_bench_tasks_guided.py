"""The runtime led by the expert: rows as the Caller meets them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench.tasks.baselines import OneStep
from bench.tasks.catalogue import TASKS
from bench.tasks.guided import guided_rows, whole_words
from bench.tasks.task import Trial
from edgelam.core.action import Action, Choice, Tap
from edgelam.core.plan import Step
from edgelam.core.screen import Screen

pytestmark = pytest.mark.device


class _Settings:
    """A Caller that would rather look into the settings of any app."""

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        found = next(e for e in screen.elements if e.label == "More options")
        return Choice(action=Tap(target=found.ref), probability=1.0, margin=1.0)


def test_rows_are_told_as_the_runtime_tells_them() -> None:
    trial = Trial("contacts-star", 5, "plain")
    rows = guided_rows(TASKS[trial.task], trial, OneStep(), None)
    assert [row["gold"]["action"] for row in rows] == ["tap", "tap", "done"]
    assert rows[0]["history"] == ["open app contacts"]
    assert len(rows[2]["history"]) == 3
    assert all(row["gold"]["target"] in row["legal"] for row in rows[:2])


def test_what_was_not_wanted_is_gone_back_from() -> None:
    trial = Trial("contacts-star", 5, "plain")
    rows = guided_rows(TASKS[trial.task], trial, OneStep(), _Settings(), stray=1.0)
    assert [row["gold"]["action"] for row in rows] == ["back", "back", "tap", "tap", "done"]
    assert rows[0]["history"][-1] == 'tap "More options"'


def test_a_text_is_told_in_whole_words() -> None:
    assert whole_words("City Galler", "show the city gallery") == "city gallery"
    assert whole_words("2", "from 7:20 to 2:05") == "2"
    assert whole_words("allery", "the city gallery") == ""
