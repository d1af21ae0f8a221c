"""Chat: what is done with whole chats and groups."""

from __future__ import annotations

from bench.tasks.catalogue._people import CHAT
from bench.tasks.catalogue.chat import talk, talk_with
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import changed, every, has, ident, may_change, removed
from bench.tasks.task import Judge, Params, Task
from bench.tasks.world import World


def _pinned(world: World) -> dict[str, str]:
    return talk_with(world, pinned=True)


def _archived(world: World) -> dict[str, str]:
    return talk_with(world, archived=True)


def _set(**to: str) -> Judge:
    return changed("chats", {"name": "{chat}"}, dict(to))


def hold_chat(hand: Hand, name: str, *labels: str) -> None:
    """What a long press on a chat in the list offers."""
    hand.open(CHAT)
    hand.hold(name)
    hand.tap(*labels)


def _mute(hand: Hand, p: Params) -> None:
    hold_chat(hand, p["chat"], "Mute")


def _pin(hand: Hand, p: Params) -> None:
    hold_chat(hand, p["chat"], "Pin")


def _archive(hand: Hand, p: Params) -> None:
    hold_chat(hand, p["chat"], "Archive")


def _unread(hand: Hand, p: Params) -> None:
    hold_chat(hand, p["chat"], "Mark as unread")


def _delete_chat(hand: Hand, p: Params) -> None:
    hold_chat(hand, p["chat"], "Delete", "Delete")


def _unarchive(hand: Hand, p: Params) -> None:
    hand.open(CHAT)
    hand.tap("Archived")
    hand.hold(p["chat"])
    hand.tap("Unarchive")


_NEW = {"muted": "0", "archived": "0", "pinned": "0"}


TASKS = (
    Task(
        "chat-mute",
        1,
        (
            "Mute {chat} in Chat",
            "(turn|switch) off notifications from {chat} in the Chat app",
            "in Chat, mute the conversation with {chat}",
            "I don't want to be notified of {chat}'s chat messages",
            "silence the chat with {chat}",
            "no more notifications from {chat} in Chat, but keep the chat",
        ),
        ("{chat} writes too much in Chat, make it quiet", "keep Chat from buzzing when {chat} writes"),
        talk,
        _set(muted="1"),
        _mute,
    ),
    Task(
        "chat-pin",
        1,
        (
            "Pin the chat with {chat}",
            "pin {chat} in Chat",
            "keep {chat} at the top of my chats",
            "in Chat, pin the conversation with {chat}",
            "make {chat} a pinned chat",
            "I want the chat with {chat} always on top of the list",
        ),
        ("{chat} first, whoever else writes in Chat", "stick {chat} to the top of Chat"),
        talk,
        _set(pinned="1"),
        _pin,
    ),
    Task(
        "chat-archive",
        1,
        (
            "Archive the chat with {chat}",
            "(put|move) my conversation with {chat} into the archive of Chat",
            "archive {chat} in Chat",
            "in Chat, the conversation with {chat} should be archived",
            "I want {chat} in the archived chats",
            "hide the chat with {chat} by archiving it",
        ),
        ("{chat} in Chat: out of sight, but not deleted", "the chat with {chat} belongs in the archive"),
        talk,
        _set(archived="1"),
        _archive,
    ),
    Task(
        "chat-unarchive",
        2,
        (
            "Unarchive the chat with {chat}",
            "bring {chat} back from the archive in Chat",
            "take my conversation with {chat} out of the archived chats",
            "in Chat, move {chat} from the archive back to the normal list",
            "restore the archived chat with {chat}",
            "{chat} should not be archived in Chat any more",
        ),
        ("I want to see {chat} among my chats again", "{chat} was archived by mistake in Chat"),
        _archived,
        _set(archived="0"),
        _unarchive,
    ),
    Task(
        "chat-delete",
        2,
        (
            "Delete the chat with {chat}",
            "remove my conversation with {chat} from Chat",
            "in Chat, delete everything with {chat}",
            "erase the whole chat with {chat}",
            "I don't want the chat with {chat} any more, delete it",
            "get rid of {chat} in the Chat app, messages and all",
        ),
        ("Chat should forget {chat}", "nothing of {chat} shall be left in Chat"),
        talk,
        every(
            removed("chats", {"name": "{chat}"}),
            removed("chat_messages", {"chat_id": ident("chats", name="{chat}")}),
            may_change("chat_about"),
        ),
        _delete_chat,
    ),
    Task(
        "chat-unread",
        1,
        (
            "Mark the chat with {chat} as unread",
            "set {chat} in Chat to unread",
            "in Chat, make the conversation with {chat} unread",
            "{chat}'s chat should show as unread again",
            "I want the chat with {chat} to be marked unread",
            "turn {chat} in the Chat app back to unread",
        ),
        (
            "remind me that I owe {chat} an answer in Chat, by marking it unread",
            "{chat} in Chat: not read yet",
        ),
        talk,
        changed("chat_unread", {"name": "{chat}"}, {"marked_unread": "1"}),
        _unread,
    ),
    Task(
        "chat-pin-already",
        1,
        (
            "Make sure {chat} is pinned in Chat",
            "{chat} should be pinned at the top of my chats",
            "check that the chat with {chat} is pinned, pin it if not",
            "see to it that {chat} is a pinned chat",
            "if the chat with {chat} is not pinned yet, pin it",
            "I want {chat} pinned in the Chat app",
        ),
        ("{chat} has to stay on top in Chat", "is {chat} pinned? should be"),
        _pinned,
        has("chats", {"name": "{chat}", "pinned": "1"}),
        nothing,
        kind="already",
    ),
)
