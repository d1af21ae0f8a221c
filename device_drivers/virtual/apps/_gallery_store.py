"""Photos and videos as the media provider has them, and what the gallery does with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from device_drivers.virtual.files import FileError
from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import System
from device_drivers.virtual.pictures import turned
from device_drivers.virtual.providers.resolver import Row, Value
from device_drivers.virtual.providers.storage import VIDEO

FILES = "content://media/external/file"
IMAGES, VIDEOS = "content://media/external/images/media", "content://media/external/video/media"
_SEEN = "media_type IN (1, 3)"


@dataclass(frozen=True)
class Album:
    """A folder with photos. `cover` is its latest one."""

    bucket: str
    name: str
    count: int
    cover: Row


def is_video(row: Row) -> bool:
    return row.number("media_type") == VIDEO


def length_text(ms: int) -> str:
    """How long a video is: 0:07."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


class Store:
    def __init__(self, system: System) -> None:
        self.system = system
        self.content = system.content

    def photos(self, where: str = "is_trashed=0", oldest_first: bool = False) -> list[Row]:
        """Photos and videos by when they were taken."""
        way = "" if oldest_first else " DESC"
        return self.content.rows(FILES, f"{_SEEN} AND {where}", f"datetaken{way}, _id{way}")

    def photo(self, ident: int) -> Row | None:
        return self.content.row(f"{FILES}/{ident}")

    def albums(self) -> list[Album]:
        """The one with the latest photo first."""
        found: dict[str, list[Row]] = {}
        for row in self.photos():
            found.setdefault(row.text("bucket_id"), []).append(row)
        return [
            Album(bucket, rows[0].text("bucket_display_name"), len(rows), rows[0])
            for bucket, rows in found.items()
        ]

    def picture(self, row: Row) -> bytes:
        """What there is to draw; nothing of a video."""
        if is_video(row):
            return b""
        try:
            return self.system.files.read(row.text("_data"))
        except FileError:
            return b""

    def write(self, idents: Iterable[int], values: dict[str, Value]) -> None:
        for ident in idents:
            self.content.update(f"{FILES}/{ident}", values)

    def trash(self, idents: Iterable[int], on: bool) -> None:
        self.write(idents, {"is_trashed": int(on)})

    def delete(self, idents: Iterable[int]) -> None:
        for ident in idents:
            self.content.delete(f"{FILES}/{ident}")

    def copy(self, idents: Iterable[int], folder: str) -> None:
        """Into a folder such as Pictures/Lake; the copies keep the moment they were taken."""
        for ident in idents:
            row = self.photo(ident)
            if row is not None:
                data = self.system.files.read(row.text("_data"))
                path = self.system.storage.save(
                    f"/storage/emulated/0/{folder}", row.text("_display_name"), data
                )
                self.write(
                    [self.system.storage.ident_of(path)],
                    {"datetaken": row["datetaken"], "duration": row["duration"]},
                )

    def move(self, idents: Iterable[int], folder: str) -> None:
        """Into a folder such as Pictures/Lake; a taken name gets a number."""
        for ident in idents:
            row = self.photo(ident)
            if row is None or row.text("relative_path").strip("/") == folder:
                continue
            path = self.system.storage.free(f"/storage/emulated/0/{folder}", row.text("_display_name"))
            name = path.rsplit("/", 1)[1]
            self.write([ident], {"relative_path": folder, "_display_name": name})

    def turn(self, row: Row) -> None:
        """A quarter to the right."""
        data = turned(self.picture(row))
        if data:
            self.system.files.write(row.text("_data"), data)

    def rename(self, row: Row, name: str) -> str:
        """What is wrong with the name, or nothing. The ending stays."""
        end = "." + row.text("_display_name").rpartition(".")[2]
        plain = name.strip().removesuffix(end)
        if not plain or "/" in plain:
            return "This name is not possible"
        folder = row.text("_data").rpartition("/")[0]
        if self.system.files.exists(f"{folder}/{plain}{end}"):
            return "This name is taken"
        self.write([row.number("_id")], {"_display_name": plain + end})
        return ""

    def uris(self, idents: Sequence[int]) -> list[str]:
        rows = [row for row in map(self.photo, idents) if row is not None]
        return [f"{VIDEOS if is_video(row) else IMAGES}/{row.number('_id')}" for row in rows]

    def share(self, idents: Sequence[int]) -> Intent:
        """The intent that hands photos to another app."""
        rows = [row for row in map(self.photo, idents) if row is not None]
        uris = self.uris(idents)
        kinds = {row.text("mime_type") for row in rows}
        kind = kinds.pop() if len(kinds) == 1 else "*/*"
        stream: str | list[str] = uris[0] if len(uris) == 1 else uris
        action = SEND if len(uris) == 1 else "android.intent.action.SEND_MULTIPLE"
        return Intent(action, type=kind, extras={"android.intent.extra.STREAM": stream})
