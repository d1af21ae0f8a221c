"""The picture shows what a command printed, when it did."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest

from docs.record_demo import COLUMNS, Line, draw, record, spans, wrap


def test_colours_are_pieces() -> None:
    assert list(spans("a\x1b[32mb\x1b[0mc")) == [("", "a"), ("32", "b"), ("", "c")]


def test_long_lines_go_on_below() -> None:
    rows = wrap(iter([("1", "x" * (COLUMNS - 1)), ("", "yz")]))
    assert rows == [[("1", "x" * (COLUMNS - 1)), ("", "y")], [("", "z")]]


def test_the_drawing_is_xml_with_every_word() -> None:
    drawn = draw(["edgelam", "run", "a < b"], [Line(1.5, "\x1b[32m✓\x1b[0m <row> & more")])
    words = "".join(ElementTree.fromstring(drawn).itertext())
    assert 'edgelam run "a < b"' in words
    assert "✓ <row> & more" in words
    assert "animation-delay:2.30s" in drawn


@pytest.mark.device
def test_a_command_is_recorded_in_a_terminal() -> None:
    code = "import sys; print(sys.stdout.isatty()); sys.exit(3)"
    lines, ending = record([sys.executable, "-c", code])
    assert ([line.text for line in lines], ending) == (["True"], 3)
