"""content://media: the sound files that MediaStore knows, and the playlists over them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from device_drivers.virtual.providers.resolver import (
    Provider,
    ProviderError,
    Route,
    Value,
    delete_rows,
    insert_row,
)

AUDIO = "content://media/external/audio/media"
PLAYLISTS = "content://media/external/audio/playlists"
UNKNOWN = "<unknown>"  # an artist or album that the file does not tell
_VOLUMES = ("external", "external_primary", "internal")
_STORAGE = "/storage/emulated/0/"

SCHEMA = """
CREATE TABLE audio_media (_id INTEGER PRIMARY KEY AUTOINCREMENT, _data TEXT, _display_name TEXT,
  _size INTEGER DEFAULT 0, mime_type TEXT DEFAULT 'audio/mpeg', title TEXT, artist TEXT DEFAULT '<unknown>',
  album TEXT DEFAULT '<unknown>', genre TEXT, track INTEGER, year INTEGER, duration INTEGER DEFAULT 0,
  relative_path TEXT DEFAULT 'Music/', date_added INTEGER, date_modified INTEGER,
  is_music INTEGER DEFAULT 1, is_recording INTEGER DEFAULT 0, is_favorite INTEGER DEFAULT 0,
  bookmark INTEGER DEFAULT 0);
CREATE TABLE audio_playlists (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, _data TEXT,
  date_added INTEGER, date_modified INTEGER);
CREATE TABLE audio_playlists_map (_id INTEGER PRIMARY KEY AUTOINCREMENT, audio_id INTEGER NOT NULL,
  playlist_id INTEGER NOT NULL, play_order INTEGER NOT NULL);
CREATE VIEW audio_albums AS SELECT min(_id) AS _id, album, min(artist) AS artist, count(*) AS numsongs,
  min(year) AS minyear, max(year) AS maxyear FROM audio_media WHERE is_music=1 GROUP BY album;
CREATE VIEW audio_artists AS SELECT min(_id) AS _id, artist, count(DISTINCT album) AS number_of_albums,
  count(*) AS number_of_tracks FROM audio_media WHERE is_music=1 GROUP BY artist;
CREATE VIEW audio_playlists_tracks AS SELECT m._id AS _id, m.audio_id AS audio_id,
  m.playlist_id AS playlist_id, m.play_order AS play_order, a.title AS title, a.artist AS artist,
  a.album AS album, a.duration AS duration, a._data AS _data
  FROM audio_playlists_map m JOIN audio_media a ON a._id = m.audio_id;
"""


class Media(Provider):
    """The sound part of the media store. Every volume is the shared storage here."""

    authorities = tuple(f"media/{volume}/audio" for volume in _VOLUMES)

    def __init__(self, db: sqlite3.Connection, now_ms: Callable[[], int]) -> None:
        self._db = db
        self._now_ms = now_ms
        fixed = Route("audio_media", insert=_refuse, update=_refuse, delete=_refuse)
        self.routes = {
            "audio/media": Route("audio_media", insert=self._add, update=self._change, delete=self._delete),
            "audio/albums": replace(fixed, source="audio_albums", order="album COLLATE NOCASE"),
            "audio/artists": replace(fixed, source="audio_artists", order="artist COLLATE NOCASE"),
            "audio/playlists": Route(
                "audio_playlists",
                order="name COLLATE NOCASE",
                insert=self._add_playlist,
                delete=self._delete_playlists,
            ),
        }

    def route(self, uri: str, path: list[str]) -> Route:
        inside = path[1:]
        if inside[:2] == ["audio", "playlists"] and inside[3:4] == ["members"] and inside[2].isdigit():
            return self._members(int(inside[2]), inside[4:])
        return super().route(uri, inside)

    def _members(self, playlist: int, rest: list[str]) -> Route:
        where = f"playlist_id={playlist}"
        if rest and rest[0].isdigit():
            where += f" AND _id={rest[0]}"
        return Route(
            "audio_playlists_map",
            "audio_playlists_tracks",
            where,
            "play_order, _id",
            {"playlist_id": playlist},
            insert=self._add_member,
        )

    def _add(self, values: dict[str, Value]) -> int:
        now = self._now_ms() // 1000
        title = str(values.get("title") or str(values.get("_display_name") or "Audio").rpartition(".")[0])
        kind = str(values.get("mime_type") or "audio/mpeg")
        name = str(values.get("_display_name") or _file_name(title, kind))
        folder = str(values.get("relative_path") or "Music/")
        full: dict[str, Value] = {
            "title": title,
            "_display_name": name,
            "_data": f"{_STORAGE}{folder}{name}",
            "date_added": now,
            "date_modified": now,
            **values,
        }
        return insert_row(self._db, "audio_media", full)

    def _change(self, idents: list[int], values: dict[str, Value]) -> None:
        """A new display name moves the file."""
        sets = ", ".join(f'"{name}"=?' for name in values)
        for ident in idents:
            self._db.execute(f"UPDATE audio_media SET {sets} WHERE _id=?", [*values.values(), ident])
        if {"_display_name", "relative_path"} & set(values):
            marks = ",".join(map(str, idents))
            self._db.execute(
                f"UPDATE audio_media SET _data='{_STORAGE}' || relative_path || _display_name,"
                f" date_modified={self._now_ms() // 1000} WHERE _id IN ({marks})"
            )

    def _delete(self, idents: list[int]) -> None:
        delete_rows(self._db, "audio_playlists_map", idents, "audio_id")
        delete_rows(self._db, "audio_media", idents)

    def _add_playlist(self, values: dict[str, Value]) -> int:
        now = self._now_ms() // 1000
        name = str(values.get("name") or "")
        if not name:
            raise ProviderError("Missing playlist name")
        path = f"{_STORAGE}Music/{_file_name(name, 'audio/x-mpegurl')}"
        full = {"_data": path, "date_added": now, "date_modified": now, **values}
        return insert_row(self._db, "audio_playlists", full)

    def _delete_playlists(self, idents: list[int]) -> None:
        delete_rows(self._db, "audio_playlists_map", idents, "playlist_id")
        delete_rows(self._db, "audio_playlists", idents)

    def _add_member(self, values: dict[str, Value]) -> int:
        sql = "SELECT coalesce(max(play_order), 0) + 1 FROM audio_playlists_map WHERE playlist_id=?"
        (after,) = self._db.execute(sql, (values["playlist_id"],)).fetchone()
        return insert_row(self._db, "audio_playlists_map", {"play_order": after, **values})


def _refuse(*_: object) -> NoReturn:
    raise ProviderError("Not writable", "java.lang.UnsupportedOperationException")


def _file_name(title: str, kind: str) -> str:
    """As a file of the shared storage is called."""
    ending = {"audio/mp4": "m4a", "audio/x-mpegurl": "m3u"}.get(kind, "mp3")
    return re.sub(r'[\\/:*?"<>|]', "_", title) + f".{ending}"
