"""Contacts, calls, text messages and mail by Android's public intents; pure."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Extra, StartIntent
from edgelam.core.fact import AskTable, Query
from edgelam.core.plan import Holds, Match
from edgelam.core.text import digits, normalised

from .contract import (
    Facts,
    Invocation,
    Slots,
    Tool,
    ToolUnfit,
    handed,
    handlers_of,
    maybe,
    opened,
    opens,
    rows_of,
    text_of,
)

_CONTACTS, _SMS, _CALLS = AskTable(table="contacts"), AskTable(table="sms"), AskTable(table="calls")
_SENT, _OUTGOING = "2", "2"  # Telephony.Sms.MESSAGE_TYPE_SENT, CallLog.Calls.OUTGOING_TYPE
_DIALLABLE = set("0123456789+*#()-. /")
_ACTION, _EXTRA = "android.intent.action.", "android.intent.extra."
# What an intent needs so that Android can say who takes it; numbers and people come later.
_TEXT = StartIntent(action=_ACTION + "SENDTO", data="smsto:")
_CALL, _DIAL = (StartIntent(action=_ACTION + name, data="tel:") for name in ("CALL", "DIAL"))
_PERSON = "content://com.android.contacts/contacts/"
_ITEM, _DIR = "vnd.android.cursor.item/contact", "vnd.android.cursor.dir/contact"
_INSERT = StartIntent(action=_ACTION + "INSERT", mime=_DIR)
_VIEW, _EDIT = (
    StartIntent(action=_ACTION + name, data=_PERSON + "1", mime=_ITEM) for name in ("VIEW", "EDIT")
)
_PEOPLE = ("com.google.android.contacts", "com.samsung.android.app.contacts", "com.android.contacts")
_TEXTERS = (
    "com.google.android.apps.messaging",
    "com.samsung.android.messaging",
    "com.android.messaging",
    "com.android.mms",
)
_DIALERS = (
    "com.android.server.telecom",  # it places calls; dialers only ask it to
    "com.google.android.dialer",
    "com.samsung.android.dialer",
    "com.android.dialer",
)
_MAILERS = ("com.google.android.gm", "com.fsck.k9", "com.microsoft.office.outlook", "com.android.email")


def _found(slots: Slots, facts: Facts) -> list[dict[str, str]]:
    """The rows of the one person that is meant; ToolUnfit unless there is just one."""
    rows = rows_of(facts, _CONTACTS)
    wanted = re.sub(r"^(my|the) ", "", normalised(text_of(slots, "contact")))
    found = [row for row in rows if normalised(row.get("name", "")) == wanted]
    if not found:
        # A first or last name is enough when only one person has it.
        found = [row for row in rows if wanted in normalised(row.get("name", "")).split()]
    if len({normalised(row.get("name", "")) for row in found}) > 1:
        raise ToolUnfit("ambiguous:contact")
    if not found:
        raise ToolUnfit("unknown:contact")
    return found


def _number(slots: Slots, facts: Facts) -> str:
    """The number of a contact given by name, or the number given. ToolUnfit unless there is just one."""
    said = text_of(slots, "contact")
    if set(said) <= _DIALLABLE and digits(said):
        return said
    found = _found(slots, facts)
    numbers = {digits(row.get("number", "")): row.get("number", "") for row in found}
    numbers.pop("", None)
    if len(numbers) > 1:
        raise ToolUnfit("ambiguous:contact")
    if not numbers:
        raise ToolUnfit("unknown:contact")
    return next(iter(numbers.values()))


def _dialled(number: str) -> str:
    return "".join(char for char in number if char.isdigit() or char in "+*#")


def _asks(intent: StartIntent, slots: Slots) -> tuple[Query, ...]:
    return (_CONTACTS, handlers_of(intent))


def _text(slots: Slots, facts: Facts) -> tuple[StartIntent, str]:
    """The intent that drafts the message, and the number it goes to."""
    number, body = _number(slots, facts), text_of(slots, "text")
    uri, extras = "smsto:" + quote(_dialled(number), safe="+"), (("sms_body", body),)
    return handed(_TEXT, facts, _TEXTERS).model_copy(update={"data": uri, "extras": extras}), number


def _send(slots: Slots, facts: Facts) -> Invocation:
    """Drafted without the screen, sent on it: no other app may send without being the messaging app."""
    intent, number = _text(slots, facts)
    sent = Holds(
        query=_SMS,
        matches=(
            Match(column="type", value=_SENT),
            Match(column="address", value=number, how="digits"),
            Match(column="body", value=text_of(slots, "text")),
        ),
        fresh=True,
    )
    return Invocation(commands=(intent,), expect=(sent,), then="send the message", then_app=intent.package)


def _draft_text(slots: Slots, facts: Facts) -> Invocation:
    return opened(_text(slots, facts)[0], text_of(slots, "text"))


def _call(slots: Slots, facts: Facts) -> Invocation:
    """Intent.ACTION_CALL."""
    number = _number(slots, facts)
    called = Holds(
        query=_CALLS,
        matches=(Match(column="type", value=_OUTGOING), Match(column="number", value=number, how="digits")),
        fresh=True,
    )
    uri = "tel:" + quote(_dialled(number), safe="+*")
    return Invocation(
        commands=(handed(_CALL, facts, _DIALERS).model_copy(update={"data": uri}),), expect=(called,)
    )


def _dial(slots: Slots, facts: Facts) -> Invocation:
    """Intent.ACTION_DIAL."""
    number = _dialled(_number(slots, facts))
    uri = "tel:" + quote(number, safe="+*")
    return opened(handed(_DIAL, facts, _DIALERS).model_copy(update={"data": uri}), number)


def _saved(intent: StartIntent, name: str, phone: str, *, fresh: bool = False) -> Invocation:
    """An editor filled in without the screen, saved on it. fresh: one that is like it already is not it."""
    matches = [Match(column="name", value=name)]
    if phone:
        matches.append(Match(column="number", value=phone, how="digits"))
    return Invocation(
        commands=(intent,),
        expect=(Holds(query=_CONTACTS, matches=tuple(matches), fresh=fresh),),
        then="save the contact",
        then_app=intent.package,
    )


def _create(slots: Slots, facts: Facts) -> Invocation:
    """ContactsContract.Intents.Insert.ACTION."""
    name, phone, email = text_of(slots, "name"), maybe(slots, "phone"), maybe(slots, "email")
    given = (("name", name), ("phone", phone), ("email", email))
    extras = tuple((key, value) for key, value in given if value)
    insert = handed(_INSERT, facts, _PEOPLE).model_copy(update={"extras": extras})
    return _saved(insert, name, phone, fresh=bool(email))


def _about(intent: StartIntent, slots: Slots, facts: Facts) -> tuple[StartIntent, str]:
    """The intent for the one contact that is meant, and its name."""
    found = _found(slots, facts)
    if len({row["id"] for row in found}) > 1:
        raise ToolUnfit("ambiguous:contact")
    uri = _PERSON + found[0]["id"]
    return handed(intent, facts, _PEOPLE).model_copy(update={"data": uri}), found[0]["name"]


def _show(slots: Slots, facts: Facts) -> Invocation:
    return opened(_about(_VIEW, slots, facts)[0])


def _add_number(slots: Slots, facts: Facts) -> Invocation:
    """Intent.ACTION_EDIT, which adds what ContactsContract.Intents.Insert names to what there is."""
    phone, (edit, name) = text_of(slots, "phone"), _about(_EDIT, slots, facts)
    extras: tuple[tuple[str, Extra], ...] = (("phone", phone), ("finishActivityOnSaveCompleted", True))
    return _saved(edit.model_copy(update={"extras": extras}), name, phone)


def _call_log(slots: Slots) -> StartIntent:
    """CallLog.Calls.CONTENT_TYPE."""
    return StartIntent(action=_ACTION + "VIEW", mime="vnd.android.cursor.dir/calls")


def _mail(slots: Slots) -> StartIntent:
    """Intent.ACTION_SENDTO with mailto:, see Common intents: Email."""
    to = maybe(slots, "to")
    if to and not re.fullmatch(r"[^@\s]+@[^@\s]+", to):
        raise ToolUnfit("unresolved:to")
    named = ((_EXTRA + "SUBJECT", "subject"), (_EXTRA + "TEXT", "text"))
    extras: list[tuple[str, Extra]] = [(key, maybe(slots, name)) for key, name in named if maybe(slots, name)]
    uri = "mailto:" + quote(to, safe="@+")
    return StartIntent(action=_ACTION + "SENDTO", data=uri, extras=tuple(extras))


_WHOM = Param(name="contact", type="contact", description="a contact's name or a phone number")
_PERSON_NAMED = Param(name="contact", type="contact", description="the contact's name")

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
        needs=partial(_asks, _INSERT),
        build=_create,
    ),
    Tool(
        spec=ToolSpec(
            name="contacts.number.add",
            description="add another phone number to a contact",
            params=(_PERSON_NAMED, Param(name="phone", description="the number")),
        ),
        needs=partial(_asks, _EDIT),
        build=_add_number,
    ),
    Tool(
        spec=ToolSpec(
            name="contacts.open",
            description="show a person's contact",
            params=(_PERSON_NAMED,),
            risk=0,
        ),
        needs=partial(_asks, _VIEW),
        build=_show,
    ),
    Tool(
        spec=ToolSpec(name="contacts.call", description="call someone on the phone", params=(_WHOM,), risk=2),
        needs=partial(_asks, _CALL),
        build=_call,
    ),
    Tool(
        spec=ToolSpec(
            name="phone.dial", description="enter a number in the dialer without calling", params=(_WHOM,)
        ),
        needs=partial(_asks, _DIAL),
        build=_dial,
    ),
    opens(ToolSpec(name="phone.log.show", description="show the call log", risk=0), _call_log, *_DIALERS),
    Tool(
        spec=ToolSpec(
            name="messages.send",
            description="send a text message",
            params=(_WHOM, Param(name="text", description="what it says")),
            risk=2,
        ),
        needs=partial(_asks, _TEXT),
        build=_send,
    ),
    Tool(
        spec=ToolSpec(
            name="messages.draft",
            description="draft a text message without sending it",
            params=(_WHOM, Param(name="text", description="what it says")),
        ),
        needs=partial(_asks, _TEXT),
        build=_draft_text,
    ),
    opens(
        ToolSpec(
            name="mail.draft",
            description="write an e-mail",
            params=(
                Param(name="to", description="whom it goes to", required=False),
                Param(name="subject", description="its subject", required=False),
                Param(name="text", description="what it says", required=False),
            ),
        ),
        _mail,
        *_MAILERS,
    ),
)
