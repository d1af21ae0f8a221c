"""Android's Settings."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps._settings_apps import AppInfo, AppsPage
from device_drivers.virtual.apps._settings_defaults import DefaultAppsPage
from device_drivers.virtual.apps._settings_device import AccountsPage, StoragePage, storage_summary
from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.apps._settings_pages import (
    AboutPage,
    AccessibilityPage,
    BatteryPage,
    DatePage,
    DisplayPage,
    LocationPage,
    NotificationsPage,
    SecurityPage,
    SoundPage,
    SystemPage,
)
from device_drivers.virtual.apps._settings_radio import BluetoothPage, DevicesPage, NetworkPage, WifiPage
from device_drivers.virtual.apps._settings_zen import SchedulesPage, ZenPage
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, Filter, Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import GROUP, style
from device_drivers.virtual.window.kit import CLICKABLE, Kit
from device_drivers.virtual.window.view import View

_HOME: tuple[tuple[type[SettingsPage], str, str], ...] = (
    (NetworkPage, "Mobile, Wi-Fi, hotspot", "wifi"), (DevicesPage, "Bluetooth, pairing", "bluetooth"),
    (AppsPage, "Recent apps, permissions", "apps"), (NotificationsPage, "Notification history, conversations",
    "bell"),
    (BatteryPage, "", "battery"), (StoragePage, "", "data"),
    (SoundPage, "Volume, haptics, Do Not Disturb", "sound"), (DisplayPage,
    "Dark theme, font size, brightness", "sun"),
    (AccessibilityPage, "Display, interaction, audio", "person"), (SecurityPage, "App security, device lock",
    "lock"),
    (LocationPage, "", "pin"), (AccountsPage, "Mail and other accounts", "person"),
    (SystemPage, "Languages, gestures, time", "info"), (AboutPage, "Pine 7",
    "phone"),
)  # fmt: skip
# What the search finds: words and the page that has them.
_INDEX: tuple[tuple[str, type[SettingsPage]], ...] = (
    ("Wi-Fi", WifiPage), ("Internet", WifiPage), ("Airplane mode", NetworkPage), ("Mobile data", NetworkPage),
    ("Bluetooth", BluetoothPage), ("NFC", DevicesPage), ("Dark theme", DisplayPage), ("Brightness level",
    DisplayPage),
    ("Adaptive brightness", DisplayPage), ("Screen timeout", DisplayPage), ("Font size", DisplayPage),
    ("Night Light", DisplayPage), ("Auto-rotate screen", DisplayPage), ("Media volume", SoundPage),
    ("Alarm volume", SoundPage), ("Ring volume", SoundPage), ("Do Not Disturb", ZenPage), ("Battery Saver",
    BatteryPage),
    ("Battery percentage", BatteryPage), ("Use location", LocationPage), ("Date & time", DatePage),
    ("Use 24-hour format", DatePage), ("Set time automatically", DatePage), ("All apps", AppsPage),
    ("Default apps", DefaultAppsPage),
    ("Schedules", SchedulesPage),
    ("Passwords & accounts", AccountsPage),
    ("Storage", StoragePage), ("Device name", AboutPage), ("Android version", AboutPage), ("Build number",
    AboutPage),
    ("Accessibility", AccessibilityPage), ("Screen lock", SecurityPage), ("Notifications", NotificationsPage),
)  # fmt: skip
# android.settings.X_SETTINGS (or a whole action) and the page it opens.
_ACTIONS: dict[str, type[SettingsPage]] = {
    "WIFI": WifiPage, "WIRELESS": NetworkPage, "AIRPLANE_MODE": NetworkPage, "NETWORK_OPERATOR": NetworkPage,
    "DATA_ROAMING": NetworkPage, "BLUETOOTH": BluetoothPage, "NFC": DevicesPage, "DISPLAY": DisplayPage,
    "SOUND": SoundPage, "ZEN_MODE": ZenPage, "ZEN_MODE_PRIORITY": ZenPage, "APPLICATION": AppsPage,
    "MANAGE_APPLICATIONS": AppsPage, "MANAGE_ALL_APPLICATIONS": AppsPage, "INTERNAL_STORAGE": StoragePage,
    "MEMORY_CARD": StoragePage, "LOCATION_SOURCE": LocationPage, "SECURITY": SecurityPage,
    "PRIVACY": SecurityPage,
    "DATE": DatePage, "LOCALE": SystemPage, "INPUT_METHOD": SystemPage, "ACCESSIBILITY": AccessibilityPage,
    "DEVICE_INFO": AboutPage, "ALL_APPS_NOTIFICATION": NotificationsPage, "NOTIFICATION": NotificationsPage,
    "ZEN_MODE_AUTOMATION": SchedulesPage, "MANAGE_DEFAULT_APPS": DefaultAppsPage,
    "BATTERY_SAVER": BatteryPage,
    "SYNC": AccountsPage, "NIGHT_DISPLAY": DisplayPage, "DARK_THEME": DisplayPage,
}  # fmt: skip
_PREFIX, _SUFFIX = "android.settings.", "_SETTINGS"
_HOME_ACTION = "android.settings.SETTINGS"
_POWER = "android.intent.action.POWER_USAGE_SUMMARY"
_APP_NOTES = "android.settings.APP_NOTIFICATION_SETTINGS"
_DETAILS = "android.settings.APPLICATION_DETAILS_SETTINGS"


def _page_of(action: str) -> type[SettingsPage] | None:
    if action == _POWER:
        return BatteryPage
    return _ACTIONS.get(action.removeprefix(_PREFIX).removesuffix(_SUFFIX))


class HomePage(Page):
    cls = ".Settings"

    def view(self, ui: Kit) -> View:
        words = ui.label("Search settings", "search_action_bar_title", style(size=17, fg="muted"), weight=1)
        bar = View(
            GROUP,
            rid=ui.rid("search_action_bar"),
            axis="h",
            children=[ui.icon("search"), words],
            gap=14,
            pad=(20, 14, 20, 14),
            style=style(bg="field", shape="pill"),
            on_click=lambda: self.open(SearchPage(self.app)),
            **CLICKABLE,
        )
        title = ui.label("Settings", "homepage_title", style(size=32), pad=(20, 28, 20, 16))
        rows = [title, ui.column([bar], pad=(16, 0, 16, 12))]
        rows += [self._row(ui, *entry) for entry in ui.ordered(_HOME, "settings")]
        return ui.frame(
            [ui.column([ui.list(rows, "recycler_view")], "main_content", h=-1, bg="bg")], "settings_homepage"
        )

    def _row(self, ui: Kit, kind: type[SettingsPage], summary: str, icon: str) -> View:
        if kind is BatteryPage:
            summary = f"{self.system.battery.level}%"
        elif kind is StoragePage:
            summary = storage_summary(self)
        elif kind is LocationPage:
            on = self.system.settings.on("secure", "location_mode")
            summary = "On" if on else "Off"
        return ui.pref(kind.title, ui.t(summary), lambda: self.open(kind(self.app)), icon=icon)


class SearchPage(Page):
    cls = ".search.SearchActivity"

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.state.focus, self.state.keyboard = "search_src_text", True

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower()
        rows: list[View] = []
        for words, kind in _INDEX:
            if wanted and (wanted in words.lower() or wanted in ui.t(words).lower()):
                rows.append(
                    ui.row(
                        ui.t(words), ui.t(kind.title), partial(self._go, kind), ids=("title", "breadcrumbs")
                    )
                )
        if wanted and not rows:
            rows = [ui.label("No results", "empty", style(fg="muted"), pad=(24,) * 4)]
        field = ui.field(
            "search_src_text", "Search settings", box=False, weight=1, look=style(size=18, lines=1)
        )
        clear = ui.icon_button(
            "Clear", "close", partial(self.state.fields.pop, "search_src_text", None), "search_close_btn"
        )
        bar = ui.line(
            [ui.icon_button("Navigate up", "back", self.up), field, clear],
            "search_bar",
            h=60,
            pad=(4, 0, 4, 0),
        )
        return scaffold(ui, "", ui.list(rows, "list_results"), bar=bar)

    def _go(self, kind: type[SettingsPage]) -> None:
        self.open(kind(self.app))


class Program(App):
    package = "com.android.settings"
    label = "Settings"
    icon = "settings"
    launcher = ".Settings"
    activities = {
        ".Settings": (Filter((MAIN,), (LAUNCHER, DEFAULT)), Filter((_HOME_ACTION,))),
        **{
            kind.cls: (
                Filter(
                    tuple(_PREFIX + name + _SUFFIX for name, page in _ACTIONS.items() if page is kind)
                    + ((_POWER,) if kind is BatteryPage else ())
                ),
            )
            for kind in dict.fromkeys(_ACTIONS.values())
        },
        AppInfo.cls: (Filter((_DETAILS,), schemes=("package",)), Filter((_APP_NOTES,))),
        ".SubSettings": (),
        ".search.SearchActivity": (),
    }

    def page(self, activity: str, intent: Intent) -> Page:
        if activity == AppInfo.cls:
            name = intent.string("android.provider.extra.APP_PACKAGE")
            return AppInfo(self, name or intent.data.removeprefix("package:"))
        if activity == ".search.SearchActivity":
            return SearchPage(self)
        kind = _page_of(intent.action) or next(
            (kind for kind in _ACTIONS.values() if kind.cls == activity), None
        )
        return kind(self) if kind is not None else HomePage(self)
