"""Settings of Do Not Disturb: the switch, who may interrupt, and the schedules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial

from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.kernel import App
from device_drivers.virtual.services.zen import EVERY_DAY, Schedule, Sender, days_text
from device_drivers.virtual.window.dialogs import alert, choose, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.pickers import time_picker
from device_drivers.virtual.window.view import View

_PEOPLE: tuple[tuple[str, Sender], ...] = (
    ("Anyone", "anyone"),
    ("Contacts", "contacts"),
    ("Starred contacts", "starred"),
    ("None", "none"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ZenPage(SettingsPage):
    cls = ".Settings$ZenModeSettingsActivity"
    title = "Do Not Disturb"

    def rows(self, ui: Kit) -> list[View]:
        zen = self.system.zen
        people = next(label for label, value in _PEOPLE if value == zen.people)
        on = sum(one.enabled for one in zen.schedules)
        schedules = f"{on} {ui.t('on')}" if on else ui.t("None")
        return [
            self.main_switch(ui, "Use Do Not Disturb", "global", "zen_mode"),
            ui.header("What can interrupt Do Not Disturb"),
            ui.pref("People", ui.t(people), self._ask_people),
            ui.pref("Alarms", "", partial(self._flip, "alarms"), on=zen.alarms),
            ui.pref("Media sounds", "", partial(self._flip, "media"), on=zen.media),
            ui.header("Automatically turn on"),
            self.go(ui, "Schedules", schedules, SchedulesPage),
        ]

    def _flip(self, name: str) -> None:
        setattr(self.system.zen, name, not getattr(self.system.zen, name))

    def _ask_people(self) -> None:
        values = [value for _, value in _PEOPLE]
        now = values.index(self.system.zen.people)
        labels = [label for label, _ in _PEOPLE]
        self.show(choose("People", labels, now, lambda at: setattr(self.system.zen, "people", values[at])))


class SchedulesPage(SettingsPage):
    cls = ".Settings$ZenModeAutomationSettingsActivity"
    title = "Schedules"

    def rows(self, ui: Kit) -> list[View]:
        rows = [self._row(ui, one) for one in self.system.zen.schedules]
        return [*rows, ui.pref("Add schedule", "", self._ask_name, icon="add")]

    def _row(self, ui: Kit, one: Schedule) -> View:
        words = span(self, ui, one) if one.enabled else ui.t("Off")
        return ui.pref(one.name, words, partial(self._open, one.ident), plain=True, icon="clock")

    def _open(self, ident: str) -> None:
        self.open(SchedulePage(self.app, ident))

    def _ask_name(self) -> None:
        def make(name: str) -> None:
            if name.strip():
                self._open(self.system.zen.add(name.strip()).ident)

        self.state.fields["schedule_name"] = ""
        self.show(prompt("Add schedule", "schedule_name", "Schedule name", make, ok="Add"))
        self.state.edit("schedule_name")


class SchedulePage(SettingsPage):
    """One schedule: its switch, its days and its times."""

    cls = ".Settings$ZenModeScheduleRuleSettingsActivity"

    def __init__(self, app: App, rule: str) -> None:
        super().__init__(app)
        self.rule = rule

    @property
    def schedule(self) -> Schedule:
        found = self.system.zen.schedule(self.rule)
        return found or Schedule(self.rule, "", (), time(), time(), enabled=False)

    def heading(self) -> str:
        return self.schedule.name

    def actions(self) -> tuple[Action, ...]:
        return (Action("Delete schedule", self._ask_delete, "delete"),)

    def rows(self, ui: Kit) -> list[View]:
        one = self.schedule
        return [
            ui.pref("Use schedule", "", partial(self._change, enabled=not one.enabled), on=one.enabled),
            ui.header("Days"),
            *(
                ui.pref(day, "", partial(self._flip, number), on=number in one.days)
                for number, day in enumerate(_DAYS)
            ),
            ui.header("Time"),
            ui.pref("Start time", self._text(one.start), partial(self._ask, "start", one.start)),
            ui.pref("End time", self._text(one.end), partial(self._ask, "end", one.end)),
        ]

    def _text(self, when: time) -> str:
        return self.system.time_text(when.hour, when.minute)

    def _change(self, **parts: object) -> None:
        self.system.zen.change(self.rule, **parts)

    def _flip(self, day: int) -> None:
        self._change(days=tuple(sorted(set(self.schedule.days) ^ {day})))

    def _ask(self, name: str, now: time) -> None:
        def done(hour: int, minute: int) -> None:
            self._change(**{name: time(hour, minute)})

        picker: Callable[[int, int], object] = done
        skin = self.system.skin
        self.show(time_picker(now.hour, now.minute, picker, mode=skin.picker, hours24=self.system.hours24))

    def _ask_delete(self) -> None:
        def gone() -> None:
            self.system.zen.remove(self.rule)
            self.close()

        text = "It will no longer turn on Do Not Disturb."
        self.show(alert("Delete schedule?", text, (("Cancel", None), ("Delete", gone))))


def span(page: SettingsPage, ui: Kit, one: Schedule) -> str:
    """Mon, Tue, 10:00 PM - 7:00 AM"""
    names = ui.skin.locale.weekdays("abbreviated")
    days = ui.t("Every day") if one.days == EVERY_DAY else days_text(one.days, names)
    start, end = (page.system.time_text(when.hour, when.minute) for when in (one.start, one.end))
    return f"{days}, {start} - {end}"
