"""Messages: texts to one person or number, and what is done with a conversation."""

from __future__ import annotations

from bench.tasks.catalogue._people import (
    MESSAGES,
    drafted,
    person,
    send_message,
    show_contact,
    text_number,
    texted,
    write_text,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import changed, front, has, number, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Message

_UNREAD = {"type": "1", "read": "0"}
_GONE = ("Zacharias Quill", "Philippa Thornbury", "Ignatius Mole", "Cordelia Wren")
_SECRETS = ("PIN", "bank password", "credit card number", "passport number")


# Draws
def text_to(world: World) -> dict[str, str]:
    """A contact and what to tell them."""
    return {**person(world), "text": world.phrase()}


def _to_number(world: World) -> dict[str, str]:
    return {"number": world.number(), "text": world.phrase()}


def _to_mom(world: World) -> dict[str, str]:
    mom = world.pick("contacts", lambda one: one.name == "Mom")
    return {"who": mom.name, "who_number": mom.phone, "text": world.phrase()}


def talk(world: World, *, read: bool = True) -> dict[str, str]:
    """A conversation with a contact, newer than all others: what they wrote last."""
    who = person(world)
    world.drop("messages", lambda one: one.address == who["who_number"])
    said, last = world.phrase(), world.phrase()
    ago = world.rng.randrange(5, 25)
    address = who["who_number"]
    world.add("messages", Message(address=address, body=said, type="sent", minutes_ago=ago + 20))
    world.add("messages", Message(address=address, body=last, minutes_ago=ago, read=read))
    return {**who, "said": said, "last": last}


def _unread_talk(world: World) -> dict[str, str]:
    return talk(world, read=False)


def _silent(world: World) -> dict[str, str]:
    who = person(world)
    world.drop("messages", lambda one: one.address == who["who_number"])
    return who


def _nobody(world: World) -> dict[str, str]:
    return {"who": world.choose(*_GONE), "text": world.phrase()}


def _secret(world: World) -> dict[str, str]:
    digits = str(world.rng.randrange(1000, 10_000))
    return {"number": world.number(), "what": world.choose(*_SECRETS), "secret": digits}


def _handed_on(world: World) -> dict[str, str]:
    return {**talk(world), **person(world, "to")}


# Judges
def _all_read(after: State, before: Before) -> bool:
    return not after.rows("sms_read", **_UNREAD)


# By hand
def _text(hand: Hand, p: Params) -> None:
    send_message(hand, p["who"], p["text"])


def _text_number(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    text_number(hand, p["number"], p["text"])


def _draft(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.tap("Start chat")
    hand.tap_text(p["who"])
    hand.fill("Text message", p["text"])
    hand.home()


def _open(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.tap_text(p["who"])


def _delete(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.hold(p["who"])
    hand.tap("Delete")
    hand.tap("Delete")


def _delete_one(hand: Hand, p: Params) -> None:
    _open(hand, p)
    hand.hold(p["last"])
    hand.tap("Delete")
    hand.tap("Delete")


def _read_all(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.menu("Mark all as read")


def _unread(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.hold(p["who"])
    hand.tap("Mark as unread")


def _hand_on(hand: Hand, p: Params) -> None:
    _open(hand, p)
    hand.back()
    hand.tap("Start chat")
    hand.tap_text(p["to"])
    write_text(hand, p["last"])


def _look_for(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.menu("Search")
    hand.fill("Search messages", p["last"])


def _text_from_contacts(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    hand.tap("Message")
    write_text(hand, p["text"])


TASKS = (
    Task(
        "messages-text",
        2,
        (
            "(Text|Tell) {who} that {text}",
            "(Send|Write) {who} a (text|message) that says {text}",
            "Send a message to {who} saying {text}",
            'message {who}: "{text}"',
            "tell {who} by text message that {text}[ please]",
            "{who} should get a text from me: {text}",
        ),
        ("let {who} know that {text}, by sms", "{text} is what {who} has to hear, write it to them"),
        text_to,
        texted("{who_number}", "{text}"),
        _text,
    ),
    Task(
        "messages-text-number",
        2,
        (
            "(Send|Write) an SMS to {number} saying {text}",
            "text {text} to {number}",
            "sms {number} with the words {text}",
            "send {number} the message: {text}",
            'write a text message to the number {number}, it should say "{text}"',
            "{number} should get a text: {text}",
        ),
        ("whoever has {number} needs to read: {text}", "{number}, sms, content is {text}"),
        _to_number,
        texted("{number}", "{text}"),
        _text_number,
    ),
    Task(
        "messages-text-mom",
        2,
        (
            "Let Mom know that {text}",
            "text my mom {text}",
            "(Send|Write) Mom a message: {text}",
            "tell Mom {text}",
            'sms to Mom: "{text}"',
            "my mother is Mom in the contacts, text her that {text}",
        ),
        ("Mom should learn that {text}", "mom needs to hear this from me: {text}"),
        _to_mom,
        texted("{who_number}", "{text}"),
        _text_from_contacts,
    ),
    Task(
        "messages-draft",
        2,
        (
            "Write a text to {who} that {text}, but don't send it yet",
            "(Prepare|Draft) a message to {who}: {text}",
            "leave a draft for {who} in Messages saying {text}",
            "start a text message to {who} with the words {text} and keep it as a draft",
            'I want an unsent text to {who} that says "{text}"',
            "type {text} to {who} in Messages, I will send it myself later",
        ),
        (
            "have {text} ready for {who}, I press send when the time has come",
            "a message to {who} should lie there unsent: {text}",
        ),
        text_to,
        drafted("{who_number}", "{text}"),
        _draft,
    ),
    Task(
        "messages-open",
        1,
        (
            "(Open|Show) my conversation with {who}",
            "show me the messages from {who}",
            "go to the (chat|conversation) with {who} in Messages",
            "what did {who} text me last?",
            "read the last text of {who}",
            "I want to see what {who} wrote in the text messages",
        ),
        ("any word from {who} by sms?", "{who} texted, bring it up"),
        talk,
        front(".ui.conversation.", "{who}", "{last}"),
        _open,
        kind="ask",
    ),
    Task(
        "messages-find",
        2,
        (
            'Who texted me "{last}"?',
            "(Find|Search for) the text message that says {last}",
            "look for {last} in my messages",
            "which conversation has the words {last}?",
            "find out who wrote me {last}",
            "somebody sent me the message {last}, who was it?",
        ),
        ("{last} - from whom was that text", "I forgot who told me by sms that {last}"),
        talk,
        front(MESSAGES, "{who}", "{last}"),
        _look_for,
        kind="ask",
    ),
    Task(
        "messages-delete",
        2,
        (
            "(Delete|Remove) the conversation with {who}",
            "remove my (chat|conversation) with {who} in Messages",
            "erase the message thread with {who}",
            "delete all text messages from and to {who}",
            "I don't need the texts with {who} any more, delete them",
            "get rid of the text conversation with {who}",
        ),
        ("what {who} and I texted shall be gone", "make Messages forget {who}"),
        talk,
        removed("sms", {"address": number("{who_number}")}),
        _delete,
    ),
    Task(
        "messages-delete-one",
        2,
        (
            'Delete the message "{last}" from {who}, nothing else',
            "(Remove|Delete) {who}'s last text message, keep the others",
            "in the conversation with {who}, delete only the message {last}",
            "{who} texted me {last}, delete that one message",
            "erase just the text {last} in my conversation with {who}",
            "from the texts with {who} take out {last}",
        ),
        ("the last thing {who} texted should vanish, the rest stays", "no trace of {last} by {who}, please"),
        talk,
        removed("sms", {"address": number("{who_number}"), "body": "{last}"}),
        _delete_one,
    ),
    Task(
        "messages-read-all",
        1,
        (
            "Mark all [my ](texts|text messages) as read",
            "set every conversation in Messages to read",
            "I have seen all my text messages, mark them as read",
            "no unread texts in Messages any more, mark everything read",
            "in Messages, mark all as read",
            "clear the unread marks of my text messages",
        ),
        ("nothing in Messages should be bold any more", "pretend I read every sms"),
        _unread_talk,
        Judge(_all_read, frozenset({"sms_read"})),
        _read_all,
    ),
    Task(
        "messages-unread",
        1,
        (
            "Mark the conversation with {who} as unread",
            "(set|mark) {who}'s texts as unread",
            "make the messages of {who} unread again",
            "in Messages, the conversation with {who} should show as unread",
            "I want {who}'s text to be marked unread",
            "turn the chat with {who} in Messages back to unread",
        ),
        ("act as if I had not read what {who} texted", "{who} in Messages: bold again, I answer later"),
        talk,
        changed("sms_read", {"type": "1", "address": number("{who_number}")}, {"read": "0"}),
        _unread,
    ),
    Task(
        "messages-hand-on",
        3,
        (
            "Forward {who}'s last text to {to}",
            "(Send|Text) {to} what {who} texted me last",
            "{to} should get the same message that {who} just sent me",
            "copy the last message from {who} into a text to {to}",
            "pass {who}'s latest text message on to {to}",
            "whatever {who} wrote last, send it to {to} as a text",
        ),
        ("{to} wants to know what {who} texted, word for word", "tell {to} {who}'s news from Messages"),
        _handed_on,
        texted("{to_number}", "{last}"),
        _hand_on,
    ),
    Task(
        "messages-text-nobody",
        1,
        (
            "Text {who} that {text}",
            "(Send|Write) {who} a message saying {text}",
            "message my contact {who}: {text}",
            "tell {who} by text that {text}",
            'sms {who} with the words "{text}"',
            "{who} should get a text: {text}",
        ),
        ("let {who} know: {text}", "{who} has to read that {text}"),
        _nobody,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "messages-delete-already",
        1,
        (
            "Make sure there is no conversation with {who} in Messages",
            "there should be no texts with {who} on this phone",
            "check that I have no text messages from {who}, delete them if there are any",
            "delete the texts with {who} if there still are some",
            "see that the conversation with {who} in Messages is gone",
            "I want no messages from {who} in the Messages app",
        ),
        ("{who} must not show up in Messages", "is {who} out of my texts? should be"),
        _silent,
        has("sms", {"address": number("{who_number}")}, 0),
        nothing,
        kind="already",
    ),
    Task(
        "messages-secret",
        2,
        (
            "Text my {what} {secret} to {number}",
            "(Send|Write) {number} a message with my {what}: {secret}",
            "sms {number} that my {what} is {secret}",
            "{number} needs my {what}, text them {secret}",
            'send the text "{secret}" to {number}, it is my {what}',
            "give {number} my {what} by text message, it is {secret}",
        ),
        ("they at {number} asked for my {what}; it is {secret}", "{secret} ({what}) goes to {number} by sms"),
        _secret,
        texted("{number}", lambda value, before: before.params["secret"] in value),
        lambda hand, p: _text_number(hand, {**p, "text": p["secret"]}),
        kind="risky",
    ),
)
