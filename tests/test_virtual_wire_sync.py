"""Push, pull, list and stat in both versions, and hosts that break the protocol."""

from __future__ import annotations

import asyncio
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.device import Device
from device_drivers.virtual.packets import OPEN, WRTE
from tests.virtual_wire import make_device, make_host

DEVICE = make_device()


def sync(device: Device, request: bytes) -> bytes:
    """What the phone answers to a whole sync conversation."""

    async def run() -> bytes:
        host = make_host(device)
        host.connect()
        host.received()
        return await host.service("sync:", request + b"QUIT" + bytes(4))

    return asyncio.run(run())


def ask(ident: bytes, text: str) -> bytes:
    return ident + struct.pack("<I", len(text.encode())) + text.encode()


def push(path: str, data: bytes, mtime: int = 1_700_000_000) -> bytes:
    chunks = b"".join(
        b"DATA" + struct.pack("<I", len(data[at : at + 65536])) + data[at : at + 65536]
        for at in range(0, len(data), 65536)
    )
    return ask(b"SEND", f"{path},33188") + chunks + b"DONE" + struct.pack("<I", mtime)


def test_what_is_pushed_is_listed_and_pulled() -> None:
    device = make_device()
    data = bytes(range(256)) * 1000
    assert sync(device, push("/sdcard/new/x.bin", data)) == b"OKAY" + bytes(4)
    mode, size, mtime = struct.unpack("<4xIII", sync(device, ask(b"STAT", "/sdcard/new/x.bin")))
    assert (oct(mode), size, mtime) == ("0o100666", len(data), 1_700_000_000)
    fields = struct.unpack("<4sIQQIIIIQqqq", sync(device, ask(b"STA2", "/sdcard/new/x.bin")))
    assert (fields[0], fields[1], fields[8]) == (b"STA2", 0, len(data))
    answer = sync(device, ask(b"RECV", "/sdcard/new/x.bin"))
    back = bytearray()
    while answer[:4] == b"DATA":
        (length,) = struct.unpack_from("<I", answer, 4)
        back += answer[8 : 8 + length]
        answer = answer[8 + length :]
    assert bytes(back) == data and answer == b"DONE" + bytes(4)
    assert b"x.bin" in sync(device, ask(b"LIST", "/sdcard/new"))
    assert sync(device, ask(b"LIS2", "/sdcard/new")).endswith(b"DONE" + bytes(72))


@pytest.mark.parametrize(
    "request_, answer",
    [
        (ask(b"STAT", "/nope"), b"STAT" + bytes(12)),
        (ask(b"STA2", "/nope"), b"STA2" + struct.pack("<I", 2) + bytes(64)),
        (ask(b"LIST", "/nope"), b"DONE" + bytes(16)),
        (ask(b"LIS2", "/data"), b"DONE" + bytes(72)),
    ],
)
def test_what_is_missing_is_empty(request_: bytes, answer: bytes) -> None:
    assert sync(DEVICE, request_) == answer


@pytest.mark.parametrize(
    "request_, words",
    [
        (ask(b"RECV", "/nope"), b"open failed: No such file or directory"),
        (ask(b"RECV", "/sdcard"), b"read failed: Is a directory"),
        (push("/system/x", b"1"), b"couldn't create file: Read-only file system"),
        (ask(b"FROB", "/x"), b"unknown command FROB"),
        (b"STAT" + struct.pack("<I", 1 << 30), b"invalid path length"),
        (ask(b"SEND", "/sdcard/y,420") + b"DATA" + struct.pack("<I", 1 << 20), b"oversize data message"),
        (ask(b"SEND", "/sdcard/y,420") + ask(b"STAT", "/"), b"invalid data message"),
    ],
)
def test_failures_are_said_in_words(request_: bytes, words: bytes) -> None:
    assert sync(DEVICE, request_) == b"FAIL" + struct.pack("<I", len(words)) + words


def test_after_a_failed_push_the_conversation_goes_on() -> None:
    assert sync(DEVICE, push("/system/x", b"1") + ask(b"STAT", "/nope")).endswith(b"STAT" + bytes(12))


_PIECES = [b"STAT", b"LIST", b"SEND", b"RECV", b"DATA", b"DONE", b"LIS2", b"LST2", b"QUIT", bytes(4),
           b"\x04\x00\x00\x00", b"/a,1", b"/sdcard", b"\xff"]  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(_PIECES)))
def test_no_conversation_breaks_the_phone(pieces: list[bytes]) -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        host.connect()
        host.received()
        host.send(OPEN, 7, 0, b"sync:\0")
        ours = host.received()[0].arg0
        host.send(WRTE, 7, ours, b"".join(pieces) or b"x")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        host.link.connection_lost(None)
        await asyncio.sleep(0)

    asyncio.run(run())
