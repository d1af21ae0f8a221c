"""The calendar's main page, its search, and the choice of calendars."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._calendar_editor import CALENDARS
from device_drivers.virtual.apps._calendar_views import Views, event_row, when_text
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.services.permissions import CALENDAR
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.calendar import Program

_YEAR = timedelta(days=366)
_TABS = (
    Tab("Agenda", "list", "agenda_tab"),
    Tab("Day", "today", "day_tab"),
    Tab("Week", "week", "week_tab"),
    Tab("Month", "calendar", "month_tab"),
)


class MainPage(Page):
    cls = ".AllInOneActivity"

    def __init__(self, app: Program, day: date | None = None) -> None:
        super().__init__(app)
        self.calendar = app
        self.day = day or app.system.now().date()
        self.tab = 0 if day is None else 1
        self.views = Views(self)
        self.state.scroll["day_hours"] = int(7 * 56 * app.system.skin.dpi / 160)  # from seven o'clock

    def needs(self) -> tuple[str, ...]:
        return (CALENDAR,)

    def view(self, ui: Kit) -> View:
        body = self.views.view(ui, _TABS[self.tab].label)
        actions = [
            Action("Search", lambda: self.open(SearchPage(self.calendar)), "search", "action_search"),
            Action("Today", self._today, "today", "action_today"),
            Action("Calendars", lambda: self.open(CalendarsPage(self.calendar)), main=False),
        ]
        add = Action("New event", self._new, "add", "floating_action_button")
        return scaffold(
            ui, "Calendar", body, actions=actions, add=add, tabs=Tabs(_TABS, self.tab, self._choose)
        )

    def show_day(self, day: date) -> None:
        self.day, self.tab = day, 1

    def _choose(self, place: int) -> None:
        self.tab = place

    def _today(self) -> None:
        self.day = self.system.now().date()

    def _new(self) -> None:
        """At the next full hour of the day that is shown."""
        hour = min(self.system.now().hour + 1, 23)
        self.calendar.new_event(self.calendar.midnight(self.day).replace(hour=hour))


class SearchPage(Page):
    cls = ".SearchActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.calendar = app
        self.state.focus, self.state.keyboard = "search_src_text", True

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower()
        now = self.system.now()
        found = self.calendar.instances(now - _YEAR, now + _YEAR) if wanted else []
        names = ("title", "eventLocation", "description")
        rows, seen = [], set()
        for one in found:
            ident = one.event.number("_id")
            if ident in seen or not any(wanted in one.event.text(name).lower() for name in names):
                continue
            seen.add(ident)
            rows.append(event_row(ui, self.calendar, one, when_text(self.calendar, one)))
        body = (
            ui.list(rows, "search_results") if rows or not wanted else ui.empty("No events found", "search")
        )
        look = style(size=18, lines=1)
        field = ui.field("search_src_text", "Search events", box=False, weight=1, look=look)
        clear = ui.icon_button("Clear", "close", self._clear, "search_close_btn")
        back = ui.icon_button("Navigate up", "back", self.up)
        return scaffold(ui, "", body, bar=ui.line([back, field, clear], "toolbar", h=60, pad=(4, 0, 4, 0)))

    def _clear(self) -> None:
        self.state.fields.pop("search_src_text", None)


class CalendarsPage(Page):
    """Which calendars are shown."""

    cls = ".selectcalendars.SelectVisibleCalendarsActivity"

    def view(self, ui: Kit) -> View:
        rows = []
        for row in self.content.rows(CALENDARS):
            on, name = row.number("visible") == 1, row.text("calendar_displayName")
            flip = partial(self.content.update, f"{CALENDARS}/{row.number('_id')}", {"visible": int(not on)})
            rows.append(
                ui.row(
                    name, row.text("account_name"), flip, trailing=[ui.check(on)], ids=("calendar", "status")
                )
            )
        return scaffold(ui, "Calendars", ui.list(rows, "calendars_list"), up=self.up)
