"""Notes: cards, an editor that saves by itself, and the search."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import (
    CREATE_DOCUMENT,
    DEFAULT,
    INSERT,
    LAUNCHER,
    MAIN,
    OPENABLE,
    SEND,
    Filter,
    Intent,
)
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, Values, insert_row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import GROUP, style
from device_drivers.virtual.window.dialogs import alert, choose, items
from device_drivers.virtual.window.kit import CLICKABLE, Action, Kit
from device_drivers.virtual.window.view import View

NOTES = "content://com.android.notes/notes"
SCHEMA = """
CREATE TABLE notes (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT DEFAULT '', body TEXT DEFAULT '',
created INTEGER,
  modified INTEGER, pinned INTEGER DEFAULT 0);"""
_SORTS = (
    ("Date modified", "modified DESC, _id DESC"),
    ("Date created", "created DESC, _id DESC"),
    ("Title", "title COLLATE NOCASE"),
)


class ListPage(Page):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.notes = app
        self.searching = False
        self.sort = 0

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower() if self.searching else ""
        rows = self.content.rows(NOTES, sort=f"pinned DESC, {_SORTS[self.sort][1]}")
        found = [row for row in rows if wanted in f"{row.text('title')}\n{row.text('body')}".lower()]
        cards = ui.collection([self._card(ui, row) for row in found])
        body = (
            ui.list(cards, "notes_list", pad=(4, 4, 4, 96))
            if cards
            else ui.empty("No notes found" if wanted else "No notes yet", "note")
        )
        if self.searching:
            return scaffold(ui, "", body, bar=self._search_bar(ui))
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Sort by", self._sort_menu, main=False),
        ]
        return scaffold(
            ui, "Notes", body, actions=actions, add=Action("New note", self._new, "add", "fab_new_note")
        )

    def _card(self, ui: Kit, row: Row) -> View:
        title, body = row.text("title"), row.text("body")
        words = []
        if title:
            words.append(ui.text(title, "note_title", style(size=17, bold=True, lines=1)))
        if body or not title:
            words.append(ui.text(body, "note_body", style(size=15, fg="muted", lines=4)))
        head = ui.column(words, weight=1, gap=4)
        ends = [ui.icon("pin", "note_pinned", desc=ui.t("Pinned"), size=20)] if row.number("pinned") else []
        card = ui.line([head, *ends], "note_card", cls=GROUP, bg="card", shape="card", pad=(16, 14, 16, 14))
        ident = row.number("_id")
        return View(
            "android.widget.FrameLayout",
            children=[card],
            pad=(4, 4, 4, 4),
            on_click=partial(self._open, ident),
            on_long=partial(self._menu, row),
            long_clickable=True,
            on_swipe=partial(self._swiped, ident),
            **CLICKABLE,
        )

    def _search_bar(self, ui: Kit) -> View:
        field = ui.field("search_src_text", "Search notes", box=False, weight=1, look=style(size=18, lines=1))
        clear = ui.icon_button(
            "Clear", "close", lambda: self.state.fields.pop("search_src_text", None), "search_close_btn"
        )
        return ui.line(
            [ui.icon_button("Navigate up", "back", self.up), field, clear], "toolbar", h=60, pad=(4, 0, 4, 0)
        )

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop("search_src_text", None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.focus, self.state.keyboard = "search_src_text", True

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))

    def _new(self) -> None:
        self.open(EditorPage(self.notes, None))

    def _open(self, ident: int) -> None:
        self.open(EditorPage(self.notes, ident))

    def _swiped(self, ident: int, way: str) -> None:
        if way in ("left", "right"):
            self._delete(ident)

    def _menu(self, row: Row) -> None:
        ident, pinned = row.number("_id"), row.number("pinned")
        options = (
            ("Unpin" if pinned else "Pin", partial(self.notes.write, ident, {"pinned": int(not pinned)})),
            ("Make a copy", partial(self.notes.copy, row)),
            ("Delete", partial(self._delete, ident)),
        )
        self.show(items(row.text("title") or self.t("Note"), options, plain=True))

    def _delete(self, ident: int) -> None:
        names, rows = self.content.query(f"{NOTES}/{ident}")
        self.content.delete(f"{NOTES}/{ident}")
        if rows:
            old = dict(zip(names, rows[0], strict=True))
            self.snack(self.t("Note deleted"), "Undo", lambda: self.content.insert(NOTES, old))


class EditorPage(Page):
    cls = ".EditorActivity"

    def __init__(self, app: Program, ident: int | None, title: str = "", body: str = "") -> None:
        super().__init__(app)
        self.notes = app
        self.note = ident
        row = app.content.row(f"{NOTES}/{ident}") if ident is not None else None
        if row is not None:
            title, body = row.text("title"), row.text("body")
        self.state.fields.update(edit_title=title, edit_body=body)
        if ident is None and not body:
            self.state.focus, self.state.keyboard = "edit_title", True

    def view(self, ui: Kit) -> View:
        title = ui.field("edit_title", "Title", look=style(size=24, lines=1), box=False)
        body = ui.field("edit_body", "Note", look=style(size=17), box=False)
        form = ui.scroll([title, ui.divider(), body], "editor_scroll", pad=(20, 8, 20, 24), gap=8)
        row = self.content.row(f"{NOTES}/{self.note}") if self.note is not None else None
        pinned = row is not None and row.number("pinned") == 1
        actions = [
            Action("Save", self.up, "check", "action_save"),
            Action("Unpin" if pinned else "Pin", partial(self._pin, not pinned), "pin", "action_pin"),
            Action("Delete", self._ask, "delete", "action_delete", main=False),
            Action("Save as file", self._export, main=False),
        ]
        return scaffold(ui, "", form, up=self.up, actions=actions)

    def paused(self) -> None:
        self._save()

    def up(self) -> None:
        """To the list, also where another app opened the editor."""
        if self.system.task.pages[-2:][0].cls == ListPage.cls:
            super().up()
        else:
            self.replace(ListPage(self.notes))

    def _save(self) -> None:
        title, body = self.state.fields["edit_title"].strip(), self.state.fields["edit_body"].rstrip()
        row = self.content.row(f"{NOTES}/{self.note}") if self.note is not None else None
        if row is not None and (row.text("title"), row.text("body")) == (title, body):
            return
        if row is not None:
            self.notes.write(
                row.number("_id"), {"title": title, "body": body, "modified": self.system.now_ms()}
            )
        elif self.note is None and (title or body):
            self.note = self.notes.add(title, body)

    def _export(self) -> None:
        title, body = self.state.fields["edit_title"].strip(), self.state.fields["edit_body"].rstrip()

        def write(made: Intent) -> None:
            words = f"{title}\n\n{body}\n" if title else f"{body}\n"
            self.system.files.write(self.system.storage.file_of(made.data), words.encode())
            self.toast(self.t("Saved"))

        name = {"android.intent.extra.TITLE": f"{title or self.t('Note')}.txt"}
        self.ask(Intent(CREATE_DOCUMENT, (OPENABLE,), type="text/plain", extras=name), write)

    def _pin(self, on: bool) -> None:
        self._save()
        if self.note is not None:
            self.notes.write(self.note, {"pinned": int(on)})

    def _ask(self) -> None:
        self.show(
            alert(
                "Delete note?",
                "This note will be gone for good.",
                (("Cancel", None), ("Delete", self._delete)),
            )
        )

    def _delete(self) -> None:
        if self.note is not None:
            self.content.delete(f"{NOTES}/{self.note}")
        self.close()
        self.toast("Note deleted")


class Program(App):
    package = "com.android.notes"
    label = "Notes"
    icon = "note"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".EditorActivity": (
            Filter((SEND, "com.google.android.gms.actions.CREATE_NOTE"), types=("text/plain",)),
            Filter((INSERT,), types=("vnd.android.cursor.dir/vnd.simplenotes.note",)),
        ),
    }
    version = ("2.3.1", 231)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        system.content.add(Tables(self.package, {"notes": Route("notes", insert=self._insert)}), SCHEMA)

    def _insert(self, values: dict[str, Value]) -> int:
        now = self.system.now_ms()
        return insert_row(self.content.db, "notes", {"created": now, "modified": now, **values})

    def fill(self, fixture: Fixture) -> None:
        now = self.system.now_ms()
        for place, note in enumerate(fixture.notes):
            then = now - 86_400_000 * (place + 1)
            self.content.insert(
                NOTES,
                {
                    "title": note.title,
                    "body": note.body,
                    "pinned": int(note.pinned),
                    "created": then,
                    "modified": then,
                },
            )

    def clear(self) -> None:
        self.content.delete(NOTES)

    def page(self, activity: str, intent: Intent) -> Page:
        if activity == ".EditorActivity":
            title = intent.string("android.intent.extra.SUBJECT") or intent.string(
                "android.intent.extra.TITLE"
            )
            return EditorPage(self, None, title, intent.string("android.intent.extra.TEXT"))
        return ListPage(self)

    def add(self, title: str, body: str) -> int:
        return int(self.content.insert(NOTES, {"title": title, "body": body}).rsplit("/", 1)[1])

    def write(self, ident: int, values: Values) -> None:
        self.content.update(f"{NOTES}/{ident}", values)

    def copy(self, row: Row) -> None:
        self.add(row.text("title"), row.text("body"))
