"""The date picker in its three forms: the month, the text field and the wheels."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import CLICKABLE, Kit
from device_drivers.virtual.window.pickers import wheel
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import WRAP, View

_FIELD = "input_date"
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def weeks(year: int, month: int, first: int = calendar.SUNDAY) -> list[list[date]]:
    """The weeks that a month touches, beginning with a weekday."""
    return calendar.Calendar(first).monthdatescalendar(year, month)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last one."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class DateChoice:
    """The state of an open picker."""

    def __init__(self, day: date, mode: str) -> None:
        self.day = min(max(day, _FIRST), _LAST)
        self.mode = mode
        self.month = self.day.replace(day=1)  # the one that is shown
        self.fresh = True  # not yet shown

    def turn(self, months: int) -> None:
        """Show another month."""
        self.month = min(max(months_later(self.month, months), _FIRST), _LAST.replace(day=1))

    def move(self, day: date) -> None:
        self.day = min(max(day, _FIRST), _LAST)

    def read(self, text: str) -> None:
        """From month/day/year; what is no date changes nothing."""
        parts = [part for part in text.replace("-", "/").split("/") if part.strip().isdigit()]
        if len(parts) != 3:
            return
        month, day, year = (int(part) for part in parts)
        if 1 <= month <= 12 and _FIRST.year <= year <= _LAST.year:
            self.day = date(year, month, min(max(1, day), calendar.monthrange(year, month)[1]))


def date_picker(
    day: date, done: Callable[[date], object], *, mode: str = "clock", title: str = "Select date"
) -> Layer:
    """A dialog; `done(day)` is called when it is confirmed. `mode`: clock (a month), input or wheel."""
    choice = DateChoice(day, mode)

    def confirm(ui: Kit) -> None:
        if choice.mode == "input":
            choice.read(ui.state.fields.get(_FIELD, ""))
        done(choice.day)

    def body(ui: Kit) -> View:
        face = {"clock": _month, "input": _input, "wheel": _wheels}[choice.mode](ui, choice)
        picker = "android.widget.DatePicker"
        return View(picker, rid=ui.rid("android:id/datePicker"), children=[face], pad=(16, 8, 16, 0))

    def build(ui: Kit) -> View:
        if choice.fresh:
            choice.fresh = False
            ui.state.fields.pop(_FIELD, None)  # of an earlier picker
        buttons = (("Cancel", None), ("OK", lambda: confirm(ui)))
        return alert(title, buttons=buttons, body=body).build(ui)

    return Layer(build, "dialog", title=title)


def _month(ui: Kit, choice: DateChoice) -> View:
    shown = choice.month
    head = ui.text(
        ui.day(choice.day, "yMMMEd"), "android:id/date_picker_header_date", style(size=22, bold=True, lines=1)
    )
    name = ui.text(ui.day(shown, "yMMMM"), "", style(size=15, bold=True, lines=1), weight=1)
    back = ui.icon_button("Previous month", "left", partial(choice.turn, -1), "android:id/prev")
    ahead = ui.icon_button("Next month", "right", partial(choice.turn, 1), "android:id/next")
    cells = [_day_name(ui, letter) for letter in ui.week_letters()]
    cells += [
        _day(ui, choice, day)
        for week in weeks(shown.year, shown.month, ui.skin.locale.week_starts)
        for day in week
    ]
    grid = ui.grid(cells, 7, "android:id/month_view", cls="android.view.View")
    return ui.column([head, ui.line([name, back, ahead]), grid])


def _day_name(ui: Kit, letter: str) -> View:
    return ui.text(letter, "", style(size=13, fg="muted", align="center", lines=1))


def _day(ui: Kit, choice: DateChoice, day: date) -> View:
    if day.month != choice.month.month:
        return ui.space(40)
    on = day == choice.day
    bg, fg = ("primary", "on_primary") if on else ("", "text")
    look = style(widget="mark", icon=str(day.day), bg=bg, fg=fg, shape="circle", size=15)
    view = View("android.view.View", str(day.day), ui.day(day, "dd MMMM y"), h=40, style=look, **CLICKABLE)
    view.checkable, view.checked, view.on_click = True, on, partial(choice.move, day)
    return view


def _input(ui: Kit, choice: DateChoice) -> View:
    day = choice.day
    ui.state.fields.setdefault(_FIELD, f"{day.month:02d}/{day.day:02d}/{day.year}")
    field = ui.field(
        _FIELD, "mm/dd/yyyy", "android:id/input_date", look=style(shape="field", bg="field", lines=1)
    )
    field.select_all = True
    return ui.column([field, ui.text("mm/dd/yyyy", "", style(size=13, fg="muted"))], gap=4, pad=(8, 8, 8, 8))


def _wheels(ui: Kit, choice: DateChoice) -> View:
    def turn_month(by: int) -> None:
        choice.move(months_later(choice.day, by))

    def turn_day(by: int) -> None:
        choice.move(choice.day + timedelta(days=by))

    def turn_year(by: int) -> None:
        choice.move(months_later(choice.day, 12 * by))

    def typed_day(text: str) -> None:
        last = calendar.monthrange(choice.day.year, choice.day.month)[1]
        if text.isdigit() and 1 <= int(text) <= last:
            choice.day = choice.day.replace(day=int(text))

    def typed_month(text: str) -> None:
        first = choice.day.replace(month=1, day=1)
        names = [ui.day(months_later(first, by), "MMM").casefold() for by in range(12)]
        if text.casefold() in names:
            turn_month(names.index(text.casefold()) + 1 - choice.day.month)

    def typed_year(text: str) -> None:
        if text.isdigit() and _FIRST.year <= int(text) <= _LAST.year:
            turn_year(int(text) - choice.day.year)

    around = (-1, 0, 1)
    day = choice.day
    months = [ui.day(months_later(day, by), "MMM") for by in around]
    days = [str((day + timedelta(days=by)).day) for by in around]
    years = [str(day.year + by) for by in around]
    made = [
        wheel(ui, "month", months, turn_month, typed_month),
        wheel(ui, "day", days, turn_day, typed_day),
        wheel(ui, "year", years, turn_year, typed_year),
    ]
    return ui.line(made, "android:id/pickers", gap=8, w=WRAP, gravity="center")
