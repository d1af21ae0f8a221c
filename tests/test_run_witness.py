from __future__ import annotations

from paper import paper

from edgelam.core.plan import Slot, Step
from edgelam.run.witness import Witness

CHROME = (("button", "Menu"), ("button", "Search"), ("button", "Add"))
LIST = paper("com.notes", *CHROME, ("button", "Shopping"), ("button", "Trips"))
WITHOUT = paper("com.notes", *CHROME, ("button", "Trips"))
PAGE = paper("com.notes", ("text", "Shopping"), ("button", "Delete"))
DIALOG = paper("com.notes", ("text", "Delete note?"), ("button", "Cancel"), ("button", "Delete"))
ELSEWHERE = paper("com.notes", ("text", "Settings"), ("switch", "Dark"), checked=False)


def delete(*acts: str) -> Witness:
    step = Step(
        id="1", do="delete the note Shopping", app="com.notes", slots=(Slot(name="title", value="Shopping"),)
    )
    witness = Witness(step, acts=set(acts))
    for screen in (LIST, PAGE):
        witness.look(screen)
    return witness


def verdict(witness: Witness, screen: object) -> str:
    return witness.proof(screen)[0].verdict  # type: ignore[arg-type]


def test_a_deletion_is_the_act_and_the_absence_where_it_was_seen() -> None:
    assert verdict(delete("delete"), WITHOUT) == "met"
    assert verdict(delete(), WITHOUT) == "unknown"
    assert verdict(delete("delete"), LIST) == "not_met"
    assert verdict(delete("delete"), DIALOG) == "not_met"
    assert verdict(delete("delete"), ELSEWHERE) == "unknown"


def test_a_text_that_stood_there_before_proves_nothing() -> None:
    step = Step(
        id="1", do="pin the note Shopping", app="com.notes", slots=(Slot(name="title", value="Shopping"),)
    )
    witness = Witness(step)
    witness.look(LIST)
    assert verdict(witness, LIST) == "unknown"
    witness.look(PAGE, LIST, LIST.elements[3])
    assert verdict(witness, PAGE) == "unknown"
    starred = paper("com.notes", *CHROME, ("button", "Shopping"), ("button", "Unpin"))
    witness.look(starred, LIST, LIST.elements[4])
    assert verdict(witness, starred) == "met"
    pin = paper("com.notes", ("button", "Shopping"), ("button", "Pin it"))
    witness.look(LIST, pin, pin.elements[1])
    assert verdict(witness, LIST) == "unknown"


def test_a_new_text_must_be_kept_and_not_only_typed() -> None:
    step = Step(id="1", do="write a note Milk", app="com.notes", slots=(Slot(name="text", value="Milk"),))
    witness = Witness(step)
    witness.look(LIST)
    assert verdict(witness, paper("com.notes", ("input", "Milk"), ("button", "Save"))) == "not_met"
    assert verdict(witness, paper("com.notes", *CHROME, ("button", "Milk"))) == "met"


def test_something_asked_to_be_shown_is_shown_elsewhere() -> None:
    step = Step(
        id="1", do="open the note Shopping", app="com.notes", slots=(Slot(name="title", value="Shopping"),)
    )
    witness = Witness(step)
    witness.look(LIST)
    assert verdict(witness, LIST) == "not_met"
    assert verdict(witness, PAGE) == "met"


def test_a_switch_already_as_wanted_is_evidence() -> None:
    witness = Witness(Step(id="1", do="turn off dark mode", app="com.notes"))
    witness.look(ELSEWHERE)
    assert verdict(witness, ELSEWHERE) == "met"
