"""Whether what a step names was dealt with: by what was touched, typed and changed; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from edgelam.core.text import mentions, words

from .asked import says_nothing
from .effects import Act, readable

_CALENDAR = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)


def heard(text: str, labels: Iterable[str]) -> bool:
    """Whether labels hold a text: whole, or piece by piece between words that say nothing.

    A Planner cuts texts too long or too short (`Oil the gate to Work`, `the Tomato seeds`); each piece must
    stand in a label as it is.
    """
    known = [label for label in labels if label]
    if any(mentions(label, text) for label in known):
        return True
    tokens = [" ".join(words(token)) for token in text.split()]  # `kite_61.jpg` is no two pieces
    said = [token for token in tokens if token]
    at, pieces = 0, 0
    while at < len(said):
        end = next(
            (e for e in range(len(said), at, -1) if any(mentions(k, " ".join(said[at:e])) for k in known)), at
        )
        if end > at:
            pieces += not all(says_nothing(token) for token in said[at:end])
            at = end
        elif says_nothing(said[at]):
            at += 1
        else:
            return False
    return pieces > 0


def touched_and_typed(acts: Sequence[Act]) -> list[str]:
    """What was touched, and what was typed and not typed over again before it could be kept."""
    over = {act.element.text.strip() for act in acts if act.kind in ("type", "clear")}
    touched = [readable(act.element) for act in acts if act.kind not in ("type", "clear")]
    return touched + [act.text for act in acts if act.text not in over]


def counts(label: str) -> bool:
    """Whether a label is one of a row: a number, a weekday, a month."""
    own = words(label)
    return bool(own) and (own[0].isdigit() or own[0] in _CALENDAR)


def dated(name: str, do: str, labels: Sequence[str]) -> bool:
    """Whether a weekday or month was dealt with by its date: `19` was touched, or `Tue, May 19` is shown."""
    word = name.lower()
    if word not in _CALENDAR:
        return False
    said = do.lower()
    found = re.search(rf"\b{word}\b\D{{0,14}}?(\d\d?)\b", said) or re.search(
        rf"\b(\d\d?)(?:st|nd|rd|th)? (?:of )?{word}\b", said
    )
    for label in labels:
        own = words(label)
        short = any(other.startswith(word[:3]) and word.startswith(other) for other in own)
        date = len(own) == 1 or any(other in _CALENDAR for other in own)
        if (found is None and short) or (found is not None and found[1] in own and (short or date)):
            return True
    return False
