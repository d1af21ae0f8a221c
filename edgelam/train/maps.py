"""App maps for training and evaluation: built from files of screens, told to examples."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from edgelam.core.errors import InputFileError
from edgelam.core.screen import Element
from edgelam.memory.appmap import AppMap, build_map
from edgelam.memory.atlas import Atlas

from .examples import Example, elements, read_jsonl


def screens_of(path: Path) -> dict[str, list[tuple[Element, ...]]]:
    """The screens of a JSON lines file by app: DroidTask-style rows, transitions, or caller steps.

    Raises InputFileError.
    """
    found: dict[str, list[tuple[Element, ...]]] = defaultdict(list)
    try:
        for row in read_jsonl(path):
            found[row.get("package") or row.get("app") or ""].append(elements(row["elements"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputFileError(f"{path} cannot be read as screens: {error}") from error
    if not found:
        raise InputFileError(f"{path} holds no screen")
    return found


def read_atlas(path: Path) -> Atlas:
    """A map of each app in a file of screens. Raises InputFileError."""
    return Atlas({app: build_map(screens) for app, screens in screens_of(path).items()})


def map_of(examples: Iterable[Example]) -> AppMap:
    """The map of one app from the screens of its examples."""
    return build_map(example.elements for example in examples)


def with_map(example: Example, known: AppMap) -> Example:
    """The example with what the map tells of its elements."""
    return replace(example, leads=known.leads(example.do, example.elements))


def with_own_maps(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """A share of the examples with the map of all screens of their app, in the same look, among them."""
    rng = random.Random(seed)
    screens = defaultdict(list)
    for example in examples:
        screens[example.app, example.look].append(example.elements)
    maps = {app: build_map(shown) for app, shown in screens.items()}
    return [with_map(e, maps[e.app, e.look]) if rng.random() < share else e for e in examples]


def some_mapped(examples: Sequence[Example], atlas: Atlas, seed: int, share: float = 0.6) -> list[Example]:
    """A share of the examples with the map of their own app."""
    rng = random.Random(seed)
    return [
        mapped if rng.random() < share else e
        for e, mapped in zip(examples, with_maps(examples, atlas), strict=True)
    ]


def with_maps(examples: Sequence[Example], atlas: Atlas) -> list[Example]:
    """Each with the map of its own app, where there is one."""
    return [with_map(e, atlas.maps[e.app]) if e.app in atlas.maps else e for e in examples]
