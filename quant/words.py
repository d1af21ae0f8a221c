"""A byte-level BPE vocabulary of any size, made of the reader's words, for models that have none; pure.

A word with a space before it is one token, as in the vocabularies that published models bring, so texts make
about as many tokens and grammars meet real pieces. Nothing is learnt and nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SPACE = "\u0120"  # how byte-level vocabularies write a space
_PRINTABLE = (*range(33, 127), *range(161, 173), *range(174, 256))


class Vocabulary(NamedTuple):
    """tokens in the order of their ids; merges as pairs "a b", the earlier the stronger."""

    tokens: list[str]
    merges: list[str]


def byte_symbols() -> list[str]:
    """The printable stand-ins of the 256 bytes, as GPT-2's vocabulary introduced them."""
    unused = iter(range(256, 512))
    return [chr(byte) if byte in _PRINTABLE else chr(next(unused)) for byte in range(256)]


def build_vocabulary(words: Sequence[str], size: int) -> Vocabulary:
    """At most `size` tokens: the bytes, then words letter by letter, the frequent ones first.

    words: lower-case words, the frequent ones first; `##` marks the middle of a word. Raises ValueError when
    `size` has no room for the bytes.
    """
    if size < 256:
        raise ValueError(f"a byte-level vocabulary has 256 tokens at least, not {size}")
    tokens = dict.fromkeys(byte_symbols())
    merges: dict[str, tuple[int, int]] = {}
    for spelled in _spellings(words):
        steps = [(spelled[:end], spelled[end]) for end in range(1, len(spelled))]
        fresh = sum(head + tail not in tokens for head, tail in steps)
        if len(tokens) + fresh > size:
            break
        for length, (head, tail) in enumerate(steps):
            tokens.setdefault(head + tail)
            # Words are built from their first letter on: merges at the front, and there the short ones, win.
            merges.setdefault(f"{head} {tail}", (not head.startswith(_SPACE), length))
    return Vocabulary(list(tokens), sorted(merges, key=merges.__getitem__))


def _spellings(words: Sequence[str]) -> Iterator[str]:
    """Every word as it stands in texts: after a space or not, with a capital or not; then parts of words."""
    for word in words:
        if word.isascii() and word.isalpha():
            for written in (word.lower(), word.capitalize()):
                yield from (_SPACE + written, written)
    middles = (word.removeprefix("##") for word in words if word.startswith("##"))
    yield from (middle for middle in middles if middle.isascii() and middle.isalpha())
    yield from (_SPACE + word.upper() for word in words if word.isascii() and word.isalpha())
