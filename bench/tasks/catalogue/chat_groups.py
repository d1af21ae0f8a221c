"""Chat: groups."""

from __future__ import annotations

from collections import Counter

from bench.tasks.catalogue._people import CHAT, numbered, person
from bench.tasks.catalogue.chat import open_chat
from bench.tasks.catalogue.chat_more import hold_chat
from bench.tasks.hand import Hand
from bench.tasks.judges import added, changed, difference, every, ident, may_change, removed, squeeze
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.chats import Chat, ChatMessage

_TRIO = 3
_GROUPS = ("Garden friends", "Ski trip crew", "Board game night", "Choir altos", "Street party", "Allotment")


def _group(world: World) -> dict[str, str]:
    name = world.choose(*_GROUPS)
    members = tuple(world.stranger() for _ in range(_TRIO))
    said = ChatMessage(body=world.phrase(), sender=members[0], minutes_ago=25)
    world.add("chats", Chat(name=name, members=members, messages=(said,), about="Dates and plans"))
    return {"group": name, "member": members[1]}


def _group_and_contact(world: World) -> dict[str, str]:
    return {**_group(world), **person(world)}


def _to_rename(world: World) -> dict[str, str]:
    return {**_group(world), "to": world.choose(*_GROUPS)}


def _to_describe(world: World) -> dict[str, str]:
    about = world.choose("Every second Sunday", "Who brings what", "Only for news", "Meet at the old mill")
    return {**_group(world), "about": about}


def _loud_groups(world: World) -> dict[str, str]:
    chats = [one.model_copy(update={"muted": False}) for one in world.things("chats")]
    world.put("chats", chats)
    groups = [one.name for one in chats if one.members]
    return {f"group{n}": name for n, name in enumerate(groups, 1)}


def _new_group(world: World) -> dict[str, str]:
    made = {"group": world.choose(*_GROUPS)}
    for n in range(1, _TRIO + 1):
        made |= person(world, f"who{n}")
    return made


def _in_group(*names: str) -> Judge:
    """So many people joined the group of that name."""

    def check(after: State, before: Before) -> bool:
        group = squeeze(before.params["group"])
        ids = {row["_id"] for row in after.tables["chats"] if squeeze(row["name"]) == group}
        wanted = Counter(squeeze(name.format(**before.params)) for name in names)
        joined = difference("chat_members", after, before)[1]
        there = Counter(squeeze(row["name"]) for row in joined if row["chat_id"] in ids)
        return there == wanted and len(joined) == len(names)

    return every(added("chat_members", {}, len(names)), Judge(check))


def _leave_group(hand: Hand, p: Params) -> None:
    hold_chat(hand, p["group"], "Leave group", "Leave group")


def _mute_groups(hand: Hand, p: Params) -> None:
    hand.open(CHAT)
    hand.go("Groups")
    for name in numbered(p, "group", _TRIO):
        hand.hold(name)
        hand.tap("Mute")


def _make_group(hand: Hand, p: Params) -> None:
    hand.open(CHAT)
    hand.menu("New group")
    for name in numbered(p, "who", _TRIO):
        hand.tap_text(name)
    hand.menu("Next")
    hand.fill("Group name", p["group"])
    hand.tap("Create")


def _add_member(hand: Hand, p: Params) -> None:
    open_chat(hand, p["group"])
    hand.menu("Group info")
    hand.tap("Add members")
    hand.tap_text(p["who"])
    hand.menu("Add")


def _rename_group(hand: Hand, p: Params) -> None:
    open_chat(hand, p["group"])
    hand.menu("Group info")
    hand.menu("Rename group")
    hand.fill("Group name", p["to"])
    hand.tap("Save")


def _describe(hand: Hand, p: Params) -> None:
    open_chat(hand, p["group"])
    hand.menu("Group info")
    hand.tap("Description")
    hand.fill("Add a description", p["about"])
    hand.tap("Save")


TASKS = (
    Task(
        "chat-group-leave",
        2,
        (
            "Leave the group {group} in Chat",
            "get me out of the {group} group",
            'leave the chat group "{group}" and delete it',
            "I don't want to be in {group} any more, leave it",
            "in Chat, leave {group}",
            "quit the group {group} in the Chat app",
        ),
        ("{group} in Chat goes on without me", "I am done with {group}"),
        _group,
        every(
            removed("chats", {"name": "{group}"}),
            removed("chat_messages", {"chat_id": ident("chats", name="{group}")}),
            removed("chat_members", {"chat_id": ident("chats", name="{group}")}),
            may_change("chat_about"),
        ),
        _leave_group,
    ),
    Task(
        "chat-group-new",
        3,
        (
            "Create a group {group} in Chat with {who1}, {who2} and {who3}",
            "make a new chat group called {group}, members: {who1}, {who2}, {who3}",
            'start a group chat "{group}" with {who1}, {who2} and {who3}',
            "in Chat, put {who1}, {who2} and {who3} into a new group named {group}",
            "I need a group for {who1}, {who2}, {who3} and me in Chat, name it {group}",
            "open a group in the Chat app, {group}, and add {who1}, {who2} and {who3}",
        ),
        (
            "{who1}, {who2}, {who3} and I should be able to chat together, as {group}",
            "{group}: {who1}, {who2}, {who3}. Make it a group in Chat",
        ),
        _new_group,
        every(
            added(
                "chats", {"name": "{group}", "is_group": "1", "muted": "0", "archived": "0", "pinned": "0"}
            ),
            _in_group("{who1}", "{who2}", "{who3}"),
            added("chat_about", {"about": ""}),
        ),
        _make_group,
    ),
    Task(
        "chat-group-add",
        2,
        (
            "Add {who} to the group {group} in Chat",
            "{who} should join the chat group {group}, add them",
            "put {who} into {group} in Chat",
            "invite {who} to the {group} group",
            'in Chat, make {who} a member of "{group}"',
            "the group {group} lacks {who}, add them in Chat",
        ),
        ("{group} in Chat, one more: {who}", "let {who} read along in {group}"),
        _group_and_contact,
        _in_group("{who}"),
        _add_member,
    ),
    Task(
        "chat-group-rename",
        2,
        (
            "Rename the group {group} in Chat to {to}",
            "call the chat group {group} {to} from now on",
            "change the name of {group} in Chat to {to}",
            'the group {group} should be named "{to}"',
            "in Chat, give the group {group} the new name {to}",
            "{group} is called {to} now, rename the chat group",
        ),
        ("{group} deserves a better name in Chat: {to}", "no more {group}, the group is {to}"),
        _to_rename,
        changed("chats", {"name": "{group}"}, {"name": "{to}"}),
        _rename_group,
    ),
    Task(
        "chat-group-describe",
        2,
        (
            'Change the description of the group {group} in Chat to "{about}"',
            "describe the chat group {group} as {about}",
            "in Chat, set {about} as the description of {group}",
            "the group {group} needs a new description: {about}",
            "write {about} into the description of the chat group {group}",
            "replace the description of {group} in Chat with {about}",
        ),
        (
            "whoever looks at {group} in Chat should read there: {about}",
            "{group}: {about}, as the group's info",
        ),
        _to_describe,
        changed("chat_about", {"about": "Dates and plans"}, {"about": "{about}"}),
        _describe,
    ),
    Task(
        "chat-mute-groups",
        3,
        (
            "Mute all [my ]groups in Chat",
            "(turn|switch) off the notifications of every group in the Chat app",
            "in Chat, mute each group, but no single person",
            "no notifications from groups in Chat any more",
            "go through the groups in Chat and mute them all",
            "silence all group chats",
        ),
        ("only people, no groups, may make Chat ring", "groups in Chat: quiet, every one"),
        _loud_groups,
        changed("chats", {"is_group": "1"}, {"muted": "1"}),
        _mute_groups,
    ),
)
