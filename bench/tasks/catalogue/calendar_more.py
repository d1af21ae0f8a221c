"""The calendar: events that are there, changed and shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from bench.tasks.catalogue._people import CALENDAR, person, send_message, texted
from bench.tasks.catalogue.calendar import EARLY, PLACES, new_event, tap_moment
from bench.tasks.hand import Hand
from bench.tasks.judges import added, anything, changed, front, holds, ident, moment
from bench.tasks.task import Params, Task
from bench.tasks.world import World, spoken
from device_drivers.virtual.stocks.calendar import Event

_NOTES = ("Bring the blue folder", "Ask for Mrs. Lund", "Entrance at the back", "Take cash with you")


def old_event(world: World, **fields: object) -> dict[str, str]:
    """An event within a week, with nothing that repeats around it."""
    made = new_event(world)
    at = datetime.fromisoformat(made["at"])
    given = {
        "title": made["title"],
        "place": made["place"],
        "day": (at.date() - world.now.date()).days,
        "time": f"{at:%H:%M}",
        "minutes": 60,
        **fields,
    }
    world.add("events", Event.model_validate(given))
    return made


def _to_later(world: World) -> dict[str, str]:
    old = old_event(world)
    at = datetime.fromisoformat(old["at"])
    later = at + timedelta(minutes=world.choose(-90, -60, 75, 120, 135))
    return {**old, "to": spoken(later.hour, later.minute), "new_at": later.isoformat()}


def _to_other_day(world: World) -> dict[str, str]:
    old = old_event(world)
    at = datetime.fromisoformat(old["at"])
    later = at + timedelta(days=world.choose(1, 2, 7, 8))
    return {**old, "to": f"{later:%A}, {later:%B} {later.day}", "new_at": later.isoformat()}


def _to_other_place(world: World) -> dict[str, str]:
    return {**old_event(world), "to": world.choose(*PLACES)}


def _early(world: World) -> dict[str, str]:
    words, minutes, label = world.choose(*EARLY)
    return {**old_event(world), "early": words, "minutes": minutes, "label": label}


def _guest(world: World) -> dict[str, str]:
    first, last = world.stranger().lower().split()
    return {**old_event(world), "mail": f"{first}.{last}@example.org"}


def _noted(world: World) -> dict[str, str]:
    note = world.choose(*_NOTES)
    return {**old_event(world, description=note), "note": note}


def _to_tell(world: World) -> dict[str, str]:
    return {**old_event(world), **person(world)}


def open_event(hand: Hand, title: str) -> None:
    """An event of the coming days."""
    hand.open(CALENDAR)
    hand.tap_text(title)


def _edit(hand: Hand, p: Params) -> None:
    open_event(hand, p["title"])
    hand.menu("Edit event")


def _move_time(hand: Hand, p: Params) -> None:
    _edit(hand, p)
    tap_moment(hand, "Start time", 1)
    later = datetime.fromisoformat(p["new_at"])
    hand.time(later.hour, later.minute)
    hand.menu("Save")


def _move_day(hand: Hand, p: Params) -> None:
    _edit(hand, p)
    tap_moment(hand, "Start time", 0)
    hand.date(datetime.fromisoformat(p["new_at"]).date(), datetime.fromisoformat(p["at"]).date())
    hand.menu("Save")


def _change_place(hand: Hand, p: Params) -> None:
    _edit(hand, p)
    hand.fill("Place", p["to"])
    hand.menu("Save")


def _remind(hand: Hand, p: Params) -> None:
    _edit(hand, p)
    hand.tap("Add reminder", p["label"])
    hand.menu("Save")


def _invite(hand: Hand, p: Params) -> None:
    _edit(hand, p)
    hand.fill("Add people", p["mail"])
    hand.menu("Save")


def _read(hand: Hand, p: Params) -> None:
    open_event(hand, p["title"])


def _tell_place(hand: Hand, p: Params) -> None:
    open_event(hand, p["title"])
    send_message(hand, p["who"], p["place"])


TASKS = (
    Task(
        "calendar-move-time",
        3,
        (
            "Move {title} to {to}",
            "{title} {on} starts at {to} now, (change|update) it in the calendar",
            "change the time of {title} to {to}, same day",
            'reschedule the event "{title}" from {time} to {to}',
            "in my calendar, {title} should begin at {to} instead of {time}",
            "edit {title}: the new time is {to}",
        ),
        ("not {time} but {to}, that is when {title} begins", "{title} was put off to {to}, day unchanged"),
        _to_later,
        changed("events", {"title": "{title}"}, {"dtstart": moment("{new_at}"), "dtend": anything}),
        _move_time,
    ),
    Task(
        "calendar-move-day",
        3,
        (
            "Move {title} to {to}, same time",
            "{title} takes place on {to} instead, (change|update) my calendar",
            "change the day of {title} to {to}",
            'reschedule the event "{title}" to {to} at the same time',
            "in my calendar, put {title} on {to} and keep the time",
            "edit {title}: it is on {to} now, still at {time}",
        ),
        ("{title} was put off until {to}, hour unchanged", "{to} is the new day of {title}"),
        _to_other_day,
        changed("events", {"title": "{title}"}, {"dtstart": moment("{new_at}"), "dtend": anything}),
        _move_day,
    ),
    Task(
        "calendar-place",
        2,
        (
            "Change the place of {title} to {to}",
            "{title} takes place at {to} now, (change|update) the calendar",
            "set the location of the event {title} to {to}",
            '{title} was moved to "{to}", correct the place in my calendar',
            "in my calendar, {title} should say {to} as the place",
            "edit {title}: where it is has changed, {to}",
        ),
        (
            "not {place} but {to}, that is where {title} is",
            "I would go to the wrong place for {title}; it is {to}",
        ),
        _to_other_place,
        changed("events", {"title": "{title}"}, {"eventLocation": "{to}"}),
        _change_place,
    ),
    Task(
        "calendar-remind",
        2,
        (
            "Remind me of {title} {early} before",
            "(add|set) a reminder {early} before {title}",
            "I want to be reminded {early} before the event {title}",
            "put a reminder on {title} in the calendar, {early} ahead",
            'the calendar should warn me {early} before "{title}"',
            "set the reminder of {title} to {early} before the start",
        ),
        ("{title}: give me a nudge {early} earlier", "don't let me forget {title}, {early} ahead is good"),
        _early,
        added("reminders", {"event_id": ident("events", title="{title}"), "minutes": "{minutes}"}),
        _remind,
    ),
    Task(
        "calendar-invite",
        2,
        (
            "Invite {mail} to {title}",
            "add {mail} as a guest to the event {title}",
            "{mail} is coming to {title} too, add them to the event",
            'put {mail} on the guest list of "{title}" in my calendar',
            "in my calendar, add the person {mail} to {title}",
            "the event {title} needs another guest: {mail}",
        ),
        ("{mail} should be part of {title}", "{title} with {mail}, enter that"),
        _guest,
        added("attendees", {"event_id": ident("events", title="{title}"), "attendeeEmail": "{mail}"}),
        _invite,
    ),
    Task(
        "calendar-note",
        1,
        (
            "What did I write into the description of {title}?",
            "(show|open) the details of the event {title}",
            "open {title} in my calendar, I need to read the note",
            "is there a note with {title} in the calendar? Show it",
            "look up what I have to keep in mind for {title}",
            "show me everything about {title} {on}",
        ),
        (
            "{title}, there was something to remember about it",
            "what was it about {title}, I put it down in the calendar",
        ),
        _noted,
        front(CALENDAR, "{title}", "{note}"),
        _read,
        kind="ask",
    ),
    Task(
        "calendar-text-place",
        3,
        (
            "Text {who} where {title} takes place",
            "send {who} a text with the place of {title}",
            "{who} asked where {title} is, look in my calendar and text the place",
            "find the location of {title} in the calendar and text it to {who}",
            "let {who} know by text message at which place {title} is",
            "write {who} a text that says where I have to be for {title}",
        ),
        (
            "{who} does not know where to go for {title}; my calendar does, tell them by sms",
            "sms to {who}: place of {title}",
        ),
        _to_tell,
        texted("{who_number}", holds("{place}")),
        _tell_place,
    ),
)
