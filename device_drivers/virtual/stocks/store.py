"""What the app store offers, and what of it is installed."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class StoreApp(Strict):
    package: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")
    title: str = Field(min_length=1)
    developer: str = ""
    category: str = "Tools"
    version: str = "1.0.0"
    version_code: int = Field(default=100, ge=1)
    size: int = Field(default=12, ge=1)  # MB
    rating: float = Field(default=4.1, ge=0, le=5)
    downloads: int = 1000
    description: str = ""
    news: str = ""  # what is new in this version
    permissions: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()  # what it holds where it is installed already
    installed: int = Field(default=0, ge=0)  # the installed version's code; 0: it is not installed


_P = "android.permission."
_APPS = (
    ("org.habittree", "Habit Tree", "Leafwork", "Health", ("POST_NOTIFICATIONS",),
     "Tick off good habits day by day"),
    ("com.packwell", "Packing List", "Wayfarer Labs", "Travel", (), "Never forget the charger again"),
    ("net.recipebox", "Recipe Box", "Hearth Software", "Food", ("CAMERA",), "All your recipes in one place"),
    ("org.waterlog", "Water Log", "Clear Day", "Health", ("POST_NOTIFICATIONS",), "Write down every glass"),
    ("com.shelfmate", "Reading List", "Shelfmate", "Books", (), "Books to read, books you have read"),
    ("org.leafcare", "Plant Care", "Leafwork", "Home", ("CAMERA", "POST_NOTIFICATIONS"),
     "Water them in time"),
    ("com.liftdiary", "Workout Diary", "Strong Bits", "Health", ("ACCESS_FINE_LOCATION",),
     "Sets, runs and rest days"),
    ("net.budgetjar", "Budget Jar", "Penny Wise", "Finance", (), "See where the money goes"),
    ("org.candles", "Birthday Keeper", "Roundel", "Social", ("READ_CONTACTS",), "Every birthday, every year"),
    ("com.reelshelf", "Movie List", "Shelfmate", "Entertainment", (), "What to watch next"),
    ("org.chorewheel", "Chore Wheel", "Tidy Folks", "Home", (), "Who does what this week"),
    ("com.trailnotes", "Trail Notes", "Ridge Apps", "Travel", ("ACCESS_FINE_LOCATION", "CAMERA"),
     "Hikes worth a note"),
    ("net.petdiary", "Pet Diary", "Paws & Co", "Home", ("CAMERA",), "Food, walks and the vet"),
    ("org.wordjar", "Word Jar", "Lingua Lab", "Education", ("RECORD_AUDIO",), "Collect the words you learn"),
)  # fmt: skip


_ENTRIES = {
    "org.habittree": ("Read 10 pages", "Walk 30 minutes", "No sugar"),
    "com.packwell": ("Passport", "Phone charger", "Rain jacket", "Toothbrush"),
    "net.recipebox": ("Lentil soup", "Apple crumble", "Flatbread"),
    "org.waterlog": ("Morning glass", "Lunch glass", "After the run"),
    "com.shelfmate": ("The Quiet Harbor", "Bread at Home"),
    "org.leafcare": ("Water the fern", "Turn the cactus"),
    "com.liftdiary": ("5 km by the river", "3 x 12 squats"),
    "net.budgetjar": ("Rent 960", "Groceries 240", "Gym 29"),
    "org.candles": ("Mom, 14 May", "Leo, 2 August"),
    "com.reelshelf": ("The Lighthouse Keeper", "Seven Small Boats"),
    "org.chorewheel": ("Vacuum the hall", "Take out the glass"),
    "com.trailnotes": ("Ridge loop, 14 km", "Lake path, 6 km"),
    "net.petdiary": ("Vet on the 12th", "New collar"),
    "org.wordjar": ("saudade", "gemütlich", "petrichor"),
}


def store_apps(seed: int) -> tuple[StoreApp, ...]:
    """The catalogue; three apps are installed, two of them in an older version."""
    rng = random.Random(f"store_apps:{seed}")
    there = rng.sample(range(len(_APPS)), 3)
    made = []
    for place, (package, title, developer, category, permissions, text) in enumerate(_APPS):
        major, minor = rng.randrange(1, 9), rng.randrange(0, 10)
        code = major * 100 + minor * 10
        installed = 0
        if place in there:
            installed = code if place == there[0] else code - 10
        made.append(
            StoreApp(
                package=package,
                title=title,
                developer=developer,
                category=category,
                version=f"{major}.{minor}.0",
                version_code=code,
                size=rng.randrange(4, 60),
                rating=round(rng.uniform(3.2, 4.9), 1),
                downloads=rng.choice((1, 5, 10, 50, 100, 500)) * 1000,
                description=f"{text}. Free, without ads, and nothing leaves your phone.",
                news="Faster start and small fixes.",
                permissions=tuple(_P + name for name in permissions),
                entries=_ENTRIES[package] if installed else (),
                installed=installed,
            )
        )
    return tuple(made)
