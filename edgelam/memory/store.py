"""The file of one map: JSON, compact, of one package and version; pure."""

from __future__ import annotations

import json
from typing import Any

from edgelam.core.errors import InputFileError

from .place import Item, Place
from .sketch import Sketch

FORMAT = 1


def dumps(sketch: Sketch, package: str, version: str) -> str:
    """The text that `loads` reads."""
    return json.dumps(
        {
            "format": FORMAT,
            "package": package,
            "version": version,
            "acts": sketch.acts,
            "places": [[[i.role, list(i.lines), i.rid] for i in place.items] for place in sketch.places],
            "ways": [[number, key, to] for (number, key), to in sorted(sketch.ways.items())],
            "tried": sorted(sketch.tried),
            "left": {str(number): keys for number, keys in sorted(sketch.left.items())},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def loads(text: str, name: str) -> Sketch:
    """Raises InputFileError, naming the file, when it is not such a text."""
    try:
        kept: dict[str, Any] = json.loads(text)
        if kept["format"] != FORMAT:
            raise InputFileError(f"{name} is a map of another format", hint="Explore the app again.")
        places = [Place(tuple(Item(r, tuple(lines), rid) for r, lines, rid in p)) for p in kept["places"]]
        sketch = Sketch(places, acts=int(kept["acts"]))
        sketch.ways = {(int(n), str(key)): int(to) for n, key, to in kept["ways"]}
        sketch.tried = {(int(number), str(key)) for number, key in kept["tried"]}
        sketch.left = {int(number): [str(key) for key in keys] for number, keys in kept["left"].items()}
        numbers = {n for n, _ in (*sketch.ways, *sketch.tried)} | {*sketch.ways.values(), *sketch.left}
        if numbers - set(range(len(places))):
            raise ValueError("a way to no place")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputFileError(f"{name} is not a map: {error}", hint="Explore the app again.") from error
    return sketch
