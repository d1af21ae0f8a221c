"""Drawings made before, as straight strokes."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict

Colour = Literal["black", "gray", "red", "orange", "yellow", "green", "blue", "purple", "brown", "white"]


class Stroke(Strict):
    """From one point to another, in thousandths of the canvas; width in dp."""

    x1: int = Field(ge=0, le=1000)
    y1: int = Field(ge=0, le=1000)
    x2: int = Field(ge=0, le=1000)
    y2: int = Field(ge=0, le=1000)
    color: Colour = "black"
    width: int = Field(default=4, gt=0, le=100)


class Drawing(Strict):
    title: str = Field(min_length=1)
    strokes: tuple[Stroke, ...] = ()


# Title, colour, and the corners that strokes join.
_SHAPES: tuple[tuple[str, Colour, tuple[tuple[int, int], ...]], ...] = (
    ("House", "brown", ((250, 800), (250, 500), (500, 300), (750, 500), (750, 800), (250, 800))),
    ("Star", "orange", ((500, 250), (650, 700), (280, 420), (720, 420), (350, 700), (500, 250))),
    ("Lightning", "yellow", ((560, 200), (420, 480), (560, 480), (430, 780))),
    ("Boat", "blue", ((200, 600), (300, 750), (700, 750), (800, 600), (200, 600), (500, 250), (500, 600))),
    ("Mountains", "gray", ((100, 750), (330, 380), (480, 600), (640, 300), (900, 750))),
    ("Arrow", "red", ((150, 500), (800, 500), (650, 400), (800, 500), (650, 600))),
    ("Fish", "green", ((250, 500), (500, 380), (700, 500), (850, 400), (850, 600), (700, 500), (500, 620))),
)


def drawing(seed: int) -> tuple[Drawing, ...]:
    """A few sketches, the last one newest."""
    rng = random.Random(f"drawing:{seed}")
    made = []
    for title, color, corners in rng.sample(_SHAPES, rng.randrange(1, 5)):
        width = rng.choice((2, 4, 8))
        strokes = [
            Stroke(x1=x1, y1=y1, x2=x2, y2=y2, color=color, width=width)
            for (x1, y1), (x2, y2) in zip(corners, corners[1:], strict=False)
        ]
        made.append(Drawing(title=title, strokes=tuple(strokes)))
    return tuple(made)
