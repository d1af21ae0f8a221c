"""Settings of permissions: those of an app, and who holds one."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.services.permissions import GROUPS, ONE_TIME, USER_SET, Group, group_of
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

_ALLOW, _LIMITED, _ASK, _DENY = (
    "Allow",
    "Allow only while using the app",
    "Ask every time",
    "Don\u2019t allow",
)


def held(entry: Package, group: Group) -> bool | None:
    """Whether a package holds a group; None when it never asks for it."""
    granted = [entry.permissions[name] for name in group.permissions if name in entry.permissions]
    return any(granted) if granted else None


def ask(page: Page, package: str, group: Group) -> None:
    """The choice for an app and a group of permissions."""
    permissions, entry = page.system.permissions, page.system.packages[package]
    first = next(name for name in group.permissions if name in entry.permissions)
    options = (_LIMITED, _ASK, _DENY) if group.limited else (_ALLOW, _DENY)
    once = ONE_TIME in entry.permission_flags.get(first, ())
    now = _ASK if once and group.limited else options[0] if permissions.allowed(package, first) else _DENY

    def pick(place: int) -> None:
        if options[place] == _ASK:
            permissions.put(package, first, False, ONE_TIME)
        else:
            permissions.put(package, first, options[place] != _DENY, USER_SET)

    page.show(choose(f"{group.label} permission", options, options.index(now), pick))


class PermissionsPage(SettingsPage):
    """The permissions of an app."""

    cls = "com.android.permissioncontroller.permission.ui.ManagePermissionsActivity"
    title = "App permissions"

    def __init__(self, app: App, name: str) -> None:
        super().__init__(app)
        self.name = name

    def rows(self, ui: Kit) -> list[View]:
        entry = self.system.packages.get(self.name) or Package(self.name, self.name)
        groups = dict.fromkeys(group_of(name) for name in entry.permissions)
        rows: list[View] = [ui.pref(entry.label, plain=True)]
        for title, given in (("Allowed", True), ("Not allowed", False)):
            rows.append(ui.header(title))
            named = [group for group in groups if held(entry, group) == given]
            rows += [
                ui.pref(group.label, "", partial(ask, self, self.name, group), icon="lock") for group in named
            ]
            if not named:
                rows.append(ui.pref("No permissions allowed" if given else "No permissions denied"))
        return rows


class ManagerPage(SettingsPage):
    """The groups of permissions, and how many apps hold each."""

    cls = "com.android.permissioncontroller.permission.ui.PermissionManagerActivity"
    title = "Permission manager"

    def rows(self, ui: Kit) -> list[View]:
        rows = []
        for group in GROUPS:
            states = [held(entry, group) for entry in self.system.packages.values()]
            asked = [state for state in states if state is not None]
            words = f"{sum(asked)} {ui.t('of')} {len(asked)} {ui.t('apps allowed')}"
            rows.append(ui.pref(group.label, words, partial(self._open, group), icon="lock"))
        return rows

    def _open(self, group: Group) -> None:
        self.open(GroupPage(self.app, group))


class GroupPage(SettingsPage):
    """The apps that ask for a group of permissions."""

    cls = "com.android.permissioncontroller.permission.ui.ManagePermissionsActivity"

    def __init__(self, app: App, group: Group) -> None:
        super().__init__(app)
        self.group = group
        self.title = group.label

    def rows(self, ui: Kit) -> list[View]:
        rows: list[View] = []
        for title, given in (("Allowed", True), ("Not allowed", False)):
            rows.append(ui.header(title))
            found = [
                (entry.label, name)
                for name, entry in self.system.packages.items()
                if held(entry, self.group) == given
            ]
            rows += [
                ui.pref(label, "", partial(ask, self, name, self.group), plain=True)
                for label, name in sorted(found)
            ]
            if not found:
                rows.append(ui.pref("No apps allowed" if given else "No apps denied"))
        return rows


def location_apps(app: App) -> GroupPage:
    return GroupPage(app, next(group for group in GROUPS if group.name == "LOCATION"))
