"""What can be done with a song and with a playlist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from device_drivers.virtual.apps._media_kit import length
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.media import AUDIO, PLAYLISTS
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import alert, items, prompt
from device_drivers.virtual.window.state import Layer

if TYPE_CHECKING:
    from device_drivers.virtual.apps._music_pages import NowPage, QueuePage, TracksPage
    from device_drivers.virtual.apps.music import LibraryPage

MusicPage: TypeAlias = "LibraryPage | TracksPage | NowPage | QueuePage"
MEMBERS = PLAYLISTS + "/{}/members"


def song_menu(page: MusicPage, song: Row, member: int = 0, playlist: str = "") -> None:
    """What can be done with a song; `member` is its id within a playlist."""
    player, ident = page.music.player, song.number("_id")
    loved = song.number("is_favorite") == 1
    options: list[tuple[str, Act]] = [
        ("Play next", partial(player.add, ident, after=True)),
        ("Add to queue", partial(player.add, ident)),
        ("Add to playlist", partial(_pick_playlist, page, ident)),
        (
            "Remove from favorites" if loved else "Add to favorites",
            lambda: page.content.update(f"{AUDIO}/{ident}", {"is_favorite": int(not loved)}),
        ),
        ("Go to album", lambda: page.open(page.music.tracks("album", song.text("album")))),
        ("Go to artist", lambda: page.open(page.music.tracks("artist", song.text("artist")))),
        ("Share", partial(share, page, song.text("title"), "", "audio/mpeg", f"{AUDIO}/{ident}")),
        ("Details", lambda: page.show(_details(page, song))),
        ("Delete", partial(_ask_delete, page, song)),
    ]
    if member:
        members = MEMBERS.format(playlist)
        options += [
            ("Remove from playlist", partial(_take_out, page, members, member, ident)),
            ("Move up", partial(_move, page, members, member, -1)),
            ("Move down", partial(_move, page, members, member, 1)),
        ]
    page.show(items(song.text("title"), options, plain=True))


def _details(page: Page, song: Row) -> Layer:
    lines = (
        ("Artist", song.text("artist")),
        ("Album", song.text("album")),
        ("Genre", song.text("genre")),
        ("Year", song.text("year")),
        ("Duration", length(song.number("duration"))),
        ("Size", f"{song.number('_size') / 1e6:.1f} MB"),
        ("File", song.text("_data")),
    )
    words = "\n".join(f"{page.t(label)}: {value}" for label, value in lines if value)
    return alert(song.text("title"), words, plain=True)


def _move(page: Page, members: str, member: int, by: int) -> None:
    """Let a song change its place in a playlist with a neighbour."""
    rows = page.content.rows(members)
    idents = [row.number("_id") for row in rows]
    at = idents.index(member) if member in idents else -1
    if at < 0 or not 0 <= at + by < len(idents):
        return
    idents[at], idents[at + by] = idents[at + by], idents[at]
    for place, ident in enumerate(idents, 1):
        page.content.update(f"{members}/{ident}", {"play_order": place})


def _take_out(page: Page, members: str, member: int, ident: int) -> None:
    row = page.content.row(f"{members}/{member}")
    page.content.delete(f"{members}/{member}")
    if row is not None:
        old = {"audio_id": ident, "play_order": row.number("play_order")}
        page.snack(page.t("Removed from playlist"), "Undo", lambda: page.content.insert(members, old))


def _ask_delete(page: Page, song: Row) -> None:
    def delete() -> None:
        page.content.delete(f"{AUDIO}/{song.number('_id')}")
        page.toast(page.t("Song deleted"))

    message = "The file will be deleted from this device."
    page.show(alert("Delete song?", message, (("Cancel", None), ("Delete", delete))))


# playlists
def _pick_playlist(page: MusicPage, ident: int) -> None:
    lists = [(row.text("name"), partial(_put, page, row, [ident])) for row in page.content.rows(PLAYLISTS)]
    new: tuple[str, Act] = (page.t("New playlist"), partial(new_playlist, page, lambda: [ident]))
    page.show(items("Add to playlist", [new, *lists], named=True))


def _put(page: Page, playlist: Row, idents: Sequence[int]) -> None:
    members = MEMBERS.format(playlist["_id"])
    for ident in idents:
        page.content.insert(members, {"audio_id": ident})
    page.toast(f"{page.t('Added to')} {playlist.text('name')}")


def new_playlist(page: Page, idents: Callable[[], Sequence[int]] = list) -> None:
    """Ask for a name; the new playlist holds those songs."""

    def done(name: str) -> None:
        name = name.strip()
        if not name:
            page.toast(page.t("Enter a name"))
            return
        uri = page.content.insert(PLAYLISTS, {"name": name})
        for ident in idents():
            page.content.insert(f"{uri}/members", {"audio_id": ident})
        page.toast(page.t("Playlist created"))

    page.state.fields["playlist_name"] = ""
    page.show(prompt("New playlist", "playlist_name", "Playlist name", done, ok="Create"))
    page.state.edit("playlist_name")


def playlist_menu(page: MusicPage, ident: int, name: str, gone: Act | None = None) -> None:
    """What can be done with a playlist; `gone` follows when it was deleted."""

    def rename(new: str) -> None:
        if new.strip():
            page.content.update(f"{PLAYLISTS}/{ident}", {"name": new.strip()})

    def ask_name() -> None:
        page.state.fields["playlist_name"] = name
        page.show(prompt("Rename playlist", "playlist_name", "Playlist name", rename, ok="Rename"))
        page.state.edit("playlist_name")
        page.state.selected = True

    def delete() -> None:
        page.content.delete(f"{PLAYLISTS}/{ident}")
        if gone is not None:
            gone()
        page.toast(page.t("Playlist deleted"))

    ask = alert("Delete playlist?", "Its songs stay in your library.", (("Cancel", None), ("Delete", delete)))
    idents = [row.number("audio_id") for row in page.content.rows(MEMBERS.format(ident))]
    options = [
        ("Play", lambda: page.music.player.play(idents) if idents else page.toast(page.t("No songs here"))),
        ("Rename", ask_name),
        ("Delete", lambda: page.show(ask)),
    ]
    page.show(items(name, options, plain=True))
