"""Examples of the Caller as rows of tokens and places, and the file that keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edgelam.caller.pointing import VERBS
from edgelam.caller.pruning import prune
from edgelam.caller.rendering import render
from edgelam.reader.wordpiece import WordPiece

from .examples import Example

NOWHERE = -100  # cross_entropy skips it


@dataclass(frozen=True)
class Row:
    """An example as tokens and places."""

    tokens: list[int]
    candidates: list[int]  # places of the marks that may be chosen
    gold: int  # which of them
    verb: int = NOWHERE
    words: int = 0  # tokens of the step's words, from place 1 on
    span: tuple[int, int] = (NOWHERE, NOWHERE)  # first and last word of the typed text
    slots: tuple[int, ...] = ()  # places of the slots' marks
    slot: int = 0  # which of them is typed, from 1; 0: the step's own words


def row(reader: WordPiece, example: Example) -> Row | None:
    """None when the right element or text is not among what can be chosen."""
    legal = example.legal if example.legal is not None else frozenset(e.ref for e in example.elements)
    kept, label, leads = prune(reader, example.elements, legal, example.do, leads=example.leads)
    reading = render(reader, example.do, example.history, kept, example.slots, example.choices, label, leads)
    places = {ref: place for ref, place in reading.elements.items() if ref in legal}
    gold = example.gold
    wanted = reading.globals.get(gold.verb) if gold.target is None else places.get(gold.target)
    if wanted is None:
        return None
    candidates = [*reading.globals.values(), *places.values()]
    verb = VERBS.index(gold.verb) if gold.target is not None else NOWHERE
    slots = tuple(reading.slots.values())
    slot = 1 + list(reading.slots).index(gold.slot) if gold.slot is not None else 0
    span = (NOWHERE, NOWHERE)
    if gold.verb == "type" and not slot:
        text = gold.text or ""
        whole = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", example.do)
        start = whole.start() if whole else example.do.find(text)
        inside = [i for i, p in enumerate(reading.words) if start <= p.start and p.end <= start + len(text)]
        if start < 0 or not inside:
            return None
        span = (inside[0], inside[-1])
    where = candidates.index(wanted)
    return Row(reading.tokens, candidates, where, verb, len(reading.words), span, slots, slot)


def rows_of(reader: WordPiece, examples: Iterable[Example]) -> list[Row]:
    """What of the examples can be learnt; those whose answer does not fit are left out."""
    return [made for example in examples if (made := row(reader, example)) is not None]


_LISTS = ("tokens", "candidates", "slots")
_NUMBERS = ("gold", "verb", "words", "slot")


def save_rows(path: Path, rows: Sequence[Row]) -> None:
    """Keep rows in a packed file, much smaller than the examples they were made of."""
    packed: dict[str, NDArray[np.generic]] = {}
    for name in _LISTS:
        lists = [getattr(r, name) for r in rows]
        packed[name] = np.fromiter((value for values in lists for value in values), np.uint16)
        packed[f"{name}_count"] = np.array([len(values) for values in lists], np.uint16)
    for name in _NUMBERS:
        packed[name] = np.array([getattr(r, name) for r in rows], np.int16)
    packed["span"] = np.array([r.span for r in rows], np.int16).reshape(-1, 2)
    np.savez_compressed(path, allow_pickle=False, **packed)


def load_rows(path: Path) -> list[Row]:
    """What `save_rows` kept."""
    with np.load(path, allow_pickle=False) as packed:
        lists = [_split(packed[name], packed[f"{name}_count"]) for name in _LISTS]
        numbers = [packed[name].tolist() for name in _NUMBERS]
        spans = packed["span"].tolist()
    return [
        Row(tokens, candidates, gold, verb, words, (first, last), tuple(slots), slot)
        for tokens, candidates, slots, gold, verb, words, slot, (first, last) in zip(
            *lists, *numbers, spans, strict=True
        )
    ]


def _split(values: NDArray[np.uint16], counts: NDArray[np.uint16]) -> list[list[int]]:
    return [part.tolist() for part in np.split(values, np.cumsum(counts[:-1], dtype=np.int64))]
