"""Icons as a few strokes on a grid of 24 by 24; drawn large and scaled down."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from PIL import Image, ImageDraw

# line: points; ring: a circle's outline (x, y, r); disc; box: an outlined rectangle (l, t, r, b);
# fill: a polygon; arc: (x, y, r, from, to) in degrees.
Stroke: TypeAlias = "tuple[str, tuple[float, ...]]"
_SCALE = 4

_ICONS: dict[str, tuple[Stroke, ...]] = {
    "back": (("line", (20, 12, 4, 12)), ("line", (11, 5, 4, 12, 11, 19))),
    "close": (("line", (5, 5, 19, 19)), ("line", (19, 5, 5, 19))),
    "menu": (("line", (3, 6, 21, 6)), ("line", (3, 12, 21, 12)), ("line", (3, 18, 21, 18))),
    "search": (("ring", (10, 10, 6)), ("line", (15, 15, 21, 21))),
    "more": (("disc", (12, 5, 2)), ("disc", (12, 12, 2)), ("disc", (12, 19, 2))),
    "add": (("line", (12, 4, 12, 20)), ("line", (4, 12, 20, 12))),
    "play": (("fill", (7, 4, 20, 12, 7, 20)),),
    "pause": (("fill", (6, 4, 10, 4, 10, 20, 6, 20)), ("fill", (14, 4, 18, 4, 18, 20, 14, 20))),
    "alarm": (("ring", (12, 13, 8)), ("line", (12, 9, 12, 13, 15, 15)), ("line", (3, 6, 7, 3)), ("line", (21,
    6, 17, 3))),
    "clock": (("ring", (12, 12, 9)), ("line", (12, 7, 12, 12, 16, 14))),
    "timer": (("line", (6, 3, 18, 3)), ("line", (6, 21, 18, 21)), ("line", (7, 3, 7, 7, 17, 17, 17, 21)),
              ("line", (17, 3, 17, 7, 7, 17, 7, 21))),
    "stopwatch": (("ring", (12, 14, 8)), ("line", (12, 14, 12, 9)), ("line", (9, 2, 15, 2)), ("line", (12, 2,
    12, 6))),
    "bell": (("line", (5, 18, 19, 18, 17, 15, 17, 10)), ("arc", (12, 10, 5, 180, 360)), ("line", (7, 10, 7,
    15, 5, 18)),
             ("disc", (12, 21, 2))),
    "vibrate": (("box", (8, 3, 16, 21)), ("line", (4, 8, 4, 16)), ("line", (20, 8, 20, 16))),
    "delete": (("line", (4, 6, 20, 6)), ("line", (9, 6, 9, 3, 15, 3, 15, 6)), ("line", (6, 6, 7, 21, 17, 21,
    18, 6)),
               ("line", (12, 10, 12, 17))),
    "up": (("line", (5, 15, 12, 8, 19, 15)),), "down": (("line", (5, 9, 12, 16, 19, 9)),),
    "backspace": (("line", (8, 5, 21, 5, 21, 19, 8, 19, 2, 12, 8, 5)), ("line", (11, 9, 17, 15)), ("line",
    (17, 9, 11, 15))),
    "keyboard": (("box", (2, 5, 22, 19)), ("line", (7, 15, 17, 15)), ("disc", (7, 10, 1)), ("disc", (12, 10,
    1)),
                 ("disc", (17, 10, 1))),
    "settings": (("ring", (12, 12, 4)), ("ring", (12, 12, 8)), ("line", (12, 1, 12, 4)), ("line", (12, 20, 12,
    23)),
                 ("line", (1, 12, 4, 12)), ("line", (20, 12, 23, 12)), ("line", (4, 4, 6, 6)), ("line", (18,
                 18, 20, 20)),
                 ("line", (20, 4, 18, 6)), ("line", (4, 20, 6, 18))),
    "wifi": (("arc", (12, 19, 15, 225, 315)), ("arc", (12, 19, 10, 225, 315)), ("arc", (12, 19, 5, 225, 315)),
             ("disc", (12, 19, 2))),
    "signal": (("fill", (3, 21, 21, 21, 21, 3)),),
    "airplane": (("fill", (12, 2, 14, 5, 14, 10, 22, 15, 22, 17, 14, 14, 14, 19, 17, 21, 17, 22, 12, 21, 7,
    22, 7, 21, 10, 19,
                           10, 14, 2, 17, 2, 15, 10, 10, 10, 5)),),
    "data": (("box", (4, 4, 20, 20)), ("line", (4, 12, 20, 12)), ("disc", (8, 8, 1)), ("disc", (8, 16, 1))),
    "bluetooth": (("line", (6, 7, 18, 17, 12, 22, 12, 2, 18, 7, 6, 17)),),
    "nfc": (("box", (3, 3, 21, 21)), ("line", (8, 17, 8, 7, 16, 17, 16, 7))),
    "print": (("box", (3, 9, 21, 17)), ("line", (7, 9, 7, 3, 17, 3, 17, 9)), ("box", (7, 14, 17, 21))),
    "note": (("box", (5, 3, 19, 21)), ("line", (8, 8, 16, 8)), ("line", (8, 12, 16, 12)), ("line", (8, 16, 13,
    16))),
    "phone": (("line", (5, 4, 9, 4, 11, 9, 8, 11, 13, 16, 15, 13, 20, 15, 20, 19, 17, 20, 9, 16, 5, 9, 5,
    4)),),
    "ring": (("box", (7, 2, 17, 22)), ("line", (10, 19, 14, 19))),
    "sun": (("ring", (12, 12, 5)), ("line", (12, 1, 12, 4)), ("line", (12, 20, 12, 23)), ("line", (1, 12, 4,
    12)),
            ("line", (20, 12, 23, 12)), ("line", (4, 4, 6, 6)), ("line", (18, 18, 20, 20)), ("line", (20, 4,
            18, 6)),
            ("line", (4, 20, 6, 18))),
    "moon": (("fill", (14, 3, 9, 5, 6, 9, 6, 14, 9, 19, 14, 21, 18, 20, 20, 18, 15, 17, 12, 13, 12, 8, 14,
    3)),),
    "rotate": (("box", (7, 7, 17, 17)), ("arc", (12, 12, 10, 200, 290)), ("arc", (12, 12, 10, 20, 110))),
    "dnd": (("ring", (12, 12, 9)), ("line", (7, 12, 17, 12))),
    "lock": (("box", (5, 10, 19, 21)), ("arc", (12, 10, 4, 180, 360)), ("disc", (12, 15, 2))),
    "dot": (("disc", (12, 12, 5)),), "battery": (("box", (7, 4, 17, 22)), ("fill", (9, 11, 15, 11, 15, 20, 9,
    20)),
                                               ("line", (10, 2, 14, 2))),
    "pin": (("ring", (12, 9, 6)), ("disc", (12, 9, 2)), ("line", (7, 12, 12, 22, 17, 12))),
    "globe": (("ring", (12, 12, 9)), ("line", (3, 12, 21, 12)), ("line", (12, 3, 8, 12, 12, 21)), ("line",
    (12, 3, 16, 12, 12, 21))),
    "info": (("ring", (12, 12, 9)), ("line", (12, 11, 12, 17)), ("disc", (12, 7, 1.4))),
    "apps": tuple(("disc", (x, y, 2)) for x in (5, 12, 19) for y in (5, 12, 19)),
    "app": (("box", (4, 4, 20, 20)), ("ring", (12, 12, 4))),
    "person": (("ring", (12, 8, 4)), ("arc", (12, 22, 8, 180, 360)), ("line", (4, 21, 20, 21))),
    "star": (("line", (12, 2, 15, 9, 22, 9, 17, 14, 19, 21, 12, 17, 5, 21, 7, 14, 2, 9, 9, 9, 12, 2)),),
    "star_full": (("fill", (12, 2, 15, 9, 22, 9, 17, 14, 19, 21, 12, 17, 5, 21, 7, 14, 2, 9, 9, 9)),),
    "edit": (("line", (4, 20, 4, 16, 16, 4, 20, 8, 8, 20, 4, 20)), ("line", (13, 7, 17, 11))),
    "chat": (("line", (3, 4, 21, 4, 21, 17, 8, 17, 3, 21, 3, 4)), ("line", (7, 9, 17, 9)), ("line", (7, 13,
    14, 13))),
    "send": (("fill", (2, 3, 22, 12, 2, 21, 6, 12)),),
    "mail": (("box", (3, 5, 21, 19)), ("line", (3, 6, 12, 13, 21, 6))),
    "work": (("box", (3, 8, 21, 20)), ("line", (9, 8, 9, 4, 15, 4, 15, 8))),
    "check": (("line", (4, 13, 9, 18, 20, 6)),),
    "sound": (("fill", (3, 9, 7, 9, 12, 4, 12, 20, 7, 15, 3, 15)), ("arc", (13, 12, 4, 300, 60)), ("arc", (13,
    12, 8, 300, 60))),
    "shift": (("line", (12, 3, 20, 12, 15, 12, 15, 20, 9, 20, 9, 12, 4, 12, 12, 3)),),
    "enter": (("line", (20, 5, 20, 13, 5, 13)), ("line", (10, 8, 5, 13, 10, 18))),
    "left": (("line", (15, 5, 8, 12, 15, 19)),), "right": (("line", (9, 5, 16, 12, 9, 19)),),
    "list": (*(("disc", (4, y, 1.5)) for y in (6, 12, 18)), *(("line", (8, y, 21, y)) for y in (6, 12, 18))),
    "sort": (("line", (4, 6, 20, 6)), ("line", (4, 12, 15, 12)), ("line", (4, 18, 10, 18))),
    "filter": (("line", (3, 4, 21, 4, 14, 12, 14, 20, 10, 18, 10, 12, 3, 4)),),
    "share": (("disc", (18, 5, 3)), ("disc", (6, 12, 3)), ("disc", (18, 19, 3)),
              ("line", (18, 5, 6, 12, 18, 19))),
    "flag": (("line", (5, 22, 5, 3)), ("fill", (5, 3, 20, 3, 16, 8, 20, 13, 5, 13))),
    "repeat": (("line", (4, 12, 4, 7, 19, 7)), ("line", (15, 3, 19, 7, 15, 11)),
               ("line", (20, 12, 20, 17, 5, 17)), ("line", (9, 13, 5, 17, 9, 21))),
    "calendar": (("box", (3, 5, 21, 21)), ("line", (3, 10, 21, 10)), ("line", (8, 2, 8, 7)),
                 ("line", (16, 2, 16, 7)), ("disc", (8, 14, 1)), ("disc", (12, 14, 1)), ("disc", (16, 14, 1)),
                 ("disc", (8, 18, 1))),
    "today": (("box", (3, 5, 21, 21)), ("line", (3, 10, 21, 10)), ("line", (8, 2, 8, 7)),
              ("line", (16, 2, 16, 7)), ("fill", (7, 13, 12, 13, 12, 18, 7, 18))),
    "week": (("box", (3, 4, 21, 20)), ("line", (9, 4, 9, 20)), ("line", (15, 4, 15, 20))),
    "task": (("ring", (12, 12, 9)), ("line", (7, 12, 11, 16, 17, 8))),
    "dialpad": (*(("disc", (x, y, 1.8)) for x in (6, 12, 18) for y in (4, 10, 16)), ("disc", (12, 22, 1.8))),
    "mic_off": (("box", (9, 2, 15, 14)), ("arc", (12, 11, 7, 0, 180)), ("line", (12, 18, 12, 22)),
                ("line", (4, 3, 20, 21))),
    "call_end": (("line", (2, 15, 3, 11, 8, 8, 16, 8, 21, 11, 22, 15, 17, 15, 16, 11, 8, 11, 7, 15, 2, 15)),),
    "call_made": (("line", (5, 19, 19, 5)), ("line", (9, 5, 19, 5, 19, 15))),
    "call_received": (("line", (19, 5, 5, 19)), ("line", (5, 9, 5, 19, 15, 19))),
    "call_missed": (("line", (3, 8, 12, 17, 21, 8)), ("line", (3, 15, 3, 8, 10, 8))),
}  # fmt: skip


@lru_cache(maxsize=512)
def icon_mask(name: str, size: int) -> Image.Image:
    """The icon as a mask (mode L), `size` px square; an unknown name is a small disc."""
    big = size * _SCALE
    unit = big / 24
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    width = max(1, round(2 * unit))
    for kind, numbers in _ICONS.get(name, _ICONS["dot"]):
        spots = [number * unit for number in numbers]
        if kind == "line":
            draw.line(spots, fill=255, width=width, joint="curve")
        elif kind == "fill":
            draw.polygon(spots, fill=255)
        elif kind == "box":
            draw.rounded_rectangle(spots, radius=2 * unit, outline=255, width=width)
        else:
            _round(draw, kind, numbers, unit, width)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def _round(draw: ImageDraw.ImageDraw, kind: str, numbers: tuple[float, ...], unit: float, width: int) -> None:
    x, y, r = (number * unit for number in numbers[:3])
    box = (x - r, y - r, x + r, y + r)
    if kind == "disc":
        draw.ellipse(box, fill=255)
    elif kind == "ring":
        draw.ellipse(box, outline=255, width=width)
    else:
        draw.arc(box, numbers[3], numbers[4], fill=255, width=width)
