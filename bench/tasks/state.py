"""The truth about a phone, asked over ADB alone: never the agent's report, never a phone's memory."""

from __future__ import annotations

import html
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from .tables import TABLES, Table

Row = Mapping[str, str]


class Shell(Protocol):
    """Runs a script on the phone and gives its output."""

    def __call__(self, script: str) -> str: ...


@dataclass(frozen=True)
class State:
    """What the judges look at. NULL reads as nothing."""

    tables: Mapping[str, tuple[Row, ...]]
    folders: frozenset[str]  # of the shared storage, below /sdcard
    texts: Mapping[str, str]  # what the text files there say, by path below /sdcard
    settings: Mapping[str, str]  # by namespace.name
    volumes: Mapping[str, int]  # by stream, lower case
    packages: frozenset[str]  # installed
    notices: tuple[str, ...]  # package|title|text
    playing: str  # package of the media session that plays, or nothing
    front: str  # package/activity of the window in focus
    shown: tuple[str, ...]  # texts and descriptions on the screen

    def rows(self, table: str, **where: str) -> list[Row]:
        """Those whose columns are exactly so."""
        return [r for r in self.tables[table] if all(r[name] == value for name, value in where.items())]


def digits(text: str) -> str:
    """The digits of a number."""
    return re.sub(r"\D", "", text)


_MARK = "--8<--"
_REST = {
    "packages": "pm list packages",
    "system": "settings list system",
    "secure": "settings list secure",
    "global": "settings list global",
    "audio": "dumpsys audio",
    "notification": "dumpsys notification --noredact",
    "media": "dumpsys media_session",
    "window": "dumpsys window displays",
    "screen": "uiautomator dump /dev/tty",
    "folders": "find /sdcard/ -type d",
}
_TEXTS = (".txt", ".md", ".csv")


def read_state(shell: Shell) -> State:
    """Ask everything; what hangs on the first answers in a second go."""
    out = _ask(shell, {name: _question(table) for name, table in TABLES.items() if not table.each} | _REST)
    tables = {name: _rows(table, out[name]) for name, table in TABLES.items() if not table.each}
    paths = [row["relative_path"] + row["_display_name"] for row in tables["files"]]
    texts = {path for path in paths if path.endswith(_TEXTS)}
    inside = {
        f"{name} {row['_id']}": _question(table).format(row["_id"])
        for name, table in TABLES.items()
        for row in tables.get(table.each, ())
    }
    rest = _ask(shell, {path: f"cat {shlex.quote('/sdcard/' + path)}" for path in sorted(texts)} | inside)
    for name, table in TABLES.items():
        if table.each:
            parts = [_rows(table, rest[f"{name} {row['_id']}"]) for row in tables[table.each]]
            tables[name] = tuple(row for part in parts for row in part)
    return State(
        tables=tables,
        folders=frozenset(path.removeprefix("/sdcard/").strip("/") for path in out["folders"].splitlines()),
        texts={path: rest[path] for path in texts},
        settings={
            f"{space}.{key}": value
            for space in ("system", "secure", "global")
            for key, _, value in (line.partition("=") for line in out[space].splitlines())
        },
        volumes=_volumes(out["audio"]),
        packages=frozenset(line.removeprefix("package:") for line in out["packages"].split()),
        notices=_notices(out["notification"]),
        playing=_playing(out["media"]),
        front=_front(out["window"]),
        shown=_shown(out["screen"]),
    )


def _ask(shell: Shell, asked: Mapping[str, str]) -> dict[str, str]:
    """The answers to shell commands, in one go."""
    if not asked:
        return {}
    parts = shell(f"; echo '{_MARK}'; ".join(asked.values())).split(_MARK)
    return dict(zip(asked, (part.strip("\r\n") for part in parts), strict=True))


def _question(table: Table) -> str:
    asked = f"content query --uri {table.uri} --projection {':'.join(table.columns)}"
    return f'{asked} --where "{table.where}"' if table.where else asked


def _rows(table: Table, out: str) -> tuple[Row, ...]:
    """Android does not escape values, so the last column takes what is left."""
    *first, last = (re.escape(c) for c in table.columns)
    pattern = re.compile("".join(f"{c}=(.*?), " for c in first) + f"{last}=(.*)", re.DOTALL)
    found = (
        pattern.fullmatch(row.rstrip("\r\n")) for row in re.split(r"^Row: \d+ ", out, flags=re.MULTILINE)[1:]
    )
    return tuple(
        dict(zip(table.columns, ("" if v == "NULL" else v for v in m.groups()), strict=True))
        for m in found
        if m
    )


def _volumes(dump: str) -> dict[str, int]:
    found = re.findall(r"- STREAM_(\w+):.*?streamVolume:(\d+)", dump, re.DOTALL)
    return {name.lower(): int(level) for name, level in found}


def _notices(dump: str) -> tuple[str, ...]:
    found = []
    for record in dump.split("NotificationRecord(")[1:]:
        package = re.search(r"pkg=(\S+)", record)
        words = [re.search(rf"android\.{name}=\w+ \((.*)\)", record) for name in ("title", "text")]
        found.append("|".join((package[1] if package else "", *(m[1] if m else "" for m in words))))
    return tuple(found)


def _playing(dump: str) -> str:
    for session in re.split(r"\n(?=\s+\S+ \S+/\S+ \(userId=)", dump):
        package = re.search(r"package=(\S+)", session)
        if package and re.search(r"state=(PLAYING\(3\)|3\b)", session):
            return package[1]
    return ""


def _front(dump: str) -> str:
    found = re.search(r"mCurrentFocus=Window\{\S+ \S+ ([^\s}]+)\}", dump)
    return found[1] if found else ""


def _shown(dump: str) -> tuple[str, ...]:
    found = re.findall(r' (?:text|content-desc)="([^"]+)"', dump)
    return tuple(html.unescape(text) for text in found)
