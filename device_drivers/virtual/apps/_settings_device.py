"""Settings of what the phone holds: its storage and its accounts."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps import _mail_store as mails
from device_drivers.virtual.apps._listing import size_text
from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.storage import CAPACITY, SYSTEM_SIZE
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

_KINDS = (
    ("Images", "image", "media_type=1 AND is_trashed=0"),
    ("Videos", "video", "media_type=3 AND is_trashed=0"),
    ("Audio", "music", "media_type=2 AND is_trashed=0"),
    ("Documents", "file", "media_type=6 AND is_trashed=0"),
    ("Trash", "delete", "is_trashed=1"),
)
_MAIL = "com.android.email"


def storage_summary(page: Page) -> str:
    """How much of the storage is used and free, for the first page of Settings."""
    used = SYSTEM_SIZE + page.system.storage.size()
    percent = round(100 * used / CAPACITY)
    return f"{percent}% {page.t('used')} - {size_text(CAPACITY - used)} {page.t('free')}"


class StoragePage(SettingsPage):
    cls = ".Settings$StorageDashboardActivity"
    title = "Storage"

    def rows(self, ui: Kit) -> list[View]:
        storage = self.system.storage
        used = size_text(SYSTEM_SIZE + storage.size())
        rows = [
            ui.pref("This device", f"{used} {ui.t('used of')} {size_text(CAPACITY)}", icon="data"),
            ui.pref(
                "Free up space", ui.t("Go to Files to delete what is not needed"), self._files, icon="folder"
            ),
            ui.pref("System", size_text(SYSTEM_SIZE), icon="settings"),
        ]
        for label, icon, where in _KINDS:
            rows.append(ui.pref(label, size_text(storage.size(where)), icon=icon))
        return rows

    def _files(self) -> None:
        if not self.system.start(Intent(MAIN, (LAUNCHER,), package="com.android.documentsui")).ok:
            self.toast(self.t("No app can do this"))


class AccountsPage(SettingsPage):
    """The accounts of the apps that have some."""

    cls = ".Settings$AccountDashboardActivity"
    title = "Passwords & accounts"

    def rows(self, ui: Kit) -> list[View]:
        accounts = mails.Store(self.system).accounts()
        rows = [ui.header("Accounts for Owner")]
        for row in accounts:
            about = ui.t("Mail")
            rows.append(
                ui.pref(
                    row.text("emailAddress"),
                    about,
                    partial(self._open, row.number("_id")),
                    plain=True,
                    icon="mail",
                )
            )
        rows.append(ui.pref("Add account", "", self._add, icon="add"))
        return rows

    def _open(self, account: int) -> None:
        self.open(AccountPage(self.app, account))

    def _add(self) -> None:
        setup = Component(_MAIL, f"{_MAIL}.activity.setup.AccountSetupActivity")
        if not self.system.start(Intent(component=setup)).ok:
            self.toast(self.t("No app can do this"))


class AccountPage(SettingsPage):
    cls = ".Settings$AccountSyncSettingsActivity"
    title = "Account"

    def __init__(self, app: App, account: int) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        self.account = account

    def rows(self, ui: Kit) -> list[View]:
        row = self.store.account(self.account)
        if row is None:
            return [ui.pref("This account was removed")]
        return [
            ui.pref(row.text("emailAddress"), ui.t("Mail"), plain=True, icon="mail"),
            ui.pref("Remove account", "", self._ask, icon="delete"),
        ]

    def _ask(self) -> None:
        def gone() -> None:
            self.store.remove_account(self.account)
            self.close()

        text = "Its mail is removed from this phone."
        self.show(alert("Remove account?", text, (("Cancel", None), ("Remove account", gone))))
