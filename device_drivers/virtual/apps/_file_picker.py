"""The page on which another app picks one of the phone's files."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import App
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

FILES = "content://media/external/file"
ICONS = {"image": "image", "video": "video", "audio": "music", "text": "file"}
_KINDS = (("All files", ""), ("Images", "image/"), ("Videos", "video/"), ("Documents", "text/|application/"))


def icon_of(mime: str) -> str:
    if mime == "application/zip":
        return "archive"
    return ICONS.get(mime.split("/", maxsplit=1)[0], "file")


class FilePicker(_listing.Selecting):
    """The files of a type such as image/*, the newest first; a touch gives one to who asked."""

    cls = ".picker.PickActivity"

    def __init__(self, app: App, mime: str) -> None:
        super().__init__(app)
        self.wanted = mime.removesuffix("*") if mime not in ("", "*/*") else ""
        self.kind = 0

    def view(self, ui: Kit) -> View:
        words = _listing.wanted(self) if self.searching else ""
        starts = tuple(_KINDS[self.kind][1].split("|"))
        rows = [
            self._row(ui, row)
            for row in self.content.rows(FILES, "is_trashed=0", "date_modified DESC, _id DESC")
            if row.text("mime_type").startswith(self.wanted)
            and row.text("mime_type").startswith(starts)
            and words in row.text("_display_name").lower()
        ]
        body = ui.list(rows, "dir_list") if rows else ui.empty("No files found", "folder")
        if self.searching:
            return scaffold(ui, "", body, bar=_listing.search_bar(self, ui, "Search files"))
        actions = [Action("Search", self.search, "search", "option_menu_search")]
        if not self.wanted:
            actions.append(Action("Kind of file", self._ask_kind, "filter", "option_menu_kind"))
        return scaffold(ui, "Choose a file", body, up=self.up, actions=actions)

    def _row(self, ui: Kit, row: Row) -> View:
        where = row.text("relative_path").rstrip("/")
        when = _listing.short_text(self.system, row.number("date_modified") * 1000)
        about = f"{where} · {_listing.size_text(row.number('_size'))} · {when}"
        icon = ui.icon(icon_of(row.text("mime_type")))
        return ui.row(row.text("_display_name"), about, partial(self._take, row), icon=icon)

    def _take(self, row: Row) -> None:
        self.give(Intent(data=f"{FILES}/{row.number('_id')}", type=row.text("mime_type")))

    def _ask_kind(self) -> None:
        names = [name for name, _ in _KINDS]
        self.show(choose("Kind of file", names, self.kind, partial(setattr, self, "kind")))
