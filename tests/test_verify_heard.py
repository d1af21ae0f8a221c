"""edgelam.verify.heard: texts are dealt with whole or piece by piece, dates by their figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.verify.heard import dated, heard


@pytest.mark.parametrize(
    ("text", "labels", "is_heard"),
    [
        ("Oil the gate to Work", ["Oil the gate", "Work", "Save"], True),
        ("the Tomato seeds", ["Tomato seeds Greenfold 4.9"], True),
        ("Ben Urban, Noor Ekberg", ["Noor Ekberg 555 0100", "Ben Urban"], True),
        ("Ben Urban, Noor Ekberg", ["Noor Ekberg 555 0100", "Ben"], False),
        ("Film night", ["Film club"], False),
        ("kite_61.jpg", ["kite_61", "jpg"], False),
        ("to the", ["to the moon"], True),
        ("of it", ["a list"], False),
        ("Milk", [""], False),
    ],
)
def test_a_text_is_heard_piece_by_piece(text: str, labels: list[str], is_heard: bool) -> None:
    assert heard(text, labels) is is_heard


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=4))
def test_what_is_heard_is_a_text_with_a_word(text: str, labels: list[str]) -> None:
    assert not heard(text, labels) or text.strip()


@pytest.mark.parametrize(
    ("name", "do", "labels", "is_dated"),
    [
        ("Tuesday", "due on Tuesday, May 19", ["19"], True),
        ("May", "due on Tuesday, May 19", ["Tue, May 19, 2026"], True),
        ("May", "due on the 19th of May", ["Tue, May 19, 2026"], True),
        ("May", "due on Tuesday, May 19", ["Tue, May 12, 2026"], False),
        ("Tuesday", "due on Tuesday, May 19", ["19 stars"], False),
        ("Saturday", "how warm is it on Saturday", ["Sat 14°"], True),
        ("Lima", "how warm is it in Lima", ["Lim"], False),
    ],
)
def test_a_day_is_told_by_its_figure(name: str, do: str, labels: list[str], is_dated: bool) -> None:
    assert dated(name, do, labels) is is_dated
