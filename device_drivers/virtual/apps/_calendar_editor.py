"""The form of an event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal

from device_drivers.virtual.apps._calendar_repeat import RepeatForm
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.calendar import Instance
from device_drivers.virtual.providers.recurrence import parse
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import date_picker
from device_drivers.virtual.window.dialogs import alert, choose, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.pickers import time_picker
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.calendar import Program

CALENDARS = "content://com.android.calendar/calendars"
_REMINDERS = (
    ("At the start", 0),
    ("5 minutes before", 5),
    ("10 minutes before", 10),
    ("30 minutes before", 30),
    ("1 hour before", 60),
    ("1 day before", 1440),
    ("1 week before", 10080),
)
Scope = Literal["one", "following", "all"]  # of a repeating event
_TEXTS = ("title", "location", "description")


def reminder_text(ui: Kit, minutes: int) -> str:
    named = next((label for label, known in _REMINDERS if known == minutes), "")
    return ui.t(named) if named else f"{minutes} {ui.t('minutes before')}"


class EditorPage(Page):
    cls = ".event.EditEventActivity"

    def __init__(self, app: Program, begin: datetime, end: datetime, all_day: bool = False) -> None:
        super().__init__(app)
        self.calendar = app
        self.event: int | None = None
        self.only: Instance | None = None  # the instance of a repeating event that is being edited
        self.begin, self.end, self.all_day = begin, end, all_day
        self.repeat = RepeatForm(self, lambda: self.begin)
        self.reminders: list[int] = []
        self.attendees: list[str] = []
        self.where = app.first_calendar()
        self.state.fields.update({"title": "", "location": "", "description": "", "attendee": ""})
        self._before = self._now()

    def load(self, one: Instance) -> None:
        """Show an event that is already there."""
        row = one.event
        self.event, self.only = row.number("_id"), one if row.text("rrule") else None
        self.all_day, self.where = row.number("allDay") == 1, row.number("calendar_id")
        if self.all_day:
            self.end = max(self.begin, self.end - timedelta(days=1))
        self.repeat.rule = parse(row.text("rrule"))
        self.reminders = self.calendar.reminders(self.event)
        self.attendees = self.calendar.attendees(self.event)
        columns = ("title", "eventLocation", "description")
        self.fill(**{key: row.text(name) for key, name in zip(_TEXTS, columns, strict=True)})
        self._before = self._now()

    def fill(self, **texts: str) -> None:
        """Set the fields title, location and description."""
        self.state.fields.update(texts)

    def _now(self) -> object:
        """All that can be changed, to compare."""
        fields = [self.state.fields[key] for key in _TEXTS]
        lists = [*self.reminders], [*self.attendees]
        return fields, self.begin, self.end, self.all_day, self.where, self.repeat.rule, lists

    def view(self, ui: Kit) -> View:
        title = ui.field("title", "Event title", box=False, look=style(size=24, lines=1))
        place = ui.field("location", "Place", weight=1)
        about = ui.field("description", "Description", lines=0, weight=1)
        parts = [
            ui.column([title], pad=(16, 4, 16, 4)),
            self._whole(ui),
            self._moment(ui, "Start time", "start", self.begin, self._set_begin),
            self._moment(ui, "End time", "end", self.end, self._set_end),
            *self.repeat.rows(ui),
            ui.line([ui.icon("pin"), place], gap=16, pad=(16, 6, 16, 6)),
            *self._reminders(ui),
            *self._guests(ui),
            self._calendar(ui),
            ui.line([ui.icon("note"), about], gap=16, pad=(16, 6, 16, 6)),
        ]
        body = ui.scroll(parts, "edit_event_scroll", pad=(0, 0, 0, 32))
        save = Action("Save", self._save, "check", "action_done")
        name = "New event" if self.event is None else "Edit event"
        return scaffold(ui, name, body, up=self.up, close=True, actions=[save])

    def _whole(self, ui: Kit) -> View:
        switch = ui.switch(self.all_day, None, "is_all_day")
        flip = partial(setattr, self, "all_day", not self.all_day)
        return ui.row(
            ui.t("All day"), "", flip, icon=ui.icon("clock"), trailing=[switch], ids=("all_day_label", "")
        )

    def _moment(
        self, ui: Kit, label: str, name: str, when: datetime, done: Callable[[datetime], object]
    ) -> View:
        word = ui.label(label, f"{name}_label", style(fg="muted", size=14, lines=2), w=80)
        words = ui.day(when, "yMMMEd")
        day = ui.text(
            words, f"{name}_date", weight=1, pad=(0, 12, 0, 12), on_click=partial(self._pick_day, when, done)
        )
        day.desc = f"{ui.t(label)}: {words}"
        parts = [word, day]
        if not self.all_day:
            words = self.system.time_text(when.hour, when.minute)
            time = ui.text(
                words,
                f"{name}_time",
                w=WRAP,
                pad=(8, 12, 0, 12),
                on_click=partial(self._pick_time, when, done),
            )
            time.desc = f"{ui.t(label)}: {words}"
            parts.append(time)
        return ui.line(parts, f"{name}_row", pad=(16, 0, 16, 0), gap=8)

    def _pick_day(self, when: datetime, done: Callable[[datetime], object]) -> None:
        def picked(day: date) -> None:
            done(when.replace(year=day.year, month=day.month, day=day.day))

        self.show(date_picker(when.date(), picked, mode=self.system.skin.picker))

    def _pick_time(self, when: datetime, done: Callable[[datetime], object]) -> None:
        def picked(hour: int, minute: int) -> None:
            done(when.replace(hour=hour, minute=minute))

        mode, hours24 = self.system.skin.picker, self.system.hours24
        self.show(time_picker(when.hour, when.minute, picked, mode=mode, hours24=hours24))

    def _set_begin(self, when: datetime) -> None:
        """The end moves along."""
        self.begin, self.end = when, when + (self.end - self.begin)

    def _set_end(self, when: datetime) -> None:
        self.end = when

    def _reminders(self, ui: Kit) -> list[View]:
        rows = [
            self._item(
                ui,
                "bell",
                reminder_text(ui, minutes),
                "Remove reminder",
                partial(self.reminders.remove, minutes),
            )
            for minutes in self.reminders
        ]
        add = choose("Add reminder", [label for label, _ in _REMINDERS], -1, self._add_reminder)
        rows.append(
            ui.row(
                ui.t("Add reminder"),
                "",
                partial(self.show, add),
                icon=ui.icon("bell"),
                ids=("reminder_add", ""),
            )
        )
        return rows

    def _add_reminder(self, place: int) -> None:
        self.reminders = sorted({*self.reminders, _REMINDERS[place][1]})

    def _guests(self, ui: Kit) -> list[View]:
        rows = [
            self._item(ui, "person", mail, "Remove guest", partial(self.attendees.remove, mail))
            for mail in self.attendees
        ]
        field = ui.field("attendee", "Add people", weight=1, on_submit=self._add_guest)
        add = ui.icon_button("Add", "add", self._add_guest, "add_attendee")
        return [*rows, ui.line([ui.icon("person"), field, add], "attendees_row", gap=16, pad=(16, 6, 4, 6))]

    def _add_guest(self) -> None:
        name = self.state.fields["attendee"].strip().rstrip(",;")
        mail = name if "@" in name else self.calendar.mail_of(name)
        if not mail:
            self.toast("Enter an email address")
        elif mail not in self.attendees:
            self.attendees.append(mail)
            self.state.fields["attendee"] = ""

    def _item(self, ui: Kit, icon: str, words: str, label: str, remove: Callable[[], object]) -> View:
        end = ui.icon_button(label, "close", remove)
        return ui.line([ui.icon(icon), ui.text(words, "", weight=1), end], gap=16, pad=(16, 0, 4, 0))

    def _calendar(self, ui: Kit) -> View:
        rows = self.content.rows(CALENDARS)
        names = [row.text("calendar_displayName") for row in rows]
        idents = [row.number("_id") for row in rows]
        place = idents.index(self.where) if self.where in idents else -1

        def pick(chosen: int) -> None:
            self.where = idents[chosen]

        layer = choose("Calendar", names, place, pick, plain=True)
        name = names[place] if place >= 0 else ""
        return ui.row(
            ui.t("Calendar"),
            name,
            partial(self.show, layer),
            icon=ui.icon("calendar"),
            ids=("calendar_label", "calendar"),
        )

    def back(self) -> bool:
        if self._now() == self._before:
            return False
        self.show(alert("", "Discard your changes?", (("Keep editing", None), ("Discard", self.close))))
        return True

    def _save(self) -> None:
        if self.state.fields["attendee"].strip():
            self._add_guest()
        if self.end < self.begin if not self.all_day else self.end.date() < self.begin.date():
            self.show(alert("", "The event ends before it starts.", (("OK", None),)))
        elif self.only is not None and self.event is not None:
            scopes = self.calendar.scopes(self.only)
            options = [(label, partial(self._store, scope)) for label, scope in scopes]
            self.show(items(self.t("Save changes to"), options, plain=True))
        else:
            self._store("all")

    def _store(self, scope: Scope) -> None:
        self.calendar.save(self, scope)
        self.close()
        self.toast("Event saved")
