"""Goals with other words of a kind in their slots, so that what stands around a slot tells it, too.

Mention replacement, as in Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity
Recognition" (2020).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from edgelam.planner.evaluate import human

from .planner_goals import Goal, Span

# Slot types of several sources whose words can stand for each other.
_ALIKE = (
    ("artist name", "music artist name", "artist"),
    ("song name", "music track title", "track"),
    ("playlist name", "music playlist title", "playlist"),
    ("music album", "music album title", "album"),
    ("person", "contact name", "directed by", "starring"),
    ("place name", "location", "city", "country", "state"),
    ("audiobook name", "object name"),
    ("food type", "served dish"),
    ("weather descriptor", "weather attribute", "condition description"),
    ("business name", "restaurant name"),
    ("event name", "name event", "category event"),
)
_LONGEST = 6  # words of what is put in
_SHARE = 0.6  # of a goal's slots that are filled anew, where it is done at all


def values_of(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[tuple[str, str], list[str]]:
    """What was said for each source's slots, and for such like them in other sources. rows: by source."""
    own: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    by_type: dict[str, dict[str, None]] = defaultdict(dict)
    for source, said in rows.items():
        for row in said:
            for slot in row["slots"]:
                if slot["text"].lower() in row["text"].lower() and len(slot["text"].split()) <= _LONGEST:
                    own[source, human(slot["type"])][slot["text"]] = None
                    by_type[human(slot["type"])][slot["text"]] = None
    alike = {kind: group for group in _ALIKE for kind in group}
    return {
        (source, kind): list(
            texts | {text: None for other in alike.get(kind, ()) for text in by_type.get(other, ())}
        )
        for (source, kind), texts in own.items()
    }


def swapped(goal: Goal, values: Mapping[tuple[str, str], Sequence[str]], r: Random) -> Goal:
    """A goal of one step with other words in some of its slots; as it is where it has none that are known."""
    part = goal.parts[0]
    spans = sorted(part.spans, key=lambda span: span.start)
    apart = all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    if not spans or not apart or (part.start, part.end) != (0, len(goal.text)):
        return goal
    text, at, moved = "", 0, list[Span]()
    for span in spans:
        text += goal.text[at : span.start]
        other = values.get((goal.universe, span.param), ())
        said = r.choice(other) if other and r.random() < _SHARE else goal.text[span.start : span.end]
        moved.append(Span(span.param, len(text), len(text) + len(said)))
        text, at = text + said, span.end
    text += goal.text[at:]
    return replace(goal, text=text, parts=(replace(part, end=len(text), spans=tuple(moved)),))
