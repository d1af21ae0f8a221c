"""The bank's login, and what all its pages have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.bank import Program


class BankPage(Page):
    """Not on screenshots; it shows nothing once the customer is logged out."""

    secure = True

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.bank = app

    def view(self, ui: Kit) -> View:
        if self.bank.logged_in:
            return self.inside(ui)
        words = style(size=18, align="center")
        parts = [
            ui.icon("lock", size=64, gravity="center"),
            ui.label("You have been logged out", "logged_out", words),
            ui.line([ui.button("Log in", self._again, "log_in_again", kind="filled", weight=1)]),
        ]
        return scaffold(ui, "Bank", ui.column(parts, gap=20, pad=(24, 96, 24, 0)))

    def inside(self, ui: Kit) -> View:
        """The page for a customer who is logged in."""
        raise NotImplementedError

    def _again(self) -> None:
        """Log in, and go on where one was."""
        self.open(LoginPage(self.bank, None))


class LoginPage(Page):
    """`wanted` makes the page that the login leads to; without it the one below is shown again."""

    cls = ".LoginActivity"
    secure = True

    def __init__(self, app: Program, wanted: Callable[[], Page] | None) -> None:
        super().__init__(app)
        self.bank = app
        self.wanted = wanted
        self.wrong = ""

    def view(self, ui: Kit) -> View:
        parts = [
            ui.icon("bank", "logo", size=56, fg="primary", gravity="center"),
            ui.label("Log in to your accounts", "login_title", style(size=20, align="center")),
            ui.field("username", "Username"),
            ui.field("password", "Password", password=True, on_submit=self._log_in),
            ui.line([ui.button("Log in", self._log_in, "login_button", kind="filled", weight=1)]),
            ui.line([ui.button("Forgot password?", self._forgot, "forgot_button", weight=1)]),
        ]
        if self.wrong:
            parts.insert(4, ui.label(self.wrong, "login_error", style(fg="primary", size=14)))
        return scaffold(ui, "Bank", ui.scroll(parts, "login_scroll", gap=14, pad=(24, 24, 24, 24)))

    def _log_in(self) -> None:
        fields = self.state.fields
        self.wrong = self.bank.log_in(fields.get("username", ""), fields.pop("password", ""))
        self.state.focus = ""
        if self.wrong:
            return
        if self.wanted is None:
            self.close()
        else:
            self.replace(self.wanted())

    def _forgot(self) -> None:
        text = "For your safety the password can only be changed at a branch."
        self.show(alert("Forgot password?", text))
