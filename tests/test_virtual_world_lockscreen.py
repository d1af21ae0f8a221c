"""The lock screen: swipe and PIN, by hand, by key and by the shell, and the settings that make it."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_looks import check_screen
from tests.virtual_wire import make_device, sh
from tests.virtual_world import (
    BACK,
    CLOCK,
    ENTER,
    HOME,
    HOUSE,
    MESSAGES,
    RECENTS,
    find,
    make_phone,
    tap,
    texts,
)

POWER, MENU, SLEEP, WAKEUP = 26, 82, 223, 224
PIN = {**HOUSE, "pin": "2580"}


def front(phone: Phone) -> str:
    return phone.stack[-1].package


def up(phone: Phone) -> None:
    phone.swipe(500, 1800, 500, 500)


def type_pin(phone: Phone, pin: str) -> None:
    for digit in pin:
        tap(phone, f"key{digit}")
    tap(phone, "Enter")


def sleep_and_wake(phone: Phone) -> None:
    phone.press_key(SLEEP)
    assert not phone.windows()
    phone.press_key(WAKEUP)


def test_a_phone_without_a_lock_comes_back_where_it_was() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    sleep_and_wake(phone)
    assert phone.window().package == CLOCK
    assert sh(make_device(phone), "locksettings get-disabled").out == "true\n"


def test_a_swipe_opens_a_phone_without_a_pin() -> None:
    phone = make_phone()
    device = make_device(phone)
    assert sh(device, "locksettings set-disabled false").out == "Lock screen disabled set to false\n"
    phone.launch(CLOCK)
    sleep_and_wake(phone)
    assert phone.window().package == "com.android.systemui"
    assert "mDreamingLockscreen=true" in sh(device, "dumpsys window").out
    assert "mCurrentFocus=Window{" in sh(device, "dumpsys window").out
    assert "deviceLocked=0" in sh(device, "dumpsys trust").out
    for key in (HOME, BACK, RECENTS):
        phone.press_key(key)
        assert "Swipe up to open" in texts(phone)
    phone.swipe(500, 2, 500, 900)
    assert "Swipe up to open" in texts(phone)
    up(phone)
    assert phone.window().package == CLOCK
    assert "isKeyguardShowing=false" in sh(device, "dumpsys window policy").out


def test_a_pin_from_the_fixture_locks_the_phone_from_the_start() -> None:
    phone = make_phone(fixture=PIN)
    device = make_device(phone)
    assert "deviceLocked=1" in sh(device, "dumpsys trust").out
    assert "secure=true" in sh(device, "dumpsys window policy").out
    assert "mKeyguardShowing=true" in sh(device, "dumpsys activity activities").out
    up(phone)
    assert "Enter your PIN" in texts(phone)
    type_pin(phone, "1111")
    assert "Wrong PIN. Try again." in texts(phone)
    type_pin(phone, "2580")
    assert phone.window().package == "com.android.launcher3"
    assert "deviceLocked=0" in sh(device, "dumpsys trust").out


def test_keys_type_the_pin_and_the_field_hides_it() -> None:
    phone = make_phone(fixture=PIN)
    phone.press_key(MENU)
    phone.type_text("25a8")
    phone.press_key(7)
    phone.press_key(67)
    assert (find(phone, "pinEntry").text, find(phone, "pinEntry").password) == ("258", True)
    phone.press_key(7)
    phone.press_key(ENTER)
    assert phone.window().package == "com.android.launcher3"


def test_back_leaves_the_keypad_and_what_was_typed() -> None:
    phone = make_phone(fixture=PIN)
    up(phone)
    tap(phone, "key2", "key5")
    phone.press_key(BACK)
    assert "Swipe up to unlock" in texts(phone)
    up(phone)
    assert find(phone, "pinEntry").text == ""


def test_five_wrong_pins_make_one_wait() -> None:
    now = [0.0]
    phone = make_phone(fixture=PIN, clock=lambda: now[0])
    up(phone)
    for _ in range(5):
        type_pin(phone, "0000")
    assert "Too many wrong PINs. Try again in 30 seconds." in texts(phone)
    assert not find(phone, "key1").enabled
    now[0] = 12.5
    assert "Too many wrong PINs. Try again in 18 seconds." in texts(phone)
    assert sh(make_device(phone), "locksettings verify --old 2580").out == "Request throttled\n"
    now[0] = 30.5
    assert "Enter your PIN" in texts(phone)
    type_pin(phone, "2580")
    assert not phone.locked


def test_dismissing_asks_for_the_pin_and_lets_in_without_one() -> None:
    phone = make_phone(fixture=PIN)
    device = make_device(phone)
    sh(device, "wm dismiss-keyguard")
    assert "Enter your PIN" in texts(phone)
    sh(device, "locksettings clear --old 2580; locksettings set-disabled false")
    sleep_and_wake(phone)
    assert phone.locked
    sh(device, "wm dismiss-keyguard")
    assert not phone.locked


def test_an_app_started_meanwhile_waits_behind() -> None:
    phone = make_phone(fixture=PIN)
    phone.launch(CLOCK)
    assert (front(phone), phone.window().package) == (CLOCK, "com.android.systemui")
    up(phone)
    type_pin(phone, "2580")
    assert phone.window().package == CLOCK


def test_notifications_are_on_it_and_open_after_the_pin() -> None:
    phone = make_phone(fixture=PIN)
    phone.receive_sms("5550001234", "Are you there?")
    assert {"Messages", "Mom", "Are you there?"} <= set(texts(phone))
    phone.settings.put("secure", "lock_screen_allow_private_notifications", "0")
    assert "Contents hidden" in texts(phone) and "Mom" not in texts(phone)
    tap(phone, "Contents hidden")
    type_pin(phone, "2580")
    assert front(phone) == MESSAGES
    phone.press_key(SLEEP)
    phone.receive_sms("5550001234", "Hello?")
    phone.settings.put("secure", "lock_screen_show_notifications", "0")
    phone.press_key(POWER)
    assert "Contents hidden" not in texts(phone)


def test_a_call_and_an_alarm_are_above_it() -> None:
    phone = make_phone(fixture=PIN)
    phone.receive_call("5550001234")
    assert "Mom" in texts(phone) and phone.window().package == "com.android.dialer"
    assert "occluded=true" in sh(make_device(phone), "dumpsys window policy").out
    phone.press_key(HOME)
    assert phone.window().package == "com.android.systemui"


@pytest.mark.parametrize(
    "line, status, out",
    [
        ("locksettings verify", 0, "Lock credential verified successfully\n"),
        ("locksettings verify --old 1234", 255, "Old password provided but user has no password\n"),
        ("locksettings set-pin 1234", 0, "Pin set to '1234'\n"),
        ("cmd lock_settings set-pin 123", 255, ""),
        (
            "locksettings set-pin 1234; locksettings verify",
            255,
            "Pin set to '1234'\nOld password '' didn't match\n",
        ),
        (
            "locksettings set-pin 1234; locksettings set-pin --old 1234 99999",
            0,
            "Pin set to '1234'\nPin set to '99999'\n",
        ),
        (
            "locksettings set-pin 1234; locksettings clear --old 1234",
            0,
            "Pin set to '1234'\nLock credential cleared\n",
        ),
    ],
)
def test_locksettings(line: str, status: int, out: str) -> None:
    ran = sh(make_device(make_phone()), line)
    assert (ran.status, ran.out) == (status, out)


def test_the_pin_is_set_changed_and_removed_in_settings() -> None:
    phone = make_phone()
    device = make_device(phone)
    phone.start_activity(Intent("android.settings.SECURITY_SETTINGS"))
    tap(phone, "Screen lock", "PIN")
    phone.type_text("12")
    tap(phone, "Next")
    assert "PIN must be at least 4 digits" in texts(phone)
    tap(phone, "password_entry")
    phone.type_text("1234")
    tap(phone, "Next")
    phone.type_text("1243")
    tap(phone, "Confirm")
    assert "PINs don't match" in texts(phone)
    tap(phone, "password_entry")
    phone.type_text("1234")
    tap(phone, "Confirm")
    assert phone.keyguard.pin == "1234"
    assert texts(phone)[texts(phone).index("Screen lock") + 1] == "PIN"
    assert "CredentialType: PIN" in sh(device, "dumpsys lock_settings").out
    tap(phone, "Screen lock")
    phone.type_text("9999")
    tap(phone, "Next")
    assert "Wrong PIN" in texts(phone)
    tap(phone, "password_entry")
    phone.type_text("1234")
    tap(phone, "Next", "None", "Delete")
    assert not phone.keyguard.enabled
    tap(phone, "Screen lock", "Swipe")
    sleep_and_wake(phone)
    assert "Swipe up to open" in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "petite", "grand", "mosaic", "ember"])
def test_it_looks_right(skin: str) -> None:
    phone = make_phone(skin=skin, fixture=PIN)
    phone.receive_sms("5550001234", "Are you there? " * 9)
    check_screen(phone)
    phone.press_key(MENU)
    check_screen(phone)
    assert all(view.bounds == view.frame for view in phone.window().root.walk() if view.clickable)
