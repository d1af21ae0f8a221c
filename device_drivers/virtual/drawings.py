"""What apps show besides photos, drawn from a name: a town's map, and dishes; as encoded pictures."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import TYPE_CHECKING

from device_drivers.virtual.pictures import png

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]

_TOWN = (1080, 720)
# land, block, street, main street, park, water
_DAY = ((236, 233, 226), (226, 222, 214), (255, 255, 255), (250, 216, 138), (196, 224, 186), (160, 204, 232))
_NIGHT = ((38, 42, 50), (46, 50, 60), (70, 76, 90), (128, 104, 62), (40, 66, 52), (36, 62, 92))
_PLATE = 144
_TABLES = ((214, 196, 170), (176, 190, 196), (196, 178, 160), (158, 172, 150), (188, 170, 180))
_FOODS = (
    ((206, 120, 46), (236, 178, 84)), ((176, 62, 44), (222, 108, 70)), ((96, 142, 66), (156, 188, 96)),
    ((222, 190, 96), (246, 226, 150)), ((110, 66, 42), (154, 104, 70)), ((230, 214, 190), (250, 240, 222)),
)  # fmt: skip


@lru_cache(maxsize=8)
def town(name: str, dark: bool) -> bytes:
    """A map: blocks between streets, a river, parks."""
    from PIL import Image, ImageDraw

    land, block, street, main, park, water = _NIGHT if dark else _DAY
    rng = random.Random(f"town:{name}")
    width, height = _TOWN
    image = Image.new("RGB", _TOWN, land)
    draw = ImageDraw.Draw(image)
    for _ in range(26):
        x, y = rng.randrange(width), rng.randrange(height)
        draw.rectangle((x, y, x + rng.randrange(60, 150), y + rng.randrange(50, 110)), fill=block)
    for _ in range(4):
        x, y = rng.randrange(width), rng.randrange(height)
        draw.rounded_rectangle((x, y, x + rng.randrange(110, 240), y + rng.randrange(80, 150)), 24, fill=park)
    river = [
        (-40, height * 0.2),
        (width * 0.3, height * 0.34),
        (width * 0.62, height * 0.7),
        (width + 40, height),
    ]
    draw.line(river, fill=water, width=64, joint="curve")
    _streets(draw, rng, street, main)
    return png(image)


def _streets(draw: ImageDraw, rng: random.Random, street: Colour, main: Colour) -> None:
    width, height = _TOWN
    for across in range(40, width, 118):
        lean = rng.randrange(-50, 50)
        draw.line((across, 0, across + lean, height), fill=street, width=10)
    for down in range(50, height, 104):
        lean = rng.randrange(-50, 50)
        draw.line((0, down, width, down + lean), fill=street, width=10)
    for _ in range(2):
        draw.line((0, rng.randrange(height), width, rng.randrange(height)), fill=main, width=18)
    middle = rng.randrange(width // 3, width * 2 // 3)
    draw.line((middle, 0, middle + rng.randrange(-200, 200), height), fill=main, width=18)


@lru_cache(maxsize=64)
def dish(name: str) -> bytes:
    """A plate on a table, seen from above."""
    from PIL import Image, ImageDraw

    rng = random.Random(f"dish:{name}")
    image = Image.new("RGB", (_PLATE, _PLATE), rng.choice(_TABLES))
    draw = ImageDraw.Draw(image)
    _disc(draw, 0.5, 0.5, 0.43, (244, 242, 238))
    _disc(draw, 0.5, 0.5, 0.34, (228, 224, 218))
    base, pieces = rng.choice(_FOODS)
    _disc(draw, 0.5, 0.5, 0.3, base)
    for _ in range(rng.randrange(7, 16)):
        x, y = 0.5 + rng.uniform(-0.19, 0.19), 0.5 + rng.uniform(-0.19, 0.19)
        _disc(draw, x, y, rng.uniform(0.03, 0.07), pieces)
    for _ in range(rng.randrange(3, 7)):
        x, y = 0.5 + rng.uniform(-0.17, 0.17), 0.5 + rng.uniform(-0.17, 0.17)
        _disc(draw, x, y, 0.02, (88, 138, 62))
    return png(image)


def _disc(draw: ImageDraw, x: float, y: float, r: float, fill: Colour) -> None:
    """A circle; middle and radius are parts of the plate's picture."""
    draw.ellipse(tuple(round(part * _PLATE) for part in (x - r, y - r, x + r, y + r)), fill=fill)
