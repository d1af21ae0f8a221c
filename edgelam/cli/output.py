"""What commands print: text for people, or JSON for programs; everything goes through here."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO


def say(text: str = "") -> None:
    """A line for the person who waits, on stdout, now."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def document(value: object) -> None:
    """A JSON document on one line of stdout."""
    say(json.dumps(value, ensure_ascii=False))


def table(rows: Iterable[Sequence[str]], *, indent: str = "") -> None:
    """Columns as wide as their widest cell."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)] if cells else []
    for row in cells:
        say(indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


class Paint:
    """Colours, where a terminal shows them and nobody has set NO_COLOR."""

    def __init__(self, stream: TextIO) -> None:
        wanted = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._on = wanted or bool(os.environ.get("FORCE_COLOR"))

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on and text else text

    def bold(self, text: str) -> str:
        """What matters most."""
        return self._wrap("1", text)

    def dim(self, text: str) -> str:
        """What can be skipped."""
        return self._wrap("2", text)

    def good(self, text: str) -> str:
        """What went well."""
        return self._wrap("32", text)

    def bad(self, text: str) -> str:
        """What did not."""
        return self._wrap("31", text)

    def doubtful(self, text: str) -> str:
        """What nobody knows."""
        return self._wrap("33", text)

    def name(self, text: str) -> str:
        """What the text is about."""
        return self._wrap("36", text)
