"""Text from a phone made safe to show, compare and read to a model; pure."""

from __future__ import annotations

import re
import unicodedata

# What no person sees: controls, bidi and tag characters, fillers, smuggling variation selectors, private use
# (icon fonts) and lone surrogates. U+200C and U+200D stand apart: emoji and several scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_WORD = re.compile(r"\w+")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def clean(text: str) -> str:
    """The text as a person sees it: composed (NFC), plain blanks, nothing invisible, no outer space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _BLANKS.sub(" ", _BREAKS.sub("\n", text))
    text = _JOINERS.sub("", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text.replace("\u2011", "-")).strip()


def words(text: str) -> list[str]:
    """Runs of word characters, NFKC, without case."""
    return _WORD.findall(unicodedata.normalize("NFKC", clean(text)).casefold().replace("_", " "))


def normalised(text: str) -> str:
    """The words joined by single spaces: two texts with the same value say the same."""
    return " ".join(words(text))


def digits(text: str) -> str:
    """The decimal digits alone, as 0-9."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


_NUMBER = re.compile(r"[\d\s()+./-]*")
_LONG_NUMBER = 5  # digits from which on a number is known by them alone, however it is spaced


def mentions(text: str, part: str) -> bool:
    """Whether `part` stands in `text` as whole words, as the same long number, or as the same symbols."""
    wanted = normalised(part)
    number = digits(part)
    if len(number) >= _LONG_NUMBER and _NUMBER.fullmatch(part):
        return number in digits(text)
    if not wanted:
        return bool(part.strip()) and part.strip() in text
    return f" {wanted} " in f" {normalised(text)} "
