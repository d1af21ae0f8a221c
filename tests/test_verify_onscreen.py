from __future__ import annotations

from edgelam.core.plan import Hides, Shows, Slot, Step
from edgelam.core.screen import Bounds, Element, Role, Screen, State
from edgelam.verify.onscreen import already, check_hides, check_shows, says, times

BOX = Bounds(left=0, top=0, right=10, bottom=10)


def screen(*shown: tuple[Role, str], checked: bool | None = None, package: str = "com.notes") -> Screen:
    elements = tuple(
        Element(ref=i, role=role, text=text, bounds=BOX, path=str(i), state=State(checked=checked))
        for i, (role, text) in enumerate(shown, 1)
    )
    return Screen(elements=elements, package=package)


def test_typed_is_not_yet_kept() -> None:
    expect = Shows(texts=("Buy milk",), app="com.notes", saved=True)
    assert check_shows(expect, screen(("input", "Buy milk"), ("button", "Save"))).verdict == "not_met"
    assert check_shows(expect, screen(("text", "buy milk\nToday"))).verdict == "met"


def test_a_part_of_a_word_is_not_the_text() -> None:
    assert check_shows(Shows(texts=("Ann",)), screen(("text", "Annual report"))).verdict == "not_met"


def test_a_number_is_the_same_however_it_is_spaced() -> None:
    shown = screen(("text", "(555) 123-4567\nMobile"))
    assert check_shows(Shows(texts=("5551234567",)), shown).verdict == "met"
    assert check_shows(Shows(texts=("5551234568",)), shown).verdict == "not_met"


def test_another_app_proves_nothing() -> None:
    expect = Shows(texts=("Buy milk",), app="com.notes")
    assert check_shows(expect, screen(("text", "Buy milk"), package="com.other")).verdict == "unknown"


def test_gone_counts_only_for_what_was_seen() -> None:
    expect = Hides(texts=("Shopping",), app="com.notes")
    empty = screen(("text", "No notes"))
    assert check_hides(expect, empty, frozenset({"Shopping"})).verdict == "met"
    assert check_hides(expect, empty, frozenset()).verdict == "unknown"
    assert check_hides(expect, screen(("text", "Shopping")), frozenset({"Shopping"})).verdict == "not_met"


def test_a_switch_already_as_wanted_has_to_be_called_what_was_named() -> None:
    on = screen(("switch", "Vibrate"), checked=True)
    assert already(Step(id="1", do="turn on vibrate"), on) is not None
    assert already(Step(id="1", do="turn vibrate off"), on) is None
    assert already(Step(id="1", do="turn on bluetooth"), on) is None
    assert already(Step(id="1", do="turn on vibrate on silent"), on) is None
    said = Step(id="1", do="turn on vibrate", slots=(Slot(name="state", value="on"),))
    assert said.texts == () and already(said, on) is not None


def test_a_time_is_the_same_in_whatever_form() -> None:
    assert times("7:05 pm, 8 am and 21:30") == {(19, 5), (8, 0), (21, 30)}
    assert says("Tuesday, 19:00 - 20:00", "7 pm") and says("7:00 PM", "19:00")
    assert not says("7:00 AM", "7 pm") and not says("room 7", "7 pm")
    assert not says("19:00", "bus at 7 pm")


def test_what_a_control_offers_to_take_back_is_so_already() -> None:
    page = screen(("text", "Ada"), ("button", "Remove from favorites"))
    ada = Step(id="1", do="make Ada a favorite", slots=(Slot(name="name", value="Ada"),))
    bob = Step(id="1", do="make Bob a favorite", slots=(Slot(name="name", value="Bob"),))
    assert already(ada, page) is not None and already(bob, page) is None
