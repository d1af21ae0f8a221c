"""What a finger does: which view it meets, and which way it goes; pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from device_drivers.virtual.window.view import View

Want = Callable[[View], bool]


def hit(view: View, x: int, y: int, wanted: Want) -> View | None:
    """The innermost, topmost view under the point that is wanted."""
    if not view.visible or not view.contains(x, y):
        return None
    for child in reversed(view.children):
        found = hit(child, x, y, wanted)
        if found is not None:
            return found
        if child.style.bg and child.visible and child.contains(x, y) and view.axis == "z":
            return view if wanted(view) else None  # what is drawn over its siblings also covers them
    return view if wanted(view) else None


def touchable(view: View) -> bool:
    """It takes a tap, even when it is disabled and nothing follows."""
    acts = (view.on_click, view.on_text, view.on_stroke)
    return view.clickable or any(act is not None for act in acts)


def scrolls(view: View) -> bool:
    return view.extent > 0


def draws(view: View) -> bool:
    return view.on_stroke is not None


@dataclass(frozen=True)
class Swipe:
    x1: int
    y1: int
    x2: int
    y2: int
    ms: int = 300

    @property
    def way(self) -> Literal["", "up", "down", "left", "right"]:
        """Where the finger goes; empty for hardly anywhere."""
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        if abs(dx) < 24 and abs(dy) < 24:
            return ""
        if abs(dy) >= abs(dx):
            return "up" if dy < 0 else "down"
        return "left" if dx < 0 else "right"


def slide_part(view: View, x: int, rtl: bool = False) -> float:
    """Where on the slider's track the finger is, 0..1; with rtl from the right end."""
    left, _, right, _ = view.bounds
    inset = min(48, (right - left) // 8)
    part = min(1.0, max(0.0, (x - left - inset) / max(1, right - left - 2 * inset)))
    return 1.0 - part if rtl else part
