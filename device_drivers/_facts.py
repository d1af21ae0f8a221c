"""What Android's own tools print, as facts; pure.

Those tools escape nothing, so a text that a stranger wrote can look like their output. Where that matters the
parsers read only what no stranger controls, and say None when that is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from edgelam.core.fact import App, Apps, FrontApp, Now
from edgelam.core.text import clean

_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")
_COMPONENT = re.compile(r"^\s*([A-Za-z]\w*(?:\.\w+)+)/(\.?[\w.$]+)\s*$", re.MULTILINE)
_ACTIVITY_INFO = re.compile(r"ActivityInfo:\s*\n\s*name=(\S+)\s*\n\s*packageName=(\S+)")
_PACKAGE = re.compile(r"^package:(\S+)\s*$", re.MULTILINE)
_VERSION = re.compile(r"^package:(\S+) versionCode:(\d+)\b", re.MULTILINE)
_RESUMED = re.compile(r"ResumedActivity[=:]\s*ActivityRecord\{\S+ \S+ ([\w.]+)/([\w.$]+)")
_FOCUS = re.compile(r"mCurrentFocus=Window\{\S+ \S+ ([\w.]+)(?:/([\w.$]+))?\}")
_SIZE = re.compile(r"(Override|Physical) size: (\d{2,5})x(\d{2,5})")
_RANGE = re.compile(r"volume is (\d+) in range \[(\d+)\.\.(\d+)\]")
_STREAM = re.compile(
    r"^- STREAM_(\w+):(?:(?!^- STREAM_).)*?Min: (\d+)(?:(?!^- STREAM_).)*?Max: (\d+)"
    r"(?:(?!^- STREAM_).)*?streamVolume: ?(\d+)",
    re.MULTILINE | re.DOTALL,
)
_NOW_RTC = re.compile(r"\bnowRTC=(\d+)")
_NEXT_CLOCK = re.compile(r"^ *user:0 +pendingSend:\w+ +time:(\d+)", re.MULTILINE)
_AHEAD = re.compile(r"\bwhenElapsed=([+-][0-9dhms]+)")
_UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
_ALARM = re.compile(r"\bAlarm\{\S+ type (\d) (?:orig)?[wW]hen (\d+)(?: whenElapsed \S+)? ([\w.]+)\}")
_TAG = re.compile(r"^\s+tag=(.*)$", re.MULTILINE)
_NOTIFICATION = re.compile(r"^ +NotificationRecord\(\S+ pkg=([\w.]+) ", re.MULTILINE)
_EXTRA = re.compile(
    r"^\s+android\.(title|text)=(?:String|SpannableString) \((.*?)\)\n(?=\s*(?:[\w.]+=|\}))",
    re.MULTILINE | re.DOTALL,
)
_RINGER = re.compile(r"^- mode \(external\) = (\w+)", re.MULTILINE)
_WAKEFULNESS = re.compile(r"^\s*mWakefulness=(\w+)", re.MULTILINE)
_NFC = re.compile(r"^mState=(\w+)", re.MULTILINE)
_SESSIONS = re.compile(r"^ *Sessions Stack - have (\d+) sessions:", re.MULTILINE)
_BUTTON_SESSION = re.compile(r"^ *Media button session is ([\w.]+)/", re.MULTILINE)
_SESSION = re.compile(r"^ {4}(?:\S.*)? ([\w.]+)/\S.* \(userId=\d+\)$", re.MULTILINE)
_PLAYBACK = re.compile(r"^ +state=PlaybackState \{state=(?:(\d+)|\w+\((\d+)\))", re.MULTILINE)
_METADATA = re.compile(r"^ +metadata: ?size=\d+, description=(.*)$", re.MULTILINE)
_STATE_NAMES = {"1": "stopped", "2": "paused", "3": "playing", "6": "buffering"}  # PlaybackState.STATE_*
_REFUSED = re.compile(
    r"SecurityException|Permission Denial|Error while accessing provider|\[ERROR\]|Exception:|not found$"
    r"|Can't find service",
    re.MULTILINE,
)
_ROW = re.compile(r"^Row: (\d+) ", re.MULTILINE)
_STREAMS = {
    "MUSIC": "music",
    "RING": "ring",
    "ALARM": "alarm",
    "NOTIFICATION": "notification",
    "VOICE_CALL": "call",
}


def refused(text: str) -> bool:
    """Whether the phone said that it does not let us look."""
    return bool(_REFUSED.search(text))


def now(text: str) -> Now | None:
    """`date +%Y-%m-%dT%H:%M:%S%z`."""
    iso = _OFFSET.sub(r"\1:\2", text.strip())
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return None
    return Now(iso=iso)


def apps(text: str) -> Apps:
    """`cmd package query-activities`, in either of its forms."""
    pairs = reversed(components(text))
    found = {p: App(package=p, activity=p + a if a.startswith(".") else a) for p, a in pairs}
    return Apps(apps=tuple(found[p] for p in sorted(found)))


def components(text: str) -> list[tuple[str, str]]:
    """`cmd package query-activities` and `resolve-activity`: packages and activities, the best first."""
    return _COMPONENT.findall(text) + [(p, a) for a, p in _ACTIVITY_INFO.findall(text)]


def packages(text: str) -> Apps:
    """`pm list packages`."""
    return Apps(apps=tuple(App(package=p) for p in sorted(set(_PACKAGE.findall(text)))))


def versions(text: str) -> list[dict[str, str]]:
    """`pm list packages --show-versioncode`."""
    return [{"package": package, "version": code} for package, code in _VERSION.findall(text)]


def front(text: str) -> FrontApp | None:
    """`dumpsys activity activities` or `dumpsys window`."""
    match = _RESUMED.search(text) or _FOCUS.search(text)
    if match is None:
        return None
    package, activity = match[1], match[2] or ""
    return FrontApp(package=package, activity=package + activity if activity.startswith(".") else activity)


def size(text: str) -> tuple[int, int] | None:
    """`wm size`: px of the display when it is not turned."""
    sizes = {kind: (int(width), int(height)) for kind, width, height in _SIZE.findall(text)}
    return sizes.get("Override") or sizes.get("Physical")


def volume(text: str) -> tuple[int, int, int] | None:
    """`cmd media_session volume --get`: a stream's level, lowest and highest level."""
    match = _RANGE.search(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def volumes(text: str) -> list[dict[str, str]]:
    """`dumpsys audio`: each stream's level and its maximum, in steps."""
    return [
        {"stream": _STREAMS[name], "level": level, "max": highest}
        for name, _, highest, level in _STREAM.findall(text)
        if name in _STREAMS and int(highest)
    ]


def ringer(text: str) -> list[dict[str, str]]:
    """`dumpsys audio`: the ringer mode that a person sees."""
    match = _RINGER.search(text)
    return [{"mode": match[1].lower()}] if match else []


def power(text: str) -> list[dict[str, str]]:
    """`dumpsys power`: Awake, Dreaming, Dozing or Asleep."""
    match = _WAKEFULNESS.search(text)
    return [{"wakefulness": match[1]}] if match else []


def nfc(text: str) -> list[dict[str, str]]:
    """`dumpsys nfc`; nothing where there is no such service."""
    match = _NFC.search(text)
    return [{"state": match[1]}] if match else []


def players(text: str) -> list[dict[str, str]]:
    """`dumpsys media_session`: every media session, the one that media keys go to first.

    A title is a stranger's text and stands unescaped below its session; where it made sessions up, their
    number is not the one that is told, and nothing is believed.
    """
    told, button = _SESSIONS.search(text), _BUTTON_SESSION.search(text)
    found = []
    for match, end in _sections(_SESSION, text):
        state, title = _PLAYBACK.search(text, match.end(), end), _METADATA.search(text, match.end(), end)
        name = _STATE_NAMES.get(state[1] or state[2], "none") if state else "none"
        found.append({"package": match[1], "state": name, "title": title[1] if title else ""})
    if told is None or len(found) != int(told[1]):
        return []
    return sorted(found, key=lambda row: button is None or row["package"] != button[1])


def alarms(text: str) -> list[dict[str, str]]:
    """`dumpsys alarm`: what is pending, soonest first.

    Alarms after a time of running (types 2 and 3) are told by how far off they are from `nowRTC`.
    """
    rows = {}
    now, next_clock = _NOW_RTC.search(text), _NEXT_CLOCK.search(text)
    for match, end in _sections(_ALARM, text):
        kind, when, package = match.groups()
        tag = _TAG.search(text, match.end(), end)
        if kind not in "01":
            ahead = _AHEAD.search(text, match.end(), end)
            if now is None or ahead is None:
                continue
            when = str(int(now[1]) + _milliseconds(ahead[1]))
        first = kind in "01" and next_clock is not None and when == next_clock[1]
        row = {"when": when, "package": package, "tag": tag[1].strip() if tag else ""}
        row["next"] = "1" if first else ""
        rows[tuple(row.values())] = row
    return sorted(rows.values(), key=lambda row: int(row["when"]))


def _milliseconds(duration: str) -> int:
    """Android's own form, e.g. `+1d3h4m56s120ms`."""
    parts = {unit: int(number) for number, unit in re.findall(r"(\d+)(ms|[dhms])", duration)}
    total = sum(parts.get(unit, 0) * size for unit, size in _UNITS.items())
    return -total if duration.startswith("-") else total


def notifications(text: str) -> list[dict[str, str]]:
    """`dumpsys notification --noredact`: those that are posted now."""
    text = text.partition("\n  mArchive")[0]
    rows = {}
    for match, end in _sections(_NOTIFICATION, text):
        extras = {name: clean(value) for name, value in _EXTRA.findall(text[match.end() : end])}
        row = {"package": match[1], "title": extras.get("title", ""), "text": extras.get("text", "")}
        rows[tuple(row.values())] = row
    return list(rows.values())


def rows(text: str, columns: Sequence[str], count: int | None = None) -> list[dict[str, str]] | None:
    """`content query` with exactly these columns, of which only the last may hold what a stranger wrote.

    count: how many rows there really are; None: the text is that of a single row. The answer is None when the
    text cannot be told apart into that many rows.
    """
    text = text.removesuffix("\n")
    sections = [(match.start(), end) for match, end in _sections(_ROW, text)]
    if count is None:
        sections = [(start, len(text)) for start, _ in sections[:1]]
    elif len(sections) != count:
        return None
    found = []
    for number, (start, end) in enumerate(sections):
        whole = text[start:end] if end == len(text) else text[start : end - 1]
        row = _row(whole, number, columns)
        if row is None:
            return None
        found.append(row)
    return found


def _sections(start: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each place where the pattern matches, and where the next one begins."""
    starts = list(start.finditer(text))
    for number, match in enumerate(starts):
        yield match, starts[number + 1].start() if number + 1 < len(starts) else len(text)


def _row(text: str, number: int, columns: Sequence[str]) -> dict[str, str] | None:
    head = ", ".join(f"{re.escape(column)}=([^\n]*?)" for column in columns[:-1])
    pattern = rf"Row: {number} {head}{', ' if head else ''}{re.escape(columns[-1])}=(.*)"
    match = re.fullmatch(pattern, text, re.DOTALL)
    if match is None:
        return None
    return {c: "" if v == "NULL" else v for c, v in zip(columns, match.groups(), strict=True)}
