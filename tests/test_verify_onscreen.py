from __future__ import annotations

from edgelam.core.plan import Hides, Shows, Slot, Step
from edgelam.core.screen import Bounds, Element, Role, Screen, State
from edgelam.verify.onscreen import already, check_hides, check_shows, led_on, only_looks, opened, switched

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


def test_a_switch_that_changed_the_way_the_step_wants_is_evidence() -> None:
    off, on = screen(("switch", "Vibrate"), checked=False), screen(("switch", "Vibrate"), checked=True)
    turn_on, turn_off = Step(id="1", do="turn on vibrate"), Step(id="1", do="turn vibrate off")
    evidence = switched(turn_on, off, on)
    assert evidence is not None and evidence.text == "switched on: Vibrate"
    assert switched(turn_off, off, on) is None
    assert switched(turn_on, on, on) is None
    assert already(turn_on, on) is not None and already(turn_on, off) is None
    assert already(Step(id="1", do="turn on bluetooth"), on) is None
    said = Step(id="1", do="turn on vibrate", slots=(Slot(name="state", value="on"),))
    assert said.texts == () and already(said, on) is not None


def test_acting_on_what_the_step_names_is_evidence_only_when_something_changed() -> None:
    step = Step(id="1", do="mark Ada as a favorite", slots=(Slot(name="name", value="Ada"),))
    before, after = screen(("button", "Add to favorites")), screen(("text", "00:00"))
    assert led_on(step, "Add to favorites", before, after) is not None
    assert led_on(step, "Add to favorites", before, before) is None
    assert led_on(step, "Ada", before, after) is None


def test_what_was_asked_to_be_shown_is_shown_on_another_screen() -> None:
    first, page = screen(("button", "Ada"), ("button", "Bob")), screen(("text", "Ada"), ("text", "555"))
    assert only_looks("show me Ada in contacts") and not only_looks("star the contact Ada")
    assert opened(("Ada",), first, page).verdict == "met"
    assert opened(("Ada",), first, first).verdict == "not_met"
