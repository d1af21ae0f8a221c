"""Lessons from made-up apps: repeatable, and every answer can be given."""

from __future__ import annotations

from collections import Counter

import pytest

from edgelam.train.examples import Example
from edgelam.train.flows import Pool, episodes
from edgelam.train.lessons import LESSONS

LABELS = [
    "Wi-Fi",
    "Volume",
    "Weather",
    "Sounds",
    "Updates",
    "Language",
    "Storage",
    "Keyboard",
    "Accounts",
    "Battery",
]
POOL = Pool(LABELS, ["buy milk", "team lunch", "room 12", "aunt emma"])


@pytest.fixture(scope="module")
def made() -> list[Example]:
    return episodes(1500, POOL, 3, LESSONS)


def test_the_same_seed_tells_the_same(made: list[Example]) -> None:
    assert episodes(50, POOL, 3, LESSONS) == made[:50]
    assert episodes(50, POOL, 4, LESSONS) != made[:50]


def test_the_right_answer_is_on_the_screen(made: list[Example]) -> None:
    for example in made:
        gold = example.gold
        refs = {element.ref for element in example.elements}
        assert gold.target in refs if gold.target is not None else gold.verb in example.choices, example


def test_what_is_typed_stands_in_the_goal(made: list[Example]) -> None:
    typed = [example for example in made if example.gold.verb == "type"]
    assert typed
    for example in typed:
        assert example.gold.text
        assert example.gold.text.lower() in example.do.lower()


def test_history_grows_along_an_episode(made: list[Example]) -> None:
    by_goal: dict[str, list[int]] = {}
    for example in made:
        by_goal.setdefault(example.do, []).append(len(example.history))
    assert all(
        lengths == sorted(lengths) for goal, lengths in by_goal.items() if len(set(lengths)) == len(lengths)
    )


def test_all_kinds_of_answers_come_up(made: list[Example]) -> None:
    verbs = Counter(example.gold.verb for example in made)
    assert {"tap", "type", "done", "back", "scroll_down"} <= set(verbs)
    assert 0.1 < verbs["done"] / len(made) < 0.4


def test_maps_tell_of_right_and_of_wrong_elements() -> None:
    made = [e for e in episodes(400, POOL, 3, LESSONS, mapped=1.0) if e.leads]
    right = [e.gold.target in e.leads for e in made]
    wrong = [any(ref != e.gold.target for ref in e.leads) for e in made]
    assert any(right)
    assert any(wrong)
    assert not any(e.leads for e in episodes(100, POOL, 3, LESSONS, mapped=0.0))
