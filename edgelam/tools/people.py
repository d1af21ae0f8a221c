"""Contacts, calls and text messages by Android's public intents; pure."""

from __future__ import annotations

import re
from urllib.parse import quote

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Extra, StartIntent
from edgelam.core.fact import AskTable, Query
from edgelam.core.plan import Holds, Match
from edgelam.core.text import digits, normalised

from .contract import Facts, Invocation, Slots, Tool, ToolUnfit, maybe, rows_of, text_of

_CONTACTS, _SMS, _CALLS = AskTable(table="contacts"), AskTable(table="sms"), AskTable(table="calls")
_SENT, _OUTGOING = "2", "2"  # Telephony.Sms.MESSAGE_TYPE_SENT, CallLog.Calls.OUTGOING_TYPE
_DIALLABLE = set("0123456789+*#()-. /")


def _number(slots: Slots, facts: Facts) -> str:
    """The number of a contact given by name, or the number given. ToolUnfit unless there is just one."""
    said = text_of(slots, "contact")
    if set(said) <= _DIALLABLE and digits(said):
        return said
    rows = rows_of(facts, _CONTACTS)
    wanted = re.sub(r"^(my|the) ", "", normalised(said))
    found = [row for row in rows if normalised(row.get("name", "")) == wanted]
    if not found:
        # A first or last name is enough when only one person has it.
        found = [row for row in rows if wanted in normalised(row.get("name", "")).split()]
    people = {normalised(row.get("name", "")) for row in found}
    numbers = {digits(row.get("number", "")): row.get("number", "") for row in found}
    numbers.pop("", None)
    if len(people) > 1 or len(numbers) > 1:
        raise ToolUnfit("ambiguous:contact")
    if not numbers:
        raise ToolUnfit("unknown:contact")
    return next(iter(numbers.values()))


def _dialled(number: str) -> str:
    return "".join(char for char in number if char.isdigit() or char in "+*#")


def _send(slots: Slots, facts: Facts) -> Invocation:
    number, body = _number(slots, facts), text_of(slots, "text")
    sent = Holds(
        query=_SMS,
        matches=(
            Match(column="type", value=_SENT),
            Match(column="address", value=number, how="digits"),
            Match(column="body", value=body),
        ),
        fresh=True,
    )
    uri = "smsto:" + quote(_dialled(number), safe="+")
    command = StartIntent(action="android.intent.action.SENDTO", data=uri, extras=(("sms_body", body),))
    return Invocation(commands=(command,), expect=(sent,), then="send the message")


def _call(slots: Slots, facts: Facts) -> Invocation:
    number = _number(slots, facts)
    called = Holds(
        query=_CALLS,
        matches=(Match(column="type", value=_OUTGOING), Match(column="number", value=number, how="digits")),
        fresh=True,
    )
    uri = "tel:" + quote(_dialled(number), safe="+*")
    return Invocation(
        commands=(StartIntent(action="android.intent.action.CALL", data=uri),), expect=(called,)
    )


def _create(slots: Slots, facts: Facts) -> Invocation:
    name, phone, email = text_of(slots, "name"), maybe(slots, "phone"), maybe(slots, "email")
    extras: list[tuple[str, Extra]] = [("name", name)]
    matches = [Match(column="name", value=name)]
    if phone:
        extras.append(("phone", phone))
        matches.append(Match(column="number", value=phone, how="digits"))
    if email:
        extras.append(("email", email))
    insert = StartIntent(
        action="android.intent.action.INSERT", mime="vnd.android.cursor.dir/contact", extras=tuple(extras)
    )
    return Invocation(
        commands=(insert,),
        expect=(Holds(query=_CONTACTS, matches=tuple(matches)),),
        then="save the contact",
    )


def _asks_contacts(slots: Slots) -> tuple[Query, ...]:
    return (_CONTACTS,)


_WHOM = Param(name="contact", type="contact", description="a contact's name or a phone number")

TOOLS = (
    Tool(
        spec=ToolSpec(
            name="contacts.create",
            description="add a new contact",
            params=(
                Param(name="name", description="the person's name"),
                Param(name="phone", description="their phone number", required=False),
                Param(name="email", description="their e-mail address", required=False),
            ),
        ),
        build=_create,
    ),
    Tool(
        spec=ToolSpec(name="contacts.call", description="call someone on the phone", params=(_WHOM,), risk=2),
        needs=_asks_contacts,
        build=_call,
    ),
    Tool(
        spec=ToolSpec(
            name="messages.send",
            description="send a text message",
            params=(_WHOM, Param(name="text", description="what it says")),
            risk=2,
        ),
        needs=_asks_contacts,
        build=_send,
    ),
)
