"""Fewer elements without losing the one that matters: what repeats goes first, then what the step never mentions; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from edgelam.core.screen import Element
from edgelam.reader.wordpiece import WordPiece

from .rendering import element_tokens, element_words

_WORD = re.compile(r"\w+")


def prune(
    reader: WordPiece, elements: Sequence[Element], legal: Collection[int], do: str, budget: int
) -> list[Element]:
    """The elements that fit in `budget` tokens, in their order.

    legal: refs that some legal action points at. The others are context: kept when they say something that no
    legal element says. When room is short, legal elements go before context, and words shared with the step first.
    """
    said: set[str] = set()
    for element in elements:
        if element.ref in legal:
            said.update(_lines(element))
    kept = [e for e in elements if e.ref in legal or any(line not in said for line in _lines(e))]
    costs = {e.ref: len(element_tokens(reader, e)) for e in kept}
    if sum(costs.values()) <= budget:
        return kept
    wanted = _stems(do)
    ranked = sorted(kept, key=lambda e: (-_overlap(e, wanted), e.ref not in legal))
    chosen: set[int] = set()
    for element in ranked:
        if costs[element.ref] <= budget:
            budget -= costs[element.ref]
            chosen.add(element.ref)
    return [e for e in kept if e.ref in chosen]


def _lines(element: Element) -> list[str]:
    values = (element.text, element.desc, element.hint)
    return [line.strip().lower() for value in values for line in value.split("\n") if line.strip()]


def _stems(text: str) -> set[str]:
    # Five letters are enough to tell most words apart, and few enough to join "notification" and "notify".
    return {word[:5] for word in _WORD.findall(text.lower()) if len(word) > 2 or word.isdigit()}


def _overlap(element: Element, wanted: set[str]) -> int:
    return len(wanted & _stems(" ".join(element_words(element))))
