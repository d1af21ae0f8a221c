"""The clock: alarms, timers, a stopwatch and the time elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from device_drivers.virtual.apps._alarms import DAYS, AlarmList
from device_drivers.virtual.apps._timers import Stopwatch, Timers
from device_drivers.virtual.apps._world import SCHEMA as WORLD
from device_drivers.virtual.apps._world import Cities, World
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables
from device_drivers.virtual.services.values import Notification, PendingAlarm
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.state import UiState
from device_drivers.virtual.window.view import View

ALARMS = "content://com.android.deskclock/alarms"
TIMERS = "content://com.android.deskclock/timers"
_EXTRA = "android.intent.extra.alarm."
_SET_ALARM, _SET_TIMER = "android.intent.action.SET_ALARM", "android.intent.action.SET_TIMER"
_DISMISS, _SNOOZE = "android.intent.action.DISMISS_ALARM", "android.intent.action.SNOOZE_ALARM"
_SHOW_ALARMS, _SHOW_TIMERS = "android.intent.action.SHOW_ALARMS", "android.intent.action.SHOW_TIMERS"
SNOOZE = timedelta(minutes=10)
RESET, RUNNING, PAUSED, EXPIRED = 0, 1, 2, 3  # a timer's states

SCHEMA = """
CREATE TABLE alarm_templates (_id INTEGER PRIMARY KEY AUTOINCREMENT, hour INTEGER, minutes INTEGER,
daysofweek INTEGER DEFAULT 0,
  enabled INTEGER DEFAULT 1, vibrate INTEGER DEFAULT 1, label TEXT DEFAULT '',
  ringtone TEXT DEFAULT 'Bright morning',
  delete_after_use INTEGER DEFAULT 0, increasing_volume INTEGER DEFAULT 0);
CREATE TABLE timers (_id INTEGER PRIMARY KEY AUTOINCREMENT, length INTEGER, remaining INTEGER,
state INTEGER DEFAULT 0,
  expires INTEGER DEFAULT 0, label TEXT DEFAULT '');
CREATE TABLE stopwatch (_id INTEGER PRIMARY KEY AUTOINCREMENT, state INTEGER DEFAULT 0,
accumulated INTEGER DEFAULT 0,
  started INTEGER DEFAULT 0, laps TEXT DEFAULT '');
"""
_TABS = (
    Tab("Alarm", "alarm", "tab_menu_alarm"),
    Tab("Clock", "clock", "tab_menu_clock"),
    Tab("Timer", "timer", "tab_menu_timer"),
    Tab("Stopwatch", "stopwatch", "tab_menu_stopwatch"),
)


class _Part(Protocol):
    """A tab: what it shows and what its main button adds."""

    def view(self, ui: Kit) -> View: ...

    def add(self) -> Action | None: ...


class ClockPage(Page):
    """All four places are tabs of one activity."""

    cls = ".DeskClock"

    def __init__(self, app: Program, tab: str = "Alarm") -> None:
        super().__init__(app)
        self.clock = app
        names = [item.label for item in self.tabs()]
        self.tab = names.index(tab)
        self.alarms, self.timers = AlarmList(self), Timers(self)
        self.stopwatch, self.world = Stopwatch(self), World(self)

    def tabs(self) -> list[Tab]:
        return Kit("", self.system.skin, self.state).ordered(_TABS, "clock")

    def live(self) -> bool:
        return self.tabs()[self.tab].label in ("Timer", "Stopwatch")

    def view(self, ui: Kit) -> View:
        items = self.tabs()
        parts: dict[str, _Part] = {
            "Alarm": self.alarms,
            "Clock": self.world,
            "Timer": self.timers,
            "Stopwatch": self.stopwatch,
        }
        label = items[self.tab].label
        part = parts[label]
        more = [
            Action(
                "Date settings",
                lambda: self.system.start(Intent("android.settings.DATE_SETTINGS")),
                main=False,
            )
        ]
        return scaffold(
            ui, label, part.view(ui), add=part.add(), tabs=Tabs(items, self.tab, self._choose), actions=more
        )

    def _choose(self, place: int) -> None:
        self.tab = place
        self.state.snack = None

    def receive(self, intent: Intent) -> None:
        return


class Program(App):
    package = "com.android.deskclock"
    label = "Clock"
    icon = "alarm"
    launcher = ".DeskClock"
    activities = {
        ".DeskClock": (Filter((MAIN,), (LAUNCHER, DEFAULT)), Filter((_SHOW_TIMERS,))),
        ".HandleApiCalls": (Filter((_SET_ALARM, _SET_TIMER, _SHOW_ALARMS, _DISMISS, _SNOOZE)),),
        ".worldclock.CitySelectionActivity": (),
    }
    permissions = ("android.permission.POST_NOTIFICATIONS",)
    version = ("7.5", 75)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self._seen = system.now()
        self._snoozed: list[tuple[datetime, str]] = []
        self._skipped: dict[int, datetime] = {}  # repeating alarms by _id: dismissed up to then
        routes = {
            "alarms": Route("alarm_templates", order="hour, minutes, _id"),
            "timers": Route("timers"),
            "stopwatch": Route("stopwatch"),
            "cities": Route("cities"),
        }
        system.content.add(Tables(self.package, routes), SCHEMA + WORLD)

    def fill(self, fixture: Fixture) -> None:
        for alarm in fixture.alarms:
            bits = sum(1 << DAYS.index(day) for day in alarm.days)
            hour, minute = int(alarm.time[:2]), int(alarm.time[3:])
            self.add_alarm(hour, minute, bits, alarm.label, alarm.enabled)
        self.content.insert("content://com.android.deskclock/stopwatch", {})

    def clear(self) -> None:
        for table in ("alarms", "timers", "cities"):
            self.content.delete(f"content://com.android.deskclock/{table}")
        self._snoozed.clear()
        self._skipped.clear()

    # intents
    def page(self, activity: str, intent: Intent) -> Page | None:
        if activity == ".worldclock.CitySelectionActivity":
            return Cities(self)
        if intent.action == _SET_TIMER:
            return self._set_timer(intent)
        if intent.action == _SET_ALARM:
            return self._set_alarm(intent)
        if intent.action == _DISMISS:
            return self._dismiss(intent)
        if intent.action == _SNOOZE:
            return self._snooze(intent)
        return ClockPage(self, "Timer" if intent.action == _SHOW_TIMERS else "Alarm")

    def _set_alarm(self, intent: Intent) -> Page | None:
        hour, minute = intent.number(_EXTRA + "HOUR", -1), intent.number(_EXTRA + "MINUTES", 0)
        if not (0 <= hour < 24 and 0 <= minute < 60):
            page = ClockPage(self, "Alarm")
            page.alarms.pick_new()
            return page
        days = intent.extras.get(_EXTRA + "DAYS")
        bits = sum(1 << (int(day) + 5) % 7 for day in days) if isinstance(days, list) else 0
        label = intent.string(_EXTRA + "MESSAGE")
        where = f"hour={hour} AND minutes={minute} AND daysofweek={bits}"
        same = next((row for row in self.content.rows(ALARMS, where) if row.text("label") == label), None)
        if same is None:
            self.add_alarm(hour, minute, bits, label)
        else:
            self.content.update(f"{ALARMS}/{same.number('_id')}", {"enabled": 1})
        self.system.toast(self.set_text(hour, minute, bits))
        return None if intent.truth(_EXTRA + "SKIP_UI") else ClockPage(self, "Alarm")

    def _dismiss(self, intent: Intent) -> Page | None:
        """What rings, else the alarm that is searched for, if it comes within a day: as AOSP's clock does."""
        ringing = self._ringing()
        if ringing is not None:
            self.notified(ringing, "Dismiss")
            return None
        now = self.system.now()
        rows = sorted(self.content.rows(ALARMS, "enabled=1"), key=lambda row: self.rings(row, now))
        if intent.string(_EXTRA + "SEARCH_MODE") == "android.time":
            hour, minute = intent.number(_EXTRA + "HOUR", -1), intent.number(_EXTRA + "MINUTES", 0)
            if _EXTRA + "IS_PM" in intent.extras:
                hour = hour % 12 + 12 * intent.truth(_EXTRA + "IS_PM")
            rows = [row for row in rows if (row.number("hour"), row.number("minutes")) == (hour, minute)]
        if not rows:
            self.system.toast("There are no alarms to dismiss")
            return ClockPage(self, "Alarm")
        when, ident = self.rings(rows[0], now), rows[0].number("_id")
        if when - now > timedelta(days=1):
            self.system.toast("Alarm cannot be dismissed yet, still more than 24 hours away")
        elif rows[0].number("daysofweek"):
            self._skipped[ident] = when
        else:
            self.content.update(f"{ALARMS}/{ident}", {"enabled": 0})
        return None

    def _snooze(self, intent: Intent) -> Page | None:
        ringing = self._ringing()
        if ringing is None:
            self.system.toast("There are no ringing alarms")
            return None
        minutes = intent.number(_EXTRA + "SNOOZE_DURATION")
        self.notified(ringing, "Snooze")
        if 0 < minutes <= 60:
            label = self._snoozed.pop()[1]
            self._snoozed.append((self.system.now() + timedelta(minutes=minutes), label))
        return None

    def _ringing(self) -> Notification | None:
        """The alarm that rings now."""
        notes = self.system.notifications
        return next((note for note in notes if (note.package, note.tag) == (self.package, "alarm")), None)

    def _set_timer(self, intent: Intent) -> Page | None:
        seconds = intent.number(_EXTRA + "LENGTH", 0)
        page = ClockPage(self, "Timer")
        if not 1 <= seconds <= 24 * 3600:
            page.timers.adding = True
            return page
        self.start_timer(self.add_timer(seconds * 1000, intent.string(_EXTRA + "MESSAGE")))
        return None if intent.truth(_EXTRA + "SKIP_UI") else page

    # alarms
    def add_alarm(self, hour: int, minute: int, bits: int = 0, label: str = "", enabled: bool = True) -> int:
        """The new alarm's id. Bit 0 of `bits` is Monday."""
        uri = self.content.insert(
            ALARMS,
            {"hour": hour, "minutes": minute, "daysofweek": bits, "label": label, "enabled": int(enabled)},
        )
        return int(uri.rsplit("/", 1)[1])

    def rings(self, row: Row, after: datetime) -> datetime:
        """The alarm's next time after a moment."""
        bits, ident = row.number("daysofweek"), row.number("_id")
        after = max(after, self._skipped.get(ident, after))
        when = after.replace(hour=row.number("hour"), minute=row.number("minutes"), second=0, microsecond=0)
        if when <= after:
            when += timedelta(days=1)
        while bits and not bits >> when.weekday() & 1:
            when += timedelta(days=1)
        return when

    def set_text(self, hour: int, minute: int, bits: int) -> str:
        """What the phone says when an alarm was set."""
        now = self.system.now()
        when = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if when <= now:
            when += timedelta(days=1)
        while bits and not bits >> when.weekday() & 1:
            when += timedelta(days=1)
        minutes = max(1, round((when - now).total_seconds() / 60))
        days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
        parts = [
            f"{count} {name}{'s' if count != 1 else ''}"
            for count, name in ((days, "day"), (hours, "hour"), (minutes, "minute"))
            if count
        ]
        return f"Alarm set for {', '.join(parts)} from now."

    def alarms(self, now: datetime) -> list[PendingAlarm]:
        due = [
            PendingAlarm(
                self.rings(row, now), self.package, "com.android.deskclock.ALARM_ALERT", alarm_clock=True
            )
            for row in self.content.rows(ALARMS, "enabled=1")
        ]
        due += [
            PendingAlarm(when, self.package, "com.android.deskclock.ALARM_ALERT", alarm_clock=True)
            for when, _ in self._snoozed
        ]
        due += [
            PendingAlarm(
                self._expiry(row), self.package, "com.android.deskclock.TIMER_EXPIRED", "ELAPSED_WAKEUP"
            )
            for row in self.content.rows(TIMERS, f"state={RUNNING}")
        ]
        return due

    # timers
    def _expiry(self, row: Row) -> datetime:
        now = self.system.now()
        return datetime.fromtimestamp(row.number("expires") / 1000, now.tzinfo)

    def add_timer(self, length: int, label: str = "") -> int:
        """ms; the new timer's id."""
        uri = self.content.insert(TIMERS, {"length": length, "remaining": length, "label": label})
        return int(uri.rsplit("/", 1)[1])

    def start_timer(self, ident: int) -> None:
        row = self.content.row(f"{TIMERS}/{ident}")
        if row is not None:
            left = row.number("remaining") or row.number("length")
            self.content.update(
                f"{TIMERS}/{ident}", {"state": RUNNING, "expires": self.system.now_ms() + left}
            )

    def left(self, row: Row) -> int:
        """ms that a timer still has."""
        if row.number("state") == RUNNING:
            return row.number("expires") - self.system.now_ms()
        return row.number("remaining")

    # what is due
    def tick(self, now: datetime) -> None:
        for row in self.content.rows(ALARMS, "enabled=1"):
            if self.rings(row, self._seen) <= now:
                if not row.number("daysofweek"):
                    self.content.update(f"{ALARMS}/{row.number('_id')}", {"enabled": 0})
                self._ring("Alarm", row.text("label"))
        for when, label in [entry for entry in self._snoozed if entry[0] <= now]:
            self._snoozed.remove((when, label))
            self._ring("Alarm", label)
        for row in self.content.rows(TIMERS, f"state={RUNNING} AND expires<={self.system.now_ms()}"):
            self.content.update(f"{TIMERS}/{row.number('_id')}", {"state": EXPIRED, "remaining": 0})
            self.system.notify(
                self.package,
                "Time's up",
                row.text("label") or "Timer",
                tag="timer",
                ident=row.number("_id"),
                actions=("Stop",),
            )
        self._seen = now

    def _ring(self, title: str, label: str) -> None:
        now = self.system.now()
        text = f"{self.system.time_text(now.hour, now.minute)}{' - ' + label if label else ''}"
        note = self.system.notify(
            self.package, title, text, tag="alarm", actions=("Snooze", "Dismiss"), ongoing=True
        )
        state = UiState()

        def answer(action: str) -> None:
            self.system.layers[:] = [entry for entry in self.system.layers if entry[1] is not state]
            self.notified(note, action)

        buttons = (("Snooze", lambda: answer("Snooze")), ("Dismiss", lambda: answer("Dismiss")))
        state.push(alert("Alarm", text, buttons, cancelable=False))
        self.system.layers.append((self.package, state))

    def notified(self, note: Notification, action: str) -> None:
        if note.tag == "timer" and action:
            self.system.withdraw(self.package, "timer", note.ident)
            self.reset_timer(note.ident)
        elif note.tag == "alarm" and action:
            self.system.withdraw(self.package, "alarm", note.ident)
            self.system.layers[:] = [entry for entry in self.system.layers if entry[0] != self.package]
            if action == "Snooze":
                self._snoozed.append((self.system.now() + SNOOZE, note.text))
        else:
            super().notified(note, action)

    def reset_timer(self, ident: int) -> None:
        row = self.content.row(f"{TIMERS}/{ident}")
        if row is not None:
            self.content.update(f"{TIMERS}/{ident}", {"state": RESET, "remaining": row.number("length")})
