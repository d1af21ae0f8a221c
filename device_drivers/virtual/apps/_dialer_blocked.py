"""The numbers whose calls do not ring."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import alert, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.dialer import Program

BLOCKED_NUMBERS = "content://com.android.blockednumber/blocked"
SCHEMA = """
CREATE TABLE blocked_numbers (_id INTEGER PRIMARY KEY AUTOINCREMENT, original_number TEXT, e164_number TEXT);
"""


class Blocking:
    def __init__(self, app: Program) -> None:
        self._app = app

    def entry(self, number: str) -> Row | None:
        """A blocked number, whatever its spelling."""
        wanted = digits(number)
        rows = self._app.content.rows(BLOCKED_NUMBERS)
        return next((row for row in rows if digits(row.text("original_number")) == wanted), None)

    def add(self, number: str) -> None:
        number = number.strip()
        if number and self.entry(number) is None:
            self._app.content.insert(BLOCKED_NUMBERS, {"original_number": number})
            self._app.system.toast("Number blocked")

    def remove(self, ident: int) -> None:
        self._app.content.delete(f"{BLOCKED_NUMBERS}/{ident}")
        self._app.system.toast("Number unblocked")

    def ask(self, number: str) -> Layer:
        """The confirmation before a number is blocked."""
        message = "Calls from this number will no longer ring."
        buttons = (("Cancel", None), ("Block", partial(self.add, number)))
        return alert("Block this number?", message, buttons)

    def choice(self, page: Page, number: str) -> tuple[str, partial[None]]:
        """The menu item that blocks or unblocks a number."""
        known = self.entry(number)
        if known is None:
            return "Block number", partial(page.show, self.ask(number))
        return "Unblock number", partial(self.remove, known.number("_id"))


class BlockedPage(Page):
    cls = ".BlockedNumbersActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.dialer = app

    def view(self, ui: Kit) -> View:
        names = self.dialer.names()
        rows = [self._row(ui, row, names) for row in self.content.rows(BLOCKED_NUMBERS)]
        body = (
            ui.list(rows, "blocked_list", pad=(0, 0, 0, 96))
            if rows
            else ui.empty("No blocked numbers", "dnd")
        )
        add = Action("Add a number", self._add, "add", "add_blocked")
        return scaffold(ui, "Blocked numbers", body, up=self.up, add=add)

    def _row(self, ui: Kit, row: Row, names: dict[str, str]) -> View:
        number = row.text("original_number")
        name = names.get(digits(number), "")
        free = partial(self.dialer.blocking.remove, row.number("_id"))
        end = ui.icon_button("Unblock number", "close", free, "unblock")
        return ui.row(name or number, number if name else "", icon=ui.icon("dnd"), trailing=[end])

    def _add(self) -> None:
        self.state.fields["blocked"] = ""
        add = self.dialer.blocking.add
        self.show(prompt("Add a number", "blocked", "Phone number", add, ok="Block"))
