"""Notes: several at once, by a rule, with conditions, and together with other apps."""

from __future__ import annotations

from bench.tasks.catalogue.notes import (
    NOTES,
    lines,
    new_note,
    old_note,
    open_note,
    rewrite_note,
    thing,
    write_note,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import Want, added, difference, fits, number, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note
from device_drivers.virtual.stocks.tasks import Task as Todo

_CONTACTS, _MESSAGES, _TODOS = "com.android.contacts", "com.android.messaging", "com.android.tasks"
_ITS = frozenset({"notes"})


# Draws
def _two_lists(world: World) -> dict[str, str]:
    """Two notes with lists."""
    p: dict[str, str] = {}
    for key, count in (("one", 3), ("two", 2)):
        p[key], p[f"{key}_body"] = world.title(), "\n".join(thing(world) for _ in range(count))
        world.add("notes", Note(title=p[key], body=p[f"{key}_body"]))
    return p


def _drafts(world: World) -> dict[str, str]:
    """Some notes whose titles begin with the same word, and one that only has it in the text."""
    word = world.choose("Draft", "Scrap", "Leftover")
    for _ in range(world.rng.randrange(3, 6)):
        world.add("notes", Note(title=f"{word}: {world.title()}", body=world.phrase()))
    world.add("notes", Note(title=world.title(), body=f"{word} papers are in the attic"))
    return {"word": word}


def _long_list(world: World) -> dict[str, str]:
    title, items = world.title(), [thing(world) for _ in range(10)]
    world.add("notes", Note(title=title, body="\n".join(items)))
    return {"title": title, "body": "\n".join(items)}


def _four(world: World) -> dict[str, str]:
    p = {}
    for n in "abcd":
        p[n], p[f"{n}_body"] = world.title(), world.phrase()
    return p


def _perhaps(world: World) -> dict[str, str]:
    """A note that is there or not."""
    here = world.rng.random() < 0.5
    p = old_note(world) if here else new_note(world)
    return {**p, "line": world.phrase(), "here": "yes" if here else ""}


def _person(world: World) -> dict[str, str]:
    person = world.contact()
    return {"name": person.name, "number": person.phone, "title": world.title()}


def _person_and_note(world: World) -> dict[str, str]:
    person = world.contact()
    return {**old_note(world), "name": person.name, "number": person.phone}


def _shopping(world: World) -> dict[str, str]:
    """A list of open and done things in Tasks, and a title."""
    world.drop("tasks", lambda task: task.list == "Shopping")
    items = [thing(world) for _ in range(3)]
    for item in items:
        world.add("tasks", Todo(title=item, list="Shopping"))
    world.add("tasks", Todo(title=thing(world), list="Shopping", done=True))
    return {"title": world.title(), "body": "\n".join(items)}


# By hand
def _merge(hand: Hand, p: Params) -> None:
    rewrite_note(hand, p["one"], f"{p['one_body']}\n{p['two_body']}")
    hand.hold(p["two"])
    hand.tap("Delete")


def _wipe_all(hand: Hand, start: str) -> None:
    """Swipe away every note in sight whose first words are so."""
    while True:
        cards = [e for e in hand.screen.elements if e.state.long_clickable and e.role != "input"]
        found = [e.text for e in cards if e.text and e.text.startswith(start)]
        if not found:
            return
        hand.wipe(found[0].split("\n")[0])


def _sweep(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.menu("Search")
    hand.fill("Search notes", f"{p['word']}:")
    _wipe_all(hand, f"{p['word']}:")


def _clear(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    _wipe_all(hand, "")


def _split(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    for line in p["body"].split("\n"):
        hand.menu("New note")
        hand.fill("Title", line)
        hand.menu("Save")


def _enter(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    for n in "abcd":
        hand.menu("New note")
        hand.fill("Title", p[n])
        hand.fill("Note", p[f"{n}_body"])
        hand.menu("Save")


def _delete_or_write(hand: Hand, p: Params) -> None:
    if not p["here"]:
        write_note(hand, p["title"], p["line"])
        return
    hand.open(NOTES)
    hand.hold(p["title"])
    hand.tap("Delete")


def _keep_number(hand: Hand, p: Params) -> None:
    hand.open(_CONTACTS)
    hand.tap_text(p["name"])
    write_note(hand, p["title"], p["number"])


def text_to(hand: Hand, name: str, text: str) -> None:
    """A text message to a contact."""
    hand.open(_MESSAGES)
    hand.menu("Start chat")
    hand.fill("Type a name or phone number", name)
    hand.tap_element(hand.row(name))
    hand.fill("Text message", text)
    hand.tap("Send SMS")


def _text_note(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    text_to(hand, p["name"], p["body"])


def _copy_todos(hand: Hand, p: Params) -> None:
    hand.open(_TODOS)
    hand.tap("Change list")
    hand.tap_text("Shopping")
    write_note(hand, p["title"], p["body"])


# Judges
def _merged(after: State, before: Before) -> bool:
    p = before.params
    went, came = difference("notes", after, before)
    wanted: dict[str, Want] = {"title": "{one}", "body": lines("{one_body}", "{two_body}")}
    titles = sorted(row["title"] for row in went)
    return titles == sorted((p["one"], p["two"])) and len(came) == 1 and fits(came[0], wanted, before)


def _split_up(after: State, before: Before) -> bool:
    """A note for every line; whether as title or as text is all the same."""
    went, came = difference("notes", after, before)
    said = [{row["title"].strip(), row["body"].strip()} - {""} for row in came]
    wanted = sorted(before.params["body"].split("\n"))
    return (
        not went and all(len(one) == 1 for one in said) and sorted(w for one in said for w in one) == wanted
    )


def _entered(after: State, before: Before) -> bool:
    went, came = difference("notes", after, before)
    wanted = [{"title": f"{{{n}}}", "body": f"{{{n}_body}}", "pinned": "0"} for n in "abcd"]
    return not went and len(came) == 4 and all(any(fits(row, one, before) for row in came) for one in wanted)


def _either_way(after: State, before: Before) -> bool:
    there = removed("notes", {"title": "{title}"})
    new = added("notes", {"title": "{title}", "body": "{line}"})
    return (there if before.params["here"] else new).check(after, before)


def _none_left(after: State, before: Before) -> bool:
    return not after.tables["notes"]


def _draft(value: str, before: Before) -> bool:
    return value.startswith(before.params["word"] + ":")


TASKS = (
    Task(
        "notes-merge",
        2,
        (
            "Add everything in the note {two} to the end of the note {one} and then delete {two}",
            "merge my note {two} into {one}, only {one} should be left",
            "the notes {one} and {two} belong together: put the lines of {two} below those of {one}, then "
            "remove {two}",
            "move all items from the note {two} to the note {one} and throw {two} away",
            "I want one note {one} with both lists, first its own, then {two}; {two} can go",
            "combine {one} and {two} in Notes under the title {one}, {two} after it, and get rid of {two}",
        ),
        (
            "two lists, {one} and {two}: the second should end up under the first, as {one} alone",
            "fold {two} into {one} in my notes, in that order, no {two} afterwards",
        ),
        _two_lists,
        Judge(_merged, _ITS),
        _merge,
        parts=2,
    ),
    Task(
        "notes-sweep",
        2,
        (
            'Delete all notes whose title begins with "{word}:"',
            'remove every note with "{word}:" at the start of its title',
            'in Notes, clean up: all titles that start with "{word}:" can be deleted',
            'I don\'t need the notes called "{word}: something" any more, delete them',
            'throw away each of my notes that is titled "{word}: ..."',
            'get rid of the notes that have "{word}:" in front of their title, keep the others',
        ),
        (
            'everything titled "{word}:" in Notes, out',
            'notes starting "{word}:", I want none of them left, the rest stays',
        ),
        _drafts,
        removed("notes", {"title": _draft}),
        _sweep,
    ),
    Task(
        "notes-split",
        5,
        (
            "Make a separate note for each line of the note {title}, with that line as its title",
            "turn every item on my {title} note into a note of its own[, keep the list]",
            "for each thing listed in the note {title}, create a note named after it",
            "the note {title} has ten lines, I want a new note for every one of them",
            "split {title} up: one note per line, and leave {title} as it is",
            "go through my note {title} and add one note for each entry",
        ),
        (
            "{title}, line by line, as notes of their own please",
            "each entry of {title} deserves its own page in Notes, set those up",
        ),
        _long_list,
        Judge(_split_up, _ITS),
        _split,
    ),
    Task(
        "notes-enter-four",
        4,
        (
            "Write four notes: {a} with {a_body}; {b} with {b_body}; {c} with {c_body}; {d} with {d_body}",
            "create these notes: {a}: {a_body}, {b}: {b_body}, {c}: {c_body}, {d}: {d_body}",
            "I need four new notes, titled {a}, {b}, {c} and {d}. The texts are {a_body}, {b_body}, {c_body} "
            "and {d_body}, in that order",
            "put four things in my notes. {a}: {a_body}. {b}: {b_body}. {c}: {c_body}. {d}: {d_body}",
            "make a note {a} that says {a_body}, a note {b} that says {b_body}, a note {c} that says "
            "{c_body} "
            "and a note {d} that says {d_body}",
            "new notes please: under {a} write {a_body}, under {b} {b_body}, under {c} {c_body}, under {d} "
            "{d_body}",
        ),
        (
            "four pages for my notes. {a} / {a_body} / {b} / {b_body} / {c} / {c_body} / {d} / {d_body}",
            "{a} is {a_body}, {b} is {b_body}, {c} is {c_body}, {d} is {d_body}: get all that into Notes, "
            "one each",
        ),
        _four,
        Judge(_entered, _ITS),
        _enter,
        parts=4,
    ),
    Task(
        "notes-delete-or-write",
        2,
        (
            "If there is a note called {title}, delete it, otherwise create it with the text {line}",
            "check whether I have a note {title}: if so remove it, if not write one that says {line}",
            "look for the note {title}. Found? Delete it. Not found? Make it, with {line} in it",
            "should a note {title} exist, throw it away, else add a note {title} saying {line}",
            "delete my note {title}, or if I have none by that title, make one with the text {line}",
            "a note {title} with {line}, but only if there is none by that name yet; if there is one, just "
            "delete it",
        ),
        (
            "{title} in my notes: gone if it is there, and if it isn't, written, with {line} in it",
            "no note {title}? then one with {line}. there is one? then away with it",
        ),
        _perhaps,
        Judge(_either_way, _ITS),
        _delete_or_write,
    ),
    Task(
        "notes-keep-number",
        2,
        (
            "Make a note titled {title} with the phone number of {name}",
            "look up {name}'s number and (save|write) it in a note called {title}",
            "I need {name}'s phone number in my notes, under the title {title}",
            "copy the number of {name} from my contacts into a new note {title}",
            "what is {name}'s number? put it into a note named {title}",
            "new note {title}: the phone number of {name}",
        ),
        (
            "{title}, a note, and all it says is how to call {name}",
            "get {name}'s digits out of the contacts and into a note headed {title}",
        ),
        _person,
        added("notes", {"title": "{title}", "body": number("{number}")}),
        _keep_number,
        apps=(_CONTACTS, NOTES),
    ),
    Task(
        "notes-text-it",
        3,
        (
            "Text {name} what my note {title} says",
            "send {name} the text of the note {title} in a message",
            "{name} should get what is written in my note {title}, send a text message",
            "look into the note {title} and text its content to {name}",
            "message {name} with exactly what stands in the note {title}",
            "copy the text of my {title} note into a text message to {name} and send it",
        ),
        (
            "{name} wants to know what I wrote under {title}, SMS it over",
            "from my notes to {name} by text: what {title} says",
        ),
        _person_and_note,
        added("sms", {"type": "2", "address": number("{number}"), "body": "{body}"}),
        _text_note,
        apps=(NOTES, _MESSAGES),
    ),
    Task(
        "notes-from-todos",
        3,
        (
            "Make a note called {title} with the open items of my Shopping list from Tasks, one on each line",
            "copy what is still to buy on the Shopping list in Tasks into a note {title}, a line each",
            "write a note {title} that lists every task of the list Shopping that isn't done yet, one per "
            "line",
            "what is left on the Shopping list in Tasks? save that as a note titled {title}, a line for "
            "each thing",
            "I want the unfinished Shopping tasks as a note named {title}, each on its own line",
            "take my open Shopping tasks and put them, line by line, in a new note {title}",
        ),
        (
            "{title}, a note, is to hold what Tasks still has open under Shopping, one thing a line",
            "bring the rest of the Shopping tasks over to Notes as {title}, line by line, ticked ones "
            "don't count",
        ),
        _shopping,
        added("notes", {"title": "{title}", "body": lines("{body}")}),
        _copy_todos,
        apps=(_TODOS, NOTES),
    ),
    Task(
        "notes-delete-all",
        2,
        (
            "Delete all my notes",
            "remove every single note from the Notes app",
            "empty Notes completely",
            "I want no notes left, delete them all",
            "throw away everything in Notes",
            "wipe all of my notes",
        ),
        ("Notes should be blank after this", "start over with Notes, nothing is to be kept"),
        lambda world: {},
        Judge(_none_left, _ITS),
        _clear,
        kind="risky",
    ),
    Task(
        "notes-lock",
        1,
        (
            "Protect the note {title} with a password",
            "lock my note {title} with my fingerprint",
            "put a password on the {title} note",
            "the note {title} should only open with my fingerprint",
            "encrypt the note {title}",
            "in Notes, make {title} a locked note",
        ),
        (
            "nobody but me should be able to open {title}, lock that note",
            "{title} under lock and key, in Notes",
        ),
        old_note,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
