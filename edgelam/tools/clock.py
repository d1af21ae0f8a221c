"""Alarms and timers by Android's AlarmClock intents; pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Extra, StartIntent
from edgelam.core.fact import AskApps, AskNow, AskTable, Query
from edgelam.core.plan import Front, Holds, Match

from .contract import (
    Facts,
    Invocation,
    Slots,
    Tool,
    ToolUnfit,
    first_installed,
    maybe,
    now_of,
    text_of,
    whole,
)

_ALARMS = AskTable(table="alarms")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EXTRA = "android.intent.extra.alarm."
_CLOCKS = (
    "com.google.android.deskclock",
    "com.android.deskclock",
    "com.sec.android.app.clockpackage",
    "com.oneplus.deskclock",
)
_LONGEST_TIMER = 24 * 3600  # seconds; AlarmClock.EXTRA_LENGTH allows no more


def _asks(slots: Slots) -> tuple[Query, ...]:
    return (AskNow(), _ALARMS)


def _set_alarm(slots: Slots, facts: Facts) -> Invocation:
    clock = text_of(slots, "time")
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock):
        raise ToolUnfit("unresolved:time")
    hour, minute = int(clock[:2]), int(clock[3:])
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
    return Invocation(
        commands=(StartIntent(action="android.intent.action.SET_ALARM", extras=tuple(extras)),),
        expect=(Holds(query=_ALARMS, matches=(at,)),),
    )


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


def _show_alarms(slots: Slots, facts: Facts) -> Invocation:
    package = first_installed(facts, _CLOCKS)
    return Invocation(
        commands=(StartIntent(action="android.intent.action.SHOW_ALARMS", package=package),),
        expect=(Front(app=package),) if package else (),
    )


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
        commands=(StartIntent(action="android.intent.action.SET_TIMER", extras=tuple(extras)),),
        expect=(Holds(query=_ALARMS, matches=(at,), fresh=True),),
    )


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
        needs=_asks,
        build=_set_alarm,
    ),
    Tool(
        spec=ToolSpec(name="clock.alarm.show", description="show the alarms", risk=0),
        needs=lambda slots: (AskApps(),),
        build=_show_alarms,
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
        needs=_asks,
        build=_set_timer,
    ),
)
