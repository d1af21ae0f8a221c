"""Goals of the tasks for the Planner to learn from: no rare wordings, and training seeds only.

python -m bench.tasks.goals FILE
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edgelam.train.planner_goals import UNKNOWN

from .catalogue import TASKS
from .episodes import FIRST_SEED
from .task import Task, Trial, stage

# What the apps are called and for, by how the names of their tasks begin.
_APPS = {
    "bank": ("Bank", "bank accounts and cards"),
    "browser": ("Browser", "web browser"),
    "calculator": ("Calculator", "calculator"),
    "calendar": ("Calendar", "calendar and events"),
    "camera": ("Camera", "take pictures and videos"),
    "chat": ("Chat", "chat and calls"),
    "clock": ("Clock", "alarms, timers, stopwatch"),
    "contacts": ("Contacts", "people and phone numbers"),
    "dialer": ("Phone", "calls and call log"),
    "drawing": ("Drawing", "draw and paint"),
    "expenses": ("Expenses", "expenses and budgets"),
    "files": ("Files", "files and folders"),
    "gallery": ("Gallery", "photos and albums"),
    "mail": ("Mail", "e-mail"),
    "maps": ("Maps", "maps and directions"),
    "messages": ("Messages", "text messages and threads"),
    "music": ("Music", "music and podcasts"),
    "notes": ("Notes", "notes and lists"),
    "recipes": ("Recipes", "recipes and cooking"),
    "recorder": ("Recorder", "record sound"),
    "settings": ("Settings", "system settings, permissions, network, display, sound"),
    "shop": ("Shop", "shopping"),
    "store": ("Store", "install apps and games"),
    "todos": ("Tasks", "tasks and reminders"),
    "weather": ("Weather", "weather forecast"),
}
# Tasks that one tool does, and which of their values are its parameters.
_TOOLS: dict[str, tuple[str, dict[str, str]]] = {
    "clock-alarm-set": ("clock.alarm.set", {"time": "time"}),
    "clock-alarm-weekdays": ("clock.alarm.set", {}),
    "clock-alarm-weekend": ("clock.alarm.set", {}),
    "clock-alarm-label": ("clock.alarm.set", {"time": "time", "label": "label"}),
    "clock-alarms-show": ("clock.alarm.show", {}),
    "clock-timer": ("clock.timer.set", {}),
    "contacts-new": ("contacts.create", {"new": "name", "number": "phone"}),
    "dialer-call": ("contacts.call", {"who": "contact"}),
    "dialer-call-number": ("contacts.call", {"number": "contact"}),
    "messages-text": ("messages.send", {"who": "contact", "text": "text"}),
    "messages-text-number": ("messages.send", {"number": "contact", "text": "text"}),
    "messages-draft": ("messages.draft", {"who": "contact", "text": "text"}),
    "notes-new": ("notes.create", {"title": "title", "body": "text"}),
    "notes-write": ("notes.create", {"body": "text"}),
    "todos-add": ("tasks.create", {"task": "title"}),
    "settings-wifi-on": ("settings.wifi.set", {}),
    "settings-wifi-off": ("settings.wifi.set", {}),
    "settings-wifi-already": ("settings.wifi.set", {}),
    "settings-bluetooth-on": ("settings.bluetooth.set", {}),
    "settings-bluetooth-already": ("settings.bluetooth.set", {}),
    "settings-airplane-on": ("settings.airplane.set", {}),
    "settings-dark-on": ("settings.dark_theme.set", {}),
    "settings-quiet-on": ("settings.do_not_disturb.set", {}),
    "settings-quiet-off": ("settings.do_not_disturb.set", {}),
    "settings-24-hours": ("settings.hours_24.set", {}),
    "settings-brightness": ("settings.brightness.set", {"way": "level"}),
    "settings-timeout": ("settings.screen_timeout.set", {"length": "duration"}),
    "settings-volume": ("settings.volume.set", {"stream": "stream", "way": "level"}),
    "settings-font": ("settings.font_size.set", {}),
    "settings-uninstall": ("app.delete", {"app": "app"}),
    "store-uninstall": ("app.delete", {"app": "app"}),
    "browser-open": ("web.open", {"url": "url"}),
}
# Tasks in which several apps or tools have to do with each other.
_SEVERAL = frozenset({
    "browser-price-to-expense", "calculator-if-dear", "calculator-to-note", "calendar-enter-or-text",
    "calendar-from-mail", "calendar-text-place", "camera-photo-or-video", "chat-address-by-text",
    "contacts-new-and-text", "contacts-save-sender", "dialer-back-or-text", "dialer-call-from-mail",
    "dialer-save-caller", "dialer-text-missed", "drawing-line-or-copy", "drawing-note-titles",
    "expenses-from-message", "files-to-note", "gallery-save-in-files", "mail-save-sender", "mail-text-code",
    "maps-phone-to-note", "messages-mail-of", "messages-number-of", "mixed-alarm-text",
    "mixed-contact-text", "mixed-dark-note", "mixed-errand-note-alarm", "mixed-evening-routine",
    "mixed-plane-alarm", "mixed-quiet-evening", "mixed-wifi-bluetooth", "music-note-list",
    "music-text-album", "notes-from-todos", "notes-keep-number", "notes-text-it", "recipes-from-note",
    "recipes-list-to-todos", "recipes-to-note", "recorder-note-or-record", "recorder-note-titles",
    "settings-evening", "settings-for-parents", "settings-quiet-night", "settings-wifi-and-bluetooth",
    "shop-from-note", "store-if-installed", "store-recommended", "todos-from-note", "todos-text-details",
    "weather-if-rain", "weather-to-note"
})  # fmt: skip
# Apps that no tool of ours acts in, and tasks of others that a tool might do.
_SCREENS = frozenset(
    ["bank", "calculator", "chat", "drawing", "expenses", "gallery", "recipes", "shop", "weather"]
)
_MAYBE = re.compile(
    r"-(new|add|send|call|show|open|search|find|play|photo|video|selfie|start|navigate|way|draft|set|on|off|install"
    r"|uninstall|folder|read|enter|write|memo|number|nearest|already|day|hours|save|log|settings|alarms|next|fact|text|shuffle)(-|$)|^settings-"
)
# What the apps of some goals that nothing on this phone does would be for.
_MISSING = {
    "none-flight": "travel, hotels, flights",
    "none-garage": "smart home, lights",
    "none-heating": "smart home, lights",
    "none-lights": "smart home, lights",
    "none-steps": "health and steps",
    "none-taxi": "taxi and rides",
    "none-television": "smart home, lights",
    "none-translate": "translate text",
}


def goal_rows(seeds: int = 40) -> Iterator[dict[str, Any]]:
    """{task, goal, app, kind, tool, spans} of every task and seed, each goal once.

    app and kind: the app's name and what it is for; null where several have to do with it, and "" for an app
    that is not on this phone. tool: a name, null on the screen, UNKNOWN where either could be. spans:
    [parameter, start, end], null where they are not known.
    """
    seen = set[str]()
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        for name, task in sorted(TASKS.items()):
            row = _row(task, seed)
            if row is not None and row["goal"] not in seen:
                seen.add(row["goal"])
                yield {"task": name, **row}


def _row(task: Task, seed: int) -> dict[str, Any] | None:
    ready = stage(task, Trial(task.name, seed, "plain", "training"))
    if task.kind == "impossible":
        missing = _MISSING.get(task.name)
        return _told(ready.goal, "", missing, None) if missing is not None else None
    app, kind = _APPS.get(task.name.partition("-")[0], (None, None))
    if task.name in _TOOLS:
        tool, names = _TOOLS[task.name]
        spans = _spans(ready.goal, {param: ready.params.get(value, "") for value, param in names.items()})
        return _told(ready.goal, app, kind, tool, spans)
    if task.name in _SEVERAL:
        return _told(ready.goal, None, None, UNKNOWN)
    screen = task.name.partition("-")[0] in _SCREENS or not _MAYBE.search(task.name)
    return _told(ready.goal, app, kind, None if screen else UNKNOWN)


def _told(
    goal: str, app: str | None, kind: str | None, tool: str | None, spans: list[list[Any]] | None = None
) -> dict[str, Any]:
    return {"goal": goal, "app": app, "kind": kind, "tool": tool, "spans": spans}


def _spans(goal: str, values: dict[str, str]) -> list[list[Any]] | None:
    """Where the values stand; None where they are said otherwise."""
    found = []
    for param, value in values.items():
        at = goal.find(value) if value else -1
        if at < 0:
            return None
        found.append([param, at, at + len(value)])
    return found or None


def write_goals(out: Path, seeds: int = 40) -> int:
    """Write `goal_rows` as JSON lines; gives how many."""
    lines = [json.dumps(row, ensure_ascii=False) for row in goal_rows(seeds)]
    out.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{write_goals(Path(sys.argv[1]))} goals\n")
