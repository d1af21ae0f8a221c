"""The system around the apps: tasks, keys, keyboard, windows, notifications, time."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import HOME as HOME_CATEGORY
from device_drivers.virtual.intents import LAUNCHER, MAIN, Component, Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_world import (
    BACK,
    CLOCK,
    CONTACTS,
    DELETE,
    ENTER,
    HOME,
    MESSAGES,
    NOTES,
    RECENTS,
    SETTINGS,
    find,
    hold,
    make_phone,
    middle,
    tap,
    texts,
)

HOME_APP = "com.android.launcher3"


def front(phone: Phone) -> str:
    return phone.stack[-1].package


def test_home_shows_apps_and_they_open() -> None:
    phone = make_phone()
    tap(phone, "Clock")
    assert front(phone) == CLOCK
    phone.press_key(HOME)
    phone.swipe(500, 1500, 500, 700)
    tap(phone, "Contacts")
    assert front(phone) == CONTACTS


def test_the_drawers_search_finds_an_app() -> None:
    phone = make_phone()
    tap(phone, "Search")
    assert phone.keyboard_shown
    phone.type_text("not")
    assert "Clock" not in texts(phone)
    phone.press_key(ENTER)
    assert front(phone) == NOTES


def test_back_goes_the_way_it_came() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    tap(phone, "Network & internet", "Internet")
    classes = [record.cls.rsplit("$", 1)[-1] for record in phone.stack if record.package == SETTINGS]
    assert classes == ["com.android.settings.Settings", "NetworkDashboardActivity", "WifiSettingsActivity"]
    for left in (2, 1):
        phone.press_key(BACK)
        assert len([record for record in phone.stack if record.package == SETTINGS]) == left
    phone.press_key(BACK)
    assert front(phone) == HOME_APP
    phone.press_key(BACK)
    assert front(phone) == HOME_APP


def test_an_app_comes_back_where_it_was_left() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    tap(phone, "Display")
    phone.press_key(HOME)
    result = phone.launch(SETTINGS)
    assert (result.outcome, result.launch) == ("brought_to_front", "HOT")
    assert "Dark theme" in texts(phone)
    assert phone.launch(SETTINGS).outcome == "delivered"


def test_starting_what_is_not_there() -> None:
    phone = make_phone()
    assert (
        phone.start_activity(Intent("android.intent.action.ANSWER", data="tel:123")).outcome == "unresolved"
    )
    lost = Intent(component=Component(SETTINGS, SETTINGS + ".Nowhere"))
    assert phone.start_activity(lost).outcome == "missing"
    cold = phone.start_activity(Intent(MAIN, (LAUNCHER,), package=NOTES))
    assert (cold.outcome, cold.launch) == ("started", "COLD")
    assert phone.start_activity(Intent(MAIN, (HOME_CATEGORY,))).ok
    assert front(phone) == HOME_APP


def test_recent_apps() -> None:
    phone = make_phone()
    phone.launch(CLOCK)
    phone.launch(NOTES)
    assert [record.package for record in phone.recents] == [NOTES, CLOCK]
    phone.press_key(RECENTS)
    tap(phone, "Clock")
    assert front(phone) == CLOCK
    phone.press_key(RECENTS)
    tap(phone, "Clear all")
    assert not phone.recents


def test_back_puts_the_keyboard_away_first() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom", "Text message")
    assert phone.keyboard_shown
    below = find(phone, "Send SMS").bounds
    phone.press_key(BACK)
    assert not phone.keyboard_shown
    assert find(phone, "Send SMS").bounds[1] > below[1]
    phone.type_text("x")  # the cursor is still there
    assert find(phone, "compose_message_text").text == "x"
    phone.press_key(BACK)
    assert phone.stack[-1].cls.endswith("ConversationListActivity")


def test_typing_by_keys_and_on_the_keyboard() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom", "Text message")
    board = next(window for window in phone.windows() if window.kind == "ime")
    assert board.package == "com.android.inputmethod.latin"
    for key in ("Shift", "H", "i", "Space", "Symbols", "5", "Delete", "Letters", "o"):
        board = next(window for window in phone.windows() if window.kind == "ime")
        view = next(view for view in board.root.walk() if view.desc == key)
        phone.tap(*middle(view))
    phone.press_key(8)  # 1
    phone.press_key(70, 1)  # +
    assert find(phone, "compose_message_text").text == "Hi o1+"
    phone.press_key(DELETE)
    phone.clipboard = ("label", " ü!")
    phone.press_key(50, 0x1000)
    assert find(phone, "compose_message_text").text == "Hi o1 ü!"
    phone.press_key(29, 0x1000)
    phone.type_text("all")
    assert find(phone, "compose_message_text").text == "all"


def test_dialogs_take_all_touches() -> None:
    phone = make_phone()
    phone.launch(NOTES)
    hold(phone, "Books")
    window = phone.windows()[0]
    assert (window.kind, window.focused) == ("dialog", True)
    assert "New note" not in texts(phone)
    phone.tap(5, 1000)
    assert "New note" in texts(phone)
    tap(phone, "More options")
    phone.press_key(BACK)
    assert "New note" in texts(phone)


def test_rotation_swaps_the_sides() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    phone.set_rotation(1)
    assert (phone.width, phone.height) == (2400, 1080)
    assert phone.windows()[0].root.bounds == (0, 0, 2400, 1080)
    assert phone.settings.get("system", "user_rotation") == "1"
    phone.settings.put("system", "user_rotation", "0")
    assert (phone.width, phone.height) == (1080, 2400)


def test_the_shade_shows_notifications_and_tiles() -> None:
    phone = make_phone()
    phone.notify(MESSAGES, "Mom", "Call me")
    phone.swipe(500, 5, 500, 1200)
    assert phone.windows()[0].kind == "shade"
    assert {"Mom", "Call me", "Internet"} <= set(texts(phone))
    tap(phone, "Bluetooth")
    assert phone.settings.get("global", "bluetooth_on") == "1"
    tap(phone, "Mom")
    assert front(phone) == MESSAGES
    assert not phone.notifications
    phone.open_quick_settings()
    tap(phone, "Dark theme")
    assert phone.settings.get("secure", "ui_night_mode") == "2"
    phone.press_key(BACK)
    assert phone.windows()[0].kind == "app"


def test_the_status_bar_tells_the_state() -> None:
    phone = make_phone()

    def bar() -> list[str]:
        window = next(window for window in phone.windows() if window.kind == "status_bar")
        return [view.desc for view in window.root.walk() if view.desc]

    assert "Wifi signal full." in bar()
    assert "Alarm set." in bar()
    phone.settings.put("global", "wifi_on", "0")
    assert "Wifi signal full." not in bar()


def test_the_screen_can_be_off() -> None:
    phone = make_phone()
    phone.sleep()
    assert phone.windows() == []
    tap_before = phone.version
    phone.tap(500, 500)
    assert phone.version == tap_before
    phone.wake()
    assert phone.windows()


def test_time_moves_the_screen() -> None:
    phone = make_phone()
    before = phone.version
    first = texts(phone)
    assert phone.version == before
    phone.advance(3600)
    assert texts(phone) != first
    assert phone.version > before


def test_a_toast_goes_by_itself() -> None:
    seconds = [0.0]
    phone = make_phone(clock=lambda: seconds[0])
    phone.toast("Hello")
    assert phone.toast_shown() == "Hello"
    seconds[0] = 10.0
    assert phone.toast_shown() == ""
    assert phone.last_toast == ("Hello", 0.0)


def test_clipboard_by_broadcast() -> None:
    phone = make_phone()
    assert phone.broadcast(Intent("clipper.set", extras={"text": "a b"})).code == -1
    assert phone.broadcast(Intent("clipper.get")).data == "a b"
    assert phone.broadcast(Intent("nobody.listens")).code == 0


@pytest.mark.parametrize("skin", ["plain", "ember", "random:4"])
def test_same_seed_same_trees(skin: str) -> None:
    def walk() -> list[str]:
        phone = Phone(11, skin, clock=lambda: 0.0)
        seen = []
        for package in (CLOCK, SETTINGS, CONTACTS, MESSAGES, NOTES):
            phone.launch(package)
            phone.swipe(500, 1000, 500, 400)
            seen.append(repr([list(window.root.walk()) for window in phone.windows()]))
        return seen

    assert walk() == walk()
    assert repr(Phone(12).content.rows("content://sms")[0].text("body")) is not None
    names = {repr([row.text("display_name") for row in Phone(seed).content.rows(
        "content://com.android.contacts/contacts")]) for seed in range(4)}  # fmt: skip
    assert len(names) == 4


def test_packages_come_and_go() -> None:
    phone = make_phone()
    assert phone.install(b"no zip").startswith("Failure [INSTALL_PARSE_FAILED_NOT_APK")
    assert phone.uninstall(SETTINGS) == "Failure [DELETE_FAILED_INTERNAL_ERROR]"
    assert phone.uninstall("no.such.app") == "Failure [DELETE_FAILED_INTERNAL_ERROR]"
    assert not phone.clear_data("no.such.app")


def test_the_field_with_the_cursor_is_brought_into_view() -> None:
    phone = make_phone(skin="petite")
    phone.launch(CONTACTS)
    tap(phone, "Create contact", "first_name")
    for _ in range(4):
        phone.press_key(61)  # tab
    field = phone.focus
    assert field is not None
    assert field.visible
    board = next(window for window in phone.windows() if window.kind == "ime")
    assert field.bounds[3] <= board.root.bounds[1]
    assert field.bounds == field.frame


def test_an_incoming_message_is_stored_and_told() -> None:
    phone = make_phone()
    phone.receive_sms("5550001234", "Are you there?")
    assert phone.content.rows("content://sms", "read=0 AND body LIKE 'Are%'")
    phone.open_notifications()
    assert {"Mom", "Are you there?"} <= set(texts(phone))
