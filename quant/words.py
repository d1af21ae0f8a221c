"""A byte-level BPE vocabulary of any size, made of the reader's words, for models that have none; pure.

A word with a space before it is one token, as in the vocabularies that published models bring, so texts make
about as many tokens and grammars meet real pieces. Nothing is learnt and nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

_SPACE, _LINE = "\u0120", "\u010a"  # how byte-level vocabularies write a space and a line's end
_MARKS = "()[]{}:;.,!?-+*/&=<>|#_'\""
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
    """At most `size` tokens: the bytes, then every word that there is room for, the frequent ones first.

    words: lower-case words, the frequent ones first; `##` marks the middle of a word. Raises ValueError when
    `size` has no room for the bytes.
    """
    if size < 256:
        raise ValueError(f"a byte-level vocabulary has 256 tokens at least, not {size}")
    tokens = dict.fromkeys(byte_symbols())
    ranks: dict[tuple[str, str], int] = {}
    for spelled in _spellings(words):
        head, *rest = _merged(spelled, ranks)
        if len(tokens) + len(rest) > size:
            break
        for tail in rest:  # weaker than all merges before: what was one token stays one
            ranks.setdefault((head, tail), len(ranks))
            head += tail
            tokens.setdefault(head)
    return Vocabulary(list(tokens), [" ".join(pair) for pair in ranks])


def _merged(spelled: str, ranks: Mapping[tuple[str, str], int]) -> list[str]:
    """The pieces that byte-pair encoding makes of a word."""
    pieces = list(spelled)
    while True:
        found = [(ranks[pair], i) for i, pair in enumerate(pairwise(pieces)) if pair in ranks]
        if not found:
            return pieces
        _, at = min(found)
        pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]


def _spellings(words: Sequence[str]) -> Iterator[str]:
    """What texts are made of: marks, words after a space or not, with a capital or not, parts of words."""
    for mark in _MARKS:
        yield from (_SPACE + mark, mark + _LINE, mark * 2)
    for word in words:
        if word.isascii() and word.isalpha():
            for written in (word.lower(), word.capitalize()):
                yield from (_SPACE + written, written)
    middles = (word.removeprefix("##") for word in words if word.startswith("##"))
    yield from (middle for middle in middles if middle.isascii() and middle.isalpha())
    yield from (_SPACE + word.upper() for word in words if word.isascii() and word.isalpha())
