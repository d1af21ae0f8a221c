"""The bytes of files that are made, not written by hand."""

from __future__ import annotations

from device_drivers.virtual.files import Deferred
from device_drivers.virtual.providers.storage import mime_of
from device_drivers.virtual.scenes import deferred

_MAGIC = {
    "application/pdf": b"%PDF-1.7\n",
    "video/mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "application/octet-stream": b"",
}


def made(name: str, size: int = 0) -> bytes | Deferred:
    """A file of this name: a picture for a picture's name, else a header and filler up to `size` bytes."""
    mime = mime_of(name)
    if mime.startswith("image/"):
        return deferred(sum(map(ord, name)))
    if mime.startswith("text/"):
        return f"{name.rpartition('.')[0]}\n".encode().ljust(size, b"\n")
    return _MAGIC.get(mime, b"PK\x03\x04").ljust(size or 24_000 + 97 * len(name), b"\0")
