"""What the tasks about people share: their contacts, and texts to them."""

from __future__ import annotations

from collections.abc import Mapping

from bench.tasks.hand import Hand
from bench.tasks.judges import Want, added, contains, every, number
from bench.tasks.state import State, digits
from bench.tasks.task import Before, Judge, Params
from bench.tasks.world import World
from device_drivers.virtual.fixture import Person

CONTACTS, MESSAGES, DIALER = "com.android.contacts", "com.android.messaging", "com.android.dialer"
CHAT, MAIL, CALENDAR = "com.android.chat", "com.android.email", "com.android.calendar"
PERSON = ("contacts", "phones", "emails", "contact_data")  # the tables that a contact is in
_SENT, _DRAFT = "2", "3"


# Draws
def person(world: World, key: str = "who") -> dict[str, str]:
    """One of the contacts: name and number under a key."""
    one = world.contact()
    return {key: one.name, f"{key}_number": one.phone}


def people(world: World, count: int) -> dict[str, str]:
    """Several of them, under who1, who2 and so on."""
    return {key: value for n in range(1, count + 1) for key, value in person(world, f"who{n}").items()}


def plain_person(world: World, **fields: str) -> Person:
    """A new contact that has a name and a number, and what else is given."""
    name = fields.pop("name", "") or world.stranger()
    return world.contact(name=name, **fields)


# Judges
def digits_in(text: str) -> Want:
    """The value holds the number, however it is written."""

    def test(value: str, before: Before) -> bool:
        return digits(text.format(**before.params)) in digits(value)

    return test


def texted(address: str, body: Want, times: int = 1) -> Judge:
    """Exactly so many texts went to the number, and nothing else happened to the messages."""
    return added("sms", {"type": _SENT, "address": number(address), "body": body}, times)


def drafted(address: str, body: Want) -> Judge:
    """A text to the number waits unsent."""
    return added("sms", {"type": _DRAFT, "address": number(address), "body": body})


def texts(wanted: Mapping[str, Want]) -> Judge:
    """Exactly these texts went off: what they say, by number."""
    each = [contains("sms", {"type": _SENT, "address": number(a), "body": b}) for a, b in wanted.items()]
    return every(added("sms", {"type": _SENT}, len(wanted)), *each)


def entered(name: str, phone: str, rows: int = 1) -> Judge:
    """A new contact with that name and number, and so many more rows of data besides the name."""
    return every(
        added("contacts", {"display_name": name, "starred": "0"}),
        added("phones", {"display_name": name, "data1": number(phone)}),
        added("contact_data", {"display_name": name}, rows),
        contains("contact_data", {"mimetype": "vnd.android.cursor.item/name", "data1": name}),
    )


def either_branch(name: str, yes: Judge, no: Judge) -> Judge:
    """Which of two ends is right says the drawn value of that name: `yes` or something else."""

    def check(after: State, before: Before) -> bool:
        right, other = (yes, no) if before.params[name] == "yes" else (no, yes)
        idle = other.touches - right.touches
        kept = all(after.tables[t] == before.state.tables[t] for t in idle)
        return kept and right.check(after, before)

    return Judge(check, yes.touches | no.touches)


# By hand
def show_contact(hand: Hand, name: str) -> None:
    """The contact's page."""
    hand.open(CONTACTS)
    hand.tap_text(name)


def write_name(hand: Hand, name: str) -> None:
    """A name into the editor's one or two fields."""
    if hand.skin.split_name:
        first, _, last = name.rpartition(" ")
        hand.fill("First name", first)
        hand.fill("Last name", last)
    else:
        hand.fill("Name", name)


def enter_contact(hand: Hand, name: str, phone: str) -> None:
    """The form of a new contact, filled but not saved; from the list of contacts."""
    hand.tap("Create contact")
    write_name(hand, name)
    hand.fill("Phone", phone)


def write_text(hand: Hand, text: str) -> None:
    """Write and send in an open conversation."""
    hand.fill("Text message", text)
    hand.tap("Send SMS")


def text_person(hand: Hand, name: str, text: str) -> None:
    """A text to a contact, from the list of conversations."""
    hand.tap("Start chat")
    hand.tap_text(name)
    write_text(hand, text)


def text_number(hand: Hand, phone: str, text: str) -> None:
    """A text to a number, from the list of conversations."""
    hand.tap("Start chat")
    hand.fill("Type a name or phone number", phone)
    hand.tap_text(f"{hand.t('Send to')} {phone}")
    write_text(hand, text)


def send_message(hand: Hand, name: str, text: str) -> None:
    """Open the messages and text a contact."""
    hand.open(MESSAGES)
    text_person(hand, name, text)


def leave(hand: Hand, until: str) -> None:
    """Go back, past the keyboard, to the page that has a control of that label."""
    for _ in range(4):
        if hand.sees(hand.t(until)):
            return
        hand.back()


def numbered(p: Params, name: str, count: int) -> list[str]:
    """The values name1, name2 and so on."""
    return [p[f"{name}{n}"] for n in range(1, count + 1)]
