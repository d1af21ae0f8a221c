"""The frame of an app's screen: toolbar, main button, snackbar, and the navigation around it."""

from __future__ import annotations

from collections.abc import Sequence

from device_drivers.virtual.window.boxes import FRAME, GROUP, LINEAR, Act, style
from device_drivers.virtual.window.dialogs import DIALOG_BODY
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, IMAGE_BUTTON, Action, Kit
from device_drivers.virtual.window.nav import COMPAT, Tabs, around, drawer_layers
from device_drivers.virtual.window.state import Layer, Snack
from device_drivers.virtual.window.text import text_width
from device_drivers.virtual.window.view import FILL, WRAP, View

TITLE = style(size=21, lines=1)
_TITLE_ROOM = 100  # dp that actions leave to a title
MENU_WORDS = style(size=17, lines=1)


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
    """A whole screen. `plain`: the title is data. `close`: an X for the arrow. `bar`: another toolbar."""
    drawer = tabs is not None and ui.skin.navigation == "drawer" and up is None
    offered = list(actions)
    place = ui.skin.primary if add is not None else ""
    if add is not None and place == "toolbar":
        offered.insert(0, add)
    words = title if plain else ui.t(title)
    top = bar if bar is not None else toolbar(ui, words, up=up, actions=offered, drawer=drawer, close=close)
    body.weight = body.weight or 1
    middle = [body]
    if add is not None and place == "bar":
        wide = ui.button(add.label, add.act, add.rid, kind="filled", weight=1)
        middle.append(ui.line([wide], "bottom_action", pad=(16, 8, 16, 12), bg="bg"))
    if tabs is not None:
        middle = around(ui, tabs, middle)
    middle.insert(
        0, View("android.view.ViewStub", rid=ui.rid("banner"), h=0)
    )  # gone, but it counts as a child
    column = ui.column([top, *middle], "main_content", cls=GROUP, h=FILL, bg="bg")
    layers = [column]
    raised = 80 if tabs is not None and ui.skin.navigation == "bottom" else 0
    if add is not None and place == "fab":
        layers.append(_fab(ui, add, raised))
    if ui.state.snack is not None:
        layers.append(_snackbar(ui, ui.state.snack, raised + (68 if place == "bar" else 0)))
    if drawer and tabs is not None and ui.state.drawer:
        layers += drawer_layers(ui, words, tabs)
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
    most = 3 if ui.room.width > 340 else 2
    if len(shown) > most:
        shown, hidden = shown[:most], shown[most:] + hidden
    spare = ui.room.width - 48 * (len(shown) + 2) - _TITLE_ROOM * ui.room.font
    views = []
    for action in shown:
        wider = (
            (text_width(ui.t(action.label), bold=True) * 15 * ui.room.font + 20 - 48) if action.icon else 0
        )
        words = not action.icon or (mode == "text" and wider <= spare)
        spare -= wider if words else 0
        views.append(_menu_item(ui, action, words=words))
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
        pad=(10, 14, 10, 14),
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
        return View(
            "android.widget.ListView", children=rows, pad=(0, 8, 0, 8), focusable=True, key=DIALOG_BODY
        )

    return Layer(build, "menu")


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


def _snackbar(ui: Kit, snack: Snack, raised: float) -> View:
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
    holder = ui.column([bar], pad=(12, 0, 84, 16 + raised))
    holder.gravity = "bottom"
    return holder
