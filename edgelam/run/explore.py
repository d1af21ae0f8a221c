"""Looking around in an app by nobody's wish: bounded, and touching only what is harmless."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from edgelam.core.action import Action, Back, Scroll, Tap
from edgelam.core.command import LaunchApp, PressKey
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, DeviceError, Misstep, ScreenOff
from edgelam.core.fact import AskHandlers, Handlers
from edgelam.core.ground import ground
from edgelam.core.screen import Element, Screen
from edgelam.core.value import Value
from edgelam.guard.harmless import Where, harmless, opens_drawer, opens_menu, sections
from edgelam.guard.risk import INTERRUPTERS
from edgelam.memory.place import Place
from edgelam.memory.sketch import Sketch, key_of

from .settle import settle

ACTS, SECONDS = 150, 300.0
_SETTINGS = (AskHandlers(action="android.settings.SETTINGS"),)
_TALKS = (
    AskHandlers(action="android.intent.action.DIAL", data="tel:1"),
    AskHandlers(action="android.intent.action.SENDTO", data="smsto:1"),
    AskHandlers(action="android.intent.action.SENDTO", data="mailto:a@example.org"),
)
_BACKS = 6  # presses of the back key that may be needed to leave an app
_SCROLLS = 3  # screens of a list that are looked at
_ALIKE = 2  # elements of a kind that lead to the same place before the others are taken to do so, too


class Seen(Value):
    """How far the exploration is."""

    acts: int  # on the phone, in this exploration
    places: int
    ways: int
    words: str  # what was done last


@dataclass
class Explorer:
    """Goes through one app. What it learns is in `sketch` at any time: stopped there, it goes on there."""

    driver: Driver
    package: str
    sketch: Sketch
    acts: int = ACTS
    seconds: float = SECONDS
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    done: int = 0
    _where: Where = Where()
    _screen: Screen | None = None
    _here: int = 0
    _scrolled: Counter[int] = field(default_factory=Counter)
    _kinds: dict[tuple[int, str], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def events(self) -> Iterator[Seen]:
        """Explore until everything harmless was tried or a limit is reached. Raises DeviceError."""
        end = self.now() + self.seconds
        settings, talks = (
            any(self.package in _openers(self.driver, query) for query in queries)
            for queries in (_SETTINGS, _TALKS)
        )
        self._where = Where(settings=settings, talks=talks)
        yield self._enter()
        fresh = True  # nothing was found to do since the app was entered
        while self.done < self.acts and self.now() < end:
            if self._screen is None or self._screen.package != self.package:
                yield self._enter()
                if self._screen is None or self._screen.package != self.package:
                    return
                fresh = True
            step = self._step()
            if step is not None:
                fresh = False
                yield step
            elif fresh:
                return
            else:
                yield self._enter()
                fresh = True

    def _step(self) -> Seen | None:
        """One tap on the way to what is not known yet; None when no way is known from here."""
        waiting = self.sketch.open_places()
        if self._here in waiting:
            key = self.sketch.left[self._here][0]
            found = self._find(key)
            if found is None:
                self.sketch.missed(self._here, key)
                return self._seen(f"{key}: gone")
            return self._try(found, key)
        if self._scroll_on():
            return self._seen("scroll down")
        route = self.sketch.route(self._here, waiting)
        if not route:
            return None
        found = self._find(route[0])
        if found is None:
            self.sketch.missed(self._here, route[0])
            return self._seen(f"{route[0]}: gone")
        self._act(Tap(target=found.ref))
        return self._seen(f"go on to {found.label or route[0]}")

    def _try(self, element: Element, key: str) -> Seen:
        start, screen = self._here, self._screen
        assert screen is not None
        kind = _kind(element)
        self._act(Tap(target=element.ref))
        inside = self._screen is not None and self._screen.package == self.package
        to = self._here if inside else None
        self.sketch.went(start, key, to)
        if to is not None and to != start:
            self._taken_alike(start, kind, key, to, screen)
        if self._here != start and self.sketch.left.get(start):
            self._act(Back())
        return self._seen(f"tap {element.label or key}")

    def _taken_alike(self, start: int, kind: str, key: str, to: int, screen: Screen) -> None:
        """Rows of contents lead to pages of one kind: two of them tell where the others lead."""
        led = self._kinds[start, kind]
        led[key] = to
        if sum(other == to for other in led.values()) < _ALIKE:
            return
        for element in screen.elements:
            other = key_of(element)
            if _kind(element) == kind and other in self.sketch.left.get(start, ()):
                self.sketch.went(start, other, to)

    def _find(self, key: str) -> Element | None:
        """The element on the screen, scrolled into view where it must be."""
        for direction in (None, "down", "down", "up", "up", "up"):
            if direction is not None and not self._act(Scroll(direction=direction)):
                return None
            screen = self._screen
            if screen is None or screen.package != self.package:
                return None
            for element in screen.elements:
                if key_of(element) == key and self._harmless(element, screen):
                    return element
            if not any(e.state.scrollable for e in screen.elements):
                return None
        return None

    def _scroll_on(self) -> bool:
        screen, here = self._screen, self._here
        if screen is None or self._scrolled[here] >= _SCROLLS:
            return False
        if not any(e.state.scrollable for e in screen.elements):
            return False
        self._scrolled[here] += 1
        return self._act(Scroll(direction="down"))

    def _enter(self) -> Seen:
        """To the app's first screen: out of where it is, then in again."""
        self._look(None)
        for _ in range(_BACKS):
            if self._screen is None or self._screen.package != self.package:
                break
            if self._here == 0 and self.sketch.places and not self._screen.keyboard:
                return self._seen("back at the start")
            self._act(Back())
        before = self._screen
        self.driver.perform(LaunchApp(package=self.package))
        self._count(before)
        return self._seen(f"open {self.package}")

    def _act(self, action: Action) -> bool:
        """Do it on the screen as it is now, and look; False where it cannot be done or changed nothing."""
        before, opener = self._screen, None
        assert before is not None
        if isinstance(action, Tap):
            again = self.driver.observe()
            element, wanted = again.element(action.target), before.element(action.target)
            if element is None or wanted is None or key_of(element) != key_of(wanted):
                self._look(None)
                return False
            if not self._harmless(element, again):
                return False
            before, opener = again, element
        try:
            for command in ground(action, before, {}):
                self.driver.perform(command)
        except (Misstep, CommandFailed):
            self._look(None)
            return False
        self._count(before, opener)
        return self._screen != before

    def _count(self, before: Screen | None, opener: Element | None = None) -> None:
        self.done += 1
        self.sketch.acts += 1
        self._look(before, opener)

    def _look(self, before: Screen | None, opener: Element | None = None) -> None:
        """The settled screen; what the system has put over it is left without an answer."""
        try:
            screen = settle(self.driver, self.now, self.sleep, before).screen
        except ScreenOff:
            self.driver.perform(PressKey(key="wake"))
            screen = settle(self.driver, self.now, self.sleep, before).screen
        if screen.package in INTERRUPTERS:
            self.driver.perform(PressKey(key="back"))
            screen = settle(self.driver, self.now, self.sleep, screen).screen
        self._screen = screen
        commands = opener is not None and opens_menu(opener) and Place.of(screen.elements).is_menu
        drawer = opener is not None and opens_drawer(opener) and bool(sections(screen))
        self._where = self._where.model_copy(update={"commands": commands, "drawer": drawer})
        if screen.package == self.package:
            able = [key_of(element) for element in screen.elements if self._harmless(element, screen)]
            shown = sections(screen) if drawer else screen.elements
            self._here = self.sketch.visit(shown, [key for key in able if key])

    def _harmless(self, element: Element, screen: Screen) -> bool:
        return harmless(element, screen, self._where)

    def _seen(self, words: str) -> Seen:
        sketch = self.sketch
        return Seen(acts=self.done, places=len(sketch.places), ways=len(sketch.ways), words=words)


def _openers(driver: Driver, query: AskHandlers) -> tuple[str, ...]:
    """Packages that open it; none where the phone does not tell."""
    try:
        fact = driver.query(query)
    except DeviceError:
        return ()
    return fact.packages if isinstance(fact, Handlers) else ()


def _kind(element: Element) -> str:
    """What the rows of one list have in common: their parent, role and id."""
    return f"{element.path.rpartition('.')[0]} {element.role} {element.rid}"
