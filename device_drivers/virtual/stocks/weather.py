"""The places whose weather is watched."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Place(Strict):
    name: str = Field(min_length=1)
    region: str = ""
    latitude: float = Field(default=45, ge=-90, le=90)


_PLACES = (
    ("Berlin", "Germany", 53), ("Boston", "Massachusetts", 42), ("Copenhagen", "Denmark", 56),
    ("Lisbon", "Portugal", 39), ("London", "England", 52), ("Madrid", "Spain", 40),
    ("New York", "New York", 41), ("Oslo", "Norway", 60), ("Paris", "France", 49), ("Rome", "Italy", 42),
    ("San Francisco", "California", 38), ("Sydney", "Australia", -34), ("Tokyo", "Japan", 36),
    ("Toronto", "Canada", 44), ("Vienna", "Austria", 48),
)  # fmt: skip


def weather(seed: int) -> tuple[Place, ...]:
    """Home first, then where friends and family live."""
    rng = random.Random(f"weather:{seed}")
    chosen = rng.sample(_PLACES, rng.randrange(1, 5))
    return tuple(Place(name=name, region=region, latitude=latitude) for name, region, latitude in chosen)
