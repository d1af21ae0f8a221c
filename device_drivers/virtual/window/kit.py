"""The widgets apps are made of, with the classes, ids and nesting of Android's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from typing_extensions import Unpack

from device_drivers.virtual.window.boxes import (
    GROUP,
    IMAGE,
    RELATIVE,
    Act,
    Boxes,
    style,
)
from device_drivers.virtual.window.view import WRAP, Style, View

BUTTON = "android.widget.Button"
IMAGE_BUTTON = "android.widget.ImageButton"
EDIT = "android.widget.EditText"
SWITCH = "android.widget.Switch"
CHECK = "android.widget.CheckBox"
RADIO = "android.widget.RadioButton"
SEEK = "android.widget.SeekBar"


class _Touch(TypedDict):
    clickable: bool
    focusable: bool


CLICKABLE: _Touch = {"clickable": True, "focusable": True}
_KINDS = {"filled": ("on_primary", "primary"), "tonal": ("primary", "tonal"), "text": ("primary", "")}


@dataclass(frozen=True)
class Action:
    """Something a toolbar offers. `main` ones stay visible, the others go to the overflow menu."""

    label: str
    act: Act
    icon: str = ""
    rid: str = ""
    main: bool = True


class RowParts(TypedDict, total=False):
    """The rarer parts of a row."""

    icon: View | None
    trailing: Sequence[View]
    on_long: Act | None
    on_swipe: Callable[[str], object] | None
    ids: tuple[str, str]
    rid: str
    bold: bool
    enabled: bool
    lines: int  # of the summary


class Kit(Boxes):
    """Boxes, and what can be touched."""

    def icon_button(
        self,
        label: str,
        icon: str,
        act: Act,
        rid: str = "",
        *,
        fg: str = "text",
        size: float = 48,
        cls: str = IMAGE_BUTTON,
        gravity: str = "",
    ) -> View:
        inset = (size - 24) / 2
        look = style(icon=icon, widget="icon", fg=fg)
        view = View(cls, desc=self.t(label), rid=self.rid(rid), w=size, h=size, pad=(inset,) * 4, **CLICKABLE)
        view.on_click, view.long_clickable, view.style, view.gravity = act, True, look, gravity
        return view

    def button(
        self,
        label: str,
        act: Act,
        rid: str = "",
        *,
        kind: str = "text",
        icon: str = "",
        enabled: bool = True,
        weight: float = 0,
        plain: bool = False,
    ) -> View:
        """A button of a kind (text, tonal or filled); `plain` says that the text is data, not a label."""
        if icon and self.skin.icon_only:
            return self.icon_button(label, icon, act, rid)
        fg, bg = _KINDS[kind]
        look = style(
            fg=fg if enabled else "muted", bg=bg, size=15, bold=True, shape="pill", align="center", lines=1
        )
        view = View(BUTTON, label if plain else self.t(label), rid=self.rid(rid), style=look, **CLICKABLE)
        side = 4 if weight else 16
        view.w, view.h, view.pad, view.weight = WRAP, 48, (side, 14, side, 14), weight
        view.on_click, view.enabled = act, enabled
        return view

    def field(
        self,
        key: str,
        hint: str = "",
        rid: str = "",
        *,
        on_submit: Act | None = None,
        password: bool = False,
        look: Style | None = None,
        weight: float = 0,
        box: bool = True,
        lines: int = 1,
    ) -> View:
        """A text field; its text is `state.fields[key]`. With `lines` 0 it grows with the text."""
        state = self.state

        def typed(text: str) -> None:
            state.fields[key] = text

        face = look or style(shape="field" if box else "rect", bg="field" if box else "", lines=lines)
        view = View(EDIT, state.fields.get(key, ""), "", self.rid(rid or key), self.t(hint), **CLICKABLE)
        view.style, view.pad = face, (16, 14, 16, 14) if box else (0, 8, 0, 8)
        view.key, view.focused, view.on_text, view.on_submit = key, state.focus == key, typed, on_submit
        view.password, view.weight, view.long_clickable = password, weight, True
        return view

    def switch(
        self,
        on: bool,
        act: Act | None = None,
        rid: str = "android:id/switch_widget",
        *,
        desc: str = "",
        enabled: bool = True,
    ) -> View:
        """A switch. Without `act` its row is what is touched."""
        view = View(SWITCH, desc=desc, rid=self.rid(rid), checkable=True, checked=on, enabled=enabled)
        view.on_click, view.clickable, view.focusable = act, act is not None, act is not None
        view.w, view.h, view.style = 52, 32, style(widget="switch")
        return view

    def check(
        self, on: bool, act: Act | None = None, rid: str = "android:id/checkbox", *, desc: str = ""
    ) -> View:
        """A check box. Without `act` its row is what is touched."""
        view = View(CHECK, "", desc, self.rid(rid), checkable=True, checked=on, w=40, h=40)
        view.on_click, view.clickable, view.focusable = act, act is not None, act is not None
        view.style = style(widget="check")
        return view

    def slider(self, value: float, act: Callable[[float], object], rid: str = "", *, desc: str = "") -> View:
        """A seek bar, 0..1."""
        view = View(SEEK, f"{value * 100:.1f}", desc, self.rid(rid), h=48, **CLICKABLE)
        view.value, view.on_slide, view.style = value, act, style(widget="slider")
        return view

    def row(
        self, title: str, summary: str = "", on_click: Act | None = None, **parts: Unpack[RowParts]
    ) -> View:
        """A list row: icon, title over summary, and what trails. The row is what is touched."""
        enabled, ids = parts.get("enabled", True), parts.get("ids", ("title", "summary"))
        fg = "text" if enabled else "muted"
        words = [self.text(title, ids[0], style(size=17, lines=2, bold=parts.get("bold", False), fg=fg))]
        if summary:
            look = style(fg="muted", size=14, lines=parts.get("lines", 1))
            words.append(self.text(summary, ids[1], look))
        high = (13 if summary else 15) * self.skin.row
        body = self.column(words, cls=RELATIVE, weight=1, pad=(0, high, 0, high))
        icon = parts.get("icon")
        inside = [*([icon] if icon is not None else []), body, *parts.get("trailing", ())]
        view = self.line(inside, parts.get("rid", ""), pad=(16, 0, 16, 0), gap=16)
        view.on_click, view.on_long, view.on_swipe = on_click, parts.get("on_long"), parts.get("on_swipe")
        view.clickable = view.focusable = on_click is not None
        view.long_clickable, view.enabled = view.on_long is not None, enabled
        return view

    def pref(
        self,
        title: str,
        summary: str = "",
        on_click: Act | None = None,
        *,
        icon: str = "",
        on: bool | None = None,
        plain: bool = False,
        enabled: bool = True,
    ) -> View:
        """A row of Android's settings screens; with `on` it carries a switch. `plain`: the title is data."""
        heads: list[View] = []
        ends: list[View] = []
        if icon:
            frame = self.line(
                [self.icon(icon, "android:id/icon")], "com.android.settings:id/icon_frame", w=40
            )
            heads.append(frame)
        if on is not None:
            box = self.skin.toggle == "check"
            mark = self.check(on) if box else self.switch(on)
            mark.enabled = enabled
            widget = self.line([mark], "android:id/widget_frame", w=WRAP)
            (heads if self.skin.toggle == "start" else ends).append(widget)
        head = self.line(heads, w=WRAP, gap=16) if len(heads) > 1 else heads[0] if heads else None
        words = title if plain else self.t(title)
        ids = ("android:id/title", "android:id/summary")
        return self.row(words, summary, on_click, icon=head, trailing=ends, ids=ids, enabled=enabled, lines=3)

    def collection(self, rows: Sequence[View]) -> list[View]:
        """Entries of a list: as they are, or where the skin has it so lines of a grid of cards."""
        if self.skin.collections != "grid":
            return list(rows)
        count, lines = self.room.columns(170), []
        for start in range(0, len(rows), count):
            cells = [self._card(row) for row in rows[start : start + count]]
            blank = [View("android.widget.Space", weight=1, w=1, h=1) for _ in range(count - len(cells))]
            lines.append(self.line([*cells, *blank], cls=GROUP))
        return lines

    def _card(self, row: View) -> View:
        """A row as a cell of a grid: the picture over the words, and what trails beside them."""
        row.weight, row.gravity = 1, "top"
        place = next((place for place, part in enumerate(row.children) if part.weight), 0)
        if row.axis == "h" and place:
            pictures, words = row.children[:place], row.children[place:]
            for picture in pictures:
                if picture.cls == IMAGE:
                    picture.w = picture.h = 56
            row.children = [*pictures, self.line(words, gap=8)]
            row.axis, row.gap, row.pad = "v", 4, (12, 12, 12, 4)
        return row

    def header(self, label: str, rid: str = "android:id/title") -> View:
        """The heading of a group of rows."""
        look = style(fg="primary", size=14, bold=True)
        return self.column([self.label(label, rid, look, pad=(16, 18, 16, 8))])

    def empty(self, label: str, icon: str = "info", rid: str = "empty_view") -> View:
        """What an empty list says."""
        words = self.label(label, rid, style(fg="muted", align="center"))
        picture = self.icon(icon, size=64, fg="line", gravity="center")
        return self.column([picture, words], gap=16, pad=(32, 120, 32, 0), weight=1)
