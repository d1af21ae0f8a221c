"""What the tasks about music share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.tasks.catalogue._notes import write_note
from bench.tasks.catalogue._people import send_message
from bench.tasks.hand import Hand
from bench.tasks.judges import (
    Want,
    changed,
    difference,
    may_change,
    squeeze,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Draw, Judge, Params
from bench.tasks.world import World
from device_drivers.virtual.stocks.music import Playlist, Song

MUSIC, MESSAGES = "com.android.music", "com.android.messaging"
_SONGS = (
    "Copper Kettle", "Marzipan", "Northern Platform", "Umbrella Thief", "Glass Marbles", "Ten Past Nine",
    "Owl Street", "Cardboard Crown", "Velvet Anchor", "Paper Aeroplane", "Half a Lemon", "Snow Globe",
    "Tightrope", "Wooden Horses", "Quiet Engine", "Moth Parade",
)  # fmt: skip
_ALBUMS = ("Attic Tapes", "Lighthouse Keeper", "Porcelain", "Second Breakfast", "Backyard Opera")
_ARTISTS = ("The Otter Choir", "Mabel Quince", "Rust & Honey", "Ivo Larkspur", "Tall Teacups")
_LISTS = ("Train ride", "Ironing", "Campfire", "Wedding", "Night shift", "Warm-up")
FILE = may_change("files")  # a song is a file, too
ITS = frozenset({"playlists", "playlist_songs"})


# Draws
def new_song(world: World, **fields: Any) -> Song:
    """A song with a title that no other has."""
    fields = {"artist": world.choose(*_ARTISTS), "album": world.choose(*_ALBUMS), **fields}
    title, seconds = world.choose(*_SONGS), world.rng.randrange(100, 380)
    return world.add("songs", Song(**{"title": title, "seconds": seconds, "year": 2020, **fields}))


def draw_one(**fields: Any) -> Draw:
    def draw(world: World) -> dict[str, str]:
        song = new_song(world, **fields)
        return {"song": song.title, "artist": song.artist, "album": song.album}

    return draw


def draw_two(world: World) -> dict[str, str]:
    return {"song": new_song(world).title, "second": new_song(world).title}


def new_album(world: World, count: int) -> dict[str, str]:
    """An album of so many songs."""
    artist, album = world.choose(*_ARTISTS), world.choose(*_ALBUMS)
    songs = [new_song(world, artist=artist, album=album).title for _ in range(count)]
    return {"artist": artist, "album": album, "songs": "\n".join(songs)}


def draw_album(count: int) -> Draw:
    return lambda world: {**new_album(world, count), "list": world.choose(*_LISTS)}


def draw_list(world: World) -> dict[str, str]:
    """A playlist of three songs."""
    names, name = [new_song(world).title for _ in range(3)], world.choose(*_LISTS)
    world.add("playlists", Playlist(name=name, songs=tuple(names)))
    return {
        "list": name,
        "songs": "\n".join(names),
        "song": world.rng.choice(names),
        "new": new_song(world).title,
        "to": world.choose(*_LISTS),
        "title": world.title(),
    }


def draw_eight(world: World) -> dict[str, str]:
    names = [new_song(world).title for _ in range(8)]
    return {"list": world.choose(*_LISTS), "songs": "\n".join(names), "all": ", ".join(names)}


def draw_perhaps(world: World) -> dict[str, str]:
    loved = world.rng.random() < 0.5
    return {"song": new_song(world, favorite=loved).title, "loved": "yes" if loved else ""}


def draw_person(world: World) -> dict[str, str]:
    person = world.contact()
    return {**draw_one()(world), "name": person.name, "number": person.phone}


# By hand
def search_music(hand: Hand, words: str) -> None:
    """The library, searched."""
    hand.open(MUSIC)
    hand.menu("Search")
    hand.fill("Search music", words)


def play_song(hand: Hand, title: str) -> None:
    """One song."""
    search_music(hand, title)
    hand.tap_element(hand.row(title))


def song_menu(hand: Hand, title: str, *labels: str) -> None:
    """What a long press on a song in sight offers."""
    hand.hold_element(hand.row(title))
    hand.tap(*labels)


def open_place(hand: Hand, tab: str, name: str) -> None:
    """An album, an artist or a playlist."""
    hand.open(MUSIC)
    hand.go(tab)
    hand.tap_element(hand.row(name))


def do_play(hand: Hand, p: Params) -> None:
    play_song(hand, p["song"])


def do_play_album(hand: Hand, p: Params) -> None:
    open_place(hand, "Albums", p["album"])
    hand.menu("Play all")


def do_play_list(hand: Hand, p: Params) -> None:
    open_place(hand, "Playlists", p["list"])
    hand.menu("Play all")


def do_shuffle(hand: Hand, p: Params) -> None:
    hand.open(MUSIC)
    hand.menu("Shuffle all")


def do_with_song(*labels: str) -> Callable[[Hand, Params], None]:
    def oracle(hand: Hand, p: Params) -> None:
        search_music(hand, p["song"])
        song_menu(hand, p["song"], *labels)

    return oracle


def do_new_list(hand: Hand, p: Params) -> None:
    hand.open(MUSIC)
    hand.go("Playlists")
    hand.menu("New playlist")
    hand.fill("Playlist name", p["list"])
    hand.tap("Create")


def do_add_to_list(hand: Hand, p: Params) -> None:
    search_music(hand, p["new"])
    song_menu(hand, p["new"], "Add to playlist")
    hand.tap_text(p["list"])


def do_take_out(hand: Hand, p: Params) -> None:
    open_place(hand, "Playlists", p["list"])
    song_menu(hand, p["song"], "Remove from playlist")


def list_menu(hand: Hand, name: str, *labels: str) -> None:
    """What a long press on a playlist offers."""
    hand.open(MUSIC)
    hand.go("Playlists")
    hand.hold_element(hand.row(name))
    hand.tap(*labels)


def do_rename_list(hand: Hand, p: Params) -> None:
    list_menu(hand, p["list"], "Rename")
    hand.fill("Playlist name", p["to"])
    hand.tap("Rename")


def do_delete_list(hand: Hand, p: Params) -> None:
    list_menu(hand, p["list"], "Delete", "Delete")


def do_repeat_album(hand: Hand, p: Params) -> None:
    do_play_album(hand, p)
    hand.tap("Now playing")
    hand.tap("Repeat off")


def do_queue(hand: Hand, p: Params) -> None:
    play_song(hand, p["song"])
    hand.write(hand.field(), p["second"])
    song_menu(hand, p["second"], "Add to queue")


def do_look_up(hand: Hand, p: Params) -> None:
    search_music(hand, p["song"])


def do_love_artist(hand: Hand, p: Params) -> None:
    open_place(hand, "Artists", p["artist"])
    for song in p["songs"].split("\n"):
        song_menu(hand, song, "Add to favorites")


def _first_into(hand: Hand, song: str, name: str) -> None:
    song_menu(hand, song, "Add to playlist", "New playlist")
    hand.fill("Playlist name", name)
    hand.tap("Create")


def do_list_album(hand: Hand, p: Params) -> None:
    open_place(hand, "Albums", p["album"])
    first, *others = p["songs"].split("\n")
    _first_into(hand, first, p["list"])
    for song in others:
        song_menu(hand, song, "Add to playlist")
        hand.tap_text(p["list"])


def do_list_eight(hand: Hand, p: Params) -> None:
    first, *others = p["songs"].split("\n")
    search_music(hand, first)
    _first_into(hand, first, p["list"])
    for song in others:
        hand.write(hand.field(), song)
        song_menu(hand, song, "Add to playlist")
        hand.tap_text(p["list"])


def do_play_or_love(hand: Hand, p: Params) -> None:
    search_music(hand, p["song"])
    if p["loved"]:
        hand.tap_element(hand.row(p["song"]))
    else:
        song_menu(hand, p["song"], "Add to favorites")


def do_text_album(hand: Hand, p: Params) -> None:
    search_music(hand, p["song"])
    send_message(hand, p["name"], p["album"])


def do_note_list(hand: Hand, p: Params) -> None:
    open_place(hand, "Playlists", p["list"])
    write_note(hand, p["title"], p["songs"])


def do_delete_lists(hand: Hand, p: Params) -> None:
    hand.open(MUSIC)
    hand.go("Playlists")
    words = hand.t("Playlist options")
    while found := [e for e in hand.screen.elements if words in (e.desc, e.text)]:
        hand.tap_element(found[0])
        hand.tap("Delete", "Delete")


# Judges
def _queued(state: State) -> list[str]:
    titles = {row["_id"]: row["title"] for row in state.tables["songs"]}
    queue = sorted(state.tables["music_queue"], key=lambda row: int(row["place"]))
    return [titles.get(row["audio_id"], "") for row in queue]


def now_playing(state: State) -> str:
    """The title of the song that plays; nothing when none does."""
    place = state.tables["music_player"][0]["place"]
    idents = {row["audio_id"] for row in state.rows("music_queue", place=place)}
    found = [row["title"] for row in state.tables["songs"] if row["_id"] in idents]
    return found[0] if found and state.playing == MUSIC else ""


def plays(song: str) -> Judge:
    """That song plays."""
    return Judge(lambda after, before: now_playing(after) == song.format(**before.params))


def check_plays_all(after: State, before: Before) -> bool:
    """These songs and no others, from the first."""
    songs = before.params["songs"].split("\n")
    return sorted(_queued(after)) == sorted(songs) and now_playing(after) in songs


def playlist(name: str, *parts: str, had: str = "") -> Judge:
    """The playlist of that name holds exactly these songs, the others are as before. A part may hold several
    songs by its {placeholders}. had: its name before; nothing when it is new."""

    def check(after: State, before: Before) -> bool:
        p = before.params
        songs = [song for part in parts for song in part.format(**p).split("\n") if song]
        held = {name.casefold(): songs for name, songs in _held(before.state).items()}
        held.pop(had.format(**p).casefold(), None)
        wanted = {**held, name.format(**p).casefold(): sorted(songs)}
        return {name.casefold(): songs for name, songs in _held(after).items()} == wanted

    return Judge(check, ITS)


def _held(state: State) -> dict[str, list[str]]:
    """The songs of each playlist."""
    return {
        row["name"]: sorted(one["title"] for one in state.rows("playlist_songs", playlist_id=row["_id"]))
        for row in state.tables["playlists"]
    }


def is_loved_all(value: str, before: Before) -> bool:
    return value in before.params["songs"].split("\n")


def check_shuffled(after: State, before: Before) -> bool:
    songs = [row["title"] for row in after.tables["songs"] if row["is_music"] == "1"]
    mixed = after.tables["music_player"][0]["shuffle"] == "1"
    return mixed and sorted(_queued(after)) == sorted(songs) and after.playing == MUSIC


def check_without(after: State, before: Before) -> bool:
    p = before.params
    left = "\n".join(song for song in p["songs"].split("\n") if song != p["song"])
    return playlist("{list}", left, had="{list}").check(after, before)


def check_played_or_loved(after: State, before: Before) -> bool:
    if before.params["loved"]:
        return plays("{song}").check(after, before) and not any(difference("songs", after, before))
    return changed("songs", SONG, {"is_favorite": "1"}).check(after, before)


def check_second_last(after: State, before: Before) -> bool:
    return now_playing(after) == before.params["song"] and _queued(after)[-1:] == [before.params["second"]]


def check_list_gone(after: State, before: Before) -> bool:
    wanted = {name: songs for name, songs in _held(before.state).items() if name != before.params["list"]}
    return _held(after) == wanted


def is_all_named(value: str, before: Before) -> bool:
    """A line for each, in any order."""
    said = sorted(squeeze(line) for line in value.splitlines() if line.strip())
    return said == sorted(map(squeeze, before.params["songs"].split("\n")))


def check_no_lists(after: State, before: Before) -> bool:
    return not after.tables["playlists"]


SONG: dict[str, Want] = {"title": "{song}", "is_music": "1"}
