"""The page of one event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._calendar_editor import EditorPage, Scope, reminder_text
from device_drivers.virtual.apps._calendar_repeat import rule_text
from device_drivers.virtual.apps._calendar_views import title_of, when_text
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.calendar import Instance
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.calendar import Program

EVENTS = "content://com.android.calendar/events"


class EventPage(Page):
    cls = ".EventInfoActivity"

    def __init__(self, app: Program, ident: int, begin: int = 0) -> None:
        super().__init__(app)
        self.calendar = app
        self.event = ident
        self.begin = begin  # ms of the instance, 0 for the next one

    def view(self, ui: Kit) -> View:
        one = self.calendar.instance(self.event, self.begin)
        if one is None:
            return scaffold(ui, "", ui.empty("This event doesn't exist", "calendar"), up=self.up)
        actions = [
            Action("Edit event", partial(self._edit, one), "edit", "info_action_edit"),
            Action("Delete", partial(self._delete, one), "delete", "info_action_delete"),
            Action("Share", partial(self._share, one), "share", "info_action_share", main=False),
            Action("Make a copy", partial(self._copy, one), main=False),
        ]
        title = ui.text(title_of(ui, one), "title", style(size=24, bold=True), pad=(16, 8, 16, 4))
        when = ui.text(when_text(self.calendar, one), "when_datetime", pad=(16, 0, 16, 12))
        body = ui.scroll([title, when, *self._lines(ui, one)], "event_info_scroll", pad=(0, 0, 0, 24))
        return scaffold(ui, "", body, up=self.up, actions=actions)

    def _lines(self, ui: Kit, one: Instance) -> list[View]:
        row = one.event
        found = [
            ("repeat", rule_text(ui, row.text("rrule")) if row.text("rrule") else "", "when_repeat"),
            ("pin", row.text("eventLocation"), "where"),
            ("note", row.text("description"), "description"),
            *(
                ("bell", reminder_text(ui, minutes), "reminder")
                for minutes in self.calendar.reminders(self.event)
            ),
            *(("person", mail, "attendee") for mail in self.calendar.attendees(self.event)),
            ("calendar", row.text("calendar_displayName"), "calendar_name"),
        ]
        return [
            ui.line(
                [ui.icon(icon), ui.text(words, rid, weight=1)], f"{rid}_row", gap=16, pad=(16, 10, 16, 10)
            )
            for icon, words, rid in found
            if words
        ]

    def _edit(self, one: Instance) -> None:
        page = EditorPage(self.calendar, one.begin, one.end)
        page.load(one)
        self.open(page)

    def _copy(self, one: Instance) -> None:
        page = EditorPage(self.calendar, one.begin, one.end)
        page.load(one)
        page.event = page.only = None
        self.open(page)

    def _share(self, one: Instance) -> None:
        words = [title_of(Kit("", self.system.skin, self.state), one), when_text(self.calendar, one)]
        words += [one.event.text("eventLocation")] if one.event.text("eventLocation") else []
        share(self, "\n".join(words))

    def _delete(self, one: Instance) -> None:
        if one.event.text("rrule"):
            options = [(label, partial(self._gone, one, scope)) for label, scope in self.calendar.scopes(one)]
            self.show(items(self.t("Delete repeating event?"), options, plain=True))
        else:
            gone = partial(self._gone, one, "all")
            self.show(alert("", "Delete this event?", (("Cancel", None), ("Delete", gone))))

    def _gone(self, one: Instance, scope: Scope) -> None:
        self.calendar.drop(one, scope)
        self.close()
        self.toast("Event deleted")
