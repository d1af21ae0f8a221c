"""Contacts, messages and notes: what is done by hand is what the providers say."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from tests.virtual_world import (
    BACK,
    CONTACTS,
    HOME,
    MESSAGES,
    NOTES,
    column,
    find,
    hold,
    make_phone,
    tap,
    texts,
    write,
)

PEOPLE = "content://com.android.contacts/contacts"
PHONES = "content://com.android.contacts/data/phones"
MEMOS = "content://com.android.notes/notes"


# Contacts
@pytest.mark.parametrize("skin", ["plain", "atlas"])  # two name fields, one name field
def test_a_contact_is_created(skin: str) -> None:
    phone = make_phone(skin=skin)
    t = phone.skin.labels.get
    phone.launch(CONTACTS)
    tap(phone, t("Create contact", "Create contact"))
    if phone.skin.split_name:
        write(phone, "First name", "Quentin")
        write(phone, "Last name", "Marsh")
    else:
        write(phone, t("Name", "Name"), "Quentin Marsh")
    phone.set_text(find(phone, t("Phone", "Phone")), "555 0199")
    tap(phone, t("Save", "Save"))
    assert phone.last_toast is not None
    assert phone.last_toast[0] == "Contact saved"
    assert "Quentin Marsh" in column(phone, PEOPLE, "display_name")
    row = next(row for row in phone.content.rows(PHONES) if row.text("display_name") == "Quentin Marsh")
    assert row.text("data1") == "555 0199"
    assert "555 0199" in texts(phone)  # the new contact's page


def test_a_contact_is_edited_starred_and_deleted() -> None:
    phone = make_phone()
    phone.launch(CONTACTS)
    tap(phone, "Bruno Keller", "Add to favorites", "Edit contact")
    phone.set_text(find(phone, "Phone"), "5559999999")
    tap(phone, "Save")
    assert "5559999999" in texts(phone)
    assert column(phone, PHONES, "data1", "display_name='Bruno Keller'") == ["5559999999"]
    assert column(phone, PEOPLE, "display_name", "starred=1") == ["Bruno Keller", "Mom"]
    tap(phone, "More options", "Delete", "Cancel")
    assert len(column(phone, PEOPLE, "_id")) == 3
    tap(phone, "More options", "Delete", "Delete")
    assert column(phone, PEOPLE, "display_name") == ["Ada Novak", "Mom"]
    assert not column(phone, PHONES, "_id", "display_name='Bruno Keller'")


def test_changes_are_not_lost_by_accident() -> None:
    phone = make_phone()
    phone.launch(CONTACTS)
    tap(phone, "Create contact")
    write(phone, "First name", "Zed")
    phone.press_key(BACK)  # the keyboard
    phone.press_key(BACK)
    tap(phone, "Keep editing")
    assert find(phone, "first_name").text == "Zed"
    phone.press_key(BACK)
    tap(phone, "Discard")
    assert "Zed" not in column(phone, PEOPLE, "display_name")
    assert phone.stack[-1].cls.endswith("PeopleActivity")


def test_the_keyboard_does_not_hide_the_field_it_writes_into() -> None:
    phone = make_phone(skin="petite")  # where the last field is as low as the keyboard is high
    phone.launch(CONTACTS)
    tap(phone, "Create contact")
    fields = [view for view in phone.windows()[0].root.walk() if view.on_text and view.visible]
    lowest = max(fields, key=lambda view: view.bounds[1]).rid.rsplit("/", 1)[1]
    tap(phone, lowest)
    assert find(phone, lowest).focused
    phone.type_text("Oakfield")
    assert "Oakfield" in texts(phone)


def test_searching_and_favourites() -> None:
    phone = make_phone()
    phone.launch(CONTACTS)
    tap(phone, "Search")
    phone.type_text("nov")
    assert "Ada Novak" in texts(phone)
    assert "Mom" not in texts(phone)
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Favorites")
    assert "Mom" in texts(phone)
    assert "Ada Novak" not in texts(phone)


def test_the_insert_intent_fills_the_editor() -> None:
    phone = make_phone()
    extras = {"name": "Rosa de Luz", "phone": "5550001", "email": "r@example.org"}
    intent = Intent("android.intent.action.INSERT", type="vnd.android.cursor.dir/contact", extras=extras)
    assert phone.start_activity(intent).ok
    shown = {
        view.rid.rsplit("/", 1)[-1]: view.text for view in phone.windows()[0].root.walk() if view.on_text
    }
    assert (shown["first_name"], shown["last_name"], shown["phone"]) == ("Rosa de", "Luz", "5550001")
    tap(phone, "Save")
    assert "Rosa de Luz" in column(phone, PEOPLE, "display_name")


# Messages
def test_a_message_to_a_contact() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    tap(phone, "Start chat")
    phone.type_text("ada")
    tap(phone, "Ada Novak")
    assert not find(phone, "Send SMS").enabled
    write(phone, "Text message", "on my way")
    tap(phone, "Send SMS")
    (row,) = phone.content.rows("content://sms/sent")
    assert (row.text("address"), row.text("body"), row.number("type")) == ("+1 555 010 2030", "on my way", 2)
    assert row.number("date") == phone.now_ms()
    assert "on my way" in texts(phone)


def test_a_message_to_a_number_and_the_numbers_spelling() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    tap(phone, "Start chat")
    phone.type_text("555 010 40 50")
    tap(phone, "Send to 555 010 40 50")
    assert "Bruno Keller" in texts(phone)  # the same thread, whatever the spelling
    assert "See you soon" in texts(phone)


def test_reading_marks_as_read() -> None:
    phone = make_phone()
    assert column(phone, "content://sms", "body", "read=0") == ["See you soon"]
    phone.launch(MESSAGES)
    tap(phone, "Bruno Keller")
    assert not column(phone, "content://sms", "body", "read=0")


def test_deleting_a_conversation_asks_first() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    hold(phone, "Mom")
    tap(phone, "Delete", "Cancel")
    assert len(phone.content.rows("content://sms")) == 2
    hold(phone, "Mom")
    tap(phone, "Delete", "Delete")
    assert column(phone, "content://sms", "body") == ["See you soon"]
    assert "Mom" not in texts(phone)


def test_what_was_not_sent_is_a_draft() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom")
    write(phone, "Text message", "half a th")
    phone.press_key(HOME)
    assert column(phone, "content://sms/draft", "body") == ["half a th"]
    phone.launch(MESSAGES)
    assert find(phone, "compose_message_text").text == "half a th"


def test_in_airplane_mode_nothing_is_sent() -> None:
    phone = make_phone()
    phone.settings.put("global", "airplane_mode_on", "1")
    phone.start_activity(
        Intent("android.intent.action.SENDTO", data="smsto:5550104050", extras={"sms_body": "hi"})
    )
    tap(phone, "Send SMS")
    assert not phone.content.rows("content://sms/sent")
    assert "Not sent" in texts(phone)


def test_sharing_text_asks_for_whom() -> None:
    phone = make_phone()
    share = Intent("android.intent.action.SEND", type="text/plain", package=MESSAGES,
                   extras={"android.intent.extra.TEXT": "look at this"})  # fmt: skip
    assert phone.start_activity(share).ok
    tap(phone, "Mom")
    assert find(phone, "compose_message_text").text == "look at this"


def test_messages_are_searched() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    tap(phone, "Search")
    phone.type_text("see you")
    assert "See you soon" in texts(phone)
    assert "Call me when you can" not in texts(phone)


# Notes
def test_a_note_is_written_and_saves_itself() -> None:
    phone = make_phone()
    phone.launch(NOTES)
    tap(phone, "New note")
    phone.type_text("Rent")
    write(phone, "edit_body", "ask about the lease")
    phone.press_key(HOME)
    assert column(phone, MEMOS, "body", "title='Rent'") == ["ask about the lease"]
    phone.launch(NOTES)
    phone.press_key(BACK)
    assert "Rent" in texts(phone)
    assert len(phone.content.rows(MEMOS)) == 3


def test_a_note_is_changed_pinned_and_deleted() -> None:
    phone = make_phone()
    phone.launch(NOTES)
    tap(phone, "Books")
    write(phone, "edit_body", ", and more")
    tap(phone, "Save")
    assert column(phone, MEMOS, "body", "title='Books'") == ["A long list, and more"]
    hold(phone, "Groceries")
    tap(phone, "Pin")
    assert column(phone, MEMOS, "title", "pinned=1") == ["Groceries"]
    tap(phone, "Books", "More options", "Delete", "Delete")
    assert column(phone, MEMOS, "title") == ["Groceries"]


def test_a_note_deleted_from_the_list_can_come_back() -> None:
    phone = make_phone()
    phone.launch(NOTES)
    hold(phone, "Books")
    tap(phone, "Delete")
    assert "Books" not in texts(phone)
    tap(phone, "Undo")
    assert "Books" in texts(phone)


def test_an_empty_note_is_not_kept() -> None:
    phone = make_phone()
    phone.launch(NOTES)
    tap(phone, "New note", "Navigate up")
    assert len(phone.content.rows(MEMOS)) == 2


def test_a_field_that_the_keyboard_pushes_out_at_the_top_is_brought_back() -> None:
    phone = make_phone(skin="wide")
    words = phone.skin.labels
    phone.launch(CONTACTS)
    tap(phone, words["Create contact"])
    write(phone, words["Email"], "a@example.org")  # the form is scrolled far down for it
    phone.press_key(BACK)
    tap(phone, words["Company"])
    assert find(phone, words["Company"]).focused
    phone.type_text("Norden")
    assert find(phone, "Norden").focused
