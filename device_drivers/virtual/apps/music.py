"""Music: the library by song, album, artist and playlist, and the search through it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from device_drivers.virtual.apps import _player
from device_drivers.virtual.apps._media_kit import SEARCH, counted, quoted, search_bar
from device_drivers.virtual.apps._music_menus import MEMBERS, new_playlist, playlist_menu
from device_drivers.virtual.apps._music_pages import (
    NowPage,
    TracksPage,
    mini,
    song_row,
)
from device_drivers.virtual.apps._player import Player
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.media import AUDIO, PLAYLISTS
from device_drivers.virtual.providers.resolver import Row, Tables, Value
from device_drivers.virtual.services.permissions import MUSIC
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

_SEARCH_PLAY = "android.media.action.MEDIA_PLAY_FROM_SEARCH"
_TABS = (
    Tab("Songs", "music", "tab_songs"),
    Tab("Albums", "album", "tab_albums"),
    Tab("Artists", "person", "tab_artists"),
    Tab("Playlists", "playlist", "tab_playlists"),
)
_SORTS = (
    ("A to Z", "title COLLATE NOCASE"),
    ("Artist", "artist COLLATE NOCASE, album, track"),
    ("Duration", "duration, title"),
    ("Date added", "date_added DESC, _id DESC"),
)


class LibraryPage(Page):
    cls = ".MusicActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.music = app
        self.tab = 0
        self.sort = 0
        self.searching = False

    def needs(self) -> tuple[str, ...]:
        return (MUSIC,)

    def live(self) -> bool:
        return self.music.player.playing

    def view(self, ui: Kit) -> View:
        if self.searching:
            return self._results(ui)
        places = (self._songs, self._albums, self._artists, self._playlists)
        body = ui.column([places[self.tab](ui), *mini(ui, self)], "library")
        actions = [Action("Search", self._search, "search", "action_search")]
        if self.tab == 0:
            actions.append(Action("Shuffle all", self._shuffle, "shuffle", "action_shuffle"))
            actions.append(Action("Sort by", self._sort_menu, main=False))
        elif self.tab == 3:
            actions.append(Action("New playlist", partial(new_playlist, self), "add", "new_playlist"))
        return scaffold(ui, "Music", body, actions=actions, tabs=Tabs(_TABS, self.tab, self._choose))

    def _choose(self, place: int) -> None:
        self.tab = place

    def _sorted(self) -> list[Row]:
        return self.music.songs("", _SORTS[self.sort][1])

    def _songs(self, ui: Kit) -> View:
        songs = self._sorted()
        idents = [song.number("_id") for song in songs]
        rows = [song_row(ui, self, song, partial(self._play, idents, at)) for at, song in enumerate(songs)]
        return ui.list(rows, "songs", weight=1) if rows else ui.empty("No songs yet", "music")

    def _play(self, idents: Sequence[int], at: int) -> None:
        self.music.player.play(idents, at)

    def _albums(self, ui: Kit) -> View:
        rows = [self._album(ui, row) for row in self.content.rows("content://media/external/audio/albums")]
        return ui.list(rows, "albums", weight=1) if rows else ui.empty("No albums yet", "album")

    def _album(self, ui: Kit, row: Row) -> View:
        name = row.text("album")
        about = f"{row.text('artist')} • {counted(row.number('numsongs'), 'song')}"
        return ui.row(name, about, partial(self._open, "album", name), icon=ui.avatar(name, "artwork"))

    def _artists(self, ui: Kit) -> View:
        rows = []
        for row in self.content.rows("content://media/external/audio/artists"):
            name = row.text("artist")
            albums, songs = row.number("number_of_albums"), row.number("number_of_tracks")
            about = f"{counted(albums, 'album')} • {counted(songs, 'song')}"
            rows.append(ui.row(name, about, partial(self._open, "artist", name), icon=ui.avatar(name)))
        return ui.list(rows, "artists", weight=1) if rows else ui.empty("No artists yet", "person")

    def _playlists(self, ui: Kit) -> View:
        loved = counted(len(self.music.songs("is_favorite=1")), "song")
        head = ui.row(
            ui.t("Favorites"),
            loved,
            partial(self._open, "favorites", ""),
            icon=ui.icon("heart", size=40),
            rid="favorites",
        )
        rows = [head]
        for row in self.content.rows(PLAYLISTS):
            ident = row.number("_id")
            songs = counted(len(self.content.rows(MEMBERS.format(ident))), "song")
            menu = partial(playlist_menu, self, ident, row.text("name"))
            more = ui.icon_button("Playlist options", "more", menu, "playlist_menu")
            rows.append(
                ui.row(
                    row.text("name"),
                    songs,
                    partial(self._open, "playlist", str(ident)),
                    icon=ui.icon("playlist", size=40),
                    trailing=[more],
                    on_long=menu,
                )
            )
        return ui.list(rows, "playlists", weight=1)

    def _open(self, kind: str, name: str) -> None:
        self.open(TracksPage(self.music, kind, name))

    # searching
    def _results(self, ui: Kit) -> View:
        wanted = self.state.fields.get(SEARCH, "").strip().lower()
        rows: list[View] = []
        if wanted:
            songs = [song for song in self._sorted() if wanted in song.text("title").lower()]
            idents = [song.number("_id") for song in songs]
            found = [song_row(ui, self, row, partial(self._play, idents, at)) for at, row in enumerate(songs)]
            rows += self._group(ui, "Songs", found)
            for label, table, column in (("Albums", "albums", "album"), ("Artists", "artists", "artist")):
                names = [
                    row.text(column) for row in self.content.rows(f"content://media/external/audio/{table}")
                ]
                found = [
                    ui.row(name, "", partial(self._open, column, name), icon=ui.avatar(name))
                    for name in names
                    if wanted in name.lower()
                ]
                rows += self._group(ui, label, found)
            lists = [
                ui.row(row.text("name"), "", partial(self._open, "playlist", row.text("_id")))
                for row in self.content.rows(PLAYLISTS)
                if wanted in row.text("name").lower()
            ]
            rows += self._group(ui, "Playlists", lists)
        body = ui.list(rows, "results", weight=1) if rows or not wanted else ui.empty("No results", "search")
        return scaffold(
            ui, "", ui.column([body, *mini(ui, self)]), bar=search_bar(ui, "Search music", self.up)
        )

    def _group(self, ui: Kit, label: str, rows: list[View]) -> list[View]:
        return [ui.header(label), *rows] if rows else []

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop(SEARCH, None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.edit(SEARCH)

    def _shuffle(self) -> None:
        idents = [song.number("_id") for song in self._sorted()]
        if idents:
            self.music.player.play(idents, shuffled=True)

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))


class Program(App):
    package = "com.android.music"
    label = "Music"
    icon = "music"
    launcher = ".MusicActivity"
    activities = {
        ".MusicActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT)),
            Filter(("android.intent.action.MUSIC_PLAYER",)),
            Filter((MAIN,), ("android.intent.category.APP_MUSIC", DEFAULT)),
        ),
        ".NowPlayingActivity": (
            Filter((VIEW,), schemes=("content",), types=("audio/*",), hosts=("media/external/audio",)),
            Filter((_SEARCH_PLAY,)),
        ),
        ".TracksActivity": (),
        ".QueueActivity": (),
    }
    permissions = ("android.permission.READ_MEDIA_AUDIO", "android.permission.POST_NOTIFICATIONS")
    version = ("3.2.0", 320)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        system.content.add(Tables(self.package, _player.routes("music")), _player.schema("music"))
        self.player = Player(system, self.package, "MusicService")

    def fill(self, fixture: Fixture) -> None:
        now, tracks = self.system.now_ms() // 1000, dict[tuple[str, str], int]()
        for place, song in enumerate(fixture.songs):
            album = (song.artist, song.album)
            tracks[album] = tracks.get(album, 0) + 1
            values: dict[str, Value] = {
                "title": song.title, "artist": song.artist, "album": song.album, "genre": song.genre or None,
                "year": song.year, "track": tracks[album], "duration": song.seconds * 1000,
                "_size": song.seconds * 24_000, "is_favorite": int(song.favorite),
                "date_added": now - 86_400 * (place + 5),
            }  # fmt: skip
            self.content.insert(AUDIO, values)
        idents = {row.text("title"): row.number("_id") for row in self.songs()}
        for playlist in fixture.playlists:
            uri = self.content.insert(PLAYLISTS, {"name": playlist.name})
            for title in playlist.songs:
                if title in idents:
                    self.content.insert(f"{uri}/members", {"audio_id": idents[title]})

    def clear(self) -> None:
        self.player.clear()

    def tick(self, now: datetime) -> None:
        self.player.settle()

    def page(self, activity: str, intent: Intent) -> Page:
        if activity == ".NowPlayingActivity":
            return self._play_intent(intent)
        return LibraryPage(self)

    def _play_intent(self, intent: Intent) -> Page:
        """Plays what the intent asks for; with nothing found it shows the library."""
        last = intent.data.rsplit("/", 1)[-1]
        if last.isdigit():
            songs = self.content.rows(AUDIO, f"_id={int(last)}")
        else:
            songs = self._asked(intent.string("query"))
        if not songs:
            self.system.toast("Couldn't find it")
            return LibraryPage(self)
        self.player.play([song.number("_id") for song in songs])
        return NowPage(self)

    def _asked(self, query: str) -> list[Row]:
        """A song's, an album's or an artist's music; all of it when nothing is named."""
        wanted = quoted(f"%{query.strip()}%")
        for column in ("title", "album", "artist"):
            found = self.songs(f"{column} LIKE {wanted}", "album, track")
            if found:
                return found
        return []

    def notified(self, note: Notification, action: str) -> None:
        if not self.player.act(action):
            super().notified(note, action)
            self.system.push(NowPage(self))

    def songs(self, where: str = "", sort: str = "title COLLATE NOCASE") -> list[Row]:
        return self.content.rows(AUDIO, f"is_music=1 AND ({where})" if where else "is_music=1", sort)

    def tracks(self, kind: str, name: str) -> Page:
        """The page of an album's or an artist's songs."""
        return TracksPage(self, kind, name)
