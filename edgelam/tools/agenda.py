"""Calendar, notes and tasks by Android's public intents; pure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Extra, StartIntent
from edgelam.core.fact import AskNow, AskTable, Query
from edgelam.core.plan import Holds, Match, Shows

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
    opened,
    text_of,
)

_EVENTS = AskTable(table="events")
_CALENDARS = ("com.google.android.calendar", "com.android.calendar", "com.samsung.android.calendar")
_INSERT = StartIntent(action="android.intent.action.INSERT", data="content://com.android.calendar/events")
_TIME = "content://com.android.calendar/time/"
_DAY = StartIntent(action="android.intent.action.VIEW", data=_TIME + "0")
_SHARE = StartIntent(action="android.intent.action.SEND", mime="text/plain")
_NOTES = (
    "com.google.android.keep",
    "com.samsung.android.app.notes",
    "com.android.notes",
    "com.simplemobiletools.notes.pro",
    "it.feio.android.omninotes",
    "md.obsidian",
)
_TASKS = ("com.google.android.apps.tasks", "com.todoist", "org.tasks", "com.android.tasks")


def _asks_event(slots: Slots) -> tuple[Query, ...]:
    return (AskNow(), handlers_of(_INSERT))


def _event(slots: Slots, facts: Facts) -> Invocation:
    """Intent.ACTION_INSERT on CalendarContract.Events. What lasts all day begins at midnight UTC."""
    title, place = text_of(slots, "title"), maybe(slots, "place")
    extras: list[tuple[str, Extra]] = [("title", title)]
    matches = [Match(column="title", value=title), Match(column="deleted", value="0")]
    if place:
        extras.append(("eventLocation", place))
    begins = _begins(slots, facts)
    if begins is not None and maybe(slots, "time"):
        extras.append(("beginTime", _ms(begins)))
        matches.append(Match(column="when", how="at", value=begins.isoformat()))
    elif begins is not None:
        midnight = begins.replace(tzinfo=timezone.utc)
        extras += [("beginTime", _ms(midnight)), ("allDay", True)]
        matches.append(Match(column="when", how="at", value=midnight.isoformat()))
    intent = handed(_INSERT, facts, _CALENDARS).model_copy(update={"extras": tuple(extras)})
    made = Holds(query=_EVENTS, matches=tuple(matches), fresh=True)
    return Invocation(commands=(intent,), expect=(made,), then="save the event", then_app=intent.package)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _begins(slots: Slots, facts: Facts) -> datetime | None:
    day, clock = maybe(slots, "date"), maybe(slots, "time")
    if not day and not clock:
        return None
    now = datetime.fromisoformat(now_of(facts, AskNow()))
    try:
        moment = datetime.fromisoformat(f"{day or now.date().isoformat()}T{clock or '00:00'}")
    except ValueError:
        raise ToolUnfit("unresolved:date") from None
    moment = moment.replace(tzinfo=now.tzinfo)
    return moment if day or moment > now else moment + timedelta(days=1)


def _asks_day(slots: Slots) -> tuple[Query, ...]:
    return (AskNow(), handlers_of(_DAY))


def _day(slots: Slots, facts: Facts) -> Invocation:
    """Intent.ACTION_VIEW on `time/`, see Calendar provider: View calendar data."""
    text_of(slots, "date")
    begins = _begins({"date": slots["date"]}, facts)
    uri = _TIME + str(_ms(begins)) if begins is not None else ""
    return opened(handed(_DAY, facts, _CALENDARS).model_copy(update={"data": uri}))


def _asks_share(slots: Slots) -> tuple[Query, ...]:
    return (handlers_of(_SHARE),)


def _only(facts: Facts, known: tuple[str, ...]) -> str:
    """The first of the known apps that takes a shared text."""
    for package in known:
        try:
            return handed(_SHARE, facts, to=package).package
        except ToolUnfit:
            continue
    raise ToolUnfit("no_handler")


def _shared(package: str, title: str, text: str, then: str) -> Invocation:
    """Intent.ACTION_SEND to an app that makes an entry of it. What it keeps is seen on its screen."""
    named = (("android.intent.extra.SUBJECT", title), ("android.intent.extra.TEXT", text))
    extras = tuple((key, value) for key, value in named if value)
    kept = Shows(texts=tuple(part for part in (title, text) if part)[:1], app=package, saved=True)
    intent = _SHARE.model_copy(update={"package": package, "extras": extras})
    return Invocation(commands=(intent,), expect=(kept,), then=then, then_app=package)


def _note(slots: Slots, facts: Facts) -> Invocation:
    title, text = maybe(slots, "title"), text_of(slots, "text")
    return _shared(_only(facts, _NOTES), title, text, "save the note")


def _task(slots: Slots, facts: Facts) -> Invocation:
    title = text_of(slots, "title")
    return _shared(_only(facts, _TASKS), "", title, "save the task")


TOOLS = (
    Tool(
        spec=ToolSpec(
            name="calendar.event.create",
            description="add an event to the calendar",
            params=(
                Param(name="title", description="what it is"),
                Param(name="date", type="date", description="the day", required=False),
                Param(name="time", type="time", description="when it starts", required=False),
                Param(name="place", description="where it is", required=False),
            ),
        ),
        needs=_asks_event,
        build=_event,
    ),
    Tool(
        spec=ToolSpec(
            name="calendar.day.open",
            description="show a day in the calendar",
            params=(Param(name="date", type="date", description="the day"),),
            risk=0,
        ),
        needs=_asks_day,
        build=_day,
    ),
    Tool(
        spec=ToolSpec(
            name="notes.create",
            description="write a new note",
            params=(
                Param(name="title", description="its title", required=False),
                Param(name="text", description="what it says"),
            ),
        ),
        needs=_asks_share,
        build=_note,
    ),
    Tool(
        spec=ToolSpec(
            name="tasks.create",
            description="add a task to the to-do list",
            params=(Param(name="title", description="what is to be done"),),
        ),
        needs=_asks_share,
        build=_task,
    ),
)
