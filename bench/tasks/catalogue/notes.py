"""Notes: writing, finding, changing and throwing away."""

from __future__ import annotations

from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import Test, added, changed, either, front, removed, squeeze, unchanged
from bench.tasks.task import Before, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note

NOTES = "com.android.notes"
_THINGS = (
    "Olives", "Candles", "String", "Matches", "Lentils", "Sponges", "Paprika", "Twine", "Yeast", "Vinegar",
    "Chalk", "Mustard", "Walnuts", "Glue", "Raisins", "Buttons",
)  # fmt: skip


# Draws
def thing(world: World) -> str:
    """Something that stands in a list, and in none of this phone's yet."""
    return world.choose(*_THINGS)


def new_note(world: World) -> dict[str, str]:
    """A title and a text that no note has."""
    return {"title": world.title(), "body": world.phrase()}


def old_note(world: World, **fields: bool) -> dict[str, str]:
    """A note that is there."""
    p = new_note(world)
    world.add("notes", Note(title=p["title"], body=p["body"], **fields))
    return p


def _pinned(world: World) -> dict[str, str]:
    return old_note(world, pinned=True)


def _edited(world: World) -> dict[str, str]:
    return {**old_note(world), "line": world.phrase(), "to": world.title()}


def _listed(world: World) -> dict[str, str]:
    """A note that is a list, and one thing more for it."""
    title, lines = world.title(), [thing(world) for _ in range(world.rng.randrange(2, 5))]
    world.add("notes", Note(title=title, body="\n".join(lines)))
    return {"title": title, "body": "\n".join(lines), "line": thing(world), "out": world.rng.choice(lines)}


def _absent(world: World) -> dict[str, str]:
    return new_note(world)


# By hand
def write_note(hand: Hand, title: str, body: str) -> None:
    """A new note."""
    hand.open(NOTES)
    hand.menu("New note")
    if title:
        hand.fill("Title", title)
    if body:
        hand.fill("Note", body)
    hand.menu("Save")


def open_note(hand: Hand, title: str) -> None:
    """The editor of a note that is there."""
    hand.open(NOTES)
    hand.tap_text(title)


def rewrite_note(hand: Hand, title: str, body: str) -> None:
    """Another text for a note that is there."""
    open_note(hand, title)
    hand.fill("Note", body)
    hand.menu("Save")


def _new(hand: Hand, p: Params) -> None:
    write_note(hand, p["title"], p["body"])


def _write(hand: Hand, p: Params) -> None:
    write_note(hand, "", p["body"])


def _open(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])


def _delete(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.hold(p["title"])
    hand.tap("Delete")


def _edit(hand: Hand, p: Params) -> None:
    rewrite_note(hand, p["title"], p["line"])


def _rename(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    hand.fill("Title", p["to"])
    hand.menu("Save")


def _append(hand: Hand, p: Params) -> None:
    rewrite_note(hand, p["title"], f"{p['body']}\n{p['line']}")


def _take_out(hand: Hand, p: Params) -> None:
    left = [line for line in p["body"].split("\n") if line != p["out"]]
    rewrite_note(hand, p["title"], "\n".join(left))


def _pin(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    hand.menu("Pin")


def _unpin(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    hand.menu("Unpin")


def _look(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.find(p["title"])


def _copy(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.hold(p["title"])
    hand.tap("Make a copy")


# Tests
def lines(*wanted: str) -> Test:
    """The text has exactly these lines, blank ones aside. Each may hold several, by {placeholders}."""

    def test(value: str, before: Before) -> bool:
        meant = "\n".join(line.format(**before.params) for line in wanted)
        return _squeezed(value) == _squeezed(meant)

    return test


def _squeezed(text: str) -> list[str]:
    return [squeeze(line.lstrip("-*• ")) for line in text.splitlines() if line.strip()]


def _without(value: str, before: Before) -> bool:
    left = [line for line in before.params["body"].split("\n") if line != before.params["out"]]
    return _squeezed(value) == _squeezed("\n".join(left))


_THERE = {"title": "{title}"}

TASKS = (
    Task(
        "notes-new",
        2,
        (
            "(Create|Make) a note titled {title} (saying|that says) {body}",
            '(Make|Start) a note called "{title}" with the text "{body}"',
            "new note {title}: {body}",
            "(put|save) {body} in a new note, the title is {title}",
            "I want a note named {title} and in it {body}",
            "[Please ]write down {body} under the (title|heading) {title} in my notes",
        ),
        ("a fresh page for {title}, it should read: {body}", "notes: {title} / {body}"),
        new_note,
        added("notes", {"title": "{title}", "body": "{body}", "pinned": "0"}),
        _new,
    ),
    Task(
        "notes-write",
        2,
        (
            "Write a note that says {body}",
            "take a note: {body}",
            "note down {body}",
            "(make|create) a [quick ]note with the text {body}",
            "{body}, put that in my notes[ please]",
            "I need to remember this, save it as a note: {body}",
        ),
        ("jot this down for me, {body}", "so that I don't forget it, {body}, as a note"),
        lambda world: {"body": world.phrase()},
        either(
            added("notes", {"title": "", "body": "{body}"}), added("notes", {"title": "{body}", "body": ""})
        ),
        _write,
    ),
    Task(
        "notes-delete",
        2,
        (
            "Delete the note {title}",
            "(remove|erase) my {title} note",
            "throw away the note (called|titled) {title}",
            "I don't need the note {title} any more, (delete|remove) it",
            "in Notes, get rid of {title}",
            "the {title} note can be deleted",
        ),
        ("{title} in my notes is done with, bin it", "out with the {title} note"),
        old_note,
        removed("notes", _THERE),
        _delete,
    ),
    Task(
        "notes-edit",
        2,
        (
            'Change the text of the note {title} to "{line}"',
            "Edit my {title} note so that it says {line}",
            "replace what the note {title} says with {line}",
            "the note {title} should read {line} instead",
            "open the {title} note, clear what is in it and write {line}",
            "rewrite my note {title}: {line}",
        ),
        ("what stands under {title} is outdated, it is {line} now", "{title} in notes, new content: {line}"),
        _edited,
        changed("notes", _THERE, {"body": "{line}"}),
        _edit,
    ),
    Task(
        "notes-open",
        1,
        (
            "Open my {title} note",
            "open the note (called|titled) {title}",
            "(show|bring up) the note {title}, I want to work on it",
            "I'd like to edit the {title} note, open it for me",
            "go to Notes and open {title}",
            "take me into my note {title}",
        ),
        ("{title}, the note, let me at it", "I want to write in {title}, get it on the screen"),
        old_note,
        front("EditorActivity", "{title}", "{body}"),
        _open,
        kind="ask",
    ),
    Task(
        "notes-search",
        1,
        (
            "Search my notes for {title}",
            "find the note {title}",
            "look (for|up) {title} in my notes",
            "is there a note called {title}? show it",
            "(do a search|search) in Notes for {title}",
            "where is my note about {title}? find it",
        ),
        ("dig out {title} from the notes", "{title}, must be somewhere in my notes, find it"),
        old_note,
        front(NOTES, "{title}", "{body}"),
        _look,
        kind="ask",
    ),
    Task(
        "notes-read",
        1,
        (
            "What does my note {title} say?",
            "(show|read) me what I wrote in the note {title}",
            "what is in the {title} note",
            "I'd like to see the text of my note {title}",
            "tell me what's written under {title} in Notes",
            "check my {title} note, what does it say",
        ),
        ("{title}, what did I put there again? it's in my notes", "my own words on {title} in Notes, please"),
        old_note,
        front(NOTES, "{title}", "{body}"),
        _look,
        kind="ask",
    ),
    Task(
        "notes-rename",
        2,
        (
            "Rename the note {title} to {to}",
            "change the title of my {title} note to {to}",
            "my note {title} should be called {to}",
            "give the note {title} a new title, {to}",
            "in Notes, {title} gets the heading {to} instead, keep the text",
            "call the {title} note {to} from now on",
        ),
        ("{title} is the wrong name for that note, it's {to}", "retitle {title} as {to}, same text"),
        _edited,
        changed("notes", _THERE, {"title": "{to}"}),
        _rename,
    ),
    Task(
        "notes-append",
        2,
        (
            "Add {line} to (my|the) {title} note",
            "put {line} at the end of the note {title}",
            "write {line} on a new line in my note {title}",
            "my {title} list in Notes lacks {line}, add it",
            "append {line} to the list in the note {title}",
            "the note {title} also needs {line} on it, keep the rest",
        ),
        ("{line} belongs on {title} too", "one more for {title} in my notes: {line}"),
        _listed,
        changed("notes", _THERE, {"body": lines("{body}", "{line}")}),
        _append,
    ),
    Task(
        "notes-take-out",
        2,
        (
            "Remove {out} from (my|the) {title} note",
            "take {out} off the list in the note {title}",
            "delete the line {out} in my note {title}",
            "I have {out} already, take it out of the {title} note",
            "{out} should no longer be in the note {title}, leave the others",
            "(cross|strike) {out} off my {title} list in Notes",
        ),
        ("no more need for {out} on {title}, the note", "{title} minus {out}, please, in Notes"),
        _listed,
        changed("notes", _THERE, {"body": _without}),
        _take_out,
    ),
    Task(
        "notes-pin",
        1,
        (
            "Pin the note {title}",
            "(pin|stick) my {title} note to the top",
            "keep the note {title} at the top of my notes",
            "make {title} a pinned note",
            "I want {title} pinned in Notes",
            "the note {title} should always be (first|on top), pin it",
        ),
        ("{title} has to stay up front among my notes", "fix {title} above the other notes"),
        old_note,
        changed("notes", _THERE, {"pinned": "1"}),
        _pin,
    ),
    Task(
        "notes-unpin",
        1,
        (
            "Unpin the note {title}",
            "take the pin off my {title} note",
            "the note {title} need not be pinned any more",
            "stop keeping {title} at the top of my notes",
            "remove {title} from the pinned notes, don't delete it",
            "I no longer want {title} pinned in Notes",
        ),
        ("let {title} sink back among the other notes", "{title} is pinned, undo that"),
        _pinned,
        changed("notes", _THERE, {"pinned": "0"}),
        _unpin,
    ),
    Task(
        "notes-pinned-already",
        1,
        (
            "Make sure the note {title} is pinned",
            "is {title} pinned in Notes? If not, pin it",
            "the note {title} has to be a pinned one, see to it",
            "check that my {title} note is pinned to the top",
            "I want to be sure that {title} is pinned in my notes",
            "see that the note {title} is kept at the top",
        ),
        ("{title} on top of the notes, yes? otherwise put it there", "{title} pinned, please verify"),
        _pinned,
        unchanged,
        _look,
        kind="already",
    ),
    Task(
        "notes-copy",
        2,
        (
            "Make a copy of the note {title}",
            "(copy|duplicate) my {title} note",
            "I need the note {title} twice",
            "in Notes, create a duplicate of {title}",
            "save a second copy of my note {title}",
            "have another note that is the same as {title}",
        ),
        ("clone {title}", "{title} once more, the whole note"),
        old_note,
        added("notes", {"title": "{title}", "body": "{body}"}),
        _copy,
    ),
    Task(
        "notes-delete-absent",
        1,
        (
            "Delete the note {title}",
            "remove my {title} note",
            "throw away the note (called|titled) {title}",
            "get rid of {title} in my notes",
            "the note {title} is no longer needed, delete it",
            "in Notes, erase {title}",
        ),
        ("{title} in my notes, away with it", "I'm done with the {title} note, drop it"),
        _absent,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
