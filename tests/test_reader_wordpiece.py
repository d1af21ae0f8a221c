"""WordPiece against a table recorded from the `tokenizers` library with the shipped vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.reader.wordpiece import UNKNOWN, WordPiece

RECORDED: list[tuple[str, list[str], list[tuple[int, int]]]] = [
    (
        "Wi\u2011Fi 7:30 am",
        ["wi", "\u2011", "fi", "7", ":", "30", "am"],
        [(0, 2), (2, 3), (3, 5), (6, 7), (7, 8), (8, 10), (11, 13)],
    ),
    (
        "\u0130stanbul na\xefve Stra\xdfe",
        ["istanbul", "naive", "st", "##ra\xdfe"],
        [(0, 8), (9, 14), (15, 17), (17, 21)],
    ),
    (
        "don't stop_now",
        ["don", "'", "t", "stop", "_", "now"],
        [(0, 3), (3, 4), (4, 5), (6, 10), (10, 11), (11, 14)],
    ),
    ("a\u0301b x\u200by", ["ab", "x", "##y"], [(0, 3), (4, 5), (6, 7)]),
    ("\u50f9\u9322 \u20ac20", [UNKNOWN, UNKNOWN, "\u20ac", "##20"], [(0, 1), (1, 2), (3, 4), (4, 6)]),
    ("unbelievableness", ["unbelievable", "##ness"], [(0, 12), (12, 16)]),
    ("  two\n lines\t", ["two", "lines"], [(2, 5), (7, 12)]),
    ("", [], []),
    ("\x1f", [], []),
    ("a" * 101, [UNKNOWN], [(0, 101)]),
    (
        "emoji \U0001f600 ok",
        ["em", "##oj", "##i", UNKNOWN, "ok"],
        [(0, 2), (2, 4), (4, 5), (6, 7), (8, 10)],
    ),
]


@pytest.fixture(scope="module")
def reader() -> WordPiece:
    return WordPiece.shipped()


@pytest.mark.parametrize(("text", "tokens", "offsets"), RECORDED)
def test_splits_like_bert(
    reader: WordPiece, text: str, tokens: list[str], offsets: list[tuple[int, int]]
) -> None:
    pieces = reader.pieces(text)
    assert [reader.tokens[piece.id] for piece in pieces] == tokens
    assert [(piece.start, piece.end) for piece in pieces] == offsets


@given(st.text(max_size=80))
def test_any_text_gives_known_ids_in_order(reader: WordPiece, text: str) -> None:
    pieces = reader.pieces(text)
    assert [piece.id for piece in pieces] == reader.encode(text)
    assert all(0 <= piece.id < len(reader) and 0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)


def test_a_limit_cuts_the_end(reader: WordPiece) -> None:
    text = "one two three four five"
    assert reader.encode(text, 2) == reader.encode(text)[:2]


def test_text_cannot_spell_a_mark(reader: WordPiece) -> None:
    assert reader.id("[mark1]") not in reader.encode("[mark1] [CLS]")
