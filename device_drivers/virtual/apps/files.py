"""Files: the shared storage with its folders, the latest files, and what takes how much room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from urllib.parse import unquote

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps._contents import made
from device_drivers.virtual.apps._file_picker import FilePicker, icon_of
from device_drivers.virtual.apps._files_pages import CreatePage, DestinationPage, TextPage, ask_name, details
from device_drivers.virtual.apps._files_store import SORTS, Entry, Store, place_text
from device_drivers.virtual.apps._prefs import Prefs
from device_drivers.virtual.files import split
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import (
    CREATE_DOCUMENT,
    DEFAULT,
    GET_CONTENT,
    LAUNCHER,
    MAIN,
    OPEN_DOCUMENT,
    OPENABLE,
    SEND,
    VIEW,
    Filter,
    Intent,
)
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.storage import CAPACITY, SHARED, SYSTEM_SIZE
from device_drivers.virtual.services.chooser import offer
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

_TABS = (
    Tab("Browse", "folder", "browse_tab"),
    Tab("Recent", "clock", "recent_tab"),
    Tab("Storage", "storage", "storage_tab"),
)
# What the storage page counts: label, icon, rows of the media provider.
KINDS = (
    ("Images", "image", "media_type=1"),
    ("Videos", "video", "media_type=3"),
    ("Audio", "music", "media_type=2"),
    ("Documents", "file", "media_type=6"),
    ("Downloads", "download", "is_download=1"),
)
_RECENT = 30
_TREES = "com.android.externalstorage.documents/"  # its documents are called primary:PATH


class FilesPage(_listing.Selecting):
    """A folder, or with `where` the files of a kind. The app's first page when `root`."""

    cls = ".files.FilesActivity"

    def __init__(
        self, app: Program, folder: str = SHARED, where: str = "", title: str = "", root: bool = False
    ) -> None:
        super().__init__(app)
        self.browser, self.store = app, Store(app.system)
        self.folder, self.where, self.title, self.root = folder, where, title, root
        self.tab = 0

    def entries(self) -> list[Entry]:
        hidden = self.browser.prefs.get("show_hidden") == "1"
        words = _listing.wanted(self) if self.searching else ""
        if self.where:
            found = [entry for entry in self.store.rows(self.where) if words in entry.name.lower()]
        elif self.tab == 1:
            rows = self.store.rows("1", 0 if words else _RECENT)
            return [entry for entry in rows if words in entry.name.lower()]
        else:
            found = self.store.below(self.folder, words) if words else self.store.entries(self.folder, hidden)
        key = SORTS[int(self.browser.prefs.get("sort"))][1]
        return sorted(found, key=lambda entry: (not entry.folder, *key(entry)))

    def view(self, ui: Kit) -> View:
        if self.root and self.tab == 2:
            return self._framed(ui, self._storage(ui), [])
        entries = self.entries()
        rows = [self._row(ui, entry) for entry in entries]
        laid = ui.collection(rows)
        body = ui.list(laid, "dir_list", weight=1, pad=(0, 0, 0, 96)) if rows else ui.empty(*self._nothing())
        if not self.where and self.tab == 0:
            where = place_text(self.folder, ui.t("Internal storage"))
            line = ui.text(where, "breadcrumb", style(size=14, fg="muted", lines=2), pad=(16, 2, 16, 6))
            body = ui.column([line, body])
        if self.picked:
            actions = self.picked_actions(self._for_picked())
            everything = partial(setattr, self, "picked", [entry.path for entry in entries])
            actions.append(Action("Select all", everything, main=False))
            title = self.picked_title()
            return scaffold(ui, title, body, up=self.unpick, close=True, plain=True, actions=actions)
        if self.searching:
            return scaffold(ui, "", body, bar=_listing.search_bar(self, ui, "Search files"))
        return self._framed(ui, body, entries)

    def _nothing(self) -> tuple[str, str]:
        found = self.searching and _listing.wanted(self)
        return ("No files found", "search") if found else ("No items", "folder")

    def _framed(self, ui: Kit, body: View, entries: Sequence[Entry]) -> View:
        actions = [Action("Search", self.search, "search", "option_menu_search")]
        hidden = self.browser.prefs.get("show_hidden") == "1"
        if self.tab != 1:
            actions.append(Action("Sort by", self._ask_sort, "sort", "option_menu_sort"))
        if self.tab == 0 and not self.where:
            words = "Hide hidden files" if hidden else "Show hidden files"
            flip = partial(self.browser.prefs.put, "show_hidden", "0" if hidden else "1")
            actions.append(Action(words, flip, main=False))
        if entries:
            everything = partial(setattr, self, "picked", [entry.path for entry in entries])
            actions.append(Action("Select all", everything, main=False))
        new = None
        if self.tab == 0 and not self.where:
            new = Action("New folder", self._new, "folder_add", "menu_create_dir")
        if self.root:
            tabs = Tabs(_TABS, self.tab, self._choose)
            return scaffold(ui, "Files", body, actions=actions if self.tab < 2 else (), add=new, tabs=tabs)
        title = ui.t(self.title) if self.title else split(self.folder)[1]
        return scaffold(ui, title, body, up=self.up, actions=actions, add=new, plain=True)

    def _row(self, ui: Kit, entry: Entry) -> View:
        when = _listing.short_text(self.system, entry.mtime)
        count = f"{entry.size} {ui.t('item' if entry.size == 1 else 'items')}"
        about = f"{when} · {count if entry.folder else _listing.size_text(entry.size)}"
        if self.searching or self.where or self.tab == 1:
            about = f"{about} · {place_text(split(entry.path)[0], ui.t('Internal storage'))}"
        picked = entry.path in self.picked
        icon = "check" if picked else ("folder" if entry.folder else icon_of(entry.mime))
        row = ui.row(
            entry.name,
            about,
            partial(self.touched, entry.path, partial(self._open, entry)),
            icon=ui.icon(icon, "icon_mime", desc=ui.t("Selected") if picked else ""),
            on_long=partial(self.pick, entry.path),
            ids=("android:id/title", "details"),
            rid="item_root",
        )
        row.selected, row.style = picked, style(bg="chosen") if picked else row.style
        return row

    def _storage(self, ui: Kit) -> View:
        used = SYSTEM_SIZE + self.system.storage.size()
        words = f"{_listing.size_text(used)} {ui.t('used of')} {_listing.size_text(CAPACITY)}"
        rows = [
            ui.column(
                [
                    ui.label("Internal storage", "root_title", style(size=18, bold=True)),
                    ui.text(words, "root_summary", style(size=14, fg="muted")),
                    ui.text(
                        f"{_listing.size_text(CAPACITY - used)} {ui.t('free')}",
                        "root_free",
                        style(size=14, fg="muted"),
                    ),
                ],
                pad=(16, 16, 16, 12),
                gap=4,
            )
        ]
        for label, icon, where in KINDS:
            entries = self.store.rows(where)
            size = _listing.size_text(sum(entry.size for entry in entries))
            count = f"{len(entries)} {ui.t('file' if len(entries) == 1 else 'files')}"
            about, open_it = f"{count} · {size}", partial(self._open_kind, label, where)
            rows.append(ui.row(ui.t(label), about, open_it, icon=ui.icon(icon)))
        return ui.list(rows, "storage_list", pad=(0, 0, 0, 24))

    # what is done
    def _choose(self, tab: int) -> None:
        self.tab = tab
        self.state.scroll.clear()

    def _open_kind(self, label: str, where: str) -> None:
        self.open(FilesPage(self.browser, where=where, title=label))

    def _ask_sort(self) -> None:
        chosen = int(self.browser.prefs.get("sort"))
        names = [name for name, _ in SORTS]
        self.show(choose("Sort by", names, chosen, lambda place: self.browser.prefs.put("sort", str(place))))

    def _new(self) -> None:
        ask_name(self, "New folder", "", partial(self.store.make_folder, self.folder), "Create")

    def _open(self, entry: Entry) -> None:
        if entry.folder:
            self.open(FilesPage(self.browser, entry.path))
        elif entry.mime.startswith("text/") or entry.mime == "application/json":
            self.open(TextPage(self.browser, entry.path))
        elif entry.mime == "application/zip":
            ask = (("Cancel", None), ("Extract", partial(self._extract, entry.path)))
            self.show(alert(entry.name, "Extract all files?", ask, plain=True))
        elif not self.system.start(self.browser.opening(entry)).ok:
            self.toast(self.t("No app can open this file"))

    def _extract(self, path: str) -> None:
        folder = self.store.extract(path)
        words = f"{self.t('Extracted to')} {split(folder)[1]}" if folder else self.t("This is no zip file")
        self.toast(words)

    def _for_picked(self) -> list[Action]:
        paths = list(self.picked)
        entries = [self.store.entry(path) for path in paths]
        actions = [
            Action("Delete", partial(self._ask_delete, paths), "delete", "action_menu_delete"),
            Action("Copy to", partial(self._carry, paths, False), main=False),
            Action("Move to", partial(self._carry, paths, True), main=False),
            Action("Compress", partial(self._ask_compress, paths), main=False),
        ]
        if not any(entry.folder for entry in entries):
            share = partial(offer, self, self.store.share(paths))
            actions.insert(0, Action("Share", share, "share", "action_menu_share"))
        if len(paths) == 1:
            one = entries[0]
            rename = partial(ask_name, self, "Rename", one.name, partial(self.store.rename, one.path))
            actions.insert(2, Action("Rename", rename, main=False))
            actions.append(Action("Details", lambda: self.show(details(self, self.store, one)), main=False))
        return actions

    def _ask_delete(self, paths: Sequence[str]) -> None:
        title = f"{self.t('Delete')} {len(paths)} {self.t('item' if len(paths) == 1 else 'items')}?"
        delete = partial(self.store.delete, paths)
        ask = (("Cancel", None), ("Delete", delete))
        self.show(alert(title, "This can't be undone.", ask, plain=True))

    def _carry(self, paths: Sequence[str], move: bool) -> None:
        def put(folder: str) -> str:
            return self.store.carry(paths, folder, move=move)

        words = ("Move here", "Moved") if move else ("Copy here", "Copied")
        self.open(DestinationPage(self.browser, *words, put))

    def _ask_compress(self, paths: Sequence[str]) -> None:
        def done(name: str) -> str:
            path = self.store.compress(paths, name)
            self.toast(f"{self.t('Saved as')} {split(path)[1]}")
            return ""

        stem = split(paths[0])[1].rpartition(".")[0] or split(paths[0])[1]
        ask_name(self, "Compress", f"{stem}.zip", done)


class Program(App):
    package = "com.android.documentsui"
    label = "Files"
    icon = "folder"
    launcher = ".files.LauncherActivity"
    activities = {
        ".files.LauncherActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".files.FilesActivity": (
            Filter((VIEW,), schemes=("content",), types=("vnd.android.document/directory",), hosts=(_TREES,)),
            Filter(("android.intent.action.VIEW_DOWNLOADS",)),
        ),
        ".ViewerActivity": (
            Filter((VIEW,), schemes=("content", "file"), types=("text/*",), hosts=("media/external", "/")),
        ),
        ".picker.PickActivity": (
            Filter((GET_CONTENT, OPEN_DOCUMENT, CREATE_DOCUMENT), (DEFAULT, OPENABLE), types=("*/*",)),
            Filter((SEND, "android.intent.action.SEND_MULTIPLE"), types=("*/*",)),
        ),
    }
    version = ("14", 34)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.prefs = Prefs(system, self.package, {"sort": "0", "show_hidden": "0"})

    def clear(self) -> None:
        self.prefs.reset()

    def fill(self, fixture: Fixture) -> None:
        now = self.system.now().timestamp()
        for file in fixture.files:
            folder, name = split(f"{SHARED}/{file.path.strip('/')}")
            text = file.text.encode()
            data = made(name, file.size) if not text else text.ljust(file.size, b"\n")
            path = self.system.storage.save(folder, name, data)
            self.system.files.touch(path, now - 60 * file.minutes_ago)

    def page(self, activity: str, intent: Intent) -> Page:
        if activity == ".ViewerActivity":
            return TextPage(self, self.system.storage.file_of(intent.data) or f"{SHARED}/")
        if intent.action in (GET_CONTENT, OPEN_DOCUMENT):
            return FilePicker(self, intent.type)
        if intent.action == CREATE_DOCUMENT:
            return CreatePage(self, intent.string("android.intent.extra.TITLE"), intent.type)
        if activity == ".picker.PickActivity":
            return DestinationPage(self, "Save here", "Saved", partial(self._save, intent))
        if intent.action == "android.intent.action.VIEW_DOWNLOADS":
            return FilesPage(self, f"{SHARED}/Download")
        if intent.action == VIEW:
            path = f"{SHARED}/{unquote(intent.data).partition('primary:')[2]}".rstrip("/")
            return FilesPage(self, path if self.system.files.exists(path) else SHARED)
        return FilesPage(self, root=True)

    def _save(self, intent: Intent, folder: str) -> str:
        """What was shared becomes files of a folder."""
        stream = intent.extras.get("android.intent.extra.STREAM")
        for uri in stream if isinstance(stream, list) else [stream] if stream else []:
            path = self.system.storage.file_of(str(uri))
            if path:
                self.system.storage.save(folder, split(path)[1], self.system.files.read(path))
        if not stream:
            name = intent.string("android.intent.extra.SUBJECT") or "Shared text"
            text = intent.string("android.intent.extra.TEXT")
            self.system.storage.save(folder, f"{name.replace('/', '_')}.txt", text.encode())
        return ""

    def opening(self, entry: Entry) -> Intent:
        """The intent that shows a file."""
        ident = self.system.storage.ident_of(entry.path)
        return Intent(VIEW, data=f"content://media/external/file/{ident}", type=entry.mime)
