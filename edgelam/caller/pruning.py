"""Fewer elements without losing the one that matters: first repeats go, then what the step omits; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from edgelam.core.screen import Element
from edgelam.reader.wordpiece import WordPiece

from .rendering import BRIEF_LABEL, LABEL, NOWHERE, element_tokens, element_words, extent

BUDGET = 220  # tokens for the elements of a screen
_WORD = re.compile(r"\w+")


class Pruned(NamedTuple):
    """What is left of a screen."""

    elements: list[Element]  # in their order
    label: int  # tokens that a label may take
    leads: Mapping[int, str] = NOWHERE  # what is still told of where they lead, by ref


def prune(
    reader: WordPiece,
    elements: Sequence[Element],
    legal: Collection[int],
    do: str,
    budget: int = BUDGET,
    leads: Mapping[int, str] = NOWHERE,
) -> Pruned:
    """The elements that fit in `budget` tokens.

    legal: refs that some legal action points at. The others are context: kept when they say something that no
    legal element says. leads: labels of what legal elements lead to, by ref. When room is short, those that
    share no word with the step go, then labels are cut, then words shared with the step and legal elements go
    first.
    """
    said: set[str] = set()
    for element in elements:
        if element.ref in legal:
            said.update(_lines(element))
    kept = [e for e in elements if e.ref in legal or any(line not in said for line in _lines(e))]
    wanted, size = _stems(do), extent(kept)
    known = {ref: text for ref, text in leads.items() if ref in legal}
    fitting = {ref: text for ref, text in known.items() if wanted & _stems(text)}
    for label, told in ((LABEL, known), (LABEL, fitting), (BRIEF_LABEL, fitting)):
        costs = {e.ref: len(element_tokens(reader, e, label, told.get(e.ref, ""), size)) for e in kept}
        if sum(costs.values()) <= budget:
            return Pruned(kept, label, told)
    said_of = {e.ref: _stems(" ".join((*element_words(e), fitting.get(e.ref, "")))) for e in kept}
    chosen: set[int] = set()
    for element in sorted(kept, key=lambda e: (-len(wanted & said_of[e.ref]), e.ref not in legal)):
        if costs[element.ref] <= budget:
            budget -= costs[element.ref]
            chosen.add(element.ref)
    return Pruned([e for e in kept if e.ref in chosen], BRIEF_LABEL, fitting)


def _lines(element: Element) -> list[str]:
    values = (element.text, element.desc, element.hint)
    return [line.strip().lower() for value in values for line in value.split("\n") if line.strip()]


def _stems(text: str) -> set[str]:
    # Five letters are enough to tell most words apart, and few enough to join "notification" and "notify".
    return {word[:5] for word in _WORD.findall(text.lower()) if len(word) > 2 or word.isdigit()}
