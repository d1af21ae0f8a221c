"""A screen as a map keeps it: its labels in their order, and what it would be called; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from edgelam.core.screen import Element
from edgelam.core.text import normalised, words

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ACTS = ("button", "input", "checkbox", "switch")
_SHORT = 60  # characters; longer texts are prose, not names
_ALIKE = 0.5  # of the lines of two looks at one place
_REMEMBERED = 8192  # texts
_SMALL = ("and", "for", "from", "into", "its", "not", "off", "the", "this", "that", "with", "your", "you")


@dataclass(frozen=True)
class Item:
    """One element of a place. Equal items on other looks at the place are the same element."""

    role: str
    lines: tuple[str, ...]  # its text, description and hint, a line each
    rid: str = ""  # the words of its resource id

    @classmethod
    def of(cls, element: Element) -> Item:
        """As the element is shown."""
        said = (line.strip() for v in (element.text, element.desc, element.hint) for line in v.split("\n"))
        own = _CAMEL.sub(" ", element.own_name).lower()
        return cls(element.role, tuple(dict.fromkeys(filter(None, said))), own)

    @property
    def name(self) -> str:
        """What a person would call it; may be empty."""
        return self.lines[0] if self.lines else ""

    @property
    def acts(self) -> bool:
        """Whether something may lie behind it."""
        return self.role in _ACTS or (self.role != "text" and bool(self.lines))

    @property
    def key(self) -> str:
        """By what it is known again: its name, or the words of its id where it shows none."""
        return normalised(self.name) or self.rid


@dataclass(frozen=True)
class Place:
    """A screen, or a window over one."""

    items: tuple[Item, ...]

    @classmethod
    def of(cls, elements: Iterable[Element]) -> Place:
        """Of the elements of one look; those that neither say nor name anything are left out."""
        items: list[Item] = []
        for item in map(Item.of, elements):
            if items and item.lines and _tells_value(items[-1], item):
                items[-1] = replace(items[-1], lines=(*items[-1].lines, *item.lines))
            elif item.key:
                items.append(item)
        return cls(tuple(items))

    @cached_property
    def lines(self) -> frozenset[str]:
        """Everything it says, normalised."""
        return frozenset(n for item in self.items for line in item.lines if (n := spoken(line)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of what can be acted on, normalised."""
        return frozenset(spoken(item.name) for item in self.items if item.acts and item.lines)

    @cached_property
    def heading(self) -> str:
        """Its title, normalised: the first text that is no control; empty where none is near the top."""
        said = [item for item in self.items if item.lines][:3]
        return next((spoken(item.name) for item in said if not item.acts), "")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Names of what can be acted on, in their order, and of what only informs after them."""
        short = [item for item in self.items if 1 < len(item.name) <= _SHORT and spoken(item.name)]
        ordered = [i.name for i in short if i.acts] + [i.name for i in short if not i.acts]
        return tuple(dict.fromkeys(ordered))

    @cached_property
    def is_menu(self) -> bool:
        """Whether it is nothing but named controls: a menu or a choice, not a whole screen."""
        said = [item for item in self.items if item.lines]
        return bool(said) and all(item.acts and item.role != "input" for item in said)

    def alike(self, other: Place) -> bool:
        """Whether two looks show the same place, perhaps scrolled or with other contents."""
        if self.heading and self.heading == other.heading and not (self.is_menu or other.is_menu):
            return True
        shared = len(self.lines & other.lines)
        return bool(shared) and shared >= _ALIKE * len(self.lines | other.lines)


def _tells_value(row: Item, item: Item) -> bool:
    """Whether an element tells the value of the row before it: "font size label", then "font size"."""
    return bool(row.rid) and (
        row.rid.startswith(f"{item.rid} ") or (row.rid, item.rid) == ("title", "summary")
    )


@lru_cache(_REMEMBERED)
def spoken(text: str) -> str:
    """The text normalised; maps ask for the same labels again and again."""
    return normalised(text)


@lru_cache(_REMEMBERED)
def stems(text: str) -> frozenset[str]:
    """The words that tell a text from others, by their beginnings: "notification" and "notify" are one."""
    return frozenset(
        (word[:-1] if word.endswith("s") and not word.endswith("ss") else word)[:5]
        for word in words(text)
        if (len(word) > 2 and word not in _SMALL) or word.isdigit()
    )


def places(screens: Iterable[Sequence[Element]]) -> tuple[Place, ...]:
    """Each screen once."""
    return tuple(dict.fromkeys(place for elements in screens if (place := Place.of(elements)).items))
