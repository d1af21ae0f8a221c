"""What probably lies behind an element, worked out from screens alone: names, ids, shown values; pure.

Screens that nobody saw one after another still tell it: a screen's title repeats the label it was opened by,
a list of choices holds the value that its row shows, and a window of nothing but commands is what the
overflow button opens. AutoDroid (Wen et al., 2024) built its memory from recorded transitions; here none are
needed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from .place import Item, Place, spoken, stems


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURE = 0.6  # a guess below it is none; of those above, three in four were right on 173 recorded taps
_VALUE, _MENU, _BY_ID = 0.8, 0.6, 0.8  # choices hold the value; commands and overflow; by ids, not the title
_LONGEST = 60  # characters of a label; longer texts are prose
_CHOICES = 20  # items; longer lists are contents
_NAMING = 0.3  # share of a screen's ids that a word must stand in to name the screen
_CHOOSING = 0.5  # share of its items' names, which then are choices of one kind
# Words of ids that tell what something is made of, not what it is for.
_WIDGETS = _words(
    "bar body button buttons card cell container content dialog fab frame fragment header holder icon image"
    " item label layout list main menu panel parent placeholder recycler root row screen section summary"
    " switch tab text textview title toolbar top view widget wrapper"
)
# How Android, its libraries and most apps name the button that opens the rest of the commands.
_OVERFLOW = _words("more menu overflow options")
_BESIDE = _OVERFLOW | _words("actions button icon open show")


class Guesses:
    """The places of one app, and how probable each is behind an element of any screen of it."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._named: dict[str, list[int]] = defaultdict(list)  # stem -> places whose title or ids have it
        self._titles = [stems(place.heading) for place in self.places]
        self._common = [
            _common([stems(i.name) for i in place.items if i.name], _CHOOSING) for place in self.places
        ]
        self._ids = [
            _common([_purpose(i.rid) for i in place.items if i.rid], _NAMING) | common
            for place, common in zip(self.places, self._common, strict=True)
        ]
        for number, (title, ids) in enumerate(zip(self._titles, self._ids, strict=True)):
            for stem in title | ids:
                self._named[stem].append(number)
        seen = Counter(stem for place in self.places for stem in stems(" ".join(place.lines)))
        self._rare = {stem: math.log(1 + len(self.places) / count) for stem, count in seen.items()}
        self._unseen = math.log(1 + len(self.places))
        self._weights: dict[frozenset[str], float] = {}

    @cached_property
    def _values(self) -> Mapping[str, list[int]]:
        """Line -> lists of choices that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            if place.is_menu and len(place.items) <= _CHOICES:
                for line in place.lines:
                    found[line].append(number)
        return found

    @cached_property
    def _commands(self) -> list[int]:
        """Menus that are not the choices of some row: their items are unlike, none is a row's value."""
        return [
            number
            for number, place in enumerate(self.places)
            if place.is_menu
            and len(place.names) > 1
            and not self._common[number]
            and all(item.role != "checkbox" for item in place.items)
            and not any(self._offers(place, other) for other in self.places)
        ]

    def _offers(self, menu: Place, other: Place) -> bool:
        return (
            not menu.alike(other)
            and not other.is_menu
            and any(spoken(value) in menu.lines for item in other.items for value in item.lines[1:])
        )

    def likeness(self, said: frozenset[str], named: frozenset[str]) -> float:
        """Cosine of two sets of stems, 0..1; those that are rare in this app weigh more."""
        shared = said & named
        if not shared:
            return 0.0
        return self._weight(shared) / math.sqrt(self._weight(said) * self._weight(named))

    def _weight(self, said: frozenset[str]) -> float:
        known = self._weights.get(said)
        if known is None:
            known = sum(self._rare.get(stem, self._unseen) for stem in said)
            self._weights[said] = known
        return known

    def behind(self, place: Place, item: Item) -> dict[int, float]:
        """Number of each place that may lie behind an item of a screen, and how sure that is, SURE..1."""
        if not item.acts or item.role == "input" or len(item.name) > _LONGEST:
            return {}
        found: dict[int, float] = defaultdict(float)
        label, own = stems(item.name), _purpose(item.rid)
        for number in {n for stem in label | own for n in self._named[stem]}:
            found[number] = max(
                self.likeness(label, self._titles[number]),
                _BY_ID * self.likeness(label | own, self._ids[number]),
            )
        for line in map(spoken, item.lines[1:]):
            for number in self._values.get(line, ()):
                found[number] = max(found[number], _VALUE)
        if _opens_rest(item.name) or _opens_rest(item.rid):
            shown = place.names
            for number in self._commands:
                if not self.places[number].names & shown:  # what has a button is not in the menu as well
                    found[number] = max(found[number], _MENU)
        return {
            number: sure
            for number, sure in found.items()
            if sure >= SURE and not self.places[number].alike(place)
        }


def _opens_rest(name: str) -> bool:
    """Whether a name or id is that of an overflow button."""
    said = set(spoken(name).split())
    return bool(said & _OVERFLOW) and said <= _BESIDE


def _purpose(rid: str) -> frozenset[str]:
    return stems(" ".join(word for word in rid.split() if word.rstrip("0123456789") not in _WIDGETS))


def _common(names: Sequence[frozenset[str]], share: float) -> frozenset[str]:
    """Stems that this share of the names, and more than two, have in common."""
    counts = Counter(stem for name in names for stem in name)
    return frozenset(stem for stem, count in counts.items() if count > 2 and count >= share * len(names))
