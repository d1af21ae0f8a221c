"""Watchers of uiautomator2's server: when all conditions are on the screen, click or press keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from device_drivers.virtual.rpc_objects import Objects
from device_drivers.virtual.rpc_selectors import Selector
from device_drivers.virtual.shell.keycodes import key_code


@dataclass
class _Watcher:
    conditions: list[Selector]
    act: Callable[[], bool]
    triggered: bool = False


class Watchers:
    """They run when a search for one element finds nothing, and on demand."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._watchers: dict[str, _Watcher] = {}
        self.table: dict[str, Callable[..., object]] = {
            "registerClickUiObjectWatcher": self.register_click,
            "registerPressKeyskWatcher": self.register_keys,
            "getWatchers": lambda: list(self._watchers),
            "removeWatcher": lambda name: self._watchers.pop(name, None) and None,
            "resetWatcherTriggers": self.reset,
            "runWatchers": lambda: self.run() and None,
            "hasWatcherTriggered": lambda name: name in self._watchers and self._watchers[name].triggered,
            "hasAnyWatcherTriggered": lambda: any(one.triggered for one in self._watchers.values()),
        }

    def register_click(self, name: str, conditions: list[Selector], target: Selector) -> None:
        def click() -> bool:
            place = self._objects.by_selector(target).first()
            if place is None:
                return False
            left, top, right, bottom = place.view.bounds
            self._objects.phone.tap((left + right) // 2, (top + bottom) // 2)
            return True

        self._watchers[name] = _Watcher(conditions, click)

    def register_keys(self, name: str, conditions: list[Selector], keys: list[str]) -> None:
        def press() -> bool:
            return any([self._objects.phone.press_key(key_code(key) or 0) for key in keys])

        self._watchers[name] = _Watcher(conditions, press)

    def reset(self) -> None:
        for watcher in self._watchers.values():
            watcher.triggered = False

    def run(self) -> bool:
        """Whether any of them acted."""
        acted = False
        for watcher in self._watchers.values():
            there = all(self._objects.by_selector(one).first() for one in watcher.conditions)
            if there and watcher.act():
                watcher.triggered = acted = True
        return acted
