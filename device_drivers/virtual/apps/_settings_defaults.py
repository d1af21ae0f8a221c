"""Settings of default apps: who holds a role, and what an app opens without being asked."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.kernel import App
from device_drivers.virtual.services.defaults import ROLES, Role
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import RADIO, Kit
from device_drivers.virtual.window.view import View


class DefaultAppsPage(SettingsPage):
    cls = ".Settings$ManageDefaultAppsActivity"
    title = "Default apps"

    def rows(self, ui: Kit) -> list[View]:
        return [self._row(ui, role) for role in ROLES]

    def _row(self, ui: Kit, role: Role) -> View:
        holder = self.system.defaults.holder(role, self.system.able(role))
        name = self.system.label_of(holder) if holder else ui.t("None")
        return ui.pref(role.label, name, lambda: self.open(RolePage(self.app, role)), icon="apps")


class RolePage(SettingsPage):
    """The apps that can hold a role; a touch makes one the holder."""

    cls = "com.android.permissioncontroller.role.ui.DefaultAppActivity"

    def __init__(self, app: App, role: Role) -> None:
        super().__init__(app)
        self.role = role
        self.title = role.label

    def rows(self, ui: Kit) -> list[View]:
        able = self.system.able(self.role)
        holder = self.system.defaults.holder(self.role, able)
        rows = [self._choice(ui, self.system.label_of(name), name, name == holder) for name in able]
        if self.role.optional:
            rows.insert(0, self._choice(ui, ui.t("None"), "", not holder))
        return rows

    def _choice(self, ui: Kit, label: str, package: str, chosen: bool) -> View:
        dot = View(RADIO, checkable=True, checked=chosen, w=40, h=40, style=style(widget="radio"))
        act = partial(self.system.defaults.holders.__setitem__, self.role.name, package)
        return ui.row(label, "", act, icon=dot, ids=("android:id/title", ""))


class OpenByDefaultPage(SettingsPage):
    """What "Always" was said to for an app, and the way to take it back."""

    cls = ".Settings$AppLaunchSettingsActivity"
    title = "Open by default"

    def __init__(self, app: App, name: str) -> None:
        super().__init__(app)
        self.name = name

    def rows(self, ui: Kit) -> list[View]:
        rules = self.system.defaults.of(self.name)
        about = [f"{rule.action.rsplit('.', 1)[-1]} {rule.type or rule.scheme}".strip() for rule in rules]
        words = ", ".join(about) if about else ui.t("No defaults set")
        clear = partial(self.system.defaults.clear, self.name)
        button = ui.button("Clear defaults", clear, "button1", kind="tonal", weight=1, enabled=bool(rules))
        return [
            ui.pref(self.system.label_of(self.name), plain=True),
            ui.pref("Other default preferences", words),
            ui.line([button], pad=(12, 8, 12, 8)),
        ]
