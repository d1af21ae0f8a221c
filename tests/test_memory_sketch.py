"""A map while it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.errors import InputFileError
from edgelam.core.screen import Screen
from edgelam.memory.sketch import Sketch
from edgelam.memory.store import dumps, loads
from tests.caller_world import element
from tests.test_memory_appmap import COLORS, HOME, MENU, SETTINGS, SIZES


@pytest.fixture
def notes() -> Sketch:
    sketch = Sketch()
    home, menu, settings = (sketch.visit(shown) for shown in (HOME, MENU, SETTINGS))
    sketch.went(home, "more options", menu)
    sketch.went(menu, "settings", settings)
    return sketch


def test_a_place_is_numbered_once_and_grows(notes: Sketch) -> None:
    assert notes.visit((SETTINGS[0], SETTINGS[2], element(4, "button", "Backup"))) == 2
    assert [item.key for item in notes.places[2].items] == [
        "settings", "customize colors", "font size", "show word count", "backup",
    ]  # fmt: skip
    assert notes.visit(COLORS) == 3


def test_the_nearest_way_is_found(notes: Sketch) -> None:
    assert notes.route(0, {2}) == ("more options", "settings")
    assert notes.route(0, {0}) == ()
    assert notes.route(2, {0}) is None


def test_what_was_tried_is_not_tried_again(notes: Sketch) -> None:
    notes.visit(HOME, ["search", "more options"])
    assert notes.left[0] == ["search"]
    assert notes.open_places() == {0}
    notes.went(0, "search", None)
    notes.visit(HOME, ["search", "more options"])
    assert notes.open_places() == frozenset()


def test_a_way_that_is_gone_is_no_way(notes: Sketch) -> None:
    notes.missed(1, "settings")
    assert notes.route(0, {2}) is None


def test_what_was_seen_tells_where_elements_lead(notes: Sketch) -> None:
    assert notes.map().leads("count the words", HOME)[2].startswith("Show word count")


def test_screens_of_a_run_teach_the_ways_between_them() -> None:
    looks = [(HOME, "more options"), (MENU, "settings"), (SETTINGS, None), (SIZES, None)]
    sketch = Sketch()
    sketch.follow((Screen(elements=shown), key) for shown, key in looks)
    assert sketch.ways == {(0, "more options"): 1, (1, "settings"): 2}


def test_a_password_is_not_kept() -> None:
    sketch = Sketch()
    sketch.visit(
        [element(0, "input", "hunter2", rid="x:id/secret", password=True), element(1, "button", "Log in")]
    )
    assert "hunter2" not in dumps(sketch, "com.app", "1")


def test_a_kept_map_is_the_same_again(notes: Sketch) -> None:
    notes.visit(HOME, ["search"])
    notes.acts = 7
    assert loads(dumps(notes, "org.notes", "12"), "x") == notes


@given(st.one_of(st.text(), st.just('{"format":1}'), st.just('{"format":2}'), st.just("[]")))
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(InputFileError):
        loads(text, "x")


def test_a_map_with_ways_to_nowhere_is_refused(notes: Sketch) -> None:
    notes.ways[0, "search"] = 9
    with pytest.raises(InputFileError):
        loads(dumps(notes, "org.notes", "12"), "x")
