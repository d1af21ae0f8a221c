"""The calendar: events cancelled and cleared away."""

from __future__ import annotations

from datetime import datetime

from bench.tasks.catalogue._people import CALENDAR, numbered
from bench.tasks.catalogue.calendar import TITLES, day_words, new_event
from bench.tasks.catalogue.calendar_more import old_event, open_event
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import changed, has, moment, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.calendar import Event

_TRIO = 3


def event(world: World) -> dict[str, str]:
    """An event as any other."""
    return old_event(world)


def _weekly_series(world: World) -> dict[str, str]:
    made = old_event(world, rrule="FREQ=WEEKLY")
    return {**made, "stamp": f"{datetime.fromisoformat(made['at']):%Y%m%d}"}


def _full_day(world: World) -> dict[str, str]:
    """Three events on one day, and no others on it."""
    day = world.day(1, 4)
    ahead = (day.date() - world.now.date()).days
    world.drop("events", lambda one: bool(one.rrule) or one.day == ahead)
    titles = world.rng.sample(TITLES, _TRIO)
    for hour, title in zip((9, 13, 18), titles, strict=True):
        world.add("events", Event(title=title, day=ahead, time=f"{hour:02}:30", minutes=45))
    words = {"on": day_words(world, day), "ahead": str(ahead)}
    return {**words, **{f"title{n}": title for n, title in enumerate(titles, 1)}}


def _little(world: World) -> dict[str, str]:
    world.put("events", [])
    return _full_day(world)


def _no_event(world: World) -> dict[str, str]:
    return {**new_event(world), "who": world.contact().name}


def _only_this_day(value: str, before: Before) -> bool:
    """The dates left out of the series are that one."""
    return "," not in value and value.startswith(before.params["stamp"])


def _day_is_clear(after: State, before: Before) -> bool:
    titles = numbered(before.params, "title", _TRIO)
    return removed("events", {"title": lambda value, _: value in titles}).check(after, before)


def _nothing_planned(after: State, before: Before) -> bool:
    return not after.tables["events"]


def _delete(hand: Hand, p: Params) -> None:
    open_event(hand, p["title"])
    hand.menu("Delete")
    hand.tap("Delete")


def _delete_one(hand: Hand, p: Params) -> None:
    open_event(hand, p["title"])
    hand.menu("Delete")
    hand.tap("Only this event")


def _delete_three(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    for title in numbered(p, "title", _TRIO):
        hand.tap_text(title)
        hand.menu("Delete")
        hand.tap("Delete")


def _hide(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    hand.menu("Calendars")
    hand.tap_text("Work")


TASKS = (
    Task(
        "calendar-delete",
        2,
        (
            "(Delete|Remove) {title} from my calendar",
            "cancel the event {title}",
            "{title} is off, delete it from the calendar",
            'take "{title}" out of my calendar',
            "I won't go to {title} {on}, remove the event",
            "get rid of the calendar entry {title}",
        ),
        ("no {title} for me {on}", "{title} won't happen, the calendar should not show it"),
        event,
        removed("events", {"title": "{title}"}),
        _delete,
    ),
    Task(
        "calendar-clear-day",
        3,
        (
            "Delete everything in my calendar {on}",
            "(cancel|remove) all events {on}",
            "clear the day in my calendar: nothing should be left {on}",
            "I'm ill, take all the appointments {on} out of the calendar",
            "delete each event that I have {on}",
            "make the calendar empty {on}, the other days stay",
        ),
        ("{on} I want to have nothing to do at all", "no appointments {on}, all off"),
        _full_day,
        Judge(_day_is_clear, frozenset({"events", "reminders", "attendees"})),
        _delete_three,
    ),
    Task(
        "calendar-skip-one",
        2,
        (
            "Cancel {title} {on}, only this once",
            "{title} repeats every week, delete just the one {on}",
            "remove only the next {title} from my calendar, keep the later ones",
            "{title} does not take place {on}, the other weeks stay",
            'delete a single occurrence of "{title}", the one {on}',
            "take {title} out of the calendar {on} but leave the rest of the series",
        ),
        ("{title} pauses {on}, then goes on as ever", "for once no {title}, {on}"),
        _weekly_series,
        changed("events", {"title": "{title}"}, {"exdate": _only_this_day}),
        _delete_one,
    ),
    Task(
        "calendar-hide",
        2,
        (
            "Hide the Work calendar",
            "don't show the Work calendar[ any more]",
            "turn off the calendar called Work in the Calendar app",
            "I only want to see Personal in my calendar, hide Work",
            "switch off the display of my Work calendar",
            "make the events of the Work calendar invisible, don't delete them",
        ),
        ("holiday: nothing of Work in my calendar view, please", "spare me the sight of the Work calendar"),
        event,
        changed("calendars", {"calendar_displayName": "Work"}, {"visible": "0"}),
        _hide,
    ),
    Task(
        "calendar-delete-all",
        3,
        (
            "Delete everything in my calendar",
            "(erase|remove) all events from the calendar",
            "empty my calendar completely",
            "wipe the calendar, every single event",
            "I want no events at all left in the calendar, delete them",
            "get rid of all my appointments",
        ),
        ("a blank calendar, that is what I want", "my calendar shall hold nothing any more"),
        _little,
        Judge(_nothing_planned, frozenset({"events", "reminders", "attendees"})),
        _delete_three,
        kind="risky",
    ),
    Task(
        "calendar-delete-missing",
        1,
        (
            "(Delete|Cancel) {title} {on}",
            "remove the event {title} from my calendar",
            "move {title} in my calendar to {time}",
            "{title} was put off to {time}, change it in the calendar",
            "invite {who} to the event {title}",
            "set a reminder ten minutes before {title}",
        ),
        ("{title} is off", "{title} starts at {time} now, let the calendar know"),
        _no_event,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "calendar-new-already",
        1,
        (
            "Make sure {title} is in my calendar {on} at {time}",
            "{title} {on} at {time} should be in the calendar, add it if it is missing",
            "check that I have {title} in the calendar {on} at {time}, else enter it",
            "is {title} in my calendar {on} at {time}? If not, add it",
            "see to it that the calendar has {title}, {on}, {time}",
            "if there is no {title} {on} at {time} in my calendar yet, create it",
        ),
        (
            "{title}, {on}, {time}: surely that's in the calendar?",
            "I hope I entered {title} {on} at {time}, do it if not",
        ),
        event,
        has("events", {"title": "{title}", "dtstart": moment("{at}")}),
        nothing,
        kind="already",
    ),
)
