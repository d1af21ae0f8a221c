"""Weather: now, the next hours and the week at the saved places."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date, datetime, timedelta
from functools import partial

from device_drivers.virtual.apps import _weather_sky as sky
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.apps._weather_day import DayPage, day_rows
from device_drivers.virtual.apps._weather_places import (
    PACKAGE,
    PLACES,
    PREFERENCES,
    UNITS,
    PlacesPage,
    SettingsPage,
)
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, insert_row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import WRAP, View

DAYS = f"content://{PACKAGE}/days"
HOURS = f"content://{PACKAGE}/hours"
# Degrees C, km/h, percent; date: YYYY-MM-DD; hour: 0..23. Days and hours are forecasts from today on.
SCHEMA = """
CREATE TABLE places (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, region TEXT DEFAULT '',
  latitude REAL DEFAULT 45, position INTEGER);
CREATE TABLE preferences (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, value TEXT);
CREATE TABLE days (_id INTEGER PRIMARY KEY AUTOINCREMENT, place_id INTEGER, place TEXT, date TEXT,
  condition TEXT, low INTEGER, high INTEGER, rain INTEGER, wind INTEGER, humidity INTEGER, sunrise TEXT,
  sunset TEXT);
CREATE TABLE hours (_id INTEGER PRIMARY KEY AUTOINCREMENT, place_id INTEGER, place TEXT, date TEXT,
  hour INTEGER, temperature INTEGER, condition TEXT, rain INTEGER);"""
_TABS = (
    Tab("Today", "sun_cloud", "tab_today"),
    Tab("Hourly", "clock", "tab_hourly"),
    Tab("This week", "calendar", "tab_week"),
)
_NEXT = 24  # hours that are listed


class MainPage(Page):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.weather = app
        self.tab = 0

    def view(self, ui: Kit) -> View:
        place = self.weather.chosen()
        actions = [Action("Places", self._places, "pin", "action_places")]
        settings = Action("Settings", lambda: self.open(SettingsPage(self.weather)), main=False)
        if place is None:
            body = ui.empty("Add a place to see its weather", "sun_cloud")
            return scaffold(ui, "Weather", body, actions=[*actions, settings])
        actions += [Action("Share", partial(self._share, place), main=False), settings]
        rows = (self._today, self._hours, self._week)[self.tab](ui, place.number("_id"))
        body = ui.list(rows, ("today_list", "hourly_list", "week_list")[self.tab], pad=(0, 4, 0, 24))
        tabs = Tabs(_TABS, self.tab, self._choose)
        return scaffold(ui, place.text("name"), body, actions=actions, tabs=tabs, plain=True)

    def _choose(self, place: int) -> None:
        self.tab = place

    def _places(self) -> None:
        self.open(PlacesPage(self.weather))

    def _today(self, ui: Kit, place: int) -> list[View]:
        day, now = self.weather.day(place, self.weather.today), self.weather.hour_now(place)
        if day is None or now is None:
            return []
        degrees = self.weather.degrees
        ends = f"{ui.t('High')} {degrees(day.number('high'))} · {ui.t('Low')} {degrees(day.number('low'))}"
        head = ui.column(
            [
                ui.icon(sky.CONDITIONS[now.text("condition")], "condition_icon", size=64, gravity="center"),
                ui.text(
                    degrees(now.number("temperature")), "temperature", style(size=56, align="center", lines=1)
                ),
                ui.label(now.text("condition"), "condition", style(size=18, align="center")),
                ui.text(ends, "high_low", style(fg="muted", align="center")),
            ],
            "current_conditions",
            gap=4,
            pad=(16, 16, 16, 16),
        )
        shown = min(8, ui.room.columns(80))
        strip = ui.line([self._cell(ui, row) for row in self.weather.hours(place)[:shown]], pad=(8, 0, 8, 12))
        return [head, strip, *day_rows(ui, self.weather, day)]

    def _cell(self, ui: Kit, row: Row) -> View:
        small = style(size=13, fg="muted", align="center", lines=1)
        return ui.column(
            [
                ui.text(self.system.time_text(row.number("hour"), 0), "hour_time", small),
                ui.icon(sky.CONDITIONS[row.text("condition")], gravity="center"),
                ui.text(self._heat(row), "hour_temperature", style(align="center", lines=1)),
            ],
            weight=1,
            gap=6,
        )

    def _heat(self, row: Row) -> str:
        return self.weather.degrees(row.number("temperature"))

    def _hours(self, ui: Kit, place: int) -> list[View]:
        rows = []
        for row in self.weather.hours(place):
            heat = ui.text(self._heat(row), "hour_temperature", style(size=20, lines=1), w=WRAP)
            rows.append(
                ui.row(
                    self.system.time_text(row.number("hour"), 0),
                    f"{ui.t(row.text('condition'))} · {row.number('rain')}% {ui.t('rain')}",
                    icon=ui.icon(sky.CONDITIONS[row.text("condition")]),
                    trailing=[heat],
                    ids=("hour_time", "hour_details"),
                )
            )
        return rows

    def _week(self, ui: Kit, place: int) -> list[View]:
        rows = []
        for row in self.content.rows(DAYS, f"place_id={place}", "date"):
            day = date.fromisoformat(row.text("date"))
            name = ui.t("Today") if day == self.weather.today else ui.day(day, "MMMEEEEd")
            degrees = self.weather.degrees
            ends = f"{degrees(row.number('high'))} / {degrees(row.number('low'))}"
            rows.append(
                ui.row(
                    name,
                    f"{ui.t(row.text('condition'))} · {row.number('rain')}% {ui.t('rain')}",
                    partial(self._day, place, day),
                    icon=ui.icon(sky.CONDITIONS[row.text("condition")]),
                    trailing=[ui.text(ends, "day_temperatures", style(size=17, lines=1), w=WRAP)],
                    ids=("day_name", "day_details"),
                )
            )
        return rows

    def _day(self, place: int, day: date) -> None:
        self.open(DayPage(self.weather, place, day))

    def _share(self, place: Row) -> None:
        day = self.weather.day(place.number("_id"), self.weather.today)
        if day is not None:
            ends = f"{self.weather.degrees(day.number('high'))} / {self.weather.degrees(day.number('low'))}"
            share(self, f"{place.text('name')}: {self.t(day.text('condition'))}, {ends}")


class Program(App):
    package = PACKAGE
    label = "Weather"
    icon = "sun_cloud"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT)),
            Filter((VIEW,), schemes=("content",), hosts=("com.android.weather/places/",)),
        ),
    }
    permissions = ("android.permission.ACCESS_COARSE_LOCATION",)
    version = ("4.2.0", 420)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {name: Route(name) for name in ("days", "hours", "preferences")}
        routes["places"] = Route("places", order="position, _id", insert=self._insert, after=self._forecast)
        system.content.add(Tables(self.package, routes), SCHEMA)
        self._fill_preferences()
        self._forecast_day = self.today

    def _insert(self, values: dict[str, Value]) -> int:
        last = max((row.number("position") for row in self.places()), default=-1)
        return insert_row(self.content.db, "places", {"position": last + 1, **values})

    def _fill_preferences(self) -> None:
        values = {name: choices[0][0] for name, (_, choices) in UNITS.items()}
        for name, value in {**values, "shown_place": ""}.items():
            self.content.insert(PREFERENCES, {"name": name, "value": value})

    def fill(self, fixture: Fixture) -> None:
        for one in fixture.weather_places:
            self.content.insert(PLACES, one.model_dump())

    def clear(self) -> None:
        self.content.delete(PREFERENCES)
        self.content.delete(PLACES)
        self._fill_preferences()

    def page(self, activity: str, intent: Intent) -> Page:
        last = intent.data.rsplit("/", 1)[-1]
        if intent.action == VIEW and last.isdecimal():
            self.show(int(last))
        return MainPage(self)

    def tick(self, now: datetime) -> None:
        if now.date() != self._forecast_day:
            self._forecast()

    # the forecasts
    @property
    def today(self) -> date:
        return self.system.now().date()

    def _forecast(self) -> None:
        """Write the days and hours of the places that have none, and drop those of places that are gone."""
        db, today = self.content.db, self.today
        stale = "1" if today != self._forecast_day else "place_id NOT IN (SELECT _id FROM places)"
        self._forecast_day = today
        for table in ("days", "hours"):
            db.execute(f"DELETE FROM {table} WHERE {stale}")
        known = {row.number("place_id") for row in self.content.rows(DAYS)}
        for row in self.places():
            if row.number("_id") not in known:
                self._forecast_place(row, today)
        self.system.changed()

    def _forecast_place(self, row: Row, today: date) -> None:
        seed, latitude = self.system.seed, float(row.text("latitude") or 0)
        name = f"{row.text('name')}, {row.text('region')}"
        for ahead, when in enumerate(sky.week(today)):
            first = (row.number("_id"), row.text("name"), when.isoformat())
            self._write("days", [(*first, *astuple(sky.day(seed, name, latitude, when)))])
            if ahead < 2:
                hours = sky.hours(seed, name, latitude, when)
                self._write("hours", [(*first, at, *astuple(hour)) for at, hour in enumerate(hours)])

    def _write(self, table: str, rows: list[tuple[Value, ...]]) -> None:
        """Rows in the order of the table's columns, without the id."""
        marks = ", ".join("?" * len(rows[0]))
        self.content.db.executemany(f"INSERT INTO {table} VALUES (NULL, {marks})", rows)

    def day(self, place: int, when: date) -> Row | None:
        return self.content.row(DAYS, f"place_id={place} AND date='{when.isoformat()}'")

    def hours(self, place: int) -> list[Row]:
        """The hours from now on."""
        today, tomorrow = self.today, self.today + timedelta(days=1)
        now = self.system.now().hour
        where = f"place_id={place} AND (date='{today}' AND hour>={now} OR date='{tomorrow}')"
        return self.content.rows(HOURS, where, "date, hour")[:_NEXT]

    def hour_now(self, place: int) -> Row | None:
        return next(iter(self.hours(place)), None)

    # the places
    def places(self) -> list[Row]:
        return self.content.rows(PLACES)

    def chosen(self) -> Row | None:
        """The place the main screen is about: the one last chosen, else the first."""
        places, ident = self.places(), self._preference("shown_place")
        return next((row for row in places if row.text("_id") == ident), places[0] if places else None)

    def show(self, ident: int) -> None:
        self.content.update(PREFERENCES, {"value": str(ident)}, "name='shown_place'")

    def move(self, ident: int, by: int) -> None:
        """One place up or down the list."""
        order = [row.number("_id") for row in self.places()]
        start = order.index(ident)
        order.insert(max(0, start + by), order.pop(start))
        for place, one in enumerate(order):
            self.content.update(f"{PLACES}/{one}", {"position": place})

    # units
    def _preference(self, name: str) -> str:
        row = self.content.row(PREFERENCES, f"name='{name}'")
        return row.text("value") if row is not None else ""

    def unit(self, name: str) -> str:
        """Of "temperature" or "wind"."""
        choices = [value for value, _ in UNITS[name][1]]
        value = self._preference(name)
        return value if value in choices else choices[0]

    def degrees(self, celsius: int) -> str:
        if self.unit("temperature") == "fahrenheit":
            return f"{round(celsius * 9 / 5 + 32)}°"
        return f"{celsius}°"

    def speed(self, kmh: int) -> str:
        return f"{round(kmh / 1.609344)} mph" if self.unit("wind") == "mph" else f"{kmh} km/h"
