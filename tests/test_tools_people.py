"""edgelam.tools.people: names become numbers only when there is no doubt."""

from __future__ import annotations

import pytest

from edgelam.core.command import StartIntent
from edgelam.core.fact import AskTable, Fact, Query, Rows
from edgelam.core.plan import Holds, Slot
from edgelam.tools import Invocation, ToolUnfit, all_tools

ROWS = (
    {"name": "Mom", "number": "+1 555-010-2030"},
    {"name": "Anna Berg", "number": "555 0111"},
    {"name": "Anna Cole", "number": "555 0222"},
    {"name": "Ben Ode", "number": "5550333"},
    {"name": "Ben Ode", "number": "555-0333"},
    {"name": "Kim Lu", "number": "1"},
    {"name": "Kim Lu", "number": "2"},
)


def call(name: str, rows: Rows | None = None, /, **values: str) -> Invocation:
    facts: dict[Query, Fact] = {AskTable(table="contacts"): rows or Rows(rows=ROWS)}
    return all_tools()[name].build({k: Slot(name=k, value=v) for k, v in values.items()}, facts)


def intent(invocation: Invocation) -> StartIntent:
    (command,) = invocation.commands
    assert isinstance(command, StartIntent)
    return command


def test_a_message_is_drafted_then_sent_and_proved_by_the_sent_row() -> None:
    sent = call("messages.send", contact="mom", text="I'll be late")
    assert intent(sent).data == "smsto:+15550102030"
    assert intent(sent).extras == (("sms_body", "I'll be late"),)
    assert sent.then == "send the message"
    (expected,) = sent.expect
    assert isinstance(expected, Holds) and expected.fresh
    assert {m.column: m.value for m in expected.matches} == {
        "type": "2",
        "address": "+1 555-010-2030",
        "body": "I'll be late",
    }


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
    unknown = Rows(rows=(), known=False)
    with pytest.raises(ToolUnfit, match="unknown_table"):
        call("contacts.call", unknown, contact="Mom")
    assert intent(call("contacts.call", unknown, contact="555 0199")).data == "tel:5550199"


def test_an_empty_message_does_not_fit() -> None:
    with pytest.raises(ToolUnfit, match="missing:text"):
        call("messages.send", contact="Mom", text="  ")


def test_a_contact_is_prefilled_and_saved_on_the_screen() -> None:
    made = call("contacts.create", name="Tom Hill", phone="555-0142", email="t@example.com")
    assert dict(intent(made).extras) == {"name": "Tom Hill", "phone": "555-0142", "email": "t@example.com"}
    assert made.then == "save the contact"
    (expected,) = made.expect
    assert isinstance(expected, Holds)
    assert [(m.column, m.how) for m in expected.matches] == [("name", "equals"), ("number", "digits")]
