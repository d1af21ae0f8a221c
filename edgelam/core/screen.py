"""What is on the phone's screen, as values; pure."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Literal

from .value import Value

Role = Literal["button", "input", "checkbox", "switch", "text", "image", "list", "other"]


class Bounds(Value):
    """A rectangle in px of the current orientation; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def center(self) -> tuple[int, int]:
        """The middle, in px."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    @property
    def area(self) -> int:
        """px squared; 0 for an empty or reversed rectangle."""
        return max(0, self.right - self.left) * max(0, self.bottom - self.top)

    def contains(self, x: int, y: int) -> bool:
        """Whether the point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class State(Value):
    """What an element is like right now."""

    checked: bool | None = None  # None: this element has no on and off
    selected: bool = False
    focused: bool = False
    enabled: bool = True
    password: bool = False
    scrollable: bool = False
    clickable: bool = False
    long_clickable: bool = False


class Element(Value):
    """One thing on the screen that can be read or acted on.

    A tappable row without a label of its own carries the labels inside it in `text`, one a line, and the
    state of the one switch or checkbox inside it.
    """

    ref: int  # the number the model points at; it means nothing on any other screen
    role: Role
    text: str = ""
    desc: str = ""
    hint: str = ""
    rid: str = ""  # full resource id, e.g. com.android.settings:id/title
    state: State = State()
    bounds: Bounds
    package: str = ""
    path: str = ""  # child numbers from the root, "0.2.1": the same node on the same layout

    @property
    def label(self) -> str:
        """What a person would call it, on one line; may be empty."""
        return " ".join((self.text or self.desc or self.hint).split())

    @property
    def own_name(self) -> str:
        """The words of its resource id, without package and type; may be empty."""
        return self.rid.rsplit("/", 1)[-1].replace("_", " ")

    @property
    def purpose(self) -> str:
        """What an input is for, whatever stands in it: its hint, description and id."""
        return f"{self.hint} {self.desc} {self.own_name}"

    @property
    def editable(self) -> bool:
        """Whether text can be typed into it."""
        return self.role == "input" and self.state.enabled


class Screen(Value):
    """One look at the phone. Two looks at an unchanged screen are equal."""

    elements: tuple[Element, ...]
    package: str = ""
    activity: str = ""
    width: int = 0  # px, in the current orientation
    height: int = 0
    rotation: int = 0  # quarter turns, 0..3
    keyboard: bool = False

    @cached_property
    def digest(self) -> str:
        """16 hex digits over everything shown."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=8).hexdigest()

    def element(self, ref: int) -> Element | None:
        """The element with that number, if it is here."""
        return next((e for e in self.elements if e.ref == ref), None)
