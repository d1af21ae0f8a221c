"""Real utterances as training goals; every label set is a universe of tools, read by their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from edgelam.planner.evaluate import human, read_rows

from .planner_goals import PHONE, UNKNOWN, Goal, Part, Span
from .planner_tasks import groups_of_labels


def labelled(row: dict[str, Any], universe: str, brief: bool = False) -> Goal:
    """An utterance whose whole text is one step; its slots where they are spans of it."""
    text, spans, known, at = row["text"], [], True, 0
    for slot in row["slots"]:
        start = text.lower().find(slot["text"].lower(), at)
        start = text.lower().find(slot["text"].lower()) if start < 0 else start
        if start < 0 or not slot["text"]:
            known = False
            continue
        spans.append(Span(human(slot["type"]), start, start + len(slot["text"])))
        at = start + len(slot["text"])
    part = Part(0, len(text), row["intent"], UNKNOWN, tuple(spans), known)
    return Goal(text, (part,), universe, brief=brief)


# Labels that are one of our own tools; slots map to parameters, to "" where the words may hold more.
_OURS: dict[str, tuple[str, dict[str, str] | None]] = {
    "CREATE_ALARM": ("clock.alarm.set", None),
    "alarm_set": (
        "clock.alarm.set",
        {"time": "time", "date": "date", "event_name": "label", "alarm_type": ""},
    ),
    "alarm": ("clock.alarm.set", None),
    "GET_ALARM": ("clock.alarm.show", {}),
    "alarm_query": ("clock.alarm.show", {}),
    "CREATE_TIMER": ("clock.timer.set", None),
    "HassStartTimer": ("clock.timer.set", None),
    "SEND_MESSAGE": ("messages.send", {"RECIPIENT": "contact", "CONTENT_EXACT": "text", "": ""}),
    "text": ("messages.send", None),
    "make_call": ("contacts.call", None),
    "GET_DIRECTIONS": ("maps.navigate", {"DESTINATION": "destination"}),
    "directions": ("maps.navigate", None),
    "email_sendemail": ("mail.draft", None),
    "calendar_set": ("calendar.event.create", {"event_name": "title", "date": "date", "time": "time"}),
    "PLAY_MUSIC": ("media.play", None),
    "play_music": ("media.play", None),
    "HassMediaSearchAndPlay": ("media.play", None),
    "PlayMusic": ("media.play", None),
}


def ours(row: dict[str, Any], packages: dict[str, list[str]], r: Random) -> Goal | None:
    """The utterance as a goal over our own tools and apps, where its label says which."""
    goal = labelled(row, PHONE)
    part = goal.parts[0]
    if row["intent"] in _OURS:
        tool, names = _OURS[row["intent"]]
        known = part.spans_known and names is not None
        renamed = {human(k): v for k, v in (names or {}).items()}
        known = known and all(renamed.get(s.param) for s in part.spans) and (bool(part.spans) or names == {})
        spans = tuple(Span(renamed[s.param], s.start, s.end) for s in part.spans) if known else ()
        return Goal(goal.text, (Part(0, len(goal.text), tool, UNKNOWN, spans, known),))
    group = groups_of_labels().get(row["intent"])
    if group is None:
        return None
    app = r.choice(packages[group]) if group in packages else None
    return Goal(goal.text, (Part(0, len(goal.text), None, app, (), False),))


def foreign(data: Path, r: Random, count: int) -> Iterator[Goal]:
    """Utterances in languages that the Planner does not know."""
    rows = read_rows(data / "utterances/home_assistant_other.jsonl.gz")
    near = {"en", "hi-Latn"}
    rows = [row for row in rows if row.get("lang") not in near]
    for row in r.sample(rows, min(count, len(rows))):
        yield Goal(row["text"], (), declined=True, segmented=False)


def gibberish(r: Random, count: int) -> Iterator[Goal]:
    """Letters and signs without a sense."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _ in range(count):
        draw = r.random()
        if draw < 0.6:
            words = [
                "".join(r.choice(letters) for _ in range(r.randrange(2, 9))) for _ in range(r.randrange(1, 7))
            ]
        elif draw < 0.8:
            words = ["".join(r.choice("!?#%&*+-=.,;:()/0123456789") for _ in range(r.randrange(1, 12)))]
        else:
            words = [r.choice(letters) * r.randrange(3, 12) for _ in range(r.randrange(1, 4))]
        yield Goal(" ".join(words), (), declined=True, segmented=False)
