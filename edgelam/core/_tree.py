"""The nodes of a uiautomator dump, checked against what a hostile or broken phone could send; pure."""

from __future__ import annotations

import re
from xml.parsers import expat

from .errors import HierarchyError

MAX_BYTES = 16 * 2**20
MAX_NODES = 50_000
MAX_DEPTH = 400

Rect = tuple[int, int, int, int]  # px: left, top, right, bottom; the last two are outside
NOWHERE: Rect = (0, 0, 0, 0)

_BOUNDS = re.compile(r"\[(-?\d{1,6}),(-?\d{1,6})\]\[(-?\d{1,6}),(-?\d{1,6})\]")
# Dumpers wrote what XML cannot hold: surrogates as two numeric references, and raw control characters.
_PAIR = re.compile(r"&#(5[56]\d{3});&#(5[67]\d{3});")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Node:
    """One view: its attributes as sent, its place on the screen and in the tree."""

    __slots__ = ("attrs", "children", "path", "rect")

    def __init__(self, attrs: dict[str, str], path: str) -> None:
        self.attrs = attrs
        self.path = path  # child numbers from the root, "0.2.1"
        self.children: list[Node] = []
        match = _BOUNDS.fullmatch(attrs.get("bounds", ""))
        self.rect: Rect = NOWHERE
        if match:
            left, top, right, bottom = map(int, match.groups())
            if left < right and top < bottom:
                self.rect = (left, top, right, bottom)

    def true(self, name: str) -> bool:
        """Whether a yes-or-no attribute says yes."""
        return self.attrs.get(name) == "true"


def parse_tree(xml: str | bytes) -> tuple[list[Node], int]:
    """The windows' root nodes in the order sent, and the rotation in quarter turns. Raises HierarchyError."""
    if len(xml) > MAX_BYTES:
        raise HierarchyError(f"The screen's XML has more than {MAX_BYTES // 2**20} MiB.")
    text = xml.decode("utf-8", "replace") if isinstance(xml, bytes) else xml
    text = text.strip().strip("\ufeff\x00")
    if not text:
        raise HierarchyError("The screen's XML is empty.")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise HierarchyError("The screen's XML declares entities; uiautomator never does.")
    try:
        return _Builder().build(text)
    except (expat.ExpatError, UnicodeEncodeError):
        pass
    try:
        return _Builder().build(_repaired(text))
    except expat.ExpatError as error:
        raise HierarchyError(f"The screen's XML is broken: {error}.") from error


class _Builder:
    """Expat's handlers; the limits hold while the document is read."""

    def __init__(self) -> None:
        self.windows: list[Node] = []
        self.rotation = 0
        self.stack: list[Node] = []
        self.count = 0
        self.depth = 0

    def build(self, text: str) -> tuple[list[Node], int]:
        parser = expat.ParserCreate("utf-8")  # overrides whatever the document claims
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(text.encode(), True)
        return self.windows, self.rotation

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise HierarchyError(f"The screen is nested deeper than {MAX_DEPTH} views.")
        if self.count > MAX_NODES:
            raise HierarchyError(f"The screen has more than {MAX_NODES} views.")
        if self.depth == 1:
            if name != "hierarchy":
                raise HierarchyError(f"The XML is a <{name[:40]}>, not a <hierarchy>.")
            turns = attrs.get("rotation", "0")
            self.rotation = int(turns) if turns in ("1", "2", "3") else 0
            return
        parent = self.stack[-1] if self.stack else None
        siblings = parent.children if parent else self.windows
        index = attrs.get("index", "")
        # Invisible siblings are left out of the dump but keep their index, so it outlives small changes.
        if parent is None or not (index.isascii() and index.isdigit() and len(index) < 7):
            index = str(len(siblings))
        node = Node(attrs, f"{parent.path}.{index}" if parent else index)
        siblings.append(node)
        self.stack.append(node)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.stack:
            self.stack.pop()


def _repaired(text: str) -> str:
    """The document without the characters that no XML may hold; surrogate pairs become the one character."""

    def joined(match: re.Match[str]) -> str:
        high, low = int(match[1]), int(match[2])
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        return "\ufffd"

    def allowed(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else int(match[2])
        plain = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
        legal = plain or 0x10000 <= code < 0x110000
        return match[0] if legal else "\ufffd"

    return _FORBIDDEN.sub("\ufffd", _REFERENCE.sub(allowed, _PAIR.sub(joined, text)))
