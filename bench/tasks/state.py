"""The truth about a phone, asked over ADB alone: never the agent's report, never a phone's memory."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Protocol

Row = dict[str, str]


class Shell(Protocol):
    """Runs one command on the phone and gives its output."""

    def __call__(self, *argv: str) -> str: ...


def query(shell: Shell, uri: str, columns: tuple[str, ...], where: str = "") -> list[Row]:
    """Rows of a content provider. Android does not escape values, so the last column takes what is left."""
    argv = ["content", "query", "--uri", uri, "--projection", ":".join(columns)]
    out = shell(*argv, *(["--where", where] if where else []))
    pattern = ", ".join(
        f"{re.escape(c)}=(.*{'?' if i < len(columns) - 1 else ''})" for i, c in enumerate(columns)
    )
    rows = re.split(r"^Row: \d+ ", out, flags=re.MULTILINE)[1:]
    found = (re.fullmatch(pattern, row.rstrip("\r\n"), re.DOTALL) for row in rows)
    return [dict(zip(columns, m.groups(), strict=True)) for m in found if m]


@dataclass(frozen=True)
class State:
    """What the judges look at. Two equal states: nothing was done."""

    contacts: tuple[tuple[str, str], ...]  # name, number (digits); a contact without a number has ""
    starred: frozenset[str]
    messages: tuple[tuple[str, str, str], ...]  # type (1 in, 2 sent), number (digits), body
    notes: tuple[tuple[str, str], ...]  # title, body
    alarms: tuple[tuple[str, str, str, bool], ...]  # HH:MM, days "mon tue", label, enabled
    timers: tuple[tuple[int, str], ...]  # seconds, state
    settings: tuple[tuple[str, str], ...]
    volumes: tuple[tuple[str, int], ...]
    front: str  # package/activity of the window in focus
    shown: tuple[str, ...]  # texts and descriptions on the screen


_SETTINGS = (
    ("global", "wifi_on"),
    ("global", "bluetooth_on"),
    ("global", "airplane_mode_on"),
    ("global", "zen_mode"),
    ("secure", "ui_night_mode"),
    ("system", "screen_brightness"),
    ("system", "accelerometer_rotation"),
)


def digits(text: str) -> str:
    """The digits of a number."""
    return re.sub(r"\D", "", text)


def read_state(shell: Shell) -> State:
    """Ask everything."""
    names = query(shell, "content://com.android.contacts/contacts", ("starred", "display_name"))
    phones = query(shell, "content://com.android.contacts/data/phones", ("data1", "display_name"))
    numbered = {p["display_name"] for p in phones}
    contacts = [(p["display_name"], digits(p["data1"])) for p in phones]
    contacts += [(n["display_name"], "") for n in names if n["display_name"] not in numbered]
    sms = query(shell, "content://sms", ("type", "address", "body"))
    return State(
        contacts=tuple(sorted(contacts)),
        starred=frozenset(n["display_name"] for n in names if n["starred"] == "1"),
        messages=tuple((m["type"], digits(m["address"]), m["body"]) for m in sms),
        notes=tuple((n["title"], n["body"]) for n in query(shell, NOTES, ("title", "body"))),
        alarms=_alarms(shell),
        timers=_timers(shell),
        settings=tuple((f"{ns}.{key}", shell("settings", "get", ns, key).strip()) for ns, key in _SETTINGS),
        volumes=_volumes(shell("dumpsys", "audio")),
        front=_front(shell("dumpsys", "window", "displays")),
        shown=_shown(shell("uiautomator", "dump", "/dev/tty")),
    )


NOTES = "content://com.android.notes/notes"
ALARMS = "content://com.android.deskclock/alarms"
TIMERS = "content://com.android.deskclock/timers"


def _alarms(shell: Shell) -> tuple[tuple[str, str, str, bool], ...]:
    rows = query(shell, ALARMS, ("hour", "minutes", "daysofweek", "enabled", "label"))
    return tuple(
        (
            f"{int(r['hour']):02}:{int(r['minutes']):02}",
            _days(int(r["daysofweek"])),
            r["label"],
            r["enabled"] == "1",
        )
        for r in rows
    )


def _days(bits: int) -> str:
    """Bit 0 is Monday, as in Android's own clock."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return " ".join(name for i, name in enumerate(names) if bits >> i & 1)


def _timers(shell: Shell) -> tuple[tuple[int, str], ...]:
    rows = query(shell, TIMERS, ("length", "state"))
    return tuple((int(r["length"]) // 1000, r["state"]) for r in rows)


def _volumes(dump: str) -> tuple[tuple[str, int], ...]:
    found = re.findall(r"- STREAM_(\w+):.*?streamVolume:(\d+)", dump, re.DOTALL)
    return tuple((name.lower(), int(level)) for name, level in found)


def _front(dump: str) -> str:
    found = re.search(r"mCurrentFocus=Window\{\S+ \S+ ([^\s}]+)\}", dump)
    return found[1] if found else ""


def _shown(dump: str) -> tuple[str, ...]:
    found = re.findall(r' (?:text|content-desc)="([^"]+)"', dump)
    return tuple(html.unescape(text) for text in found)
