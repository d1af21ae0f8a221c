"""What is left of a screen that is too long to read."""

from __future__ import annotations

from edgelam.caller.pruning import prune
from edgelam.caller.rendering import LABEL
from edgelam.reader.wordpiece import WordPiece
from tests.caller_world import element

READER = WordPiece.shipped()


def test_labels_that_a_row_already_carries_go() -> None:
    row, title, other = (
        element(0, "button", "Wi-Fi\nOn"),
        element(1, "text", "Wi-Fi"),
        element(2, "text", "Home"),
    )
    assert prune(READER, [row, title, other], {0}, "turn off").elements == [row, other]


def test_a_screen_that_fits_is_left_as_it_is() -> None:
    shown = [element(i, "button", f"Row {i}") for i in range(5)]
    assert prune(READER, shown, range(5), "x") == (shown, LABEL, {})


def test_labels_are_cut_before_elements_are_dropped() -> None:
    shown = [element(i, "button", "a long label of very many words that goes on and on") for i in range(20)]
    pruned = prune(READER, shown, range(20), "x")
    assert pruned.elements == shown
    assert pruned.label < LABEL


def test_what_the_step_names_stays() -> None:
    shown = [element(i, "button", f"some quite long label number {i}") for i in range(120)]
    shown[100] = element(100, "text", "the notification volume")
    kept = prune(READER, shown, range(120), "Set the notifications volume").elements
    assert shown[100] in kept
    assert 0 < len(kept) < 120
    assert kept == sorted(kept, key=lambda e: e.ref)


def test_leads_that_say_nothing_of_the_step_go_first() -> None:
    shown = [element(i, "button", f"Row {i}") for i in range(30)]
    leads = {i: "About this app , Licences , Help" for i in range(30)} | {7: "Font size , Theme"}
    assert prune(READER, shown, range(30), "x", 1000, leads).leads == leads
    pruned = prune(READER, shown, range(30), "set the font size", leads=leads)
    assert pruned == (shown, LABEL, {7: "Font size , Theme"})


def test_an_element_that_leads_to_what_the_step_names_stays() -> None:
    shown = [element(i, "button", f"some quite long label number {i}") for i in range(120)]
    kept = prune(READER, shown, range(120), "Set the font size", leads={100: "Font size"})
    assert shown[100] in kept.elements
    assert kept.leads == {100: "Font size"}


def test_what_cannot_be_acted_on_leads_nowhere() -> None:
    assert prune(READER, [element(1, "text", "Title")], (), "x", leads={1: "Settings"}).leads == {}
