"""Real utterances as training goals; every label set is a universe of tools, read by their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from edgelam.core.catalogue import AppSpec
from edgelam.planner.evaluate import held_out, human, read_rows
from edgelam.reader.wordpiece import WordPiece

from .planner_goals import PHONE, UNKNOWN, Goal, Part, Span
from .planner_tasks import groups_of_labels


def labelled(row: dict[str, Any], universe: str) -> Goal:
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
    known = known and row.get("lang", "en") == "en"
    part = Part(0, len(text), row["intent"], UNKNOWN, tuple(spans) if known else (), known)
    return Goal(text, (part,), universe)


# Labels that are one of our own tools; slots map to parameters, to "" where the words may hold more,
# and "*" says which parameter the whole text is.
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
    "timer": ("clock.timer.set", None),
    "SNOOZE_ALARM": ("clock.alarm.snooze", None),
    "AddAlarm": ("clock.alarm.set", None),
    "HassSetVolume": ("settings.volume.set", None),
    "change_volume": ("settings.volume.set", None),
    "audio_volume_mute": ("settings.volume.set", None),
    "PAUSE_MUSIC": ("media.pause", {}),
    "STOP_MUSIC": ("media.pause", {}),
    "HassMediaPause": ("media.pause", {}),
    "HassMediaUnpause": ("media.resume", {}),
    "SKIP_TRACK_MUSIC": ("media.next", {}),
    "next_song": ("media.next", {}),
    "HassMediaNext": ("media.next", {}),
    "PREVIOUS_TRACK_MUSIC": ("media.previous", {}),
    "HassMediaPrevious": ("media.previous", {}),
    "qa_factoid": ("web.search", {"*": "query"}),
    "qa_definition": ("web.search", {"*": "query"}),
    "definition": ("web.search", {"*": "query"}),
    "spelling": ("web.search", {"*": "query"}),
    "qa_stock": ("web.search", {"*": "query"}),
    "qa_currency": ("web.search", {"*": "query"}),
    "next_holiday": ("web.search", {"*": "query"}),
    "ACTION_SET_ALARM": ("clock.alarm.set", None),
    "ACTION_SHOW_ALARMS": ("clock.alarm.show", None),
    "ACTION_SET_TIMER": ("clock.timer.set", None),
    "ACTION_WEB_SEARCH": ("web.search", None),
    "ACTION_DIAL": ("phone.dial", None),
    "ACTION_CALL": ("contacts.call", None),
    "ACTION_CREATE_NOTE": ("notes.create", {"EXTRA_NAME": "title", "EXTRA_TEXT": "text"}),
    "ACTION_IMAGE_CAPTURE": ("camera.open", {}),
    "ACTION_VIDEO_CAPTURE": ("camera.video.open", {}),
    "ACTION_WIFI_SETTINGS": ("settings.page.open", None),
    "ACTION_LOCALE_SETTINGS": ("settings.page.open", None),
    "ACTION_DISPLAY_SETTINGS": ("settings.page.open", None),
    "ACTION_DATE_SETTINGS": ("settings.page.open", None),
    "ACTION_BLUETOOTH_SETTINGS": ("settings.page.open", None),
    "ACTION_SECURITY_SETTINGS": ("settings.page.open", None),
    "ACTION_INPUT_METHOD_SETTINGS": ("settings.page.open", None),
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
    if row["intent"] in _OURS:
        return _tool_goal(goal, *_OURS[row["intent"]])
    group = groups_of_labels().get(row["intent"])
    if group is None:
        return None
    if group == "NOTHING":
        return Goal(goal.text, (Part(0, len(goal.text), None, None, (), False),), declined=True)
    kind = group.removeprefix("?")
    app = r.choice(packages[kind]) if kind else UNKNOWN
    tool = UNKNOWN if group.startswith("?") else None
    return Goal(goal.text, (Part(0, len(goal.text), tool, app, (), False),))


def _tool_goal(goal: Goal, tool: str, names: dict[str, str] | None) -> Goal:
    part, text = goal.parts[0], goal.text
    if names is not None and "*" in names:
        end = len(text.rstrip(" .!?"))
        spans: tuple[Span, ...] = (Span(names["*"], 0, end),)
        known = end > 0
    else:
        renamed = {human(k): v for k, v in (names or {}).items()}
        known = part.spans_known and names is not None
        known = known and all(renamed.get(s.param) for s in part.spans) and (bool(part.spans) or names == {})
        spans = tuple(Span(renamed[s.param], s.start, s.end) for s in part.spans) if known else ()
    return Goal(text, (Part(0, len(text), tool, UNKNOWN, spans, known),))


# What the sources' slots can stand for in made-up goals: fillers by slot types.
_FILLS = {
    ("text",): ("CONTENT_EXACT",),
    ("errands",): ("TODO",),
    ("label", "labels"): ("ALARM_NAME", "TIMER_NAME"),
    ("event", "titles"): ("event_name", "NAME_EVENT"),
    ("query", "queries", "title"): ("object_name", "entity_name"),
    ("music",): ("MUSIC_ARTIST_NAME", "MUSIC_TRACK_TITLE", "artist", "album", "track", "song_name"),
    ("destination", "place", "places"): ("DESTINATION", "city", "place_name", "business_name"),
    ("contact", "who", "name"): ("RECIPIENT", "person"),
    ("thing", "things", "goods", "dishes"): ("food_type",),
}
_NO_VALUE = re.compile(
    r"^(me|my|him|her|them|us|you|it|all|every\w*|any\w*|this|that|there|here|to|at|in|from|for|the \w+)\b"
    r"|\W{2}|[`\"]",
    re.IGNORECASE,
)


def spoken_values(rows: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Words of real slots, by the fillers they can stand for."""
    found: dict[str, dict[str, None]] = {}
    fillers = {kind: names for names, kinds in _FILLS.items() for kind in kinds}
    for row in rows:
        for slot in row["slots"]:
            text = slot["text"]
            if (
                slot["type"] in fillers
                and len(text) > 1
                and len(text.split()) < 9
                and not _NO_VALUE.search(text)
            ):
                for name in fillers[slot["type"]]:
                    found.setdefault(name, {})[text] = None
    return {name: list(texts) for name, texts in found.items()}


def foreign(data: Path) -> list[dict[str, Any]]:
    """Utterances in other languages, of those that are written in Latin letters."""
    rows = read_rows(data / "utterances/home_assistant_other.jsonl.gz")
    return [row for row in rows if row["intent"] != "none" and _latin(row["text"])]


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


_ASKED = re.compile(r"(what|how|who|when|where|which)\b(?!.* (on|app)\b)", re.IGNORECASE)


def people(data: Path, apps: dict[str, AppSpec]) -> list[Goal]:
    """Goals of people that some app fulfils; mostly it is not told which, and never in which steps."""
    goals = []
    for source in ("motif.jsonl", "amex.jsonl", "aitw.jsonl", "b_moca.jsonl.gz", "mobile_eval_e.jsonl"):
        for row in read_rows(data / "goals" / source):
            text = row["goal"]
            if held_out(row["id"]):
                continue
            if row["source"] == "aitw" and _ASKED.match(text):
                goals.append(
                    _tool_goal(Goal(text, (Part(0, len(text), None, None),)), "web.search", {"*": "query"})
                )
                continue
            app = app_named(row["apps"][0], apps) if len(row["apps"]) == 1 else UNKNOWN
            tool = None if row["source"] == "b_moca" else UNKNOWN
            goals.append(Goal(text, (Part(0, len(text), tool, app, (), False),), segmented=False))
    return goals


def control(data: Path, apps: dict[str, AppSpec]) -> list[Goal]:
    """AndroidControl's goals that name their app: one step on its screen."""
    found = []
    for row in read_rows(data / "plans/androidcontrol_train.jsonl"):
        text, label = row["goal"], row["app"]
        if label and label.lower() in text.lower():
            part = Part(0, len(text), None, app_named(label, apps), (), False)
            found.append(Goal(text, (part,), segmented=False))
        else:
            found.append(Goal(text, (Part(0, len(text), UNKNOWN, UNKNOWN, (), False),), segmented=False))
    return found


def app_named(label: str, apps: dict[str, AppSpec]) -> str:
    """The package of the app of that name; a new one, of which no more is known, when there is none."""
    found = next((p for p, spec in apps.items() if spec.label.lower() == label.lower()), None)
    if found is None:
        found = "app." + label.lower().replace(" ", "")
        apps[found] = AppSpec(package=found, label=label)
    return found


def gibberish(r: Random, count: int) -> Iterator[Goal]:
    """Letters, signs and words without a sense."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = [
        token
        for token in WordPiece.shipped().tokens
        if token.isalpha() and token.isascii() and len(token) > 2
    ]
    for _ in range(count):
        draw = r.random()
        if draw < 0.5:
            words = [
                "".join(r.choice(letters) for _ in range(r.randrange(2, 9))) for _ in range(r.randrange(1, 7))
            ]
        elif draw < 0.65:
            words = ["".join(r.choice("!?#%&*+-=.,;:()/0123456789") for _ in range(r.randrange(1, 12)))]
        elif draw < 0.8:
            words = [r.choice(letters) * r.randrange(3, 12) for _ in range(r.randrange(1, 4))]
        else:
            words = r.sample(known, r.randrange(3, 8))
        yield Goal(" ".join(words), (), declined=True, segmented=False)
