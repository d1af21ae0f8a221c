"""Apps that ask other apps for a photo, a file or a person, and get it."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import GET_CONTENT, Intent
from device_drivers.virtual.phone import Phone
from tests.test_virtual_world_chat import TALK
from tests.virtual_looks import check_screen
from tests.virtual_world import (
    BACK,
    CONTACTS,
    HOUSE,
    MESSAGES,
    NOTES,
    column,
    find,
    make_phone,
    tap,
    texts,
)

FILES, GALLERY, CAMERA = "com.android.documentsui", "com.android.gallery3d", "com.android.camera2"
EXPENSES, MAIL = "com.android.expenses", "com.android.email"
MEDIA = {
    "photos": [{"name": "lake.jpg", "scene": 3, "folder": "Pictures/Lake", "minutes_ago": 5}],
    "files": [{"path": "Documents/plan.txt", "text": "the plan"}],
}


def media_phone(**more: object) -> Phone:
    return make_phone(fixture={**HOUSE, **MEDIA, **more})


def front(phone: Phone) -> str:
    return phone.stack[-1].package


def photo(phone: Phone) -> str:
    """What the photo is called on the picker's cell."""
    return next(view.desc for view in phone.window().root.walk() if view.rid.endswith("photo_cell"))


def test_a_message_takes_a_photo_and_a_number_along() -> None:
    phone = media_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom", "Attach", "Choose a photo")
    assert front(phone) == GALLERY
    assert {record.task for record in phone.stack[-2:]} == {phone.stack[-1].task}
    tap(phone, photo(phone))
    assert front(phone) == MESSAGES
    assert "lake.jpg" in texts(phone)
    tap(phone, "Attach", "Contact", "Ada Novak")
    assert find(phone, "compose_message_text").text == "Ada Novak: +1 555 010 2030"
    tap(phone, "Send SMS")
    (row,) = phone.content.rows("content://mms/sent")
    assert (row.number("msg_box"), row.number("m_type")) == (2, 128)
    parts = phone.content.rows(f"content://mms/{row.number('_id')}/part")
    assert [part.text("ct") for part in parts] == ["image/jpeg", "text/plain"]
    assert phone.files.read(parts[0].text("_data")) == phone.files.read("/sdcard/Pictures/Lake/lake.jpg")
    assert column(phone, f"content://mms/{row.number('_id')}/addr", "address") == ["5550001234"]
    assert find(phone, "message_image").desc == "lake.jpg"
    check_screen(phone)
    phone.press_key(BACK)
    assert texts(phone)[texts(phone).index("Mom") + 1] == "You: Ada Novak: +1 555 010 2030"


def test_a_deleted_conversation_takes_its_parts_along() -> None:
    phone = media_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom", "Attach", "File", "plan.txt")
    tap(phone, "Remove attachment", "Attach", "File", "plan.txt", "Send SMS")
    assert column(phone, "content://mms/part", "name") == ["plan.txt"]
    tap(phone, "More options", "Delete", "Delete")
    assert not phone.content.rows("content://mms") and not phone.content.rows("content://mms/part")


def test_back_in_the_picker_gives_nothing() -> None:
    phone = media_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom", "Attach", "Choose a photo")
    phone.press_key(BACK)
    assert front(phone) == MESSAGES
    assert "lake.jpg" not in texts(phone) and not find(phone, "Send SMS").enabled


def test_who_asked_and_is_gone_gets_nothing() -> None:
    phone = media_phone()
    phone.launch(MESSAGES)
    tap(phone, "Mom", "Attach", "File")
    phone.force_stop(FILES)
    assert front(phone) == MESSAGES
    tap(phone, "Attach", "File")
    phone.force_stop(MESSAGES)
    assert FILES not in {record.package for record in phone.stack}


def test_a_chat_sends_a_photo_that_was_just_taken() -> None:
    phone = make_phone(fixture=TALK)
    phone.launch("com.android.chat")
    tap(phone, "Ines Vidal", "Attach", "Take photo")
    assert front(phone) == CAMERA
    tap(phone, "Take photo", "Done")
    assert front(phone) == "com.android.chat"
    (row,) = phone.content.rows("content://com.android.chat/messages", "media_uri != ''")
    assert (row.text("media_type"), row.number("outgoing")) == ("image/jpeg", 1)
    tap(phone, row.text("media_name"))
    assert front(phone) == GALLERY


def test_a_mail_is_addressed_and_filled_from_other_apps() -> None:
    phone = media_phone(mail_accounts=[{"address": "me@example.org"}])
    phone.launch(MAIL)
    tap(phone, "Compose", "More options", "Add from Contacts", "ada@example.org")
    assert find(phone, "to").text == "Ada Novak <ada@example.org>, "
    tap(phone, "Attach file")
    assert (front(phone), phone.stack[-1].cls) == (FILES, f"{FILES}.picker.PickActivity")
    tap(phone, "plan.txt")
    assert "plan.txt" in texts(phone)


def test_a_contact_gets_a_photo_and_loses_it() -> None:
    phone = media_phone()
    phone.launch(CONTACTS)
    tap(phone, "Mom", "Edit contact", "Add photo", "Choose a photo", photo_after(phone), "Save")
    people = "content://com.android.contacts/contacts"
    assert column(phone, people, "photo_uri", "display_name='Mom'")[0].startswith("content://")
    assert phone.people.photo(1) == phone.files.read("/sdcard/Pictures/Lake/lake.jpg")
    tap(phone, "Edit contact", "Change photo", "Remove photo", "Save")
    assert column(phone, people, "photo_uri", "display_name='Mom'") == [""]


def test_a_contact_is_shared_as_text() -> None:
    phone = media_phone()
    phone.launch(CONTACTS)
    tap(phone, "Ada Novak", "More options", "Share", "Notes")
    assert front(phone) == NOTES
    assert find(phone, "edit_body").text == "Ada Novak\n+1 555 010 2030\nada@example.org"


def photo_after(phone: Phone) -> str:
    """The name of the only photo, before the picker is open."""
    phone_of_its_own = media_phone()
    phone_of_its_own.launch(GALLERY)
    return photo(phone_of_its_own)


def test_an_expense_keeps_its_receipt() -> None:
    phone = media_phone()
    phone.launch(EXPENSES)
    tap(phone, "Add expense")
    phone.type_text("12.50")
    tap(phone, "Add receipt", "Choose a photo", photo_after(phone))
    assert "lake.jpg" in texts(phone)
    tap(phone, "Save")
    (uri,) = column(phone, "content://com.android.expenses/expenses", "receipt", "amount=1250")
    assert phone.storage.file_of(uri).endswith("/lake.jpg")


def test_a_note_becomes_a_file_where_the_user_wants_it() -> None:
    phone = media_phone()
    phone.launch(NOTES)
    tap(phone, "Groceries", "More options", "Save as file", "Documents")
    assert find(phone, "File name").text == "Groceries.txt"
    tap(phone, "Save")
    assert phone.files.read("/sdcard/Documents/Groceries.txt") == b"Groceries\n\nMilk\nEggs\n"
    assert front(phone) == NOTES


@pytest.mark.parametrize(
    "mime, shown, hidden", [("image/*", "lake.jpg", "plan.txt"), ("text/plain", "plan.txt", "lake.jpg")]
)
def test_the_document_picker_shows_what_fits(mime: str, shown: str, hidden: str) -> None:
    phone = media_phone()
    assert phone.start_activity(Intent(GET_CONTENT, type=mime)).ok
    assert shown in texts(phone) and hidden not in texts(phone)
    tap(phone, shown)
    assert front(phone) == "com.android.launcher3"


@pytest.mark.parametrize("skin", ["noir", "atlas", "petite", "mosaic", "ember", "harbor"])
def test_the_pickers_look_right(skin: str) -> None:
    phone = make_phone(skin=skin, fixture={**HOUSE, **MEDIA})
    for intent in (
        Intent("android.intent.action.PICK", type="image/*"),
        Intent("android.intent.action.PICK", data="content://com.android.contacts/contacts"),
        Intent("android.intent.action.PICK", type="vnd.android.cursor.dir/email_v2"),
        Intent("android.intent.action.CREATE_DOCUMENT", type="text/plain"),
        Intent("android.intent.action.OPEN_DOCUMENT", type="*/*"),
    ):
        assert phone.start_activity(intent).outcome == "started"
        check_screen(phone)
