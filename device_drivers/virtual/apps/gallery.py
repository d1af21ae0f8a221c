"""Gallery: photos by day, albums, favourites and the bin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps._contents import made
from device_drivers.virtual.apps._gallery_photo import PhotoPage, ask_album, spoken
from device_drivers.virtual.apps._gallery_store import Album, Store, is_video, length_text
from device_drivers.virtual.apps._prefs import Prefs
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, PICK, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.storage import SHARED
from device_drivers.virtual.scenes import deferred
from device_drivers.virtual.services.chooser import offer
from device_drivers.virtual.services.permissions import IMAGES
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import CLICKABLE, Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import FILL, WRAP, View

_TABS = (
    Tab("Photos", "image", "photos_tab"),
    Tab("Photo albums", "photo_album", "albums_tab"),
    Tab("Favorites", "star", "favorites_tab"),
    Tab("Bin", "delete", "bin_tab"),
)
_WHERE = ("is_trashed=0", "is_trashed=0", "is_trashed=0 AND is_favorite=1", "is_trashed=1")
_COLUMNS, _CELL = 3, 116  # cells beside each other, and their height in dp
_PICKED = ("image/*", "video/*", "vnd.android.cursor.dir/image")
_SORTS = ("Newest first", "Oldest first")


class GridPage(_listing.Selecting):
    """Photos in a grid: all of them with tabs, or with `album` those of a folder."""

    cls = ".app.GalleryActivity"

    def __init__(self, app: Program, album: Album | None = None) -> None:
        super().__init__(app)
        self.gallery, self.store = app, Store(app.system)
        self.album = album
        self.tab = 0

    def needs(self) -> tuple[str, ...]:
        return (IMAGES,)

    def _found(self) -> list[Row]:
        where = f"is_trashed=0 AND bucket_id={self.album.bucket}" if self.album else _WHERE[self.tab]
        rows = self.store.photos(where, self.gallery.prefs.get("sort") == "1")
        words = _listing.wanted(self) if self.searching else ""
        return [row for row in rows if words in self._words(row)] if words else rows

    def _words(self, row: Row) -> str:
        """What a search looks at: the name, the album and the date."""
        then = _listing.moment(self.system, row.number("datetaken"))
        return " ".join(
            [
                row.text("_display_name"),
                row.text("bucket_display_name"),
                self.system.date_text(then, "yMMMMd").replace(",", ""),
            ]
        ).lower()

    def view(self, ui: Kit) -> View:
        if self.tab == 1 and not self.searching:
            return self._framed(ui, self._albums(ui), [])
        found = self._found()
        body = ui.list(self._rows(ui, found), "photo_grid", pad=(2, 0, 2, 96)) if found else self._empty(ui)
        if self.picked:
            actions = self.picked_actions(self._for_picked())
            everything = partial(setattr, self, "picked", [row.text("_id") for row in found])
            actions.append(Action("Select all", everything, main=False))
            title = self.picked_title()
            return scaffold(ui, title, body, up=self.unpick, close=True, plain=True, actions=actions)
        if self.searching:
            return scaffold(ui, "", body, bar=_listing.search_bar(self, ui, "Search photos"))
        return self._framed(ui, body, found)

    def _empty(self, ui: Kit) -> View:
        if self.searching and _listing.wanted(self):
            return ui.empty("No photos found", "search")
        label, icon = (
            ("No photos", "image"),
            ("", ""),
            ("No favorites", "star"),
            ("The bin is empty", "delete"),
        )[self.tab]
        return ui.empty(label, icon)

    def _framed(self, ui: Kit, body: View, found: Sequence[Row]) -> View:
        actions = [
            Action("Search", self.search, "search", "action_search"),
            Action("Camera", self._camera, "camera", "action_camera"),
            Action("Sort by", self._ask_sort, main=False),
        ]
        if self.tab == 3 and found:
            actions.append(Action("Empty bin", partial(self._ask_delete, found), main=False))
        if found:
            everything = partial(setattr, self, "picked", [row.text("_id") for row in found])
            actions.append(Action("Select all", everything, main=False))
        if self.album:
            return scaffold(ui, self.album.name, body, up=self.up, actions=actions, plain=True)
        return scaffold(ui, "Gallery", body, actions=actions, tabs=Tabs(_TABS, self.tab, self._choose))

    # the grid
    def _rows(self, ui: Kit, found: Sequence[Row]) -> list[View]:
        """A heading for each month, and its photos in lines."""
        among = [row.number("_id") for row in found]
        made_rows = []
        columns = max(_COLUMNS, int(ui.room.width / _CELL))
        for month, group in groupby(found, self._month):
            rows = list(group)
            made_rows.append(ui.text(month, "date_header", style(size=14, bold=True), pad=(14, 14, 14, 6)))
            for start in range(0, len(rows), columns):
                cells = [self._cell(ui, row, among) for row in rows[start : start + columns]]
                blanks = [ui.space(1, w=1) for _ in range(columns - len(cells))]
                for blank in blanks:
                    blank.weight = 1
                made_rows.append(ui.line([*cells, *blanks]))
        return made_rows

    def _month(self, row: Row) -> str:
        return self.system.date_text(_listing.moment(self.system, row.number("datetaken")), "yMMMM")

    def _cell(self, ui: Kit, row: Row, among: Sequence[int]) -> View:
        key, video = row.text("_id"), is_video(row)
        picture = ui.photo(self.store.picture(row), "thumbnail", icon="video" if video else "image", h=FILL)
        marks = []
        if video:
            look = style(size=12, bold=True, bg="surface", shape="pill", lines=1)
            length = ui.text(length_text(row.number("duration")), "duration", look, w=WRAP, pad=(6, 2, 6, 2))
            length.gravity = "end"
            marks.append(length)
        if row.number("is_favorite"):
            marks.append(ui.icon("star_full", "favorite", desc=ui.t("Favorite"), size=20, fg="on_wallpaper"))
        picked = key in self.picked
        if picked:
            mark = ui.icon("check", "selected", desc=ui.t("Selected"), size=28, fg="on_primary")
            mark.style = style(icon="check", widget="icon", fg="on_primary", bg="primary", shape="circle")
            mark.gravity = "center middle"
            marks.append(mark)
        cell = ui.frame([picture, *marks], "photo_cell", h=_CELL, weight=1, pad=(2, 2, 2, 2))
        cell.desc, cell.selected = spoken(self, row), picked
        cell.on_click = partial(self.touched, key, partial(self._open, row.number("_id"), among))
        cell.on_long = partial(self.pick, key)
        cell.clickable = cell.focusable = cell.long_clickable = True
        return cell

    def _albums(self, ui: Kit) -> View:
        listed = ui.skin.collections == "list"
        cells = []
        for album in self.store.albums():
            video = is_video(album.cover)
            picture = ui.photo(
                self.store.picture(album.cover), "album_cover", icon="video" if video else "image", h=132
            )
            if listed:
                picture.w = picture.h = 64
            words = [
                ui.text(album.name, "album_name", style(size=15, bold=True, lines=1)),
                ui.text(str(album.count), "album_count", style(size=13, fg="muted", lines=1)),
            ]
            cells.append(
                View(
                    "android.view.ViewGroup",
                    rid=ui.rid("album"),
                    children=[picture, ui.column(words, weight=1)] if listed else [picture, *words],
                    axis="h" if listed else "v",
                    gap=16 if listed else 3,
                    pad=(8, 8, 8, 8),
                    on_click=partial(self._open_album, album),
                    **CLICKABLE,
                )
            )
        if not cells:
            return ui.empty("No albums", "photo_album")
        columns = 1 if listed else ui.room.columns(200)
        return ui.scroll([ui.grid(cells, columns)], "album_grid", pad=(4, 4, 4, 24))

    # what is done
    def _choose(self, tab: int) -> None:
        self.tab = tab
        self.state.scroll.clear()

    def _open(self, ident: int, among: Sequence[int]) -> None:
        self.open(PhotoPage(self.gallery, ident, among))

    def _open_album(self, album: Album) -> None:
        self.open(GridPage(self.gallery, album))

    def _camera(self) -> None:
        if not self.system.start(Intent("android.media.action.STILL_IMAGE_CAMERA")).ok:
            self.toast(self.t("No app can do this"))

    def _ask_sort(self) -> None:
        chosen = int(self.gallery.prefs.get("sort"))
        self.show(choose("Sort by", _SORTS, chosen, lambda place: self.gallery.prefs.put("sort", str(place))))

    def _ask_delete(self, found: Sequence[Row]) -> None:
        idents = [row.number("_id") for row in found]
        ask = (("Cancel", None), ("Delete", partial(self.store.delete, idents)))
        self.show(alert("Delete forever?", "This can't be undone.", ask))

    def _for_picked(self) -> list[Action]:
        idents = [int(key) for key in self.picked]
        rows = [row for row in map(self.store.photo, idents) if row is not None]
        if self.tab == 3:
            return [
                Action("Restore", partial(self.store.trash, idents, False), "restore", "action_restore"),
                Action("Delete forever", partial(self._ask_delete, rows), "delete", "action_purge"),
            ]
        plain = any(not row.number("is_favorite") for row in rows)
        return [
            Action("Share", partial(offer, self, self.store.share(idents)), "share", "action_share"),
            Action("Delete", partial(self._trash, idents), "delete", "action_delete"),
            Action(
                "Add to favorites" if plain else "Remove from favorites",
                partial(self.store.write, idents, {"is_favorite": int(plain)}),
                "star",
                "action_favorite",
            ),
            Action("Move to album", partial(self._ask_album, idents, True), main=False),
            Action("Copy to album", partial(self._ask_album, idents, False), main=False),
        ]

    def _trash(self, idents: Sequence[int]) -> None:
        self.store.trash(idents, True)
        words = f"{len(idents)} · {self.t('Moved to bin')}"
        self.snack(words, "Undo", partial(self.store.trash, idents, False))

    def _ask_album(self, idents: Sequence[int], move: bool) -> None:
        put = partial(self.store.move if move else self.store.copy, idents)
        ask_album(self, self.store, "Move to album" if move else "Copy to album", put)


class PickPage(GridPage):
    """Photos for another app: a touch gives one. `mime` is a type such as image/*, or nothing for any."""

    cls = ".app.DialogPicker"

    def __init__(self, app: Program, mime: str) -> None:
        super().__init__(app)
        self.kind = mime.removesuffix("*") if mime != "*/*" else ""

    def view(self, ui: Kit) -> View:
        found = [row for row in self._found() if row.text("mime_type").startswith(self.kind)]
        body = ui.list(self._rows(ui, found), "photo_grid", pad=(2, 0, 2, 24)) if found else self._empty(ui)
        if self.searching:
            return scaffold(ui, "", body, bar=_listing.search_bar(self, ui, "Search photos"))
        actions = [Action("Search", self.search, "search", "action_search")]
        return scaffold(ui, "Choose a photo", body, up=self.up, close=True, actions=actions)

    def _open(self, ident: int, among: Sequence[int]) -> None:
        uris = [uri for uri in self.store.uris([ident]) if ident in among]
        self.give(Intent(data=uris[0], type=self.system.storage.type_of(uris[0])))

    def pick(self, key: str) -> None:
        self._open(int(key), [int(key)])


class Program(App):
    package = "com.android.gallery3d"
    label = "Gallery"
    icon = "image"
    launcher = ".app.GalleryActivity"
    activities = {
        ".app.GalleryActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT)),
            Filter(
                (VIEW,),
                schemes=("content", "file"),
                types=("image/*", "video/*"),
                hosts=("media/external", "/"),
            ),
        ),
        ".app.DialogPicker": (
            Filter((PICK,), types=("image/*", "video/*")),
            Filter((PICK,), schemes=("content",), types=_PICKED, hosts=("media/external",)),
            Filter(("android.provider.action.PICK_IMAGES",)),
            Filter(("android.provider.action.PICK_IMAGES",), types=("image/*", "video/*")),
        ),
    }
    permissions = ("android.permission.READ_MEDIA_IMAGES", "android.permission.READ_MEDIA_VIDEO")
    version = ("1.1.40030", 40030)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.prefs = Prefs(system, self.package, {"sort": "0"})

    def clear(self) -> None:
        self.prefs.reset()

    def tick(self, now: datetime) -> None:
        """What has been in the bin for too long is gone."""
        self.content.delete(
            "content://media/external/file", f"is_trashed=1 AND date_expires<={int(now.timestamp())}"
        )

    def fill(self, fixture: Fixture) -> None:
        now, storage = self.system.now().timestamp(), self.system.storage
        for photo in fixture.photos:
            data = made(photo.name, 8_000 * photo.seconds) if photo.seconds else deferred(photo.scene)
            path = storage.save(f"{SHARED}/{photo.folder.strip('/')}", photo.name, data)
            self.system.files.touch(path, now - 60 * photo.minutes_ago)
            if photo.seconds or photo.favorite or photo.trashed:
                values = {
                    "duration": 1000 * photo.seconds or None,
                    "is_favorite": int(photo.favorite),
                    "is_trashed": int(photo.trashed),
                }
                self.content.update(f"content://media/external/file/{storage.ident_of(path)}", values)

    def page(self, activity: str, intent: Intent) -> Page:
        if activity == ".app.DialogPicker":
            return PickPage(self, "image/" if intent.type.startswith("vnd.") else intent.type or "image/")
        if intent.action == VIEW:
            path = self.system.storage.file_of(intent.data)
            ident = self.system.storage.ident_of(path)
            store = Store(self.system)
            row = store.photo(ident)
            if row is None or row.number("media_type") not in (1, 3):
                return GridPage(self)
            among = store.photos(f"is_trashed=0 AND bucket_id={row.text('bucket_id')}")
            return PhotoPage(self, ident, [other.number("_id") for other in among])
        return GridPage(self)
