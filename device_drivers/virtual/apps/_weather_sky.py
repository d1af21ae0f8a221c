"""The weather of a place and a day, drawn by a seed: the same whenever it is asked for; pure."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta

# Condition: its icon.
CONDITIONS = {
    "Sunny": "sun", "Partly cloudy": "sun_cloud", "Cloudy": "cloud", "Fog": "fog", "Light rain": "rain",
    "Rain": "rain", "Thunderstorm": "storm", "Snow": "snow", "Clear": "moon",
}  # fmt: skip
_WET = ("Light rain", "Rain", "Thunderstorm", "Snow")
# Name, region, degrees of latitude; south is negative.
CITIES = (
    ("Amsterdam", "Netherlands", 52), ("Athens", "Greece", 38), ("Auckland", "New Zealand", -37),
    ("Bangkok", "Thailand", 14), ("Barcelona", "Spain", 41), ("Berlin", "Germany", 53),
    ("Boston", "Massachusetts", 42), ("Buenos Aires", "Argentina", -35), ("Cairo", "Egypt", 30),
    ("Cape Town", "South Africa", -34), ("Chicago", "Illinois", 42), ("Copenhagen", "Denmark", 56),
    ("Denver", "Colorado", 40), ("Dublin", "Ireland", 53), ("Edinburgh", "Scotland", 56),
    ("Hamburg", "Germany", 54), ("Helsinki", "Finland", 60), ("Hong Kong", "China", 22),
    ("Istanbul", "Turkey", 41), ("Jakarta", "Indonesia", -6), ("Lima", "Peru", -12),
    ("Lisbon", "Portugal", 39), ("London", "England", 52), ("Los Angeles", "California", 34),
    ("Madrid", "Spain", 40), ("Melbourne", "Australia", -38), ("Mexico City", "Mexico", 19),
    ("Miami", "Florida", 26), ("Montreal", "Canada", 46), ("Mumbai", "India", 19), ("Munich", "Germany", 48),
    ("Nairobi", "Kenya", -1), ("New York", "New York", 41), ("Oslo", "Norway", 60), ("Paris", "France", 49),
    ("Portland", "Maine", 44), ("Portland", "Oregon", 46), ("Prague", "Czechia", 50),
    ("Reykjavik", "Iceland", 64), ("Rome", "Italy", 42), ("San Francisco", "California", 38),
    ("Seattle", "Washington", 48), ("Seoul", "South Korea", 38), ("Singapore", "Singapore", 1),
    ("Stockholm", "Sweden", 59), ("Sydney", "Australia", -34), ("Tokyo", "Japan", 36),
    ("Toronto", "Canada", 44), ("Vancouver", "Canada", 49), ("Vienna", "Austria", 48),
    ("Warsaw", "Poland", 52), ("Zurich", "Switzerland", 47),
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """Degrees C, percent of rain and humidity, km/h."""

    condition: str
    low: int
    high: int
    rain: int
    wind: int
    humidity: int
    sunrise: str  # HH:MM
    sunset: str


@dataclass(frozen=True)
class Hour:
    temperature: int
    condition: str
    rain: int


def day(seed: int, place: str, latitude: float, when: date) -> Day:
    """The weather of a date."""
    rng = random.Random(f"weather:{seed}:{place}:{when.isoformat()}")
    turn = math.cos((when.timetuple().tm_yday - 200) / 365 * 2 * math.pi) * math.copysign(1, latitude)
    high = round(31 - 0.4 * abs(latitude) + 0.22 * abs(latitude) * turn + rng.gauss(0, 3))
    low = high - rng.randrange(4, 11)
    names = ("Sunny", "Partly cloudy", "Cloudy", "Fog", "Light rain", "Rain", "Thunderstorm")
    condition = rng.choices(names, (24, 24, 18, 4, 14, 10, 6 if high > 15 else 0))[0]
    if high < 3 and condition in _WET:
        condition = "Snow"
    rain = rng.randrange(45, 96, 5) if condition in _WET else rng.randrange(0, 31, 5)
    half = 6 + 0.07 * abs(latitude) * turn  # hours from noon
    return Day(
        condition,
        low,
        high,
        rain,
        rng.randrange(3, 46 if condition in _WET else 26),
        rng.randrange(55, 96) if condition in _WET else rng.randrange(30, 75),
        _clock(12.4 - half),
        _clock(12.4 + half),
    )


def _clock(hours: float) -> str:
    minutes = round(hours * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours(seed: int, place: str, latitude: float, when: date) -> list[Hour]:
    """The weather of a date's 24 hours: the coldest is at three, the warmest twelve hours later."""
    whole = day(seed, place, latitude, when)
    rng = random.Random(f"weather:{seed}:{place}:{when.isoformat()}:hours")
    return [_hour(rng, whole, at) for at in range(24)]


def _hour(rng: random.Random, whole: Day, at: int) -> Hour:
    warmth = (1 - math.cos((at - 3) / 24 * 2 * math.pi)) / 2
    condition, night = whole.condition, not 6 <= at < 20
    if condition in _WET and condition != "Snow" and rng.random() < 0.3:
        condition = "Cloudy"
    if condition == "Fog" and 10 <= at < 20:
        condition = "Partly cloudy"
    if condition == "Sunny" and night:
        condition = "Clear"
    rain = max(0, min(100, whole.rain + rng.randrange(-10, 11, 5)))
    return Hour(round(whole.low + (whole.high - whole.low) * warmth), condition, rain)


def week(first: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range(7)]
