"""Music: songs, albums, playlists, and what plays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.tasks.catalogue.notes import NOTES, write_note
from bench.tasks.catalogue.notes_more import text_to
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import (
    Want,
    added,
    changed,
    difference,
    every,
    front,
    holds,
    may_change,
    number,
    removed,
    squeeze,
    unchanged,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Draw, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.music import Playlist, Song

MUSIC, _MESSAGES = "com.android.music", "com.android.messaging"
_SONGS = (
    "Copper Kettle", "Marzipan", "Northern Platform", "Umbrella Thief", "Glass Marbles", "Ten Past Nine",
    "Owl Street", "Cardboard Crown", "Velvet Anchor", "Paper Aeroplane", "Half a Lemon", "Snow Globe",
    "Tightrope", "Wooden Horses", "Quiet Engine", "Moth Parade",
)  # fmt: skip
_ALBUMS = ("Attic Tapes", "Lighthouse Keeper", "Porcelain", "Second Breakfast", "Backyard Opera")
_ARTISTS = ("The Otter Choir", "Mabel Quince", "Rust & Honey", "Ivo Larkspur", "Tall Teacups")
_LISTS = ("Train ride", "Ironing", "Campfire", "Wedding", "Night shift", "Warm-up")
_FILE = may_change("files")  # a song is a file, too
_ITS = frozenset({"playlists", "playlist_songs"})


# Draws
def new_song(world: World, **fields: Any) -> Song:
    """A song with a title that no other has."""
    fields = {"artist": world.choose(*_ARTISTS), "album": world.choose(*_ALBUMS), **fields}
    title, seconds = world.choose(*_SONGS), world.rng.randrange(100, 380)
    return world.add("songs", Song(**{"title": title, "seconds": seconds, "year": 2020, **fields}))


def _one(**fields: Any) -> Draw:
    def draw(world: World) -> dict[str, str]:
        song = new_song(world, **fields)
        return {"song": song.title, "artist": song.artist, "album": song.album}

    return draw


def _two(world: World) -> dict[str, str]:
    return {"song": new_song(world).title, "second": new_song(world).title}


def new_album(world: World, count: int) -> dict[str, str]:
    """An album of so many songs."""
    artist, album = world.choose(*_ARTISTS), world.choose(*_ALBUMS)
    songs = [new_song(world, artist=artist, album=album).title for _ in range(count)]
    return {"artist": artist, "album": album, "songs": "\n".join(songs)}


def _album(count: int) -> Draw:
    return lambda world: {**new_album(world, count), "list": world.choose(*_LISTS)}


def _list(world: World) -> dict[str, str]:
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


def _eight(world: World) -> dict[str, str]:
    names = [new_song(world).title for _ in range(8)]
    return {"list": world.choose(*_LISTS), "songs": "\n".join(names), "all": ", ".join(names)}


def _perhaps(world: World) -> dict[str, str]:
    loved = world.rng.random() < 0.5
    return {"song": new_song(world, favorite=loved).title, "loved": "yes" if loved else ""}


def _person(world: World) -> dict[str, str]:
    person = world.contact()
    return {**_one()(world), "name": person.name, "number": person.phone}


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


def _play(hand: Hand, p: Params) -> None:
    play_song(hand, p["song"])


def _play_album(hand: Hand, p: Params) -> None:
    open_place(hand, "Albums", p["album"])
    hand.menu("Play all")


def _play_list(hand: Hand, p: Params) -> None:
    open_place(hand, "Playlists", p["list"])
    hand.menu("Play all")


def _shuffle(hand: Hand, p: Params) -> None:
    hand.open(MUSIC)
    hand.menu("Shuffle all")


def _with_song(*labels: str) -> Callable[[Hand, Params], None]:
    def oracle(hand: Hand, p: Params) -> None:
        search_music(hand, p["song"])
        song_menu(hand, p["song"], *labels)

    return oracle


def _new_list(hand: Hand, p: Params) -> None:
    hand.open(MUSIC)
    hand.go("Playlists")
    hand.menu("New playlist")
    hand.fill("Playlist name", p["list"])
    hand.tap("Create")


def _add_to_list(hand: Hand, p: Params) -> None:
    search_music(hand, p["new"])
    song_menu(hand, p["new"], "Add to playlist")
    hand.tap_text(p["list"])


def _take_out(hand: Hand, p: Params) -> None:
    open_place(hand, "Playlists", p["list"])
    song_menu(hand, p["song"], "Remove from playlist")


def list_menu(hand: Hand, name: str, *labels: str) -> None:
    """What a long press on a playlist offers."""
    hand.open(MUSIC)
    hand.go("Playlists")
    hand.hold_element(hand.row(name))
    hand.tap(*labels)


def _rename_list(hand: Hand, p: Params) -> None:
    list_menu(hand, p["list"], "Rename")
    hand.fill("Playlist name", p["to"])
    hand.tap("Rename")


def _delete_list(hand: Hand, p: Params) -> None:
    list_menu(hand, p["list"], "Delete", "Delete")


def _repeat_album(hand: Hand, p: Params) -> None:
    _play_album(hand, p)
    hand.tap("Now playing")
    hand.tap("Repeat off")


def _queue(hand: Hand, p: Params) -> None:
    play_song(hand, p["song"])
    hand.write(hand.field(), p["second"])
    song_menu(hand, p["second"], "Add to queue")


def _look_up(hand: Hand, p: Params) -> None:
    search_music(hand, p["song"])


def _love_artist(hand: Hand, p: Params) -> None:
    open_place(hand, "Artists", p["artist"])
    for song in p["songs"].split("\n"):
        song_menu(hand, song, "Add to favorites")


def _first_into(hand: Hand, song: str, name: str) -> None:
    song_menu(hand, song, "Add to playlist", "New playlist")
    hand.fill("Playlist name", name)
    hand.tap("Create")


def _list_album(hand: Hand, p: Params) -> None:
    open_place(hand, "Albums", p["album"])
    first, *others = p["songs"].split("\n")
    _first_into(hand, first, p["list"])
    for song in others:
        song_menu(hand, song, "Add to playlist")
        hand.tap_text(p["list"])


def _list_eight(hand: Hand, p: Params) -> None:
    first, *others = p["songs"].split("\n")
    search_music(hand, first)
    _first_into(hand, first, p["list"])
    for song in others:
        hand.write(hand.field(), song)
        song_menu(hand, song, "Add to playlist")
        hand.tap_text(p["list"])


def _play_or_love(hand: Hand, p: Params) -> None:
    search_music(hand, p["song"])
    if p["loved"]:
        hand.tap_element(hand.row(p["song"]))
    else:
        song_menu(hand, p["song"], "Add to favorites")


def _text_album(hand: Hand, p: Params) -> None:
    search_music(hand, p["song"])
    text_to(hand, p["name"], p["album"])


def _note_list(hand: Hand, p: Params) -> None:
    open_place(hand, "Playlists", p["list"])
    write_note(hand, p["title"], p["songs"])


def _delete_lists(hand: Hand, p: Params) -> None:
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


def _plays_all(after: State, before: Before) -> bool:
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

    return Judge(check, _ITS)


def _held(state: State) -> dict[str, list[str]]:
    """The songs of each playlist."""
    return {
        row["name"]: sorted(one["title"] for one in state.rows("playlist_songs", playlist_id=row["_id"]))
        for row in state.tables["playlists"]
    }


def _loved_all(value: str, before: Before) -> bool:
    return value in before.params["songs"].split("\n")


def _shuffled(after: State, before: Before) -> bool:
    songs = [row["title"] for row in after.tables["songs"] if row["is_music"] == "1"]
    mixed = after.tables["music_player"][0]["shuffle"] == "1"
    return mixed and sorted(_queued(after)) == sorted(songs) and after.playing == MUSIC


def _without(after: State, before: Before) -> bool:
    p = before.params
    left = "\n".join(song for song in p["songs"].split("\n") if song != p["song"])
    return playlist("{list}", left, had="{list}").check(after, before)


def _played_or_loved(after: State, before: Before) -> bool:
    if before.params["loved"]:
        return plays("{song}").check(after, before) and not any(difference("songs", after, before))
    return changed("songs", _SONG, {"is_favorite": "1"}).check(after, before)


def _second_last(after: State, before: Before) -> bool:
    return now_playing(after) == before.params["song"] and _queued(after)[-1:] == [before.params["second"]]


def _list_gone(after: State, before: Before) -> bool:
    wanted = {name: songs for name, songs in _held(before.state).items() if name != before.params["list"]}
    return _held(after) == wanted


def _all_named(value: str, before: Before) -> bool:
    """A line for each, in any order."""
    said = sorted(squeeze(line) for line in value.splitlines() if line.strip())
    return said == sorted(map(squeeze, before.params["songs"].split("\n")))


def _no_lists(after: State, before: Before) -> bool:
    return not after.tables["playlists"]


_SONG: dict[str, Want] = {"title": "{song}", "is_music": "1"}

TASKS = (
    Task(
        "music-play-song",
        2,
        (
            "Play the song {song}",
            "(put on|start) {song} by {artist}",
            "I want to hear {song}",
            "find {song} in Music and play it",
            "play {song} from the album {album}",
            "let me listen to the song {song}",
        ),
        ("{song}, out loud", "some {artist} please, namely {song}"),
        _one(),
        plays("{song}"),
        _play,
    ),
    Task(
        "music-play-album",
        2,
        (
            "Play the album {album}",
            "put on {album} by {artist}, the whole album",
            "I want to listen to the album {album} from the start",
            "in Music, open the album {album} and play all of it",
            "start playing {album}, the album of {artist}",
            "let me hear {album}, all songs of the album",
        ),
        ("{album}, front to back", "the record {album} on the turntable, so to speak"),
        _album(4),
        Judge(_plays_all),
        _play_album,
    ),
    Task(
        "music-play-list",
        2,
        (
            "Play the playlist {list}",
            "put on my {list} playlist",
            "I want to hear my playlist {list}",
            "start the playlist called {list}",
            "in Music, play everything in the playlist {list}",
            "let the songs of my {list} playlist play",
        ),
        ("{list} time, music please", "it's {list}, you know which songs I put together for that"),
        _list,
        Judge(_plays_all),
        _play_list,
    ),
    Task(
        "music-shuffle",
        1,
        (
            "Shuffle all my music",
            "play all songs in random order",
            "put on everything I have in Music, shuffled",
            "start all my songs on shuffle",
            "I want to hear my whole library, mixed",
            "play my music at random",
        ),
        ("surprise me with my own songs", "whatever song, any order, out of all I have"),
        lambda world: {},
        Judge(_shuffled),
        _shuffle,
    ),
    Task(
        "music-favorite",
        2,
        (
            "Add the song {song} to my favorites",
            "mark {song} by {artist} as a favorite",
            "I love {song}, make it a favorite in Music",
            "{song} should be among my favorite songs",
            "in Music, find {song} and put it in the favorites",
            "favorite the song {song}",
        ),
        ("{song} gets a heart", "my kind of song, {song}, Music should remember that"),
        _one(),
        every(changed("songs", _SONG, {"is_favorite": "1"}), _FILE),
        _with_song("Add to favorites"),
    ),
    Task(
        "music-unfavorite",
        2,
        (
            "Remove the song {song} from my favorites",
            "{song} is no longer a favorite of mine, take it off in Music",
            "take {song} by {artist} out of my favorite songs",
            "unfavorite {song}",
            "the song {song} should not be a favorite any more",
            "in Music, find {song} and remove it from the favorites",
        ),
        ("I'm tired of {song}, no heart for it", "{song} has lost its place among the favorites"),
        _one(favorite=True),
        every(changed("songs", _SONG, {"is_favorite": "0"}), _FILE),
        _with_song("Remove from favorites"),
    ),
    Task(
        "music-favorite-already",
        1,
        (
            "Make sure the song {song} is among my favorites",
            "check that {song} is a favorite in Music",
            "is {song} one of my favorite songs? if not, add it",
            "I want to be certain that {song} by {artist} is a favorite",
            "see to it that {song} is in the favorites",
            "the song {song} has to be a favorite, please verify",
        ),
        ("{song} has a heart, hasn't it? otherwise give it one", "{song}: favorite, or make it so"),
        _one(favorite=True),
        unchanged,
        nothing,
        kind="already",
    ),
    Task(
        "music-who",
        1,
        (
            "Who sings {song}?",
            "which artist is the song {song} by",
            "whose song is {song}, look it up in Music",
            "tell me the artist of {song}",
            "I'd like to know who made the song {song}",
            "find out who {song} is by",
        ),
        ("{song}, nice one, by whom?", "the name of the band behind {song}"),
        _one(),
        front(MUSIC, "{song}", "{artist}"),
        _look_up,
        kind="ask",
    ),
    Task(
        "music-list-new",
        2,
        (
            "Create a playlist called {list}",
            "make a new playlist {list} in Music",
            "I need a playlist with the name {list}",
            "start an empty playlist {list}",
            "add a playlist named {list} to my music",
            "set up {list} as a new playlist, no songs yet",
        ),
        ("{list} wants its own songs, make room for them in Music", "a playlist, blank, {list}"),
        _album(2),
        playlist("{list}"),
        _new_list,
    ),
    Task(
        "music-list-add",
        2,
        (
            "Add the song {new} to my playlist {list}",
            "put {new} on the {list} playlist",
            "my playlist {list} should also have {new}",
            "in Music, find {new} and add it to the playlist {list}",
            "I'd like {new} in my {list} playlist",
            "include the song {new} in {list}, my playlist",
        ),
        ("{new} would go well with {list}", "{list} needs one more: {new}"),
        _list,
        playlist("{list}", "{songs}", "{new}", had="{list}"),
        _add_to_list,
    ),
    Task(
        "music-list-remove",
        2,
        (
            "Remove the song {song} from my playlist {list}",
            "take {song} off the {list} playlist",
            "{song} should not be in the playlist {list} any more, but keep the song",
            "in Music, open the playlist {list} and take out {song}",
            "I don't want {song} in my {list} playlist",
            "drop {song} from {list}, my playlist",
        ),
        ("{list} without {song}, please", "{song} spoils {list}, out of the list with it"),
        _list,
        Judge(_without, _ITS),
        _take_out,
    ),
    Task(
        "music-list-rename",
        2,
        (
            "Rename my playlist {list} to {to}",
            "change the name of the playlist {list} to {to}",
            "the {list} playlist should be called {to}",
            "in Music, give the playlist {list} the name {to}",
            "call my playlist {list} {to} from now on",
            "I want {to} as the new name of my playlist {list}",
        ),
        ("{list} is over, those songs are for {to} now", "retitle the list {list}: {to}"),
        _list,
        playlist("{to}", "{songs}", had="{list}"),
        _rename_list,
    ),
    Task(
        "music-list-delete",
        2,
        (
            "Delete the playlist {list}",
            "remove my {list} playlist, the songs should stay",
            "I don't need the playlist {list} any more, delete it",
            "get rid of the playlist called {list}",
            "in Music, throw away the playlist {list}",
            "the {list} playlist can be deleted",
        ),
        ("no more {list} in Music", "{list} as a playlist has had its day"),
        _list,
        Judge(_list_gone, _ITS),
        _delete_list,
    ),
    Task(
        "music-repeat-album",
        2,
        (
            "Play the album {album} and repeat all of it",
            "put on {album} by {artist} on repeat",
            "I want the album {album} to play over and over, the whole album",
            "start the album {album} and turn on repeat for all songs",
            "play {album} in a loop, all of it",
            "in Music, play the album {album} with repeat all",
        ),
        ("{album}, and when it's over, again from the start, and again", "an endless {album}, please"),
        _album(4),
        every(
            Judge(_plays_all), Judge(lambda after, before: after.tables["music_player"][0]["repeat"] == "1")
        ),
        _repeat_album,
        parts=2,
    ),
    Task(
        "music-queue",
        2,
        (
            "Play {song} and add {second} to the queue",
            "put on {song}, and after it {second}",
            "start the song {song} and queue {second}",
            "I want to hear {song} first and then {second}",
            "play the song {song}; {second} should come next",
            "in Music, play {song} now and {second} after that",
        ),
        ("{song}, followed by {second}", "{second}, but not before {song} has played"),
        _two,
        Judge(_second_last),
        _queue,
        parts=2,
    ),
    Task(
        "music-love-artist",
        3,
        (
            "Add all songs by {artist} to my favorites",
            "mark every song of {artist} as a favorite",
            "I love {artist}, make all their songs favorites",
            "in Music, put each song by {artist} into the favorites",
            "all of {artist} should be among my favorite songs",
            "go through the songs of {artist} and favorite every one",
        ),
        ("a heart for everything {artist} ever sang", "{artist}: favorites, the lot"),
        _album(5),
        every(changed("songs", {"title": _loved_all}, {"is_favorite": "1"}), _FILE),
        _love_artist,
    ),
    Task(
        "music-list-album",
        4,
        (
            "Make a playlist {list} with all songs of the album {album}",
            "create a new playlist called {list} and add every song from {album} to it",
            "I want the whole album {album} as a playlist named {list}",
            "put all songs of {album} by {artist} into a new playlist {list}",
            "set up a playlist {list} that has exactly the songs of the album {album}",
            "new playlist {list}: everything from {album}",
        ),
        (
            "{album} as a list of its own, {list} by name",
            "have the songs of {album} under {list}, a playlist",
        ),
        _album(6),
        playlist("{list}", "{songs}"),
        _list_album,
    ),
    Task(
        "music-list-eight",
        5,
        (
            "Make a playlist {list} with these songs: {all}",
            "create the playlist {list} and add {all} to it",
            "I need a new playlist called {list}. On it: {all}",
            "put {all} into a new playlist named {list}",
            "new playlist in Music: {list}. The songs are {all}",
            "set up a playlist {list} that consists of {all}",
        ),
        ("{all}: that's my {list}, build it in Music", "for {list} I want to hear {all}, make it a list"),
        _eight,
        playlist("{list}", "{songs}"),
        _list_eight,
    ),
    Task(
        "music-play-or-love",
        2,
        (
            "If {song} is one of my favorites, play it, otherwise add it to the favorites",
            "check whether {song} is a favorite in Music: if so play it, if not make it one",
            "is {song} among my favorite songs? then put it on. isn't it? then favorite it",
            "play the song {song} in case it is a favorite, else mark it as a favorite and don't play it",
            "look at {song}, favorite already? Play. Not yet? Add it to the favorites",
            "add {song} to my favorites, or, if it is there already, play it",
        ),
        (
            "{song} has a heart? then let's hear it, and if it has none, give it one",
            "a favorite {song} gets played, any other {song} gets to be a favorite",
        ),
        _perhaps,
        every(Judge(_played_or_loved, frozenset({"songs"})), _FILE),
        _play_or_love,
    ),
    Task(
        "music-text-album",
        3,
        (
            "Text {name} the name of the album that {song} is on",
            "look up which album {song} is from and send just that to {name} in a message",
            "{name} wants to know the album of {song}, text the album's name",
            "find {song} in Music and message {name} the title of its album",
            "send {name} a text with the album on which {song} can be found",
            "which album has {song}? text that to {name}",
        ),
        ("{name} asks where {song} is from, SMS the album", "album of {song}, over to {name} by text"),
        _person,
        added("sms", {"type": "2", "address": number("{number}"), "body": holds("{album}")}),
        _text_album,
        apps=(MUSIC, _MESSAGES),
    ),
    Task(
        "music-note-list",
        2,
        (
            "Write a note {title} with the songs of my playlist {list}, one per line",
            "make a note called {title} that lists what is in the playlist {list}, a line for each song",
            "copy the song titles of my {list} playlist into a note {title}, line by line",
            "what songs are on the playlist {list}? put the titles into a note {title}, one on each line",
            "note {title}: all titles from the playlist {list}, each on its own line",
            "I want the songs of {list}, my playlist, as a note titled {title}, a title per line",
        ),
        (
            "{list} on paper, that is, in Notes as {title}, a song a line",
            "{title}, a note, is to name each song of the {list} playlist on a line of its own",
        ),
        _list,
        added("notes", {"title": "{title}", "body": _all_named}),
        _note_list,
        apps=(MUSIC, NOTES),
    ),
    Task(
        "music-delete-song",
        2,
        (
            "Delete the song {song} from my phone",
            "remove {song} by {artist} from Music for good",
            "I never want to hear {song} again, delete the song",
            "in Music, find {song} and delete the file",
            "get rid of the song {song}",
            "erase {song} from my music",
        ),
        ("{song} off this phone", "the file of {song} can go, I can't stand it"),
        _one(),
        every(removed("songs", _SONG), _FILE),
        _with_song("Delete", "Delete"),
    ),
    Task(
        "music-lyrics",
        1,
        (
            "Show me the lyrics of {song}",
            "download more songs by {artist}",
            "buy the next album of {artist} in Music",
            "cast {song} to the television",
            "set {song} as the song that plays when somebody rings at the door",
            "identify the song that is playing in this room",
        ),
        ("what are the words of {song}", "I'd like the new {artist} record, get it"),
        _one(),
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "music-delete-lists",
        3,
        (
            "Delete all my playlists",
            "remove every playlist from Music",
            "I don't want any playlists any more, delete them all",
            "clear out the playlists, all of them",
            "get rid of each playlist I have",
            "in Music, throw away all playlists",
        ),
        ("no lists, only songs, in Music", "Music without a single playlist"),
        _list,
        Judge(_no_lists, _ITS),
        _delete_lists,
        kind="risky",
    ),
)
