"""Words of a goal to canonical values: times, dates, durations, weekdays, numbers, percents, switches; pure.

Every function gives the canonical text of `core.catalogue.Param`, or None when the words do not say one.
Canonical values resolve to themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from edgelam.core.catalogue import ParamType
from edgelam.core.text import normalised

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: value for value, word in enumerate(_ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|rsday|urday|r|rs)?(?:s|days)?\b")
_REPEATS = re.compile(r"\b(every|each|daily|weekdays?|weekends?|\w+days)\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_MORNING = re.compile(r"\b(morning|a ?m|am)\b")
_LATER = re.compile(
    r"\b(afternoon|evening|tonight|night|p ?m|pm|nachmittags?|abends?|après midi|soir|tarde|noche|sera)\b"
)
_ORDINALS = re.findall(
    r"\w+",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
)
_UNITS = {"h": 3600, "m": 60, "s": 1, "d": 86400}  # by a unit's first letter
_UNIT = r"(hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|h|m|s)"
# The same units in German, French, Spanish and Italian.
_ABROAD = re.compile(
    r"\b(?:(stunden?|heures?|horas?|ore|ora)|(minuten|minutos?|minut[io])|(sekunden?|secondes?|segundos?|secondi))\b"
)
_ON = (
    "on in into enable enabled activate activated start dark yes true up"  # `into airplane mode`
    " an ein ja active allume activa enciende attiva accendi"
)
_OFF = (
    "off disable disabled deactivate deactivated stop light no false out down leave exit quit kill cut"
    " aus nein désactive éteins desactiva apaga disattiva spegni"
)
_TOMORROW = re.compile(r"\b(tomorrow|morgen|demain|mañana|domani)\b")
_TODAY = re.compile(
    r"\b(today|tonight|this (morning|afternoon|evening|night)"
    r"|heute|aujourd'hui|ce soir|hoy|esta noche|oggi)\b"
)
_PERCENTS = {
    0: "mute silent silence zero minimum min lowest nothing off down quiet none dark darkest dim",
    50: "half halfway middle medium",
    100: "max maximum full fullest highest loud loudest bright brightest top all",
}


def resolve(kind: ParamType, said: str, now: datetime, beside: str = "") -> str | None:
    """The canonical value of what was said.

    now: the phone's own time. beside: other words about time in the step (`7:30` beside `tomorrow evening`).
    Texts and contacts are as said.
    """
    match kind:
        case "time":
            return clock(said, beside, now)
        case "date":
            return day(said, now)
        case "duration":
            return seconds(said)
        case "days":
            return weekdays(said)
        case "number":
            value = number(said)
            return None if value is None else f"{value:g}"
        case "percent":
            return percent(said)
        case "switch":
            return switch(said)
        case _:
            return said


def resolve_all(kinds: Mapping[str, ParamType], said: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Every slot of a step by name; those that cannot be resolved as they were said.

    Days are given under the parameter that is for them, also when they were said within a time (`7 pm every
    friday`) or taken for a date (`weekdays`).
    """
    said = {**_days_within(kinds, said, now), **_sorted_days(kinds, said, now)}
    found = {}
    for name, words in said.items():
        beside = " ".join(
            other for key, other in said.items() if key != name and kinds.get(key) in ("date", "days")
        )
        found[name] = resolve(kinds.get(name, "text"), words, now, beside) or words
    return found


def _sorted_days(kinds: Mapping[str, ParamType], said: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The slots; a date that is days instead (or the other way round) under the other name, if free."""
    found = dict(said)
    for name, words in said.items():
        other: ParamType | None = {"date": "days", "days": "date"}.get(kinds.get(name, ""))  # type: ignore[assignment]
        if (
            other is None
            or resolve(kinds[name], words, now) is not None
            or resolve(other, words, now) is None
        ):
            continue
        free = next((key for key, kind in kinds.items() if kind == other and key not in said), None)
        if free is not None:
            found[free] = found.pop(name)
    return found


def _days_within(kinds: Mapping[str, ParamType], said: Mapping[str, str], now: datetime) -> dict[str, str]:
    times = " ".join(words for name, words in said.items() if kinds.get(name) == "time")
    if not times or any(kinds.get(name) in ("date", "days") for name in said):
        return {}
    wanted = "days" if _REPEATS.search(times.lower()) else "date"
    name = next((name for name, kind in kinds.items() if kind == wanted), None)
    return {name: times} if name is not None and resolve(kinds[name], times, now) is not None else {}


def _plain(said: str) -> str:
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", said.lower().replace("’", "'"))
    return re.sub(r"\s+", " ", text.replace("o'clock", " ").replace("-", " ")).strip()


def _figures(text: str) -> str:
    """Number words as figures: `twenty five` -> 25, `seven thirty` -> `7 30`."""
    found: list[str] = []
    tens = False
    for word in text.split():
        value = _WORDS.get(word)
        if value is None:
            found.append(word)
        elif tens and 0 < value < 10:
            found[-1] = str(int(found[-1]) + value)
        else:
            found.append(str(value))
        tens = value is not None and value >= 20
    return " ".join(found)


def clock(said: str, beside: str, now: datetime) -> str | None:
    """HH:MM. Hours without am or pm are taken as on a 24-hour clock unless a part of the day is said."""
    text = _figures(_plain(said))
    if re.search(r"\b(noon|midday|mittags?|midi|mediodía|mezzogiorno)\b", text):
        return "12:00"
    if "midnight" in text:
        return "00:00"
    found = _hour_and_minute(text, now)
    if found is None:
        return None
    hour, minute = found
    spaced = re.sub(r"(?<=[0-9])([ap])m", r" \1m", text)
    where = f"{spaced} {_plain(beside)}"
    if hour <= 12 and _LATER.search(where) and not re.search(r"\d\s?am\b", text):
        night = "night" in where and "tonight" not in where and hour < 5  # `2 at night` is not 14:00
        hour = hour % 24 if night else hour % 12 + 12
        if hour == 12 and "night" in where:
            hour = 0
    elif hour == 12 and _MORNING.search(where):
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _hour_and_minute(text: str, now: datetime) -> tuple[int, int] | None:
    if match := re.search(
        r"\b(half|quarter|[1-5]?\d)(?: minutes?)? (past|to|after|before|till) (\d{1,2})\b", text
    ):
        count = {"half": 30, "quarter": 15}.get(match[1]) or int(match[1])
        hour = int(match[3])
        return (hour, count) if match[2] in ("past", "after") else ((hour - 1) % 24, 60 - count)
    if match := re.search(r"\bin (.+)", text):
        away = seconds(match[1])
        if away is not None:
            moment = now + timedelta(seconds=int(away))
            return moment.hour, moment.minute
    if match := re.search(r"\b(\d{1,2}) ?[:.h] ?(\d{2})(?!\d)", text):
        return int(match[1]), int(match[2])
    if match := re.search(r"\b(\d{1,2}) (?:0 |oh )?(\d{1,2})\b(?! (?:hours?|minutes?))", text):
        return int(match[1]), int(match[2])
    if match := re.search(r"\b(\d{1,2})(\d{2})\b", text):
        return int(match[1]), int(match[2])
    match = re.search(r"(?<!\d)(\d{1,2})(?!\d)", text)
    return (int(match[1]), 0) if match else None


def day(said: str, now: datetime) -> str | None:
    """YYYY-MM-DD of a date that is today or later."""
    text, today = _figures(_plain(said)), now.date()
    if match := re.search(r"\b(\d{4}) (\d{2}) (\d{2})\b", text):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    if _TOMORROW.search(text):
        return (today + timedelta(days=2 if "day after tomorrow" in text else 1)).isoformat()
    if _TODAY.search(text):
        return today.isoformat()
    if match := re.search(r"\bin (?:(\d+)|an?) (day|week)s?\b", text):
        return (today + timedelta(days=int(match[1] or 1) * (7 if match[2] == "week" else 1))).isoformat()
    named = _day_of_month(text, today)
    if named is not None:
        return named
    if (weekday := _WEEKDAY.search(text)) is not None:
        ahead = (_WEEK.index(weekday[1]) - today.weekday()) % 7
        return (today + timedelta(days=ahead or (7 if "next" in text else 0))).isoformat()
    return None


def _day_of_month(text: str, today: date) -> str | None:
    month = _MONTH.search(text)
    number_ = re.search(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])", text)
    spelt = next((i + 1 for i, word in enumerate(_ORDINALS) if re.search(rf"\b{word}\b", text)), None)
    if number_ is None and spelt is None:
        return None
    value = int(number_[1]) if number_ is not None else spelt or 0
    if month is not None:
        index = _MONTHS.index(month[1]) + 1
        found = _iso(today.year, index, value)
        return found if found is None or found >= today.isoformat() else _iso(today.year + 1, index, value)
    if number_ is not None and not re.search(r"\d(st|nd|rd|th)\b", text):
        return None
    later = today.month + (value < today.day)
    return _iso(today.year + (later > 12), later % 12 or 12, value)


def _iso(year: int, month: int, day_: int) -> str | None:
    try:
        return date(year, month, day_).isoformat()
    except ValueError:
        return None


def seconds(said: str) -> str | None:
    """Whole seconds; a bare number is not a duration, as its unit is not known."""
    text = _ABROAD.sub(lambda unit: "hour" if unit[1] else "minute" if unit[2] else "second", _plain(said))
    text = re.sub(r"\b(?:eine?|une?|una?|un')(?= ?(?:halbe |demi |media )?(?:hour|minute))", "1", text)
    text = re.sub(r"\b(?:1 )?(?:halbe|demi|media|mezz')\s?hour\b", "30 minutes", text)
    if text.isascii() and text.isdigit():
        return text  # canonical already
    text = re.sub(r"\b(?:a )?quarter (?:of )?(?:an )?hour\b", "15 minutes", _figures(text))
    text = re.sub(r"\bhalf (?:an?|1) (hour|minute)\b", r"0.5 \1", text)
    text = re.sub(r"\b(?:a couple of|couple of)\b", "2", text)
    text = re.sub(r"\b(?:an?) (hour|hr|minute|min|second|sec|day)", r"1 \1", text)
    text = re.sub(r"\b(\d+)(?: (hours?|minutes?))? and (?:a |1 )?half(?: (?=hour|minute))?", r"\1.5 \2", text)
    total, seen = 0.0, False
    for match in re.finditer(rf"(\d+(?:\.\d+)?) ?{_UNIT}\b", text):
        total, seen = total + float(match[1]) * _UNITS[match[2][0]], True
    return str(round(total)) if seen and total >= 1 else None


def weekdays(said: str) -> str | None:
    """`mon tue ...` in the order of the week."""
    text = normalised(said)
    if re.search(
        r"\b(every ?day|daily|all days|each day|all week|every (morning|evening|night|afternoon))\b", text
    ):
        return " ".join(_WEEK)
    if re.search(r"\b(week ?days?|work ?days?|working days?)\b", text):
        return " ".join(_WEEK[:5])
    found = [_WEEK.index(match[1]) for match in _WEEKDAY.finditer(text)]
    if "weekend" in text:
        found += [5, 6]
    if len(found) == 2 and re.search(r"\b(to|through|till|until)\b", text):
        span = (found[1] - found[0]) % 7 + 1
        found = [(found[0] + i) % 7 for i in range(span)]
    return " ".join(_WEEK[i] for i in sorted(set(found))) or None


def number(said: str) -> float | None:
    """A number in figures or words below a hundred."""
    match = re.search(r"-?\d+(?:\.\d+)?", _figures(_plain(said).replace(",", "")))
    return float(match[0]) if match else None


def percent(said: str) -> str | None:
    """0 to 100; words such as maximum and half count."""
    text = _plain(said)
    value = number(text)
    if value is None or (text.startswith("zero") and "point" not in text):
        words = set(normalised(text).split())
        value = next((float(p) for p, names in _PERCENTS.items() if words & set(names.split())), None)
        if value is None and "quarter" in words:
            value = 75.0 if "three" in words else 25.0
    return str(round(value)) if value is not None and 0 <= value <= 100 else None


def switch(said: str) -> str | None:
    """on or off; None when it says both or neither."""
    words = set(normalised(said).split())
    on, off = bool(words & set(_ON.split())), bool(words & set(_OFF.split()))
    if on == off:
        return None
    return "on" if on else "off"
