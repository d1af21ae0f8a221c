"""Tasks in Notes: writing, changing, finding, sorting and removing notes."""

from __future__ import annotations

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert, Lost

TASKS = Families("net.simplenotes.app", "Notes")
_NOTES = "content://net.simplenotes.app/notes"
_NEW = ("(create|make|add|write|start) (a|a new) note", "new note", "(take|make) a note", "(jot|note) down [a|] [new] note")
_TITLED = "(called|titled|named|with the title|,) {title:q}"
_SAYING = "(saying|that says|with the text|with the content|:) {body:q}"
_SORTS = {"Date modified": ("date modified", "the date of the last change", "modification date"), "Date created": ("date created", "creation date", "when they were made"),
          "Title": ("title", "name", "their titles")}  # fmt: skip


def _notes(x: Expert, where: str = "") -> list[Row]:
    return x.phone.content.rows(_NOTES, where)


def _note(x: Expert, *, empty: bool = False) -> tuple[int, str]:
    """A note that is known by its title: its id and title."""
    rows = [row for row in _notes(x) if row.text("title") and (not empty or not row.text("body"))]
    titles = [row.text("title").lower() for row in _notes(x)]
    rows = [row for row in rows if titles.count(row.text("title").lower()) == 1]
    if not rows:
        raise Lost("no such note")
    row = x.rng.choice(rows)
    return row.number("_id"), row.text("title")


def _has(x: Expert, title: str | None = None, body: str | None = None) -> bool:
    for row in _notes(x):
        if (title is None or row.text("title").lower() == title.lower()) and (body is None or row.text("body").lower() == body.lower()):
            return True
    return False


def _card(x: Expert, title: str) -> View:
    return x.where(lambda view: view.on_long is not None and title in {part.text for part in view.walk()}, title)


def _edit(x: Expert, ident: int, title: str) -> None:
    """Have the note open."""
    if not x.open(lambda: getattr(x.phone.page, "note", None) == ident):
        x.press(_card(x, title))


def _new_title(x: Expert) -> str:
    known = {row.text("title").lower() for row in _notes(x)}
    return next(t for t in values.distinct(x.rng, values.title, 30) if t.lower() not in known)


@TASKS.add("notes.create", 2.0)
def create(x: Expert) -> None:
    x.goal([f"{words} {_TITLED} [and|,] {_SAYING}" for words in _NEW] + [f"{words} {_SAYING} {_TITLED}" for words in _NEW]
           + ["write {body:q} in a new note (called|titled|named) {title:q}", "note {title:q}: {body:q}"],
           {"title": _new_title(x), "body": values.body(x.rng)}, ("title", "body"))  # fmt: skip
    x.open()
    x.tap("New note")
    x.type("edit_title", "title")
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(_has(x, x.said.values["title"], x.said.values["body"]))


@TASKS.add("notes.create_titled")
def create_titled(x: Expert) -> None:
    x.goal([f"{words} {_TITLED}" for words in _NEW] + ["(make|create|start) a {title:q} note"], {"title": _new_title(x)}, ("title",))
    x.open()
    x.tap("New note")
    x.type("edit_title", "title")
    x.tap("Save")
    x.done(_has(x, x.said.values["title"]))


@TASKS.add("notes.create_body", 1.2)
def create_body(x: Expert) -> None:
    x.goal([f"{words} {_SAYING}" for words in _NEW] + ["(write|note|jot) down {body:q}", "(note|remember|write) that {body}", "(note|remember): {body:q}"], {"body": values.body(x.rng)}, ("body",))
    x.open()
    x.tap("New note")
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(_has(x, None, x.said.values["body"]))


@TASKS.add("notes.fill")
def fill(x: Expert) -> None:
    """A note without a text gets one."""
    ident, title = _note(x, empty=True)
    x.goal(("(add|write|put) {body:q} (to|in|into) [the|my] [note] {which:q} [note]", "(write|note) {body:q} in {which:q}", "(add|append) {body:q} to [my|the] {which} (note|notes)"),
           {"which": title, "body": values.body(x.rng)}, ("which", "body"))  # fmt: skip
    _edit(x, ident, title)
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(_has(x, title, x.said.values["body"]))


@TASKS.add("notes.replace", 1.2)
def replace(x: Expert) -> None:
    ident, title = _note(x)
    x.goal(("(change|set|edit) the (text|content|body) of [the] [note] {which:q} to {body:q}", "(replace|overwrite) the (text|content) of [the] [note] {which:q} (with|by) {body:q}",
            "the note {which:q} should (say|read) {body:q}", "(edit|update) [the] note {which:q} to (say|read) {body:q}"),
           {"which": title, "body": values.body(x.rng)}, ("which", "body"))  # fmt: skip
    _edit(x, ident, title)
    x.type("edit_body", "body")
    x.tap("Save")
    x.done(_has(x, title, x.said.values["body"]))


@TASKS.add("notes.rename", 1.1)
def rename(x: Expert) -> None:
    ident, title = _note(x)
    x.goal(("(rename|retitle) [the] [note] {which:q} to {title:q}", "(change|set) the (title|name) of [the] [note] {which:q} to {title:q}", "call [the|my] note {which:q} {title:q} (now|instead)",
            "give [the] note {which:q} the (title|name) {title:q}"), {"which": title, "title": _new_title(x)}, ("which", "title"))  # fmt: skip
    _edit(x, ident, title)
    x.type("edit_title", "title")
    x.tap("Save")
    x.done(_has(x, x.said.values["title"]) and not _has(x, title))


@TASKS.add("notes.empty", 0.8)
def empty(x: Expert) -> None:
    full = [row for row in _notes(x) if row.text("title") and row.text("body")]
    if not full:
        raise Lost("no such note")
    row = x.rng.choice(full)
    ident, title = row.number("_id"), row.text("title")
    x.goal(("(clear|empty|delete|erase) the (text|content|body) of [the] [note] {which:q}", "(clear|empty) [the] note {which:q} (but|and) keep (it|the title)", "remove everything (inside|written in) [the] note {which:q}"),
           {"which": title}, ("which",))  # fmt: skip
    _edit(x, ident, title)
    x.clear(x.field("edit_body"))
    x.tap("Save")
    x.done(_has(x, title, ""))


@TASKS.add("notes.delete", 1.3)
def delete(x: Expert) -> None:
    ident, title = _note(x)
    x.goal(("(delete|remove|erase) [the|my] [note] {which:q} [note]", "(delete|remove) the note (called|titled|named) {which:q}", "get rid of [the|my] [note] {which:q}",
            "throw away [the] {which:q} note"), {"which": title}, ("which",))  # fmt: skip
    x.open()
    x.hold(_card(x, title))
    x.tap("Delete")
    x.done(x.phone.content.row(f"{_NOTES}/{ident}") is None)


@TASKS.add("notes.delete_open", 0.8)
def delete_open(x: Expert) -> None:
    """From inside the editor."""
    ident, title = _note(x)
    x.goal(("(delete|remove|erase) this note", "(throw away|delete|bin) the (open note|note that is open)", "(delete|remove) [the note] {which:q}"), {"which": title}, ("which",))
    x.prepare()
    x.quietly(_card(x, title))
    x.arrive()
    x.action("Delete")
    x.tap("Delete")
    x.done(x.phone.content.row(f"{_NOTES}/{ident}") is None)


@TASKS.add("notes.undo", 0.6)
def undo(x: Expert) -> None:
    """What was just deleted comes back."""
    ident, title = _note(x)
    x.goal(("delete [the] note {which:q} and (undo it|take it back|bring it back) [again]", "(delete|remove) {which:q}, then undo [that|it|the deletion]"), {"which": title}, ("which",))
    x.careful = True
    x.open()
    x.hold(_card(x, title))
    x.tap("Delete")
    x.tap("Undo")
    x.done(_has(x, title))


def _pin(x: Expert, on: bool) -> None:
    ident, title = _note(x)
    x.phone.content.update(f"{_NOTES}/{ident}", {"pinned": int(not on)})
    word = "pin" if on else "unpin"
    more = ("(keep|put) [the] note {which:q} (on|at the) top",) if on else ("(don't|do not) keep [the] note {which:q} (on|at the) top",)
    x.goal((f"{word} [the] [note] {{which:q}}", f"{word} [the|my] {{which:q}} note", f"{word} the note (called|titled) {{which:q}}", *more), {"which": title}, ("which",))
    x.open()
    x.hold(_card(x, title))
    x.tap("Pin" if on else "Unpin")
    row = x.phone.content.row(f"{_NOTES}/{ident}")
    x.done(row is not None and (row.number("pinned") == 1) == on)


@TASKS.add("notes.pin")
def pin(x: Expert) -> None:
    _pin(x, True)


@TASKS.add("notes.unpin", 0.7)
def unpin(x: Expert) -> None:
    _pin(x, False)


@TASKS.add("notes.copy", 0.8)
def copy(x: Expert) -> None:
    ident, title = _note(x)
    x.goal(("(copy|duplicate) [the|my] [note] {which:q} [note]", "make a (copy|duplicate) of [the] [note] {which:q}", "(duplicate|double) the note (called|titled) {which:q}"), {"which": title}, ("which",))
    x.open()
    x.hold(_card(x, title))
    x.tap("Make a copy")
    x.done(sum(1 for row in _notes(x) if row.text("title") == title) == 2)


@TASKS.add("notes.sort")
def sort(x: Expert) -> None:
    label = x.rng.choice(list(_SORTS))
    x.goal(("(sort|order|arrange) [my|the] notes by {by}", "(sort|order) by {by} [in notes]", "(change|set) the (sorting|order) of [my|the] notes to {by}"), {"by": x.rng.choice(_SORTS[label])})
    x.open()
    x.action("Sort by")
    x.tap(label)
    x.done(not x.phone.page.state.layers)


@TASKS.add("notes.open", 1.2)
def open_note(x: Expert) -> None:
    ident, title = _note(x)
    x.goal(("(open|show|read|go to) [the|my] [note] {which:q} [note]", "(open|read) the note (called|titled|named) {which:q}", "what does [my|the] note {which:q} say", "(show|read) [me] what {which:q} says"),
           {"which": title}, ("which",))  # fmt: skip
    _edit(x, ident, title)
    x.done(x.phone.page.cls.endswith("EditorActivity"))


@TASKS.add("notes.search", 1.2)
def search(x: Expert) -> None:
    ident, title = _note(x)
    query = title if x.rng.random() < 0.5 else x.rng.choice(title.split())
    opens = x.rng.random() < 0.4
    tail = " and open (it|the note|that note)" if opens else ""
    x.goal([words + tail for words in ("(search|look) for {query:q} in [my|the] notes", "search [my|the] notes for {query:q}", "(find|search) [the] notes (about|with|containing) {query:q}",
            "use the [note] search to find {query:q}", "(enter|type) {query:q} in the search of notes")], {"query": query}, ("query",))  # fmt: skip
    x.open()
    x.tap("Search")
    x.type("search_src_text", "query")
    if opens:
        x.press(_card(x, title))
    x.done()


@TASKS.add("notes.finish", 1.2)
def finish(x: Expert) -> None:
    """Another app opened the editor with the text in it."""
    title, body = _new_title(x), values.body(x.rng)
    x.goal(("save (the|this) note", "save it", "(press|tap) save", "(keep|store) this (note|text)", "finish the note and save it", "save (what is|the text) in the editor"))
    extras = {"android.intent.extra.TEXT": body, "android.intent.extra.SUBJECT": title}
    x.phone.start_activity(Intent("android.intent.action.SEND", type="text/plain", package="net.simplenotes.app", extras=extras))
    x.arrive()
    x.tap("Save")
    x.done(_has(x, title, body))


@TASKS.add("notes.nothing")
def nothing(x: Expert) -> None:
    """A note that is not there."""
    known = " ".join(f"{row.text('title')} {row.text('body')}" for row in _notes(x)).lower()
    title = next(t for t in values.distinct(x.rng, values.title, 30) if t.lower() not in known and t.split()[0].lower() not in known)
    x.goal(("(open|show) [the] note {which:q}", "(delete|remove) [the] note {which:q}", "(pin|copy) [the] note {which:q}", "rename [the] note {which:q} to Old", "what does [my] note {which:q} say"),
           {"which": title}, ("which",))  # fmt: skip
    x.open()
    x.give_up()
