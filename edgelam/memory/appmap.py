"""The map of one app: its places, and what lies behind their elements, near and far; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from edgelam.core.screen import Element

from .infer import Guesses
from .place import Item, Place, places, spoken, stems

DEPTH = 3  # taps, the one on the screen included
TOLD = 4  # labels told of one element
_FADE = 0.8  # what each further tap leaves of a label's worth
KNOWN = 0.5  # a screen that has a larger share of its lines in common with a place shows that place
_EVERYWHERE = 0.3  # share of places; a label that more of them show tells nothing

Worths = Mapping[str, float]  # label -> 0..1, less the further away and the less sure


@dataclass(frozen=True)
class AppMap:
    """Places of an app and what was seen to lie behind their items; the rest is guessed by infer.Guesses."""

    places: tuple[Place, ...] = ()
    seen: Mapping[tuple[int, str], int] = field(default_factory=dict, hash=False)  # (place, key) -> place

    def leads(self, do: str, elements: Sequence[Element]) -> dict[int, str]:
        """Element ref -> the labels that become reachable by tapping it, those that `do` mentions first.

        do: the words of the step. Only what the screen does not show itself, told where it is nearest.
        Elements that nothing is known of are missing.
        """
        here = Place.of(elements)
        number = self.locate(here)
        found = {e.ref: self._ahead(here, self._behind(number, here, Item.of(e))) for e in elements}
        nearest: dict[str, float] = {}
        for worths in found.values():
            for label, worth in worths.items():
                nearest[label] = max(worth, nearest.get(label, 0.0))
        told = {
            ref: self._told(do, {label: w for label, w in worths.items() if w >= nearest[label]})
            for ref, worths in found.items()
        }
        return {ref: " , ".join(labels) for ref, labels in told.items() if labels}

    def locate(self, place: Place) -> int | None:
        """The number of the place that a screen shows, if it is known."""
        alike = [(shared(place, known), -number) for number, known in enumerate(self.places)]
        share, number = max(alike, default=(0.0, 0))
        return -number if share > KNOWN else None

    def _behind(self, number: int | None, place: Place, item: Item) -> dict[int, float]:
        """Places that lie behind an item of a place, and how sure that is; what was seen is sure."""
        if number is not None and (known := self.seen.get((number, item.key))) is not None:
            return {} if self.places[known].alike(place) else {known: 1.0}
        return self._guesses.behind(place, item)

    def _beside(self, number: int) -> dict[int, float]:
        """Places one tap away from a known one."""
        known = self._nexts.get(number)
        if known is None:
            known = self._nexts[number] = {}
            for item in self.places[number].items:
                for other, sure in self._behind(number, self.places[number], item).items():
                    known[other] = max(known.get(other, 0.0), sure)
        return known

    @cached_property
    def _guesses(self) -> Guesses:
        return Guesses(self.places)

    @cached_property
    def _reach(self) -> dict[tuple[int, int], Worths]:
        return {}

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(line for place in self.places for line in place.lines)

    @cached_property
    def _nexts(self) -> dict[int, dict[int, float]]:
        return {}

    def _ahead(self, here: Place, behind: Mapping[int, float]) -> Worths:
        """What `here` does not show of the labels behind one of its items."""
        found: dict[str, float] = {}
        for number, sure in behind.items():
            for label, worth in self._within(number, DEPTH - 1).items():
                if spoken(label) not in here.lines:
                    found[label] = max(found.get(label, 0.0), sure * worth)
        return found

    def _within(self, number: int, taps: int) -> Worths:
        """Labels of a place, and of those at most so many taps behind it."""
        known = self._reach.get((number, taps))
        if known is not None:
            return known
        found = dict.fromkeys(self.places[number].labels, 1.0)
        for other, sure in self._beside(number).items() if taps else ():
            for label, worth in self._within(other, taps - 1).items():
                found[label] = max(found.get(label, 0.0), _FADE * sure * worth)
        self._reach[number, taps] = found
        return found

    def _told(self, do: str, worths: Worths) -> list[str]:
        """The labels that say most about the step; of the others, those right behind the element."""
        wanted = stems(do)
        common = _EVERYWHERE * len(self.places)
        ranked = []
        for place, (label, worth) in enumerate(worths.items()):
            own = stems(label)
            fit = worth * self._guesses.likeness(own, wanted) if own & wanted else 0.0
            if fit or self._counts[spoken(label)] <= max(1.0, common):
                ranked.append((-fit, -worth, place, label))
        return [label for _, _, _, label in sorted(ranked)[:TOLD]]


def build_map(screens: Iterable[Sequence[Element]]) -> AppMap:
    """The map of an app from any of its screens, in any order; nothing is known of what leads where."""
    return AppMap(places(screens))


def shared(look: Place, known: Place) -> float:
    """How much a look is one at a known place, 0..1: the share of the lines that they have in common.

    Under the same title the look may be of a part: a place that was scrolled knows more than one look shows.
    """
    same = look.heading and look.heading == known.heading
    lines = look.lines if same else look.lines | known.lines
    return len(look.lines & known.lines) / len(lines) if lines else 0.0
