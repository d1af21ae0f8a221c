"""The sync: service: stat, list, push and pull, versions 1 and 2.

Source: AOSP packages/modules/adb/file_sync_protocol.h.
"""

from __future__ import annotations

import stat
import struct

from device_drivers.virtual.adbd import Stream
from device_drivers.virtual.files import FileError, FileSystem, Node, split
from device_drivers.virtual.shell.call import to_bytes, to_text

MAX_PATH = 1024
CHUNK = 64 << 10
_REQUEST = struct.Struct("<4sI")
_STAT_1 = struct.Struct("<III")
_STAT_2 = struct.Struct("<IQQIIIIQqqq")
_DEVICE = 0xFD00


class _Broken(Exception):
    """The host broke the protocol; the service ends."""


class Sync:
    """One sync connection over the phone's files."""

    def __init__(self, files: FileSystem, stream: Stream) -> None:
        self._files = files
        self._stream = stream

    async def serve(self) -> None:
        """Requests one after another, until QUIT or the end."""
        try:
            while True:
                ident, size = _REQUEST.unpack(await self._stream.reader.exactly(_REQUEST.size))
                if ident == b"QUIT":
                    return
                if size > MAX_PATH:
                    raise _Broken("invalid path length")
                await self._answer(ident, to_text(await self._stream.reader.exactly(size)))
        except _Broken as error:
            self._fail(str(error))

    async def _answer(self, ident: bytes, path: str) -> None:
        if ident == b"STAT":
            self._stream.write(b"STAT" + self._stat_1(path))
        elif ident in (b"STA2", b"LST2"):
            self._stream.write(ident + self._stat_2(path, follow=ident == b"STA2"))
        elif ident in (b"LIST", b"LIS2"):
            self._list(path, ident == b"LIS2")
        elif ident == b"SEND":
            await self._receive(path)
        elif ident == b"RECV":
            await self._send(path)
        else:
            raise _Broken(f"unknown command {ident.decode('latin-1')}")

    def _fail(self, text: str) -> None:
        data = to_bytes(text)
        self._stream.write(b"FAIL" + struct.pack("<I", len(data)) + data)

    def _stat_1(self, path: str) -> bytes:
        try:
            node = self._files.find(path, follow=False)
        except FileError:
            return _STAT_1.pack(0, 0, 0)
        return _STAT_1.pack(node.mode, node.size, _seconds(node) & 0xFFFFFFFF)

    def _stat_2(self, path: str, follow: bool) -> bytes:
        try:
            node = self._files.find(path, follow)
        except FileError as error:
            return _STAT_2.pack(error.errno, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        return _fields_2(node)

    def _list(self, path: str, second: bool) -> None:
        try:
            entries = self._files.entries(path)
        except FileError:
            entries = {}
        out = bytearray()
        for name, node in entries.items():
            encoded = to_bytes(name)
            if second:
                out += b"DNT2" + _fields_2(node)
            else:
                out += b"DENT" + _STAT_1.pack(node.mode, node.size, _seconds(node) & 0xFFFFFFFF)
            out += struct.pack("<I", len(encoded)) + encoded
        out += b"DONE" + bytes((_STAT_2.size if second else _STAT_1.size) + 4)
        self._stream.write(bytes(out))

    async def _receive(self, target: str) -> None:
        """A push: the data is read to its end even when the file cannot be written."""
        path, _, mode_text = target.rpartition(",")
        if not path or not mode_text.isdigit() or len(mode_text) > 7:
            path, mode_text = target, "420"
        mode = int(mode_text)
        problem = ""
        data = bytearray()
        while True:
            ident, size = _REQUEST.unpack(await self._stream.reader.exactly(_REQUEST.size))
            if ident == b"DONE":
                break
            if ident != b"DATA" or size > CHUNK:
                raise _Broken("invalid data message" if ident != b"DATA" else "oversize data message")
            part = await self._stream.reader.exactly(size)
            if not problem:
                data += part
        try:
            self._store(path, mode, bytes(data), size)
        except FileError as error:
            problem = f"couldn't create file: {error}"
        if problem:
            self._fail(problem)
        else:
            self._stream.write(b"OKAY" + bytes(4))

    def _store(self, path: str, mode: int, data: bytes, mtime: int) -> None:
        folder, _ = split(path)
        if not self._files.exists(folder):
            self._files.mkdir(folder, parents=True, mode=0o775)
        if stat.S_ISLNK(mode):
            self._files.symlink(to_text(data).rstrip("\0"), path)
            return
        mode |= (mode >> 3) & 0o070  # adbd gives everybody what the owner may
        mode |= (mode >> 3) & 0o007
        node = self._files.write(path, data, mode=mode)
        node.mtime = mtime

    async def _send(self, path: str) -> None:
        try:
            data = self._files.read(path)
        except FileError as error:
            words = "read failed" if error.errno == 21 else "open failed"
            self._fail(f"{words}: {error}")
            return
        for start in range(0, len(data), CHUNK):
            part = data[start : start + CHUNK]
            self._stream.write(b"DATA" + struct.pack("<I", len(part)) + part)
        self._stream.write(b"DONE" + bytes(4))
        await self._stream.drain()


def _seconds(node: Node) -> int:
    return int(node.mtime)


def _fields_2(node: Node) -> bytes:
    when = _seconds(node)
    return _STAT_2.pack(0, _DEVICE, node.ino, node.mode, 1, node.uid, node.gid, node.size, when, when, when)


async def serve_sync(files: FileSystem, stream: Stream) -> None:
    await Sync(files, stream).serve()
