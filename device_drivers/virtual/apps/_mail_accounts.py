"""Mail accounts: adding one, and one's name and signature."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps import _mail_store as mails
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View


class SetupPage(Page):
    """Asks for the address and the password of an account."""

    cls = ".activity.setup.AccountSetupActivity"

    def __init__(self, app: App, then: Act | None = None) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        self.then = then  # shows what comes after the first account
        self.wrong = ""

    def view(self, ui: Kit) -> View:
        parts = [
            ui.label("Enter the address and password of your mail account.", "setup_text"),
            ui.field("account_name", "Your name"),
            ui.field("account_email", "Email address"),
            ui.field("account_password", "Password", password=True),
        ]
        if self.wrong:
            parts.append(ui.label(self.wrong, "setup_error"))
        parts.append(ui.button("Next", self._add, "next", kind="filled"))
        body = ui.scroll(parts, "setup_scroll", gap=12, pad=(20, 12, 20, 24))
        return scaffold(ui, "Add account", body, up=self.up if self.then is None else None)

    def _add(self) -> None:
        fields = self.state.fields
        address = fields.get("account_email", "").strip()
        if not mails.valid(address):
            self.wrong = "Enter a valid address"
        elif address.lower() in self.store.own():
            self.wrong = "This account is already on the phone"
        elif not fields.get("account_password"):
            self.wrong = "Enter the password"
        else:
            self.store.add_account(address, fields.get("account_name", "").strip())
            if self.then is not None:
                self.then()
            self.close()
            self.toast(self.t("Account added"))


class AccountPage(Page):
    """The settings of an account."""

    cls = ".activity.setup.AccountSettings"

    def __init__(self, app: App, ident: int) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        self.account = ident
        row = self.store.account(ident)
        if row is not None:
            self.state.fields.update(sender_name=row.text("senderName"), signature=row.text("signature"))

    def view(self, ui: Kit) -> View:
        row = self.store.account(self.account)
        default = row is not None and row.number("isDefault") == 1
        parts = [
            ui.header("Your name"),
            ui.column([ui.field("sender_name", "Your name")], pad=(16, 0, 16, 8)),
            ui.header("Signature"),
            ui.column([ui.field("signature", "Signature", lines=0)], pad=(16, 0, 16, 8)),
            ui.pref(
                "Default account",
                ui.t("New messages are sent from it"),
                None if default else partial(self.store.make_default, self.account),
                on=default,
            ),
            ui.pref("Remove account", "", self._ask_remove, icon="delete"),
        ]
        title = row.text("emailAddress") if row is not None else ""
        save = Action("Save", self._save, "check", "save")
        body = ui.scroll(parts, "account_settings_scroll", pad=(0, 0, 0, 24))
        return scaffold(ui, title, body, up=self.up, actions=[save], plain=True)

    def _save(self) -> None:
        name, signature = self.state.fields["sender_name"].strip(), self.state.fields["signature"].rstrip()
        self.content.update(f"{mails.ACCOUNTS}/{self.account}", {"senderName": name, "signature": signature})
        self.close()
        self.toast(self.t("Saved"))

    def _ask_remove(self) -> None:
        ask = "All its mail on this phone goes with it."
        self.show(alert("Remove account?", ask, (("Cancel", None), ("Remove", self._remove))))

    def _remove(self) -> None:
        self.store.remove_account(self.account)
        self.close()
