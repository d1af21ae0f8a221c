"""Examples of the Caller as rows of tokens."""

from __future__ import annotations

from edgelam.core.screen import Bounds, Element
from edgelam.reader.wordpiece import WordPiece
from edgelam.train.caller_rows import row
from edgelam.train.examples import Example, Gold

BOX = Bounds(left=0, top=0, right=100, bottom=100)


def test_a_typed_text_is_learnt_where_it_stands_as_a_word() -> None:
    do = "make my 7:20 pm alarm ring at 2:05 pm instead"
    field = Element(ref=1, role="input", hint="Hour", bounds=BOX)
    reader = WordPiece.shipped()
    made = row(reader, Example(do, (), (field,), Gold("type", 1, text="2")))
    assert made is not None
    pieces = reader.pieces(do)
    first, last = made.span
    assert (pieces[first].start, pieces[last].end) == (do.index("2:05"), do.index("2:05") + 1)
