"""The frame of an app's screen: toolbar, navigation, floating button, drawer and snackbar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from device_drivers.virtual.window.boxes import FRAME, GROUP, LINEAR, Act, style
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, IMAGE_BUTTON, Action, Kit
from device_drivers.virtual.window.state import Layer, Snack
from device_drivers.virtual.window.view import FILL, WRAP, View

COMPAT = "androidx.appcompat.widget.LinearLayoutCompat"
TITLE = style(size=21, lines=1)
MENU_WORDS = style(size=17, lines=1)


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


def scaffold(
    ui: Kit,
    title: str,
    body: View,
    *,
    up: Act | None = None,
    actions: Sequence[Action] = (),
    add: Action | None = None,
    tabs: Tabs | None = None,
    plain: bool = False,
    close: bool = False,
    bar: View | None = None,
) -> View:
    """A whole screen. `plain`: the title is data. `close`: an X instead of the arrow. `bar`: a toolbar of its own."""
    drawer = tabs is not None and ui.skin.navigation == "drawer" and up is None
    offered = list(actions)
    fab = add is not None and ui.skin.primary == "fab"
    if add is not None and not fab:
        offered.insert(0, add)
    words = title if plain else ui.t(title)
    top = bar if bar is not None else toolbar(ui, words, up=up, actions=offered, drawer=drawer, close=close)
    body.weight = body.weight or 1
    middle = [body]
    if tabs is not None and ui.skin.navigation == "tabs":
        middle.insert(0, _tab_strip(ui, tabs))
    if tabs is not None and ui.skin.navigation == "bottom":
        middle.append(_bottom_bar(ui, tabs))
    column = ui.column([top, *middle], "main_content", cls=GROUP, h=FILL, bg="bg")
    layers = [column]
    if add is not None and fab:
        raised = 80 if tabs is not None and ui.skin.navigation == "bottom" else 0
        layers.append(_fab(ui, add, raised))
    if ui.state.snack is not None:
        layers.append(_snackbar(ui, ui.state.snack))
    if drawer and tabs is not None and ui.state.drawer:
        layers += [_drawer_shade(ui), _drawer(ui, words, tabs)]
    return ui.frame(
        layers, "coordinator" if len(layers) > 1 else "root", cls=GROUP if len(layers) > 1 else FRAME
    )


def toolbar(
    ui: Kit,
    title: str,
    *,
    up: Act | None = None,
    actions: Sequence[Action] = (),
    drawer: bool = False,
    close: bool = False,
) -> View:
    """The bar on top: navigation, title, actions and what overflows."""
    parts: list[View] = []
    if up is not None:
        words, icon = ("Close", "close") if close else ("Navigate up", "back")
        parts.append(ui.icon_button(words, icon, up))
    elif drawer:
        parts.append(
            ui.icon_button("Open navigation drawer", "menu", lambda: setattr(ui.state, "drawer", True))
        )
    parts.append(ui.text(title, "", TITLE, weight=1, pad=(12, 0, 8, 0)))
    parts += _offered(ui, actions)
    return ui.line(parts, "toolbar", cls=GROUP, h=60, pad=(4, 0, 4, 0))


def _offered(ui: Kit, actions: Sequence[Action]) -> list[View]:
    mode = ui.skin.actions
    shown = [action for action in actions if action.main]
    hidden = [action for action in actions if not action.main]
    if mode == "overflow" and len(shown) > 1:
        shown, hidden = shown[:1], shown[1:] + hidden
    if len(shown) > 3:
        shown, hidden = shown[:3], shown[3:] + hidden
    views = [_menu_item(ui, action, words=mode == "text" or not action.icon) for action in shown]
    if hidden:
        layer = menu_layer(ui.ordered(hidden, hidden[0].label))
        more = ui.icon_button(
            "More options", "more", lambda: ui.state.push(layer), cls="android.widget.ImageView"
        )
        views.append(more)
    return [ui.line(views, cls=COMPAT, w=WRAP)] if views else []


def _menu_item(ui: Kit, action: Action, *, words: bool) -> View:
    if not words:
        return ui.icon_button(action.label, action.icon, action.act, action.rid, cls=BUTTON)
    return View(
        BUTTON,
        ui.t(action.label),
        rid=ui.rid(action.rid),
        w=WRAP,
        h=48,
        pad=(10, 14, 10, 0),
        on_click=action.act,
        style=style(size=15, bold=True, fg="primary", lines=1),
        **CLICKABLE,
    )


def menu_layer(actions: Sequence[Action]) -> Layer:
    """The overflow menu's popup."""

    def build(ui: Kit) -> View:
        rows = []
        for action in actions:
            words = ui.column(
                [ui.label(action.label, "title", MENU_WORDS)], cls="android.widget.RelativeLayout"
            )
            row = View(
                LINEAR,
                rid=ui.rid("content"),
                children=[words],
                pad=(16, 14, 16, 14),
                axis="h",
                on_click=ui.state.closing(action.act),
                **CLICKABLE,
            )
            rows.append(row)
        return View("android.widget.ListView", children=rows, pad=(0, 8, 0, 8), focusable=True)

    return Layer(build, "menu")


def _tab_strip(ui: Kit, tabs: Tabs) -> View:
    cells = []
    for place, tab in enumerate(tabs.items):
        on = place == tabs.chosen
        look = style(size=14, bold=True, align="center", fg="primary" if on else "muted", lines=1)
        if ui.skin.icon_only:
            inside = ui.icon(tab.icon, fg="primary" if on else "muted")
            inside.gravity = "center"
        else:
            inside = ui.label(tab.label, "", look)
        cells.append(_place(ui, tab, [inside, _underline(on)], place, tabs, pad=(4, 14, 4, 0)))
    strip = ui.line(cells, cls=LINEAR)
    return ui.column([strip], "tab_layout", cls="android.widget.HorizontalScrollView", bg="bg")


def _underline(on: bool) -> View:
    return View("android.view.View", h=3, style=style(bg="primary") if on else style())


def _place(ui: Kit, tab: Tab, inside: list[View], place: int, tabs: Tabs, pad: tuple[float, ...]) -> View:
    on = place == tabs.chosen
    return View(
        FRAME if ui.skin.navigation == "bottom" else LINEAR,
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
        cells.append(_place(ui, tab, inside, place, tabs, pad=(0, 12, 0, 12)))
    return ui.column([ui.line(cells, cls=GROUP)], "bottom_navigation", cls=FRAME, bg="surface", h=80)


def _fab(ui: Kit, add: Action, raised: float) -> View:
    button = View(
        IMAGE_BUTTON,
        desc=ui.t(add.label),
        rid=ui.rid(add.rid or "fab"),
        w=56,
        h=56,
        pad=(16,) * 4,
        on_click=add.act,
        style=style(icon=add.icon or "add", widget="icon", fg="on_primary", bg="primary", shape="card"),
        **CLICKABLE,
    )
    holder = ui.frame([button], w=WRAP, h=WRAP)
    holder.pad = (0, 0, 16, 16 + raised)
    holder.gravity = "end bottom"
    return holder


def _snackbar(ui: Kit, snack: Snack) -> View:
    def act() -> None:
        ui.state.snack = None
        snack.on_action()

    words = ui.text(snack.text, "snackbar_text", style(size=15, fg="on_inverse", lines=2), weight=1)
    button = View(
        BUTTON,
        ui.t(snack.action),
        rid=ui.rid("snackbar_action"),
        w=WRAP,
        pad=(12, 14, 12, 14),
        on_click=act,
        style=style(fg="inverse_primary", bold=True, size=15),
        **CLICKABLE,
    )
    bar = ui.line([words, button], cls=FRAME, pad=(16, 4, 8, 4), bg="inverse", shape="card")
    holder = ui.column([bar], pad=(12, 0, 84, 16))
    holder.gravity = "bottom"
    return holder


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
