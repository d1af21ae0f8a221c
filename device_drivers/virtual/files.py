"""The phone's file system, in memory: folders, files and links with owners and modes."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

ROOT, SYSTEM, SDCARD_RW, SHELL, EVERYBODY, MEDIA_RW = 0, 1000, 1015, 2000, 9997, 1023
SHELL_GROUPS = frozenset({SHELL, 1004, 1007, 1011, SDCARD_RW, 1028, 3001, 3002, 3003, 3006, EVERYBODY})
OWNERS = {
    ROOT: "root",
    SYSTEM: "system",
    SHELL: "shell",
    SDCARD_RW: "sdcard_rw",
    EVERYBODY: "everybody",
    MEDIA_RW: "media_rw",
    1007: "log",
    1078: "ext_data_rw",
}
MAX_LINKS = 16
CAPACITY = 512 << 20  # bytes; more is ENOSPC


class FileError(Exception):
    """A system call failed; `str` is the C library's words, `errno` its number."""

    WORDS = {
        1: "Operation not permitted",
        2: "No such file or directory",
        13: "Permission denied",
        17: "File exists",
        20: "Not a directory",
        21: "Is a directory",
        22: "Invalid argument",
        28: "No space left on device",
        30: "Read-only file system",
        39: "Directory not empty",
        40: "Too many symbolic links encountered",
    }

    def __init__(self, errno: int) -> None:
        super().__init__(self.WORDS[errno])
        self.errno = errno


@dataclass(eq=False)
class _Node:
    mode: int  # type and permission bits
    uid: int
    gid: int
    mtime: float  # seconds of the epoch
    ino: int


@dataclass(frozen=True)
class Deferred:
    """What a file holds, made when it is first read. size: bytes. pixels: of a picture."""

    size: int
    make: Callable[[], bytes]
    pixels: tuple[int, int] = (0, 0)

    def __len__(self) -> int:
        return self.size


@dataclass(eq=False)
class File(_Node):
    made: bytearray = field(default_factory=bytearray)
    deferred: Deferred | None = None  # what it holds instead

    @property
    def data(self) -> bytearray:
        if self.deferred is not None:
            self.made, self.deferred = bytearray(self.deferred.make()), None
        return self.made

    @property
    def size(self) -> int:
        return len(self.made if self.deferred is None else self.deferred)


@dataclass(eq=False)
class Folder(_Node):
    children: dict[str, Node] = field(default_factory=dict)
    size: int = 4096


@dataclass(eq=False)
class Link(_Node):
    target: str = ""

    @property
    def size(self) -> int:
        return len(self.target.encode("utf-8", "replace"))


Node: TypeAlias = "File | Folder | Link"


class FileSystem:
    """What uid 2000 (shell) sees and may do. Paths are absolute; `clock` gives seconds of the epoch."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._inodes = 1
        self._used = 0
        self.version = 0  # counts changes
        self.root = self._folder(0o755, ROOT, ROOT)

    def now(self) -> float:
        """Seconds of the epoch, of the phone's clock."""
        return self._clock()

    # looking
    def find(self, path: str, follow: bool = True) -> Node:
        """The node at a path. FileError 2, 13, 20 or 40."""
        return self._walk(path, follow, 0)[1]

    def exists(self, path: str) -> bool:
        try:
            self.find(path)
        except FileError:
            return False
        return True

    def read(self, path: str) -> bytes:
        node = self.find(path)
        if isinstance(node, Folder):
            raise FileError(21)
        if isinstance(node, Link) or not self._may(node, 4):
            raise FileError(13)
        return bytes(node.data)

    def entries(self, path: str) -> dict[str, Node]:
        """A folder's entries by name, sorted."""
        node = self.find(path)
        if not isinstance(node, Folder):
            raise FileError(20)
        if not self._may(node, 4):
            raise FileError(13)
        return dict(sorted(node.children.items()))

    def walk(self, path: str) -> Iterator[tuple[str, Node]]:
        """The path and all that may be read below it, parents first; a link only with a slash behind it."""
        node = self.find(path, follow=path.endswith("/"))
        yield path, node
        if isinstance(node, Folder) and self._may(node, 4):
            for name in sorted(node.children):
                yield from self.walk(join(path, name))

    # changing
    def write(self, path: str, data: bytes | Deferred, *, append: bool = False, mode: int = 0o644) -> File:
        """Create or overwrite a file."""
        node = self.open(path, append=append, mode=mode)
        self.extend(node, data)
        return node

    def open(self, path: str, *, append: bool = False, mode: int = 0o644) -> File:
        """The file to write to, created or emptied."""
        parent, node, name = self._place(path)
        if isinstance(node, Folder):
            raise FileError(21)
        self.version += 1
        if isinstance(node, File):
            if not self._may(node, 2):
                raise FileError(13)
            if not append:
                self._used -= node.size
                node.made, node.deferred = bytearray(), None
            node.mtime = self._clock()
            return node
        self._check_writable(parent)
        made = File(stat.S_IFREG | mode & 0o777, SHELL, parent.gid, self._clock(), self._inode())
        parent.children[name] = made
        return made

    def extend(self, node: File, data: bytes | Deferred) -> None:
        if self._used + len(data) > CAPACITY:
            raise FileError(28)
        self._used += len(data)
        self.version += 1
        if isinstance(data, bytes):
            node.data.extend(data)
        elif node.size:
            node.data.extend(data.make())
        else:
            node.deferred = data
        node.mtime = self._clock()

    def mkdir(self, path: str, *, parents: bool = False, mode: int = 0o771) -> None:
        parts = [part for part in path.split("/") if part]
        if parents:
            for count in range(1, len(parts)):
                upper = "/" + "/".join(parts[:count])
                if not self.exists(upper):
                    self.mkdir(upper, mode=mode)
        parent, node, name = self._place(path)
        if node is not None:
            if parents and isinstance(node, Folder):
                return
            raise FileError(17)
        self._check_writable(parent)
        parent.children[name] = self._folder(mode, SHELL, parent.gid)

    def symlink(self, target: str, path: str) -> None:
        parent, node, name = self._place(path, follow=False)
        if node is not None:
            raise FileError(17)
        self._check_writable(parent)
        parent.children[name] = Link(stat.S_IFLNK | 0o777, SHELL, SHELL, self._clock(), self._inode(), target)

    def remove(self, path: str, *, recursive: bool = False) -> None:
        """Remove a file or link; a folder only when `recursive`."""
        parent, node, name = self._place(path, follow=False)
        if node is None:
            raise FileError(2)
        if isinstance(node, Folder) and not recursive:
            raise FileError(21)
        self._check_writable(parent)
        self.version += 1
        self._used -= sum(below.size for below in _below(node) if isinstance(below, File))
        del parent.children[name]

    def rmdir(self, path: str) -> None:
        node = self.find(path, follow=False)
        if not isinstance(node, Folder):
            raise FileError(20)
        if node.children:
            raise FileError(39)
        self.remove(path, recursive=True)

    def move(self, source: str, target: str) -> None:
        old_parent, node, old_name = self._place(source, follow=False)
        if node is None:
            raise FileError(2)
        parent, there, name = self._place(target, follow=False)
        if parent in _below(node):
            raise FileError(22)
        if isinstance(there, Folder):
            raise FileError(17 if isinstance(node, Folder) else 21)
        self._check_writable(old_parent)
        self._check_writable(parent)
        self.version += 1
        del old_parent.children[old_name]
        parent.children[name] = node

    def chmod(self, path: str, mode: int) -> None:
        node = self.find(path)
        if node.uid != SHELL:
            raise FileError(1)
        node.mode = stat.S_IFMT(node.mode) | mode & 0o7777

    def touch(self, path: str, mtime: float | None = None) -> None:
        """Set a file's time (of the phone's clock when None), creating it when missing."""
        if not self.exists(path):
            self.open(path)
        node = self.find(path)
        if not self._may(node, 2):
            raise FileError(13)
        self.version += 1
        node.mtime = self._clock() if mtime is None else mtime

    def install(
        self, path: str, mode: int, uid: int = ROOT, gid: int = ROOT, data: bytes | None = None
    ) -> None:
        """Build the image: a folder, or with `data` a file, regardless of permissions."""
        parts = [part for part in path.split("/") if part]
        folder = self.root
        for part in parts[:-1]:
            below = folder.children.setdefault(part, self._folder(0o755, ROOT, ROOT))
            if not isinstance(below, Folder):
                raise FileError(20)
            folder = below
        if data is None:
            made = self._folder(mode, uid, gid)
            old = folder.children.get(parts[-1])
            if isinstance(old, Folder):
                made.children = old.children
            folder.children[parts[-1]] = made
        else:
            kind = stat.S_IFCHR if path.startswith("/dev/") else stat.S_IFREG
            folder.children[parts[-1]] = File(
                kind | mode, uid, gid, self._clock(), self._inode(), bytearray(data)
            )

    def install_link(self, path: str, target: str) -> None:
        head, _, name = path.rpartition("/")
        folder = self._walk(head or "/", True, 0)[1]
        if isinstance(folder, Folder):
            folder.children[name] = Link(
                stat.S_IFLNK | 0o777, ROOT, ROOT, self._clock(), self._inode(), target
            )

    # inside
    def _inode(self) -> int:
        self._inodes += 1
        return self._inodes

    def _folder(self, mode: int, uid: int, gid: int) -> Folder:
        return Folder(stat.S_IFDIR | mode, uid, gid, self._clock(), self._inode())

    def _may(self, node: Node, want: int) -> bool:
        if node.uid == SHELL:
            bits = node.mode >> 6
        elif node.gid in SHELL_GROUPS:
            bits = node.mode >> 3
        else:
            bits = node.mode
        return bits & want == want

    def _check_writable(self, folder: Folder) -> None:
        if not self._may(folder, 3):
            raise FileError(30 if folder.uid == ROOT and folder.gid == ROOT else 13)

    def _walk(self, path: str, follow: bool, links: int) -> tuple[Folder, Node]:
        """The folder that holds the last part, and the node itself."""
        if links > MAX_LINKS:
            raise FileError(40)
        parts = [part for part in path.split("/") if part not in ("", ".")]
        trail: list[Folder] = [self.root]
        node: Node = self.root
        for position, part in enumerate(parts):
            if part == "..":
                trail = trail[:-1] or [self.root]
                node = trail[-1]
                continue
            folder = trail[-1]
            if not isinstance(node, Folder):
                raise FileError(20)
            if not self._may(folder, 1):
                raise FileError(13)
            if part not in folder.children:
                raise FileError(2)
            node = folder.children[part]
            last = position == len(parts) - 1
            if isinstance(node, Link) and (follow or not last):
                rest = "/".join(parts[position + 1 :])
                return self._walk(
                    join(self._absolute(node.target, parts[:position]), rest), follow, links + 1
                )
            if isinstance(node, Folder):
                trail.append(node)
        parent = trail[-2] if node is trail[-1] and len(trail) > 1 else trail[-1]
        return parent, node

    def _absolute(self, target: str, above: list[str]) -> str:
        return target if target.startswith("/") else "/" + "/".join([*above, target])

    def _place(self, path: str, follow: bool = True) -> tuple[Folder, Node | None, str]:
        """Where a path's last part is or would be: its folder, the node if there is one, its name."""
        head, name = split(path)
        if not name or name in (".", ".."):
            return self.root, self.find(path), name
        folder = self.find(head)
        if not isinstance(folder, Folder):
            raise FileError(20)
        if not self._may(folder, 1):
            raise FileError(13)
        node = folder.children.get(name)
        if isinstance(node, Link) and follow:
            target = self._absolute(node.target, [part for part in head.split("/") if part])
            return self._place(target, follow=False)
        return folder, node, name


def join(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if name else folder


def split(path: str) -> tuple[str, str]:
    """The folder and the last part of an absolute path."""
    head, _, name = path.rstrip("/").rpartition("/")
    return head or "/", name


def _below(node: Node) -> list[Node]:
    found: list[Node] = [node]
    for each in found:
        if isinstance(each, Folder):
            found.extend(each.children.values())
    return found
