"""Text keeps what is seen and loses what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.text import clean


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("plain", "plain"),
        ("  outer  ", "outer"),
        ("two\r\nlines\u2028three", "two\nlines\nthree"),
        ("7:30\u202fAM", "7:30 AM"),
        ("Wi\u2011Fi", "Wi-Fi"),
        ("S\u200be\u2060n\ufeffd", "Send"),
        ("Se\u200dnd", "Send"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("pay\U000e0070\U000e0061", "pay"),
        ("a\ufe01b\U000e0100", "ab"),
        ("\ue8b6", ""),
        ("\u3164", ""),
        ("half \ud83d", "half"),
        ("\x00\x1b[31mred", "[31mred"),
        ("e\u0301", "\u00e9"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
    ],
)
def test_clean(raw: str, seen: str) -> None:
    assert clean(raw) == seen


@given(st.text(st.characters(exclude_categories=[])))
def test_cleaning_is_done_after_once_and_can_be_encoded(raw: str) -> None:
    seen = clean(raw)
    assert clean(seen) == seen
    seen.encode()
