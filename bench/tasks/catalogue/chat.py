"""Chat: messages in it, and what is done with one of them."""

from __future__ import annotations

from bench.tasks.catalogue._people import CHAT, person
from bench.tasks.hand import Hand
from bench.tasks.judges import Want, added, changed, every, ident, removed, squeeze
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.chats import Chat, ChatMessage

_MARKS = (("♥", "Love"), ("☺", "Laugh"), ("☹", "Sad"), ("★", "Great"), ("✔", "Agree"), ("✘", "Disagree"))


# Draws
def talk_with(
    world: World, said: str = "", *, pinned: bool = False, archived: bool = False
) -> dict[str, str]:
    """A chat with somebody who is in no contacts; its messages are like no others."""
    name, mine, theirs = world.stranger(), world.phrase(), said or world.phrase()
    messages = (
        ChatMessage(body=mine, minutes_ago=world.rng.randrange(40, 50)),
        ChatMessage(body=theirs, sender=name, minutes_ago=world.rng.randrange(20, 30)),
    )
    world.add(
        "chats", Chat(name=name, phone=world.number(), messages=messages, pinned=pinned, archived=archived)
    )
    return {"chat": name, "said": theirs, "mine": mine}


def talk(world: World) -> dict[str, str]:
    """A chat as it is everywhere."""
    return talk_with(world)


def _to_write(world: World) -> dict[str, str]:
    return {**talk(world), "text": world.phrase()}


def _to_react(world: World) -> dict[str, str]:
    mark, label = world.choose(*_MARKS)
    return {**talk(world), "mark": mark, "label": label}


def _to_forward(world: World) -> dict[str, str]:
    return {"to": talk(world)["chat"], **talk(world)}


def _to_contact(world: World) -> dict[str, str]:
    return {**person(world), "text": world.phrase()}


# Judges
def said_in(chat: str, body: str) -> Judge:
    """Exactly one new message of the owner, in the chat of that name."""

    def check(after: State, before: Before) -> bool:
        name = squeeze(chat.format(**before.params))
        chats = {row["_id"] for row in after.tables["chats"] if squeeze(row["name"]) == name}
        mine: dict[str, Want] = {"outgoing": "1", "body": body, "chat_id": lambda value, _: value in chats}
        return added("chat_messages", mine).check(after, before)

    return Judge(check, frozenset({"chat_messages"}))


# By hand
def open_chat(hand: Hand, name: str) -> None:
    """A chat in the list."""
    hand.open(CHAT)
    hand.tap_text(name)


def write(hand: Hand, text: str) -> None:
    """Write and send in an open chat."""
    hand.fill("Write a message", text)
    hand.tap("Send")


def _send(hand: Hand, p: Params) -> None:
    open_chat(hand, p["chat"])
    write(hand, p["text"])


def _send_new(hand: Hand, p: Params) -> None:
    hand.open(CHAT)
    hand.tap("New chat")
    hand.tap_text(p["who"])
    write(hand, p["text"])


def _hold_message(hand: Hand, p: Params, *labels: str) -> None:
    open_chat(hand, p["chat"])
    hand.hold(p["said"])
    hand.tap(*labels)


def _reply(hand: Hand, p: Params) -> None:
    _hold_message(hand, p, "Reply")
    write(hand, p["text"])


def _react(hand: Hand, p: Params) -> None:
    _hold_message(hand, p, "React", p["label"])


def _star(hand: Hand, p: Params) -> None:
    _hold_message(hand, p, "Star message")


def _delete_message(hand: Hand, p: Params) -> None:
    _hold_message(hand, p, "Delete for me", "Delete for me")


def _forward(hand: Hand, p: Params) -> None:
    _hold_message(hand, p, "Forward")
    hand.tap_text(p["to"])


TASKS = (
    Task(
        "chat-send",
        2,
        (
            "(Write|Send) {chat} in Chat: {text}",
            "tell {chat} in Chat that {text}",
            "send {chat} the chat message {text}",
            'in the Chat app, write "{text}" to {chat}',
            "chat with {chat}: say {text}",
            "answer {chat} in Chat with {text}",
        ),
        ("over in Chat, {chat} is to hear that {text}", "{chat} on Chat should know: {text}"),
        _to_write,
        said_in("{chat}", "{text}"),
        _send,
    ),
    Task(
        "chat-send-new",
        2,
        (
            "Start a chat with {who} in Chat and write {text}",
            "(Write|Send) {who} in the Chat app that {text}",
            "begin a new conversation with {who} in Chat: {text}",
            'open a chat with {who} in Chat and say "{text}"',
            "I have never chatted with {who} in Chat, write them {text}",
            "new chat in Chat with {who}, the first message is {text}",
        ),
        (
            "get in touch with {who} through Chat: {text}",
            "{who}, not by text but in Chat, should read {text}",
        ),
        _to_contact,
        every(
            added("chats", {"name": "{who}", "is_group": "0", "muted": "0", "archived": "0", "pinned": "0"}),
            said_in("{who}", "{text}"),
            added("chat_about", {"about": ""}),
        ),
        _send_new,
    ),
    Task(
        "chat-reply",
        2,
        (
            'Reply to {chat}\'s message "{said}" in Chat with {text}',
            "in Chat, answer the message {said} by {chat}, quoting it, with {text}",
            "(quote|cite) {chat}'s message {said} in Chat and write {text}",
            "use reply on what {chat} wrote in Chat ({said}) and say {text}",
            "{chat} wrote {said} in Chat, reply to exactly that message: {text}",
            "send {text} to {chat} in Chat as a reply to the message {said}",
        ),
        (
            "{said}, says {chat} in Chat; with that quoted, {text}",
            "{text}, but as an answer to {said} by {chat}",
        ),
        _to_write,
        every(
            said_in("{chat}", "{text}"),
            added("chat_messages", {"reply_to": ident("chat_messages", body="{said}")}),
        ),
        _reply,
    ),
    Task(
        "chat-react",
        2,
        (
            "React with {mark} to {chat}'s last message in Chat",
            "give {chat}'s message {said} in Chat a {mark}",
            'put a {mark} on "{said}" by {chat} in Chat',
            "in Chat, react to {chat} ({said}) with {mark}",
            "answer {chat}'s latest chat message with the reaction {mark}",
            "add the reaction {mark} to the message {said} from {chat}",
        ),
        (
            "{mark} for what {chat} just wrote in Chat",
            "no words for {chat} in Chat, only a {mark} on the last",
        ),
        _to_react,
        added(
            "chat_reactions",
            {"reaction": "{mark}", "sender": "", "message_id": ident("chat_messages", body="{said}")},
        ),
        _react,
    ),
    Task(
        "chat-star",
        2,
        (
            "Star the last message from {chat} in Chat",
            "mark {chat}'s message {said} in Chat with a star",
            'I want to find "{said}" by {chat} again, star it in Chat',
            "in Chat, star what {chat} wrote last",
            "add the message {said} from {chat} to my starred messages",
            "put a star on {chat}'s newest chat message",
        ),
        (
            "{chat}'s {said} in Chat belongs to the starred ones",
            "keep {chat}'s last word in Chat, with a star",
        ),
        talk,
        changed("chat_messages", {"body": "{said}"}, {"starred": "1"}),
        _star,
    ),
    Task(
        "chat-delete-message",
        2,
        (
            "Delete {chat}'s last message in Chat",
            "remove the message {said} from my chat with {chat}",
            'in Chat, delete "{said}" by {chat}, nothing more',
            "erase only the newest message of {chat} in the Chat app",
            "take the message {said} out of the chat with {chat}",
            "{chat} wrote {said} in Chat, delete that message for me",
        ),
        ("what {chat} wrote last in Chat should go, not the chat", "no more {said} in the chat with {chat}"),
        talk,
        removed("chat_messages", {"body": "{said}"}),
        _delete_message,
    ),
    Task(
        "chat-forward",
        2,
        (
            "Forward {chat}'s last message in Chat to {to}",
            "(send|pass) the message {said} that {chat} wrote in Chat on to {to}",
            'in Chat, forward "{said}" from {chat} to {to}',
            "{to} should get {chat}'s latest chat message too, forward it",
            "share what {chat} last wrote in Chat with {to}",
            "hand {chat}'s message {said} on to {to} in Chat",
        ),
        ("{to} in Chat needs to see {chat}'s last one", "let {to} read in Chat what {chat} just said there"),
        _to_forward,
        said_in("{to}", "{said}"),
        _forward,
    ),
)
