"""Fillers of the templates: words from lists, and made-up numbers, names, times and dates."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .planner_tasks import word_lists

Filler = Callable[[Random], str]
_ONES = word_lists()["ones"]
_TENS = word_lists()["tens"]
_WEEK = word_lists()["week"]
_MONTHS = word_lists()["months"]
_PARTS = ("in the morning", "in the evening", "at night", "in the afternoon")


def pick(r: Random, name: str) -> str:
    """An entry of a list."""
    return r.choice(word_lists()[name])


def number_words(value: int) -> str:
    """0 to 99 in words."""
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10 - 2] + (" " + _ONES[value % 10] if value % 10 else "")


def contact(r: Random) -> str:
    if r.random() < 0.25:
        kin = pick(r, "kin")
        return kin.capitalize() if r.random() < 0.3 else kin
    return person(r)


def person(r: Random) -> str:
    return pick(r, "first") + (" " + pick(r, "last") if r.random() < 0.4 else "")


def whom(r: Random) -> str:
    return phone(r) if r.random() < 0.1 else contact(r)


def phone(r: Random) -> str:
    groups = r.choice(((3, 4), (3, 3, 4), (4, 6), (2, 3, 4), (10,), (5, 5), (7,)))
    joint = r.choice(("-", " ", "", "-"))
    return r.choice(("", "", "+1 ", "+49 ", "0")) + joint.join(
        "".join(str(r.randrange(10)) for _ in range(n)) for n in groups
    )


def email(r: Random) -> str:
    name = pick(r, "first").lower() + r.choice(("", ".", "_")) + pick(r, "last").lower()
    return f"{name}@{r.choice(('example.com', 'mail.org', 'gmail.com', 'work.co.uk'))}"


def time(r: Random) -> str:
    hour, minute = r.randrange(1, 13), r.choice((0, 0, 15, 30, 45, r.randrange(60)))
    half = r.choice(
        (" am", " pm", "am", "pm", " a.m.", " p.m.", " AM", " PM", "", "", " o'clock" if not minute else "")
    )
    match r.randrange(12):
        case 0 | 1 | 2 | 3 | 4:
            return f"{hour}:{minute:02d}{half if 'clock' not in half else ''}" if minute else f"{hour}{half}"
        case 5:
            return f"{r.randrange(24):02d}:{minute:02d}"
        case 6:
            return f"{hour} {minute:02d}{half}" if minute >= 10 else f"{number_words(hour)}{half}"
        case 7:
            return (
                f"{number_words(hour)} {number_words(minute)}{half}"
                if minute >= 10
                else f"{number_words(hour)}{half}"
            )
        case 8:
            said = r.choice((str(hour), number_words(hour)))
            return (
                r.choice(
                    ("half past ", "quarter past ", "quarter to ", "ten past ", "20 to ", "a quarter to ")
                )
                + said
            )
        case 9:
            return r.choice(("noon", "midnight", "midday"))
        case 10:
            return f"{hour}:{minute:02d} {r.choice(_PARTS)}"
        case _:
            said = r.choice((str(hour), number_words(hour)))
            return f"{said} {r.choice((*_PARTS, 'tonight'))}"


def date(r: Random) -> str:
    day, month = r.randrange(1, 29), r.choice(_MONTHS)
    ordinal = f"{day}{'th' if 4 <= day <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    return r.choice(
        (
            "tomorrow",
            "tomorrow",
            "tomorrow",
            "today",
            "tomorrow morning",
            "tonight",
            "tomorrow evening",
            "the day after tomorrow",
            "this evening",
            r.choice(_WEEK),
            "next " + r.choice(_WEEK),
            "this " + r.choice(_WEEK),
            f"{month} {day}",
            f"{month} {ordinal}",
            f"the {ordinal}",
            f"{ordinal} of {month}",
            r.choice(_WEEK) + " morning",
        )
    )


def days(r: Random) -> str:
    one, two = r.sample(_WEEK, 2)
    return r.choice(
        (
            "every day",
            "weekdays",
            "every weekday",
            "weekends",
            "every " + one,
            f"{one}s",
            f"{one} and {two}",
            f"{one}s and {two}s",
            "daily",
            f"every {one} and {two}",
            "Monday to Friday",
            "every morning",
            "the weekend",
            f"{one}, {two} and Sunday",
        )
    )


def duration(r: Random) -> str:
    count = r.choice((1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, r.randrange(2, 60)))
    said = number_words(count) if r.random() < 0.3 else str(count)
    one, two = r.choice((("minute", "second"), ("hour", "minute"))), r.randrange(2, 59)
    return r.choice(
        (
            f"{said} minutes",
            f"{said} minutes",
            f"{said} minutes",
            f"{said} min",
            f"{said} seconds",
            f"{said} minute",
            "an hour",
            "half an hour",
            "one hour",
            "an hour and a half",
            "2 hours",
            "a minute",
            "a quarter of an hour",
            f"{r.randrange(2, 5)} {one[0]}s and {two} {one[1]}s",
            f"1 {one[0]} {two} {one[1]}s",
            "two and a half minutes",
        )
    )


def level(r: Random) -> str:
    count = r.choice((0, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100, r.randrange(101)))
    said = number_words(count) if count < 100 and r.random() < 0.2 else str(count)
    return r.choice(
        (
            f"{said}%",
            f"{said}%",
            f"{said} percent",
            f"{said} percent",
            f"{said} per cent",
            said,
            "half",
            "maximum",
            "max",
            "the maximum",
            "minimum",
            "full",
            "the lowest",
            "the highest",
            "zero",
        )
    )


def from_list(name: str) -> Filler:
    return lambda r: pick(r, name)


def note(r: Random) -> str:
    if r.random() < 0.3:
        return pick(r, "bodies") + r.choice((", ", " and ", "; ")) + pick(r, "bodies")
    return pick(r, r.choice(("bodies", "bodies", "sayings", "sayings", "labels", "events")))


def saying(r: Random) -> str:
    if r.random() < 0.15:
        return pick(r, "sayings") + r.choice((" and ", ", ", " because ", " but ")) + pick(r, "sayings")
    return pick(r, "sayings")


FILLERS: dict[str, Filler] = {
    **{name: from_list(name) for name in word_lists()},
    "time": time,
    "date": date,
    "days": days,
    "duration": duration,
    "level": level,
    "label": from_list("labels"),
    "contact": whom,
    "name": person,
    "who": contact,
    "phone": phone,
    "number": phone,
    "email": email,
    "to": lambda r: email(r) if r.random() < 0.6 else contact(r),
    "text": saying,
    "title": from_list("titles"),
    "note": note,
    "query": from_list("queries"),
    "destination": from_list("places"),
    "place": from_list("places"),
    "event": from_list("events"),
    "url": from_list("sites"),
    "page": from_list("pages"),
    "thing": from_list("things"),
    "subject": lambda r: pick(r, r.choice(("titles", "events"))),
    "digit": lambda r: str(r.randrange(2, 500)),
    "money": lambda r: r.choice(
        (f"{r.randrange(1, 200)} dollars", f"${r.randrange(1, 200)}", f"{r.randrange(1, 99)} euros")
    ),
}
