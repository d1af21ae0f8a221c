"""Tasks in Notes: writing, changing, finding, sorting and removing notes."""

from __future__ import annotations

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert
from .sight import Lost

TASKS = Families("com.android.notes", "Notes")
NOTES = "content://com.android.notes/notes"
_NEW = (
    "(create|make|add|write|start) (a|a new) note",
    "new note",
    "(take|make) a note",
    "(jot|note) down [a|] [new] note",
)
_TITLED = "(called|titled|named|with the title|,) {title:q}"
_SAYING = "(saying|that says|with the text|with the content|:) {body:q}"


def note_rows(x: Expert, where: str = "") -> list[Row]:
    return x.phone.content.rows(NOTES, where)


def some_note(x: Expert, *, empty: bool = False) -> tuple[int, str]:
    """A note that is known by its title: its id and title."""
    rows = [row for row in note_rows(x) if row.text("title") and (not empty or not row.text("body"))]
    titles = [row.text("title").lower() for row in note_rows(x)]
    rows = [row for row in rows if titles.count(row.text("title").lower()) == 1]
    if not rows:
        raise Lost("no such note")
    row = x.rng.choice(rows)
    return row.number("_id"), row.text("title")


def has_note(x: Expert, title: str | None = None, body: str | None = None) -> bool:
    for row in note_rows(x):
        if (title is None or row.text("title").lower() == title.lower()) and (
            body is None or row.text("body").lower() == body.lower()
        ):
            return True
    return False


def card_of(x: Expert, title: str) -> View:
    return x.where(
        lambda view: view.on_long is not None and title in {part.text for part in view.walk()}, title
    )


def _edit(x: Expert, ident: int, title: str) -> None:
    """Have the note open."""
    if not x.open(lambda: getattr(x.phone.page, "note", None) == ident):
        x.press(card_of(x, title))


def _new_title(x: Expert) -> str:
    known = {row.text("title").lower() for row in note_rows(x)}
    return next(t for t in values.distinct(x.rng, values.title, 30) if t.lower() not in known)


@TASKS.add("notes.create", 2.0)
def create(x: Expert) -> None:
    x.goal(
        [f"{words} {_TITLED} [and|,] {_SAYING}" for words in _NEW]
        + [f"{words} {_SAYING} {_TITLED}" for words in _NEW]
        + ["write {body:q} in a new note (called|titled|named) {title:q}", "note {title:q}: {body:q}"],
        {"title": _new_title(x), "body": values.body(x.rng)},
        ("title", "body"),
    )
    x.open()
    x.tap("New note")
    x.type("edit_title", "title")
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(has_note(x, x.said.values["title"], x.said.values["body"]))


@TASKS.add("notes.create_titled")
def create_titled(x: Expert) -> None:
    x.goal(
        [f"{words} {_TITLED}" for words in _NEW] + ["(make|create|start) a {title:q} note"],
        {"title": _new_title(x)},
        ("title",),
    )
    x.open()
    x.tap("New note")
    x.type("edit_title", "title")
    x.tap("Save")
    x.done(has_note(x, x.said.values["title"]))


@TASKS.add("notes.create_body", 1.2)
def create_body(x: Expert) -> None:
    x.goal(
        [f"{words} {_SAYING}" for words in _NEW]
        + [
            "(write|note|jot) down {body:q}",
            "(note|remember|write) that {body}",
            "(note|remember): {body:q}",
        ],
        {"body": values.body(x.rng)},
        ("body",),
    )
    x.open()
    x.tap("New note")
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(has_note(x, None, x.said.values["body"]))


@TASKS.add("notes.fill")
def fill(x: Expert) -> None:
    """A note without a text gets one."""
    ident, title = some_note(x, empty=True)
    x.goal(
        (
            "(add|write|put) {body:q} (to|in|into) [the|my] [note] {which:q} [note]",
            "(write|note) {body:q} in {which:q}",
            "(add|append) {body:q} to [my|the] {which} (note|notes)",
        ),
        {"which": title, "body": values.body(x.rng)},
        ("which", "body"),
    )
    _edit(x, ident, title)
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(has_note(x, title, x.said.values["body"]))


@TASKS.add("notes.replace", 1.2)
def replace(x: Expert) -> None:
    ident, title = some_note(x)
    x.goal(
        (
            "(change|set|edit) the (text|content|body) of [the] [note] {which:q} to {body:q}",
            "(replace|overwrite) the (text|content) of [the] [note] {which:q} (with|by) {body:q}",
            "the note {which:q} should (say|read) {body:q}",
            "(edit|update) [the] note {which:q} to (say|read) {body:q}",
        ),
        {"which": title, "body": values.body(x.rng)},
        ("which", "body"),
    )
    _edit(x, ident, title)
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(has_note(x, title, x.said.values["body"]))


@TASKS.add("notes.rename", 1.1)
def rename(x: Expert) -> None:
    ident, title = some_note(x)
    x.goal(
        (
            "(rename|retitle) [the] [note] {which:q} to {title:q}",
            "(change|set) the (title|name) of [the] [note] {which:q} to {title:q}",
            "call [the|my] note {which:q} {title:q} (now|instead)",
            "give [the] note {which:q} the (title|name) {title:q}",
        ),
        {"which": title, "title": _new_title(x)},
        ("which", "title"),
    )
    _edit(x, ident, title)
    x.type("edit_title", "title")
    x.tap("Save")
    x.done(has_note(x, x.said.values["title"]) and not has_note(x, title))


@TASKS.add("notes.empty", 0.8)
def empty(x: Expert) -> None:
    full = [row for row in note_rows(x) if row.text("title") and row.text("body")]
    if not full:
        raise Lost("no such note")
    row = x.rng.choice(full)
    ident, title = row.number("_id"), row.text("title")
    x.goal(
        (
            "(clear|empty|delete|erase) the (text|content|body) of [the] [note] {which:q}",
            "(clear|empty) [the] note {which:q} (but|and) keep (it|the title)",
            "remove everything (inside|written in) [the] note {which:q}",
        ),
        {"which": title},
        ("which",),
    )
    _edit(x, ident, title)
    x.clear(x.field("edit_body"))
    x.tap("Save")
    x.done(has_note(x, title, ""))


@TASKS.add("notes.open", 1.2)
def open_note(x: Expert) -> None:
    ident, title = some_note(x)
    x.goal(
        (
            "(open|show|read|go to) [the|my] [note] {which:q} [note]",
            "(open|read) the note (called|titled|named) {which:q}",
            "what does [my|the] note {which:q} say",
            "(show|read) [me] what {which:q} says",
        ),
        {"which": title},
        ("which",),
    )
    _edit(x, ident, title)
    x.done(x.phone.page.cls.endswith("EditorActivity"))


@TASKS.add("notes.finish", 1.2)
def finish(x: Expert) -> None:
    """Another app opened the editor with the text in it."""
    title, body = _new_title(x), values.body(x.rng)
    x.goal(
        (
            "save (the|this) note",
            "save it",
            "(press|tap) save",
            "(keep|store) this (note|text)",
            "finish the note and save it",
            "save (what is|the text) in the editor",
        )
    )
    extras = {"android.intent.extra.TEXT": body, "android.intent.extra.SUBJECT": title}
    x.phone.start_activity(
        Intent("android.intent.action.SEND", type="text/plain", package="com.android.notes", extras=extras)
    )
    x.arrive()
    x.tap("Save")
    x.done(has_note(x, title, body))
