"""The widgets apps are made of, and what a screen remembers between two builds; with the classes, ids and nesting of Android's own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, TypeVar

from device_drivers.virtual.skins import Skin
from device_drivers.virtual.window.view import FILL, PLAIN, WRAP, Style, View

Act = Callable[[], object]
Pad = tuple[float, float, float, float]
T = TypeVar("T")

FRAME = "android.widget.FrameLayout"
LINEAR = "android.widget.LinearLayout"
RELATIVE = "android.widget.RelativeLayout"
GROUP = "android.view.ViewGroup"
TEXT = "android.widget.TextView"
IMAGE = "android.widget.ImageView"
BUTTON = "android.widget.Button"
IMAGE_BUTTON = "android.widget.ImageButton"
EDIT = "android.widget.EditText"
SWITCH = "android.widget.Switch"
CHECK = "android.widget.CheckBox"
RADIO = "android.widget.RadioButton"
SEEK = "android.widget.SeekBar"
RECYCLER = "androidx.recyclerview.widget.RecyclerView"
SCROLL = "android.widget.ScrollView"

BODY = Style()
MUTED = Style(fg="muted", size=14)
CLICKABLE = {"clickable": True, "focusable": True}


@lru_cache(maxsize=512)
def style(**parts: object) -> Style:
    """A style, the same object for the same parts."""
    return replace(PLAIN, **parts)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Action:
    """Something a toolbar offers. `main` ones stay visible, the others may go to the overflow menu."""

    label: str
    act: Act
    icon: str = ""
    rid: str = ""
    main: bool = True


@dataclass(eq=False)
class Layer:
    """A dialog or menu above a screen."""

    build: Callable[[Kit], View]
    kind: Literal["dialog", "menu", "sheet", "picker"] = "dialog"
    title: str = ""
    cancelable: bool = True
    on_cancel: Callable[[], object] | None = None
    wide: bool = False  # as wide as the screen allows


@dataclass(eq=False)
class Snack:
    """A line at the bottom with one button, gone after a while."""

    text: str
    action: str
    on_action: Callable[[], object]
    until: float  # of the phone's clock


@dataclass(eq=False)
class UiState:
    fields: dict[str, str] = field(default_factory=dict)
    scroll: dict[str, int] = field(default_factory=dict)  # px by view key
    focus: str = ""  # key of the field with the cursor
    keyboard: bool = False  # it was asked for and not put away
    layers: list[Layer] = field(default_factory=list)
    selected: bool = False  # the focused field's text is selected: typing replaces it
    snack: Snack | None = None
    drawer: bool = False  # the navigation drawer is open

    def push(self, layer: Layer) -> None:
        self.layers.append(layer)

    def pop(self) -> None:
        """Close the layer on top, if there is one."""
        if self.layers:
            self.layers.pop()

    def closing(self, act: Callable[[], object] | None) -> Callable[[], object]:
        """Close the layer on top, then act."""

        def run() -> None:
            self.pop()
            if act is not None:
                act()

        return run


class Kit:
    """Makes views for one screen. Words given as labels are the canonical English ones; the skin has its own."""

    def __init__(self, package: str, skin: Skin, state: UiState) -> None:
        self.package = package
        self.skin = skin
        self.state = state

    def t(self, label: str) -> str:
        """The skin's word for a canonical one."""
        return self.skin.labels.get(label, label)

    def rid(self, name: str) -> str:
        if not name or self.skin.strip_ids:
            return ""
        return name if ":" in name else f"{self.package}:id/{name}"

    def ordered(self, items: Sequence[T], where: str) -> list[T]:
        """The items in this skin's order; the same for the same place."""
        copy = list(items)
        if self.skin.order:
            random.Random(f"{self.skin.order}:{where}").shuffle(copy)
        return copy

    # boxes
    def column(self, children: Iterable[View], rid: str = "", *, cls: str = LINEAR, pad: Pad = (0, 0, 0, 0),
               gap: float = 0, w: float = FILL, h: float = WRAP, weight: float = 0, bg: str = "",
               gravity: str = "", shape: str = "rect") -> View:  # fmt: skip
        look = style(bg=bg, shape=shape) if bg else PLAIN
        return View(cls, rid=self.rid(rid), children=list(children), pad=pad, gap=gap, w=w, h=h, weight=weight,
                    style=look, gravity=gravity)  # fmt: skip

    def line(self, children: Iterable[View], rid: str = "", *, cls: str = LINEAR, pad: Pad = (0, 0, 0, 0),
             gap: float = 0, w: float = FILL, h: float = WRAP, weight: float = 0, bg: str = "",
             gravity: str = "", shape: str = "rect") -> View:  # fmt: skip
        view = self.column(children, rid, cls=cls, pad=pad, gap=gap, w=w, h=h, weight=weight, bg=bg,
                           gravity=gravity, shape=shape)  # fmt: skip
        view.axis = "h"
        return view

    def frame(self, children: Iterable[View], rid: str = "", *, cls: str = FRAME, weight: float = 0,
              h: float = FILL, w: float = FILL, bg: str = "") -> View:  # fmt: skip
        look = style(bg=bg) if bg else PLAIN
        return View(cls, rid=self.rid(rid), children=list(children), axis="z", h=h, w=w, weight=weight, style=look)

    def list(self, rows: Iterable[View], rid: str = "recycler_view", *, cls: str = RECYCLER, h: float = FILL,
             weight: float = 0, pad: Pad = (0, 0, 0, 0), key: str = "") -> View:  # fmt: skip
        """Rows that scroll; those off the screen are not in the tree."""
        return View(cls, rid=self.rid(rid), children=list(rows), axis="list", key=key or rid, h=h, weight=weight,
                    pad=pad, focusable=True)  # fmt: skip

    def scroll(self, children: Iterable[View], rid: str = "scroll_view", *, pad: Pad = (0, 0, 0, 0),
               gap: float = 0, weight: float = 0, h: float = FILL) -> View:  # fmt: skip
        """A form that scrolls; what is off the screen stays in the tree, invisible."""
        return View(SCROLL, rid=self.rid(rid), children=list(children), axis="scroll", key=rid, h=h, pad=pad,
                    gap=gap, weight=weight)  # fmt: skip

    def grid(self, cells: Iterable[View], columns: int, rid: str = "", *, gap: float = 0,
             pad: Pad = (0, 0, 0, 0), cls: str = GROUP) -> View:  # fmt: skip
        return View(cls, rid=self.rid(rid), children=list(cells), axis="grid", columns=columns, gap=gap, pad=pad)

    def space(self, h: float = 8, w: float = FILL) -> View:
        return View("android.view.View", h=h, w=w)

    # leaves
    def text(self, text: str, rid: str = "", look: Style = BODY, *, w: float = FILL, pad: Pad = (0, 0, 0, 0),
             on_click: Act | None = None, desc: str = "", weight: float = 0, gravity: str = "") -> View:  # fmt: skip
        return View(TEXT, text, desc, self.rid(rid), style=look, w=w, pad=pad, weight=weight, gravity=gravity,
                    on_click=on_click, clickable=on_click is not None, focusable=on_click is not None)  # fmt: skip

    def label(self, text: str, rid: str = "", look: Style = BODY, **more: object) -> View:
        """Text of the app's own, in the skin's words."""
        return self.text(self.t(text), rid, look, **more)  # type: ignore[arg-type]

    def icon(self, name: str, rid: str = "", *, desc: str = "", size: float = 24, fg: str = "muted",
             pad: Pad = (0, 0, 0, 0), bg: str = "") -> View:  # fmt: skip
        look = style(icon=name, widget="icon", fg=fg, bg=bg, shape="circle" if bg else "rect")
        extra_w, extra_h = pad[0] + pad[2], pad[1] + pad[3]
        return View(IMAGE, desc=desc, rid=self.rid(rid), w=size + extra_w, h=size + extra_h, style=look, pad=pad)

    def icon_button(self, label: str, icon: str, act: Act, rid: str = "", *, fg: str = "text",
                    size: float = 48, cls: str = IMAGE_BUTTON) -> View:  # fmt: skip
        inset = (size - 24) / 2
        return View(cls, desc=self.t(label), rid=self.rid(rid), w=size, h=size, pad=(inset,) * 4, on_click=act,
                    long_clickable=True, style=style(icon=icon, widget="icon", fg=fg), **CLICKABLE)  # fmt: skip

    def button(self, label: str, act: Act, rid: str = "", *, kind: str = "text", icon: str = "", w: float = WRAP,
               enabled: bool = True, weight: float = 0, plain: bool = False) -> View:  # fmt: skip
        """A button; `plain` says that the text is data, not a label."""
        words = label if plain else self.t(label)
        if icon and self.skin.icon_only:
            return self.icon_button(label, icon, act, rid)
        fg, bg = ("on_primary", "primary") if kind == "filled" else ("primary", "tonal" if kind == "tonal" else "")
        look = style(fg=fg if enabled else "muted", bg=bg, size=15, bold=True, shape="pill", align="center", lines=1)
        return View(BUTTON, words, rid=self.rid(rid), style=look, w=w, h=48, pad=(16, 14, 16, 0), weight=weight,
                    on_click=act if enabled else None, enabled=enabled, **CLICKABLE)  # fmt: skip

    def field(self, key: str, hint: str = "", rid: str = "", *, on_change: Callable[[str], object] | None = None,
              on_submit: Act | None = None, lines: int = 1, password: bool = False, look: Style | None = None,
              weight: float = 0, w: float = FILL, box: bool = True, desc: str = "") -> View:  # fmt: skip
        """A text field; its text is `state.fields[key]`. With `lines` 0 it grows with the text."""
        state = self.state

        def typed(text: str) -> None:
            state.fields[key] = text
            if on_change is not None:
                on_change(text)

        face = look or style(shape="field" if box else "rect", bg="field" if box else "", lines=lines)
        pad = (16, 14, 16, 14) if box else (0, 8, 0, 8)
        return View(EDIT, state.fields.get(key, ""), desc, self.rid(rid or key), self.t(hint), style=face, pad=pad,
                    key=key, focused=state.focus == key, on_text=typed, on_submit=on_submit, password=password,
                    weight=weight, w=w, h=WRAP, long_clickable=True, **CLICKABLE)  # fmt: skip

    def switch(self, on: bool, act: Act | None = None, rid: str = "android:id/switch_widget", *, desc: str = "",
               cls: str = SWITCH, enabled: bool = True) -> View:  # fmt: skip
        """A switch. Without `act` its row is what is touched."""
        return View(cls, desc=desc, rid=self.rid(rid), checkable=True, checked=on, clickable=act is not None,
                    focusable=act is not None, on_click=act, enabled=enabled, w=52, h=32,
                    style=style(widget="switch"))  # fmt: skip

    def check(self, on: bool, act: Act | None = None, rid: str = "android:id/checkbox", *, text: str = "",
              desc: str = "", cls: str = CHECK, w: float = 40) -> View:  # fmt: skip
        kind = "radio" if cls == RADIO else "check"
        return View(cls, text, desc, self.rid(rid), checkable=True, checked=on, clickable=act is not None,
                    focusable=act is not None, on_click=act, w=w, h=40, style=style(widget=kind))  # fmt: skip

    def slider(self, value: float, act: Callable[[float], object], rid: str = "", *, desc: str = "") -> View:
        """A seek bar, 0..1."""
        return View(SEEK, desc=desc, rid=self.rid(rid), value=value, on_slide=act, focusable=True, clickable=True,
                    text=f"{value * 100:.1f}", h=48, style=style(widget="slider"))  # fmt: skip

    # rows
    def header(self, label: str, rid: str = "android:id/title") -> View:
        """The heading of a group of rows."""
        look = style(fg="primary", size=14, bold=True)
        return self.column([self.label(label, rid, look, pad=(16, 18, 16, 8))])

    def row(self, title: str, summary: str = "", on_click: Act | None = None, *, icon: View | None = None,
            trailing: Sequence[View] = (), on_long: Act | None = None, ids: tuple[str, str] = ("title", "summary"),
            rid: str = "", key: str = "", bold: bool = False, enabled: bool = True, desc: str = "",
            on_swipe: Callable[[str], object] | None = None, lines: int = 1, selected: bool = False) -> View:  # fmt: skip
        """A list row: icon, title over summary, and what trails. The row is what is touched."""
        look = style(size=17, lines=2, bold=bold, fg="text" if enabled else "muted")
        words = [self.text(title, ids[0], look)]
        if summary:
            words.append(self.text(summary, ids[1], style(fg="muted", size=14, lines=lines)))
        high = (13 if summary else 15) * self.skin.row
        body = self.column(words, cls=RELATIVE, weight=1, pad=(0, high, 0, high))
        parts = [icon] if icon is not None else []
        parts += [body, *trailing]
        return View(LINEAR, desc=desc, rid=self.rid(rid), children=parts, axis="h", pad=(16, 0, 16, 0), gap=16,
                    on_click=on_click, on_long=on_long, long_clickable=on_long is not None, on_swipe=on_swipe,
                    clickable=on_click is not None, focusable=on_click is not None, key=key, enabled=enabled,
                    selected=selected, style=style(bg="chosen") if selected else PLAIN)  # fmt: skip

    def pref(self, title: str, summary: str = "", on_click: Act | None = None, *, icon: str = "",
             on: bool | None = None, trailing: Sequence[View] = (), plain: bool = False,
             enabled: bool = True) -> View:  # fmt: skip
        """A row of Android's settings screens; with `on` it carries a switch. `plain`: the title is data."""
        ids = ("android:id/title", "android:id/summary")
        ends = list(trailing)
        if on is not None:
            ends.append(self.line([self.switch(on, enabled=enabled)], "android:id/widget_frame", w=WRAP))
        head = None
        if icon:
            head = self.line([self.icon(icon, "android:id/icon")], "com.android.settings:id/icon_frame", w=40)
        return self.row(title if plain else self.t(title), summary, on_click, icon=head, trailing=ends, ids=ids,
                        enabled=enabled, lines=3)  # fmt: skip

    def avatar(self, name: str, rid: str = "photo", *, size: float = 40, on_click: Act | None = None,
               desc: str = "") -> View:  # fmt: skip
        """A disc with the first letter."""
        letter = (name.strip()[:1] or "#").upper()
        hue = f"hue{sum(map(ord, name)) % 6}"
        return View(IMAGE, desc=desc, rid=self.rid(rid), w=size, h=size, on_click=on_click,
                    clickable=on_click is not None, focusable=on_click is not None,
                    style=style(widget="letter", icon=letter, bg=hue, shape="circle", fg="on_primary"))  # fmt: skip

    def empty(self, label: str, icon: str = "info", rid: str = "empty_view") -> View:
        """What an empty list says."""
        look = style(fg="muted", align="center")
        return self.column([self.icon(icon, size=64, fg="line"), self.label(label, rid, look)], gap=16,
                           pad=(32, 120, 32, 0), weight=1)  # fmt: skip

    def divider(self) -> View:
        return View("android.view.View", h=1, style=style(bg="line"))
