"""The file manager's smaller pages: where to put something, a text, and what is known of a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps._files_store import Entry, Store, place_text
from device_drivers.virtual.files import FileError, split
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.storage import SHARED
from device_drivers.virtual.services.chooser import offer
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import WRAP, View


def ask_name(page: Page, title: str, first: str, done: Callable[[str], str], ok: str = "OK") -> None:
    """A dialog for a name; `done` says what is wrong with it."""

    def confirm(name: str) -> None:
        wrong = done(name)
        if wrong:
            page.toast(page.t(wrong))

    page.state.fields["file_name"] = first
    page.show(prompt(title, "file_name", "Name", confirm, ok=ok))
    page.state.edit("file_name")
    page.state.selected = bool(first)


class DestinationPage(Page):
    """Walks through the folders; `put` gets the one that was chosen and says what went wrong."""

    cls = ".picker.PickActivity"

    def __init__(self, app: App, label: str, done: str, put: Callable[[str], str]) -> None:
        super().__init__(app)
        self.store = Store(app.system)
        self.label, self.done, self.put = label, done, put
        self.folder = SHARED

    def view(self, ui: Kit) -> View:
        inside = [entry for entry in self.store.entries(self.folder) if entry.folder]
        rows = [
            ui.row(entry.name, "", partial(self._enter, entry.path), icon=ui.icon("folder"))
            for entry in sorted(inside, key=lambda entry: entry.name.lower())
        ]
        where = place_text(self.folder, ui.t("Internal storage"))
        body = ui.column(
            [
                ui.text(where, "breadcrumb", style(size=14, fg="muted", lines=2), pad=(16, 4, 16, 8)),
                ui.list(rows, "dir_list", weight=1) if rows else ui.empty("No folders here", "folder"),
                ui.line(self.saving(ui), "container_save", gap=12, pad=(16, 8, 16, 12)),
            ]
        )
        title = self.system_title(ui)
        new = Action("New folder", self._new, "folder_add", "menu_create_dir")
        return scaffold(ui, title, body, up=self.close, close=True, actions=[new], plain=True)

    def saving(self, ui: Kit) -> list[View]:
        """What stands at the bottom."""
        return [ui.button(self.label, self._put, "button_pick", kind="filled", weight=1)]

    def system_title(self, ui: Kit) -> str:
        return ui.t("Internal storage") if self.folder == SHARED else split(self.folder)[1]

    def back(self) -> bool:
        if self.folder == SHARED:
            return False
        self._enter(split(self.folder)[0])
        return True

    def _enter(self, folder: str) -> None:
        self.folder = folder
        self.state.scroll.clear()

    def _new(self) -> None:
        ask_name(self, "New folder", "", partial(self.store.make_folder, self.folder), "Create")

    def _put(self) -> None:
        wrong = self.put(self.folder)
        self.close()
        self.toast(self.t(wrong or self.done))


class CreatePage(DestinationPage):
    """Where a new file of another app goes, and its name; the empty file is given to who asked."""

    def __init__(self, app: App, name: str, mime: str) -> None:
        super().__init__(app, "Save", "Saved", self._make)
        self.mime = mime
        self.state.fields["file_name"] = name

    def saving(self, ui: Kit) -> list[View]:
        name = ui.field("file_name", "File name", "android:id/title", weight=1)
        return [name, ui.button("Save", self._create, "android:id/button1", kind="filled")]

    def _create(self) -> None:
        if self.state.fields["file_name"].strip("/ "):
            self._make(self.folder)
        else:
            self.toast(self.t("This name is not possible"))

    def _make(self, folder: str) -> str:
        storage, name = self.system.storage, self.state.fields["file_name"].strip("/ ").replace("/", "_")
        path = storage.save(folder, name, b"")
        uri = f"content://media/external/file/{storage.ident_of(path)}"
        self.give(Intent(data=uri, type=self.mime))
        return ""


class TextPage(Page):
    """A text file, to read and to change."""

    cls = ".ViewerActivity"

    def __init__(self, app: App, path: str) -> None:
        super().__init__(app)
        self.store = Store(app.system)
        self.path = path
        self.editing = False

    def _text(self) -> str | None:
        """None when the file is gone."""
        try:
            return self.system.files.read(self.path).decode("utf-8", "replace")
        except FileError:
            return None

    def view(self, ui: Kit) -> View:
        words = self._text()
        if words is None:
            return scaffold(ui, "", ui.empty("This file is gone", "file"), up=self.up)
        look = style(size=15)
        if self.editing:
            text = ui.field("text_content", "Text", look=look, box=False, lines=0)
            actions = [Action("Save", self._save, "check", "menu_save")]
        else:
            text = ui.text(words, "text_content", look)
            actions = [
                Action("Edit", self._edit, "edit", "menu_edit"),
                Action("Share", self._share, "share", "menu_share"),
            ]
        body = ui.scroll([text], "text_scroll", pad=(16, 8, 16, 24))
        name = split(self.path)[1]
        return scaffold(ui, name, body, up=self.up, close=self.editing, actions=actions, plain=True)

    def back(self) -> bool:
        if not self.editing:
            return False
        if self.state.fields["text_content"] == self._text():
            self._leave()
        else:
            ask = (("Keep editing", None), ("Discard", self._leave))
            self.show(alert("", "Discard your changes?", ask))
        return True

    def _edit(self) -> None:
        self.editing = True
        self.state.fields["text_content"] = self._text() or ""
        self.state.edit("text_content")

    def _leave(self) -> None:
        self.editing, self.state.focus = False, ""

    def _save(self) -> None:
        self.system.files.write(self.path, self.state.fields["text_content"].encode())
        self._leave()
        self.toast(self.t("Saved"))

    def _share(self) -> None:
        offer(self, self.store.share([self.path]))


def details(page: Page, store: Store, entry: Entry) -> Layer:
    """What is known of a file or folder."""
    size = _listing.size_text(store.size(entry.path))
    pairs = [
        ("Name", entry.name),
        ("Location", place_text(split(entry.path)[0], page.t("Internal storage"))),
        ("Type", page.t("Folder") if entry.folder else entry.mime),
        ("Size", size),
        ("Modified", _listing.full_text(page.system, entry.mtime)),
    ]
    if entry.folder:
        pairs.append(("Items", str(entry.size)))

    return fact_sheet("Details", pairs)


def fact_sheet(title: str, pairs: list[tuple[str, str]]) -> Layer:
    """A dialog of names and values."""

    def body(ui: Kit) -> View:
        lines = [
            ui.column(
                [
                    ui.label(label, "", style(size=13, fg="muted"), w=WRAP),
                    ui.text(value, f"{label.lower().replace(' ', '_')}_value", style(size=15)),
                ]
            )
            for label, value in pairs
        ]
        return ui.column(lines, gap=8, pad=(24, 4, 24, 8))

    return alert(title, body=body)
