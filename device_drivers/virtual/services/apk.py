"""The few facts of an APK that installing needs, read from its binary manifest; pure."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO

_POOL, _START = 0x0001, 0x0102  # chunk types of ResXMLTree
_UTF8 = 1 << 8
_STRING = 0x03  # the type of an attribute's value


class ApkError(Exception):
    """The file is no APK; the text is Android's word for what is wrong."""


@dataclass(frozen=True)
class Manifest:
    package: str
    version_name: str
    version_code: int


def read_manifest(apk: bytes) -> Manifest:
    """The manifest's own attributes."""
    try:
        with zipfile.ZipFile(BytesIO(apk)) as archive:
            data = archive.read("AndroidManifest.xml")
    except zipfile.BadZipFile as error:
        raise ApkError("INSTALL_PARSE_FAILED_NOT_APK: Failed to parse APK") from error
    except KeyError as error:
        raise ApkError("INSTALL_PARSE_FAILED_BAD_MANIFEST: No AndroidManifest.xml") from error
    try:
        found = _attributes(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ApkError("INSTALL_PARSE_FAILED_BAD_MANIFEST: Corrupt XML binary file") from error
    if not isinstance(found.get("package"), str):
        raise ApkError("INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME: <manifest> has no package")
    code = found.get("versionCode", 0)
    return Manifest(
        str(found["package"]), str(found.get("versionName", "")), code if isinstance(code, int) else 0
    )


def _attributes(data: bytes) -> dict[str, str | int]:
    """Of the first element, which is <manifest>."""
    strings: list[str] = []
    place = 8
    while place < len(data):
        kind, _, size = struct.unpack_from("<HHI", data, place)
        if size == 0:
            break
        if kind == _POOL:
            strings = _strings(data[place : place + size])
        elif kind == _START:
            return _element(data, place, strings)
        place += size
    return {}


def _element(data: bytes, place: int, strings: list[str]) -> dict[str, str | int]:
    start, step, count = struct.unpack_from("<HHH", data, place + 24)
    found: dict[str, str | int] = {}
    for number in range(count):
        at = place + 16 + start + number * step
        _, name, raw, _, _, kind, value = struct.unpack_from("<IIIHBBI", data, at)
        found[strings[name]] = strings[raw if raw < len(strings) else value] if kind == _STRING else value
    return found


def _strings(chunk: bytes) -> list[str]:
    count, _, flags, start = struct.unpack_from("<IIII", chunk, 8)
    offsets = struct.unpack_from(f"<{count}I", chunk, 28)
    return [_string(chunk, start + offset, bool(flags & _UTF8)) for offset in offsets]


def _string(chunk: bytes, at: int, utf8: bool) -> str:
    if utf8:
        at += 2 if chunk[at] & 0x80 else 1  # the length in characters
        length, at = (
            (((chunk[at] & 0x7F) << 8) | chunk[at + 1], at + 2) if chunk[at] & 0x80 else (chunk[at], at + 1)
        )
        return chunk[at : at + length].decode("utf-8")
    (length,) = struct.unpack_from("<H", chunk, at)
    return chunk[at + 2 : at + 2 + 2 * length].decode("utf-16-le")
