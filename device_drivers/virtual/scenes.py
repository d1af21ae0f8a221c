"""What the phone's cameras see: landscapes drawn from a number, as encoded photos."""

from __future__ import annotations

import random
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from device_drivers.virtual.files import Deferred
from device_drivers.virtual.pictures import jpeg

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SCENES = 24
_SIZE = (480, 360)
_BYTES = 10_000  # of the smallest: more than any needs, so that a size is known before anything is drawn
_SKIES = ((126, 176, 222), (236, 168, 120), (64, 78, 128), (168, 196, 210), (222, 140, 138), (98, 160, 196))
_LANDS = ((82, 128, 84), (150, 122, 86), (58, 92, 96), (112, 104, 128), (176, 152, 104), (66, 110, 66))


def deferred(number: int) -> Deferred:
    """A landscape that is drawn when its file is read."""
    return Deferred(_bytes(number), partial(scene, number), _SIZE)


def _bytes(number: int) -> int:
    return _BYTES + 137 * (number % SCENES)


@lru_cache(maxsize=SCENES * 2)
def scene(number: int, portrait: bool = False) -> bytes:
    """A JPEG of a landscape; the same for the same number."""
    from PIL import Image, ImageDraw

    rng = random.Random(f"scene:{number % SCENES}")
    width, height = (_SIZE[1], _SIZE[0]) if portrait else _SIZE
    sky, land = _SKIES[number % len(_SKIES)], rng.choice(_LANDS)
    image = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(image)
    for y in range(height // 2):
        fade = y / height
        draw.line((0, y, width, y), fill=_mix(sky, (255, 255, 255), fade))
    x, y, r = rng.randrange(width), rng.randrange(height // 4), height // 12
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 240, 200))
    for depth in range(3):
        _hills(draw, rng, (width, height), depth, _mix(land, (0, 0, 0), depth * 0.2))
    if rng.random() < 0.6:
        _things(draw, rng, (width, height))
    return jpeg(image, quality=75).ljust(_bytes(number), b"\0")  # readers stop at a picture's end


def _mix(one: tuple[int, int, int], other: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hills(
    draw: ImageDraw, rng: random.Random, size: tuple[int, int], depth: int, colour: tuple[int, int, int]
) -> None:
    width, height = size
    base = height * (0.45 + 0.16 * depth)
    tops = [(x, base - rng.randrange(height // 6)) for x in range(0, width + 1, width // 6)]
    draw.polygon([(0, height), *tops, (width, height)], fill=colour)


def _things(draw: ImageDraw, rng: random.Random, size: tuple[int, int]) -> None:
    """Houses or trees in front."""
    width, height = size
    houses = rng.random() < 0.5
    for _ in range(rng.randrange(2, 6)):
        x, w, h = rng.randrange(width), width // 14, height // rng.choice((5, 6, 8))
        foot = height * 0.86
        if houses:
            draw.rectangle((x, foot - h, x + w, foot), fill=(208, 190, 176))
            draw.polygon(
                [(x - 6, foot - h), (x + w / 2, foot - h * 1.5), (x + w + 6, foot - h)], fill=(150, 76, 62)
            )
        else:
            draw.rectangle((x + w * 0.4, foot - h * 0.4, x + w * 0.6, foot), fill=(96, 70, 50))
            draw.ellipse((x, foot - h * 1.4, x + w, foot - h * 0.3), fill=(54, 96, 60))
