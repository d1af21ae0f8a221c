"""Notifications in the shade: answered, snoozed, swiped away, grouped, and turned off."""

from __future__ import annotations

import pytest

from device_drivers.virtual.phone import Phone
from tests.virtual_looks import check_screen
from tests.virtual_wire import make_device, sh
from tests.virtual_world import BACK, ENTER, MESSAGES, column, find, hold, make_phone, middle, tap, texts

MOM = "5550001234"


def told(*bodies: str, **more: object) -> Phone:
    """A phone with the shade open over messages that have just come."""
    phone = make_phone(**more)
    for body in bodies:
        phone.receive_sms(MOM, body)
    phone.open_notifications()
    return phone


def sideways(phone: Phone, words: str) -> None:
    x, y = middle(find(phone, words))
    phone.swipe(x, y, x + 300, y)


def test_a_message_is_answered_without_opening_the_app() -> None:
    phone = told("Are you there?")
    tap(phone, "Reply")
    assert phone.keyboard_shown and find(phone, "remote_input_text").focused
    assert not find(phone, "remote_input_send").enabled
    phone.type_text("On my way")
    tap(phone, "Send")
    assert column(phone, "content://sms/sent", "body") == ["On my way"]
    assert not phone.notifications and not phone.content.rows("content://sms", "read=0 AND address=" + MOM)
    assert phone.windows()[0].kind == "shade" and phone.stack[-1].package != MESSAGES


def test_enter_sends_and_back_gives_up() -> None:
    phone = told("Are you there?")
    tap(phone, "Reply")
    phone.type_text("Wait")
    phone.press_key(BACK)
    assert not phone.keyboard_shown
    phone.press_key(BACK)
    assert "Mark as read" in texts(phone)
    tap(phone, "Reply")
    assert find(phone, "remote_input_text").text == ""
    phone.type_text("Yes")
    phone.press_key(ENTER)
    assert column(phone, "content://sms/sent", "body") == ["Yes"]
    phone.press_key(BACK)
    assert not phone.shade


def test_a_touch_opens_the_conversation_and_an_action_marks_it() -> None:
    phone = told("Are you there?")
    tap(phone, "Mark as read")
    assert not phone.notifications and not phone.content.rows("content://sms", f"read=0 AND address={MOM}")
    phone.receive_sms(MOM, "Hello?")
    phone.open_notifications()
    tap(phone, "Hello?")
    assert phone.stack[-1].cls.endswith(".ConversationActivity")
    assert "Mom" in texts(phone)


def test_a_swipe_dismisses_and_clear_all_clears() -> None:
    phone = told("One", "Two", "Three")
    sideways(phone, "Two")
    assert [note.text for note in phone.notifications] == ["Three", "One"]
    tap(phone, "Clear all")
    assert not phone.notifications and not phone.shade


def test_a_long_press_snoozes_for_an_hour() -> None:
    now = [0.0]
    phone = told("Are you there?", clock=lambda: now[0])
    device = make_device(phone)
    hold(phone, "Are you there?")
    check_screen(phone)
    tap(phone, "Done")
    hold(phone, "Are you there?")
    tap(phone, "Snooze")
    assert "No notifications" in texts(phone)
    dump = sh(device, "dumpsys notification").out
    assert "until=" in dump[dump.index("Snoozed notifications:") :]
    now[0] = 3599.0
    phone.tick()
    assert not phone.notifications
    now[0] = 3601.0
    phone.tick()
    assert [note.text for note in phone.notifications] == ["Are you there?"]
    assert not phone.snoozed


def test_a_long_press_leads_to_the_settings_and_turns_off() -> None:
    phone = told("Are you there?")
    hold(phone, "Are you there?")
    tap(phone, "Notification settings")
    assert {"App info", "Messages"} <= set(texts(phone)) and not phone.shade
    phone.open_notifications()
    hold(phone, "Are you there?")
    tap(phone, "Turn off")
    assert not phone.notifications
    phone.receive_sms(MOM, "And now?")
    assert not phone.notifications


def test_four_of_one_app_are_one_and_open_to_all() -> None:
    phone = told("One", "Two", "Three")
    assert "Expand" not in texts(phone)
    phone.notify("com.android.deskclock", "Timer", "Tea", tag="timer")
    phone.receive_sms(MOM, "Four")
    assert {"Messages \u2022 4", "Mom  Four", "Mom  Three", "Tea"} <= set(texts(phone))
    assert "One" not in texts(phone)
    check_screen(phone)
    tap(phone, "Expand")
    assert {"One", "Two", "Three", "Four"} <= set(texts(phone))
    tap(phone, "Collapse")
    sideways(phone, "Mom  Four")
    assert [note.text for note in phone.notifications] == ["Tea"]


def test_ongoing_ones_stay() -> None:
    phone = make_phone()
    phone.notify("com.android.deskclock", "Stopwatch", "Running", tag="s", ongoing=True)
    phone.open_notifications()
    sideways(phone, "Running")
    hold(phone, "Running")
    assert "Snooze" not in texts(phone)
    tap(phone, "Done", "Clear all")
    assert [note.text for note in phone.notifications] == ["Running"]


def test_the_shell_posts_snoozes_and_brings_back() -> None:
    phone = make_phone()
    device = make_device(phone)
    sh(device, "cmd notification post -t Build done 'All green'")
    (key,) = sh(device, "cmd notification list").out.split()
    assert key.startswith("0|com.android.shell|2020|done|")
    assert sh(device, f"cmd notification snooze --for 60000 '{key}'").status == 0
    assert sh(device, "cmd notification list").out == ""
    assert sh(device, f"cmd notification unsnooze '{key}'").out == f"unsnoozing: {key}\n"
    assert [note.title for note in phone.notifications] == ["Build"]
    assert sh(device, "cmd notification snooze --for 10 'no|such|key'").status == 1
    assert sh(device, f"cmd notification snooze '{key}'").status == 1


@pytest.mark.parametrize("skin", ["petite", "grand", "mosaic", "ember"])
def test_an_answer_looks_right(skin: str) -> None:
    phone = told("Are you there?", skin=skin)
    tap(phone, "Reply")
    check_screen(phone)
    assert any(window.kind == "ime" for window in phone.windows())
