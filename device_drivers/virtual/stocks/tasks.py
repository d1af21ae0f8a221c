"""What is still to be done."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict

Priority = Literal["none", "low", "medium", "high"]


class Task(Strict):
    title: str = Field(min_length=1)
    notes: str = ""
    list: str = "My tasks"
    due: int | None = None  # days from today
    priority: Priority = "none"
    done: bool = False
    steps: tuple[str, ...] = ()  # subtasks, all of them open


_HOME: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Water the plants", "", ()), ("Call the landlord", "About the boiler", ()),
    ("Renew the passport", "", ("Take a photo", "Fill in the form", "Book a date")),
    ("Buy a birthday present", "Something for the garden", ()), ("Return library books", "", ()),
    ("Clean the oven", "", ()), ("Book a table for Saturday", "Four people", ()),
    ("Fix the bike", "", ("Order a tube", "Oil the chain")),
)  # fmt: skip
_WORK: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Send the quarterly report", "To Karin and Leo", ()), ("Prepare slides", "", ("Outline", "Charts")),
    ("Answer the auditors", "", ()), ("Update the contact sheet", "", ()),
    ("Order new chairs", "Five of them", ()), ("Plan the team day", "", ("Pick a place", "Ask for dates")),
)  # fmt: skip
_SHOPPING = ("Olive oil", "Light bulbs", "Dish soap", "Coffee", "Batteries", "Envelopes", "Stamps", "Rice")


def tasks(seed: int) -> tuple[Task, ...]:
    """Three lists: My tasks, Work and Shopping."""
    rng = random.Random(f"tasks:{seed}")
    made = []
    for name, pool, most in (("My tasks", _HOME, 6), ("Work", _WORK, 5)):
        for title, notes, steps in rng.sample(pool, rng.randrange(3, most)):
            due = rng.randrange(-3, 12) if rng.random() < 0.6 else None
            priority: Priority = rng.choice(("none", "none", "low", "medium", "high"))
            done = rng.random() < 0.2
            made.append(
                Task(title=title, notes=notes, list=name, due=due, priority=priority, done=done, steps=steps)
            )
    for title in rng.sample(_SHOPPING, rng.randrange(3, 6)):
        made.append(Task(title=title, list="Shopping", done=rng.random() < 0.25))
    return tuple(made)
