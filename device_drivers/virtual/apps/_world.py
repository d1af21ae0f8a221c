"""The world clock tab and the choice of cities."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import MUTED, style
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.clock import ClockPage

URI = "content://com.android.deskclock/cities"
SCHEMA = "CREATE TABLE cities (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, offset INTEGER);"
# Standard time, hours from UTC.
CITIES = {
    "Amsterdam": 1, "Auckland": 12, "Bangkok": 7, "Berlin": 1, "Buenos Aires": -3, "Cairo": 2, "Chicago": -6,
    "Denver": -7, "Dubai": 4, "Hong Kong": 8, "Honolulu": -10, "Istanbul": 3, "Jakarta": 7, "Johannesburg": 2,
    "Lagos": 1, "Lima": -5, "Lisbon": 0, "London": 0, "Los Angeles": -8, "Madrid": 1, "Mexico City": -6,
    "Nairobi": 3, "New York": -5, "Oslo": 1, "Paris": 1, "Rome": 1, "Sao Paulo": -3, "Seoul": 9,
    "Singapore": 8,
    "Stockholm": 1, "Sydney": 10, "Tokyo": 9, "Toronto": -5, "Vienna": 1, "Zurich": 1,
}  # fmt: skip


def there(now: datetime, offset: int) -> datetime:
    return now.astimezone(timezone(timedelta(hours=offset)))


class World:
    def __init__(self, page: ClockPage) -> None:
        self._page = page

    def add(self) -> Action:
        return Action("Add city", lambda: self._page.open(Cities(self._page.clock)), "add", "fab")

    def view(self, ui: Kit) -> View:
        system = self._page.system
        now = system.now()
        words = system.time_text(now.hour, now.minute)
        rows = [
            ui.column(
                [
                    ui.text(words, "digital_clock", style(size=56, lines=1, align="center"), desc=words),
                    ui.text(ui.day(now, "MMMEd"), "date", style(size=16, fg="muted", align="center")),
                ],
                "main_clock",
                pad=(16, 36, 16, 24),
            )
        ]
        alarms = [alarm for alarm in self._page.clock.alarms(now) if alarm.alarm_clock]
        if alarms:
            when = min(alarms, key=lambda alarm: alarm.when).when
            text = f"{ui.t('Next alarm')}: {ui.day(when, 'E')} {system.time_text(when.hour, when.minute)}"
            rows.append(
                ui.text(text, "nextAlarm", style(size=14, fg="muted", align="center"), pad=(0, 0, 0, 20))
            )
        for row in self._page.content.rows(URI):
            local = there(now, row.number("offset"))
            time = ui.text(
                system.time_text(local.hour, local.minute), "digital_clock", style(size=20, lines=1), w=WRAP
            )
            rows.append(
                ui.row(
                    row.text("name"),
                    _day(ui, local, now),
                    ids=("city_name", "city_day"),
                    trailing=[time],
                    on_long=partial(self._remove, row.number("_id")),
                )
            )
        return ui.list(rows, "cities", pad=(0, 0, 0, 96))

    def _remove(self, ident: int) -> None:
        self._page.content.delete(f"{URI}/{ident}")


def _day(ui: Kit, local: datetime, now: datetime) -> str:
    days = (local.date() - now.date()).days
    return ui.t(("Yesterday", "Today", "Tomorrow")[days + 1])


class Cities(Page):
    cls = ".worldclock.CitySelectionActivity"

    def __init__(self, app: App) -> None:
        super().__init__(app)

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").lower()
        chosen = {row.text("name") for row in self.content.rows(URI)}
        rows = []
        for name, offset in CITIES.items():
            if wanted in name.lower():
                local = there(self.system.now(), offset)
                time = ui.text(self.system.time_text(local.hour, local.minute), "city_time", MUTED, w=WRAP)
                box = ui.check(name in chosen, None, "city_onoff")
                rows.append(
                    ui.row(
                        name,
                        on_click=partial(self._flip, name, offset),
                        trailing=[time, box],
                        ids=("city_name", ""),
                    )
                )
        field = ui.column([ui.field("search_src_text", "Search for a city")], pad=(16, 0, 16, 8))
        body = ui.column([field, ui.list(rows, "cities_list", weight=1)])
        return scaffold(ui, "Cities", body, up=self.close)

    def _flip(self, name: str, offset: int) -> None:
        if not self.content.delete(URI, f"name='{name}'"):
            self.content.insert(URI, {"name": name, "offset": offset})
