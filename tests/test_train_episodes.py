"""Training rows from the virtual phone: what they promise to a Caller that learns from them."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.skins import TESTING, TRAINING
from edgelam.train.episodes import generate_episodes
from edgelam.train.episodes.generate import FAMILIES
from edgelam.train.episodes.oracle import Expert, Slipped
from edgelam.train.episodes.scene import draw_fixture
from edgelam.train.episodes.sight import Lost
from edgelam.train.episodes.stage import Stage
from edgelam.train.episodes.values import spoken_length, spoken_time
from edgelam.train.episodes.wording import expand, readings, say

ROWS = 260


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """One small file of all families."""
    path = tmp_path_factory.mktemp("episodes") / "rows.jsonl.gz"
    generate_episodes(path, 5, ROWS)
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    generate_episodes(first, 3, 60)
    generate_episodes(second, 3, 60)
    assert first.read_bytes() == second.read_bytes()


def test_another_seed_makes_other_rows(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    generate_episodes(first, 1, 20)
    generate_episodes(second, 2, 20)
    assert first.read_text() != second.read_text()


def test_as_many_rows_as_asked_for_each_with_its_own_id(rows: list[dict[str, Any]]) -> None:
    assert len(rows) == ROWS
    assert len({row["id"] for row in rows}) == ROWS


def test_progress_and_report_tell_what_was_written(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = generate_episodes(
        tmp_path / "rows.jsonl", 4, 500, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(500, 500)]
    assert report.rows == 500 == sum(report.families.values()) == sum(report.verbs.values())


def test_no_family_dominates(tmp_path: Path) -> None:
    report = generate_episodes(tmp_path / "rows.jsonl", 6, 300, families=("contacts.", "notes."))
    assert max(report.families.values()) <= 300 * 4 // len(report.families) + 40
    assert all(name.startswith(("contacts.", "notes.")) for name in report.families)


def test_a_family_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing"):
        generate_episodes(tmp_path / "rows.jsonl", families=("nothing",))


def test_what_was_right_can_be_chosen(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        gold = row["gold"]
        if gold["target"] is None:
            assert gold["action"] in row["choices"], row["id"]
        else:
            assert gold["target"] in row["legal"], row["id"]
            assert gold["target"] in {element["id"] for element in row["elements"]}


def test_done_is_only_offered_when_something_was_done_or_nothing_is_to_do(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        untouched = not [phrase for phrase in row["history"] if not phrase.startswith("open app")]
        if untouched and row["gold"]["action"] != "done":
            assert "done" not in row["choices"] or row["history"] == []


def test_typed_text_is_a_slot_or_words_of_the_goal(rows: list[dict[str, Any]]) -> None:
    typed = [row for row in rows if row["gold"]["action"] == "type"]
    assert typed
    for row in typed:
        gold = row["gold"]
        values = {slot["name"]: slot["value"] for slot in row["slots"]}
        assert values[gold["slot"]] == gold["text"] if "slot" in gold else gold["text"] in row["goal"]


def test_slots_are_spelt_as_in_the_goal(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if not row["family"].endswith(".finish"):
            assert all(slot["value"] in row["goal"] for slot in row["slots"])


def test_the_rest_of_a_tool_call_carries_its_slots(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    generate_episodes(path, 2, 80, families=("messages.finish",))
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert any(slot["value"] not in row["goal"] for row in rows for slot in row["slots"])


def test_reserved_skins_are_for_tests_alone(rows: list[dict[str, Any]]) -> None:
    assert all(row["skin"] in TRAINING or row["skin"].startswith("random:") for row in rows)


def test_skins_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    generate_episodes(path, 1, 60, skins=TESTING)
    skins = {json.loads(line)["skin"] for line in path.read_text().splitlines()}
    assert skins <= set(TESTING)


_ANYWHERE = (("com.android.settings", "Settings"), ("com.android.notes", "Notes"))


def _attempts(name: str, skin: str) -> Iterator[Expert]:
    family = next(family for family in FAMILIES if family.name == name)
    for attempt in range(12):
        rng = random.Random(f"{name}:{attempt}")
        stage = Stage(attempt, skin, draw_fixture(rng))
        package, label = (family.package, family.label) if family.package else _ANYWHERE[attempt % 2]
        expert = Expert(stage, rng, package, label)
        try:
            replace(family).play(expert)
        except (Lost, Slipped):
            continue
        yield expert


@pytest.mark.parametrize(("place", "name"), list(enumerate(family.name for family in FAMILIES)))
def test_every_family_can_be_carried_out(place: int, name: str) -> None:
    skin = ("plain", "mosaic", "atlas")[place % 3]
    expert = next(_attempts(name, skin), None)
    assert expert is not None, f"{name} was never finished"
    assert expert.rows[-1]["gold"]["action"] in ("done", "give_up")


def test_the_apps_have_at_least_sixty_families() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES) >= 60
    assert len({family.package for family in FAMILIES if family.package}) == 6


def test_wordings_choose_between_alternatives() -> None:
    rng = random.Random(0)
    template = "(set|make) [me] an alarm (at|for) {time}"
    found = Counter(" ".join(expand(rng, template).split()) for _ in range(400))
    assert len(found) == readings(template) == 8


@pytest.mark.parametrize("template", ["(a|b", "a)", "[a", "a]"])
def test_unbalanced_wordings_are_refused(template: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        expand(random.Random(0), template)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    value=st.text("abcXYZ 019.,'", min_size=1, max_size=20).map(str.strip).filter(bool),
)
def test_a_goal_has_its_values_in_it(seed: int, value: str) -> None:
    said = say(
        random.Random(seed), ("send {text:q} to {who}",), {"text": value, "who": "Ana"}, "Messages", ("text",)
    )
    assert said.values["text"] in said.goal
    assert [slot.value for slot in said.slots] == [said.values["text"]]
    assert said.values["text"] in (value, value.lower())


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (9, 5), (12, 30), (23, 59)])
def test_spoken_times_say_which_half_of_the_day(hour: int, minute: int) -> None:
    for seed in range(20):
        said = spoken_time(random.Random(seed), hour, minute).lower()
        assert ("a" in said) == (hour < 12) and ("p" in said) == (hour >= 12)


@pytest.mark.parametrize(
    ("seconds", "said"), [(90, "1 minute 30 seconds"), (3600, "1 hour"), (45, "45 seconds")]
)
def test_spoken_lengths(seconds: int, said: str) -> None:
    assert spoken_length(seconds) == said
