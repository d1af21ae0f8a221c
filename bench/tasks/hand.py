"""A person's hands on a phone: finds things by what they say, and touches them through the driver."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from device_drivers.virtual.skins import Skin
from edgelam.core.action import Action, Back, Home, LongPress, OpenApp, Scroll, Submit, Tap, Type, phrase
from edgelam.core.command import Command, Drag, LaunchApp, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.contracts import Driver
from edgelam.core.plan import Slot
from edgelam.core.screen import Element, Screen

_TURNS = 30  # the longest list, in screens
_MORE, _DRAWER, _TEXT_MODE = (
    "More options",
    "Open navigation drawer",
    "Switch to text input mode for the time input.",
)


class NotThere(Exception):  # noqa: N818 - the hands look for something that this phone does not show
    """Nothing on the screen, nor below, is what was looked for."""


class Cut(Exception):  # noqa: N818 - asked for by whoever limits the actions
    """The hands have done as much as they may."""


@dataclass(frozen=True)
class Move:
    """One thing done: the screen it was done on, and what, as a Caller says it. slots: texts it typed."""

    screen: Screen
    action: Action
    words: str
    slots: tuple[Slot, ...] = ()


class Hand:
    """Does what a person does, through a driver, on a screen that has stopped moving.

    skin: how the phone looks and what it calls things, which a person reads off it. limit: after so many
    actions, `Cut` is raised instead of the next.
    """

    def __init__(self, driver: Driver, skin: Skin, limit: int = 10_000) -> None:
        self._driver, self.skin, self._limit = driver, skin, limit
        self.moves: list[Move] = []
        self._screen: Screen | None = None

    def t(self, label: str) -> str:
        """A label as this phone shows it."""
        return self.skin.say(label)

    def clock(self, hour: int, minute: int) -> str:
        """A time of the day as this phone shows it."""
        if self.skin.hours24:
            return f"{hour:02}:{minute:02}"
        return f"{(hour + 11) % 12 + 1}:{minute:02} {self.t('AM' if hour < 12 else 'PM')}"

    @property
    def screen(self) -> Screen:
        """What is to be seen now."""
        if self._screen is None:
            self._screen = self._driver.observe()
        return self._screen

    def look(self) -> Screen:
        """Look anew: something may have changed by itself."""
        self._screen = None
        return self.screen

    # What is done
    def open(self, package: str) -> None:
        """Open an app by its package."""
        self._do(OpenApp(), LaunchApp(package=package))

    def home(self) -> None:
        self._do(Home(), PressKey(key="home"))

    def back(self) -> None:
        self._do(Back(), PressKey(key="back"))

    def tap(self, *labels: str, near: str = "") -> None:
        """Touch one after the other by their labels, below the fold if need be."""
        for label in labels:
            self._tap(self.find(self.t(label), near=near))

    def tap_text(self, text: str, *, near: str = "") -> None:
        """Touch what shows a text that is data, the same on every phone."""
        self._tap(self.find(text, near=near))

    def tap_element(self, element: Element) -> None:
        """Touch an element of the present screen."""
        self._tap(element)

    def menu(self, *labels: str) -> None:
        """Touch what a toolbar offers: itself, or what its overflow menu holds; then what that opens."""
        first, *rest = labels
        found = self.shown(self.t(first))
        if found is None:
            self.tap(_MORE)
            found = self.find(self.t(first))
        self._tap(found)
        self.tap(*rest)

    def go(self, label: str) -> None:
        """Go to one of an app's top-level places: a tab, or what its drawer holds."""
        found = self.shown(self.t(label))
        drawer = self.shown(self.t(_DRAWER))
        if drawer is not None and (found is None or not found.state.clickable):
            self._tap(drawer)
            found = self.find(self.t(label))
        self._tap(found or self.find(self.t(label)))

    def hold(self, text: str) -> None:
        """Press something long."""
        self.hold_element(self.find(text))

    def hold_element(self, element: Element) -> None:
        """Press an element of the present screen long."""
        x, y = element.bounds.center
        self._do(LongPress(target=element.ref), LongPressAt(x=x, y=y))

    def fill(self, label: str, text: str, *, nth: int = 0) -> None:
        """Write into the field of that label or hint; with no label, into the nth field from the top."""
        self.write(self.field(label, nth=nth), text)

    def write(self, element: Element, text: str) -> None:
        """Write into an input of the present screen."""
        x, y = element.bounds.center
        slot = Slot(name="text", value=text)
        self._do(
            Type(target=element.ref, slot="text"),
            SetText(x=x, y=y, text=text, password=element.state.password),
            slot,
        )

    def submit(self) -> None:
        """Press the keyboard's action key in the input with the cursor. Raises NotThere."""
        field = next((e for e in self.screen.elements if e.editable and e.state.focused), None)
        if field is None:
            raise NotThere("no field has the cursor")
        self._do(Submit(target=field.ref), PressKey(key="enter"))

    def switch(self, label: str, *, on: bool = True, plain: bool = False) -> None:
        """Bring a switch or box of that label into that position; already there, nothing is done."""
        element = self.find(label if plain else self.t(label), checks=True)
        if element.state.checked != on:
            self._tap(element)

    def slide(self, label: str, part: float) -> None:
        """Drag a slider to a part, 0..1, of its length from where reading begins."""
        bounds = self.find(self.t(label)).bounds
        part = 1 - part if self.skin.locale.rtl else part
        x, y = bounds.center
        end = bounds.left + round((bounds.right - bounds.left) * part)
        self._do(
            Scroll(direction="right"),
            Drag(x1=x, y1=y, x2=max(bounds.left, min(end, bounds.right - 1)), y2=y, ms=400),
        )

    def wipe(self, text: str, direction: str = "left") -> None:
        """Swipe a row away to the left or right."""
        bounds = self.find(text).bounds
        width, y = bounds.right - bounds.left, bounds.center[1]
        ends = (bounds.left + width // 10, bounds.right - width // 10)
        x1, x2 = ends if direction == "right" else ends[::-1]
        self._do(
            Scroll(direction="left" if direction == "right" else "right"), Drag(x1=x1, y1=y, x2=x2, y2=y)
        )

    def scroll(self, direction: str = "down") -> bool:
        """Bring more into view; False when there was no more."""
        before = self.screen
        box = _largest(before)
        x, height = (box[0] + box[2]) // 2, box[3] - box[1]
        low, high = box[3] - height // 8, box[1] + height // 8
        y1, y2 = (low, high) if direction == "down" else (high, low)
        self._do(
            Scroll(direction="down" if direction == "down" else "up"), Drag(x1=x, y1=y1, x2=x, y2=y2, ms=600)
        )
        if self.screen.elements == before.elements:
            self.moves.pop()  # a person sees the end without trying
            return False
        return True

    # What is seen
    def shown(self, text: str, *, near: str = "", checks: bool = False) -> Element | None:
        """What says this on the present screen; of several the one that can be touched, or the nearest."""
        return _best(self.screen, text, near, checks)

    def find(self, text: str, *, near: str = "", checks: bool = False) -> Element:
        """The same, brought into view. Raises NotThere."""
        element = self.shown(text, near=near, checks=checks)
        if element is None and self.screen.keyboard:
            self.back()
            element = self.shown(text, near=near, checks=checks)
        for direction in ("down", "up"):
            for _ in range(_TURNS):
                if element is not None or not self.scroll(direction):
                    break
                element = self.shown(text, near=near, checks=checks)
        if element is None:
            seen = [e.label for e in self.screen.elements if e.label]
            raise NotThere(f"no {text!r} among {seen}")
        if self._covered(element) and self.scroll("down"):
            return self.shown(text, near=near, checks=checks) or self.find(text, near=near, checks=checks)
        return element

    def read(self, text: str) -> Element:
        """What says this, wholly in view: of a row at the lower edge the last lines may be missing."""
        element = self.find(text)
        cut = element.bounds.bottom >= _largest(self.screen)[3]
        return self.find(text) if cut and self.scroll("down") else element

    def free(self, choose: Callable[[], Element]) -> Element:
        """What is chosen of the screen, scrolled away from whatever lies over it."""
        element = choose()
        return choose() if self._covered(element) and self.scroll("down") else element

    def _covered(self, element: Element) -> bool:
        """Whether a touch in its middle would meet something that floats above it."""
        point = element.bounds.center
        return any(
            e.state.clickable and e.bounds.contains(*point) and not e.path.startswith(f"{element.path}.")
            for e in self.screen.elements[self.screen.elements.index(element) + 1 :]
        )

    def row(self, title: str) -> Element:
        """The row that begins with a text, not the field into which it was typed. Raises NotThere."""
        for _ in range(_TURNS):
            for e in self.screen.elements:
                if e.role != "input" and e.text.split("\n")[0] == title:
                    return e
            if not self.scroll():
                break
        raise NotThere(f"no row {title!r} among {[e.label for e in self.screen.elements]}")

    def sees(self, text: str) -> bool:
        """Whether the present screen shows it."""
        return self.shown(text) is not None

    def field(self, label: str = "", *, nth: int = 0) -> Element:
        """An input by its label or hint, brought into view; or the nth from the top. Raises NotThere."""
        if not label:
            inputs = [e for e in self.screen.elements if e.role == "input"]
            if nth >= len(inputs):
                raise NotThere(f"only {len(inputs)} fields")
            return inputs[nth]
        words = self.t(label)
        for turn in range(_TURNS):
            element = _input(self.screen, words)
            if element is not None:
                return element
            if turn == 0 and self.screen.keyboard:
                self.back()
            elif not self.scroll("down"):
                break
        return self._field_above(words)

    def _field_above(self, words: str) -> Element:
        for _ in range(_TURNS):
            element = _input(self.screen, words)
            if element is not None:
                return element
            if not self.scroll("up"):
                break
        raise NotThere(f"no field {words!r} among {[e.label for e in self.screen.elements]}")

    # Pickers
    def time(self, hour: int, minute: int) -> None:
        """Choose a time in an open time picker, whatever its form, and confirm."""
        if not any(e.role == "input" for e in self.screen.elements):
            self.tap(_TEXT_MODE)
        shown = hour if self.skin.hours24 else (hour + 11) % 12 + 1
        for nth, value in enumerate((str(shown), f"{minute:02}")):
            if _value(self.field(nth=nth)) != value:
                self.write(self.field(nth=nth), value)
        if not self.skin.hours24:
            half = self.find(self.t("PM" if hour >= 12 else "AM"))
            if not half.state.checked:
                self._tap(half)
        self.tap("OK")

    def date(self, day: datetime.date, opened: datetime.date) -> None:
        """Choose a date in an open date picker of any form, and confirm. opened: what it first shows."""
        inputs = [e for e in self.screen.elements if e.role == "input"]
        if len(inputs) == 1:
            self.write(inputs[0], f"{day.month:02}/{day.day:02}/{day.year}")
        elif inputs:
            self._turn_wheels(day, opened)
        else:
            months = (day.year - opened.year) * 12 + day.month - opened.month
            for _ in range(abs(months)):
                self.tap("Next month" if months > 0 else "Previous month")
            self._tap(self.find(str(day.day)))
        self.tap("OK")

    def _turn_wheels(self, day: datetime.date, opened: datetime.date) -> None:
        """Month, day and year, each by its wheel; the year first, and the day last."""
        if day.year != opened.year:
            self.write(self.field(nth=2), str(day.year))
        months = day.month - opened.month
        for _ in range(abs(months)):
            month = self.field(nth=0)
            below = _neighbour(self.screen, month, 1 if months > 0 else -1)
            self._tap(below)
        if _value(self.field(nth=1)) != str(day.day):
            self.write(self.field(nth=1), str(day.day))

    def _tap(self, element: Element) -> None:
        x, y = element.bounds.center
        self._do(Tap(target=element.ref), TapAt(x=x, y=y))

    def _do(self, action: Action, command: Command, *slots: Slot) -> None:
        if len(self.moves) >= self._limit:
            raise Cut
        screen = self.screen
        words = phrase(action, screen, {slot.name: slot.value for slot in slots})
        self.moves.append(Move(screen, action, words, slots))
        self._driver.perform(command)
        self._screen = None


def _value(element: Element) -> str:
    return element.text.strip()


def _lines(element: Element) -> list[str]:
    said = [element.text, element.desc, element.hint, *element.text.split("\n"), *element.desc.split("\n")]
    return [" ".join(line.split()).casefold() for line in said if line]


def _best(screen: Screen, text: str, near: str, checks: bool) -> Element | None:
    """What can be touched before what cannot, whole labels before parts, the upper before the lower."""
    words = " ".join(text.split()).casefold()
    found = [
        e
        for e in screen.elements
        if words in _lines(e) and e.state.enabled and (not checks or e.state.checked is not None)
    ]
    if near:
        anchor = _best(screen, near, "", checks=False)
        if anchor is None:
            return None
        middle = anchor.bounds.center
        found.sort(key=lambda e: (abs(e.bounds.center[1] - middle[1]), abs(e.bounds.center[0] - middle[0])))
        return found[0] if found else None

    def rank(e: Element) -> tuple[bool, bool, bool]:
        acts = e.state.clickable or e.state.checked is not None or e.role in ("button", "switch", "checkbox")
        return e.role == "input", not acts, " ".join(e.label.split()).casefold() != words

    return min(found, key=rank, default=None)


def _input(screen: Screen, words: str) -> Element | None:
    """The input that says or hints it, or the first one below the text that does."""
    inputs = [e for e in screen.elements if e.role == "input" and e.state.enabled]
    wanted = " ".join(words.split()).casefold()
    own = next((e for e in inputs if wanted in _lines(e)), None)
    if own is not None:
        return own
    title = next((e for e in screen.elements if e.role != "input" and wanted in _lines(e)), None)
    if title is None:
        return None
    below = [e for e in inputs if e.bounds.top >= title.bounds.top]
    first = min(below, key=lambda e: e.bounds.top, default=None)
    beside = [e for e in below if first is not None and e.bounds.top < first.bounds.bottom]
    return min(beside, key=lambda e: abs(e.bounds.left - title.bounds.left), default=None)


def _neighbour(screen: Screen, middle: Element, step: int) -> Element:
    """The next thing above or below in the same column that can be touched."""
    x = middle.bounds.center[0]
    column = [e for e in screen.elements if e.state.clickable and e.bounds.left <= x < e.bounds.right]
    column.sort(key=lambda e: e.bounds.center[1])
    return column[[e.ref for e in column].index(middle.ref) + step]


def _largest(screen: Screen) -> tuple[int, int, int, int]:
    """What scrolls: the largest list, or the screen."""
    lists = [e.bounds for e in screen.elements if e.state.scrollable]
    if not lists:
        return 0, 0, screen.width, screen.height
    box = max(lists, key=lambda b: b.area)
    return box.left, box.top, box.right, box.bottom


Oracle = Callable[[Hand, Mapping[str, str]], None]


def nothing(hand: Hand, params: Mapping[str, str]) -> None:
    """There is nothing to do."""
