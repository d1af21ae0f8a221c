"""The plain parts of a screen: boxes, lists, text and icons, in a skin's words and order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypedDict, TypeVar

from typing_extensions import Unpack

from device_drivers.virtual.skins import Skin
from device_drivers.virtual.window.state import UiState
from device_drivers.virtual.window.view import FILL, PLAIN, Pad, Style, View

Act = Callable[[], object]
T = TypeVar("T")

FRAME = "android.widget.FrameLayout"
LINEAR = "android.widget.LinearLayout"
RELATIVE = "android.widget.RelativeLayout"
GROUP = "android.view.ViewGroup"
TEXT = "android.widget.TextView"
IMAGE = "android.widget.ImageView"
RECYCLER = "androidx.recyclerview.widget.RecyclerView"
SCROLL = "android.widget.ScrollView"

BODY = Style()
MUTED = Style(fg="muted", size=14)


class Box(TypedDict, total=False):
    """How a box lies in its parent; dp."""

    cls: str
    pad: Pad
    gap: float
    w: float
    h: float
    weight: float
    gravity: str
    key: str


class Words(TypedDict, total=False):
    """How text lies in its parent, and what a touch of it does."""

    w: float
    pad: Pad
    desc: str
    weight: float
    gravity: str
    on_click: Act | None


@lru_cache(maxsize=1024)
def style(**parts: object) -> Style:
    """A style, the same object for the same parts."""
    return replace(PLAIN, **parts)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Room:
    """What a screen has room for: dp, and the factor of the font size setting."""

    width: float = 411
    height: float = 914
    font: float = 1.0

    @property
    def low(self) -> bool:
        """A phone on its side: too low for what is high upright."""
        return self.height < 480

    def columns(self, wide: float, least: int = 2) -> int:
        """How many cells of so many dp lie beside each other; larger text needs wider cells."""
        return max(least, int(self.width / (wide * max(1.0, self.font))))


class Boxes:
    """Makes views for one screen. Labels are given in canonical English; the skin may have its own words."""

    def __init__(self, package: str, skin: Skin, state: UiState, room: Room = Room()) -> None:  # noqa: B008
        self.package = package
        self.skin = skin
        self.state = state
        self.room = room

    def t(self, label: str) -> str:
        """The skin's word for a canonical one."""
        return self.skin.say(label)

    def day(self, day: date, form: str) -> str:
        """A day as the skin's locale writes it; `form` is that of `Locale.date`."""
        return self.skin.locale.date(day, form)

    def week_letters(self) -> list[str]:
        """The heads of a month's columns."""
        letters, first = self.skin.locale.weekdays("narrow"), self.skin.locale.week_starts
        return [*letters[first:], *letters[:first]]

    def rid(self, name: str) -> str:
        """The full id of a short name; an id with a colon is full already."""
        if not name or self.skin.strip_ids:
            return ""
        return name if ":" in name else f"{self.package}:id/{name}"

    def ordered(self, items: Sequence[T], where: str) -> list[T]:
        """The items in this skin's order; the same for the same place."""
        copy = list(items)
        if self.skin.order:
            random.Random(f"{self.skin.order}:{where}").shuffle(copy)
        return copy

    def column(
        self,
        children: Iterable[View],
        rid: str = "",
        *,
        bg: str = "",
        shape: str = "rect",
        **box: Unpack[Box],
    ) -> View:
        """One below the other."""
        look = style(bg=bg, shape=shape) if bg else PLAIN
        box.setdefault("cls", LINEAR)
        return View(rid=self.rid(rid), children=list(children), style=look, **box)

    def line(
        self,
        children: Iterable[View],
        rid: str = "",
        *,
        bg: str = "",
        shape: str = "rect",
        **box: Unpack[Box],
    ) -> View:
        """One beside the other."""
        view = self.column(children, rid, bg=bg, shape=shape, **box)
        view.axis = "h"
        return view

    def frame(self, children: Iterable[View], rid: str = "", *, bg: str = "", **box: Unpack[Box]) -> View:
        """One on top of the other, as large as the parent allows."""
        box.setdefault("cls", FRAME)
        box.setdefault("h", FILL)
        view = self.column(children, rid, bg=bg, **box)
        view.axis = "z"
        return view

    def list(self, rows: Iterable[View], rid: str = "recycler_view", **box: Unpack[Box]) -> View:
        """Rows that scroll; those off the screen are not in the tree."""
        box.setdefault("cls", RECYCLER)
        box.setdefault("h", FILL)
        box.setdefault("key", rid)
        view = self.column(rows, rid, **box)
        view.axis, view.focusable = "list", True
        return view

    def scroll(self, children: Iterable[View], rid: str = "scroll_view", **box: Unpack[Box]) -> View:
        """A form that scrolls; what is off the screen stays in the tree, invisible."""
        box.setdefault("cls", SCROLL)
        box.setdefault("h", FILL)
        box.setdefault("key", rid)
        view = self.column(children, rid, **box)
        view.axis = "scroll"
        return view

    def grid(self, cells: Iterable[View], columns: int, rid: str = "", **box: Unpack[Box]) -> View:
        """Cells of one width, row by row."""
        box.setdefault("cls", GROUP)
        view = self.column(cells, rid, **box)
        view.axis, view.columns = "grid", columns
        return view

    def space(self, h: float = 8, w: float = FILL) -> View:
        return View("android.view.View", h=h, w=w)

    def stretch(self) -> View:
        """Takes what is left of a line."""
        return View("android.widget.Space", weight=1, w=1)

    def divider(self) -> View:
        return View("android.view.View", h=1, style=style(bg="line"))

    def text(self, text: str, rid: str = "", look: Style = BODY, **words: Unpack[Words]) -> View:
        """Text as it is."""
        touched = words.get("on_click") is not None
        return View(TEXT, text, rid=self.rid(rid), style=look, clickable=touched, focusable=touched, **words)

    def label(self, text: str, rid: str = "", look: Style = BODY, **words: Unpack[Words]) -> View:
        """Text of the app's own, in the skin's words."""
        return self.text(self.t(text), rid, look, **words)

    def icon(
        self,
        name: str,
        rid: str = "",
        *,
        desc: str = "",
        size: float = 24,
        fg: str = "muted",
        gravity: str = "",
    ) -> View:
        """A picture; without `desc` it says nothing to an accessibility service."""
        look = style(icon=name, widget="icon", fg=fg)
        return View(IMAGE, desc=desc, rid=self.rid(rid), w=size, h=size, style=look, gravity=gravity)

    def photo(
        self,
        data: bytes,
        rid: str = "",
        *,
        desc: str = "",
        whole: bool = False,
        icon: str = "image",
        **box: Unpack[Box],
    ) -> View:
        """An encoded picture, cut to fill the view unless `whole`; the icon where it cannot be read."""
        box.setdefault("cls", IMAGE)
        view = self.column((), rid, **box)
        view.desc, view.picture = desc, data
        kind, back = ("photo", "") if whole else ("thumb", "tile")
        view.style = style(widget=kind, icon=icon, fg="muted", bg=back)
        return view

    def avatar(self, name: str, rid: str = "photo", *, size: float = 40, gravity: str = "") -> View:
        """A disc with the first letter."""
        hue = f"hue{sum(map(ord, name)) % 6}"
        letter = (name.strip()[:1] or "#").upper()
        look = style(widget="letter", icon=letter, bg=hue, shape="circle", fg="on_primary")
        return View(IMAGE, rid=self.rid(rid), w=size, h=size, style=look, gravity=gravity)
