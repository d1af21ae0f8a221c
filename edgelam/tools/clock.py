"""Alarms and timers by Android's AlarmClock intents (android.provider.AlarmClock); pure.

A stopwatch has no public intent.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Extra, StartIntent
from edgelam.core.fact import AskNow, AskTable, Query
from edgelam.core.plan import Holds, Match

from .contract import (
    Facts,
    Invocation,
    Slots,
    Tool,
    ToolUnfit,
    handed,
    handlers_of,
    maybe,
    now_of,
    opens,
    rows_of,
    text_of,
    whole,
)

_ALARMS = AskTable(table="alarms")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ACTION, _EXTRA = "android.intent.action.", "android.intent.extra.alarm."
_SET, _TIMER, _DISMISS, _SNOOZE = (
    StartIntent(action=_ACTION + name) for name in ("SET_ALARM", "SET_TIMER", "DISMISS_ALARM", "SNOOZE_ALARM")
)
_CLOCKS = (
    "com.google.android.deskclock",
    "com.android.deskclock",
    "com.sec.android.app.clockpackage",
    "com.oneplus.deskclock",
)
_LONGEST_TIMER = 24 * 3600  # seconds; AlarmClock.EXTRA_LENGTH allows no more
_LONGEST_SNOOZE = 60 * 60  # seconds


def _sets_alarm(slots: Slots) -> tuple[Query, ...]:
    return (AskNow(), _ALARMS, handlers_of(_SET))


def _clock_time(text: str) -> tuple[int, int]:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ToolUnfit("unresolved:time")
    return int(text[:2]), int(text[3:])


def _set_alarm(slots: Slots, facts: Facts) -> Invocation:
    hour, minute = _clock_time(text_of(slots, "time"))
    days = _days(maybe(slots, "days"))
    now = datetime.fromisoformat(now_of(facts, AskNow()))
    rings = _next(now, hour, minute, days)
    wanted = maybe(slots, "date")
    if wanted and not days and rings.date() != _date(wanted):
        raise ToolUnfit("date_beyond_next")  # an alarm intent has no date: it rings at the next such time
    label = maybe(slots, "label")
    extras: list[tuple[str, Extra]] = [(_EXTRA + "HOUR", hour), (_EXTRA + "MINUTES", minute)]
    if label:
        extras.append((_EXTRA + "MESSAGE", label))
    if days:
        extras.append((_EXTRA + "DAYS", tuple((day + 1) % 7 + 1 for day in days)))  # Calendar: Sunday is 1
    extras.append((_EXTRA + "SKIP_UI", True))
    at = Match(column="when", how="at", value=rings.isoformat(timespec="seconds"))
    intent = handed(_SET, facts, _CLOCKS).model_copy(update={"extras": tuple(extras)})
    # Another alarm at that time would do, but for a name and days, which the phone does not tell of.
    made = Holds(query=_ALARMS, matches=(at,), fresh=bool(label or days))
    return Invocation(commands=(intent,), expect=(made,))


def _days(text: str) -> tuple[int, ...]:
    """Weekdays, Monday is 0."""
    words = text.split()
    if any(word not in _WEEK for word in words):
        raise ToolUnfit("unresolved:days")
    return tuple(sorted({_WEEK.index(word) for word in words}))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ToolUnfit("unresolved:date") from None


def _next(now: datetime, hour: int, minute: int, days: tuple[int, ...]) -> datetime:
    """The next such time after now, on one of the days when there are any."""
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if moment <= now:
        moment += timedelta(days=1)
    while days and moment.weekday() not in days:
        moment += timedelta(days=1)
    return moment


def _asks_dismiss(slots: Slots) -> tuple[Query, ...]:
    return (AskNow(), _ALARMS, handlers_of(_DISMISS))


def _dismiss(slots: Slots, facts: Facts) -> Invocation:
    """The alarm at that time today or tomorrow, or the one that rings first; a repeating one goes on after.

    Clocks dismiss what rings within a day; what is further off is turned off on the screen.
    """
    now = datetime.fromisoformat(now_of(facts, AskNow()))
    intent = handed(_DISMISS, facts, _CLOCKS)
    rows = [row for row in rows_of(facts, _ALARMS) if row["package"] == intent.package]
    time = maybe(slots, "time")
    extras: list[tuple[str, Extra]]
    if time:
        hour, minute = _clock_time(time)
        ahead = _next(now, hour, minute, ()).timestamp() * 1000
        found = [row for row in rows if abs(int(row["when"]) - ahead) < 60_000]
        extras = [
            (_EXTRA + "SEARCH_MODE", "android.time"),  # ALARM_SEARCH_MODE_TIME
            (_EXTRA + "HOUR", hour % 12 or 12),
            (_EXTRA + "MINUTES", minute),
            (_EXTRA + "IS_PM", hour >= 12),
        ]
    else:
        found = [row for row in rows if row["next"]]
        extras = [(_EXTRA + "SEARCH_MODE", "android.next")]  # ALARM_SEARCH_MODE_NEXT
    if not found or int(found[0]["when"]) / 1000 - now.timestamp() > 24 * 3600:
        raise ToolUnfit("no_alarm")
    same = (
        Match(column="package", value=intent.package),
        Match(column="when", value=found[0]["when"]),
    )
    return Invocation(
        commands=(intent.model_copy(update={"extras": tuple(extras)}),),
        expect=(Holds(query=_ALARMS, matches=same, present=False),),
    )


def _asks_snooze(slots: Slots) -> tuple[Query, ...]:
    return (handlers_of(_SNOOZE), AskNow())


def _snooze(slots: Slots, facts: Facts) -> Invocation:
    """Does something only while an alarm rings: it rings again after that time, or the clock's own."""
    intent = handed(_SNOOZE, facts, _CLOCKS)
    matches = [Match(column="package", value=intent.package)]
    if maybe(slots, "duration"):
        seconds = whole(text_of(slots, "duration"), 60, _LONGEST_SNOOZE, "duration")
        extras: tuple[tuple[str, Extra], ...] = ((_EXTRA + "SNOOZE_DURATION", seconds // 60),)
        intent = intent.model_copy(update={"extras": extras})
        again = datetime.fromisoformat(now_of(facts, AskNow())) + timedelta(seconds=seconds)
        matches.append(Match(column="when", how="at", value=again.isoformat(timespec="seconds")))
    return Invocation(commands=(intent,), expect=(Holds(query=_ALARMS, matches=tuple(matches), fresh=True),))


def _sets_timer(slots: Slots) -> tuple[Query, ...]:
    return (AskNow(), _ALARMS, handlers_of(_TIMER))


def _set_timer(slots: Slots, facts: Facts) -> Invocation:
    seconds = whole(text_of(slots, "duration"), 1, _LONGEST_TIMER, "duration")
    label = maybe(slots, "label")
    extras: list[tuple[str, Extra]] = [(_EXTRA + "LENGTH", seconds)]
    if label:
        extras.append((_EXTRA + "MESSAGE", label))
    extras.append((_EXTRA + "SKIP_UI", True))
    ends = datetime.fromisoformat(now_of(facts, AskNow())) + timedelta(seconds=seconds)
    at = Match(column="when", how="at", value=ends.isoformat(timespec="seconds"))
    return Invocation(
        commands=(handed(_TIMER, facts, _CLOCKS).model_copy(update={"extras": tuple(extras)}),),
        expect=(Holds(query=_ALARMS, matches=(at,), fresh=True),),
    )


def _shows(name: str, description: str, what: str) -> Tool:
    spec = ToolSpec(name=name, description=description, risk=0)
    return opens(spec, lambda slots: StartIntent(action=_ACTION + what), *_CLOCKS)


TOOLS = (
    Tool(
        spec=ToolSpec(
            name="clock.alarm.set",
            description="set an alarm",
            params=(
                Param(name="time", type="time", description="when it rings"),
                Param(name="date", type="date", description="the day it rings", required=False),
                Param(name="days", type="days", description="weekdays it repeats on", required=False),
                Param(name="label", description="its name", required=False),
            ),
        ),
        needs=_sets_alarm,
        build=_set_alarm,
    ),
    _shows("clock.alarm.show", "show the alarms", "SHOW_ALARMS"),
    Tool(
        spec=ToolSpec(
            name="clock.alarm.dismiss",
            description="dismiss the alarm that rings next",
            params=(Param(name="time", type="time", description="when it rings", required=False),),
        ),
        needs=_asks_dismiss,
        build=_dismiss,
    ),
    Tool(
        spec=ToolSpec(
            name="clock.alarm.snooze",
            description="snooze the alarm that is ringing",
            params=(Param(name="duration", type="duration", description="for how long", required=False),),
        ),
        needs=_asks_snooze,
        build=_snooze,
    ),
    Tool(
        spec=ToolSpec(
            name="clock.timer.set",
            description="start a timer",
            params=(
                Param(name="duration", type="duration", description="how long it runs"),
                Param(name="label", description="its name", required=False),
            ),
        ),
        needs=_sets_timer,
        build=_set_timer,
    ),
    _shows("clock.timer.show", "show the timers", "SHOW_TIMERS"),
)
