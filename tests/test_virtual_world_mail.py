"""Mail: what is done by hand is what the provider says."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Extra, Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_world import BACK, HOME, column, find, hold, make_phone, tap, texts, write

MAIL = "com.android.email"
MAILS = "content://com.android.email.provider/message"
FILES = "content://com.android.email.provider/attachment"
ACCOUNTS = "content://com.android.email.provider/account"
POST = {
    "contacts": [{"name": "Ada Novak", "phone": "5550102030", "email": "ada@example.org"}],
    "mail_accounts": [
        {"address": "sam@mail.example", "name": "Sam Field"},
        {"address": "sam@work.example", "name": "Sam Field", "signature": "Sam, Pinewood"},
    ],
    "mails": [
        {
            "sender": "Ben Bauer <ben@example.org>",
            "to": "sam@mail.example, Ines Rossi <ines@example.org>",
            "cc": "leo@example.org",
            "subject": "Minutes",
            "body": "Please check point 4.",
            "read": False,
            "attachments": ["minutes.pdf"],
        },
        {"sender": "Harbor Library <notice@library.example>", "subject": "Loans due", "body": "Two loans."},
        {"sender": "Carla <carla@example.org>", "subject": "Offer", "account": 1, "starred": True},
        {"sender": "Prize <win@prizes.example>", "subject": "You won", "folder": "spam"},
        {"sender": "Old <old@example.org>", "subject": "Gone", "folder": "trash"},
    ],
    "files": [{"path": "Documents/plan.txt", "text": "the plan"}],
}


def mail_phone(**more: object) -> Phone:
    return make_phone(**{"fixture": POST, **more})


def boxes(phone: Phone, subject: str) -> list[str]:
    return column(phone, MAILS, "mailbox", f"subject='{subject}'")


@pytest.mark.parametrize("skin", ["plain", "atlas", "harbor"])
def test_a_mail_is_written_and_sent(skin: str) -> None:
    phone = mail_phone(skin=skin)
    t = phone.skin.labels.get
    phone.launch(MAIL)
    tap(phone, t("Compose", "Compose"))
    phone.type_text("ada")
    tap(phone, "Ada Novak")
    phone.set_text(find(phone, "Subject"), "Boat")
    phone.set_text(find(phone, t("Compose email", "Compose email")), "Who has the key?")
    tap(phone, t("Send", "Send"))
    (row,) = phone.content.rows(MAILS, "mailboxType=5")
    assert (row.text("toList"), row.text("subject")) == ("Ada Novak <ada@example.org>", "Boat")
    assert (row.text("fromList"), row.text("textContent")) == (
        "Sam Field <sam@mail.example>",
        "Who has the key?",
    )
    assert row.number("timeStamp") == phone.now_ms()


def test_reading_marks_as_read_and_shows_everything() -> None:
    phone = mail_phone()
    assert column(phone, MAILS, "subject", "flagRead=0") == ["Minutes"]
    phone.launch(MAIL)
    assert "Unread" in texts(phone)
    tap(phone, "Minutes")
    assert not column(phone, MAILS, "subject", "flagRead=0")
    assert "minutes.pdf" in texts(phone)
    tap(phone, "Show details")
    assert "leo@example.org" in texts(phone)
    tap(phone, "Mark as unread")
    assert column(phone, MAILS, "subject", "flagRead=0") == ["Minutes"]


def test_an_answer_to_all_goes_to_everybody_else() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Minutes", "Reply all")
    assert find(phone, "to").text == "Ben Bauer <ben@example.org>"
    assert find(phone, "cc").text == "Ines Rossi <ines@example.org>, leo@example.org"
    assert find(phone, "subject").text == "Re: Minutes"
    assert "> Please check point 4." in find(phone, "body").text
    tap(phone, "Send")
    assert boxes(phone, "Re: Minutes") == ["Sent"]
    assert column(phone, MAILS, "flagReplied", "subject='Minutes'") == ["1"]


def test_a_mail_is_handed_on_with_its_attachments() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Minutes", "Forward")
    write(phone, "to", "leo@example.org")
    tap(phone, "Send")
    (row,) = phone.content.rows(MAILS, "subject='Fwd: Minutes'")
    assert row.number("flagAttachment") == 1
    assert column(phone, FILES, "fileName", f"messageKey={row.number('_id')}") == ["minutes.pdf"]


def test_without_a_good_address_nothing_is_sent() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Compose", "Send")
    assert "Add at least one recipient." in texts(phone)
    tap(phone, "OK")
    write(phone, "to", "nobody")
    tap(phone, "Send")
    assert "This address is not valid: nobody" in texts(phone)
    tap(phone, "OK")
    phone.set_text(find(phone, "to"), "leo@example.org")
    tap(phone, "Send", "Cancel")  # without a subject
    assert not column(phone, MAILS, "_id", "mailboxType=5")
    tap(phone, "Send", "Send")
    assert column(phone, MAILS, "toList", "mailboxType=5") == ["leo@example.org"]


def test_what_was_not_sent_is_a_draft_and_can_be_discarded() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Compose")
    write(phone, "subject", "Half a th")
    phone.press_key(HOME)
    assert boxes(phone, "Half a th") == ["Drafts"]
    phone.launch(MAIL)
    phone.press_key(BACK)
    tap(phone, "Drafts", "Half a th")
    write(phone, "subject", "ought")
    tap(phone, "More options", "Save draft")
    assert boxes(phone, "Half a thought") == ["Drafts"]
    tap(phone, "More options", "Discard", "Discard")
    assert not column(phone, MAILS, "_id", "mailboxType=3")


def test_archive_and_delete_can_be_undone() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Minutes", "Archive")
    assert boxes(phone, "Minutes") == ["Archived"]
    tap(phone, "Undo")
    assert boxes(phone, "Minutes") == ["Inbox"]
    hold(phone, "Minutes")
    tap(phone, "Loans due", "Delete")
    assert column(phone, MAILS, "subject", "mailboxType=6") == ["Minutes", "Loans due", "Gone"]
    tap(phone, "Undo")
    assert column(phone, MAILS, "subject", "mailboxType=6") == ["Gone"]


def test_moving_and_emptying_the_trash() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    hold(phone, "Loans due")
    tap(phone, "More options", "Move to", "Trash")
    tap(phone, "Folders", "Trash")
    assert "Loans due" in texts(phone)
    tap(phone, "More options", "Empty trash", "Cancel")
    assert len(column(phone, MAILS, "_id", "mailboxType=6")) == 2
    tap(phone, "More options", "Empty trash", "Delete")
    assert not column(phone, MAILS, "_id", "mailboxType=6")
    assert "Nothing in this folder" in texts(phone)


def test_spam_comes_back_into_the_inbox() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Folders", "Spam", "You won", "Move to inbox")
    assert boxes(phone, "You won") == ["Inbox"]


def test_stars_searching_and_filters() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Star")
    assert set(column(phone, MAILS, "subject", "flagFavorite=1")) == {"Minutes", "Offer"}
    tap(phone, "Starred")
    assert "Loans due" not in texts(phone)
    tap(phone, "Inbox", "Search")
    phone.type_text("library")
    assert "Loans due" in texts(phone)
    assert "Minutes" not in texts(phone)
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "More options", "Filter mail", "Unread")
    assert "Minutes" in texts(phone)
    assert "Loans due" not in texts(phone)


def test_accounts_have_their_own_mail_and_signature() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Folders", "sam@work.example")
    assert "Offer" in texts(phone)
    assert "Minutes" not in texts(phone)
    tap(phone, "Compose")
    assert "Sam, Pinewood" in find(phone, "body").text
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Folders", "Account settings")
    phone.set_text(find(phone, "signature"), "Best, Sam")
    tap(phone, "Save")
    assert column(phone, ACCOUNTS, "signature", "emailAddress='sam@mail.example'") == ["Best, Sam"]


def test_a_phone_without_an_account_asks_for_one() -> None:
    phone = make_phone()
    phone.launch(MAIL)
    phone.set_text(find(phone, "Email address"), "new@mail.example")
    tap(phone, "Next")
    assert "Enter the password" in texts(phone)
    phone.set_text(find(phone, "Password"), "secret")
    assert find(phone, "account_password").password
    tap(phone, "Next")
    assert column(phone, ACCOUNTS, "emailAddress") == ["new@mail.example"]
    assert "Nothing in this folder" in texts(phone)


def test_mailto_and_sharing_fill_the_page() -> None:
    phone = mail_phone()
    uri = "mailto:leo@example.org?subject=Hello%20there&cc=ada@example.org&body=Line"
    assert phone.start_activity(Intent("android.intent.action.SENDTO", data=uri)).ok
    fields = [find(phone, name).text for name in ("to", "cc", "subject", "body")]
    assert fields == ["leo@example.org", "ada@example.org", "Hello there", "Line"]
    extras: dict[str, Extra] = {
        "android.intent.extra.EMAIL": ["a@example.org", "b@example.org"],
        "android.intent.extra.SUBJECT": "Plan",
        "android.intent.extra.STREAM": "/sdcard/Documents/plan.txt",
    }
    intent = Intent("android.intent.action.SEND", type="text/plain", package=MAIL, extras=extras)
    assert phone.start_activity(intent).ok
    assert find(phone, "to").text == "a@example.org, b@example.org"
    tap(phone, "Send")
    assert column(phone, FILES, "contentUri", "fileName='plan.txt'") == [
        "/storage/emulated/0/Documents/plan.txt"
    ]


def test_a_contacts_address_opens_the_page() -> None:
    phone = mail_phone()
    phone.launch("com.android.contacts")
    tap(phone, "Ada Novak", "ada@example.org")
    assert phone.page.app.package == MAIL
    assert find(phone, "to").text == "ada@example.org"


def test_files_are_attached_and_saved() -> None:
    phone = mail_phone()
    phone.launch(MAIL)
    tap(phone, "Compose")
    phone.type_text("leo@example.org")
    tap(phone, "Attach file", "plan.txt")
    assert "plan.txt" in texts(phone)
    phone.set_text(find(phone, "subject"), "With a plan")
    tap(phone, "Send")
    assert column(phone, FILES, "size", "fileName='plan.txt'") == ["8"]
    tap(phone, "Sent", "With a plan", "Save attachment")
    assert phone.files.read("/sdcard/Download/plan.txt") == b"the plan"


def test_an_attachment_is_opened_and_a_sender_kept() -> None:
    post = {"sender": "Ben Bauer <ben@example.org>", "subject": "Boat", "attachments": ["boat.jpg"]}
    phone = make_phone(fixture={**POST, "mails": [post]})
    phone.launch(MAIL)
    tap(phone, "Boat", "boat.jpg")
    assert phone.page.app.package == "com.android.gallery3d"
    assert phone.files.exists("/sdcard/Download/boat.jpg")
    phone.launch(MAIL)
    tap(phone, "More options", "Add to contacts", "Save")
    assert "Ben Bauer" in column(phone, "content://com.android.contacts/contacts", "display_name")


def test_without_a_connection_mail_waits_in_the_outbox() -> None:
    phone = mail_phone()
    phone.settings.put("global", "airplane_mode_on", "1")
    phone.start_activity(Intent("android.intent.action.SENDTO", data="mailto:leo@example.org?subject=Later"))
    tap(phone, "Send")
    assert boxes(phone, "Later") == ["Outbox"]
    phone.settings.put("global", "airplane_mode_on", "0")
    phone.tick()
    assert boxes(phone, "Later") == ["Sent"]


def test_a_mail_that_comes_in_is_told_of() -> None:
    phone = mail_phone()
    phone.content.insert(MAILS, {"fromList": "Ben <ben@example.org>", "subject": "New", "textContent": "Hi"})
    (note,) = phone.notifications
    assert (note.title, note.text) == ("Ben", "New")
    phone.open_notifications()
    assert "Mail" in texts(phone)
    tap(phone, "Archive")
    assert boxes(phone, "New") == ["Archived"]
    assert not phone.notifications


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_no_two_texts_lie_on_each_other(skin: str) -> None:
    phone = mail_phone(skin=skin)
    phone.launch(MAIL)
    _apart(phone)
    tap(phone, "Minutes")
    _apart(phone)
    phone.start_activity(Intent("android.intent.action.SENDTO", data="mailto:leo@example.org?subject=Later"))
    _apart(phone)
    assert phone.skin.say("Send") in texts(phone)


def _apart(phone: Phone) -> None:
    leaves = [
        view for view in phone.windows()[0].root.walk() if view.text and view.visible and not view.clickable
    ]
    for place, one in enumerate(leaves):
        for other in leaves[place + 1 :]:
            a, b = one.bounds, other.bounds
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
