"""The calendar: events entered and events changed."""

from __future__ import annotations

import re
from datetime import date, datetime

from bench.tasks.catalogue._people import (
    CALENDAR,
    MAIL,
    either_branch,
    leave,
    person,
    send_message,
    texted,
)
from bench.tasks.hand import Hand, NotThere
from bench.tasks.judges import Want, added, blind, contains, every, holds, moment
from bench.tasks.task import Before, Params, Task
from bench.tasks.world import World, spoken, weekday
from device_drivers.virtual.stocks.calendar import Event
from device_drivers.virtual.stocks.mail import Mail

TITLES = (
    "Eye test", "Guitar lesson", "Piano tuner", "Book swap", "Blood donation", "Boat trip", "Tax adviser",
    "Pottery class", "Vet with Rufus", "Picnic", "Chess evening", "Swimming gala", "House meeting",
)  # fmt: skip
PLACES = ("Mill Hall", "Riverside Park", "12 Abbey Road", "Cafe Meridian", "Station Square", "Room 204")
EARLY = (
    ("5 minutes", "5", "5 minutes before"), ("10 minutes", "10", "10 minutes before"),
    ("30 minutes", "30", "30 minutes before"), ("an hour", "60", "1 hour before"),
    ("a day", "1440", "1 day before"), ("a week", "10080", "1 week before"),
)  # fmt: skip
_WHOLE = ("Birthday of Rosa", "Street festival", "School trip", "Moving day", "Harvest day")
_MANY = 4


# Draws
def day_words(world: World, day: datetime) -> str:
    """A day of the coming week as people name it."""
    return world.rng.choice(
        (f"on {weekday(day)}", f"on {day:%B} {day.day}", f"on {day:%A}, {day:%B} {day.day}")
    )


def _moment_of(world: World, day: datetime, n: str = "", step: int = 15) -> dict[str, str]:
    """A time of that day, in words and as ISO, under names that end in n. step: of the minutes."""
    hour, minute = world.clock(9, 20, step)
    at = day.replace(hour=hour, minute=minute)
    return {
        f"on{n}": day_words(world, day),
        f"time{n}": spoken(hour, minute),
        f"at{n}": at.isoformat(),
        "today": world.now.date().isoformat(),
    }


def new_event(world: World, n: str = "") -> dict[str, str]:
    """A title, a place and a time within a week."""
    return {
        **_moment_of(world, world.day(), n),
        f"title{n}": world.choose(*TITLES),
        f"place{n}": world.choose(*PLACES),
    }


def _at_full_hour(world: World) -> dict[str, str]:
    return {**_moment_of(world, world.day(), step=60), "title": world.choose(*TITLES)}


def _whole_day(world: World) -> dict[str, str]:
    made = _moment_of(world, world.day())
    day = datetime.fromisoformat(made["at"]).date()
    return {**made, "title": world.choose(*_WHOLE), "midnight": f"{day.isoformat()}T00:00:00+00:00"}


def _free_or_not(world: World) -> dict[str, str]:
    free, made = world.rng.random() < 0.5, new_event(world)
    at = datetime.fromisoformat(made["at"])
    ahead = (at.date() - world.now.date()).days
    world.drop("events", lambda one: bool(one.rrule) or one.day == ahead)
    if not free:
        title = world.choose(*TITLES)
        world.add("events", Event(title=title, day=ahead, time="11:00", minutes=90))
    return {**made, **person(world), "text": world.phrase(), "yes": "yes" if free else "no"}


def _invited(world: World) -> dict[str, str]:
    """A mail that says what, when and where."""
    made, name = new_event(world), world.stranger()
    at = datetime.fromisoformat(made["at"])
    when = f"{at:%A}, {at:%B} {at.day} at {made['time']}"
    body = f"Hello,\n\n{made['title'].lower()} is on {when}, {made['place']}. See you there!\n\n{name}"
    sender = f"{name} <{name.split()[0].lower()}@example.org>"
    world.add("mails", Mail(sender=sender, subject="Invitation", body=body, minutes_ago=9))
    words, minutes, label = world.choose(*EARLY)
    return {**made, "who": name, "early": words, "minutes": minutes, "label": label}


def _several(world: World) -> dict[str, str]:
    made: dict[str, str] = {}
    for n in range(1, _MANY + 1):
        made |= new_event(world, str(n))
    return made


# Judges
def _entered(n: str = "", **columns: Want) -> dict[str, Want]:
    """The columns of a drawn event in the calendar."""
    return {"title": f"{{title{n}}}", "dtstart": moment(f"{{at{n}}}"), "allDay": "0", "rrule": "", **columns}


def _weekly(value: str, before: Before) -> bool:
    """A rule of every week, on the day of the first one."""
    return re.fullmatch(r"FREQ=WEEKLY(;(BYDAY|WKST)=\w\w|;INTERVAL=1)*", value) is not None


# By hand
def tap_moment(hand: Hand, label: str, nth: int) -> None:
    """Touch the date (0) or the time (1) in the row of that label."""
    start = f"{hand.t(label)}: ".casefold()
    found = [e for e in hand.screen.elements if e.desc.casefold().startswith(start)]
    if len(found) <= nth and hand.screen.keyboard:
        hand.back()
        found = [e for e in hand.screen.elements if e.desc.casefold().startswith(start)]
    if len(found) <= nth:
        raise NotThere(f"no moment {label!r}")
    hand.tap_element(found[nth])


def set_start(hand: Hand, at: datetime, today: date) -> None:
    """Choose an event's day and time in the open form, which shows today."""
    if at.date() != today:
        tap_moment(hand, "Start time", 0)
        hand.date(at.date(), today)
    tap_moment(hand, "Start time", 1)
    hand.time(at.hour, at.minute)


def enter_event(hand: Hand, p: Params, n: str = "") -> None:
    """The form of a new event, filled but not saved; from the calendar's first page."""
    hand.tap("New event")
    hand.fill("Event title", p[f"title{n}"])
    set_start(hand, datetime.fromisoformat(p[f"at{n}"]), date.fromisoformat(p["today"]))


def _enter(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    enter_event(hand, p)
    hand.menu("Save")


def _enter_place(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    enter_event(hand, p)
    hand.fill("Place", p["place"])
    hand.menu("Save")


def _enter_weekly(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    enter_event(hand, p)
    hand.tap("Repeat")
    hand.tap("Every week")
    hand.menu("Save")


def _enter_whole_day(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    hand.tap("New event")
    hand.fill("Event title", p["title"])
    hand.switch("All day")
    tap_moment(hand, "Start time", 0)
    hand.date(datetime.fromisoformat(p["at"]).date(), date.fromisoformat(p["today"]))
    hand.menu("Save")


def _enter_all(hand: Hand, p: Params) -> None:
    hand.open(CALENDAR)
    for n in range(1, _MANY + 1):
        leave(hand, "New event")
        enter_event(hand, p, str(n))
        hand.menu("Save")


def _enter_or_text(hand: Hand, p: Params) -> None:
    if p["yes"] == "yes":
        _enter(hand, p)
    else:
        hand.open(CALENDAR)
        send_message(hand, p["who"], p["text"])


def _enter_from_mail(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.tap_text(p["who"])
    hand.open(CALENDAR)
    enter_event(hand, p)
    hand.fill("Place", p["place"])
    hand.tap("Add reminder", p["label"])
    hand.menu("Save")


TASKS = (
    Task(
        "calendar-new",
        3,
        (
            "(Add|Put) {title} [to|in] my calendar {on} at {time}",
            "create an event {title} {on} at {time}",
            "new appointment: {title}, {on}, {time}",
            'schedule "{title}" {on} at {time}',
            "I have {title} {on} at {time}, enter it in the calendar",
            "make a calendar entry for {title}, it starts {on} at {time}",
        ),
        ("{on} at {time} I must not forget: {title}", "keep {time} {on} free in my calendar for {title}"),
        new_event,
        added("events", _entered(eventLocation="")),
        _enter,
    ),
    Task(
        "calendar-new-place",
        3,
        (
            "(Add|Put) {title} at {place} in my calendar, {on} at {time}",
            "create an event {title} {on} at {time}, place: {place}",
            "new appointment {title}, {place}, {on}, {time}",
            'schedule "{title}" {on} at {time}, the location is {place}',
            "I have {title} {on} at {time} in this place: {place}. Enter it in the calendar",
            "make a calendar entry for {title} with the place {place}, starting {on} at {time}",
        ),
        (
            "{on}, {time}, {place}: {title}. The calendar should know",
            "where: {place}, what: {title}, when: {on} {time}",
        ),
        new_event,
        added("events", _entered(eventLocation="{place}")),
        _enter_place,
    ),
    Task(
        "calendar-new-weekly",
        3,
        (
            "(Add|Put) {title} in my calendar every week, first {on} at {time}",
            "create a weekly event {title} that begins {on} at {time}",
            "schedule {title} {on} at {time}, repeating every week",
            'enter "{title}" in the calendar {on} at {time} and repeat it weekly',
            "{title} starts {on} at {time} and then takes place every week, add it",
            "I need a calendar entry {title}, weekly, from {time} {on} on",
        ),
        (
            "week after week the same: {title}, {time}, next time {on}",
            "{title} becomes a weekly habit, {on} at {time} is the first",
        ),
        _at_full_hour,
        added(
            "events",
            {**_entered(), "rrule": _weekly},
        ),
        _enter_weekly,
    ),
    Task(
        "calendar-new-whole-day",
        3,
        (
            "(Add|Put) {title} in my calendar {on}, all day",
            "create an all-day event {title} {on}",
            "{title} is {on}, enter it as a whole day",
            'schedule "{title}" for the entire day {on}',
            "new all-day appointment: {title}, {on}",
            "make a calendar entry {title} {on} that lasts all day",
        ),
        ("block the whole day {on} for {title}", "{on} is {title}, from morning till night"),
        _whole_day,
        added("events", {"title": "{title}", "allDay": "1", "dtstart": moment("{midnight}"), "rrule": ""}),
        _enter_whole_day,
    ),
    Task(
        "calendar-new-four",
        5,
        (
            "Enter these in my calendar: {title1} {on1} at {time1}, {title2} {on2} at {time2}, {title3} "
            "{on3} at "
            "{time3}, {title4} {on4} at {time4}",
            "create four events. {title1}: {on1}, {time1}. {title2}: {on2}, {time2}. {title3}: {on3}, "
            "{time3}. "
            "{title4}: {on4}, {time4}.",
            "I have {title1} {on1} at {time1}, {title2} {on2} at {time2}, {title3} {on3} at {time3} and "
            "{title4} "
            "{on4} at {time4}; put all that into the calendar",
            "schedule {title1} ({on1}, {time1}), {title2} ({on2}, {time2}), {title3} ({on3}, {time3}) and "
            "{title4} "
            "({on4}, {time4})",
            "new appointments: {on1} {time1} {title1}; {on2} {time2} {title2}; {on3} {time3} {title3}; {on4} "
            "{time4} {title4}",
            "add to my calendar {title1}, {on1} at {time1}, then {title2}, {on2} at {time2}, also "
            "{title3}, {on3} "
            "at {time3}, and {title4}, {on4} at {time4}",
        ),
        (
            "my week: {title1} {on1} {time1}, {title2} {on2} {time2}, {title3} {on3} {time3}, {title4} {on4} "
            "{time4}. The calendar should show it",
            "type my paper calendar over: {on1} {time1} {title1} / {on2} {time2} {title2} / {on3} {time3} "
            "{title3} "
            "/ {on4} {time4} {title4}",
        ),
        _several,
        every(
            added("events", {"allDay": "0"}, _MANY),
            *(contains("events", _entered(str(n))) for n in range(1, _MANY + 1)),
        ),
        _enter_all,
    ),
    Task(
        "calendar-from-mail",
        4,
        (
            "{who} mailed me about {title}, enter it in the calendar with time, place and a reminder "
            "{early} before",
            "put the {title} that {who}'s mail is about into my calendar, with the place, and remind me "
            "{early} before",
            "read the invitation from {who} and add it to the calendar as {title}, place included, with a "
            "reminder {early} ahead",
            'create the event "{title}" with day, time and place from the mail of {who}; the reminder is '
            "{early} "
            "before",
            "look in my mail when and where {title} is, {who} wrote it, and make a calendar entry {title} "
            "of it "
            "that reminds me {early} before",
            "add {title} from {who}'s email to my calendar, do not forget where it is, and let it warn me "
            "{early} "
            "before",
        ),
        (
            "{who} invited me by mail, the calendar should know what, when, where, and nudge me {early} "
            "before; "
            "call it {title}",
            "make {who}'s mail a date: {title}, with place, and a reminder {early} earlier",
        ),
        _invited,
        every(
            added("events", _entered(eventLocation=holds("{place}"))),
            added("reminders", {"minutes": "{minutes}"}),
            blind("mails", "flagRead"),
        ),
        _enter_from_mail,
    ),
    Task(
        "calendar-enter-or-text",
        3,
        (
            "If I have nothing {on}, enter {title} at {time} that day, otherwise text {who} that {text}",
            "Look at my calendar {on}: empty means {title} goes in at {time}, else text {who}: {text}",
            "is there anything in my calendar {on}? If so, text {who} {text}. If not, add {title} at {time}",
            "add {title} to the calendar {on} at {time}, but only if that day is free; when it is not, "
            "text {who} {text}",
            "when the day is free {on} schedule {title} at {time}, when something is planned message {who} "
            "that {text}",
            "text {who} that {text} if I have an event {on}, else create {title} then at {time}",
        ),
        (
            "{title} at {time} {on} is fine if I am free that day; if I am not, {who} should get the text "
            "{text}",
            "free {on}? Then {title}, {time}. Busy? Then {text} to {who} by sms",
        ),
        _free_or_not,
        either_branch("yes", added("events", _entered()), texted("{who_number}", "{text}")),
        _enter_or_text,
    ),
)
