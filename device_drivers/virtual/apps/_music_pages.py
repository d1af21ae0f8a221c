"""Music's other screens: the songs of something, what plays now, and the queue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._media_kit import counted, length, quoted
from device_drivers.virtual.apps._music_menus import MEMBERS, new_playlist, playlist_menu, song_menu
from device_drivers.virtual.apps._player import NO_REPEAT, REPEAT_ALL
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.media import AUDIO, PLAYLISTS
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.music import LibraryPage, Program

_REPEATS = ("Repeat off", "Repeat all", "Repeat one")
_SMALL = style(fg="muted", size=13, lines=1)


class TracksPage(Page):
    """The songs of an album, an artist, a playlist (`name` is its id) or the favourites."""

    cls = ".TracksActivity"

    def __init__(self, app: Program, kind: str, name: str) -> None:
        super().__init__(app)
        self.music = app
        self.kind = kind
        self.name = name

    def live(self) -> bool:
        return self.music.player.playing

    def _tracks(self) -> list[tuple[int, Row]]:
        """Songs, each with its place's id in a playlist, or 0."""
        if self.kind == "playlist":
            members = self.content.rows(MEMBERS.format(self.name))
            found = [(row.number("_id"), self.music.player.file(row.number("audio_id"))) for row in members]
            return [(member, song) for member, song in found if song is not None]
        where = "is_favorite=1" if self.kind == "favorites" else f"{self.kind}={quoted(self.name)}"
        sort = "title COLLATE NOCASE" if self.kind == "favorites" else "album, track"
        return [(0, song) for song in self.music.songs(where, sort)]

    def _title(self) -> str:
        if self.kind == "favorites":
            return self.t("Favorites")
        if self.kind != "playlist":
            return self.name
        row = self.content.row(f"{PLAYLISTS}/{self.name}")
        return row.text("name") if row is not None else ""

    def view(self, ui: Kit) -> View:
        tracks = self._tracks()
        idents = [song.number("_id") for _, song in tracks]
        rows = [
            song_row(ui, self, song, partial(self.music.player.play, idents, at), member)
            for at, (member, song) in enumerate(tracks)
        ]
        whole = length(sum(song.number("duration") for _, song in tracks))
        words = f"{counted(len(tracks), 'song')} • {whole}"
        about = ui.text(words, "tracks_summary", _SMALL, pad=(16, 4, 16, 8))
        actions = [
            Action("Play all", partial(self._play, idents), "play", "action_play"),
            Action("Shuffle", partial(self._play, idents, True), "shuffle", "action_shuffle"),
        ]
        if self.kind == "playlist":
            menu = partial(playlist_menu, self, int(self.name), self._title(), self.close)
            actions.append(Action("Playlist options", menu, "playlist", main=False))
        songs = ui.list(rows, "tracks", weight=1) if rows else ui.empty("No songs here", "music")
        body = ui.column([about, songs, *mini(ui, self)])
        return scaffold(ui, self._title(), body, up=self.up, actions=actions, plain=True)

    def _play(self, idents: Sequence[int], shuffled: bool = False) -> None:
        if idents:
            self.music.player.play(idents, shuffled=shuffled)


class NowPage(Page):
    cls = ".NowPlayingActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.music = app

    def live(self) -> bool:
        return self.music.player.playing

    def view(self, ui: Kit) -> View:
        player = self.music.player
        entry = player.current()
        if entry is None:
            return scaffold(ui, "Now playing", ui.empty("Nothing is playing", "music"), up=self.up)
        song = player.file(entry.number("audio_id"))
        loved = song is not None and song.number("is_favorite") == 1
        label = "Remove from favorites" if loved else "Add to favorites"
        act = partial(self._love, entry.number("audio_id"), not loved)
        actions = [
            Action(label, act, "heart_full" if loved else "heart", "action_favorite"),
            Action("Queue", lambda: self.open(QueuePage(self.music)), "playlist", "action_queue"),
        ]
        if song is not None:
            actions.append(Action("Song options", partial(song_menu, self, song), "music", main=False))
        art = ui.avatar(entry.text("album"), "artwork", size=160, gravity="center")
        words = [
            ui.text(entry.text("title"), "title", style(size=24, bold=True, align="center", lines=2)),
            ui.text(entry.text("artist"), "artist", style(size=17, fg="muted", align="center", lines=1)),
            ui.text(entry.text("album"), "album", style(size=14, fg="muted", align="center", lines=1)),
        ]
        parts = [art, ui.column(words, gap=4), self._progress(ui, entry), self._controls(ui)]
        body = ui.scroll(parts, "now_playing", pad=(16, 16, 16, 24), gap=20)
        return scaffold(ui, "Now playing", body, up=self.up, actions=actions)

    def _love(self, ident: int, on: bool) -> None:
        self.content.update(f"{AUDIO}/{ident}", {"is_favorite": int(on)})

    def _progress(self, ui: Kit, entry: Row) -> View:
        player, whole = self.music.player, max(1, entry.number("duration"))
        at = player.position()
        bar = ui.slider(
            at / whole, lambda part: player.seek(int(part * whole)), "progress", desc=ui.t("Position")
        )
        now = ui.text(length(at), "current_time", _SMALL, w=WRAP)
        end = ui.text(length(whole), "total_time", _SMALL, w=WRAP)
        return ui.column([bar, ui.line([now, ui.stretch(), end])])

    def _controls(self, ui: Kit) -> View:
        player = self.music.player
        row = player.row()
        shuffle, repeat = row.number("shuffle"), row.number("repeat")
        face = "repeat_one" if repeat > REPEAT_ALL else "repeat"
        shuffled = "Shuffle on" if shuffle else "Shuffle off"
        buttons = [
            ui.icon_button(
                shuffled, "shuffle", player.shuffle, "shuffle", fg="primary" if shuffle else "muted"
            ),
            ui.icon_button("Previous track", "previous", player.previous, "prev"),
            _play_button(ui, player.playing, player.toggle, 64),
            ui.icon_button("Next track", "next", player.next, "next"),
            ui.icon_button(
                _REPEATS[repeat],
                face,
                player.repeat,
                "repeat",
                fg="muted" if repeat == NO_REPEAT else "primary",
            ),
        ]
        spaced = [buttons[0]]
        for button in buttons[1:]:
            spaced += [ui.stretch(), button]
        return ui.line(spaced, "controls")


class QueuePage(Page):
    cls = ".QueueActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.music = app

    def view(self, ui: Kit) -> View:
        player = self.music.player
        current = player.current()
        place, rows = current.number("place") if current is not None else -1, []
        for entry in player.queue():
            at, ident = entry.number("place"), entry.number("_id")
            drop = ui.icon_button("Remove from queue", "close", partial(player.remove, ident), "remove")
            rows.append(
                ui.row(
                    entry.text("title"),
                    entry.text("artist"),
                    partial(player.go, at),
                    icon=ui.icon("sound" if at == place else "music"),
                    bold=at == place,
                    trailing=[drop],
                    on_long=partial(self._menu, ident, entry.text("title")),
                )
            )
        body = ui.list(rows, "queue") if rows else ui.empty("The queue is empty", "playlist")
        actions = [
            Action("Save as playlist", partial(new_playlist, self, self._idents), "add", "save_queue"),
            Action("Clear queue", player.clear, "delete", "clear_queue", main=False),
        ]
        return scaffold(ui, "Queue", body, up=self.up, actions=actions if rows else ())

    def _idents(self) -> list[int]:
        return [entry.number("audio_id") for entry in self.music.player.queue()]

    def _menu(self, ident: int, title: str) -> None:
        player = self.music.player
        options = (
            ("Move up", partial(player.move, ident, -1)),
            ("Move down", partial(player.move, ident, 1)),
            ("Remove from queue", partial(player.remove, ident)),
        )
        self.show(items(title, options, plain=True))


def _play_button(ui: Kit, playing: bool, act: Act, size: float = 48) -> View:
    label, icon = ("Pause", "pause") if playing else ("Play", "play")
    return ui.icon_button(label, icon, act, "play_pause", size=size)


def mini(ui: Kit, page: LibraryPage | TracksPage) -> list[View]:
    """The bar that says what plays, when something does."""
    player = page.music.player
    entry = player.current()
    if entry is None:
        return []
    words = ui.column(
        [
            ui.text(entry.text("title"), "mini_title", style(size=15, bold=True, lines=1)),
            ui.text(entry.text("artist"), "mini_artist", _SMALL),
        ],
        weight=1,
    )
    bar = ui.line(
        [
            ui.icon("music", desc=ui.t("Now playing")),
            words,
            _play_button(ui, player.playing, player.toggle),
            ui.icon_button("Next track", "next", player.next, "mini_next"),
        ],
        "mini_player",
        bg="tile",
        pad=(16, 6, 4, 6),
        gap=12,
    )
    bar.on_click = lambda: page.open(NowPage(page.music))
    bar.clickable = bar.focusable = True
    return [bar]


def song_row(ui: Kit, page: LibraryPage | TracksPage, song: Row, act: Act, member: int = 0) -> View:
    """A song in a list; `member` is its id within a playlist."""
    entry = page.music.player.current()
    now = entry is not None and entry["audio_id"] == song["_id"]
    menu = partial(song_menu, page, song, member, page.name if isinstance(page, TracksPage) else "")
    time = ui.text(length(song.number("duration")), "duration", _SMALL, w=WRAP)
    more = ui.icon_button("Song options", "more", menu, "song_menu")
    return ui.row(
        song.text("title"),
        f"{song.text('artist')} • {song.text('album')}",
        act,
        icon=ui.icon("sound" if now else "music", fg="primary" if now else "muted"),
        trailing=[time, more],
        bold=now,
        on_long=menu,
    )
