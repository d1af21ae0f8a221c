"""The pruned vocabulary both shipped models share: BERT's, less scripts and words phones rarely show."""

from __future__ import annotations

import gzip
import json
import lzma
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from edgelam.reader.wordpiece import PAD, SEPARATOR, START, UNKNOWN, WordPiece

SPECIALS = (PAD, UNKNOWN, START, SEPARATOR, "[MASK]")
MARKS = 59  # tokens without a word, for the roles' own marks; with the specials they are ids 0..63


def mark(number: int) -> str:
    """The spelling of a mark in the vocabulary file, numbered from 1."""
    return f"[mark{number}]"


def prune(original: Sequence[str], texts: Iterable[str], size: int) -> list[str]:
    """Specials and marks, Latin characters, the pieces the texts use, then the rest, in order of id.

    original: the encoder's own vocabulary, whose ids fall with frequency.
    """
    reader = WordPiece(original)
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(reader.encode(text))
    ordinary = [i for i, token in enumerate(original) if _wanted(token)]
    single = [i for i in ordinary if len(original[i].removeprefix("##")) == 1]
    ranked = single + sorted(set(ordinary) - set(single), key=lambda i: (-min(counts[i], 2), i))
    head = [*SPECIALS, *(mark(n + 1) for n in range(MARKS))]
    kept = sorted(ranked[: size - len(head)])
    return head + [original[i] for i in kept]


def corpus_texts(data: Path) -> Iterator[str]:
    """Every text of the development data that the two models could be asked to read."""
    for path in sorted(data.rglob("*.jsonl*")):
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for line in lines:
                yield from _strings(json.loads(line))
    for path in sorted(data.rglob("*.tar.xz")):
        with lzma.open(path) as packed, tarfile.open(fileobj=packed) as archive:
            for member in archive:
                part = archive.extractfile(member)
                if part is not None:
                    yield part.read().decode("utf-8", "replace").replace("_", " ").replace('"', " ")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("_", " ")
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _wanted(token: str) -> bool:
    if token.startswith("[") and len(token) > 1:
        return False
    return all(ord(c) < 128 or _latin_or_sign(c) for c in token)


def _latin_or_sign(char: str) -> bool:
    if unicodedata.category(char)[0] in "PS":
        return True
    return "LATIN" in unicodedata.name(char, "") or not char.isalpha()
