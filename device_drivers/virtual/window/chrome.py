"""The system's own windows: status bar, notification shade and quick settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device_drivers.virtual.kernel import System
from device_drivers.virtual.services.device import Device
from device_drivers.virtual.services.tasks import Task
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.boxes import FRAME, IMAGE, Room, style
from device_drivers.virtual.window.keys import APP_SWITCH, BACK, HOME
from device_drivers.virtual.window.kit import CLICKABLE, SWITCH, Kit
from device_drivers.virtual.window.notes import Notes
from device_drivers.virtual.window.state import UiState
from device_drivers.virtual.window.view import FILL, WRAP, View

PACKAGE = "com.android.systemui"
STATUS = 24  # dp
BUTTONS = 48  # dp
_SMALL = style(size=13, bold=True, lines=1)


def status_bar(device: Device, clock_alarm: bool) -> View:
    """The bar on top: clock, notification icons, radio and battery."""
    ui = Kit(PACKAGE, device.skin.system, UiState())
    now = device.now()
    words = device.time_text(now.hour, now.minute).partition(" ")[0]
    clock = ui.text(words, "clock", _SMALL, w=WRAP, desc=device.time_text(now.hour, now.minute))
    icons = [ui.icon("dot", size=14) for _ in device.notifications[:4]]
    for icon, note in zip(icons, device.notifications, strict=False):
        icon.desc = f"{_owner(device, note)} notification: {note.title}"
    left = ui.line([clock, *icons], "notification_icon_area", cls=FRAME, w=WRAP, gap=6)
    right = ui.line(_system_icons(ui, device, clock_alarm), "system_icons", w=WRAP, gap=4)
    bar = ui.line(
        [left, View("android.view.View", weight=1, w=1), right],
        "status_bar_contents",
        h=STATUS,
        pad=(14, 0, 14, 0),
    )
    return ui.frame([bar], "status_bar_container", h=STATUS)


def divider(system: System, first: Task, second: Task) -> View:
    """What two tasks that share the screen are divided by; a swipe across it gives one of them all of it."""
    ui = Kit(PACKAGE, system.skin.system, UiState())
    view = ui.column([], "docked_divider_handle", cls="android.view.View", bg="muted", h=FILL)
    kept = {"up": second, "left": second, "down": first, "right": first}
    view.desc = ui.t("Split screen divider")
    view.on_swipe = lambda way: system.end_split(kept[way]) if way in kept else None
    return ui.frame([view], "docked_divider_window", h=FILL)


def navigation_bar(device: Device, press: Callable[[int], object]) -> View:
    """The three buttons at the bottom."""
    ui = Kit(PACKAGE, device.skin.system, UiState())
    keys = (("Back", "left", BACK), ("Home", "record", HOME), ("Overview", "stop", APP_SWITCH))
    rids = ("back", "home", "recent_apps")
    made = []
    for (label, icon, code), rid in zip(keys, rids, strict=True):
        key = ui.icon_button(label, icon, partial(press, code), rid, size=BUTTONS, cls=IMAGE)
        made.append(ui.column([key], cls=FRAME, weight=1))
        key.gravity = "center"
    line = ui.line(made, "nav_buttons", cls=FRAME, h=BUTTONS, bg="bg", pad=(40, 0, 40, 0))
    return ui.frame([line], "navigation_bar_frame", h=BUTTONS)


def _owner(device: Device, note: Notification) -> str:
    return device.label_of(note.package)


def _system_icons(ui: Kit, device: Device, clock_alarm: bool) -> list[View]:
    settings = device.settings
    icons = []
    if clock_alarm:
        icons.append(ui.icon("alarm", "alarm", desc=ui.t("Alarm set."), size=14))
    if settings.on("global", "zen_mode"):
        icons.append(ui.icon("dnd", "zen", desc=ui.t("Do Not Disturb."), size=14))
    if settings.on("global", "bluetooth_on"):
        icons.append(ui.icon("bluetooth", "bluetooth", desc=ui.t("Bluetooth on."), size=14))
    if settings.on("global", "airplane_mode_on"):
        icons.append(ui.icon("airplane", "airplane", desc=ui.t("Airplane mode."), size=14))
    else:
        icons.append(ui.icon("signal", "mobile_signal", desc=ui.t("Phone signal full."), size=14))
    if settings.on("global", "wifi_on"):
        icons.append(ui.icon("wifi", "wifi_signal", desc=ui.t("Wifi signal full."), size=14))
    level = f"{device.battery.level} percent."
    icons.append(ui.icon("battery", "battery", desc=f"Battery {level}", size=14))
    return icons


class Tile:
    """A quick-settings tile."""

    def __init__(self, label: str, icon: str, on: bool, flip: Callable[[], object]) -> None:
        self.label, self.icon, self.on, self.flip = label, icon, on, flip


def tiles(device: Device) -> list[Tile]:
    """The tiles and what they switch."""

    def flips(key: str) -> Callable[[], None]:
        return lambda: device.settings.put("global", key, "0" if device.settings.on("global", key) else "1")

    def tile(label: str, icon: str, key: str) -> Tile:
        return Tile(label, icon, device.settings.on("global", key), flips(key))

    def night() -> None:
        device.settings.put("secure", "ui_night_mode", "1" if device.dark else "2")

    def turn() -> None:
        auto = device.settings.on("system", "accelerometer_rotation")
        device.settings.put("system", "accelerometer_rotation", "0" if auto else "1")

    return [
        tile("Internet", "wifi", "wifi_on"),
        tile("Bluetooth", "bluetooth", "bluetooth_on"),
        tile("Do Not Disturb", "dnd", "zen_mode"),
        tile("Airplane mode", "airplane", "airplane_mode_on"),
        tile("Mobile data", "signal", "mobile_data"),
        tile("Battery Saver", "battery", "low_power"),
        Tile("Auto-rotate", "rotate", device.settings.on("system", "accelerometer_rotation"), turn),
        Tile("Dark theme", "moon", device.dark, night),
    ]


def shade(system: System, room: Room, settings: Callable[[], object]) -> View:
    """The notification shade: of the quick settings all tiles, else the first four and the notifications."""
    device, quick = system, system.shade == "quick"
    ui = Kit(PACKAGE, system.skin.system, system.drawer.state, room)
    now = device.now()
    head = ui.line(
        [
            ui.text(device.time_text(now.hour, now.minute), "clock", style(size=24, lines=1), weight=1),
            ui.text(device.date_text(now, "MMMEd"), "date", _SMALL, w=WRAP),
        ],
        pad=(20, 36, 20, 8),
    )
    chosen = tiles(device) if quick else tiles(device)[:4]
    round_ones = device.skin.sdk < 31
    across = (4 if not quick or room.width > 600 else 3) if round_ones else room.columns(200)
    made = [_round_tile(ui, tile, named=quick) if round_ones else _tile(ui, tile) for tile in chosen]
    grid = ui.grid(made, across, "tile_page", gap=8, pad=(12, 4, 12, 4))
    parts = [head, ui.column([grid], "quick_settings_panel", cls=FRAME)]
    if quick:
        parts += [_brightness(ui, device), _footer(ui, settings)]
    else:
        parts.append(Notes(system, ui).view())
    panel = ui.column(parts, "notification_panel", cls=FRAME, h=FILL, bg="shade")
    return ui.frame([panel], "notification_shade")


def _tile(ui: Kit, tile: Tile) -> View:
    fg = "on_primary" if tile.on else "text"
    state = "On" if tile.on else "Off"
    words = ui.column(
        [
            ui.text(ui.t(tile.label), "tile_label", style(size=14, bold=True, fg=fg, lines=1)),
            ui.label(state, "app_label", style(size=12, fg=fg, lines=1)),
        ],
        weight=1,
    )
    inside = ui.line(
        [ui.icon(tile.icon, "icon", fg=fg), words],
        gap=12,
        pad=(16, 14, 8, 14),
        h=66,
        bg="primary" if tile.on else "tile",
        shape="pill",
    )
    return View(
        SWITCH,
        desc=ui.t(tile.label),
        children=[inside],
        pad=(4, 0, 4, 0),
        on_click=tile.flip,
        checkable=True,
        checked=tile.on,
        long_clickable=True,
        **CLICKABLE,
    )


def _round_tile(ui: Kit, tile: Tile, named: bool) -> View:
    """A tile as up to Android 11: a disc, in the opened panel with its name below."""
    fg, bg = ("on_primary", "primary") if tile.on else ("muted", "tile")
    disc = ui.icon(tile.icon, "icon", fg=fg, size=48, gravity="center")
    disc.style = style(icon=tile.icon, widget="icon", fg=fg, bg=bg, shape="circle")
    look = style(size=12, align="center", lines=2)
    words = [ui.text(ui.t(tile.label), "tile_label", look)] if named else []
    view = View(SWITCH, desc=ui.t(tile.label), children=[disc, *words], gap=4, pad=(4, 8, 4, 8), **CLICKABLE)
    view.on_click, view.checkable, view.checked, view.long_clickable = tile.flip, True, tile.on, True
    return view


def _brightness(ui: Kit, device: Device) -> View:
    level = device.settings.number("system", "screen_brightness") / 255

    def slide(value: float) -> None:
        device.settings.put("system", "screen_brightness", str(max(1, round(value * 255))))

    return ui.column([ui.slider(level, slide, "slider", desc="Display brightness")], pad=(20, 12, 20, 12))


def _footer(ui: Kit, settings: Callable[[], object]) -> View:
    button = ui.icon_button("Settings", "settings", settings, "settings_button_container")
    return ui.line([View("android.widget.Space", weight=1, w=1), button], "qs_footer", pad=(20, 8, 20, 8))


def heads_up(system: System, note: Notification) -> View:
    """A notification on top of the screen, as it comes in; a swipe sends it away."""
    row = Notes(system, Kit(PACKAGE, system.skin.system, UiState())).one(note)

    def away(way: str) -> None:
        system.heads_up = None

    row.on_swipe = away
    return View(FRAME, rid=f"{PACKAGE}:id/heads_up_container", children=[row], pad=(8, 4, 8, 0))
