"""The view tree: what an accessibility service would see of a window, plus how each view acts; pure data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Bounds = tuple[int, int, int, int]
Pad = tuple[float, float, float, float]  # dp: left, top, right, bottom
WindowKind = Literal["app", "status_bar", "nav_bar", "ime", "dialog", "shade", "heads_up", "divider"]
Axis = Literal["v", "h", "z", "list", "scroll", "grid", "flow"]  # a flow: lines that break, at the right

FILL = -1.0
WRAP = -2.0


def inside(box: Bounds, x: int, y: int) -> bool:
    """Whether a point lies in a box."""
    left, top, right, bottom = box
    return left <= x < right and top <= y < bottom


@dataclass(frozen=True, slots=True)
class Style:
    """How a view is drawn. Colours are names of the theme's palette; sizes are sp or dp."""

    fg: str = "text"
    bg: str = ""
    size: float = 16
    bold: bool = False
    icon: str = ""
    shape: Literal["rect", "card", "pill", "circle", "line", "field"] = "rect"
    widget: str = ""  # switch, check, radio, slider, image: drawn by code of its own
    align: Literal["start", "center", "end"] = "start"
    lines: int = 0  # 0: as many as needed


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Ink:
    """A line drawn on a view, from one point to another; the points are parts of its size, 0..1."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str  # six hexadecimal digits
    width: float  # dp


@dataclass(eq=False, slots=True)
class View:
    """One node. The first block is what clients read; the rest says how it acts, is laid out and is drawn."""

    cls: str = "android.view.View"
    text: str = ""
    desc: str = ""
    rid: str = ""  # full: package:id/name
    hint: str = ""
    package: str = ""
    bounds: Bounds = (0, 0, 0, 0)  # px, set by layout, clipped to the visible part
    checkable: bool = False
    checked: bool = False
    clickable: bool = False
    long_clickable: bool = False
    focusable: bool = False
    focused: bool = False
    scrollable: bool = False
    password: bool = False
    selected: bool = False
    enabled: bool = True
    visible: bool = True
    children: list[View] = field(default_factory=list)
    index: int = 0  # among its siblings, the invisible ones included

    key: str = ""  # who the view is over several builds: scroll positions and the focus hang on it
    on_click: Callable[[], object] | None = None
    on_long: Callable[[], object] | None = None
    on_text: Callable[[str], object] | None = None  # the view is a text field
    on_swipe: Callable[[str], object] | None = None  # "left" or "right"
    on_slide: Callable[[float], object] | None = None  # 0..1 along a slider
    # a finger draws on it: x and y of both ends, parts of its size
    on_stroke: Callable[[float, float, float, float], object] | None = None
    select_all: bool = False  # a touch selects the field's text, so typing replaces it
    on_submit: Callable[[], object] | None = None  # the keyboard's action key

    axis: Axis = "v"
    w: float = FILL  # dp, FILL or WRAP
    h: float = WRAP
    weight: float = 0  # share of what is left along the parent's axis
    pad: Pad = (0, 0, 0, 0)
    gap: float = 0  # dp between children
    columns: int = 1  # of a grid
    gravity: str = (
        ""  # words: center or end across, middle or bottom down; in a "z" or across the parent's axis
    )
    at: tuple[float, float] | None = None  # dp from the corner of a "z" parent; else gravity decides
    ltr: bool = False  # what is inside keeps its order where the rest is mirrored
    style: Style = PLAIN
    picture: bytes = b""  # an encoded picture that fills the view
    value: float = 0  # of a slider or progress bar, 0..1
    ink: tuple[Ink, ...] = ()  # drawn over its background

    frame: Bounds = (0, 0, 0, 0)  # px, the whole of it, clipped or not; set by layout
    extent: int = 0  # px the content could be scrolled, set by layout
    offset: int = 0  # px it is scrolled, set by layout
    size_px: tuple[int, int] = (0, 0)  # measured

    def __repr__(self) -> str:
        name = self.cls.rsplit(".", 1)[-1]
        return f"<{name} {self.text or self.desc!r} {self.rid} {self.bounds}>"

    def walk(self) -> Iterator[View]:
        """This view and all below it, parents first."""
        stack = [self]
        while stack:
            view = stack.pop()
            yield view
            stack.extend(reversed(view.children))

    def contains(self, x: int, y: int) -> bool:
        return inside(self.bounds, x, y)


@dataclass(eq=False, slots=True)
class Window:
    """What is drawn as one surface. `focused` is the window that keys go to."""

    package: str
    activity: str  # the full class name
    title: str
    root: View
    kind: WindowKind = "app"
    focused: bool = False
    secure: bool = False  # FLAG_SECURE: black on a screenshot
    on_outside: Callable[[], object] | None = None  # BACK, and a touch beside a dialog
    modal: bool = False  # such a touch does nothing
    stage: Bounds | None = None  # the part of the screen that is the window's app's, where it is not all
    on_touch: Callable[[], object] | None = None  # before anything that a touch of it does
