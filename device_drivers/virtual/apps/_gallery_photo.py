"""One photo or video: favourite, share, details, its date, its album, the bin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps._files_pages import ask_name, fact_sheet
from device_drivers.virtual.apps._gallery_store import Store, is_video, length_text
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.chooser import offer
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import date_picker
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.pickers import time_picker
from device_drivers.virtual.window.view import WRAP, View


def ask_album(page: Page, store: Store, title: str, done: Callable[[str], object]) -> None:
    """Which album; `done` gets its folder, such as Pictures/Lake. A new one may be named."""

    def new(name: str) -> str:
        plain = name.strip()
        if not plain or "/" in plain:
            return "This name is not possible"
        done(f"Pictures/{plain}")
        return ""

    known = [
        (album.name, partial(done, album.cover.text("relative_path").strip("/"))) for album in store.albums()
    ]
    create = partial(ask_name, page, "New album", "", new, "Create")
    page.show(items(title, [("New album", create), *known]))


def spoken(page: Page, row: Row) -> str:
    """How a screen reader names a photo."""
    what = page.t("Video" if is_video(row) else "Photo")
    taken = _listing.full_text(page.system, row.number("datetaken"))
    return f"{what} {page.t('taken on')} {taken}"


class PhotoPage(Page):
    """Swiping shows the photo before or after it, of those it was opened among."""

    cls = ".app.GalleryActivity"

    def __init__(self, app: App, ident: int, among: Sequence[int] = ()) -> None:
        super().__init__(app)
        self.store = Store(app.system)
        self.photo = ident
        self.among = list(among) or [ident]
        self.playing: float | None = None  # when the video began, s of the phone's clock

    def live(self) -> bool:
        return self.playing is not None

    def view(self, ui: Kit) -> View:
        row = self.store.photo(self.photo)
        if row is None:
            return scaffold(ui, "", ui.empty("This photo is gone", "image"), up=self.up)
        picture = ui.photo(
            self.store.picture(row),
            "gl_root_view",
            desc=spoken(self, row),
            whole=True,
            icon="video" if is_video(row) else "image",
            weight=1,
        )
        picture.on_swipe = self._swiped
        parts = [picture]
        if is_video(row):
            parts.append(self._player(ui, row))
        parts.append(
            ui.text(row.text("_display_name"), "photo_name", style(size=14, fg="muted", align="center"))
        )
        trashed = row.number("is_trashed") == 1
        if trashed:
            parts.append(self._bin_bar(ui))
        body = ui.column(parts, "photo_page", gap=8, pad=(0, 0, 0, 12))
        title = _listing.short_text(self.system, row.number("datetaken"))
        actions = [] if trashed else self._actions(row)
        return scaffold(ui, title, body, up=self.up, plain=True, actions=actions)

    def _actions(self, row: Row) -> list[Action]:
        favorite = row.number("is_favorite")
        words = "Remove from favorites" if favorite else "Add to favorites"
        flip = partial(self.store.write, [self.photo], {"is_favorite": int(not favorite)})
        return [
            Action(words, flip, "star_full" if favorite else "star", "action_favorite"),
            Action("Share", self._share, "share", "action_share"),
            Action("Delete", self._trash, "delete", "action_delete"),
            Action("Details", lambda: self.show(fact_sheet("Details", self._facts(row))), main=False),
            Action("Edit date and time", partial(self._ask_day, row), main=False),
            *([] if is_video(row) else [Action("Rotate", partial(self.store.turn, row), main=False)]),
            Action("Rename", partial(self._ask_name, row), main=False),
            Action("Move to album", partial(self._ask_album, True), main=False),
            Action("Copy to album", partial(self._ask_album, False), main=False),
        ]

    def _player(self, ui: Kit, row: Row) -> View:
        length = row.number("duration")
        at = 0 if self.playing is None else int((self.system.elapsed() - self.playing) * 1000)
        if at >= length:
            self.playing, at = None, 0
        label, icon = ("Play", "play") if self.playing is None else ("Stop", "pause")
        button = ui.icon_button(label, icon, self._play, "play_button")
        words = ui.text(f"{length_text(at)} / {length_text(length)}", "play_time", style(size=14), w=WRAP)
        return ui.line([button, words], gap=8, w=WRAP, gravity="center")

    def _play(self) -> None:
        self.playing = self.system.elapsed() if self.playing is None else None

    def _bin_bar(self, ui: Kit) -> View:
        return ui.line(
            [
                ui.button("Restore", self._restore, "action_restore", kind="tonal", weight=1),
                ui.button("Delete forever", self._ask_delete, "action_purge", kind="tonal", weight=1),
            ],
            gap=12,
            pad=(16, 8, 16, 4),
        )

    def _facts(self, row: Row) -> list[tuple[str, str]]:
        facts = [
            ("Name", row.text("_display_name")),
            ("Taken", _listing.full_text(self.system, row.number("datetaken"))),
            ("Album", row.text("bucket_display_name")),
            ("Folder", "/sdcard/" + row.text("relative_path")),
            ("Size", _listing.size_text(row.number("_size"))),
        ]
        if is_video(row):
            return [*facts, ("Duration", length_text(row.number("duration")))]
        return [*facts, ("Resolution", f"{row.number('width')} × {row.number('height')}")]

    def _swiped(self, way: str) -> None:
        here = self.among.index(self.photo) if self.photo in self.among else 0
        place = here + {"left": 1, "right": -1}.get(way, 0)
        if 0 <= place < len(self.among):
            self.photo, self.playing = self.among[place], None

    def _share(self) -> None:
        offer(self, self.store.share([self.photo]))

    def _trash(self) -> None:
        self.store.trash([self.photo], True)
        self.close()
        self.system.page.snack(self.t("Moved to bin"), "Undo", partial(self.store.trash, [self.photo], False))

    def _restore(self) -> None:
        self.store.trash([self.photo], False)
        self.close()
        self.toast(self.t("Restored"))

    def _ask_delete(self) -> None:
        def delete() -> None:
            self.store.delete([self.photo])
            self.close()

        ask = (("Cancel", None), ("Delete", delete))
        self.show(alert("Delete forever?", "This can't be undone.", ask))

    def _ask_name(self, row: Row) -> None:
        stem = row.text("_display_name").rpartition(".")[0]
        ask_name(self, "Rename", stem, partial(self.store.rename, row))

    def _ask_album(self, move: bool) -> None:
        def put(folder: str) -> None:
            (self.store.move if move else self.store.copy)([self.photo], folder)
            self.toast(f"{self.t('Moved to' if move else 'Copied to')} {folder.rsplit('/', 1)[-1]}")

        ask_album(self, self.store, "Move to album" if move else "Copy to album", put)

    def _ask_day(self, row: Row) -> None:
        then = _listing.moment(self.system, row.number("datetaken"))
        self.show(date_picker(then.date(), partial(self._ask_time, then), mode=self.system.skin.picker))

    def _ask_time(self, then: datetime, day: date) -> None:
        def done(hour: int, minute: int) -> None:
            moment = then.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=minute)
            self.store.write([self.photo], {"datetaken": int(moment.timestamp() * 1000)})
            self.toast(self.t("Date changed"))

        mode, hours24 = self.system.skin.picker, self.system.hours24
        self.show(time_picker(then.hour, then.minute, done, mode=mode, hours24=hours24))
