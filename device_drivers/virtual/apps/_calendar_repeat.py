"""How an event repeats: in words, and as a part of the editor's form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.recurrence import FREQUENCIES, Rule, parse
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import date_picker
from device_drivers.virtual.window.dialogs import choose, prompt
from device_drivers.virtual.window.kit import CHECK, CLICKABLE, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View

_ONCE = ("Does not repeat", "Every day", "Every week", "Every month", "Every year")
_MANY = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENDS = ("Never", "On a date", "After a number of events")
_SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
_MOST = 30  # of an interval


def _interval_text(ui: Kit, rule: Rule) -> str:
    if rule.interval == 1:
        return ui.t(_ONCE[1 + FREQUENCIES.index(rule.frequency)])
    return f"{ui.t('Every')} {rule.interval} {ui.t(_MANY[rule.frequency])}"


def rule_text(ui: Kit, text: str) -> str:
    """A rule in words."""
    rule = parse(text)
    if not rule.frequency:
        return ui.t(_ONCE[0])
    words = _interval_text(ui, rule)
    if rule.days:
        names = ui.skin.locale.weekdays("abbreviated")
        words += ": " + ", ".join(names[day] for day in _SUNDAY_FIRST if day in rule.days)
    if rule.until is not None:
        words += f", {ui.t('until')} {ui.day(rule.until, 'yMMMEd')}"
    if rule.count:
        words += f", {rule.count} {ui.t('times')}"
    return words


class RepeatForm:
    """The rows of the editor that are about repeating."""

    def __init__(self, page: Page, begin: Callable[[], datetime]) -> None:
        self._page = page
        self._begin = begin
        self.rule = Rule()

    def rows(self, ui: Kit) -> list[View]:
        rule = self.rule
        place = FREQUENCIES.index(rule.frequency) + 1 if rule.frequency else 0
        first = ui.row(
            ui.t("Repeat"),
            ui.t(_ONCE[place]),
            partial(self._page.show, choose("Repeat", _ONCE, place, self._set_frequency)),
            icon=ui.icon("repeat"),
            ids=("repeat_label", "repeat_value"),
        )
        if not rule.frequency:
            return [first]
        numbers = [str(number) for number in range(1, _MOST + 1)]
        how_often = choose("Interval", numbers, rule.interval - 1, self._set_interval, plain=True)
        interval = self._row(ui, "Interval", _interval_text(ui, rule), how_often)
        ends = choose("Ends", _ENDS, self._end(), self._set_end)
        days = [self._days(ui)] if rule.frequency == "WEEKLY" else []
        return [first, interval, *days, self._row(ui, "Ends", self._end_text(ui), ends)]

    def _row(self, ui: Kit, label: str, value: str, layer: Layer) -> View:
        name = label.lower()
        open_it = partial(self._page.show, layer)
        return ui.row(
            ui.t(label), value, open_it, icon=ui.space(24, w=24), ids=(f"{name}_label", f"{name}_value")
        )

    def _days(self, ui: Kit) -> View:
        chosen = self.rule.days or (self._begin().weekday(),)
        letters = ui.skin.locale.weekdays("narrow")
        marks = []
        for day in _SUNDAY_FIRST:
            on = day in chosen
            bg, fg = ("primary", "on_primary") if on else ("field", "text")
            look = style(widget="mark", icon=letters[day], bg=bg, fg=fg, shape="circle", size=14)
            mark = View(
                CHECK, letters[day], ui.t(_DAYS[day]), ui.rid(f"weekday_{day}"), style=look, **CLICKABLE
            )
            mark.w, mark.h, mark.checkable, mark.checked = 36, 36, True, on
            mark.on_click = partial(self._flip_day, day, chosen)
            marks.append(mark)
        return ui.line(marks, "weekdays", gap=6, pad=(16, 6, 16, 6))

    def _end(self) -> int:
        return 1 if self.rule.until is not None else 2 if self.rule.count else 0

    def _end_text(self, ui: Kit) -> str:
        rule = self.rule
        if rule.until is not None:
            return ui.day(rule.until.astimezone(self._begin().tzinfo), "yMMMEd")
        return f"{rule.count} {ui.t('times')}" if rule.count else ui.t("Never")

    def _set_frequency(self, place: int) -> None:
        self.rule = Rule(FREQUENCIES[place - 1]) if place else Rule()

    def _set_interval(self, place: int) -> None:
        self.rule = replace(self.rule, interval=place + 1)

    def _flip_day(self, day: int, chosen: tuple[int, ...]) -> None:
        days = set(chosen) ^ {day}
        self.rule = replace(self.rule, days=tuple(sorted(days or {day})))

    def _set_end(self, place: int) -> None:
        page = self._page
        if place == 1:
            last = self._begin().date() + timedelta(days=30)
            page.show(date_picker(last, self._set_until, mode=page.system.skin.picker))
        elif place == 2:
            page.state.fields["repeat_count"] = str(self.rule.count or 10)
            page.show(prompt("Number of events", "repeat_count", "Number", self._set_count))
        else:
            self.rule = replace(self.rule, count=0, until=None)

    def _set_until(self, day: date) -> None:
        midnight = self._begin().replace(hour=23, minute=59, second=59)
        until = midnight.replace(year=day.year, month=day.month, day=day.day)
        self.rule = replace(self.rule, count=0, until=until)

    def _set_count(self, text: str) -> None:
        if text.strip().isdecimal() and 0 < int(text) < 1000:
            self.rule = replace(self.rule, count=int(text), until=None)
