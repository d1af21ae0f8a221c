"""Chat: what has to be read, or decided, before something is written."""

from __future__ import annotations

from bench.tasks.catalogue._people import (
    CHAT,
    either_branch,
    leave,
    numbered,
    person,
    send_message,
    texted,
)
from bench.tasks.catalogue.chat import open_chat, said_in, talk, talk_with, write
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, contains, every, front, holds, ident, unchanged
from bench.tasks.task import Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.chats import Chat, ChatMessage

_WISHES = ("I wish you a happy new year", "see you all at the market", "I am offline until Monday")
_ASKED = ("Shall I bring the tent?", "Can you feed the rabbits?", "Are you coming to the harbour?")
_TOLD = ("The tent is in my car", "The rabbits send their love", "I was at the harbour today")
_STREETS = ("4 Pebble Lane", "27 Orchard Row", "9 Ferry Steps", "61 Mason Street", "15 Juniper Court")
TRIO, _MANY = 3, 4


def _code(world: World) -> dict[str, str]:
    """Somebody wrote a code, and then something else."""
    name, code = world.stranger(), str(world.rng.randrange(1000, 10_000))
    thing = world.choose("garage", "bike shed", "cellar", "holiday flat", "locker")
    messages = (
        ChatMessage(body=f"The code of the {thing} is {code}", sender=name, minutes_ago=50),
        ChatMessage(body=world.phrase(), sender=name, minutes_ago=30),
    )
    world.add("chats", Chat(name=name, messages=messages))
    return {"chat": name, "code": code, "thing": thing}


def _address(world: World) -> dict[str, str]:
    street = world.choose(*_STREETS)
    return {**talk_with(world, f"We moved to {street}"), **person(world), "street": street}


def _asked_or_not(world: World) -> dict[str, str]:
    asked = world.rng.random() < 0.5
    return {
        **talk_with(world, world.choose(*(_ASKED if asked else _TOLD))),
        "text": world.phrase(),
        "answer": world.choose("yes, gladly", "of course", "no, sorry"),
        "yes": "yes" if asked else "no",
    }


def _several(world: World) -> dict[str, str]:
    names = [talk(world)["chat"] for _ in range(_MANY)]
    return {**{f"chat{n}": name for n, name in enumerate(names, 1)}, "text": world.choose(*_WISHES)}


def _read_code(hand: Hand, p: Params) -> None:
    open_chat(hand, p["chat"])


def _text_address(hand: Hand, p: Params) -> None:
    open_chat(hand, p["chat"])
    send_message(hand, p["who"], p["street"])


def _answer_or_tell(hand: Hand, p: Params) -> None:
    open_chat(hand, p["chat"])
    write(hand, p["answer"] if p["yes"] == "yes" else p["text"])


def _send_all(hand: Hand, p: Params) -> None:
    hand.open(CHAT)
    for name in numbered(p, "chat", _MANY):
        leave(hand, "New chat")
        hand.tap_text(name)
        write(hand, p["text"])


TASKS = (
    Task(
        "chat-code",
        1,
        (
            "What is the code of the {thing} that {chat} sent me in Chat?",
            "(show|find) the {thing} code in my chat with {chat}",
            "{chat} wrote me the code of the {thing} in Chat, what was it?",
            "look up the code for the {thing} in Chat, {chat} sent it",
            "which code did {chat} give me for the {thing} in the Chat app?",
            "I need the {thing} code, it is in the chat with {chat}",
        ),
        (
            "I stand in front of the {thing}; {chat} told me in Chat how to open it",
            "{thing}? ask Chat, {chat}",
        ),
        _code,
        front(CHAT, "{code}", "{chat}"),
        _read_code,
        kind="ask",
    ),
    Task(
        "chat-address-by-text",
        3,
        (
            "{chat} told me the new address in Chat, text it to {who}",
            "text {who} the street and number that {chat} wrote in Chat",
            "send {who} an SMS with the address {chat} gave me in Chat",
            "look in Chat where {chat} lives now and text the address to {who}",
            "{who} needs {chat}'s new address by text message, it is in Chat",
            "copy the address from {chat}'s last chat message into a text to {who}",
        ),
        (
            "{who} has no Chat but wants to know where {chat} moved, help by sms",
            "where {chat} lives now, says Chat; tell {who} by text",
        ),
        _address,
        texted("{who_number}", holds("{street}")),
        _text_address,
    ),
    Task(
        "chat-answer-if-asked",
        2,
        (
            "If {chat}'s last message in Chat is a question, answer {answer}, otherwise write {text}",
            "Look at the chat with {chat}: a question gets the answer {answer}, anything else gets {text}",
            "has {chat} asked me something in Chat? Then write {answer}, if not write {text}",
            "write {text} to {chat} in Chat, unless their last message is a question, then {answer}",
            "in Chat reply {answer} if {chat} wants to know something, else say {text}",
            'when {chat} asks something in Chat say "{answer}", if there is no question say "{text}"',
        ),
        (
            "{chat} in Chat may be waiting for an answer, which is {answer}; if nothing was asked, {text}",
            "question from {chat} in Chat: {answer}. No question: {text}",
        ),
        _asked_or_not,
        either_branch("yes", said_in("{chat}", "{answer}"), said_in("{chat}", "{text}")),
        _answer_or_tell,
    ),
    Task(
        "chat-send-four",
        4,
        (
            "(Write|Send) {text} to {chat1}, {chat2}, {chat3} and {chat4} in Chat",
            "tell {chat1}, {chat2}, {chat3} and {chat4} in Chat that {text}, each in their own chat",
            'in Chat, send "{text}" to four people: {chat1}, {chat2}, {chat3}, {chat4}',
            "{chat1}, {chat2}, {chat3} and {chat4} should all get {text} in the Chat app",
            "message these people in Chat with {text}: {chat1}, {chat2}, {chat3}, {chat4}",
            "go to the chats with {chat1}, {chat2}, {chat3} and {chat4} and write {text} in each",
        ),
        (
            "{text} - Chat, {chat1}, {chat2}, {chat3}, {chat4}, no group please",
            "let {chat1}, {chat2}, {chat3} and {chat4} know in Chat: {text}",
        ),
        _several,
        every(
            added("chat_messages", {"outgoing": "1", "body": "{text}"}, _MANY),
            *(
                contains(
                    "chat_messages",
                    {"outgoing": "1", "body": "{text}", "chat_id": ident("chats", name=f"{{chat{n}}}")},
                )
                for n in range(1, _MANY + 1)
            ),
        ),
        _send_all,
    ),
    Task(
        "chat-poll",
        1,
        (
            "Send a (voice|video) message to {chat} in Chat",
            "start a video call with {chat} in the Chat app",
            "make a poll in my chat with {chat}",
            "share my live location with {chat} in Chat",
            "schedule a message to {chat} in Chat for tomorrow morning",
            "turn the chat with {chat} into one with disappearing messages",
        ),
        (
            "I would rather speak than write to {chat} in Chat, record it",
            "let {chat} see where I walk, in Chat",
        ),
        talk,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
