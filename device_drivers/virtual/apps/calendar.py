"""Calendar: agenda, day, week and month, events that repeat and remind, and the search."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from device_drivers.virtual.apps._calendar_editor import CALENDARS, EditorPage, Scope
from device_drivers.virtual.apps._calendar_event import EVENTS, EventPage
from device_drivers.virtual.apps._calendar_pages import CalendarsPage, MainPage, SearchPage
from device_drivers.virtual.apps._calendar_views import hours_text
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import (
    DEFAULT,
    EDIT,
    INSERT,
    LAUNCHER,
    MAIN,
    VIEW,
    Component,
    Filter,
    Intent,
)
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers import calendar as store
from device_drivers.virtual.providers.calendar import Instance
from device_drivers.virtual.providers.recurrence import Rule, occurrences, parse
from device_drivers.virtual.providers.resolver import Value
from device_drivers.virtual.services.values import Notification, PendingAlarm

REMINDERS = "content://com.android.calendar/reminders"
ATTENDEES = "content://com.android.calendar/attendees"
MAILS = "content://com.android.contacts/data/emails"
_DIR, _ITEM = "vnd.android.cursor.dir/event", "vnd.android.cursor.item/event"
_HOST = "com.android.calendar/events"
_ZONE = "Europe/Berlin"
_YEAR = timedelta(days=366)
_AHEAD = timedelta(days=8)  # the longest reminder is a week
_SNOOZE = timedelta(minutes=5)


class Program(App):
    package = "com.android.calendar"
    label = "Calendar"
    icon = "calendar"
    launcher = ".AllInOneActivity"
    activities = {
        ".AllInOneActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT, "android.intent.category.APP_CALENDAR")),
            Filter((VIEW,), schemes=("content",), hosts=("com.android.calendar/time",)),
        ),
        ".EventInfoActivity": (Filter((VIEW,), types=(_ITEM,), schemes=("content",), hosts=(_HOST,)),),
        ".event.EditEventActivity": (
            Filter((INSERT, EDIT), types=(_DIR, _ITEM), schemes=("content",), hosts=(_HOST,)),
            Filter((INSERT,), types=(_DIR, _ITEM)),
        ),
        ".SearchActivity": (),
        ".selectcalendars.SelectVisibleCalendarsActivity": (),
    }
    permissions = (
        "android.permission.READ_CALENDAR",
        "android.permission.WRITE_CALENDAR",
        "android.permission.POST_NOTIFICATIONS",
    )
    version = ("14.2", 140200)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self._seen = system.now()
        self._snoozed: list[tuple[datetime, Notification]] = []
        # what is due after one moment up to another, as of so many changed rows
        self._reminders: tuple[int, datetime, datetime, list[tuple[datetime, Instance]]] | None = None
        system.content.add(store.CalendarProvider(system.content.db, system.now().tzinfo), store.SCHEMA)
        for name, color in (("Personal", -12627531), ("Work", -16738393)):
            account = {"account_name": "Phone", "account_type": "LOCAL", "calendar_timezone": _ZONE}
            look: dict[str, Value] = {"calendar_displayName": name, "calendar_color": color}
            primary = int(name == "Personal")
            self.content.insert(CALENDARS, {"name": name, "isPrimary": primary, **account, **look})

    def fill(self, fixture: Fixture) -> None:
        calendars = {row.text("name"): row.number("_id") for row in self.content.rows(CALENDARS)}
        today = self.midnight(self.system.now().date())
        for event in fixture.events:
            hour, minute = (int(part) for part in (event.time or "0:0").split(":"))
            begin = (today + timedelta(days=event.day)).replace(hour=hour, minute=minute)
            long = timedelta(minutes=event.minutes) if event.time else timedelta(days=1)
            values: dict[str, Value] = {
                "calendar_id": calendars[event.calendar],
                "title": event.title,
                "eventLocation": event.place,
                "description": event.description,
                **self._times(begin, begin + long, not event.time, event.rrule),
            }
            ident = int(self.content.insert(EVENTS, values).rsplit("/", 1)[1])
            self._attach(ident, event.reminders, event.attendees)

    def clear(self) -> None:
        self.content.delete(EVENTS)
        self._snoozed.clear()

    # intents
    def page(self, activity: str, intent: Intent) -> Page:
        last = intent.data.rstrip("/").rsplit("/", 1)[-1]
        number = int(last) if last.isdecimal() else 0
        if activity == ".EventInfoActivity":
            return EventPage(self, number, intent.number("beginTime"))
        if activity == ".event.EditEventActivity":
            one = self.instance(number, intent.number("beginTime")) if intent.action == EDIT else None
            return self._editor(intent) if one is None else self._edit(one)
        if activity == ".SearchActivity":
            return SearchPage(self)
        if activity == ".selectcalendars.SelectVisibleCalendarsActivity":
            return CalendarsPage(self)
        return MainPage(self, store.moment(number, self.system.now().tzinfo).date() if number else None)

    def _edit(self, one: Instance) -> EditorPage:
        page = EditorPage(self, one.begin, one.end)
        page.load(one)
        return page

    def _editor(self, intent: Intent) -> EditorPage:
        """A new event as CalendarContract's extras describe it."""
        now = self.system.now()
        hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        all_day = intent.truth("allDay")
        begin, end = self._time(intent, "beginTime"), self._time(intent, "endTime")
        begin = begin or hour
        if all_day and end is not None:
            end = max(begin, end - timedelta(days=1))  # the form names the last day
        page = EditorPage(self, begin, end or begin + timedelta(hours=1), all_day)
        page.fill(
            title=intent.string("title"),
            location=intent.string("eventLocation"),
            description=intent.string("description"),
        )
        page.repeat.rule = parse(intent.string("rrule"))
        mails = intent.extras.get("android.intent.extra.EMAIL")
        listed = mails if isinstance(mails, list) else str(mails or "").split(",")
        page.attendees = [str(mail).strip() for mail in listed if str(mail).strip()]
        return page

    def _time(self, intent: Intent, extra: str) -> datetime | None:
        if extra not in intent.extras:
            return None
        zone = self.system.now().tzinfo
        known = timezone.utc if intent.truth("allDay") else zone
        return store.moment(intent.number(extra), known).replace(tzinfo=zone)

    def show_event(self, one: Instance) -> None:
        all_day = one.event.number("allDay") == 1
        self.system.push(EventPage(self, one.event.number("_id"), store.stamp(one.begin, all_day)))

    def new_event(self, begin: datetime) -> None:
        self.system.push(EditorPage(self, begin, begin + timedelta(hours=1)))

    # what the provider holds
    def midnight(self, day: date) -> datetime:
        return self.system.now().replace(
            year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0
        )

    def instances(self, low: datetime, high: datetime) -> list[Instance]:
        """What takes place in the calendars that are shown."""
        return store.instances(self.content.rows(EVENTS, "visible=1 AND deleted=0"), low, high)

    def instance(self, ident: int, begin: int = 0) -> Instance | None:
        """An event as it takes place at a moment (ms), or next, or for the first time."""
        row = self.content.row(f"{EVENTS}/{ident}")
        if row is None:
            return None
        now = self.system.now()
        first = store.start(row, now.tzinfo)
        if row.text("rrule"):
            for one in store.instances([row], first, max(first, now) + 4 * _YEAR):
                moment = store.stamp(one.begin, row.number("allDay") == 1)
                if moment == begin or (not begin and one.end > now):
                    return one
        return Instance(row, first, first + store.length(row))

    def first_calendar(self) -> int:
        row = next(iter(self.content.rows(CALENDARS)), None)
        return row.number("_id") if row is not None else 0

    def reminders(self, ident: int) -> list[int]:
        """Minutes before."""
        return sorted(row.number("minutes") for row in self.content.rows(REMINDERS, f"event_id={ident}"))

    def attendees(self, ident: int) -> list[str]:
        return [row.text("attendeeEmail") for row in self.content.rows(ATTENDEES, f"event_id={ident}")]

    def mail_of(self, name: str) -> str:
        """A contact's mail address, or nothing."""
        found = (row for row in self.content.rows(MAILS) if row.text("display_name").lower() == name.lower())
        row = next(found, None)
        return row.text("data1") if row is not None else ""

    def _times(self, begin: datetime, end: datetime, all_day: bool, rule: str) -> dict[str, Value]:
        """The columns of time; an event that repeats has a duration for its end."""
        seconds = int((end - begin).total_seconds())
        duration = f"P{seconds // 86_400}D" if all_day else f"P{seconds}S"
        return {
            "dtstart": store.stamp(begin, all_day),
            "dtend": None if rule else store.stamp(end, all_day),
            "duration": duration if rule else None,
            "allDay": int(all_day),
            "eventTimezone": "UTC" if all_day else _ZONE,
            "rrule": rule or None,
        }

    def _attach(self, ident: int, reminders: tuple[int, ...], attendees: tuple[str, ...]) -> None:
        """Replace an event's reminders and attendees."""
        for uri in (REMINDERS, ATTENDEES):
            self.content.delete(uri, f"event_id={ident}")
        for minutes in reminders:
            self.content.insert(REMINDERS, {"event_id": ident, "minutes": minutes})
        for mail in attendees:
            self.content.insert(ATTENDEES, {"event_id": ident, "attendeeEmail": mail})

    def save(self, form: EditorPage, scope: Scope = "all") -> None:
        """Write what a form says. `scope`: of a repeating event, what is changed."""
        begin, end, rule = form.begin, form.end, form.repeat.rule
        if form.all_day:
            begin, end = self.midnight(begin.date()), self.midnight(end.date()) + timedelta(days=1)
        ident, origin = form.event, {}
        if form.only is not None and scope != "all":
            ident, origin = None, self._split(form.only, scope)
            rule = self._rest(rule, form.only) if scope == "following" else parse("")
        elif form.only is not None:
            first = self._first(form.only) + (begin - form.only.begin)  # the whole series moves
            begin, end = first, first + (end - begin)
        while rule.days and begin.weekday() not in rule.days:
            begin, end = begin + timedelta(days=1), end + timedelta(days=1)
        fields = {key: text.strip() for key, text in form.state.fields.items()}
        values: dict[str, Value] = {
            **origin,
            "calendar_id": form.where,
            "title": fields["title"],
            "eventLocation": fields["location"],
            "description": fields["description"],
            **self._times(begin, end, form.all_day, str(rule)),
        }
        if ident is None:
            ident = int(self.content.insert(EVENTS, values).rsplit("/", 1)[1])
        else:
            self.content.update(f"{EVENTS}/{ident}", values)
        self._attach(ident, tuple(form.reminders), tuple(form.attendees))

    def drop(self, one: Instance, scope: Scope = "all") -> None:
        """Delete an event; of a repeating one, a part of it."""
        if scope == "all":
            self.content.delete(f"{EVENTS}/{one.event.number('_id')}")
        else:
            self._split(one, scope)

    def scopes(self, one: Instance) -> tuple[tuple[str, Scope], ...]:
        """What of a repeating event can be changed, in words."""
        following: tuple[tuple[str, Scope], ...] = (("This and following events", "following"),)
        later = one.begin > self._first(one)
        return ("Only this event", "one"), *(following if later else ()), ("All events", "all")

    def _first(self, one: Instance) -> datetime:
        return store.start(one.event, one.begin.tzinfo)

    def _split(self, one: Instance, scope: Scope) -> dict[str, Value]:
        """A series loses one event or all from it on; the columns that name the series."""
        uri, row = f"{EVENTS}/{one.event.number('_id')}", one.event
        if scope == "following":
            last = replace(parse(row.text("rrule")), count=0, until=one.begin - timedelta(seconds=1))
            self.content.update(uri, {"rrule": str(last)})
            return {}
        without = [row.text("exdate"), store.excluded(one.begin)]
        self.content.update(uri, {"exdate": ",".join(part for part in without if part)})
        time = store.stamp(one.begin, row.number("allDay") == 1)
        return {"original_id": row.number("_id"), "originalInstanceTime": time}

    def _rest(self, rule: Rule, one: Instance) -> Rule:
        """The rule of what is left of a series from an event on."""
        if not rule.count:
            return rule
        past = sum(begin < one.begin for begin in occurrences(str(rule), self._first(one), one.begin))
        return replace(rule, count=max(1, rule.count - past))

    # reminders
    def _due(self, low: datetime, high: datetime) -> list[tuple[datetime, Instance]]:
        """The reminders after one moment, up to another; kept until rows change or that time has passed."""
        changes, known = self.content.changes, self._reminders
        if known is None or known[0] != changes or low < known[1] or high > known[2]:
            low_known, high_known = min(low, self._seen), high + _AHEAD
            known = (changes, low_known, high_known, self._all_due(low_known, high_known))
            self._reminders = known
        return [(when, one) for when, one in known[3] if low < when <= high]

    def _all_due(self, low: datetime, high: datetime) -> list[tuple[datetime, Instance]]:
        minutes: dict[int, list[int]] = {}
        for row in self.content.rows(REMINDERS):
            minutes.setdefault(row.number("event_id"), []).append(row.number("minutes"))
        rows = self.content.rows(EVENTS, "hasAlarm=1 AND deleted=0") if minutes else []
        found = []
        for one in store.instances(rows, low, high + _AHEAD):
            for early in minutes.get(one.event.number("_id"), ()):
                when = one.begin - timedelta(minutes=early)
                if low < when <= high:
                    found.append((when, one))
        return found

    def alarms(self, now: datetime) -> list[PendingAlarm]:
        tag = "com.android.calendar.EVENT_REMINDER"
        due = [when for when, _ in self._due(now, now + _AHEAD)] + [when for when, _ in self._snoozed]
        return [PendingAlarm(when, self.package, tag) for when in due]

    def tick(self, now: datetime) -> None:
        for _, one in self._due(self._seen, now):
            place = one.event.text("eventLocation")
            text = ", ".join(part for part in (hours_text(self, one) or "All day", place) if part)
            self._remind(one.event.number("_id"), one.event.text("title") or "(No title)", text)
        for entry in [entry for entry in self._snoozed if entry[0] <= now]:
            self._snoozed.remove(entry)
            self._remind(entry[1].ident, entry[1].title, entry[1].text)
        self._seen = now

    def _remind(self, ident: int, title: str, text: str) -> None:
        self.system.notify(
            self.package, title, text, tag="reminder", ident=ident, actions=("Snooze", "Dismiss")
        )

    def notified(self, note: Notification, action: str) -> None:
        self.system.withdraw(self.package, note.tag, note.ident)
        if action == "Snooze":
            self._snoozed.append((self.system.now() + _SNOOZE, note))
        elif not action:
            where = Component(self.package, self.full(".EventInfoActivity"))
            self.system.start(Intent(VIEW, data=f"{EVENTS}/{note.ident}", component=where))
