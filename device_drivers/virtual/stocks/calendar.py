"""What is written into the calendar."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict

CalendarName = Literal["Personal", "Work"]


class Event(Strict):
    title: str = ""
    place: str = ""
    description: str = ""
    day: int = 0  # days from today
    time: str = Field(default="", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")  # empty: all day
    minutes: int = Field(default=60, ge=0)  # how long; of an all-day event it says nothing
    rrule: str = ""
    reminders: tuple[int, ...] = ()  # minutes before
    attendees: tuple[str, ...] = ()  # mail addresses
    calendar: CalendarName = "Personal"


_SINGLE: tuple[tuple[str, str, CalendarName, int], ...] = (
    ("Dentist", "12 Mill Lane", "Personal", 45),
    ("Lunch with Priya", "Cafe Linden", "Personal", 60),
    ("Car inspection", "Garage Oakley", "Personal", 90),
    ("Parents' evening", "Hill School, room 14", "Personal", 90),
    ("Concert", "Town hall", "Personal", 150),
    ("Haircut", "Salon Maris", "Personal", 30),
    ("Budget review", "Room B2", "Work", 60),
    ("Job interview", "Front desk", "Work", 60),
    ("Client call", "", "Work", 30),
    ("Design workshop", "Studio 3", "Work", 180),
    ("Release planning", "Room A1", "Work", 90),
    ("Viewing of the flat", "8 Harbour Street", "Personal", 30),
    ("Train to Vienna", "Central station", "Personal", 240),
)
_REPEATING: tuple[tuple[str, str, CalendarName, str, int], ...] = (
    ("Stand-up", "Room A1", "Work", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 15),
    ("Yoga", "Gym on Elm Road", "Personal", "FREQ=WEEKLY", 75),
    ("Choir", "St. Anne's hall", "Personal", "FREQ=WEEKLY", 120),
    ("One-on-one", "", "Work", "FREQ=WEEKLY;INTERVAL=2", 30),
    ("Pay rent", "", "Personal", "FREQ=MONTHLY", 15),
)
_WHOLE_DAYS = ("Anna's birthday", "Public holiday", "Day off", "Recycling pick-up")
_GUESTS = ("priya@example.org", "victor@example.org", "zoe@example.org", "tomas@example.org")


def events(seed: int) -> tuple[Event, ...]:
    """A busy month around today."""
    rng = random.Random(f"calendar:{seed}")

    def time() -> str:
        return f"{rng.randrange(8, 19):02d}:{rng.choice((0, 0, 15, 30, 30, 45)):02d}"

    made = []
    for title, place, calendar, minutes in rng.sample(_SINGLE, rng.randrange(5, 10)):
        guests = tuple(rng.sample(_GUESTS, rng.randrange(1, 4))) if calendar == "Work" else ()
        reminders = (rng.choice((10, 30, 60)),) if rng.random() < 0.5 else ()
        day = rng.randrange(-6, 22)
        made.append(
            Event(title=title, place=place, day=day, time=time(), minutes=minutes, reminders=reminders,
                  attendees=guests, calendar=calendar)
        )  # fmt: skip
    for title, place, calendar, rule, minutes in rng.sample(_REPEATING, rng.randrange(1, 4)):
        day = rng.randrange(-30, -7)
        made.append(
            Event(
                title=title, place=place, day=day, time=time(), minutes=minutes, rrule=rule, calendar=calendar
            )
        )
    for title in rng.sample(_WHOLE_DAYS, rng.randrange(1, 3)):
        made.append(Event(title=title, day=rng.randrange(-3, 20)))
    return tuple(made)
