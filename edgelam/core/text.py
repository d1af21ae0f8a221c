"""Text as shown and text as compared; pure."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
# Tag characters, zero-width characters, bidi controls: they change what a model reads and not what a person sees.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")


def visible(text: str) -> str:
    """The text without characters that cannot be seen."""
    return _UNSEEN.sub("", text)


def words(text: str) -> list[str]:
    """Runs of word characters, NFKC, without case."""
    return _WORD.findall(unicodedata.normalize("NFKC", visible(text)).casefold().replace("_", " "))


def normalised(text: str) -> str:
    """The words joined by single spaces: two texts with the same value say the same."""
    return " ".join(words(text))


def digits(text: str) -> str:
    """The decimal digits alone, as 0-9."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def mentions(text: str, part: str) -> bool:
    """Whether `part` stands in `text` as whole words (or as the same symbols, when it has no words)."""
    wanted = normalised(part)
    if not wanted:
        return bool(part.strip()) and part.strip() in text
    return f" {wanted} " in f" {normalised(text)} "
