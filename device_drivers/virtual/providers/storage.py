"""content://media: what lies in shared storage. The rows follow the files, and the files follow the rows."""

from __future__ import annotations

import re
import sqlite3

from device_drivers.virtual.files import Deferred, File, FileSystem, split
from device_drivers.virtual.pictures import size_of
from device_drivers.virtual.providers.resolver import (
    Provider,
    ProviderError,
    Route,
    Value,
    insert_row,
    update_rows,
)

SHARED = "/storage/emulated/0"
IMAGE, AUDIO, VIDEO, DOCUMENT = 1, 2, 3, 6
BIN_DAYS = 30
CAPACITY, SYSTEM_SIZE = 115_249_236 * 1024, 9_274_628 * 1024  # bytes: all there is, and what Android takes
SCHEMA = """
CREATE TABLE files (_id INTEGER PRIMARY KEY AUTOINCREMENT, _data TEXT, _display_name TEXT, title TEXT,
  mime_type TEXT, media_type INTEGER DEFAULT 0, _size INTEGER DEFAULT 0, date_added INTEGER,
  date_modified INTEGER, datetaken INTEGER, width INTEGER, height INTEGER, duration INTEGER,
  orientation INTEGER DEFAULT 0, relative_path TEXT, bucket_id INTEGER, bucket_display_name TEXT,
  volume_name TEXT DEFAULT 'external_primary', is_download INTEGER DEFAULT 0, is_favorite INTEGER DEFAULT 0,
  is_pending INTEGER DEFAULT 0, is_trashed INTEGER DEFAULT 0, date_expires INTEGER, description TEXT,
  owner_package_name TEXT, artist TEXT, album TEXT, track INTEGER, year INTEGER, is_music INTEGER DEFAULT 0);
"""
_MIMES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "mp4": "video/mp4", "3gp": "video/3gpp", "webm": "video/webm", "mp3": "audio/mpeg", "m4a": "audio/mp4",
    "wav": "audio/x-wav", "ogg": "audio/ogg", "flac": "audio/flac", "txt": "text/plain",
    "md": "text/markdown", "csv": "text/csv", "html": "text/html", "json": "application/json",
    "xml": "text/xml", "pdf": "application/pdf", "zip": "application/zip", "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "apk": "application/vnd.android.package-archive",
}  # fmt: skip
_KINDS = {"image": IMAGE, "audio": AUDIO, "video": VIDEO, "text": DOCUMENT}
_COLLECTIONS = {
    "images/media": f"media_type={IMAGE}",
    "audio/media": f"media_type={AUDIO}",
    "video/media": f"media_type={VIDEO}",
    "downloads": "is_download=1",
    "file": "",
}
_HELD = re.compile(r"\.(pending|trashed)-(\d+)-(.+)")
_MOVING = ("_data", "relative_path", "_display_name", "is_trashed")


def mime_of(name: str) -> str:
    """The type a file's name stands for."""
    return _MIMES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


class Storage(Provider):
    """Trashed files are rows too, with `is_trashed`."""

    authorities = ("media",)

    def __init__(self, db: sqlite3.Connection, files: FileSystem) -> None:
        self._db = db
        self._files = files
        self._seen = -1
        self._known: dict[int, tuple[int, str, int, float]] = {}  # by inode: _id, path, size, time

    def route(self, uri: str, path: list[str]) -> Route:
        self.scan()
        number = path[-1] if path and path[-1].isdigit() else ""
        name = "/".join(path[1:-1] if number else path[1:])
        if path[:1] not in (["external"], ["external_primary"]) or name not in _COLLECTIONS:
            raise ProviderError(f"Unknown URL {uri}")
        parts = [part for part in (_COLLECTIONS[name], f"_id={number}" if number else "") if part]
        return Route(
            "files",
            where=" AND ".join(parts),
            insert=self._insert,
            update=self._update,
            delete=self._delete,
            after=self.scan,
        )

    def scan(self) -> None:
        """Take over what changed in shared storage; a moved file keeps its row."""
        if self._seen == self._files.version:
            return
        self._seen = self._files.version
        before, self._known = self._known, {}
        found = [(path, node) for path, node in self._files.walk(SHARED) if isinstance(node, File)]
        for path, node in sorted(found, key=lambda one: one[1].ino):  # the oldest has the lowest number
            known = before.pop(node.ino, None)
            if known is None:
                ident = insert_row(self._db, "files", self._new(path, node))
            else:
                ident = known[0]
                if known[1] != path:
                    update_rows(self._db, "files", [ident], _place(path))
                if known[2:] != (node.size, node.mtime):
                    update_rows(self._db, "files", [ident], self._content(path, node))
            self._known[node.ino] = (ident, path, node.size, node.mtime)
        self._db.executemany("DELETE FROM files WHERE _id=?", [(known[0],) for known in before.values()])

    def _new(self, path: str, node: File) -> dict[str, Value]:
        row = {**_place(path), **self._content(path, node), "date_added": int(node.mtime)}
        if row["media_type"] in (IMAGE, VIDEO):
            row["datetaken"] = int(node.mtime * 1000)
        row["is_music"] = int(row["media_type"] == AUDIO and "/Music/" in path)
        return row

    def _content(self, path: str, node: File) -> dict[str, Value]:
        row: dict[str, Value] = {"_size": node.size, "date_modified": int(node.mtime)}
        if mime_of(path).startswith("image/"):
            row["width"], row["height"] = node.deferred.pixels if node.deferred else size_of(bytes(node.data))
        return row

    def path_of(self, ident: int) -> str:
        """The file of a row; empty when there is no such row."""
        self.scan()
        return next((known[1] for known in self._known.values() if known[0] == ident), "")

    def ident_of(self, path: str) -> int:
        """The row of a file; 0 when there is none."""
        self.scan()
        return next((known[0] for known in self._known.values() if known[1] == path), 0)

    def file_of(self, uri: str) -> str:
        """The path of a content://media or file:// URI or of a path; empty when there is no such file."""
        last = uri.rsplit("/", 1)[-1]
        if uri.startswith("content:"):
            return self.path_of(int(last)) if last.isdigit() else ""
        path = uri.removeprefix("file://").replace("/sdcard/", f"{SHARED}/", 1)
        return path if self._files.exists(path) else ""

    def type_of(self, uri: str) -> str:
        """The MIME type of one file's URI; empty when there is no such file."""
        path = self.file_of(uri)
        return mime_of(path) if path else ""

    def size(self, where: str = "1") -> int:
        """Bytes of the files whose rows fit."""
        self.scan()
        return int(self._db.execute(f"SELECT coalesce(sum(_size), 0) FROM files WHERE {where}").fetchone()[0])

    def free(self, folder: str, name: str) -> str:
        """A path in a folder that is not taken: the name, else with a number."""
        stem, dot, end = name.rpartition(".") if "." in name[1:] else (name, "", "")
        path, count = f"{folder}/{name}", 0
        while self._files.exists(path):
            count += 1
            path = f"{folder}/{stem} ({count}){dot}{end}"
        return path

    def save(self, folder: str, name: str, data: bytes | Deferred) -> str:
        """Write a new file, under another name when it is taken; its path."""
        self._files.mkdir(folder, parents=True, mode=0o770)
        path = self.free(folder, name)
        self._files.write(path, data, mode=0o660)
        return path

    def _insert(self, values: dict[str, Value]) -> int:
        name = str(values.get("_display_name") or values.get("title") or "unknown")
        folder = str(values.get("relative_path") or "Download").strip("/")
        path = str(values.get("_data") or f"{SHARED}/{folder}/{name}")
        rest = self._own(values)
        if not self._files.exists(path):
            self._files.mkdir(split(path)[0], parents=True)
            self._files.write(path, b"", mode=0o660)
        ident = self.ident_of(path)
        if rest:
            update_rows(self._db, "files", [ident], rest)
        return ident

    def _update(self, idents: list[int], values: dict[str, Value]) -> None:
        rest = self._own(values)
        for ident in idents if len(rest) < len(values) else ():
            self._move(ident, values)
        if rest:
            update_rows(self._db, "files", idents, rest)

    def _own(self, values: dict[str, Value]) -> dict[str, Value]:
        """The values that no file follows from; ProviderError for an unknown column."""
        rest = {key: value for key, value in values.items() if key not in _MOVING}
        if rest:
            update_rows(self._db, "files", [], rest)
        return rest

    def _move(self, ident: int, values: dict[str, Value]) -> None:
        path = self.path_of(ident)
        folder, name = split(path)
        held = _HELD.fullmatch(name)
        plain = str(values.get("_display_name") or (held[3] if held else name))
        if values.get("relative_path"):
            folder = f"{SHARED}/{str(values['relative_path']).strip('/')}"
        if int(str(values.get("is_trashed", int(bool(held))) or 0)):
            expires = int(self._files.now()) + BIN_DAYS * 86_400
            plain = f".trashed-{held[2] if held else expires}-{plain}"
        target = str(values.get("_data") or f"{folder}/{plain}")
        if target != path:
            if self._files.exists(target):
                target = self.free(*split(target))
            self._files.mkdir(split(target)[0], parents=True)
            self._files.move(path, target)
        self.scan()

    def _delete(self, idents: list[int]) -> None:
        for ident in idents:
            self._files.remove(self.path_of(ident))


def _place(path: str) -> dict[str, Value]:
    """The columns that follow from where a file lies."""
    folder, name = split(path)
    held = _HELD.fullmatch(name)
    shown = held[3] if held else name
    relative = folder.removeprefix(SHARED).strip("/")
    mime = mime_of(shown)
    hidden = any(part.startswith(".") for part in relative.split("/")) or (name.startswith(".") and not held)
    kind = _KINDS.get(mime.split("/")[0], DOCUMENT if mime != "application/octet-stream" else 0)
    return {
        "_data": path,
        "_display_name": shown,
        "title": shown.rpartition(".")[0] or shown,
        "mime_type": mime,
        "media_type": 0 if hidden else kind,
        "relative_path": relative + "/" if relative else "/",
        "bucket_id": sum(ord(char) * (place + 1) for place, char in enumerate(folder.lower())),
        "bucket_display_name": split(folder)[1],
        "is_download": int(relative.split("/")[0] == "Download"),
        "is_trashed": int(held is not None and held[1] == "trashed"),
        "date_expires": int(held[2]) if held else None,
    }
