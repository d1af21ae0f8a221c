"""The row of tokens the Caller reads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from edgelam.caller.rendering import MARKS, MAX_TOKENS, element_words, render
from edgelam.core.plan import Slot
from edgelam.core.screen import Bounds
from edgelam.reader.wordpiece import WordPiece
from tests.caller_world import element

READER = WordPiece.shipped()


def spelt(tokens: list[int]) -> str:
    names = {mark: f"<{name}>" for name, mark in MARKS.items()}
    return " ".join(names.get(t := READER.tokens[token], t) for token in tokens)


def test_golden() -> None:
    reading = render(
        READER,
        "Turn on Wi-Fi",
        ['tap "Network"'],
        [element(3, "switch", "Wi-Fi\nOff", checked=False), element(7, "button", desc="More options")],
        [Slot(name="what", value="x")],
        ("done", "back"),
    )
    assert spelt(reading.tokens) == (
        "[CLS] turn on wi - fi [SEP] tap network [SEP] <done> <back> <slot> what x"
        " <switch> <cell17> <unchecked> wi - fi , off <button> <cell17> more options"
    )
    assert {ref: spelt([reading.tokens[place]]) for ref, place in reading.elements.items()} == {
        3: "<switch>",
        7: "<button>",
    }


def test_the_place_of_an_element_is_one_of_thirty_cells() -> None:
    boxes = [(0, 0, 100, 100), (400, 0, 500, 100), (0, 1100, 500, 1200), (0, 0, 0, 0)]
    shown = [
        element(n, "button", "x").model_copy(
            update={"bounds": Bounds(left=box[0], top=box[1], right=box[2], bottom=box[3])}
        )
        for n, box in enumerate(boxes)
    ]
    tokens = render(READER, "go", [], shown).tokens
    assert spelt(tokens).endswith("<button> <cell0> x <button> <cell4> x <button> <cell27> x <button> x")


def test_a_secret_shows_its_name_alone() -> None:
    reading = render(READER, "log in", [], [], [Slot(name="password", origin="secret")])
    assert spelt(reading.tokens).endswith("<slot> password")


def test_the_id_names_what_has_no_other_name() -> None:
    assert element_words(element(1, "image", rid="com.x:id/btnPlay_pause")) == ("btn Play pause", "")
    assert element_words(element(1, "button", "Send", desc="Send message")) == ("Send", "Send message")


@settings(max_examples=40)
@given(
    st.text(max_size=400),
    st.lists(st.text(max_size=100), max_size=30),
    st.lists(st.text(max_size=300), max_size=150),
)
def test_any_text_fits(do: str, history: list[str], labels: list[str]) -> None:
    shown = [element(i, "button", label) for i, label in enumerate(labels)]
    reading = render(READER, do, history, shown)
    assert len(reading.tokens) <= MAX_TOKENS
    marks = {READER.id(mark) for mark in MARKS.values()}
    assert all(reading.tokens[place] in marks for place in reading.elements.values())
    for place, piece in enumerate(reading.words, start=1):
        assert reading.tokens[place] == piece.id


def test_where_an_element_leads_stands_behind_its_label() -> None:
    shown = [element(3, "button", desc="More options"), element(4, "button", "Search")]
    reading = render(READER, "go", [], shown, leads={3: "Font size , Theme"})
    assert spelt(reading.tokens).endswith(
        "<button> <cell17> more options <leads> font size , theme <button> <cell17> search"
    )
    assert spelt([reading.tokens[place] for place in reading.elements.values()]) == "<button> <button>"
