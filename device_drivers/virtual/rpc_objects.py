"""Finding what an RPC acts on: selectors, stored objects, and waiting for them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.rpc_selectors import Place, Selector, below, find_all, places

POLL = 0.02  # seconds between looks while waiting
NOT_FOUND = -32002


class RpcError(Exception):
    """An answer with an error: the text is the Java exception, `code` the JSON-RPC code."""

    def __init__(self, text: str, code: int = -32001) -> None:
        super().__init__(text)
        self.code = code


def not_found(what: object) -> RpcError:
    return RpcError(f"androidx.test.uiautomator.UiObjectNotFoundException: {what}", NOT_FOUND)


Finder: TypeAlias = Callable[[], Iterator[Place]]


@dataclass(frozen=True)
class Target:
    """Something to look for, again at every use: the screen may have changed."""

    find: Finder
    name: str

    def all(self) -> list[Place]:
        return list(self.find())

    def first(self) -> Place | None:
        return next(self.find(), None)


@dataclass
class Objects:
    """Stored objects by name, and the search on the active window."""

    phone: Phone
    stored: dict[str, Target] = field(default_factory=dict)
    _names: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def on_screen(self) -> Iterator[Place]:
        """Selectors look at the active window only, as QueryController does."""
        windows = self.phone.windows()
        return places(windows[0].root) if windows else iter(())

    def by_selector(self, selector: Selector) -> Target:
        return Target(lambda: find_all(selector, self.on_screen()), f"UiSelector[{_shown(selector)}]")

    def by_name(self, name: str) -> Target:
        if name not in self.stored:
            raise RpcError(f"java.lang.Exception: UiObject not found: {name}")
        return self.stored[name]

    def store(self, target: Target) -> str:
        name = f"obj-{next(self._names)}"
        self.stored[name] = target
        if len(self.stored) > 10_000:
            del self.stored[next(iter(self.stored))]
        return name

    def inside(self, outer: Target, selector: Selector) -> Target:
        """The selector's matches below any match of the outer target."""

        def find() -> Iterator[Place]:
            for place in outer.find():
                yield from find_all(selector, below(place))

        return Target(find, f"{outer.name}/{_shown(selector)}")

    def beside(self, outer: Target, selector: Selector) -> Target:
        def find() -> Iterator[Place]:
            for place in outer.find():
                if place.parent:
                    yield from find_all(selector, below(place.parent))

        return Target(find, f"{outer.name}/..{_shown(selector)}")

    def holding(self, outer: Target, child: Selector, holds: Callable[[Place], bool]) -> Target:
        """Children (UiCollection's) that are or contain something."""

        def find() -> Iterator[Place]:
            for place in self.inside(outer, child).find():
                if holds(place) or any(holds(each) for each in below(place)):
                    yield place

        return Target(find, f"{outer.name}/{_shown(child)}")

    async def wait(self, target: Target, seconds: float, gone: bool = False) -> bool:
        """Whether it is there (or gone) before the time is over; looks again when the screen has changed."""
        loop = asyncio.get_running_loop()
        end = loop.time() + max(0.0, min(seconds, 3600.0))
        seen = -1
        while True:
            self.phone.tick()
            self.phone.windows()
            if seen != self.phone.version:
                seen = self.phone.version
                if (target.first() is None) == gone:
                    return True
            if loop.time() >= end:
                return False
            await asyncio.sleep(POLL)


def _shown(selector: Selector) -> str:
    parts = [f"{name.upper()}={getattr(wanted, 'pattern', wanted)}" for name, wanted in selector.tests]
    if selector.has_instance:
        parts.append(f"INSTANCE={selector.instance}")
    parts += [f"{kind.upper()}[{_shown(one)}]" for kind, one in selector.relatives]
    return ", ".join(parts)
