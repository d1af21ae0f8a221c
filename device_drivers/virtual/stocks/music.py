"""The songs and playlists of a new phone."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Song(Strict):
    title: str = Field(min_length=1)
    artist: str = "<unknown>"
    album: str = "<unknown>"
    seconds: int = Field(default=200, ge=1)
    year: int | None = None
    genre: str = ""
    favorite: bool = False


class Playlist(Strict):
    name: str = Field(min_length=1)
    songs: tuple[str, ...] = ()  # titles


# Artist, genre and albums: name, year, titles.
_SHELF = (
    ("The Paper Lanterns", "Indie", (
        ("Harbour Lights", 2018, ("Slow Ferry", "Salt on the Window", "Harbour Lights", "Low Tide",
            "Gulls")),
        ("Second Floor", 2022, ("Stairwell", "Second Floor", "Neighbours", "Borrowed Sugar")))),
    ("Nadia Verne", "Jazz", (
        ("Blue Hours", 2015, ("Four in the Morning", "Blue Hours", "Walking Bass", "Last Tram Home")),)),
    ("Tin Orchard", "Folk", (
        ("Apple Weather", 2020, ("First Frost", "Apple Weather", "The Long Hedge", "Ladder Song",
            "Cider")),)),
    ("Kilo & Ray", "Electronic", (
        ("Night Bus", 2021, ("Night Bus", "Terminal", "Neon Rain", "Afterglow")),
        ("Signal", 2024, ("Signal", "Static", "Carrier Wave")))),
    ("Ensemble Aurelia", "Classical", (
        ("Winter Suite", 2011, ("Winter Suite: I. Snowfall", "Winter Suite: II. Ice",
            "Winter Suite: III. Thaw")),)),
    ("Marlow Finch", "Soul", (
        ("Warm Hands", 2019, ("Warm Hands", "Sunday Kitchen", "Call It Home", "Honest Work")),)),
)  # fmt: skip
_NAMES = ("Morning run", "Cooking", "Focus", "Road trip", "Sunday", "Party", "Rainy day")


def songs(seed: int) -> tuple[Song, ...]:
    """Whole albums, as people have them."""
    rng = random.Random(f"music:{seed}")
    found = []
    for artist, genre, albums in _SHELF:
        for album, year, titles in albums:
            kept = rng.random() < 0.8
            for title in titles:
                seconds, favorite = rng.randrange(95, 390), rng.random() < 0.12
                if kept:
                    found.append(
                        Song(title=title, artist=artist, album=album, seconds=seconds, year=year, genre=genre,
                             favorite=favorite)
                    )  # fmt: skip
    return tuple(found)


def playlists(seed: int) -> tuple[Playlist, ...]:
    rng = random.Random(f"playlists:{seed}")
    titles = [song.title for song in songs(seed)]
    names = rng.sample(_NAMES, rng.randrange(1, 4))
    return tuple(
        Playlist(name=name, songs=tuple(rng.sample(titles, min(len(titles), rng.randrange(2, 7)))))
        for name in names
    )
