"""Four ways to look at the calendar: agenda, day, week and month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.providers.calendar import Instance
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import months_later, weeks
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps._calendar_pages import MainPage
    from device_drivers.virtual.apps.calendar import Program

_AGENDA_DAYS = 60
_HOUR = 56  # dp


def title_of(ui: Kit, one: Instance) -> str:
    return one.event.text("title") or ui.t("(No title)")


def hours_text(app: Program, one: Instance) -> str:
    """The times of an event that takes place on one day; empty for one that lasts all day."""
    if one.event.number("allDay"):
        return ""
    times = [app.system.time_text(when.hour, when.minute) for when in (one.begin, one.end)]
    return times[0] if one.begin == one.end else " \u2013 ".join(times)


def on_day(found: Sequence[Instance], day: date) -> list[Instance]:
    """Those that touch a day; what ends at midnight does not touch the next one."""
    return [
        one
        for one in found
        if one.begin.date() <= day <= max(one.begin, one.end - timedelta(seconds=1)).date()
    ]


def event_row(ui: Kit, app: Program, one: Instance, when: str = "") -> View:
    """`when` instead of the times of day."""
    hours = when or hours_text(app, one) or ui.t("All day")
    place = one.event.text("eventLocation")
    dot = ui.icon("dot", "event_color", fg=f"hue{one.event.number('calendar_id') % 6}")
    return ui.row(
        title_of(ui, one),
        f"{hours}, {place}" if place else hours,
        partial(app.show_event, one),
        icon=dot,
        ids=("event_title", "event_when"),
    )


class Views:
    """The body of the main page; `page.day` is the day it is about."""

    def __init__(self, page: MainPage) -> None:
        self._page = page
        self._app = page.calendar

    def view(self, ui: Kit, name: str) -> View:
        made = {"Agenda": self._agenda, "Day": self._day, "Week": self._week, "Month": self._month}
        body = made[name](ui)
        body.weight = 1
        return ui.column([self._header(ui, name), body])

    def step(self, name: str, way: int) -> None:
        """One page further or back."""
        page = self._page
        if name in ("Agenda", "Month"):
            page.day = months_later(page.day, way)
        else:
            page.day += timedelta(days=way * (7 if name == "Week" else 1))

    def _header(self, ui: Kit, name: str) -> View:
        day = self._page.day
        words = ui.day(day, "yMMMM")
        if name == "Day":
            words = ui.day(day, "MMMMEEEEd")
        elif name == "Week":
            first = self._week_start(ui)
            last = first + timedelta(days=6)
            words = f"{ui.day(first, 'MMMd')} \u2013 {ui.day(last, 'MMMd')}"
        back = ui.icon_button("Previous", "left", partial(self.step, name, -1), "previous")
        ahead = ui.icon_button("Next", "right", partial(self.step, name, 1), "next")
        text = ui.text(words, "date_header", style(size=17, bold=True, align="center", lines=1), weight=1)
        return ui.line([back, text, ahead], "date_bar", pad=(4, 0, 4, 0))

    def _between(self, first: date, days: int) -> list[Instance]:
        low = self._app.midnight(first)
        return self._app.instances(low, low + timedelta(days=days))

    def _week_start(self, ui: Kit) -> date:
        day = self._page.day
        return day - timedelta(days=(day.weekday() - ui.skin.locale.week_starts) % 7)

    def _day_title(self, ui: Kit, day: date) -> View:
        words = ui.day(day, "MMMMEEEEd")
        if day == self._app.system.now().date():
            words = f"{ui.t('Today')}, {words}"
        look = style(fg="primary", size=14, bold=True)
        return ui.text(
            words, "day_title", look, pad=(16, 16, 16, 6), on_click=partial(self._page.show_day, day)
        )

    def _agenda(self, ui: Kit) -> View:
        first = self._page.day
        rows: list[View] = []
        last = None
        for one in self._between(first, _AGENDA_DAYS):
            day = max(one.begin.date(), first)
            if day != last:
                rows.append(self._day_title(ui, day))
                last = day
            rows.append(event_row(ui, self._app, one))
        if not rows:
            return ui.empty("Nothing planned", "calendar")
        return ui.list(rows, "agenda_list", pad=(0, 0, 0, 96))

    def _week(self, ui: Kit) -> View:
        first = self._week_start(ui)
        found = self._between(first, 7)
        rows: list[View] = []
        for day in (first + timedelta(days=place) for place in range(7)):
            rows.append(self._day_title(ui, day))
            rows += [event_row(ui, self._app, one) for one in on_day(found, day)]
        return ui.list(rows, "week_list", pad=(0, 0, 0, 96))

    def _day(self, ui: Kit) -> View:
        day = self._page.day
        found = on_day(self._between(day, 1), day)
        rows = [event_row(ui, self._app, one) for one in found if one.event.number("allDay")]
        timed = [one for one in found if not one.event.number("allDay")]
        for hour in range(24):
            rows.append(self._hour(ui, hour, [one for one in timed if self._shown_at(one, day) == hour]))
        return ui.list(rows, "day_hours", pad=(0, 0, 0, 96))

    def _shown_at(self, one: Instance, day: date) -> int:
        """The hour under which an event stands."""
        return one.begin.hour if one.begin.date() == day else 0

    def _hour(self, ui: Kit, hour: int, found: list[Instance]) -> View:
        begin = self._app.midnight(self._page.day).replace(hour=hour)
        time = self._app.system.time_text(hour, 0)
        label = ui.text(time, "hour_label", style(size=12, fg="muted", lines=1), w=72)
        chips = [self._chip(ui, one) for one in found] or [ui.space(_HOUR - 8)]
        row = ui.line([label, ui.column(chips, weight=1, gap=4)], "hour_row", pad=(16, 4, 12, 4))
        row.desc = f"{ui.t('New event')}, {time}"
        row.on_click = partial(self._app.new_event, begin)
        row.clickable = row.focusable = True
        return row

    def _chip(self, ui: Kit, one: Instance) -> View:
        words = [
            ui.text(title_of(ui, one), "event_title", style(size=15, bold=True, lines=1)),
            ui.text(hours_text(self._app, one), "event_when", style(size=13, fg="muted", lines=1)),
        ]
        chip = ui.column(words, "event_chip", bg="tonal", shape="field", pad=(12, 6, 12, 6))
        chip.on_click = partial(self._app.show_event, one)
        chip.clickable = chip.focusable = True
        return chip

    def _month(self, ui: Kit) -> View:
        day = self._page.day
        shown = weeks(day.year, day.month, ui.skin.locale.week_starts)
        found = self._between(shown[0][0], 7 * len(shown))
        names = [
            ui.text(letter, "", style(size=12, fg="muted", align="center", lines=1))
            for letter in ui.week_letters()
        ]
        cells = [self._cell(ui, other, on_day(found, other)) for week in shown for other in week]
        grid = ui.grid([*names, *cells], 7, "month_grid", pad=(8, 0, 8, 4))
        rows = [self._day_title(ui, day), *(event_row(ui, self._app, one) for one in on_day(found, day))]
        return ui.list([grid, *rows], "month_list", pad=(0, 0, 0, 96))

    def _cell(self, ui: Kit, day: date, found: list[Instance]) -> View:
        on, inside = day == self._page.day, day.month == self._page.day.month
        today = day == self._app.system.now().date()
        fg = "on_primary" if on else "primary" if today else "text" if inside else "muted"
        look = style(
            widget="mark", icon=str(day.day), bg="primary" if on else "", fg=fg, shape="circle", size=15
        )
        number = View("android.view.View", str(day.day), h=36, style=look)
        dot = ui.icon("dot", size=12, fg="primary" if found else "bg", gravity="center")
        cell = ui.column([number, dot], "month_day", pad=(0, 0, 0, 2))
        count = f", {len(found)} {ui.t('events' if len(found) != 1 else 'event')}" if found else ""
        cell.desc = ui.day(day, "MMMMEEEEd") + count
        cell.checkable, cell.checked = True, on
        cell.on_click = partial(setattr, self._page, "day", day)
        cell.clickable = cell.focusable = True
        return cell


def when_text(app: Program, one: Instance) -> str:
    """An event's time in full."""
    first, last = one.begin, one.end
    if one.event.number("allDay"):
        last = max(first, last - timedelta(days=1))
    days = [app.system.date_text(when, "MMMEEEEd") for when in (first, last)]
    if one.event.number("allDay"):
        return days[0] if first.date() == last.date() else f"{days[0]} \u2013 {days[1]}"
    if first.date() == last.date():
        return f"{days[0]}, {hours_text(app, one)}"
    times = [app.system.time_text(when.hour, when.minute) for when in (first, last)]
    return f"{days[0]}, {times[0]} \u2013 {days[1]}, {times[1]}"
