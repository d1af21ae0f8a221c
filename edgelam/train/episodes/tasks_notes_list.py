"""Tasks in the list of notes: finding, sorting, pinning, copying and removing."""

from __future__ import annotations

from . import values
from .families import Families
from .oracle import Expert
from .tasks_notes import NOTES, card_of, has_note, note_rows, some_note

TASKS = Families("com.android.notes", "Notes")


_SORTS = {
    "Date modified": ("date modified", "the date of the last change", "modification date"),
    "Date created": ("date created", "creation date", "when they were made"),
    "Title": ("title", "name", "their titles"),
}


@TASKS.add("notes.delete", 1.3)
def delete(x: Expert) -> None:
    ident, title = some_note(x)
    x.goal(
        (
            "(delete|remove|erase) [the|my] [note] {which:q} [note]",
            "(delete|remove) the note (called|titled|named) {which:q}",
            "get rid of [the|my] [note] {which:q}",
            "throw away [the] {which:q} note",
        ),
        {"which": title},
        ("which",),
    )
    x.open()
    x.hold(card_of(x, title))
    x.tap("Delete")
    x.done(x.phone.content.row(f"{NOTES}/{ident}") is None)


@TASKS.add("notes.delete_open", 0.8)
def delete_open(x: Expert) -> None:
    """From inside the editor."""
    ident, title = some_note(x)
    x.goal(
        (
            "(delete|remove|erase) this note",
            "(throw away|delete|bin) the (open note|note that is open)",
            "(delete|remove) [the note] {which:q}",
        ),
        {"which": title},
        ("which",),
    )
    x.prepare()
    x.quietly(card_of(x, title))
    x.arrive()
    x.action("Delete")
    x.tap("Delete")
    x.done(x.phone.content.row(f"{NOTES}/{ident}") is None)


@TASKS.add("notes.undo", 0.6)
def undo(x: Expert) -> None:
    """What was just deleted comes back."""
    ident, title = some_note(x)
    x.goal(
        (
            "delete [the] note {which:q} and (undo it|take it back|bring it back) [again]",
            "(delete|remove) {which:q}, then undo [that|it|the deletion]",
        ),
        {"which": title},
        ("which",),
    )
    x.careful = True
    x.open()
    x.hold(card_of(x, title))
    x.tap("Delete")
    x.tap("Undo")
    x.done(has_note(x, title))


def _pin(x: Expert, on: bool) -> None:
    ident, title = some_note(x)
    x.phone.content.update(f"{NOTES}/{ident}", {"pinned": int(not on)})
    word = "pin" if on else "unpin"
    more = (
        ("(keep|put) [the] note {which:q} (on|at the) top",)
        if on
        else ("(don't|do not) keep [the] note {which:q} (on|at the) top",)
    )
    x.goal(
        (
            f"{word} [the] [note] {{which:q}}",
            f"{word} [the|my] {{which:q}} note",
            f"{word} the note (called|titled) {{which:q}}",
            *more,
        ),
        {"which": title},
        ("which",),
    )
    x.open()
    x.hold(card_of(x, title))
    x.tap("Pin" if on else "Unpin")
    row = x.phone.content.row(f"{NOTES}/{ident}")
    x.done(row is not None and (row.number("pinned") == 1) == on)


@TASKS.add("notes.pin")
def pin(x: Expert) -> None:
    _pin(x, True)


@TASKS.add("notes.unpin", 0.7)
def unpin(x: Expert) -> None:
    _pin(x, False)


@TASKS.add("notes.copy", 0.8)
def copy(x: Expert) -> None:
    ident, title = some_note(x)
    x.goal(
        (
            "(copy|duplicate) [the|my] [note] {which:q} [note]",
            "make a (copy|duplicate) of [the] [note] {which:q}",
            "(duplicate|double) the note (called|titled) {which:q}",
        ),
        {"which": title},
        ("which",),
    )
    x.open()
    x.hold(card_of(x, title))
    x.tap("Make a copy")
    x.done(sum(1 for row in note_rows(x) if row.text("title") == title) == 2)


@TASKS.add("notes.sort")
def sort(x: Expert) -> None:
    label = x.rng.choice(list(_SORTS))
    x.goal(
        (
            "(sort|order|arrange) [my|the] notes by {by}",
            "(sort|order) by {by} [in notes]",
            "(change|set) the (sorting|order) of [my|the] notes to {by}",
        ),
        {"by": x.rng.choice(_SORTS[label])},
    )
    x.open()
    x.action("Sort by")
    x.tap(label)
    x.done(not x.phone.page.state.layers)


@TASKS.add("notes.search", 1.2)
def search(x: Expert) -> None:
    ident, title = some_note(x)
    query = title if x.rng.random() < 0.5 else x.rng.choice(title.split())
    opens = x.rng.random() < 0.4
    tail = " and open (it|the note|that note)" if opens else ""
    x.goal(
        [
            words + tail
            for words in (
                "(search|look) for {query:q} in [my|the] notes",
                "search [my|the] notes for {query:q}",
                "(find|search) [the] notes (about|with|containing) {query:q}",
                "use the [note] search to find {query:q}",
                "(enter|type) {query:q} in the search of notes",
            )
        ],
        {"query": query},
        ("query",),
    )
    x.open()
    x.tap("Search")
    x.type("search_src_text", "query")
    if opens:
        x.press(card_of(x, title))
    x.done()


@TASKS.add("notes.nothing")
def nothing(x: Expert) -> None:
    """A note that is not there."""
    known = " ".join(f"{row.text('title')} {row.text('body')}" for row in note_rows(x)).lower()
    title = next(
        t
        for t in values.distinct(x.rng, values.title, 30)
        if t.lower() not in known and t.split()[0].lower() not in known
    )
    x.goal(
        (
            "(open|show) [the] note {which:q}",
            "(delete|remove) [the] note {which:q}",
            "(pin|copy) [the] note {which:q}",
            "rename [the] note {which:q} to Old",
            "what does [my] note {which:q} say",
        ),
        {"which": title},
        ("which",),
    )
    x.open()
    x.give_up()
