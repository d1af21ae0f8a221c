from __future__ import annotations

import pytest
from paper import paper

from edgelam.core.screen import Bounds, Element, Screen
from edgelam.verify.effects import (
    Act,
    Effect,
    alike,
    counted,
    gone,
    opposite,
    rows,
    searches,
    switches,
    told,
    turned,
    unfit,
)

BOX = Bounds(left=0, top=0, right=90, bottom=40)
CHROME = (("button", "Menu"), ("button", "Search"), ("button", "Add"))


def place(*rows: str) -> Screen:
    return paper("com.notes", *CHROME, *(("button", row) for row in rows))


def tap(screen: Screen, label: str) -> Act:
    return Act("tap", next(e for e in screen.elements if e.label == label), screen)


def test_two_looks_at_one_place_are_alike_whatever_its_rows_hold() -> None:
    assert alike(place("Ada", "Bob"), place("Ada"))
    assert not alike(place("Ada"), paper("com.notes", ("text", "Ada"), ("button", "Delete")))
    assert not alike(place("Ada"), paper("com.other", *CHROME))


def test_a_switch_that_changed() -> None:
    off, on = (paper("com.notes", ("switch", "Vibrate"), checked=state) for state in (False, True))
    (effect,) = switches(off, on)
    assert (effect.text, effect.state) == ("switched on: Vibrate", True)
    assert switches(on, on) == []


def test_a_row_that_says_more_is_told_from_rows_that_come_and_go() -> None:
    (effect,) = rows(place("Ada", "Bob"), place("Ada\nPinned", "Bob"))
    assert effect.labels == ("Ada", "Ada Pinned")
    assert rows(place("Ada", "Bob"), place("Cem", "Dan")) == []
    assert rows(place("Ada", "Bob"), place("Bob")) == []


def test_rows_that_changed_places_are_no_change() -> None:
    assert turned(tap(place("Milk", "Eggs"), "Milk"), place("Eggs", "Milk")) == []
    assert turned(tap(place("Milk", "Eggs"), "Milk"), place("Eggs")) == []


def test_a_control_that_says_something_else_now() -> None:
    (effect,) = turned(tap(place("Star"), "Star"), place("Unstar"))
    assert opposite(effect)
    assert turned(tap(place("Expand alarm"), "Expand alarm"), place("Collapse alarm")) == []
    assert turned(tap(place("Star", "Unstar"), "Star"), place("Unstar", "Unstar"))
    assert not opposite(Effect("", ("Ada 3 new", "Ada")))
    assert opposite(Effect("", ("Add to favorites", "Remove from favorites")))


def test_a_row_that_is_gone_from_where_it_was() -> None:
    assert gone(place("Ada", "Bob"), place("Bob"), "Ada")
    assert not gone(place("Bob"), place("Bob"), "Ada")
    assert not gone(place("Ada"), paper("com.notes", ("text", "Settings")), "Ada")


def test_a_message_that_says_that_something_happened() -> None:
    before = place("Ada", "Bob")
    after = paper("com.notes", *CHROME, ("button", "Bob"), ("text", "Note deleted"))
    assert [e.labels for e in told(before, after)] == [("Note deleted",)]
    assert told(before, paper("com.notes", *CHROME, ("button", "Bob"), ("text", "No notes here"))) == []


def test_figures_that_changed_are_told_from_words() -> None:
    assert counted(Effect("", ("Volume 85.7", "Volume 42.9")))
    assert not counted(Effect("", ("Star", "Unstar")))
    assert not counted(Effect("", ("Ada",)))


def test_what_stands_in_a_search_field_is_no_data() -> None:
    box = paper("com.notes", ("input", "")).elements[0]
    assert searches(box.model_copy(update={"hint": "Search notes"}))
    assert searches(box.model_copy(update={"rid": "com.notes:id/search_src_text"}))
    assert not searches(box.model_copy(update={"hint": "Title"}))


@pytest.mark.parametrize(
    ("hint", "stands", "text", "wrong"),
    [
        ("Email address", "", "Norden Shipping", True),
        ("Email", "", "ada@example.org", False),
        ("Compose email", "", "we need more candles", False),
        ("Phone", "5552089672", "Wanda Horvat", True),
        ("Phone", "5552089672", "5551112223", False),
    ],
)
def test_words_do_not_go_over_a_number_nor_into_an_address(
    hint: str, stands: str, text: str, wrong: bool
) -> None:
    field = Element(ref=1, role="input", text=stands, hint=hint, bounds=BOX)
    assert unfit(Act("type", field, Screen(elements=(field,)), text)) is wrong


@pytest.mark.parametrize(
    ("hint", "looks"), [("Search contacts", True), ("Search or type web address", True), ("Address", False)]
)
def test_a_field_for_an_address_is_not_one_to_search_with(hint: str, looks: bool) -> None:
    field = Element(ref=1, role="input", hint=hint, bounds=BOX)
    assert searches(field) is looks
