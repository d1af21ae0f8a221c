"""edgelam.tools.people: names become numbers only when there is no doubt."""

from __future__ import annotations

from functools import partial

import pytest

from edgelam.core.plan import Holds
from edgelam.tools import ToolUnfit
from tests import tool_world
from tests.tool_world import APP, conditions, expected, intent, shown

ROWS = (
    {"id": "4", "name": "Mom", "number": "+1 555-010-2030"},
    {"id": "5", "name": "Anna Berg", "number": "555 0111"},
    {"id": "6", "name": "Anna Cole", "number": "555 0222"},
    {"id": "7", "name": "Ben Ode", "number": "5550333"},
    {"id": "7", "name": "Ben Ode", "number": "555-0333"},
    {"id": "8", "name": "Kim Lu", "number": "1"},
    {"id": "9", "name": "Kim Lu", "number": "2"},
)
call = partial(tool_world.call, tables={"contacts": ROWS})


def test_a_message_is_drafted_then_sent_and_proved_by_the_sent_row() -> None:
    sent = call("messages.send", contact="mom", text="I'll be late")
    assert intent(sent).data == "smsto:+15550102030"
    assert intent(sent).extras == (("sms_body", "I'll be late"),)
    assert (sent.then, sent.then_app) == ("send the message", APP)
    proof = expected(sent)
    assert isinstance(proof, Holds) and proof.fresh
    assert conditions(sent) == {"type": "2", "address": "+1 555-010-2030", "body": "I'll be late"}


def test_a_message_goes_to_a_messaging_app_though_others_would_take_it() -> None:
    takers = ("com.chat", "com.google.android.apps.messaging")
    assert intent(call("messages.send", contact="mom", text="hi", takers=takers)).package == takers[1]
    with pytest.raises(ToolUnfit, match="ambiguous:handler"):
        call("messages.send", contact="mom", text="hi", takers=("com.chat", "com.talk"))


def test_a_draft_is_not_sent() -> None:
    assert shown(call("messages.draft", contact="mom", text="hi"), "hi") == "smsto:+15550102030"
    assert shown(call("phone.dial", contact="Ben Ode"), "5550333") == "tel:5550333"


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("Ben", "smsto:5550333"),
        ("my mom", "smsto:+15550102030"),
        ("ben ode", "smsto:5550333"),
        ("berg", "smsto:5550111"),
        ("555-0199", "smsto:5550199"),
        ("+49 (30) 1234", "smsto:+49301234"),
    ],
)
def test_who_is_meant(said: str, data: str) -> None:
    assert intent(call("messages.send", contact=said, text="hi")).data == data


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Anna", "ambiguous"),
        ("Kim Lu", "ambiguous"),
        ("Zoe", "unknown"),
        ("---", "unknown"),
        (" ", "missing"),
    ],
)
def test_doubt_is_not_resolved_by_guessing(said: str, code: str) -> None:
    with pytest.raises(ToolUnfit, match=code):
        call("messages.send", contact=said, text="hi")


def test_an_unreadable_table_does_not_fit_but_a_number_needs_none() -> None:
    with pytest.raises(ToolUnfit, match="unknown_table"):
        call("contacts.call", tables={}, contact="Mom")
    made = call("contacts.call", tables={}, contact="555 0199")
    assert intent(made).data == "tel:5550199"
    assert conditions(made) == {"type": "2", "number": "555 0199"}


def test_an_empty_message_does_not_fit() -> None:
    with pytest.raises(ToolUnfit, match="missing:text"):
        call("messages.send", contact="Mom", text="  ")


def test_a_contact_is_prefilled_and_saved_on_the_screen() -> None:
    made = call("contacts.create", name="Tom Hill", phone="555-0142", email="t@example.com")
    assert dict(intent(made).extras) == {"name": "Tom Hill", "phone": "555-0142", "email": "t@example.com"}
    assert (made.then, made.then_app) == ("save the contact", APP)
    assert conditions(made) == {"name": "Tom Hill", "number": "555-0142"}


def test_a_contact_is_known_by_its_id() -> None:
    assert shown(call("contacts.open", contact="mom")).endswith("/contacts/4")
    more = call("contacts.number.add", contact="Ben", phone="5550999")
    assert intent(more).action.endswith(".EDIT") and intent(more).data.endswith("/contacts/7")
    assert conditions(more) == {"name": "Ben Ode", "number": "5550999"}
    for name in ("contacts.open", "contacts.number.add"):
        with pytest.raises(ToolUnfit, match="ambiguous:contact"):
            call(name, contact="Kim Lu", phone="5")


def test_a_mail_goes_to_an_address_only() -> None:
    drafted = call("mail.draft", to="a@b.org", subject="Hi", text="x&y")
    assert shown(drafted) == "mailto:a@b.org"
    assert dict(intent(drafted).extras) == {
        "android.intent.extra.SUBJECT": "Hi",
        "android.intent.extra.TEXT": "x&y",
    }
    with pytest.raises(ToolUnfit, match="unresolved:to"):
        call("mail.draft", to="Bob")


def test_the_call_log_is_a_kind_of_thing_to_look_at() -> None:
    assert intent(call("phone.log.show")).mime == "vnd.android.cursor.dir/calls"
