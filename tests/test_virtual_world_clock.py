"""The clock app: what a person does with it, and what the phone then says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from device_drivers.virtual.intents import Extra, Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_world import BACK, CLOCK, find, make_phone, tap, texts, write

ALARMS = "content://com.android.deskclock/alarms"
TIMERS = "content://com.android.deskclock/timers"
EXTRA = "android.intent.extra.alarm."


@pytest.mark.parametrize("picker", ["plain", "atlas", "petite"])  # dial, text fields, wheels
def test_an_alarm_is_added_by_hand(picker: str) -> None:
    phone = make_phone(skin=picker)
    phone.launch(CLOCK)
    t = phone.skin.labels.get
    tap(phone, t("Add alarm", "Add alarm"))
    if picker == "plain":
        tap(phone, "7", "25", "AM")
    elif picker == "atlas":  # 24 hours
        write(phone, "input_hour", "7")
        write(phone, "input_minute", "25")
    else:
        hour, minute = [
            view for view in phone.windows()[0].root.walk() if view.rid.endswith("numberpicker_input")
        ]
        phone.set_text(hour, "7")
        phone.set_text(minute, "25")
        tap(phone, "AM")
    tap(phone, t("OK", "OK"))
    rows = phone.content.rows(ALARMS, "hour=7 AND minutes=25")
    assert [row.number("enabled") for row in rows] == [1]
    assert phone.last_toast is not None
    assert phone.last_toast[0].startswith("Alarm set for ")
    assert any("7:25" in text or "07:25" in text for text in texts(phone))


def test_cancelling_the_picker_adds_nothing() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    tap(phone, "Add alarm", "7", "Cancel")
    assert len(phone.content.rows(ALARMS)) == 2


def test_the_switch_days_and_label_of_an_alarm() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    tap(phone, "Alarm off")
    assert phone.content.rows(ALARMS, "hour=22")[0].number("enabled") == 1
    later = [view for view in phone.windows()[0].root.walk() if view.desc == "Expand alarm"][1]
    phone.click_view(later)
    tap(phone, "Tuesday", "edit_label")
    phone.set_text(find(phone, "label_input_field"), "Sleep")
    tap(phone, "OK")
    row = phone.content.rows(ALARMS, "hour=22")[0]
    assert (row.number("daysofweek"), row.text("label")) == (2, "Sleep")
    assert "Tue" in texts(phone)


def test_a_deleted_alarm_comes_back_with_undo() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    tap(phone, "Expand alarm", "Delete")
    assert [row.text("label") for row in phone.content.rows(ALARMS)] == ["Bed"]
    tap(phone, "Undo")
    assert [row.text("label") for row in phone.content.rows(ALARMS)] == ["School", "Bed"]


def test_a_change_behind_the_screen_shows_at_once() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    before = phone.version
    phone.content.insert(ALARMS, {"hour": 4, "minutes": 5, "label": "Ferry"})
    assert phone.version > before
    assert "Ferry" in texts(phone)


def test_pending_alarms_are_the_next_times() -> None:
    phone = make_phone()
    (school,) = phone.alarms
    assert school.alarm_clock
    assert (school.when.hour, school.when.minute, school.when.weekday() in (0, 4)) == (6, 30, True)
    assert school.when > phone.now()


def test_an_alarm_rings_and_can_be_dismissed() -> None:
    phone = make_phone()
    due = phone.alarms[0].when - phone.now()
    phone.advance(due.total_seconds() + 1)
    phone.tick()
    assert "Dismiss" in texts(phone)
    assert phone.notifications[0].package == CLOCK
    tap(phone, "Dismiss")
    assert "Dismiss" not in texts(phone)
    assert not phone.notifications
    assert phone.content.rows(ALARMS, "hour=6")[0].number("enabled") == 1  # it repeats


def test_a_timer_is_typed_started_paused_and_deleted() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    tap(phone, "Timer", "5", "00", "Start")
    row = phone.content.rows(TIMERS)[0]
    assert (row.number("length"), row.number("state")) == (300_000, 1)
    phone.advance(60)
    assert "4:00" in texts(phone)
    tap(phone, "Pause")
    phone.advance(60)
    assert "4:00" in texts(phone)
    tap(phone, "Reset")
    assert "5:00" in texts(phone)
    tap(phone, "Delete timer")
    assert not phone.content.rows(TIMERS)


def test_a_timer_that_ran_out_notifies() -> None:
    phone = make_phone()
    phone.start_activity(
        Intent("android.intent.action.SET_TIMER", extras={EXTRA + "LENGTH": 20, EXTRA + "SKIP_UI": True})
    )
    assert phone.stack[-1].package != CLOCK
    phone.advance(21)
    phone.tick()
    assert [note.title for note in phone.notifications] == ["Time's up"]
    assert phone.content.rows(TIMERS)[0].number("state") == 3


def test_the_stopwatch_runs() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    tap(phone, "Stopwatch", "Start")
    phone.advance(75)
    assert "01:15" in texts(phone)
    tap(phone, "Lap", "Pause")
    phone.advance(10)
    assert "01:15" in texts(phone)
    tap(phone, "Reset")
    assert "00:00" in texts(phone)


def test_a_city_is_added() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    tap(phone, "Clock", "Add city")
    write(phone, "search_src_text", "tok")
    tap(phone, "Tokyo")
    phone.press_key(BACK)
    phone.press_key(BACK)
    assert "Tokyo" in texts(phone)


def test_the_alarm_intent_sets_days_and_label_without_a_screen() -> None:
    phone = make_phone()
    extras = {"HOUR": 7, "MINUTES": 5, "MESSAGE": "gym", "DAYS": [2, 4, 1], "SKIP_UI": True}
    intent = Intent(
        "android.intent.action.SET_ALARM", extras={EXTRA + name: value for name, value in extras.items()}
    )
    assert phone.start_activity(intent).ok
    assert phone.stack[-1].package == "com.android.launcher3"
    row = phone.content.rows(ALARMS, "hour=7")[0]
    assert (row.number("daysofweek"), row.text("label")) == (0b1000101, "gym")  # Monday, Wednesday, Sunday
    phone.start_activity(intent)
    assert len(phone.content.rows(ALARMS, "hour=7")) == 1


def dismiss(phone: Phone, **extras: Extra) -> None:
    named: dict[str, Extra] = {EXTRA + name: value for name, value in extras.items()}
    assert phone.start_activity(Intent("android.intent.action.DISMISS_ALARM", extras=named)).ok


def next_ring(phone: Phone) -> datetime:
    return next(alarm.when for alarm in phone.alarms if alarm.alarm_clock)


def test_a_repeating_alarm_that_is_dismissed_rings_the_time_after() -> None:
    phone = make_phone()
    first = next_ring(phone)
    phone.advance((first - phone.now()).total_seconds() - 3600)
    dismiss(phone, SEARCH_MODE="android.time", HOUR=6, MINUTES=30, IS_PM=False)
    assert phone.content.rows(ALARMS, "hour=6")[0].number("enabled") == 1
    assert next_ring(phone) - first in (timedelta(days=3), timedelta(days=4))  # on Mondays and Fridays


def test_a_single_alarm_that_is_dismissed_is_off() -> None:
    phone = make_phone()
    phone.content.update(f"{ALARMS}/{phone.content.rows(ALARMS, 'hour=22')[0].number('_id')}", {"enabled": 1})
    dismiss(phone, SEARCH_MODE="android.time", HOUR=10, MINUTES=15, IS_PM=True)
    assert phone.content.rows(ALARMS, "hour=22")[0].number("enabled") == 0


def test_an_alarm_of_another_day_is_not_dismissed() -> None:
    phone = make_phone()
    first = next_ring(phone)
    phone.advance(
        (first - phone.now()).total_seconds() + 60
    )  # it rings, the next comes in three or four days
    phone.tick()
    dismiss(phone)
    later = next_ring(phone)
    dismiss(phone, SEARCH_MODE="android.next")
    assert next_ring(phone) == later


def test_an_alarm_that_rings_is_snoozed_for_as_long_as_asked() -> None:
    phone = make_phone()
    snooze = Intent("android.intent.action.SNOOZE_ALARM", extras={EXTRA + "SNOOZE_DURATION": 5})
    assert phone.start_activity(snooze).ok and phone.last_toast is not None
    assert phone.last_toast[0] == "There are no ringing alarms"
    phone.advance((next_ring(phone) - phone.now()).total_seconds() + 1)
    phone.tick()
    assert phone.start_activity(snooze).ok
    assert timedelta(minutes=4) < next_ring(phone) - phone.now() <= timedelta(minutes=5)
