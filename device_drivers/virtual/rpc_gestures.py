"""Touch in uiautomator2's server: clicks, drags, swipes, scrolling, single motion events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from device_drivers.virtual.device import Device
from device_drivers.virtual.rpc_objects import Objects, Target
from device_drivers.virtual.rpc_selectors import Place, Selector
from device_drivers.virtual.window.view import View

STEP = 5  # ms a step of a gesture takes
LONG_PRESS = 500  # ms
MAX_SCROLLS = 100


class Gestures:
    """`one` finds a target or raises; points are px."""

    def __init__(self, device: Device, one: Callable[[Target], Place]) -> None:
        self._device = device
        self._phone = device.phone
        self._objects = Objects(device.phone)
        self._one = one
        self.table: dict[str, Callable[..., object]] = {
            "click": self.click,
            "longClick": self.long_click,
            "clickAndWaitForNewWindow": self.click_and_wait,
            "drag": self.drag,
            "dragTo": self.drag_to,
            "swipe": self.swipe,
            "swipePoints": self.swipe_points,
            "injectInputEvent": self.inject,
            "gesture": self.two_fingers,
            "pinchIn": self.two_fingers,
            "pinchOut": self.two_fingers,
            "scrollForward": lambda sel, vertical, steps: self.scroll(sel, True),
            "scrollBackward": lambda sel, vertical, steps: self.scroll(sel, False),
            "flingForward": lambda sel, vertical: self.scroll(sel, True),
            "flingBackward": lambda sel, vertical: self.scroll(sel, False),
            "scrollToEnd": lambda sel, vertical, most, steps: self.scroll_far(sel, True, most),
            "scrollToBeginning": lambda sel, vertical, most, steps: self.scroll_far(sel, False, most),
            "flingToEnd": lambda sel, vertical, most: self.scroll_far(sel, True, most),
            "flingToBeginning": lambda sel, vertical, most: self.scroll_far(sel, False, most),
            "scrollTo": self.scroll_to,
        }

    def click(self, first: Target | int, second: int | str = "", ms: int = 0) -> bool:
        """At a point (held for `ms`), or on a target's middle or corner (tl, br)."""
        if not isinstance(first, Target):
            if ms >= LONG_PRESS:
                self._phone.long_press(first, int(second))
            else:
                self._phone.tap(first, int(second))
            return True
        self._phone.tap(*_point(self._one(first).view, str(second)))
        return True

    def long_click(self, target: Target, corner: str = "") -> bool:
        self._phone.long_press(*_point(self._one(target).view, corner))
        return True

    async def click_and_wait(self, target: Target, ms: int) -> bool:
        before = self._front()
        self.click(target)
        end = asyncio.get_running_loop().time() + min(ms, 60_000) / 1000
        while self._front() == before:
            if asyncio.get_running_loop().time() >= end:
                return False
            await asyncio.sleep(0.02)
        return True

    def _front(self) -> tuple[str, str, str]:
        windows = self._phone.windows()
        return (windows[0].package, windows[0].activity, windows[0].title) if windows else ("", "", "")

    def drag(self, x1: int, y1: int, x2: int, y2: int, steps: int) -> bool:
        self._phone.drag(x1, y1, x2, y2, max(1, steps) * STEP)
        return True

    def drag_to(self, target: Target, first: int | Selector, second: int, steps: int = 10) -> bool:
        """To a point, or to another element with `second` as the steps."""
        x1, y1 = _point(self._one(target).view)
        if isinstance(first, Selector):
            return self.drag(x1, y1, *_point(self._one(self._objects.by_selector(first)).view), second)
        return self.drag(x1, y1, first, second, steps)

    def swipe(self, first: Target | int, *rest: int | float | str) -> bool:
        """From point to point in steps, or over a target in a direction."""
        if not isinstance(first, Target):
            y1, x2, y2, steps = (int(value) for value in rest)
            self._phone.swipe(first, y1, x2, y2, max(1, steps) * STEP)
            return True
        direction, *numbers = rest
        part = float(numbers[0]) if len(numbers) == 2 else 1.0
        left, top, right, bottom = self._one(first).view.bounds
        x, y = (left + right) // 2, (top + bottom) // 2
        reach_x, reach_y = int((right - left) / 2 * part) - 5, int((bottom - top) / 2 * part) - 5
        ends = {
            "up": (x, y + reach_y, x, y - reach_y),
            "down": (x, y - reach_y, x, y + reach_y),
            "left": (x + reach_x, y, x - reach_x, y),
            "right": (x - reach_x, y, x + reach_x, y),
        }
        if direction not in ends:
            return False
        self._phone.swipe(*ends[str(direction)], max(1, int(numbers[-1])) * STEP)
        return True

    def swipe_points(self, points: list[int], steps: int) -> bool:
        """One stroke through the points, taken from the first to the last."""
        if len(points) < 4 or len(points) % 2:
            return False
        ms = max(1, steps) * STEP * (len(points) // 2 - 1)
        self._phone.swipe(int(points[0]), int(points[1]), int(points[-2]), int(points[-1]), ms)
        return True

    def inject(self, action: int, x: float, y: float, meta: int) -> bool:
        return self._device.finger.event(action, int(x), int(y))

    def two_fingers(self, target: Target, *rest: int | Mapping[str, object]) -> bool:
        """Nothing on this phone answers to two fingers; the target must be there."""
        self._one(target)
        return True

    # scrolling
    def scroll(self, selector: Selector, forward: bool) -> bool:
        return self._phone.scroll_view(self._one(self._objects.by_selector(selector)).view, forward)

    def scroll_far(self, selector: Selector, forward: bool, most: int) -> bool:
        """Up to `most` pages; always True, as UiScrollable's answer is when it was cut short or not."""
        for _ in range(min(most, MAX_SCROLLS)):
            if not self.scroll(selector, forward):
                break
        return True

    def scroll_to(self, selector: Selector, wanted: Selector, vertical: bool) -> bool:
        target = self._objects.by_selector(wanted)
        return self.scroll_until(self._objects.by_selector(selector), lambda: target.first() is not None)

    def scroll_until(self, outer: Target, done: Callable[[], bool]) -> bool:
        """From where it is; when that fails from the beginning, as UiScrollable.scrollIntoView."""
        if done():
            return True
        for _ in range(MAX_SCROLLS):
            if not self._phone.scroll_view(self._one(outer).view, False):
                break
        for _ in range(MAX_SCROLLS):
            if done():
                return True
            if not self._phone.scroll_view(self._one(outer).view, True):
                break
        return done()


def _point(view: View, corner: str = "") -> tuple[int, int]:
    """The middle, or a spot 5 px inside a corner."""
    left, top, right, bottom = view.bounds
    if corner == "tl":
        return left + 5, top + 5
    if corner == "br":
        return right - 5, bottom - 5
    return (left + right) // 2, (top + bottom) // 2
