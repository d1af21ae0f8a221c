"""The phone: the log of calls, and numbers that may not ring."""

from __future__ import annotations

from bench.tasks.catalogue._people import DIALER, entered, numbered, person, write_name
from bench.tasks.catalogue.dialer import anybody, last_call, open_entry
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, contains, every, front, has, number, removed
from bench.tasks.task import Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.dialer import Call

_STRANGERS = 5


def _talked(world: World) -> dict[str, str]:
    who, seconds = person(world), world.rng.randrange(70, 1500)
    last_call(world, who["who_number"], world.rng.choice(("incoming", "outgoing")), seconds)
    return {**who, "length": f"{seconds // 60} min {seconds % 60} sec"}


def _called_by(world: World) -> dict[str, str]:
    who = person(world)
    last_call(world, who["who_number"], "incoming", world.rng.randrange(70, 1500))
    return who


def _called_by_stranger(world: World) -> dict[str, str]:
    phone = world.number()
    last_call(world, phone, world.rng.choice(("incoming", "missed")))
    return {"new": world.stranger(), "number": phone}


def _missed_strangers(world: World) -> dict[str, str]:
    known = {one.phone for one in world.things("contacts")}
    world.drop("calls", lambda one: one.number not in known)
    made = {f"number{n}": world.number() for n in range(1, _STRANGERS + 1)}
    for n, phone in enumerate(made.values()):
        world.add("calls", Call(number=phone, type="missed", minutes_ago=3 + 4 * n))
    return made


def _never_called(world: World) -> dict[str, str]:
    who = person(world)
    world.drop("calls", lambda one: one.number == who["who_number"])
    return who


def _blocked(*phones: str) -> Judge:
    each = [contains("blocked", {"original_number": number(phone)}) for phone in phones]
    return every(added("blocked", {}, len(phones)), *each)


def _block(hand: Hand, p: Params) -> None:
    hand.open(DIALER)
    hand.menu("Blocked numbers")
    hand.tap("Add a number")
    hand.fill("Phone number", p["number"])
    hand.tap("Block")


def _block_caller(hand: Hand, p: Params) -> None:
    open_entry(hand, p["number"])
    hand.menu("Block number")
    hand.tap("Block")


def _block_all(hand: Hand, p: Params) -> None:
    hand.open(DIALER)
    for phone in numbered(p, "number", _STRANGERS):
        hand.hold(phone)
        hand.tap("Block number")
        hand.tap("Block")


def _forget(hand: Hand, p: Params) -> None:
    open_entry(hand, p["who"])
    hand.menu("Delete")
    hand.tap("Delete")


def _clear(hand: Hand, p: Params) -> None:
    hand.open(DIALER)
    hand.menu("Clear call history")
    hand.tap("OK")


def _see(hand: Hand, p: Params) -> None:
    open_entry(hand, p["who"])


def _see_log(hand: Hand, p: Params) -> None:
    hand.open(DIALER)
    hand.find(p["who"])


def _save_caller(hand: Hand, p: Params) -> None:
    open_entry(hand, p["number"])
    hand.tap("Create contact")
    write_name(hand, p["new"])
    hand.tap("Save")


TASKS = (
    Task(
        "dialer-block",
        2,
        (
            "Block the number {number}",
            "(block|blacklist) {number}[ please]",
            "calls from {number} should not ring any more",
            "add {number} to the blocked numbers",
            "{number} keeps bothering me, block it",
            "I don't want calls from {number}, put it on the block list",
        ),
        ("never let {number} through again", "{number} shall not reach me by phone"),
        anybody,
        _blocked("{number}"),
        _block,
    ),
    Task(
        "dialer-block-caller",
        2,
        (
            "Block (the number that called last|the last caller)",
            "whoever called me most recently, block that number",
            "the newest call in my call log was a nuisance, block the number",
            "look who phoned last and block them",
            "block the number at the top of my call history",
            "I was just called by some number, block it",
        ),
        ("that last caller must never ring again", "top of the recents: not welcome any more, block"),
        _called_by_stranger,
        _blocked("{number}"),
        _block_caller,
    ),
    Task(
        "dialer-block-missed",
        4,
        (
            "Block every number I missed a call from that is not in my contacts",
            "go through my missed calls and block all unknown numbers",
            "block all the numbers without a name among the missed calls",
            "all missed calls of strangers: block those numbers",
            "for each missed call of somebody who isn't in my contacts, block the number",
            "unknown numbers whose calls I missed should be blocked, every one of them",
        ),
        (
            "robots ring me all day and I never pick up; none of these numbers should get through again",
            "missed calls with bare numbers, shut them all out",
        ),
        _missed_strangers,
        _blocked(*(f"{{number{n}}}" for n in range(1, _STRANGERS + 1))),
        _block_all,
    ),
    Task(
        "dialer-forget",
        2,
        (
            "Delete the calls with {who} from my call history",
            "remove {who} from the call log",
            "nobody should see that I phoned with {who}, delete it from the recents",
            "erase {who}'s calls in the phone app",
            "clear the call history of {who}, not the rest",
            "take all calls with {who} out of the list of recent calls",
        ),
        ("{who} and I never spoke, says my phone", "the recents shall not mention {who}"),
        _called_by,
        removed("calls", {"number": number("{who_number}")}),
        _forget,
    ),
    Task(
        "dialer-length",
        1,
        (
            "How long did my last call with {who} take?",
            "how many minutes did I talk to {who} on the phone?",
            "show the details of my call with {who}",
            "look up the duration of the last phone call with {who}",
            "for how long was I on the phone with {who}?",
            "what was the length of my call with {who}?",
        ),
        ("did {who} and I talk long?", "{who}, phone, how many minutes was it"),
        _talked,
        front(DIALER, "{who}", "{length}"),
        _see,
        kind="ask",
    ),
    Task(
        "dialer-last",
        1,
        (
            "Who called me last?",
            "(show|open) my recent calls",
            "who was my last caller?",
            "let me see the call history",
            "which person phoned me most recently?",
            "I want to know who called just now",
        ),
        ("somebody rang, who was it?", "what does the call log say"),
        _called_by,
        front(DIALER, "{who}"),
        _see_log,
        kind="ask",
    ),
    Task(
        "dialer-save-caller",
        2,
        (
            "Save the number that called last as {new}",
            "the last caller was {new}, add them to my contacts",
            "make a contact {new} of the newest number in my call log",
            "{new} just called, save the number under that name",
            "add the most recent caller to contacts with the name {new}",
            "create a contact named {new} for the number at the top of my recent calls",
        ),
        ("that unknown number on top was {new}, remember it", "{new} rang a moment ago, keep the number"),
        _called_by_stranger,
        entered("{new}", "{number}"),
        _save_caller,
    ),
    Task(
        "dialer-clear",
        2,
        (
            "(Clear|Delete) my [whole ]call history",
            "delete all calls from the call log",
            "empty the list of recent calls",
            "erase the complete call log",
            "remove every call from the phone's history",
            "I want the call history gone, all of it",
        ),
        ("nobody shall know whom I phoned, ever", "recents in the phone app: blank, please"),
        _called_by,
        has("calls", {}, 0),
        _clear,
        kind="risky",
    ),
    Task(
        "dialer-forget-already",
        1,
        (
            "Make sure there are no calls with {who} in my call history",
            "{who} should not be in the call log, delete it if so",
            "check that my recent calls do not mention {who}",
            "see to it that the phone app lists no call with {who}",
            "if there are calls with {who} in the history, remove them",
            "the call log should be free of {who}",
        ),
        ("no {who} among the recents, right?", "I want no trace of phoning with {who}"),
        _never_called,
        has("calls", {"number": number("{who_number}")}, 0),
        nothing,
        kind="already",
    ),
)
