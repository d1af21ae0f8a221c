"""The photos and other files in the shared storage of a new phone."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class SharedFile(Strict):
    path: str = Field(min_length=1)  # below /sdcard, such as Documents/plan.txt
    text: str = ""
    size: int = Field(default=0, ge=0, le=1 << 22)  # bytes; what the text leaves is filled up
    minutes_ago: int = Field(default=1440, ge=0)


class Photo(Strict):
    """A picture, or with `seconds` a video."""

    name: str = Field(min_length=1)
    folder: str = "DCIM/Camera"
    scene: int = Field(default=0, ge=0)
    seconds: int = Field(default=0, ge=0)
    minutes_ago: int = Field(default=1440, ge=0)
    favorite: bool = False
    trashed: bool = False


_FILES = (
    ("Documents/Budget 2026.csv", "Item,Amount\nRent,820\nFood,310\nTransport,75\n", 0),
    ("Documents/Packing list.txt", "Passport\nCharger\nSwimwear\nSunscreen\n", 0),
    ("Documents/Insurance.pdf", "", 182_400),
    ("Documents/Work/Offer Larsen.docx", "", 48_120),
    ("Documents/Work/Figures Q1.xlsx", "", 66_350),
    ("Documents/Work/Slides.pptx", "", 240_900),
    ("Documents/Letters/Landlord.txt", "Dear Mr. Horvat,\n\nthe tap in the kitchen drips again.\n", 0),
    ("Documents/Recipes.md", "# Lentil soup\n\nOnions, carrots, red lentils, cumin\n", 0),
    ("Download/ticket_N7K2Q.pdf", "", 91_300),
    ("Download/manual_washer.pdf", "", 310_200),
    ("Download/meeting_point.txt", "Meet at the fountain, then up the hill.\n", 0),
    ("Download/bike_invoice.pdf", "", 73_800),
    ("Download/wallpapers_readme.txt", "Twelve pictures in full size.\n", 0),
)  # fmt: skip
_FOLDERS = ("DCIM/Camera", "DCIM/Camera", "DCIM/Camera", "Pictures/Screenshots", "Pictures/Lake", "Download")


def shared_files(seed: int) -> tuple[SharedFile, ...]:
    rng = random.Random(f"shared_files:{seed}")
    kept = rng.sample(_FILES, rng.randrange(7, 11))
    return tuple(
        SharedFile(path=path, text=text, size=size, minutes_ago=rng.randrange(60, 60 * 24 * 90))
        for path, text, size in sorted(kept)
    )


def photos(seed: int) -> tuple[Photo, ...]:
    """Pictures and a few videos of the last months, the newest first."""
    rng = random.Random(f"photos:{seed}")
    found = []
    ago = rng.randrange(60, 3000)
    for number in range(rng.randrange(9, 15)):
        folder, seconds = rng.choice(_FOLDERS), rng.randrange(5, 70) if rng.random() < 0.15 else 0
        name = f"lake_{number:02d}.jpg" if folder == "Pictures/Lake" else f"IMG_{4210 - number}.jpg"
        if folder.endswith("Screenshots"):
            name, seconds = f"Screenshot_{310 - number}.jpg", 0
        found.append(
            Photo(
                name=name.replace(".jpg", ".mp4").replace("IMG", "VID") if seconds else name,
                folder=folder,
                scene=rng.randrange(24),
                seconds=seconds,
                minutes_ago=ago,
                favorite=rng.random() < 0.15,
            )
        )
        ago += rng.randrange(30, 60 * 24 * 6)
    return tuple(found)
