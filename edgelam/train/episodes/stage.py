"""A virtual phone in this process, seen and acted on as the product does it."""

from __future__ import annotations

import random
from collections.abc import Iterator

from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.hierarchy import Seen, server_dump, shell_dump
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import Skin
from device_drivers.virtual.window.touch import hit
from device_drivers.virtual.window.view import View, Window
from edgelam.core.command import Command, Drag, LaunchApp, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.hierarchy import parse_hierarchy
from edgelam.core.screen import Element, Screen

CAPABILITIES = ("tap_at", "long_press_at", "set_text", "drag", "press_key", "launch_app")
_KEYS = {"back": 4, "home": 3, "enter": 66, "recent": 187, "wake": 224}


class Clock:
    """Time that only passes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Stage:
    """A phone and one way of reading it. `whole`: as the server dumps it, else as the shell's dumper does."""

    def __init__(self, seed: int, skin: Skin | str, fixture: Fixture, *, whole: bool = True) -> None:
        self.clock = Clock()
        self.phone = Phone(seed, skin, fixture=fixture, clock=self.clock)
        self.rng = random.Random(f"stage:{seed}")
        self._dump = server_dump if whole else shell_dump
        self._seen: tuple[int, Screen, list[Window]] | None = None
        self._by_path: dict[str, Element] = {}
        self._paths: dict[int, str] = {}
        self._parents: dict[int, View] = {}

    def look(self) -> Screen:
        """The screen as the product reads it."""
        return self._look()[1]

    @property
    def front(self) -> Window:
        """The window in front."""
        return self._look()[2][0]

    def _look(self) -> tuple[int, Screen, list[Window]]:
        phone = self.phone
        phone.tick()
        windows = phone.windows()
        if self._seen is None or self._seen[0] != phone.version:
            xml = self._dump(Seen(tuple(windows), phone.rotation, phone.width, phone.height))
            screen = parse_hierarchy(xml, activity=windows[0].activity, size=phone.skin.size)
            self._seen = (phone.version, screen, windows)
            self._index(windows[0], screen)
        return self._seen

    def _index(self, window: Window, screen: Screen) -> None:
        self._by_path = {e.path: e for e in screen.elements if e.package == window.package}
        self._paths, self._parents = {}, {}
        stack = [(window.root, "0")]
        while stack:
            view, path = stack.pop()
            self._paths[id(view)] = path
            for place, child in enumerate(view.children):
                self._parents[id(child)] = view
                stack.append((child, f"{path}.{place}"))

    def views(self) -> Iterator[View]:
        """The visible views of the window in front, in their order."""
        return (view for view in self.front.root.walk() if view.visible and self.shown(view))

    def shown(self, view: View) -> bool:
        """Whether any of it is on the screen."""
        left, top, right, bottom = view.bounds
        return left < right and top < bottom

    def parent(self, view: View) -> View | None:
        """What the view lies in."""
        return self._parents.get(id(view))

    def element_of(self, view: View) -> Element | None:
        """The element that the view is for the product; None when it is not listed."""
        self.look()
        return self._by_path.get(self._paths.get(id(view), ""))

    def perform(self, command: Command) -> None:
        """Do what a driver does, and let a little time pass."""
        phone = self.phone
        match command:
            case TapAt():
                phone.tap(command.x, command.y)
            case LongPressAt():
                phone.long_press(command.x, command.y)
            case Drag():
                phone.swipe(command.x1, command.y1, command.x2, command.y2, command.ms)
            case PressKey():
                phone.press_key(_KEYS[command.key])
            case SetText():
                self._set_text(command)
            case LaunchApp():
                self.launch(command.package)
        self.clock.seconds += self.rng.uniform(0.6, 2.5)

    def perform_back(self) -> None:
        """Press BACK."""
        self.perform(PressKey(key="back"))

    def launch(self, package: str) -> None:
        """Open an app from its icon."""
        component = Component(package, self.phone.packages[package].launcher)
        self.phone.start_activity(Intent(MAIN, (LAUNCHER,), component=component))

    def _set_text(self, command: SetText) -> None:
        phone = self.phone
        phone.tap(command.x, command.y)
        root = self.front.root
        field = phone.focus or hit(root, command.x, command.y, lambda view: view.on_text is not None)
        if field is not None:
            phone.set_text(field, command.text)
