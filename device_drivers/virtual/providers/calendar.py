"""com.android.calendar: calendars, events, reminders, attendees, and the instances of repeating events."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo

from device_drivers.virtual.providers import recurrence
from device_drivers.virtual.providers.resolver import (
    Provider,
    ProviderError,
    Route,
    Row,
    Value,
    delete_rows,
    insert_row,
)

SCHEMA = """
CREATE TABLE calendars (_id INTEGER PRIMARY KEY AUTOINCREMENT, account_name TEXT, account_type TEXT,
  name TEXT, calendar_displayName TEXT, calendar_color INTEGER, calendar_access_level INTEGER DEFAULT 700,
  visible INTEGER DEFAULT 1, sync_events INTEGER DEFAULT 1, calendar_timezone TEXT, ownerAccount TEXT,
  isPrimary INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0);
CREATE TABLE calendar_events (_id INTEGER PRIMARY KEY AUTOINCREMENT, calendar_id INTEGER, title TEXT,
  description TEXT, eventLocation TEXT, eventColor INTEGER, eventStatus INTEGER DEFAULT 1,
  dtstart INTEGER, dtend INTEGER, duration TEXT, eventTimezone TEXT, eventEndTimezone TEXT,
  allDay INTEGER DEFAULT 0, accessLevel INTEGER DEFAULT 0, availability INTEGER DEFAULT 0,
  hasAlarm INTEGER DEFAULT 0, hasAttendeeData INTEGER DEFAULT 0, rrule TEXT, rdate TEXT, exrule TEXT,
  exdate TEXT, original_id INTEGER, originalInstanceTime INTEGER, originalAllDay INTEGER, organizer TEXT,
  deleted INTEGER DEFAULT 0);
CREATE TABLE calendar_reminders (_id INTEGER PRIMARY KEY AUTOINCREMENT, event_id INTEGER, minutes INTEGER,
  method INTEGER DEFAULT 1);
CREATE TABLE calendar_attendees (_id INTEGER PRIMARY KEY AUTOINCREMENT, event_id INTEGER, attendeeName TEXT,
  attendeeEmail TEXT, attendeeRelationship INTEGER DEFAULT 1, attendeeType INTEGER DEFAULT 1,
  attendeeStatus INTEGER DEFAULT 3);
CREATE TABLE calendar_instances (_id INTEGER PRIMARY KEY AUTOINCREMENT, event_id INTEGER, begin INTEGER,
  end INTEGER);
CREATE VIEW events_view AS SELECT e.*, c.calendar_displayName, c.calendar_color, c.visible, c.account_name,
  c.account_type, c.ownerAccount FROM calendar_events e JOIN calendars c ON c._id = e.calendar_id;
CREATE VIEW instances_view AS SELECT i._id AS _id, i.event_id, i.begin, i.end, e.calendar_id, e.title,
  e.description, e.eventLocation, e.allDay, e.rrule, e.hasAlarm, e.calendar_displayName, e.visible
  FROM calendar_instances i JOIN events_view e ON e._id = i.event_id;
"""
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
_LOW, _HIGH = -2_000_000_000_000, 4_100_000_000_000  # ms; what lies outside is taken for the nearest


@dataclass(frozen=True)
class Instance:
    """An event as it takes place once, in local time; of an all-day event the midnights."""

    event: Row
    begin: datetime
    end: datetime


def moment(ms: int, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(min(max(ms, _LOW), _HIGH) / 1000, zone)


def length(row: Row) -> timedelta:
    """How long an event lasts, from its end or its duration."""
    if row.number("dtend"):
        return timedelta(milliseconds=max(0, min(row.number("dtend") - row.number("dtstart"), _HIGH)))
    found = _DURATION.match(row.text("duration"))
    weeks, days, hours, minutes, seconds = (
        min(int(part or 0), 10**6) for part in (found.groups() if found else ("",) * 5)
    )
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def start(row: Row, zone: tzinfo | None) -> datetime:
    """When an event begins for the first time. All-day events are kept in UTC."""
    if row.number("allDay"):
        return moment(row.number("dtstart"), timezone.utc).replace(tzinfo=zone)
    return moment(row.number("dtstart"), zone)


def stamp(when: datetime, all_day: bool) -> int:
    """ms, as `dtstart` holds it."""
    return int((when.replace(tzinfo=timezone.utc) if all_day else when).timestamp() * 1000)


def excluded(when: datetime) -> str:
    """A moment as `exdate` lists it."""
    return f"{when.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"


def instances(rows: Iterable[Row], low: datetime, high: datetime) -> list[Instance]:
    """What takes place between two moments, in order."""
    found = [instance for row in rows for instance in _of(row, low, high)]
    return sorted(
        found, key=lambda one: (one.begin, one.event.number("allDay") == 0, one.event.number("_id"))
    )


def _of(row: Row, low: datetime, high: datetime) -> Iterator[Instance]:
    first, long = start(row, low.tzinfo), length(row)
    begins = recurrence.occurrences(row.text("rrule"), first, high) if row.text("rrule") else iter((first,))
    without = row.text("exdate").split(",")
    for begin in begins:
        end = begin + long
        overlaps = begin < high and (end > low or begin == end >= low)
        if overlaps and excluded(begin) not in without:
            yield Instance(row, begin, end)


class CalendarProvider(Provider):
    authorities = ("com.android.calendar",)

    def __init__(self, db: sqlite3.Connection, zone: tzinfo | None) -> None:
        self._db = db
        self._zone = zone
        self.routes = {
            "calendars": Route("calendars"),
            "events": Route(
                "calendar_events", "events_view", order="dtstart, _id", insert=self._add, delete=self._remove
            ),
            "reminders": Route("calendar_reminders", after=self._keep_flags),
            "attendees": Route("calendar_attendees", after=self._keep_flags),
        }

    def route(self, uri: str, path: list[str]) -> Route:
        if path[:2] == ["instances", "when"] and len(path) == 4 and "".join(path[2:]).isdigit():
            self._expand(int(path[2]), int(path[3]))
            return Route("calendar_instances", "instances_view", order="begin, _id")
        for table in ("reminders", "attendees"):
            if path[:1] == [table] and path[1:2] == ["event"] and path[-1].isdigit():
                return replace(self.routes[table], where=f"event_id={path[-1]}")
        return super().route(uri, path)

    def _add(self, values: dict[str, Value]) -> int:
        if not values.get("calendar_id"):
            raise ProviderError("Event values must include a calendar_id")
        if not values.get("eventTimezone"):
            raise ProviderError("Event values must include an eventTimezone")
        if values.get("dtstart") in (None, ""):
            raise ProviderError("DTSTART cannot be empty.")
        if values.get("dtend") in (None, "") and not values.get("duration"):
            raise ProviderError("DTEND and DURATION cannot both be null for an event.")
        return insert_row(self._db, "calendar_events", values)

    def _remove(self, idents: list[int]) -> None:
        """An event goes with all that hangs on it."""
        for table in ("calendar_reminders", "calendar_attendees", "calendar_instances"):
            delete_rows(self._db, table, idents, "event_id")
        delete_rows(self._db, "calendar_events", idents)

    def _keep_flags(self) -> None:
        for flag, table in (("hasAlarm", "calendar_reminders"), ("hasAttendeeData", "calendar_attendees")):
            own = f"EXISTS (SELECT 1 FROM {table} t WHERE t.event_id = calendar_events._id)"
            self._db.execute(f"UPDATE calendar_events SET {flag} = {own}")

    def _expand(self, low: int, high: int) -> None:
        """Fill the table of instances for a span of time, ms."""
        cursor = self._db.execute("SELECT * FROM calendar_events WHERE deleted = 0")
        places = {column[0]: place for place, column in enumerate(cursor.description)}
        rows = [Row(places, row) for row in cursor.fetchall()]
        found = instances(rows, moment(low, self._zone), moment(high, self._zone))
        self._db.execute("DELETE FROM calendar_instances")
        self._db.executemany(
            "INSERT INTO calendar_instances (event_id, begin, end) VALUES (?, ?, ?)",
            [
                (
                    one.event.number("_id"),
                    stamp(one.begin, one.event.number("allDay") == 1),
                    stamp(one.end, one.event.number("allDay") == 1),
                )
                for one in found
            ],
        )
