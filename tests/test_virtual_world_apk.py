"""Reading an APK's manifest."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.virtual.services.apk import ApkError, read_manifest
from tests.virtual_world import make_phone


def make_apk(manifest: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("AndroidManifest.xml", manifest)
    return file.getvalue()


def make_manifest(package: str, version: int) -> bytes:
    """A binary manifest with the two attributes."""
    words = ["package", package, "versionCode", "manifest"]
    blobs = [struct.pack("<H", len(word)) + word.encode("utf-16-le") + b"\0\0" for word in words]
    offsets = [sum(map(len, blobs[:place])) for place in range(len(blobs))]
    text = b"".join(blobs)
    text += b"\0" * (-len(text) % 4)
    start = 28 + 4 * len(words)
    pool = struct.pack("<HHIIIIII", 1, 28, start + len(text), len(words), 0, 0, start, 0)
    pool += struct.pack(f"<{len(words)}I", *offsets) + text
    none = 0xFFFFFFFF
    rows = struct.pack("<IIIHBBI", none, 0, 1, 8, 0, 3, 1) + struct.pack(
        "<IIIHBBI", none, 2, none, 8, 0, 16, version
    )
    tag = struct.pack("<HHIII", 0x102, 16, 36 + len(rows), 1, none)
    tag += struct.pack("<IIHHHHHH", none, 3, 20, 20, 2, 0, 0, 0) + rows
    return struct.pack("<HHI", 3, 8, 8 + len(pool) + len(tag)) + pool + tag


def test_installing_takes_the_packages_own_name() -> None:
    phone = make_phone()
    apk = make_apk(make_manifest("org.example.hello", 7))
    assert read_manifest(apk).version_code == 7
    assert phone.install(apk) == "Success"
    assert phone.packages["org.example.hello"].version_code == 7
    assert not phone.packages["org.example.hello"].system
    assert phone.uninstall("org.example.hello") == "Success"
    assert "org.example.hello" not in phone.packages


def test_a_system_app_is_not_replaced() -> None:
    phone = make_phone()
    answer = phone.install(make_apk(make_manifest("com.android.settings", 99)))
    assert answer.startswith("Failure [INSTALL_FAILED_UPDATE_INCOMPATIBLE")


@pytest.mark.parametrize("apk", [b"", b"PK", make_apk(b""), make_apk(b"\x03\x00\x08\x00")])
def test_what_is_no_apk(apk: bytes) -> None:
    with pytest.raises(ApkError, match="INSTALL_PARSE_FAILED"):
        read_manifest(apk)


@given(st.binary(max_size=300), st.integers(0, 150))
def test_no_manifest_breaks_the_reader(noise: bytes, cut: int) -> None:
    good = make_manifest("a.b", 1)
    for manifest in (noise, good[:cut] + noise, good[:cut] + noise + good[cut:]):
        try:
            read_manifest(make_apk(manifest))
        except ApkError as error:
            assert "INSTALL_PARSE_FAILED" in str(error)
