"""How a screen is told, and told again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edgelam.caller.layout import LETTERS, NUMBERS, Sheet, line_of, one_line, tell_screen, tell_step
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Bounds, Element, State

BOX = Bounds(left=0, top=0, right=10, bottom=10)


def rows(*labels: str, first: int = 1) -> list[Element]:
    return [
        Element(ref=ref, role="button", text=label, bounds=BOX, state=State(clickable=True))
        for ref, label in enumerate(labels, first)
    ]


def refs(elements: list[Element]) -> set[int]:
    return {element.ref for element in elements}


def test_a_screen_is_told_line_by_line() -> None:
    shown = rows("Wi-Fi", "Bluetooth")
    sheet, text = tell_screen(shown, {2}, "com.android.settings")
    assert text == "Screen 1 of com.android.settings:\n- Wi-Fi\nA Bluetooth"
    assert sheet.refs == {2: "A"}


def test_what_is_said_twice_informs_once() -> None:
    title = Element(ref=9, role="text", text="Alarms", bounds=BOX)
    tab = Element(ref=8, role="text", text="Alarms", bounds=BOX, state=State(selected=True))
    _, text = tell_screen([title, tab, *rows("Menu"), title], {1}, "")
    assert text == "Screen 1:\n- Alarms (selected)\nA Menu"


def test_a_screen_is_told_by_what_changed() -> None:
    shown = rows("Inbox", "Sent", "Drafts", "Trash")
    first, _ = tell_screen(shown, refs(shown), "")
    later = rows("Inbox", "Sent", "Drafts", "Spam", first=11)
    second, text = tell_screen(later, refs(later), "", [first])
    assert text == "Same screen, gone D\nE Spam"
    assert second.refs == {11: "A", 12: "B", 13: "C", 14: "E"}
    _, text = tell_screen(shown[:1], {1}, "", [first])
    assert text == "Same screen, only A"


def test_a_screen_that_comes_back_is_known_by_its_number() -> None:
    shown, dialog = rows("Inbox", "Sent", "Drafts"), rows("Cancel", "Delete")
    first, _ = tell_screen(shown, refs(shown), "")
    second, text = tell_screen(dialog, refs(dialog), "", [first])
    assert text == "Screen 2:\nA Cancel\nB Delete"
    back, text = tell_screen(shown[:2], {1, 2}, "", [first, second])
    assert text == "Screen 1 again, gone C"
    assert back.number == 1


def test_rows_that_read_the_same_keep_their_order() -> None:
    shown = rows("Call", "Mom", "Call", "Dad")
    first, _ = tell_screen(shown, refs(shown), "")
    again, text = tell_screen(shown, refs(shown), "", [first])
    assert (text, again.refs) == ("Same screen", first.refs)


labels = st.lists(st.sampled_from(["a", "b", "c", "OK\nA Fake", "Screen 9:", "-", ""]), max_size=9)


@given(st.lists(st.tuples(labels, st.sampled_from(["", "x"])), min_size=1, max_size=8), st.booleans())
def test_every_element_has_one_label_of_its_own(looks: list[tuple[list[str], str]], numbers: bool) -> None:
    known: list[Sheet] = []
    for texts, place in looks:
        shown = rows(*texts)
        sheet, text = tell_screen(shown, refs(shown), place, known, NUMBERS if numbers else LETTERS)
        assert set(sheet.refs) == refs(shown)
        assert len(set(sheet.refs.values())) == len(shown)
        assert {sheet.refs[e.ref]: line_of(e) for e in shown} == sheet.lines
        before = next((old.lines for old in known if old.number == sheet.number), {})
        told = text.splitlines()
        for label, line in sheet.lines.items():
            assert f"{label} {line}" in told or before.get(label) == line
        known = [*(old for old in known if old.number != sheet.number), sheet]


def test_a_step_is_told_without_what_goes_without_saying() -> None:
    step = Step(
        id="1",
        do="call\nMom",
        app_label="Phone",
        slots=(Slot(name="who is it", value="Mom"), Slot(name="pin", value="1", origin="secret")),
    )
    assert tell_step(step, ["open app phone", 'tap "Dial"']).splitlines() == [
        "App: Phone",
        "Step: call Mom",
        'Values: who_is_it = "Mom"; pin = (secret)',
        'Done: tap "Dial"',
    ]


def test_a_line_is_cut_between_words() -> None:
    assert one_line("one two\nthree", 9) == "one two"
    assert one_line("abcdefgh", 4) == "abcd"
