"""Uncased BERT WordPiece over a vocabulary file, with character offsets; pure but for that file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

UNKNOWN, PAD, START, SEPARATOR = "[UNK]", "[PAD]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100  # characters; BERT reads longer ones as unknown
_CHUNK = re.compile("[^ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class Piece(NamedTuple):
    """A token of a text: its id and the characters `text[start:end]` it stands for."""

    id: int
    start: int
    end: int


class WordPiece:
    """Splits text as `bert-base-uncased` does: lower case, no accents, punctuation apart, longest first."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.tokens = tuple(vocabulary)
        self._ids = {token: index for index, token in enumerate(self.tokens)}
        self._unknown = self._ids[UNKNOWN]
        self._chunk = lru_cache(maxsize=20_000)(self._split_chunk)

    @classmethod
    def shipped(cls) -> WordPiece:
        """The vocabulary that both shipped models share."""
        return cls(files(__package__).joinpath("vocab.txt").read_text("utf-8").splitlines())

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """One token a line, in the order of the ids."""
        return cls(path.read_text("utf-8").splitlines())

    def __len__(self) -> int:
        return len(self.tokens)

    def id(self, token: str) -> int:
        """The id of a token of the vocabulary, such as a marker; KeyError when it has none."""
        return self._ids[token]

    def encode(self, text: str, limit: int | None = None) -> list[int]:
        """The ids of a text, at most `limit` of them."""
        ids: list[int] = []
        for chunk in _CHUNK.findall(text):
            ids += [piece.id for piece in self._chunk(chunk)]
            if limit is not None and len(ids) >= limit:
                return ids[:limit]
        return ids

    def pieces(self, text: str) -> list[Piece]:
        """The tokens of a text with the characters they stand for."""
        return [
            Piece(id, match.start() + start, match.start() + end)
            for match in _CHUNK.finditer(text)
            for id, start, end in self._chunk(match.group())
        ]

    def _split_chunk(self, chunk: str) -> tuple[Piece, ...]:
        return tuple(piece for word in _words(chunk) for piece in self._split_word(word))

    def _split_word(self, word: list[tuple[str, int]]) -> Iterator[Piece]:
        text = "".join(char for char, _ in word)
        whole = Piece(self._unknown, word[0][1], word[-1][1] + 1)
        found: list[Piece] = []
        start = 0
        while start < len(text) <= _LONGEST_WORD:
            prefix = "##" if start else ""
            end = next((e for e in range(len(text), start, -1) if prefix + text[start:e] in self._ids), None)
            if end is None:
                return iter((whole,))
            found.append(Piece(self._ids[prefix + text[start:end]], word[start][1], word[end - 1][1] + 1))
            start = end
        return iter(found or (whole,))


def _words(chunk: str) -> Iterator[list[tuple[str, int]]]:
    """Words of a run of non-blank characters, each as its normalised characters and where they came from."""
    word: list[tuple[str, int]] = []
    for index, char in enumerate(chunk):
        for part in _normalise(char):
            if _stands_alone(part):
                if word:
                    yield word
                yield [(part, index)]
                word = []
            else:
                word.append((part, index))
    if word:
        yield word


@lru_cache(maxsize=4096)
def _normalise(char: str) -> str:
    if char in "\x00\ufffd" or unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"}:
        return ""
    return "".join(c for c in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=4096)
def _stands_alone(char: str) -> bool:
    code = ord(char)
    if code < 128:
        return not char.isalnum()
    return unicodedata.category(char).startswith("P") or any(low <= code <= high for low, high in _CJK)
