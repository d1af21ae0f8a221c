"""The places that a new phone's map knows."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Place(Strict):
    name: str = Field(min_length=1)
    category: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    opens: str = Field(default="", pattern=r"^$|^([01]\d|2[0-3]):[0-5]\d$")  # empty: always open
    closes: str = Field(default="", pattern=r"^$|^([01]\d|2[0-3]):[0-5]\d$")
    closed_on: str = ""  # a weekday's English name
    rating: float = Field(default=4.0, ge=0, le=5)
    latitude: float = Field(default=52.52, ge=-90, le=90)
    longitude: float = Field(default=13.4, ge=-180, le=180)
    saved: str = ""  # the list it is on


_NAMES = (
    ("Cafe Lindenhof", "Cafe"), ("Bluebird Coffee", "Cafe"), ("Trattoria Nonna Rosa", "Restaurant"),
    ("Saffron Garden", "Restaurant"), ("Noodle Corner", "Restaurant"), ("Maplewood Library", "Library"),
    ("Riverside Pharmacy", "Pharmacy"), ("Sun Pharmacy", "Pharmacy"), ("Central Station", "Train station"),
    ("Museum of Tides", "Museum"), ("City Gallery", "Museum"), ("Oak Street Market", "Supermarket"),
    ("Green Basket", "Supermarket"), ("Hilltop Park", "Park"), ("Botanical Garden", "Park"),
    ("Hotel Meridian", "Hotel"), ("Harbor Inn", "Hotel"), ("Quick Fuel", "Gas station"),
    ("Northside Hospital", "Hospital"), ("Odeon Cinema", "Cinema"), ("Pedal Works", "Bicycle shop"),
    ("First Street Bank", "Bank"), ("Tidewater Gym", "Gym"),
)  # fmt: skip
_STREETS = (
    "Oak Street",
    "Quay Street",
    "Mill Lane",
    "Linden Avenue",
    "Station Road",
    "Garden Row",
    "High Street",
)
_ALWAYS = ("Park", "Hospital", "Train station", "Hotel", "Gas station")
_DAYS = ("Sunday", "Sunday", "Monday", "")


def places(seed: int) -> tuple[Place, ...]:
    """All within a few kilometres of the city's middle."""
    rng = random.Random(f"maps:{seed}")
    found = []
    for name, category in _NAMES:
        always = category in _ALWAYS
        opens, closes = f"{rng.randrange(7, 11):02d}:00", f"{rng.randrange(17, 23):02d}:00"
        street, number = rng.choice(_STREETS), rng.randrange(1, 140)
        host = "".join(char for char in name.lower() if char.isalpha())
        found.append(
            Place(
                name=name,
                category=category,
                address=f"{number} {street}, Maplewood",
                phone=f"030 555 {rng.randrange(1000, 10000)}",
                website=f"https://{host}.example/"
                if name != "Maplewood Library"
                else "https://library.maplewood.example/",
                opens="" if always else opens,
                closes="" if always else closes,
                closed_on="" if always else rng.choice(_DAYS),
                rating=rng.randrange(31, 50) / 10,
                latitude=round(52.52 + rng.uniform(-0.03, 0.03), 5),
                longitude=round(13.40 + rng.uniform(-0.05, 0.05), 5),
                saved=rng.choice(("Favorites", "Want to go")) if rng.random() < 0.12 else "",
            )
        )
    return tuple(found)
