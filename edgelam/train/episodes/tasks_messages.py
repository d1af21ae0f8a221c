"""Tasks in Messages: writing, reading, finding, tidying up."""

from __future__ import annotations

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert
from .sight import Lost

TASKS = Families("com.android.messaging", "Messages")
SMS, _THREADS = "content://sms", "content://mms-sms/conversations"
_PHONES = "content://com.android.contacts/data/phones"
_SEND = (
    "(send|write|text) {contact} {message:q}",
    "(text|message|sms) {contact} [saying|that says|:] {message:q}",
    "(tell|let) {contact} [know] {message:q}",
    "(send|write) [a|the] (message|text|sms) to {contact} [saying|that says|with the text] {message:q}",
    "send {message:q} to {contact}",
    "text {message:q} to {contact}",
    "message to {contact}: {message:q}",
    "(shoot|drop) {contact} a text saying {message:q}",
)


def known_people(x: Expert) -> dict[str, str]:
    """Numbers by the names that only one contact has."""
    rows = x.phone.content.rows(_PHONES)
    names = [row.text("display_name") for row in rows]
    return {
        row.text("display_name"): row.text("data1")
        for row in rows
        if names.count(row.text("display_name")) == 1
    }


def called_in_goal(x: Expert, name: str) -> str:
    """What a contact is called in a goal: the first name alone when nobody else has it."""
    first = name.split()[0]
    alike = [other for other in known_people(x) if first.lower() in other.lower().split()]
    return first if " " in name and len(alike) == 1 and x.rng.random() < 0.25 and "." not in first else name


def known_threads(x: Expert) -> list[tuple[Row, str]]:
    """The conversations and what they are called."""
    names = {digits(number): name for name, number in known_people(x).items()}
    rows = x.phone.content.rows(_THREADS)
    return [(row, names.get(digits(row.text("address")), row.text("address"))) for row in rows]


def some_thread(x: Expert) -> tuple[Row, str]:
    threads = known_threads(x)
    if not threads:
        raise Lost("no conversation")
    return x.rng.choice(threads)


def _sent(x: Expert, number: str, text: str) -> bool:
    rows = x.phone.content.rows(SMS, "type=2")
    return any(
        row.text("body").lower() == text.lower() and digits(row.text("address")) == digits(number)
        for row in rows
    )


def _online(x: Expert) -> None:
    x.phone.settings.put("global", "airplane_mode_on", "0")


def _row(x: Expert, name: str) -> View | None:
    found = [v for v in x.matches(name, plain=True) if v.on_long is not None]
    return found[0] if found else None


def is_open(x: Expert, number: str) -> bool:
    """Whether the conversation with the number is open."""
    return digits(getattr(x.phone.page, "address", "")) == digits(number)


def _to(x: Expert, name: str, number: str, key: str = "contact") -> None:
    """Open the conversation with somebody: from the list when it is in sight, else as a new one."""
    if x.open(lambda: is_open(x, number)):
        return
    row = _row(x, name)
    if row is not None:
        x.press(row)
        return
    x.tap("Start chat")
    if not x.matches(name, plain=True) or x.rng.random() < 0.5:
        x.type("recipient_text_view", key)
    x.tap(name, plain=True)


def _write(x: Expert) -> None:
    x.type("compose_message_text", "message")
    x.tap("Send SMS")


@TASKS.add("messages.send", 2.2)
def send(x: Expert) -> None:
    _online(x)
    people = known_people(x)
    if not people:
        raise Lost("nobody to write to")
    name = x.rng.choice(list(people))
    x.goal(
        _SEND, {"contact": called_in_goal(x, name), "message": values.message(x.rng)}, ("contact", "message")
    )
    _to(x, name, people[name])
    _write(x)
    x.done(_sent(x, people[name], x.said.values["message"]))


@TASKS.add("messages.reply", 1.2)
def reply(x: Expert) -> None:
    _online(x)
    row, name = some_thread(x)
    x.goal(
        (
            *_SEND,
            "(reply|answer|respond) to {contact} [with|:] {message:q}",
            "(answer|reply to) {contact}'s (message|text) with {message:q}",
        ),
        {"contact": name, "message": values.message(x.rng)},
        ("contact", "message"),
    )
    _to(x, name, row.text("address"))
    _write(x)
    x.done(_sent(x, row.text("address"), x.said.values["message"]))


@TASKS.add("messages.send_number", 1.2)
def send_number(x: Expert) -> None:
    _online(x)
    number = values.number(x.rng)
    x.goal(_SEND, {"contact": number, "message": values.message(x.rng)}, ("contact", "message"))
    x.open()
    x.tap("Start chat")
    x.type("recipient_text_view", "contact")
    x.tap(f"{x.t('Send to')} {number}", plain=True)
    _write(x)
    x.done(_sent(x, number, x.said.values["message"]))


@TASKS.add("messages.finish", 1.6)
def finish(x: Expert) -> None:
    """Another app opened the conversation with the text in its field."""
    _online(x)
    people = known_people(x)
    number = x.rng.choice([*people.values(), values.number(x.rng)])
    text = values.message(x.rng)
    bare = (
        "send the (message|text|sms|draft)",
        "send it",
        "(press|tap) send",
        "send this (message|text)",
        "send what is written",
    )
    named = (*_SEND, "send the message {message:q}")
    words = bare if x.rng.random() < 0.6 else named
    carried = {"contact": number, "text": text} if words is bare else None
    x.goal(words, {"contact": number, "message": text}, ("contact", "message"), carried=carried)
    if words is named and x.said.values.get("message", text) != text:
        text = x.said.values["message"]
    x.phone.start_activity(
        Intent("android.intent.action.SENDTO", data=f"smsto:{number}", extras={"sms_body": text})
    )
    x.arrive()
    x.tap("Send SMS")
    x.done(_sent(x, number, text))


@TASKS.add("messages.write_here", 0.8)
def write_here(x: Expert) -> None:
    """The conversation is open, the message is still to be written."""
    _online(x)
    row, name = some_thread(x)
    x.goal(
        (
            "(write|send|reply|answer) {message:q}",
            "(type|enter) {message:q} and send it",
            "send [them|back] {message:q}",
        ),
        {"message": values.message(x.rng)},
        ("message",),
    )
    x.phone.start_activity(Intent("android.intent.action.SENDTO", data=f"smsto:{row.text('address')}"))
    x.arrive()
    _write(x)
    x.done(_sent(x, row.text("address"), x.said.values["message"]))


@TASKS.add("messages.draft", 0.8)
def draft(x: Expert) -> None:
    row, name = some_thread(x)
    x.goal(
        (
            "(write|type|draft) {message:q} to {contact} (but|and) (don't|do not) send it [yet]",
            "(prepare|draft) [a|the] message {message:q} (to|for) {contact} [without sending it]",
            "(type|enter) {message:q} in the (chat|conversation) with {contact}, (don't|do not) send it",
        ),
        {"contact": name, "message": values.message(x.rng)},
        ("contact", "message"),
    )
    _to(x, name, row.text("address"))
    x.type("compose_message_text", "message")
    x.done()


@TASKS.add("messages.open", 1.2)
def open_thread(x: Expert) -> None:
    row, name = some_thread(x)
    x.goal(
        (
            "(open|show|go to|read) [the] (conversation|chat|messages|thread|texts) (with|from) {contact}",
            "(open|show) {contact}'s (messages|texts|chat)",
            "what did {contact} (write|say|send)",
            "(read|check) what {contact} (wrote|sent)",
            "(open|read) my (texts|messages) with {contact}",
        ),
        {"contact": called_in_goal(x, name)},
        ("contact",),
    )
    if not x.open(lambda: is_open(x, row.text("address"))):
        x.tap(name, plain=True)
    x.done(x.phone.page.cls.endswith("ConversationActivity"))
