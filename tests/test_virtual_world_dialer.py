"""Phone: what is dialled by hand is what the call log says."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_world import (
    BACK,
    HOME,
    HOUSE,
    column,
    find,
    hold,
    make_phone,
    overlapping,
    tap,
    texts,
    views,
    word,
    write,
)

DIALER = "com.android.dialer"
CALLS = "content://call_log/calls"
BLOCKED = "content://com.android.blockednumber/blocked"
ONGOING = "content://com.android.dialer/ongoing"
CALL, DIAL = "android.intent.action.CALL", "android.intent.action.DIAL"
LOG = [
    {"number": "5550104050", "type": "missed", "new": True},
    {"number": "5559998877", "type": "incoming", "duration": 75},
    {"number": "5550001234", "type": "outgoing", "duration": 30},
]
KEYS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def phone_with_log(skin: str = "plain") -> Phone:
    phone = make_phone(skin=skin, fixture={**HOUSE, "calls": LOG})
    phone.launch(DIALER)
    return phone


@pytest.mark.parametrize("skin", ["plain", "atlas", "ember"])
def test_a_number_is_dialled_and_hung_up(skin: str) -> None:
    phone = make_phone(skin=skin)
    phone.launch(DIALER)
    tap(phone, word(phone, "Key pad"))
    tap(phone, *(KEYS[int(digit)] for digit in "5550104051"), "deleteButton", "zero")
    assert find(phone, "digits").text == "5550104050"
    assert "Bruno Keller" in texts(phone)  # the keys find people
    tap(phone, "dialpad_call")
    assert {"Bruno Keller", "5550104050"} <= set(texts(phone))
    assert phone.call_state == 2
    phone.advance(4 + 65)
    assert "01:05" in texts(phone)
    tap(phone, word(phone, "Mute"), word(phone, "Speaker"))
    assert column(phone, ONGOING, "muted") == column(phone, ONGOING, "speaker") == ["1"]
    tap(phone, word(phone, "End call"))
    (row,) = phone.content.rows(CALLS)
    assert (row.text("number"), row.text("name")) == ("5550104050", "Bruno Keller")
    assert (row.number("type"), row.number("duration")) == (2, 65)
    assert row.number("date") == phone.now_ms() - 69_000
    assert not phone.content.rows(ONGOING)
    assert phone.call_state == 0
    assert not phone.notifications


def test_a_call_goes_on_behind_other_screens() -> None:
    phone = make_phone()
    phone.launch(DIALER)
    tap(phone, "Contacts")
    find(phone, "Mom")
    tap(phone, "call_action")
    phone.press_key(HOME)
    assert [note.text for note in phone.notifications] == ["Ongoing call"]
    phone.launch(DIALER)
    phone.press_key(BACK)
    tap(phone, "Return to call")
    assert phone.stack[-1].cls.endswith("InCallActivity")
    tap(phone, "Keypad", "one", "pound")
    assert column(phone, ONGOING, "digits") == ["1#"]
    tap(phone, "Hide keypad", "Hold")
    assert "On hold" in texts(phone)
    phone.open_notifications()
    tap(phone, "Hang up")
    assert not phone.content.rows(ONGOING)
    assert not phone.notifications
    assert not phone.stack[-1].cls.endswith("InCallActivity")


def test_intents_dial_and_call() -> None:
    phone = make_phone()
    assert phone.start_activity(Intent(DIAL, data="tel:%2B1%20555")).ok
    assert find(phone, "digits").text == "+1 555"
    assert not phone.content.rows(CALLS)
    assert phone.start_activity(Intent(CALL, data="tel:5550001234")).ok
    assert "Mom" in texts(phone)
    assert column(phone, CALLS, "number") == ["5550001234"]
    phone.start_activity(Intent(CALL, data="tel:5550104050"))
    assert column(phone, ONGOING, "number") == ["5550001234"]  # one call at a time


def test_contacts_and_messages_call() -> None:
    phone = make_phone()
    phone.launch("com.android.messaging")
    tap(phone, "Bruno Keller", "Call")
    assert column(phone, ONGOING, "name") == ["Bruno Keller"]
    tap(phone, "End call")
    assert "See you soon" in texts(phone)  # back in the conversation


def test_in_airplane_mode_nothing_is_called() -> None:
    phone = make_phone()
    phone.settings.put("global", "airplane_mode_on", "1")
    phone.start_activity(Intent(CALL, data="tel:5550001234"))
    assert not phone.content.rows(CALLS)
    assert phone.last_toast is not None
    assert "airplane mode" in phone.last_toast[0]


def test_a_stopped_app_ends_its_call() -> None:
    phone = make_phone()
    phone.start_activity(Intent(CALL, data="tel:5550001234"))
    phone.force_stop(DIALER)
    phone.tick()
    assert not phone.content.rows(ONGOING)
    assert phone.call_state == 0


@pytest.mark.parametrize("skin", ["plain", "noir", "harbor"])
def test_the_log_is_filtered_and_missed_calls_grow_old(skin: str) -> None:
    phone = phone_with_log(skin)
    assert "5559998877" in texts(phone)
    assert column(phone, CALLS, "number", "new=1") == ["5550104050"]
    tap(phone, word(phone, "Missed"))
    assert "Bruno Keller" in texts(phone)
    assert "5559998877" not in texts(phone)
    tap(phone, word(phone, "Favorites"))
    assert "Mom" in texts(phone)
    assert not column(phone, CALLS, "number", "new=1")


def test_a_call_deleted_from_the_log_can_come_back() -> None:
    phone = phone_with_log()
    hold(phone, "5559998877")
    tap(phone, "Delete")
    assert "5559998877" not in column(phone, CALLS, "number")
    tap(phone, "Undo")
    assert column(phone, CALLS, "duration", "number='5559998877'") == ["75"]


def test_clearing_the_log_asks_first() -> None:
    phone = phone_with_log()
    tap(phone, "More options", "Clear call history", "Cancel")
    assert len(phone.content.rows(CALLS)) == 3
    tap(phone, "More options", "Clear call history", "OK")
    assert not phone.content.rows(CALLS)
    assert "Your call log is empty" in texts(phone)


def test_the_page_of_a_number() -> None:
    phone = phone_with_log()
    tap(phone, "5559998877")
    assert "1 min 15 sec" in texts(phone)
    tap(phone, "More options", "Copy number")
    assert phone.clipboard == ("text", "5559998877")
    tap(phone, "Create contact")
    assert find(phone, "phone").text == "5559998877"
    phone.press_key(BACK)
    tap(phone, "Discard")
    phone.launch(DIALER)
    tap(phone, "More options", "Delete", "Delete")
    assert column(phone, CALLS, "number") == ["5550104050", "5550001234"]


def test_searching_by_name_and_number() -> None:
    phone = make_phone()
    phone.launch(DIALER)
    tap(phone, "Search")
    phone.type_text("nov")
    assert "Ada Novak" in texts(phone)
    assert "Mom" not in texts(phone)
    tap(phone, "Clear search")
    write(phone, "search_view", "0104")
    assert {"Bruno Keller", "Call 0104"} <= set(texts(phone))
    tap(phone, "Call 0104")
    assert column(phone, ONGOING, "number") == ["0104"]


def test_favourites_are_called_at_a_touch_and_can_be_added() -> None:
    phone = make_phone()
    phone.launch(DIALER)
    tap(phone, "Contacts")
    hold(phone, "Bruno Keller")
    tap(phone, "Add to favorites", "Favorites", "Bruno Keller")
    assert column(phone, ONGOING, "name") == ["Bruno Keller"]


def test_an_empty_pad_offers_the_last_number() -> None:
    phone = phone_with_log()
    tap(phone, "Key pad", "dialpad_call")
    assert find(phone, "digits").text == "5550001234"
    hold(phone, "zero")
    assert find(phone, "digits").text == "5550001234+"
    assert not any(view.focused for view in views(phone))


@pytest.mark.parametrize("skin", ["plain", "mosaic", "harbor"])
def test_a_call_comes_in_and_is_answered(skin: str) -> None:
    phone = make_phone(skin=skin)
    phone.launch("com.android.notes")
    phone.receive_call("+15550102030")
    assert {"Ada Novak", "Incoming call"} <= set(texts(phone))
    assert phone.call_state == 1
    assert not phone.content.rows(CALLS)
    phone.advance(5)
    tap(phone, word(phone, "Answer"))
    assert phone.call_state == 2
    phone.advance(30)
    tap(phone, word(phone, "End call"))
    (row,) = phone.content.rows(CALLS)
    assert (row.number("type"), row.number("duration"), row.text("name")) == (1, 30, "Ada Novak")
    assert phone.stack[-1].package == "com.android.notes"


def test_calls_are_declined_and_missed() -> None:
    phone = make_phone()
    phone.receive_call("5550104050")
    phone.press_key(HOME)
    phone.open_notifications()
    tap(phone, "Decline")
    assert column(phone, CALLS, "type") == ["5"]
    phone.advance(60)
    phone.receive_call("5550104050")
    phone.advance(26)
    phone.tick()
    assert column(phone, CALLS, "number", "type=3 AND new=1") == ["5550104050"]
    assert phone.call_state == 0
    (note,) = phone.notifications
    assert (note.title, note.actions) == ("Bruno Keller", ("Call back",))
    phone.open_notifications()
    tap(phone, "Call back")
    assert column(phone, ONGOING, "number") == ["5550104050"]
    phone.receive_call("5550001234")  # the line is busy
    assert column(phone, CALLS, "number", "type=3") == ["5550001234", "5550104050"]


@pytest.mark.parametrize("skin", ["plain", "noir"])
def test_a_blocked_number_does_not_ring(skin: str) -> None:
    phone = phone_with_log(skin)
    hold(phone, "5559998877")
    tap(phone, word(phone, "Block number"), "Block")
    assert column(phone, BLOCKED, "original_number") == ["5559998877"]
    phone.receive_call("+15559998877")
    assert phone.call_state == 0
    assert column(phone, CALLS, "number", "type=6") == ["+15559998877"]
    tap(phone, word(phone, "More options"), word(phone, "Blocked numbers"))
    tap(phone, "Unblock number")
    assert not phone.content.rows(BLOCKED)
    tap(phone, "Add a number")
    write(phone, "Phone number", "555 0000")
    tap(phone, "Block")
    assert column(phone, BLOCKED, "original_number") == ["555 0000"]


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_nothing_lies_on_each_other(skin: str) -> None:
    phone = phone_with_log(skin)
    assert overlapping(phone) == []
    phone.start_activity(Intent(DIAL, data="tel:555"))
    assert overlapping(phone) == []
    phone.receive_call("5550104050")
    assert overlapping(phone) == []
    tap(phone, word(phone, "Answer"))
    assert overlapping(phone) == []
    tap(phone, word(phone, "Keypad"))
    assert overlapping(phone) == []
