"""One-to-one and group chats."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class ChatMessage(Strict):
    body: str
    sender: str = ""  # empty: the phone's owner
    minutes_ago: int | None = Field(default=None, ge=0)  # left out: an hour ago and earlier, in the order
    arrives_in: int = Field(default=0, ge=0)  # seconds after the phone is switched on; 0: it is there already
    read: bool = True
    reply_to: int | None = Field(default=None, ge=0)  # the place of the message that it answers
    reaction: str = ""  # the owner's


class Chat(Strict):
    name: str = Field(min_length=1)
    phone: str = ""
    members: tuple[str, ...] = ()  # the others in a group; a chat with one person has none
    about: str = ""
    messages: tuple[ChatMessage, ...] = ()
    pinned: bool = False
    muted: bool = False
    archived: bool = False


_PEOPLE = (
    "Amira Haddad", "Bastien Roy", "Chiara Moretti", "Daniel Brandt", "Esther Lund", "Felix Okoye",
    "Greta Sand", "Hiro Mori", "Isla Byrne", "Jonas Weiss", "Katya Orlova", "Luis Prado",
)  # fmt: skip
_GROUPS = (
    ("Weekend hikers", "Trails, weather and who brings the snacks"), ("Family", ""),
    ("Book club", "First Thursday of the month"), ("Flat 4B", "Bills and the cleaning plan"),
    ("Football Tuesdays", "Court 3, seven o'clock"), ("Project Lantern", "Planning and status"),
)  # fmt: skip
_LINES = (
    "Morning! Are we still on for today?", "I sent you the address", "Can you call me later?",
    "The meeting moved to 3 PM", "Just landed, see you soon", "That restaurant was amazing",
    "Don't forget the tickets", "I'll be there in 20 minutes", "Who has the spare key?",
    "The total was 48 dollars, so 12 each", "Happy birthday!", "Here is the code for the gate: 4471",
    "Could you send me the photos?", "I can bring dessert", "Rain tomorrow, let's go on Sunday instead",
    "Thanks, you saved my day", "Let me check and tell you tonight", "Who is in for Friday?",
    "The landlord comes on Monday at ten", "New address: 18 Mill Lane",
)  # fmt: skip


def chats(seed: int) -> tuple[Chat, ...]:
    """Some chats and a few groups; the same for the same seed."""
    rng = random.Random(f"chats:{seed}")
    people = rng.sample(_PEOPLE, 9)
    made = []
    for place, name in enumerate(people[:5]):
        phone = f"+1 555 {rng.randrange(100, 1000)} {rng.randrange(1000, 10000)}"
        made.append(Chat(name=name, phone=phone, messages=_talk(rng, [name]), pinned=place == 0))
    for name, about in rng.sample(_GROUPS, 3):
        members = tuple(rng.sample(people, rng.randrange(3, 6)))
        talk = _talk(rng, list(members))
        made.append(Chat(name=name, about=about, members=members, messages=talk, muted=rng.random() < 0.3))
    made.append(Chat(name=people[8], messages=_talk(rng, [people[8]]), archived=True))
    rng.shuffle(made)
    return tuple(made)


def _talk(rng: random.Random, names: list[str]) -> tuple[ChatMessage, ...]:
    """A conversation; its last one or two messages may be unread."""
    lines = rng.sample(_LINES, rng.randrange(3, 9))
    start = rng.randrange(60, 3000)
    times = sorted((start + rng.randrange(5, 1500) for _ in lines), reverse=True)
    new = rng.choice((0, 0, 1, 2))
    made = []
    for place, (line, ago) in enumerate(zip(lines, times, strict=True)):
        fresh = place >= len(lines) - new
        sender = rng.choice(names) if fresh or rng.random() < 0.6 else ""
        made.append(ChatMessage(body=line, sender=sender, minutes_ago=ago, read=not fresh))
    return tuple(made)
