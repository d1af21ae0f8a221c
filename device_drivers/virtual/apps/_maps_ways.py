"""Distances, travel times, turns and opening hours; pure."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

DRIVE, BUS, WALK = "drive", "bus", "walk"
MODES = ((DRIVE, "Drive", "car"), (BUS, "Bus", "bus"), (WALK, "Walk", "walk"))
_SPEED = {DRIVE: 28_000, BUS: 17_000, WALK: 4_800}  # m an hour
_WAIT = {DRIVE: 120, BUS: 300, WALK: 0}  # s before it moves
_DETOUR = {DRIVE: 1.4, BUS: 1.5, WALK: 1.25}  # of the straight line
_STREETS = (
    "Oak Street",
    "Quay Street",
    "Mill Lane",
    "Linden Avenue",
    "Station Road",
    "Garden Row",
    "High Street",
)
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Spot = tuple[float, float]  # latitude and longitude, degrees


def straight(one: Spot, other: Spot) -> float:
    """m between two spots."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


@dataclass(frozen=True)
class Way:
    mode: str
    meters: int
    seconds: int
    steps: tuple[str, ...]


def way(start: Spot, end: Spot, mode: str, name: str) -> Way:
    """How one gets from one spot to the other; the same every time."""
    meters = int(straight(start, end) * _DETOUR[mode])
    seconds = int(meters * 3600 / _SPEED[mode]) + _WAIT[mode]
    rng = random.Random(f"{start}{end}{mode}")
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    wind = _WINDS[round(angle / (math.pi / 4)) % 8]
    streets = rng.sample(_STREETS, min(5, 2 + meters // 1500))
    if mode == BUS:
        stop, line, stops = streets[0], rng.randrange(2, 60), max(1, meters // 600)
        walk = (f"Walk to the stop {stop}", f"Bus {line} for {stops} stop{'s' if stops > 1 else ''}")
        return Way(mode, meters, seconds, (*walk, f"Get off at {streets[1]}", f"Arrive at {name}"))
    turns = [f"Turn {rng.choice(('left', 'right'))} onto {street}" for street in streets[1:]]
    return Way(mode, meters, seconds, (f"Head {wind} on {streets[0]}", *turns, f"Arrive at {name}"))


def far(meters: float) -> str:
    return f"{round(meters / 10) * 10} m" if meters < 1000 else f"{meters / 1000:.1f} km"


def lasts(seconds: int) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def hours_of(day: str, opens: str, closes: str, closed_on: str) -> tuple[str, str] | None:
    """When a place is open on a weekday; None when it is not. A place without hours is always open."""
    if day == closed_on:
        return None
    return (opens, closes) if opens and closes else ("00:00", "24:00")


def is_open(now: datetime, opens: str, closes: str, closed_on: str) -> bool:
    hours = hours_of(DAYS[now.weekday()], opens, closes, closed_on)
    return hours is not None and hours[0] <= f"{now:%H:%M}" < hours[1]


def opens_next(now: datetime, opens: str, closes: str, closed_on: str) -> str:
    """The weekday on which a closed place opens again; empty for later today."""
    for ahead in range(8):
        day = DAYS[(now + timedelta(days=ahead)).weekday()]
        if hours_of(day, opens, closes, closed_on) and (ahead or f"{now:%H:%M}" < opens):
            return day if ahead else ""
    return ""
