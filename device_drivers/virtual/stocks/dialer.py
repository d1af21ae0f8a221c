"""The calls a phone has behind it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict

CallType = Literal["incoming", "outgoing", "missed"]


class Call(Strict):
    number: str = Field(min_length=1)
    type: CallType = "incoming"
    duration: int = Field(default=0, ge=0)  # seconds
    minutes_ago: int | None = Field(
        default=None, ge=0
    )  # left out: in the order of the list, the first one newest
    new: bool = False  # a missed call not yet looked at


def calls(seed: int, numbers: Sequence[str]) -> tuple[Call, ...]:
    """A few days of calls, the newest first; mostly with the given numbers."""
    rng = random.Random(f"dialer:{seed}")
    made: list[Call] = []
    minutes = rng.randrange(20, 200)
    for _ in range(rng.randrange(8, 15)):
        known = bool(numbers) and rng.random() < 0.75
        number = rng.choice(numbers) if known else f"555{rng.randrange(10**6, 10**7)}"
        kind: CallType = rng.choice(("incoming", "outgoing", "missed"))
        seconds = 0 if kind == "missed" else rng.randrange(8, 1500)
        made.append(Call(number=number, type=kind, duration=seconds, minutes_ago=minutes))
        minutes += rng.randrange(30, 1400)
    return tuple(made)
