"""The phone a task is set on: an everyday phone by seed, and what the task adds to it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from device_drivers.virtual.fixture import Fixture, Person, default_fixture
from device_drivers.virtual.phone import Phone

Thing = TypeVar("Thing", bound=BaseModel)
T = TypeVar("T")

_STRANGERS = (
    "Quentin Marsh", "Rosa Delgado", "Samir Haddad", "Tessa Boone", "Umberto Galli", "Vera Lindqvist",
    "Wesley Nakamura", "Xenia Petrou", "Yolanda Reyes", "Zdenek Kral", "Amara Diallo", "Bjorn Halvorsen",
)  # fmt: skip
_PHRASES = (
    "the meeting moved to four", "I left the keys with Anton", "dinner is at eight", "the plumber came early",
    "we need more candles", "the ferry leaves at noon", "ask about the lease", "water the ferns twice",
    "call the dentist on Monday", "sunscreen and a hat", "bring the blue folder", "the code is under the mat",
    "pick up the parcel", "tickets are at the door", "the cat is at the vet", "feed the neighbour's fish",
)  # fmt: skip
_TITLES = (
    "Packing list", "Garden plan", "Rent questions", "Film night", "Ski trip", "Attic sale", "Choir dates",
    "Wedding speech", "Bike parts", "Reading circle", "Moving day", "Balcony herbs", "Language course",
)  # fmt: skip


@lru_cache(maxsize=64)
def switched_on(seed: int) -> datetime:
    """When a phone of that seed starts, with its zone."""
    return Phone(seed, fixture=Fixture()).now().replace(second=0, microsecond=0)


class World:
    """Draws a task's values and its phone's first contents; the same for the same seed and name."""

    def __init__(self, seed: int, name: str) -> None:
        self.seed = seed
        self.rng = random.Random(f"{name}:{seed}")
        self.now = switched_on(seed)
        first = default_fixture(seed)
        self._things: dict[str, list[Any]] = {}
        self._single: dict[str, Any] = {}
        for kind in type(first).model_fields:
            value = getattr(first, kind)
            if isinstance(value, tuple):
                self._things[kind] = list(value)
            else:
                self._single[kind] = value
        self._picked: set[int] = set()
        self._drawn: set[str] = set()

    def things(self, kind: str) -> list[Any]:
        """What the phone holds of a field of `Fixture`, as it is now."""
        return self._things[kind]

    def single(self, kind: str) -> Any:
        """A field of `Fixture` that is one value."""
        return self._single[kind]

    def pick(self, kind: str, where: Callable[[Any], bool] = lambda thing: True) -> Any:
        """One that the phone has, another one every time. LookupError when there is none left."""
        free = [t for t in self._things[kind] if where(t) and id(t) not in self._picked]
        if not free:
            raise LookupError(f"the phone has no such {kind}")
        thing = self.rng.choice(free)
        self._picked.add(id(thing))
        return thing

    def add(self, kind: str, thing: Thing) -> Thing:
        """Put one more on the phone; nothing else picks it."""
        self._things[kind].append(thing)
        self._picked.add(id(thing))
        return thing

    def drop(self, kind: str, where: Callable[[Any], bool] = lambda thing: True) -> None:
        """Take those off the phone."""
        self._things[kind] = [t for t in self._things[kind] if not where(t)]

    def put(self, kind: str, things: list[Any]) -> None:
        """Have these and no others."""
        self._things[kind] = list(things)

    def set(self, kind: str, value: Any) -> None:
        """Give a field of one value."""
        self._single[kind] = value

    def choose(self, *of: T) -> T:
        """One of them, not one that this world chose before while there are others."""
        free = [one for one in of if str(one) not in self._drawn] or list(of)
        one = self.rng.choice(free)
        self._drawn.add(str(one))
        return one

    def contact(self, **fields: Any) -> Person:
        """A contact with a number, unlike any other by name."""
        if fields:
            return self.add("contacts", Person(**{"name": self.stranger(), "phone": self.number(), **fields}))
        person: Person = self.pick("contacts", lambda p: bool(p.phone) and " " in p.name)
        return person

    def stranger(self) -> str:
        """A name that is nobody's here."""
        return self.choose(*_STRANGERS)

    def phrase(self) -> str:
        """Something a person writes or says, in lower case where a sentence allows it."""
        return self.choose(*_PHRASES)

    def title(self) -> str:
        """A name for a note, a list, an album."""
        return self.choose(*_TITLES)

    def number(self) -> str:
        """A telephone number that nobody has."""
        return f"555{self.rng.randrange(10**6, 10**7)}"

    def clock(self, first: int = 6, last: int = 21, step: int = 5) -> tuple[int, int]:
        """An hour and a minute of the day; hours from `first` to `last`, minutes in steps."""
        return self.rng.randrange(first, last + 1), self.rng.randrange(0, 60, step)

    def day(self, first: int = 1, last: int = 6) -> datetime:
        """Midnight of a day, so many days from today."""
        ahead = self.rng.randrange(first, last + 1)
        return self.now.replace(hour=0, minute=0) + timedelta(days=ahead)

    def fixture(self) -> Fixture:
        """What the phone holds when the task begins."""
        lists = {kind: tuple(things) for kind, things in self._things.items()}
        return Fixture.model_validate({**lists, **self._single})


def spoken(hour: int, minute: int) -> str:
    """A time of the day as people write it: `7:05 am`, `4 pm`."""
    half = "am" if hour < 12 else "pm"
    return f"{(hour + 11) % 12 + 1}:{minute:02} {half}" if minute else f"{(hour + 11) % 12 + 1} {half}"


def weekday(day: datetime) -> str:
    """The name of its day."""
    return f"{day:%A}"
