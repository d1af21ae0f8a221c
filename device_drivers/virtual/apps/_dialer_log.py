"""The call log: its rows, and the page of one number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.dialer import Program

CALLS = "content://call_log/calls"
INCOMING, OUTGOING, MISSED, VOICEMAIL, REJECTED, BLOCKED = 1, 2, 3, 4, 5, 6
_KINDS = {
    INCOMING: ("Incoming call", "call_received"),
    OUTGOING: ("Outgoing call", "call_made"),
    MISSED: ("Missed call", "call_missed"),
    VOICEMAIL: ("Voicemail", "phone"),
    REJECTED: ("Declined call", "call_end"),
    BLOCKED: ("Blocked call", "dnd"),
}


def kind_of(row: Row) -> tuple[str, str]:
    """Label and icon of a call's type."""
    return _KINDS.get(row.number("type"), _KINDS[INCOMING])


def duration_text(seconds: int) -> str:
    return f"{seconds // 60} min {seconds % 60} sec" if seconds >= 60 else f"{seconds} sec"


class CallLog:
    """The tab of all calls, or of the missed ones."""

    def __init__(self, page: Page, app: Program) -> None:
        self._page = page
        self._dialer = app
        self._missed = False

    def view(self, ui: Kit) -> View:
        rows = self._page.content.rows(CALLS, f"type={MISSED}" if self._missed else "")
        names = self._dialer.names()
        if rows:
            body = ui.list([self._row(ui, row, names) for row in rows], "call_log_list", pad=(0, 0, 0, 96))
        else:
            body = ui.empty("No missed calls" if self._missed else "Your call log is empty", "clock")
        body.weight = 1
        return ui.column([self._filter(ui), body])

    def _filter(self, ui: Kit) -> View:
        made = []
        for label, missed in (("All", False), ("Missed", True)):
            on = missed == self._missed
            show = partial(setattr, self, "_missed", missed)
            button = ui.button(label, show, f"filter_{label.lower()}", kind="tonal" if on else "text")
            button.selected = on
            made.append(button)
        return ui.line(made, "call_log_filter", gap=8, w=WRAP, pad=(16, 4, 16, 4))

    def _row(self, ui: Kit, row: Row, names: dict[str, str]) -> View:
        number = row.text("number")
        name = names.get(digits(number)) or row.text("name") or number or ui.t("Private number")
        label, icon = kind_of(row)
        missed = row.number("type") == MISSED
        call = ui.icon_button("Call", "phone", partial(self._dialer.call, number), "call_back_action")
        return ui.row(
            name,
            f"{ui.t(label)}, {self._dialer.when(row.number('date'))}",
            partial(self._open, number),
            icon=ui.icon(icon, "call_type_icons", desc=ui.t(label), fg="primary" if missed else "muted"),
            trailing=[call],
            on_long=partial(self._menu, row, name),
            ids=("name", "call_type"),
            bold=missed and row.number("new") == 1,
        )

    def _open(self, number: str) -> None:
        self._page.open(DetailPage(self._dialer, number))

    def _menu(self, row: Row, name: str) -> None:
        number = row.text("number")
        options = (
            ("Call", partial(self._dialer.call, number)),
            ("Send a message", partial(self._dialer.write_to, number)),
            ("Copy number", partial(self._dialer.copy, number)),
            self._dialer.blocking.choice(self._page, number),
            ("Delete", partial(self._delete, row.number("_id"))),
        )
        self._page.show(items(name, options, plain=True))

    def _delete(self, ident: int) -> None:
        page = self._page
        names, rows = page.content.query(f"{CALLS}/{ident}")
        page.content.delete(f"{CALLS}/{ident}")
        if rows:
            old = dict(zip(names, rows[0], strict=True))
            page.snack(page.t("Call deleted"), "Undo", lambda: page.content.insert(CALLS, old))

    def ask_clear(self) -> None:
        """The confirmation before the log is emptied."""
        clear = partial(self._page.content.delete, CALLS)
        message = "All calls will be deleted from your log."
        self._page.show(alert("Clear call history?", message, (("Cancel", None), ("OK", clear))))

    def seen(self) -> None:
        """Missed calls are no longer new."""
        self._page.content.update(CALLS, {"new": 0}, "new=1")


class DetailPage(Page):
    """Who a number belongs to, and the calls with it."""

    cls = ".calldetails.CallDetailsActivity"

    def __init__(self, app: Program, number: str) -> None:
        super().__init__(app)
        self.dialer = app
        self.number = number

    def view(self, ui: Kit) -> View:
        number = self.number
        who = self.dialer.contact(number)
        name = who.text("display_name") if who is not None else number
        head = ui.row(name, number if who is not None else "", icon=ui.avatar(name), ids=("name", "number"))
        rows = [
            head,
            self._act(ui, "Call", "phone", partial(self.dialer.call, number)),
            self._act(ui, "Send a message", "chat", partial(self.dialer.write_to, number)),
        ]
        if who is not None:
            show = partial(self.dialer.show_contact, who.number("contact_id"))
            rows.append(self._act(ui, "Contact details", "person", show))
        else:
            create = partial(self.dialer.create_contact, number)
            rows.append(self._act(ui, "Create contact", "person", create))
        rows.append(ui.header("Call history"))
        rows += [self._call(ui, row) for row in self._calls()]
        label, act = self.dialer.blocking.choice(self, number)
        actions = [
            Action("Copy number", partial(self.dialer.copy, number), main=False),
            Action(label, act, main=False),
            Action("Delete", self._ask, "delete", "call_detail_delete", main=False),
        ]
        return scaffold(ui, "Call details", ui.list(rows, "call_details_list"), up=self.up, actions=actions)

    def _calls(self) -> list[Row]:
        wanted = digits(self.number)
        return [row for row in self.content.rows(CALLS) if digits(row.text("number")) == wanted]

    def _act(self, ui: Kit, label: str, icon: str, act: Act) -> View:
        return ui.row(ui.t(label), "", act, icon=ui.icon(icon), ids=("action_text", ""))

    def _call(self, ui: Kit, row: Row) -> View:
        label, icon = kind_of(row)
        seconds = row.number("duration")
        length = ui.text(
            duration_text(seconds) if seconds else "", "duration", style(size=14, fg="muted"), w=WRAP
        )
        return ui.row(
            ui.t(label),
            self.dialer.when(row.number("date")),
            icon=ui.icon(icon),
            trailing=[length] if seconds else [],
            ids=("call_type", "call_time"),
        )

    def _ask(self) -> None:
        message = "All calls with this number will be deleted from your log."
        buttons = (("Cancel", None), ("Delete", self._delete))
        self.show(alert("Delete call history?", message, buttons))

    def _delete(self) -> None:
        for row in self._calls():
            self.content.delete(f"{CALLS}/{row.number('_id')}")
        self.close()
        self.toast("Call history deleted")
