"""Draw the first screen of every app of the virtual phone, in three skins, as one picture for the README.

    python docs/contact_sheet.py [--output docs/apps.webp] [--screens FOLDER]

Screens are as whoever holds the phone sees them: the bank's, too, which no screenshot shows. With `--screens`
every one is also written full size.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

from device_drivers.virtual.phone import HOME_PACKAGE, Phone
from device_drivers.virtual.window.faces import font

SKINS = ("plain", "atlas", "ember")  # the phone as it comes, one skin of training, one of testing
SEED = 3
COLUMNS = 5  # apps side by side
WIDE, GAP, CAPTION = 128, 6, 30  # px of a screen, between things, and of a name
HIGH = WIDE * 20 // 9
PAPER, INK = (244, 244, 247), (30, 30, 38)
LARGEST = 300_000  # bytes


def screens(skin: str) -> dict[str, Image.Image]:
    """By app, in the drawer's order, the home screen first."""
    phone = Phone(seed=SEED, skin=skin, clock=lambda: 0.0)
    found = {"Home": phone.screenshot(seen=True)}
    for package, entry in list(phone.packages.items()):
        if entry.launcher and package != HOME_PACKAGE:
            phone.launch(package)
            found[entry.label] = phone.screenshot(seen=True)
    return found


def sheet(shown: Mapping[str, Mapping[str, Image.Image]]) -> Image.Image:
    """Every app's screens, by skin and app, side by side under its name."""
    first, *_ = shown.values()
    cell = (len(shown) * (WIDE + GAP) + 2 * GAP, CAPTION + HIGH + 2 * GAP)
    rows = -(-len(first) // COLUMNS)
    picture = Image.new("RGB", (COLUMNS * cell[0] + GAP, rows * cell[1] + GAP), PAPER)
    draw = ImageDraw.Draw(picture)
    for place, name in enumerate(first):
        left, top = GAP + place % COLUMNS * cell[0], GAP + place // COLUMNS * cell[1]
        draw.text((left, top), name, font=font(19, True, name), fill=INK)
        for column, of_skin in enumerate(shown.values()):
            small = _fitted(of_skin[name])
            picture.paste(small, (left + column * (WIDE + GAP), top + CAPTION))
    return picture


def _fitted(screen: Image.Image) -> Image.Image:
    """As wide as a cell, and cut off where the screen is longer."""
    high = screen.height * WIDE // screen.width
    return screen.resize((WIDE, high), Image.Resampling.LANCZOS).crop((0, 0, WIDE, min(high, HIGH)))


def write(picture: Image.Image, path: Path) -> int:
    """The picture as WebP, in the best quality that stays small; its bytes."""
    for quality in (90, 80, 70, 60, 50, 40):
        picture.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= LARGEST:
            break
    return path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("apps.webp"))
    parser.add_argument("--screens", type=Path, help="a folder for every screen, full size")
    options = parser.parse_args()
    shown = {skin: screens(skin) for skin in SKINS}
    write(sheet(shown), options.output)
    for skin, found in shown.items() if options.screens else ():
        folder = options.screens / skin
        folder.mkdir(parents=True, exist_ok=True)
        for name, screen in found.items():
            screen.save(folder / f"{name}.png")


if __name__ == "__main__":
    main()
