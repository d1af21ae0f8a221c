"""Every task: worded in many ways, drawn whole, done by the expert, and not by less than that."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from bench.tasks.catalogue import TASKS
from bench.tasks.judges import harm
from bench.tasks.oracle import play, prove_all
from bench.tasks.suites import app_of
from bench.tasks.task import LEVELS, Trial, stage
from bench.tasks.taught import taught
from bench.tasks.wordings import wordings

NAMES = sorted(TASKS)


def said(grammars: tuple[str, ...]) -> set[str]:
    return {way.casefold() for grammar in grammars for way in wordings(grammar)}


@pytest.mark.parametrize("name", NAMES)
def test_there_are_many_ways_to_say_it_and_some_that_only_tests_hear(name: str) -> None:
    task = TASKS[name]
    common, rare = said((*task.goals, *taught(name))), said(task.rare)
    assert len(common) >= 6
    assert len(rare) >= 2
    assert not common & rare


@pytest.mark.parametrize("name", NAMES)
def test_every_wording_can_be_filled_in(name: str) -> None:
    task = TASKS[name]
    for seed in range(3):
        params = stage(task, Trial(name, seed, "plain")).params
        for way in said((*task.goals, *task.rare, *taught(name))):
            assert "{" not in way.format(**{key.casefold(): value for key, value in params.items()})


@pytest.mark.device
def test_the_expert_does_it_and_the_judge_tells() -> None:
    deeds = list(prove_all(NAMES, 1, ("plain",), jobs=os.cpu_count() or 1))
    assert len(deeds) == len(NAMES)
    assert [(deed.key, deed.wrong) for deed in deeds if deed.wrong] == []


@pytest.mark.device
def test_a_course_cut_short_is_refused_for_what_is_missing() -> None:
    task, trial = TASKS["messages-open"], Trial("messages-open", 0, "plain")
    short = play(task, trial, stage(task, trial), 1)
    assert harm(task.judge, short.after, short.before) == []
    assert not task.judge.check(short.after, short.before)


def test_the_catalogue_is_wide() -> None:
    assert len(TASKS) >= 260
    assert {task.level for task in TASKS.values()} == set(LEVELS)
    kinds = Counter(task.kind for task in TASKS.values())
    assert min(kinds[kind] for kind in ("ask", "impossible", "already", "risky")) >= 8
    assert len({app_of(name) for name in TASKS}) >= 24
