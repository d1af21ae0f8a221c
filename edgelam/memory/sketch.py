"""A map while it is drawn: what a visitor has seen, where each tap led, and what is still to try."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from edgelam.core.screen import Element, Screen

from .appmap import KNOWN, AppMap, shared
from .place import Item, Place

_LONGEST = 120  # items of a place: what is scrolled by adds to it, an endless list must not


@dataclass
class Sketch:
    """The map of one version of an app. Places are numbered as they were found; 0 is the first."""

    places: list[Place] = field(default_factory=list)
    ways: dict[tuple[int, str], int] = field(default_factory=dict)  # (place, key) -> place
    tried: set[tuple[int, str]] = field(default_factory=set)
    left: dict[int, list[str]] = field(default_factory=dict)  # place -> keys that may still be tried
    acts: int = 0  # done on the phone so far

    def visit(self, elements: Iterable[Element], may_try: Collection[str] = ()) -> int:
        """The number of the place that is shown; what is new there is added. may_try: keys of its items."""
        seen = Place.of(map(_without_secret, elements))
        number = self.locate(seen)
        if number is None:
            number = len(self.places)
            self.places.append(seen)
        known = self.places[number]
        keys = {item.key for item in known.items}
        more = tuple(item for item in seen.items if item.key not in keys)
        self.places[number] = Place((*known.items, *more)[:_LONGEST])
        waiting = self.left.setdefault(number, [])
        waiting += [k for k in may_try if (number, k) not in self.tried and k not in waiting]
        return number

    def locate(self, seen: Place) -> int | None:
        """The number of the place that a look shows, if it was seen before."""
        alike = [(shared(seen, known), -number) for number, known in enumerate(self.places)]
        share, number = max(alike, default=(0.0, 0))
        return -number if share > KNOWN else None

    def went(self, number: int, key: str, to: int | None) -> None:
        """A tap was tried; to: where it led, None where nothing came of it."""
        self.tried.add((number, key))
        self.left[number] = [k for k in self.left.get(number, ()) if k != key]
        if to is not None and to != number:
            self.ways[number, key] = to

    def missed(self, number: int, key: str) -> None:
        """Something is not there as it was: no way any more, nothing to try until it is seen again."""
        self.ways.pop((number, key), None)
        self.left[number] = [k for k in self.left.get(number, ()) if k != key]

    def route(self, start: int, wanted: Collection[int]) -> tuple[str, ...] | None:
        """The keys to tap, in order, to get to the nearest of some places; None where no way is known."""
        came: dict[int, tuple[str, ...]] = {start: ()}
        queue = deque([start])
        while queue:
            number = queue.popleft()
            if number in wanted:
                return came[number]
            for (place, key), to in self.ways.items():
                if place == number and to not in came:
                    came[to] = (*came[number], key)
                    queue.append(to)
        return None

    def follow(self, looks: Iterable[tuple[Screen, str | None]]) -> None:
        """Learn from looks in order, each with the key of what was tapped there and led to the next one."""
        before: tuple[int, str] | None = None
        for screen, tapped in looks:
            number = self.visit(screen.elements)
            if before is not None:
                self.went(*before, number)
            before = (number, tapped) if tapped else None

    def open_places(self) -> frozenset[int]:
        """Where something is left to try."""
        return frozenset(number for number, keys in self.left.items() if keys)

    def map(self) -> AppMap:
        """What is known now."""
        return AppMap(tuple(self.places), dict(self.ways))


def key_of(element: Element) -> str:
    """By what an element is known again on the same place."""
    return Item.of(element).key


def _without_secret(element: Element) -> Element:
    return element.model_copy(update={"text": ""}) if element.state.password else element
