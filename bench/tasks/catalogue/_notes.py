"""What the tasks about notes share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from bench.tasks.hand import Hand
from bench.tasks.judges import Test, squeeze
from bench.tasks.task import Before, Params
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


def draw_pinned(world: World) -> dict[str, str]:
    return old_note(world, pinned=True)


def draw_edited(world: World) -> dict[str, str]:
    return {**old_note(world), "line": world.phrase(), "to": world.title()}


def draw_listed(world: World) -> dict[str, str]:
    """A note that is a list, and one thing more for it."""
    title, lines = world.title(), [thing(world) for _ in range(world.rng.randrange(2, 5))]
    world.add("notes", Note(title=title, body="\n".join(lines)))
    return {"title": title, "body": "\n".join(lines), "line": thing(world), "out": world.rng.choice(lines)}


def draw_absent(world: World) -> dict[str, str]:
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


def do_new(hand: Hand, p: Params) -> None:
    write_note(hand, p["title"], p["body"])


def do_write(hand: Hand, p: Params) -> None:
    write_note(hand, "", p["body"])


def do_open(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])


def do_delete(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.hold(p["title"])
    hand.tap("Delete")


def do_edit(hand: Hand, p: Params) -> None:
    rewrite_note(hand, p["title"], p["line"])


def do_rename(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    hand.fill("Title", p["to"])
    hand.menu("Save")


def do_append(hand: Hand, p: Params) -> None:
    rewrite_note(hand, p["title"], f"{p['body']}\n{p['line']}")


def do_take_out(hand: Hand, p: Params) -> None:
    left = [line for line in p["body"].split("\n") if line != p["out"]]
    rewrite_note(hand, p["title"], "\n".join(left))


def do_pin(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    hand.menu("Pin")


def do_unpin(hand: Hand, p: Params) -> None:
    open_note(hand, p["title"])
    hand.menu("Unpin")


def do_look(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.read(p["title"])


def do_copy(hand: Hand, p: Params) -> None:
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


def is_without(value: str, before: Before) -> bool:
    left = [line for line in before.params["body"].split("\n") if line != before.params["out"]]
    return _squeezed(value) == _squeezed("\n".join(left))


THERE = {"title": "{title}"}
