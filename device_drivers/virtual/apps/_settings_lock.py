"""Settings of the lock screen: its kind, and the PIN, which is asked for before it is changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.services.keyguard import DIGITS, DISABLED, valid
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View


def kind_of(page: Page) -> str:
    """What the lock screen wants: PIN, Swipe or None."""
    keyguard = page.system.keyguard
    return "PIN" if keyguard.secure else "Swipe" if keyguard.enabled else "None"


def choose_lock(page: Page) -> None:
    """The page of the kinds; a phone with a PIN asks for it first."""
    if page.system.keyguard.secure:
        page.open(PinPage(page.app, "Enter your PIN", "Next", lambda asked, pin: _confirmed(asked, pin)))
    else:
        page.open(LockPage(page.app))


def _confirmed(page: PinPage, pin: str) -> str:
    keyguard = page.system.keyguard
    if keyguard.check(pin):
        page.replace(LockPage(page.app))
        return ""
    return "Too many wrong PINs. Try again later." if keyguard.wait else "Wrong PIN"


class LockPage(SettingsPage):
    cls = ".password.ChooseLockGeneric"
    title = "Choose screen lock"

    def rows(self, ui: Kit) -> list[View]:
        now = kind_of(self)
        rows = [("None", ""), ("Swipe", "No security"), ("PIN", "Medium to high security")]
        acts: list[Callable[[], object]] = [partial(self._plain, "1"), partial(self._plain, "0"), self._pin]
        return [
            ui.pref(label, ui.t("Current screen lock" if label == now else about), act)
            for (label, about), act in zip(rows, acts, strict=True)
        ]

    def _plain(self, disabled: str) -> None:
        def put() -> None:
            self.system.keyguard.set_pin("")
            self.settings.put(*DISABLED, disabled)
            self.close()

        if not self.system.keyguard.secure:
            put()
            return
        text = "This phone will no longer be protected."
        self.show(alert("Delete screen lock?", text, (("Cancel", None), ("Delete", put))))

    def _pin(self) -> None:
        self.replace(PinPage(self.app, "Set a PIN", "Next", self._again))

    def _again(self, page: PinPage, pin: str) -> str:
        if not valid(pin):
            return (
                "PIN must be at least 4 digits" if len(pin) < DIGITS[0] else "PIN must be at most 16 digits"
            )
        page.replace(PinPage(self.app, "Re-enter your PIN", "Confirm", partial(self._set, pin)))
        return ""

    def _set(self, first: str, page: PinPage, pin: str) -> str:
        if pin != first:
            return "PINs don't match"
        page.system.keyguard.set_pin(pin)
        page.close()
        page.system.toast(page.t("Screen lock set"))
        return ""


class PinPage(Page):
    """Asks for a PIN; `done` goes on with it, or says what is wrong."""

    cls = ".password.ChooseLockPassword"
    secure = True

    def __init__(self, app: App, title: str, label: str, done: Callable[[PinPage, str], str]) -> None:
        super().__init__(app)
        self.title, self.label, self.done = title, label, done
        self.message = ""
        self.state.edit("password_entry")

    def view(self, ui: Kit) -> View:
        words = ui.label(self.message or "The PIN has at least 4 digits", "headerText", style(fg="muted"))
        entry = ui.field("password_entry", "PIN", password=True, on_submit=self._next)
        button = ui.button(self.label, self._next, "next_button", kind="filled", weight=1)
        body = ui.column([words, entry, ui.line([button])], pad=(24, 16, 24, 16), gap=16)
        return scaffold(ui, self.title, body, up=self.up)

    def _next(self) -> None:
        self.message = self.done(self, self.state.fields.pop("password_entry", ""))
