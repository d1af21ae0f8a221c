"""What is wrong with an answer, told by comparing it with the right one; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from edgelam.core.text import normalised

Slots = Counter[tuple[str, str]]  # type and normalised text of each slot


def of_utterance(right: str, said: str | None, gold: Slots, found: Slots) -> str:
    """The first of: the label, a slot's type, its ends, one too many, one too few; empty when all is right.

    right, said: labels as words.
    """
    if said is None:
        return "no label"
    if said != right:
        near = set(right.split()) & set(said.split())
        return "a label that shares a word" if near else "another label"
    missed, extra = gold - found, found - gold
    if not missed and not extra:
        return ""
    if {text for _, text in missed} & {text for _, text in extra}:
        return "a slot's type"
    if any(one == other and _overlap(a, b) for one, a in missed for other, b in extra):
        return "where a slot begins or ends"
    return "a slot too many" if extra and not missed else "a slot missed"


def of_steps(gold: Sequence[str], found: Sequence[str]) -> str:
    """The number of steps, else what is otherwise in the first wrong one; empty when all is right."""
    right, said = ([normalised(step) for step in steps] for steps in (gold, found))
    if right == said:
        return ""
    if len(right) != len(said):
        return "a step too many" if len(said) > len(right) else "a step missed"
    one, other = next((a, b) for a, b in zip(right, said, strict=True) if a != b)
    if one.split()[:1] != other.split()[:1]:
        return "a step's verb"
    return "where an object begins or ends" if _overlap(one, other) else "a step's object"


def _overlap(one: str, other: str) -> bool:
    """Whether one text's words are part of the other's."""
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())
