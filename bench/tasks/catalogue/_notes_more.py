"""What the tasks about more than one note share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from bench.tasks.catalogue._notes import (
    NOTES,
    lines,
    new_note,
    old_note,
    open_note,
    rewrite_note,
    thing,
    write_note,
)
from bench.tasks.catalogue._people import send_message
from bench.tasks.hand import Hand
from bench.tasks.judges import Want, added, difference, fits, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Params
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note
from device_drivers.virtual.stocks.tasks import Task as Todo

CONTACTS, MESSAGES, TODOS = "com.android.contacts", "com.android.messaging", "com.android.tasks"
ITS = frozenset({"notes"})


# Draws
def draw_two_lists(world: World) -> dict[str, str]:
    """Two notes with lists."""
    p: dict[str, str] = {}
    for key, count in (("one", 3), ("two", 2)):
        p[key], p[f"{key}_body"] = world.title(), "\n".join(thing(world) for _ in range(count))
        world.add("notes", Note(title=p[key], body=p[f"{key}_body"]))
    return p


def draw_drafts(world: World) -> dict[str, str]:
    """Some notes whose titles begin with the same word, and one that only has it in the text."""
    word = world.choose("Draft", "Scrap", "Leftover")
    for _ in range(world.rng.randrange(3, 6)):
        world.add("notes", Note(title=f"{word}: {world.title()}", body=world.phrase()))
    world.add("notes", Note(title=world.title(), body=f"{word} papers are in the attic"))
    return {"word": word}


def draw_long_list(world: World) -> dict[str, str]:
    title, items = world.title(), [thing(world) for _ in range(10)]
    world.add("notes", Note(title=title, body="\n".join(items)))
    return {"title": title, "body": "\n".join(items)}


def draw_four(world: World) -> dict[str, str]:
    p = {}
    for n in "abcd":
        p[n], p[f"{n}_body"] = world.title(), world.phrase()
    return p


def draw_perhaps(world: World) -> dict[str, str]:
    """A note that is there or not."""
    here = world.rng.random() < 0.5
    p = old_note(world) if here else new_note(world)
    return {**p, "line": world.phrase(), "here": "yes" if here else ""}


def draw_person(world: World) -> dict[str, str]:
    person = world.contact()
    return {"name": person.name, "number": person.phone, "title": world.title()}


def draw_person_and_note(world: World) -> dict[str, str]:
    person = world.contact()
    return {**old_note(world), "name": person.name, "number": person.phone}


def draw_shopping(world: World) -> dict[str, str]:
    """A list of open and done things in Tasks, and a title."""
    world.drop("tasks", lambda task: task.list == "Shopping")
    items = [thing(world) for _ in range(3)]
    for item in items:
        world.add("tasks", Todo(title=item, list="Shopping"))
    world.add("tasks", Todo(title=thing(world), list="Shopping", done=True))
    return {"title": world.title(), "body": "\n".join(items)}


# By hand
def do_merge(hand: Hand, p: Params) -> None:
    rewrite_note(hand, p["one"], f"{p['one_body']}\n{p['two_body']}")
    hand.hold(p["two"])
    hand.tap("Delete")


def _wipe_all(hand: Hand, start: str) -> None:
    """Swipe away every note in sight with a title and a text that begins so."""
    while True:
        cards = [e.text for e in hand.screen.elements if e.state.long_clickable and e.role != "input"]
        found = [text for text in cards if "\n" in text and text.startswith(start)]
        if not found:
            return
        hand.wipe(found[0].split("\n")[0])


def do_sweep(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.menu("Search")
    hand.fill("Search notes", f"{p['word']}:")
    _wipe_all(hand, f"{p['word']}:")


def do_clear(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    _wipe_all(hand, "")


def do_split(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    for line in p["body"].split("\n"):
        hand.menu("New note")
        hand.fill("Title", line)
        hand.menu("Save")


def do_enter(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    for n in "abcd":
        hand.menu("New note")
        hand.fill("Title", p[n])
        hand.fill("Note", p[f"{n}_body"])
        hand.menu("Save")


def do_delete_or_write(hand: Hand, p: Params) -> None:
    if not p["here"]:
        write_note(hand, p["title"], p["line"])
        return
    hand.open(NOTES)
    hand.hold(p["title"])
    hand.tap("Delete")


def do_keep_number(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    hand.tap_text(p["name"])
    write_note(hand, p["title"], p["number"])


def do_text_note(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    send_message(hand, p["name"], p["body"])


def do_copy_todos(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    hand.tap("Change list")
    hand.tap_text("Shopping")
    write_note(hand, p["title"], p["body"])


# Judges
def check_merged(after: State, before: Before) -> bool:
    p = before.params
    went, came = difference("notes", after, before)
    wanted: dict[str, Want] = {"title": "{one}", "body": lines("{one_body}", "{two_body}")}
    titles = sorted(row["title"] for row in went)
    return titles == sorted((p["one"], p["two"])) and len(came) == 1 and fits(came[0], wanted, before)


def check_split_up(after: State, before: Before) -> bool:
    """A note for every line; whether as title or as text is all the same."""
    went, came = difference("notes", after, before)
    said = [{row["title"].strip(), row["body"].strip()} - {""} for row in came]
    wanted = sorted(before.params["body"].split("\n"))
    return (
        not went and all(len(one) == 1 for one in said) and sorted(w for one in said for w in one) == wanted
    )


def check_entered(after: State, before: Before) -> bool:
    went, came = difference("notes", after, before)
    wanted = [{"title": f"{{{n}}}", "body": f"{{{n}_body}}", "pinned": "0"} for n in "abcd"]
    return not went and len(came) == 4 and all(any(fits(row, one, before) for row in came) for one in wanted)


def check_either_way(after: State, before: Before) -> bool:
    there = removed("notes", {"title": "{title}"})
    new = added("notes", {"title": "{title}", "body": "{line}"})
    return (there if before.params["here"] else new).check(after, before)


def check_none_left(after: State, before: Before) -> bool:
    return not after.tables["notes"]


def is_draft(value: str, before: Before) -> bool:
    return value.startswith(before.params["word"] + ":")
