"""The sound recordings of a new phone."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Recording(Strict):
    title: str = Field(min_length=1)
    seconds: int = Field(default=30, ge=1)
    minutes_ago: int = Field(default=1440, ge=0)


_TITLES = (
    "Team meeting", "Guitar idea", "Lecture 4", "Interview with Noor", "Birdsong", "Voice memo",
    "Choir practice", "Directions to the cabin", "Grandma's recipe",
)  # fmt: skip


def recordings(seed: int) -> tuple[Recording, ...]:
    rng = random.Random(f"recorder:{seed}")
    return tuple(
        Recording(title=title, seconds=rng.randrange(8, 2400), minutes_ago=rng.randrange(60, 60 * 24 * 40))
        for title in rng.sample(_TITLES, rng.randrange(2, 6))
    )
