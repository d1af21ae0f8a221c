"""How wide text is and where it wraps, without a font: the same on every machine; pure."""

from __future__ import annotations

from functools import lru_cache

# Advance widths of DejaVu Sans Condensed, in hundredths of an em, for the characters 32 to 126.
_WIDTHS = (
    29, 36, 41, 75, 57, 85, 70, 25, 35, 35, 45, 75, 29, 32, 29, 30, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57,
    30, 30,
    75, 75, 75, 48, 90, 62, 62, 63, 69, 57, 52, 70, 68, 27, 27, 59, 50, 78, 67, 71, 54, 71, 62, 57, 55, 66,
    62, 89,
    62, 55, 62, 35, 30, 35, 75, 45, 45, 55, 57, 49, 57, 55, 32, 57, 57, 25, 25, 52, 25, 88, 57, 55, 57, 57,
    37, 47,
    35, 57, 53, 74, 53, 53, 47, 57, 30, 57, 75,
)  # fmt: skip
_OTHER = 60
_WIDE = 102  # CJK and emoji
_BOLD = 1.09
LINE = 1.3  # line height, in ems


def _width(char: str) -> int:
    code = ord(char)
    if 32 <= code < 127:
        return _WIDTHS[code - 32]
    return _WIDE if code >= 0x2E80 else _OTHER


@lru_cache(maxsize=8192)
def text_width(text: str, bold: bool = False) -> float:
    """Ems."""
    width = sum(map(_width, text)) / 100
    return width * _BOLD if bold else width


@lru_cache(maxsize=8192)
def wrap(text: str, ems: float, bold: bool = False, most: int = 0) -> tuple[str, ...]:
    """The lines of `text` in a column of so many ems; with `most` the last line ends in an ellipsis."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if text_width(paragraph, bold) <= ems:
            lines.append(paragraph)
        else:
            lines.extend(_break(paragraph, ems, bold))
    if most and len(lines) > most:
        lines = lines[:most]
        lines[-1] = _cut(lines[-1], ems, bold)
    return tuple(lines)


def _break(paragraph: str, ems: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, bold) <= ems:
            line = longer
            continue
        if line:
            lines.append(line)
        while text_width(word, bold) > ems and len(word) > 1:
            fits = _fitting(word, ems, bold)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line]


def _fitting(word: str, ems: float, bold: bool) -> int:
    """How many characters fit, at least one."""
    for count in range(len(word) - 1, 0, -1):
        if text_width(word[:count], bold) <= ems:
            return count
    return 1


def _cut(line: str, ems: float, bold: bool) -> str:
    while line and text_width(line + "…", bold) > ems:
        line = line[:-1]
    return line.rstrip() + "…"
