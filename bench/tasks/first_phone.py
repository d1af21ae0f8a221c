"""The phone that the first goals are tried on: people, messages, notes and alarms drawn by a seed."""

from __future__ import annotations

import random
from typing import Any

_PEOPLE = (
    "Ada Novak",
    "Bruno Keller",
    "Chen Wei",
    "Dora Lindt",
    "Emil Haas",
    "Farah Amin",
    "Goran Petrov",
    "Hana Sato",
    "Ivy Brooks",
    "Jonas Weber",
    "Kira Olsen",
    "Luca Moretti",
)
_STRANGERS = ("Quentin Marsh", "Rosa Delgado", "Samir Haddad", "Tessa Boone")
_LABELS = ("gym", "medicine", "yoga", "laundry")
_MESSAGES = (
    "the meeting moved to four",
    "I left the keys with Anton",
    "happy birthday",
    "dinner is at eight",
)
_TITLES = ("Packing list", "Book ideas", "Garden plan", "Rent questions")
_BODIES = (
    "call the plumber on Monday",
    "sunscreen and a hat",
    "water the ferns twice",
    "ask about the lease",
)
_MOM = "5550001234"
_OLD_BODY = "to be sorted out"


def _number(rng: random.Random) -> str:
    return f"555{rng.randrange(1000000, 9999999)}"


def _clock(rng: random.Random, hours: tuple[int, ...]) -> tuple[str, str]:
    """A time of the morning as said and as HH:MM."""
    hour, minute = rng.choice(hours), rng.choice((5, 10, 20, 25, 40, 50))
    return f"{hour}:{minute:02}", f"{hour:02}:{minute:02}"


def draw(rng: random.Random) -> tuple[dict[str, str], dict[str, Any]]:
    """The values of one seed and the phone they live on."""
    people = rng.sample(_PEOPLE, 6)
    numbers = [_number(rng) for _ in range(8)]
    titles, bodies = rng.sample(_TITLES, 3), rng.sample(_BODIES, 3)
    time1, at1 = _clock(rng, (5, 6, 7))
    time2, at2 = _clock(rng, (8, 9))
    time3, at3 = _clock(rng, (10, 11))
    params = {
        "a": people[0],
        "b": people[1],
        "c": people[2],
        "d": people[3],
        "a_number": numbers[0],
        "b_number": numbers[1],
        "c_number": numbers[2],
        "d_number": numbers[3],
        "new": rng.choice(_STRANGERS),
        "new_number": numbers[6],
        "other_number": numbers[7],
        "time": time1,
        "at": at1,
        "old_time": time2,
        "old_at": at2,
        "late": time3,
        "late_at": at3,
        "label": rng.choice(_LABELS),
        "minutes": str(rng.choice((3, 8, 12, 20, 45))),
        "text": rng.choice(_MESSAGES),
        "title": titles[0],
        "old_title": titles[1],
        "kept_title": titles[2],
        "body": bodies[0],
        "line": bodies[2],
    }
    params["seconds"] = str(60 * int(params["minutes"]))
    return params, _phone(params, list(zip(people, numbers, strict=False)))


def _phone(params: dict[str, str], people: list[tuple[str, str]]) -> dict[str, Any]:
    """A fixture of `edgelam phone serve`."""
    first, second = people[0][1], people[1][1]
    return {
        "contacts": [{"name": n, "phone": p} for n, p in [*people, ("Mom", _MOM)]],
        "messages": [
            {"address": first, "body": "Did you get home safely?", "type": "inbox"},
            {"address": second, "body": "See you soon", "type": "inbox"},
            {"address": second, "body": "Yes, on my way", "type": "sent"},
            {"address": _MOM, "body": "Call me when you can", "type": "inbox"},
        ],
        "notes": [
            {"title": params["old_title"], "body": _OLD_BODY},
            {"title": params["kept_title"], "body": "nothing yet"},
        ],
        "alarms": [
            {"time": params["old_at"], "days": ["mon", "wed"], "label": "School", "enabled": True},
            {"time": params["late_at"], "days": [], "label": "Market", "enabled": False},
        ],
    }
