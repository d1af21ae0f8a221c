"""How an app's top-level places are shown: a bar at the bottom, tabs, chips or a drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from device_drivers.virtual.window.boxes import FRAME, GROUP, LINEAR, style
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.text import text_width
from device_drivers.virtual.window.view import FILL, View

COMPAT = "androidx.appcompat.widget.LinearLayoutCompat"


@dataclass(frozen=True)
class Tab:
    label: str
    icon: str
    rid: str = ""


@dataclass(frozen=True)
class Tabs:
    """An app's top-level places, of which one is open."""

    items: Sequence[Tab]
    chosen: int
    choose: Callable[[int], object]


def around(ui: Kit, tabs: Tabs, body: list[View]) -> list[View]:
    """The body with its navigation above, below or beside it; a drawer is none of these."""
    if ui.skin.navigation == "tabs":
        return [_tab_strip(ui, tabs), *body]
    if ui.skin.navigation == "chips":
        return [_chips(ui, tabs), *body]
    if ui.skin.navigation == "rail":
        beside = ui.line([_rail(ui, tabs), ui.column(body, h=FILL, weight=1)], h=FILL, weight=1)
        return [beside]
    return [*body, _bottom_bar(ui, tabs)] if ui.skin.navigation == "bottom" else body


def _chips(ui: Kit, tabs: Tabs) -> View:
    cells = []
    for place, tab in enumerate(tabs.items):
        on = place == tabs.chosen
        look = style(
            size=13,
            fg="on_primary" if on else "text",
            bg="primary" if on else "tile",
            shape="pill",
            align="center",
            lines=1,
        )
        chip = View(
            BUTTON,
            ui.t(tab.label),
            rid=ui.rid(tab.rid),
            style=look,
            h=40,
            pad=(6, 10, 6, 10),
            weight=1,
            selected=on,
            on_click=partial(tabs.choose, place),
            **CLICKABLE,
        )
        cells.append(chip)
    return ui.line(cells, "chip_group", cls="android.widget.HorizontalScrollView", gap=8, pad=(12, 4, 12, 8))


def _tab_strip(ui: Kit, tabs: Tabs) -> View:
    cells = []
    room = ui.room.width / len(tabs.items) - 8
    long = any(text_width(ui.t(tab.label), bold=True) * 14 * ui.room.font > room for tab in tabs.items)
    for place, tab in enumerate(tabs.items):
        on = place == tabs.chosen
        look = style(
            size=12 if long else 14,
            bold=True,
            align="center",
            fg="primary" if on else "muted",
            lines=2 if long else 1,
        )
        if ui.skin.icon_only:
            inside = ui.icon(tab.icon, fg="primary" if on else "muted")
            inside.gravity = "center"
        else:
            inside = ui.label(tab.label, "", look)
        cell = _place(ui, tab, [inside, _underline(on)], place, tabs, pad=(4, 14, 4, 0))
        cell.gravity = "bottom"
        cells.append(cell)
    strip = ui.line(cells, cls=LINEAR)
    return ui.column([strip], "tab_layout", cls="android.widget.HorizontalScrollView", bg="bg")


def _underline(on: bool) -> View:
    return View("android.view.View", h=3, style=style(bg="primary") if on else style())


def _place(ui: Kit, tab: Tab, inside: list[View], place: int, tabs: Tabs, pad: tuple[float, ...]) -> View:
    on = place == tabs.chosen
    return View(
        FRAME if ui.skin.navigation in ("bottom", "rail") else LINEAR,
        desc=ui.t(tab.label),
        rid=ui.rid(tab.rid),
        children=inside,
        gap=6,
        pad=(pad[0], pad[1], pad[2], pad[3]),
        weight=1,
        selected=on,
        on_click=lambda: tabs.choose(place),
        clickable=not on,
        focusable=True,
    )


def _bottom_bar(ui: Kit, tabs: Tabs) -> View:
    cells = _icon_cells(ui, tabs)
    return ui.column([ui.line(cells, cls=GROUP)], "bottom_navigation", cls=FRAME, bg="surface", h=80)


def _rail(ui: Kit, tabs: Tabs) -> View:
    cells = _icon_cells(ui, tabs)
    for cell in cells:
        cell.weight = 0
    return ui.column(
        [ui.column(cells, cls=GROUP, gap=8)],
        "navigation_rail",
        cls=FRAME,
        bg="surface",
        w=rail_width(ui),
        h=FILL,
        pad=(0, 12, 0, 0),
    )


def rail_width(ui: Kit) -> float:
    """dp that the navigation takes beside a page; 0 where it lies above or below."""
    return 96 * max(1.0, ui.room.font) if ui.skin.navigation == "rail" else 0


def _icon_cells(ui: Kit, tabs: Tabs) -> list[View]:
    cells = []
    for place, tab in enumerate(tabs.items):
        on = place == tabs.chosen
        fg = "primary" if on else "muted"
        icon = ui.icon(tab.icon, "navigation_bar_item_icon_view", fg=fg)
        icon.gravity = "center"
        inside = [icon]
        if not ui.skin.icon_only:
            look = style(size=12, bold=on, align="center", fg=fg, lines=1)
            name = "navigation_bar_item_large_label_view" if on else "navigation_bar_item_small_label_view"
            words = ui.label(tab.label, name, look)
            inside.append(ui.column([words], "navigation_bar_item_labels_group", cls=GROUP))
        cells.append(_place(ui, tab, inside, place, tabs, pad=(4, 12, 4, 12)))
    return cells


def drawer_layers(ui: Kit, title: str, tabs: Tabs) -> list[View]:
    """The open drawer and what it dims."""
    return [_drawer_shade(ui), _drawer(ui, title, tabs)]


def _drawer_shade(ui: Kit) -> View:
    return View(
        "android.view.View",
        h=FILL,
        on_click=lambda: setattr(ui.state, "drawer", False),
        style=style(bg="scrim"),
        clickable=True,
    )


def _drawer(ui: Kit, title: str, tabs: Tabs) -> View:
    def go(place: int) -> None:
        ui.state.drawer = False
        tabs.choose(place)

    rows = [ui.text(title, "", style(size=20, bold=True), pad=(24, 40, 16, 20))]
    for place, tab in enumerate(tabs.items):
        on = place == tabs.chosen
        words = View(
            "android.widget.CheckedTextView",
            ui.t(tab.label),
            rid=ui.rid("design_menu_item_text"),
            style=style(size=16, bold=on, fg="primary" if on else "text"),
            weight=1,
            checkable=True,
            checked=on,
        )
        row = ui.line([ui.icon(tab.icon), words], cls=COMPAT, pad=(24, 14, 16, 14), gap=20)
        row.on_click = partial(go, place)
        row.clickable = row.focusable = True
        rows.append(row)
    panel = ui.column(
        [ui.list(rows, "design_navigation_view")], "nav_view", cls=FRAME, w=300, h=FILL, bg="surface"
    )
    panel.clickable = True
    return panel
