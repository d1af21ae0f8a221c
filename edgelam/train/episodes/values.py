"""Names, numbers, times and texts that tasks are about; pure. All of it is made up."""

from __future__ import annotations

import json
import random
from pathlib import Path

_POOLS: dict[str, list[str]] = json.loads(Path(__file__).with_name("values.json").read_text("utf-8"))
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _one(rng: random.Random, pool: str) -> str:
    return rng.choice(_POOLS[pool])


def person(rng: random.Random) -> str:
    """A name as in an address book: mostly first and last."""
    roll = rng.random()
    if roll < 0.1:
        return _one(rng, "relatives")
    first = _one(rng, "first")
    return first if roll < 0.25 else first + " " + _one(rng, "last")


def people(rng: random.Random, count: int) -> list[str]:
    """Different names; now and then two share a first name."""
    found: dict[str, None] = {}
    while len(found) < count:
        name = person(rng)
        if found and rng.random() < 0.12 and " " in name:
            name = rng.choice(list(found)).split()[0] + " " + _one(rng, "last")
        found[name] = None
    return list(found)


def number(rng: random.Random) -> str:
    """A phone number, in one of the ways people write them."""
    area, middle, last = rng.randint(201, 989), rng.randint(200, 999), rng.randint(0, 9999)
    if rng.random() < 0.3:
        middle = 555
    shape = rng.choice(
        (
            "{0}-{1}-{2:04}",
            "({0}) {1}-{2:04}",
            "{0}{1}{2:04}",
            "+1 {0} {1} {2:04}",
            "{0} {1} {2:04}",
            "{1}-{2:04}",
            "+44 {0} {1}{2:04}",
        )
    )
    return shape.format(area, middle, last)


def _filled(rng: random.Random, pattern: str) -> str:
    thing, thing2 = rng.sample(_POOLS["things"], 2)
    hour = (
        f"{rng.randint(1, 12)}{rng.choice(('', ':15', ':30', ':45'))}{rng.choice((' pm', ' am', 'pm', ''))}"
    )
    return pattern.format(
        n=rng.randint(2, 40),
        place=_one(rng, "places"),
        thing=thing,
        thing2=thing2,
        part=_one(rng, "dayparts"),
        hour=hour,
        code=rng.randint(1000, 9999),
        word=_one(rng, "words"),
        city=_one(rng, "cities"),
        name=_one(rng, "first"),
        verb=_one(rng, "verbs"),
    )


def message(rng: random.Random) -> str:
    """What a text message says."""
    text = _filled(rng, _one(rng, "messages"))
    roll = rng.random()
    if roll < 0.2:
        return f"{text}, {_filled(rng, _one(rng, 'messages'))}"
    return text[0].upper() + text[1:] if roll < 0.6 else text


def title(rng: random.Random) -> str:
    """A note's title."""
    return _filled(rng, _one(rng, "titles"))


def body(rng: random.Random) -> str:
    """What a note says, in one line."""
    return _filled(rng, _one(rng, "bodies"))


def label(rng: random.Random) -> str:
    """The name of an alarm or a timer."""
    return _filled(rng, _one(rng, "labels"))


def mail(rng: random.Random, name: str) -> str:
    """An address under a domain that nobody owns."""
    parts = [part for part in name.lower().replace(".", "").split() if part.isascii()]
    user = rng.choice((".", "", "_")).join(parts) + rng.choice(("", str(rng.randint(1, 99))))
    return user + "@" + _one(rng, "mails")


def company(rng: random.Random) -> str:
    """A firm."""
    return _one(rng, "company_heads") + " " + _one(rng, "company_tails")


def distinct(rng: random.Random, make: object, count: int) -> list[str]:
    """`count` different values of a maker."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[make(rng)] = None  # type: ignore[operator]
    return list(found)


def spoken_time(rng: random.Random, hour: int, minute: int, *, hours24: bool = False) -> str:
    """The time of day in words, unambiguous: 19:05 -> "7:05 pm", "19:05"."""
    if hours24 and rng.random() < 0.5:
        return f"{hour}:{minute:02}"
    shown, half = hour % 12 or 12, "am" if hour < 12 else "pm"
    mark = rng.choice((f" {half}", half, f" {half.upper()}", f" {half[0]}.m."))
    if minute == 0 and rng.random() < 0.6:
        return f"{shown}{mark}"
    return f"{shown}:{minute:02}{mark}"


def spoken_length(seconds: int) -> str:
    """A length of time: 90 -> "1 minute 30 seconds"."""
    parts = [(seconds // 3600, "hour"), (seconds // 60 % 60, "minute"), (seconds % 60, "second")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)
