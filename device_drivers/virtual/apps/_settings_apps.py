"""Settings of the installed apps: the list, an app's page, its permissions and its storage."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps._settings_defaults import DefaultAppsPage, OpenByDefaultPage
from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.apps._settings_permissions import PermissionsPage
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.kernel import App
from device_drivers.virtual.services import stock
from device_drivers.virtual.services.permissions import NOTIFICATIONS, USER_SET, group_of
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View


class AppsPage(SettingsPage):
    cls = ".Settings$ManageApplicationsActivity"
    title = "Apps"

    def rows(self, ui: Kit) -> list[View]:
        wanted = self.state.fields.get("apps_search", "").lower()
        field = ui.column([ui.field("apps_search", "Search apps", "search_src_text")], pad=(16, 4, 16, 8))
        shown = sorted(
            (entry.label, name) for name, entry in self.system.packages.items() if entry.activities
        )
        defaults = self.go(ui, DefaultAppsPage.title, "", DefaultAppsPage, "apps")
        rows = [field, defaults, ui.header("All apps")]
        for label, name in shown:
            if wanted in label.lower():
                icon = self.system.apps[name].icon if name in self.system.apps else "app"
                size = f"{(sum(map(ord, name)) % 90) + 12} MB"
                rows.append(ui.pref(label, size, partial(self._open, name), icon=icon, plain=True))
        return rows

    def _open(self, name: str) -> None:
        self.open(AppInfo(self.app, name))


class _OfApp(SettingsPage):
    def __init__(self, app: App, name: str) -> None:
        super().__init__(app)
        self.name = name

    @property
    def entry(self) -> Package:
        return self.system.packages.get(self.name) or Package(self.name, self.name)


class AppInfo(_OfApp):
    cls = ".applications.InstalledAppDetailsTop"
    title = "App info"

    def rows(self, ui: Kit) -> list[View]:
        entry = self.entry
        icon = self.system.apps[self.name].icon if self.name in self.system.apps else "app"
        head = ui.column(
            [
                ui.icon(icon, "entity_header_icon", size=56, fg="primary"),
                ui.text(entry.label, "entity_header_title", style(size=20, align="center")),
            ],
            "entity_header",
            pad=(16, 16, 16, 16),
            gap=8,
        )
        head.children[0].gravity = "center"
        running = entry.pid != 0
        off = "Uninstall" if not entry.system else ("Disable" if entry.enabled else "Enable")
        buttons = ui.line(
            [
                ui.button("Open", self._launch, "button1", kind="tonal", weight=1),
                ui.button(
                    off, self._disable if entry.system else self._uninstall, "button2", kind="tonal", weight=1
                ),
                ui.button("Force stop", self._ask_stop, "button3", kind="tonal", weight=1, enabled=running),
            ],
            "action_buttons",
            pad=(12, 0, 12, 12),
            gap=8,
        )
        groups = dict.fromkeys(group_of(name) for name, given in entry.permissions.items() if given)
        granted = [ui.t(group.label) for group in groups]
        notes = entry.permissions.get(NOTIFICATIONS, True)
        return [
            head,
            buttons,
            ui.pref("Notifications", ui.t("On" if notes else "Off"), self._notes, on=notes),
            ui.pref("Permissions", ", ".join(granted) or ui.t("No permissions granted"), self._permissions),
            ui.pref("Storage & cache", f"{(sum(map(ord, self.name)) % 90) + 12} MB", self._storage),
            ui.pref("Open by default", ui.t(self._opens()), self._open_by_default),
            ui.pref("Mobile data & Wi-Fi", "0 B"),
            ui.pref("Battery", ui.t("No battery use")),
            ui.pref("Version", entry.version_name),
        ]

    def _opens(self) -> str:
        return "Some defaults set" if self.system.defaults.of(self.name) else "No defaults set"

    def _open_by_default(self) -> None:
        self.open(OpenByDefaultPage(self.app, self.name))

    def _launch(self) -> None:
        if self.entry.launcher:
            component = Component(self.name, self.entry.launcher)
            self.system.start(Intent(MAIN, (LAUNCHER,), component=component))

    def _notes(self) -> None:
        on = not self.entry.permissions.get(NOTIFICATIONS, True)
        self.system.permissions.put_one(self.entry, NOTIFICATIONS, on, USER_SET)

    def _disable(self) -> None:
        entry = self.entry
        if not entry.enabled:
            entry.enabled = True
            return

        def off() -> None:
            entry.enabled = False
            self.system.force_stop(self.name)

        text = "If you disable this app, Android and other apps may no longer function as intended."
        self.show(alert("", text, (("Cancel", None), ("Disable app", off))))

    def _uninstall(self) -> None:
        def remove() -> None:
            stock.uninstall(self.system, self.name)
            self.close()

        text = "Do you want to uninstall this app?"
        self.show(alert(self.entry.label, text, (("Cancel", None), ("OK", remove)), plain=True))

    def _ask_stop(self) -> None:
        text = "If you force stop an app, it may misbehave."
        stop = partial(self.system.force_stop, self.name)
        self.show(alert("Force stop?", text, (("Cancel", None), ("OK", stop))))

    def _permissions(self) -> None:
        self.open(PermissionsPage(self.app, self.name))

    def _storage(self) -> None:
        self.open(StorageOfApp(self.app, self.name))


class StorageOfApp(_OfApp):
    title = "Storage"

    def rows(self, ui: Kit) -> list[View]:
        buttons = ui.line(
            [
                ui.button("Clear storage", self._ask, "button1", kind="tonal", weight=1),
                ui.button(
                    "Clear cache", lambda: self.toast("Cache cleared"), "button2", kind="tonal", weight=1
                ),
            ],
            pad=(12, 8, 12, 8),
            gap=8,
        )
        return [
            ui.pref(self.entry.label, plain=True),
            buttons,
            ui.header("Space used"),
            ui.pref("App size", "11.2 MB"),
            ui.pref("User data", "1.4 MB"),
            ui.pref("Cache", "96 kB"),
            ui.pref("Total", "12.7 MB"),
        ]

    def _ask(self) -> None:
        text = (
            "All this app's data, including files and settings, will be permanently deleted from this device."
        )
        clear = partial(self.system.clear_data, self.name)
        self.show(alert("Delete app data?", text, (("Cancel", None), ("Delete", clear))))
