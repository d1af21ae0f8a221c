"""What was spent in the last months, and the limits of a month; amounts in cents."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Expense(Strict):
    amount: int = Field(gt=0)
    category: str = Field(min_length=1)
    note: str = ""
    days_ago: int = Field(default=0, ge=0)


class Budget(Strict):
    category: str = ""  # empty: for everything
    amount: int = Field(gt=0)


_DAILY = (
    ("Food", "Groceries", 1800, 9500), ("Food", "Lunch", 800, 1900), ("Food", "Coffee", 300, 650),
    ("Food", "Dinner with friends", 2400, 7200), ("Food", "Bakery", 350, 1400),
    ("Shopping", "Running shoes", 5900, 13900), ("Shopping", "Birthday present", 1500, 6000),
    ("Shopping", "Winter socks", 900, 2500), ("Shopping", "Desk lamp", 1900, 5500),
    ("Transport", "Bus ticket", 250, 480), ("Transport", "Taxi home", 1100, 3400),
    ("Transport", "Train to the coast", 1900, 6800), ("Transport", "Fuel", 3000, 7500),
    ("Housing", "Electricity", 4200, 9800), ("Housing", "Light bulbs", 700, 2100),
    ("Health", "Pharmacy", 600, 3200), ("Health", "Dentist", 4000, 16000),
    ("Entertainment", "Cinema", 900, 2800), ("Entertainment", "Concert tickets", 3500, 9900),
    ("Entertainment", "Museum", 800, 2200), ("Other", "Haircut", 1800, 4200), ("Other", "Stamps", 300, 1200),
)  # fmt: skip


def expenses(seed: int) -> tuple[Expense, ...]:
    """Of the last three months, the oldest first."""
    rng = random.Random(f"expenses:{seed}")
    found = [
        Expense(category=category, note=note, amount=rng.randrange(low, high), days_ago=rng.randrange(80))
        for category, note, low, high in rng.choices(_DAILY, k=rng.randrange(8, 24))
    ]
    return tuple(sorted(found, key=lambda one: -one.days_ago))


def budgets(seed: int) -> tuple[Budget, ...]:
    """For everything, and for one or two categories."""
    rng = random.Random(f"budgets:{seed}")
    if rng.random() < 0.3:
        return ()
    names = rng.sample(("Food", "Shopping", "Transport", "Entertainment"), rng.randrange(0, 3))
    whole = Budget(amount=rng.randrange(4, 15) * 10_000)
    return (whole, *(Budget(category=name, amount=rng.randrange(4, 20) * 1000) for name in names))
