"""Calendar: what is planned by hand is what the provider says."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.providers.recurrence import occurrences, parse
from device_drivers.virtual.providers.resolver import ProviderError
from device_drivers.virtual.skins import NAMED
from tests.virtual_world import (
    BACK,
    HOUSE,
    column,
    find,
    make_phone,
    overlapping,
    tap,
    texts,
    word,
    write,
)

CALENDAR = "com.android.calendar"
EVENTS = "content://com.android.calendar/events"
REMINDERS = "content://com.android.calendar/reminders"
ATTENDEES = "content://com.android.calendar/attendees"
INSERT, EDIT, VIEW = (f"android.intent.action.{name}" for name in ("INSERT", "EDIT", "VIEW"))
PLANS = [
    {"title": "Dentist", "place": "Mill Lane", "day": 1, "time": "09:30", "minutes": 45, "reminders": [30]},
    {"title": "Yoga", "day": -7, "time": "18:00", "rrule": "FREQ=WEEKLY", "calendar": "Work"},
    {"title": "Holiday", "day": 2},
]
DAY = timedelta(days=1)


def phone_with_plans(skin: str = "plain") -> Phone:
    phone = make_phone(skin=skin, fixture={**HOUSE, "alarms": [], "events": PLANS})
    phone.launch(CALENDAR)
    return phone


def midnight(phone: Phone) -> datetime:
    return phone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def ms(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def instances(phone: Phone, days: int) -> list[str]:
    """The titles of what takes place from today's midnight on."""
    low = midnight(phone)
    return column(
        phone, f"content://com.android.calendar/instances/when/{ms(low)}/{ms(low + days * DAY)}", "title"
    )


def new_event(phone: Phone, title: str) -> None:
    phone.launch(CALENDAR)
    tap(phone, word(phone, "New event"))
    write(phone, word(phone, "Event title"), title)
    phone.press_key(BACK)  # the keyboard


@pytest.mark.parametrize("skin", ["plain", "atlas", "petite", "ember"])  # month, field, wheels
def test_an_event_is_planned(skin: str) -> None:
    phone = make_phone(skin=skin)
    new_event(phone, "Lunch with Ada")
    before = phone.now().replace(minute=0, second=0, microsecond=0, hour=min(phone.now().hour + 1, 23))
    tap(phone, "start_date")
    if skin in ("plain", "ember"):
        tap(
            phone,
            phone.skin.say("Next month"),
            f"15 {before.replace(day=1) + 31 * DAY:%B %Y}",
        )
    elif skin == "atlas":
        later = before.replace(day=1) + 31 * DAY
        write(phone, "input_date", f"{later.month}/15/{later.year}")
    else:
        later = before.replace(day=15)
        phone.set_text(next(view for view in find(phone, "day").walk() if view.on_text), "15")
    tap(phone, word(phone, "OK"))
    day = before.replace(day=15) if skin == "petite" else (before.replace(day=1) + 31 * DAY).replace(day=15)
    tap(phone, word(phone, "Save"))
    (row,) = phone.content.rows(EVENTS)
    assert row.text("title") == "Lunch with Ada"
    assert row.number("dtstart") == ms(day)
    assert row.number("dtend") == ms(day + timedelta(hours=1))
    assert (row.number("allDay"), row["rrule"], row.text("calendar_displayName")) == (0, None, "Personal")


def test_times_are_picked_and_the_end_moves_along() -> None:
    phone = make_phone(skin="atlas")
    new_event(phone, "Call")
    for field, hour in (("start_time", "14"), ("end_time", "16")):
        tap(phone, field)
        write(phone, "input_hour", hour)
        write(phone, "input_minute", "45")
        tap(phone, word(phone, "OK"))
        assert find(phone, field).text == f"{hour}:45"
        if field == "start_time":
            assert find(phone, "end_time").text == "15:45"
    tap(phone, word(phone, "Save"))
    (row,) = phone.content.rows(EVENTS)
    assert row.number("dtend") - row.number("dtstart") == 2 * 3_600_000
    assert row.number("dtstart") == ms(midnight(phone) + timedelta(hours=14, minutes=45))


def test_an_event_cannot_end_before_it_starts() -> None:
    phone = make_phone(skin="atlas")
    new_event(phone, "Odd")
    for field, hour in (("start_time", "14"), ("end_time", "13")):
        tap(phone, field)
        write(phone, "input_hour", hour)
        tap(phone, word(phone, "OK"))
    tap(phone, word(phone, "Save"))
    assert "The event ends before it starts." in texts(phone)
    assert not phone.content.rows(EVENTS)


@pytest.mark.parametrize("skin", ["plain", "harbor"])
def test_an_event_of_a_whole_day(skin: str) -> None:
    phone = make_phone(skin=skin)
    new_event(phone, "Fair")
    tap(phone, word(phone, "All day"), word(phone, "Save"))
    (row,) = phone.content.rows(EVENTS)
    start = datetime.fromtimestamp(row.number("dtstart") / 1000, timezone.utc)
    assert start.replace(tzinfo=None) == midnight(phone).replace(tzinfo=None)
    assert row.number("dtend") - row.number("dtstart") == 86_400_000
    assert (row.number("allDay"), row.text("eventTimezone")) == (1, "UTC")


def test_an_event_repeats_and_one_of_it_is_dropped() -> None:
    phone = make_phone()
    new_event(phone, "Choir")
    tap(phone, "Repeat", "Every week", "Ends", "After a number of events")
    phone.set_text(find(phone, "edit"), "3")
    tap(phone, "OK", "Save")
    (row,) = phone.content.rows(EVENTS)
    assert (row.text("rrule"), row["dtend"], row.text("duration")) == ("FREQ=WEEKLY;COUNT=3", None, "P3600S")
    assert instances(phone, 60) == ["Choir"] * 3
    tap(phone, "Choir", "Delete", "Only this event")
    assert instances(phone, 60) == ["Choir"] * 2
    tap(phone, "Choir", "Delete", "All events")
    assert not phone.content.rows(EVENTS)


def test_one_of_many_is_changed_or_all_are() -> None:
    phone = phone_with_plans()
    tap(phone, "Yoga", "Edit event")
    write(phone, "title", " outdoors")
    phone.press_key(BACK)
    tap(phone, "Save", "Only this event")
    single = phone.content.row(EVENTS, "title='Yoga outdoors'")
    yoga = phone.content.row(EVENTS, "title='Yoga'")
    assert single is not None
    assert yoga is not None
    assert (single["rrule"], single["original_id"]) == (None, yoga["_id"])
    assert instances(phone, 21).count("Yoga") + instances(phone, 21).count("Yoga outdoors") == 3
    first = yoga.number("dtstart")
    phone.launch(CALENDAR)
    phone.press_key(BACK)
    phone.launch(CALENDAR)
    tap(phone, "Yoga", "Edit event")
    write(phone, "location", "Gym")
    phone.press_key(BACK)
    tap(phone, "Save", "All events")
    yoga = phone.content.row(EVENTS, "title='Yoga'")
    assert yoga is not None
    assert (yoga.text("eventLocation"), yoga.number("dtstart")) == ("Gym", first)
    assert len(phone.content.rows(EVENTS)) == 4


@pytest.mark.parametrize("skin", ["plain", "harbor"])
def test_a_series_ends_or_goes_on_otherwise(skin: str) -> None:
    phone = phone_with_plans(skin)
    tap(phone, "Yoga", word(phone, "Edit event"))
    write(phone, word(phone, "Place"), "Gym")
    phone.press_key(BACK)
    tap(phone, word(phone, "Save"), word(phone, "This and following events"))
    old, new = phone.content.rows(EVENTS, "title='Yoga'")
    assert (old.text("eventLocation"), new.text("eventLocation")) == ("", "Gym")
    assert "UNTIL=" in old.text("rrule")
    assert new.text("rrule") == "FREQ=WEEKLY"
    assert new.number("dtstart") - old.number("dtstart") == 7 * 86_400_000
    assert instances(phone, 21).count("Yoga") == 3


@pytest.mark.parametrize("skin", ["plain", "noir"])
def test_an_event_is_shown_edited_and_deleted(skin: str) -> None:
    phone = phone_with_plans(skin)
    tap(phone, "Dentist")
    assert {"Mill Lane", "30 minutes before"} <= set(texts(phone))
    tap(phone, word(phone, "Edit event"))
    write(phone, word(phone, "Description"), "Bring the x-ray")
    phone.press_key(BACK)
    tap(phone, word(phone, "Save"))
    assert "Bring the x-ray" in texts(phone)
    assert column(phone, EVENTS, "description", "title='Dentist'") == ["Bring the x-ray"]
    assert column(phone, REMINDERS, "minutes") == ["30"]
    if phone.skin.actions == "overflow":
        tap(phone, word(phone, "More options"))
    tap(phone, word(phone, "Delete"), word(phone, "Cancel"))
    if phone.skin.actions == "overflow":
        tap(phone, word(phone, "More options"))
    tap(phone, word(phone, "Delete"), word(phone, "Delete"))
    assert column(phone, EVENTS, "title") == ["Yoga", "Holiday"]
    assert not phone.content.rows(REMINDERS)


def test_changes_are_not_lost_by_accident() -> None:
    phone = phone_with_plans()
    tap(phone, "Dentist", "Edit event")
    write(phone, "title", "!")
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Discard")
    assert "Dentist!" not in column(phone, EVENTS, "title")


def test_a_reminder_comes_in_time_and_again() -> None:
    phone = phone_with_plans()
    due = midnight(phone) + DAY + timedelta(hours=9)
    assert [alarm.when for alarm in phone.alarms if alarm.package == CALENDAR] == [due]
    phone.advance((due - phone.now()).total_seconds() - 1)
    phone.tick()
    assert not phone.notifications
    phone.advance(2)
    phone.tick()
    (note,) = phone.notifications
    assert (note.title, note.actions) == ("Dentist", ("Snooze", "Dismiss"))
    assert "Mill Lane" in note.text
    phone.open_notifications()
    tap(phone, "Snooze")
    assert not phone.notifications
    phone.advance(301)
    phone.tick()
    phone.open_notifications()
    tap(phone, "Dentist")
    assert phone.stack[-1].cls.endswith("EventInfoActivity")
    assert not phone.notifications


def test_reminders_and_guests_are_added() -> None:
    phone = make_phone()
    new_event(phone, "Review")
    tap(phone, "Add reminder", "10 minutes before", "Add reminder", "1 day before")
    write(phone, "Add people", "leo@example.org")
    tap(phone, "add_attendee")
    write(phone, "Add people", "Ada Novak")
    tap(phone, "Save")
    assert column(phone, REMINDERS, "minutes") == ["10", "1440"]
    assert column(phone, ATTENDEES, "attendeeEmail") == ["leo@example.org", "ada@example.org"]
    assert column(phone, EVENTS, "hasAlarm") == column(phone, EVENTS, "hasAttendeeData") == ["1"]


@pytest.mark.parametrize("skin", ["plain", "grand", "harbor", "mosaic"])
def test_day_week_and_month_show_the_same(skin: str) -> None:
    phone = make_phone(skin=skin, fixture={"events": [{"title": "Fair"}, {"title": "Swim", "time": "08:00"}]})
    phone.launch(CALENDAR)
    for place in ("Day", "Week", "Month", "Agenda"):
        if phone.skin.navigation == "drawer":
            tap(phone, "Open navigation drawer")
        tap(phone, word(phone, place))
        if "Swim" not in texts(phone):
            phone.scroll_view(
                next(view for view in phone.windows()[0].root.walk() if view.axis == "list"), True
            )
        assert "Swim" in texts(phone), place


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_nothing_lies_on_each_other(skin: str) -> None:
    phone = phone_with_plans(skin)
    for place in ("Day", "Week", "Month", "Agenda"):
        if phone.skin.navigation == "drawer":
            tap(phone, word(phone, "Open navigation drawer"))
        tap(phone, word(phone, place))
        assert overlapping(phone) == [], place
    tap(phone, "Yoga", word(phone, "Edit event"))
    assert overlapping(phone) == []
    tap(phone, phone.date_text(phone.now(), "yMMMEd"))
    assert overlapping(phone) == []  # the date picker


def test_a_day_is_chosen_in_the_month() -> None:
    phone = phone_with_plans()
    tomorrow = phone.now() + DAY
    tap(phone, "Month")
    if tomorrow.month != phone.now().month:
        tap(phone, "Next")
    tap(phone, f"{tomorrow:%A}, {tomorrow:%B} {tomorrow.day}, 1 event")
    assert "Dentist" in texts(phone)
    tap(phone, "New event")
    assert find(phone, "start_date").text == f"{tomorrow:%a, %b} {tomorrow.day}, {tomorrow.year}"


def test_searching() -> None:
    phone = phone_with_plans()
    tap(phone, "Search")
    phone.type_text("mill")
    assert "Dentist" in texts(phone)
    assert "Yoga" not in texts(phone)
    tap(phone, "Dentist")
    assert phone.stack[-1].cls.endswith("EventInfoActivity")


def test_a_calendar_is_hidden() -> None:
    phone = phone_with_plans()
    assert "Yoga" in texts(phone)
    tap(phone, "More options", "Calendars", "Work", "Navigate up")
    assert "Yoga" not in texts(phone)
    assert column(phone, "content://com.android.calendar/calendars", "visible", "name='Work'") == ["0"]


def test_the_insert_intent_fills_the_form() -> None:
    phone = make_phone()
    begin = midnight(phone) + 3 * DAY + timedelta(hours=13)
    extras = {
        "beginTime": ms(begin),
        "endTime": ms(begin + timedelta(minutes=30)),
        "title": "Tea",
        "eventLocation": "Garden",
        "description": "With cake",
        "android.intent.extra.EMAIL": "a@example.org,b@example.org",
    }
    assert phone.start_activity(Intent(INSERT, data=EVENTS, extras=extras)).ok
    tap(phone, "Save")
    (row,) = phone.content.rows(EVENTS)
    shown = [row.text(name) for name in ("title", "eventLocation", "description")]
    assert shown == ["Tea", "Garden", "With cake"]
    assert (row.number("dtstart"), row.number("dtend")) == (extras["beginTime"], extras["endTime"])
    assert column(phone, ATTENDEES, "attendeeEmail") == ["a@example.org", "b@example.org"]


def test_the_insert_intent_for_whole_days() -> None:
    phone = make_phone()
    begin = midnight(phone).replace(tzinfo=timezone.utc)
    extras = {"title": "Trip", "allDay": True, "beginTime": ms(begin), "endTime": ms(begin + 2 * DAY)}
    kind = "vnd.android.cursor.dir/event"
    assert phone.start_activity(Intent(INSERT, type=kind, extras=extras)).ok
    tap(phone, "Save")
    (row,) = phone.content.rows(EVENTS)
    assert (row.number("dtstart"), row.number("dtend")) == (extras["beginTime"], extras["endTime"])


def test_events_and_moments_are_viewed_and_edited_by_intent() -> None:
    phone = phone_with_plans()
    (ident,) = column(phone, EVENTS, "_id", "title='Dentist'")
    assert phone.start_activity(Intent(VIEW, data=f"{EVENTS}/{ident}")).ok
    assert "Mill Lane" in texts(phone)
    assert phone.start_activity(Intent(EDIT, data=f"{EVENTS}/{ident}")).ok
    assert find(phone, "title").text == "Dentist"
    later = midnight(phone) + 40 * DAY
    assert phone.start_activity(Intent(VIEW, data=f"content://com.android.calendar/time/{ms(later)}")).ok
    assert f"{later:%A}, {later:%B} {later.day}" in texts(phone)


def test_the_provider_says_what_an_event_lacks() -> None:
    phone = make_phone()
    with pytest.raises(ProviderError, match="calendar_id"):
        phone.content.insert(EVENTS, {"title": "x"})
    with pytest.raises(ProviderError, match="DTSTART"):
        phone.content.insert(EVENTS, {"calendar_id": 1, "eventTimezone": "UTC"})


START = datetime(2026, 1, 31, 9, 0, tzinfo=timezone.utc)  # a Saturday


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;INTERVAL=3;COUNT=3", ["01-31", "02-03", "02-06"]),
        ("FREQ=WEEKLY;BYDAY=MO,SA;UNTIL=20260209", ["01-31", "02-02", "02-07", "02-09"]),
        ("FREQ=MONTHLY", ["01-31", "03-31"]),
        ("FREQ=YEARLY", ["01-31"]),
        ("FREQ=HOURLY", ["01-31"]),
    ],
)
def test_rules_of_recurrence(rule: str, days: list[str]) -> None:
    found = occurrences(rule, START, datetime(2026, 4, 1, tzinfo=timezone.utc))
    assert [f"{when:%m-%d}" for when in found] == days
    assert str(parse(str(parse(rule)))) == str(parse(rule))
