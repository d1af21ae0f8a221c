"""The phone: calls placed and answered for."""

from __future__ import annotations

from bench.tasks.catalogue._people import DIALER, MAIL, either_branch, person, texted, write_text
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import Want, added, every, fits, front, number, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.dialer import Call
from device_drivers.virtual.stocks.mail import Mail

_OUTGOING = "2"
_FIRMS = ("Oakley Garage", "Linden Pharmacy", "Harbour Opticians", "Elm Road Vet", "Castle Plumbing")
_GONE = ("Zacharias Quill", "Philippa Thornbury", "Ignatius Mole", "Cordelia Wren")


# Draws
def _somebody(world: World) -> dict[str, str]:
    return person(world)


def anybody(world: World) -> dict[str, str]:
    """A number that is nobody's."""
    return {"number": world.number()}


def last_call(world: World, phone: str, kind: str, seconds: int = 0) -> None:
    """The newest call of all, and the only one with that number."""
    world.drop("calls", lambda one: one.number == phone)
    fields = {"number": phone, "type": kind, "duration": seconds, "minutes_ago": world.rng.randrange(2, 15)}
    world.add("calls", Call.model_validate(fields))


def _missed(world: World) -> dict[str, str]:
    who = person(world)
    last_call(world, who["who_number"], "missed")
    return {**who, "text": world.phrase()}


def _missed_or_not(world: World) -> dict[str, str]:
    who, missed = person(world), world.rng.random() < 0.5
    last_call(world, who["who_number"], "missed" if missed else "incoming")
    return {**who, "text": world.phrase(), "yes": "yes" if missed else "no"}


def _number_in_mail(world: World) -> dict[str, str]:
    firm, phone = world.choose(*_FIRMS), world.number()
    address = f"{firm.split()[0].lower()}@example.org"
    world.add(
        "mails",
        Mail(
            sender=f"{firm} <{address}>",
            subject=world.choose("Your appointment", "Please call us", "Ready for collection"),
            body=f"Hello,\n\nplease call us at {phone} when you have a minute.\n\n{firm}",
            minutes_ago=world.rng.randrange(5, 30),
        ),
    )
    return {"firm": firm, "number": phone}


def _nobody(world: World) -> dict[str, str]:
    return {"who": world.choose(*_GONE)}


# Judges
def called(phone: str, **ways: Want) -> Judge:
    """A call to that number is on the line; ways: how, by columns of the ongoing call."""

    def check(after: State, before: Before) -> bool:
        wanted: dict[str, Want] = {"number": number(phone), "muted": "0", "speaker": "0", "held": "0", **ways}
        rows = after.tables["ongoing"]
        return len(rows) == 1 and fits(rows[0], wanted, before)

    logged = added("calls", {"type": _OUTGOING, "number": number(phone)})
    return every(Judge(check, frozenset({"ongoing"})), logged)


# By hand
def call_person(hand: Hand, name: str) -> None:
    """Find somebody in the phone app, and call."""
    hand.open(DIALER)
    hand.menu("Search")
    hand.fill("Search contacts", name)
    hand.tap("Call", near=name)


def call_number(hand: Hand, phone: str) -> None:
    """Dial a number."""
    hand.open(DIALER)
    hand.tap("Key pad")
    hand.fill("", phone)
    hand.tap("Call")


def _call(hand: Hand, p: Params) -> None:
    call_person(hand, p["who"])


def _call_number(hand: Hand, p: Params) -> None:
    call_number(hand, p["number"])


def _call_loud(hand: Hand, p: Params) -> None:
    call_person(hand, p["who"])
    hand.tap("Speaker")


def _call_quietly(hand: Hand, p: Params) -> None:
    call_person(hand, p["who"])
    hand.tap("Mute")


def _call_back(hand: Hand, p: Params) -> None:
    hand.open(DIALER)
    hand.tap("Call", near=p["who"])


def open_entry(hand: Hand, name: str) -> None:
    """The page of somebody in the log of calls."""
    hand.open(DIALER)
    hand.tap_text(name)


def _look_up(hand: Hand, p: Params) -> None:
    hand.open(DIALER)
    hand.go("Contacts")
    hand.find(p["who_number"])


def _text_caller(hand: Hand, p: Params) -> None:
    open_entry(hand, p["who"])
    hand.tap("Send a message")
    write_text(hand, p["text"])


def _back_or_text(hand: Hand, p: Params) -> None:
    open_entry(hand, p["who"])
    if p["yes"] == "yes":
        hand.tap("Call")
    else:
        hand.tap("Send a message")
        write_text(hand, p["text"])


def _call_from_mail(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.tap_text(p["firm"])
    call_number(hand, p["number"])


TASKS = (
    Task(
        "dialer-call",
        2,
        (
            "(Call|Phone|Ring) {who}[ please]",
            "(make|place) a [phone ]call to {who}",
            "I want to talk to {who} on the phone",
            "give {who} a call",
            "can you (ring|call) {who} for me",
            'phone call to "{who}"',
        ),
        ("get me {who} on the line", "{who}, telephone, now"),
        _somebody,
        called("{who_number}"),
        _call,
    ),
    Task(
        "dialer-call-number",
        2,
        (
            "(Call|Dial|Phone) {number}",
            "call the number {number}[ please]",
            "make a phone call to {number}",
            "I need to ring {number}",
            "place a call to the phone number {number}",
            "dial the following number and call: {number}",
        ),
        ("put me through to {number}", "{number}, ring it"),
        anybody,
        called("{number}"),
        _call_number,
    ),
    Task(
        "dialer-call-back",
        1,
        (
            "Call back (the last missed call|whoever I missed last)",
            "return my last missed call",
            "I missed a call, call back the latest one",
            "who tried to reach me last without my picking up? Call them back",
            "ring back the person whose call I missed most recently",
            "call the number of the newest missed call",
        ),
        ("somebody rang and I was too late, get them back", "the last one I did not pick up for: ring them"),
        _missed,
        called("{who_number}"),
        _call_back,
    ),
    Task(
        "dialer-call-speaker",
        2,
        (
            "Call {who} on speaker",
            "(call|phone) {who} and turn the speaker on",
            "ring {who} with the loudspeaker",
            "make a call to {who} on speakerphone",
            "I want to call {who} hands-free, with the speaker on",
            "start a phone call with {who}, speaker on",
        ),
        ("{who} on the line, loud so that all can hear", "get {who}, and let the room listen"),
        _somebody,
        called("{who_number}", speaker="1"),
        _call_loud,
    ),
    Task(
        "dialer-call-muted",
        2,
        (
            "Call {who} and mute my microphone",
            "(call|phone) {who} with my microphone muted",
            "ring {who}, but mute me",
            "start a call with {who} and put me on mute",
            "make a phone call to {who}, then mute the call",
            "I want to call {who} without being heard, so mute",
        ),
        ("get {who} on the line and silence my side", "I only listen: {who}, microphone off"),
        _somebody,
        called("{who_number}", muted="1"),
        _call_quietly,
    ),
    Task(
        "dialer-whose",
        1,
        (
            "Whose number is {who_number}?",
            "who has the [phone ]number {who_number}?",
            "which of my contacts has the number {who_number}?",
            "find out who {who_number} belongs to",
            "look up the number {who_number} in my contacts",
            "is {who_number} one of my contacts? Show me who",
        ),
        ("{who_number} - do I know them?", "I found {who_number} on a slip of paper, who could that be"),
        _somebody,
        front("", "{who}", "{who_number}"),
        _look_up,
        kind="ask",
    ),
    Task(
        "dialer-text-missed",
        2,
        (
            "Text the person whose call I missed last that {text}",
            "send a text saying {text} to whoever I missed the last call from",
            "I missed a call, answer it with a text: {text}",
            'reply to my latest missed call by text message: "{text}"',
            "write the last person I missed on the phone a text: {text}",
            "look who I missed on the phone and text them {text}",
        ),
        ("no time to ring back, let my missed caller know: {text}", "missed one; {text} by sms will do"),
        _missed,
        texted("{who_number}", "{text}"),
        _text_caller,
    ),
    Task(
        "dialer-back-or-text",
        2,
        (
            "If I missed a call from {who}, call back, otherwise text them that {text}",
            "Is there a missed call from {who}? Then call them, if not send the text {text}",
            "call {who} if their last call was a missed one; if I took it, text {text}",
            "text {who} {text}, unless I missed their call: in that case call back",
            "see whether I missed {who} on the phone. Yes: ring back. No: text them {text}",
            "when the call log has a missed call of {who} call back, else message them {text}",
        ),
        (
            "{who} may have tried to ring me in vain, then ring back; if we spoke, {text} by sms is enough",
            "missed {who}? ring. Not missed? text {text}",
        ),
        _missed_or_not,
        either_branch("yes", called("{who_number}"), texted("{who_number}", "{text}")),
        _back_or_text,
    ),
    Task(
        "dialer-call-from-mail",
        2,
        (
            "{firm} sent me a mail with a phone number, call it",
            "(call|ring) the number in the mail from {firm}",
            "look into the email of {firm} and call the number they give",
            "{firm} wants to be called, the number is in their mail",
            "call {firm}, their number is in my inbox",
            "find {firm}'s phone number in my mail and call it",
        ),
        ("{firm} mailed that I should ring them, do it", "get {firm} on the line, my mail knows the number"),
        _number_in_mail,
        called("{number}"),
        _call_from_mail,
    ),
    Task(
        "dialer-call-nobody",
        1,
        (
            "(Call|Phone|Ring) {who}",
            "make a phone call to my contact {who}",
            "I want to talk to {who} on the phone",
            "give {who} a call",
            "ring up {who} for me",
            "call {who} on speaker",
        ),
        ("get me {who} on the line", "{who} should hear from me by phone now"),
        _nobody,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
