"""The shared storage as the file manager handles it: entries, and what is done with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from device_drivers.virtual.files import FileError, Folder, join, split
from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import System
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.storage import SHARED, mime_of

FILES = "content://media/external/file"


@dataclass(frozen=True)
class Entry:
    """A file or folder. `mtime` in ms of the epoch; `size` in bytes, of a folder how many are in it."""

    path: str
    name: str
    folder: bool
    size: int
    mtime: int

    @property
    def mime(self) -> str:
        return "vnd.android.document/directory" if self.folder else mime_of(self.name)


_Key = Callable[[Entry], tuple[object, ...]]
SORTS: tuple[tuple[str, _Key], ...] = (
    ("Name (A to Z)", lambda entry: (entry.name.lower(),)),
    ("Name (Z to A)", lambda entry: tuple(-ord(char) for char in entry.name.lower())),
    ("Modified (newest first)", lambda entry: (-entry.mtime, entry.name.lower())),
    ("Modified (oldest first)", lambda entry: (entry.mtime, entry.name.lower())),
    ("Size (largest first)", lambda entry: (-entry.size, entry.name.lower())),
    ("Size (smallest first)", lambda entry: (entry.size, entry.name.lower())),
    ("Type (A to Z)", lambda entry: (entry.name.rpartition(".")[2].lower(), entry.name.lower())),
)


def place_text(path: str, top: str) -> str:
    """Where something lies, as people read it; `top` is the name of the storage itself."""
    return " › ".join(part for part in path.removeprefix(SHARED).split("/") if part) or top


class Store:
    def __init__(self, system: System) -> None:
        self.system = system
        self.files = system.files

    # looking
    def entry(self, path: str) -> Entry:
        node = self.files.find(path)
        if isinstance(node, Folder):
            size = sum(not name.startswith(".") for name in node.children)
        else:
            size = node.size
        return Entry(path, split(path)[1], isinstance(node, Folder), size, int(node.mtime * 1000))

    def entries(self, folder: str, hidden: bool = False) -> list[Entry]:
        """What lies in a folder; nothing when it is gone."""
        try:
            names = list(self.files.entries(folder))
        except FileError:
            return []
        return [self.entry(join(folder, name)) for name in names if hidden or not name.startswith(".")]

    def below(self, folder: str, words: str) -> list[Entry]:
        """Everything below a folder whose name has the words."""
        found = []
        for path, _ in self.files.walk(folder):
            name = split(path)[1]
            if path != folder and words in name.lower() and not name.startswith("."):
                found.append(self.entry(path))
        return found

    def rows(self, where: str, most: int = 0) -> list[Entry]:
        """Files as the media provider knows them, the latest first."""
        found: Sequence[Row] = self.system.content.rows(
            FILES, f"is_trashed=0 AND {where}", "date_modified DESC, _id DESC"
        )
        return [self.entry(row.text("_data")) for row in (found[:most] if most else found)]

    def size(self, path: str) -> int:
        """Bytes of all files in it."""
        return sum(node.size for _, node in self.files.walk(path) if not isinstance(node, Folder))

    # changing
    def make_folder(self, folder: str, name: str) -> str:
        """What is wrong with it, or nothing."""
        make = partial(self.files.mkdir, join(folder, name.strip()), mode=0o770)
        return self._named(folder, name) or self._done(make)

    def rename(self, path: str, name: str) -> str:
        folder, before = split(path)
        if name.strip() == before:
            return ""
        target = join(folder, name.strip())
        return self._named(folder, name) or self._done(lambda: self.files.move(path, target))

    def _named(self, folder: str, name: str) -> str:
        plain = name.strip()
        if not plain or "/" in plain or plain in (".", ".."):
            return "This name is not possible"
        return "This name is taken" if self.files.exists(join(folder, plain)) else ""

    def _done(self, act: Callable[[], object]) -> str:
        try:
            act()
        except FileError as error:
            return str(error)
        return ""

    def delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            if self.files.exists(path):
                self.files.remove(path, recursive=True)

    def carry(self, paths: Iterable[str], folder: str, *, move: bool) -> str:
        """Copy or move into a folder; a taken name gets a number. What went wrong, or nothing."""
        for path in paths:
            if f"{folder}/".startswith(f"{path}/"):
                return "A folder cannot go into itself"
            if move and split(path)[0] == folder:
                continue
            target = self.system.storage.free(folder, split(path)[1])
            act = self.files.move if move else self._copy
            wrong = self._done(partial(act, path, target))
            if wrong:
                return wrong
        return ""

    def _copy(self, source: str, target: str) -> None:
        for path, node in list(self.files.walk(source)):
            place = target + path[len(source) :]
            if isinstance(node, Folder):
                self.files.mkdir(place, mode=0o770)
            else:
                self.files.write(place, self.files.read(path), mode=0o660)

    def compress(self, paths: Iterable[str], name: str) -> str:
        """A zip beside the first of them; its path."""
        now = self.system.now()
        stamp = (now.year, now.month, now.day, now.hour, now.minute, now.second)
        data, first = io.BytesIO(), ""
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in paths:
                first = first or split(path)[0]
                for each, node in self.files.walk(path):
                    inside = each[len(split(path)[0]) :].lstrip("/")
                    if isinstance(node, Folder):
                        archive.writestr(zipfile.ZipInfo(inside + "/", stamp), b"")
                    else:
                        archive.writestr(zipfile.ZipInfo(inside, stamp), self.files.read(each))
        plain = name.strip().replace("/", "_") or "archive"
        plain = plain if plain.lower().endswith(".zip") else f"{plain}.zip"
        return self.system.storage.save(first, plain, data.getvalue())

    def extract(self, path: str) -> str:
        """Unpack a zip into a new folder beside it; the folder, or nothing when it is no zip."""
        folder, name = split(path)
        target = self.system.storage.free(folder, name.rpartition(".")[0] or name)
        try:
            with zipfile.ZipFile(io.BytesIO(self.files.read(path))) as archive:
                self.files.mkdir(target, mode=0o770)
                for info in archive.infolist():
                    parts = [part for part in info.filename.split("/") if part not in ("", "..", ".")]
                    place = join(target, "/".join(parts))
                    if info.is_dir():
                        self.files.mkdir(place, parents=True, mode=0o770)
                    else:
                        self.files.mkdir(split(place)[0], parents=True, mode=0o770)
                        self.files.write(place, archive.read(info), mode=0o660)
        except (zipfile.BadZipFile, FileError, ValueError):
            return ""
        return target

    def share(self, paths: Sequence[str]) -> Intent:
        """The intent that hands files to another app."""
        uris = [f"{FILES}/{self.system.storage.ident_of(path)}" for path in paths]
        kinds = {mime_of(path) for path in paths}
        kind = kinds.pop() if len(kinds) == 1 else "*/*"
        stream: str | list[str] = uris[0] if len(uris) == 1 else uris
        action = SEND if len(uris) == 1 else "android.intent.action.SEND_MULTIPLE"
        return Intent(action, type=kind, extras={"android.intent.extra.STREAM": stream})
