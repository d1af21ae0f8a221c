"""The transport: handshake, flow control, closing, refusals, and whatever a hostile host sends."""

from __future__ import annotations

import asyncio
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.packets import (
    AUTH,
    AUTH_PUBLIC_KEY,
    AUTH_SIGNATURE,
    AUTH_TOKEN,
    CLSE,
    CNXN,
    MAX_PAYLOAD,
    OKAY,
    OPEN,
    VERSION,
    VERSION_CHECKSUMS,
    WRTE,
    BadPacket,
    Packet,
    encode,
    take,
)
from tests.virtual_wire import Host, make_device, make_host

DEVICE = make_device()


def test_the_phone_answers_with_its_banner() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        host.connect()
        (answer,) = host.received()
        assert answer.command == CNXN
        assert answer[1:3] == (VERSION, MAX_PAYLOAD)
        assert answer.data.startswith(b"device::ro.product.name=v;")

    asyncio.run(run())


def test_a_silent_phone_says_nothing() -> None:
    async def run() -> None:
        host = make_host(DEVICE, "silent")
        host.connect()
        assert host.received() == []

    asyncio.run(run())


@pytest.mark.parametrize("auth, welcomed", [("accept", True), ("reject", False)])
def test_a_new_key_is_asked_for_twice_and_then_shown_to_the_person(auth: str, welcomed: bool) -> None:
    async def run() -> None:
        host = make_host(DEVICE, auth)  # type: ignore[arg-type]
        host.connect()
        (token,) = host.received()
        assert (token.command, token.arg0, len(token.data)) == (AUTH, AUTH_TOKEN, 20)
        host.send(AUTH, AUTH_SIGNATURE, 0, b"s" * 256)
        (again,) = host.received()
        assert again.command == AUTH and again.data != token.data
        host.send(AUTH, AUTH_PUBLIC_KEY, 0, b"key user@host\0")
        assert [packet.command for packet in host.received()] == ([CNXN] if welcomed else [])

    asyncio.run(run())


def test_nothing_opens_before_the_handshake() -> None:
    async def run() -> None:
        host = make_host(DEVICE, "reject")
        host.connect()
        host.received()
        host.send(OPEN, 5, 0, b"shell:echo hi\0")
        await asyncio.sleep(0.01)
        assert host.received() == []

    asyncio.run(run())


async def _opened(host: Host, service: bytes) -> int:
    """The phone's id of a stream that the host has opened as 5."""
    host.connect()
    host.received()
    host.send(OPEN, 5, 0, service + b"\0")
    (okay,) = host.received()
    assert (okay.command, okay.arg1) == (OKAY, 5)
    return okay.arg0


def test_one_write_is_on_its_way_at_a_time() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        ours = await _opened(host, b"shell:echo one; echo two; echo three")
        await asyncio.sleep(0.05)
        first = host.received()
        assert [packet.command for packet in first] == [WRTE]
        await asyncio.sleep(0.02)
        assert host.received() == []
        host.send(OKAY, 5, ours)
        await asyncio.sleep(0.02)
        rest = host.received()
        assert [packet.command for packet in rest] == [WRTE]
        assert first[0].data + rest[0].data == b"one\ntwo\nthree\n"

    asyncio.run(run())


def test_a_close_does_not_overtake_a_write() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        ours = await _opened(host, b"shell:echo hi")
        await asyncio.sleep(0.02)
        assert [packet.command for packet in host.received()] == [WRTE]
        host.send(OKAY, 5, ours)
        await asyncio.sleep(0.02)
        assert [packet.command for packet in host.received()] == [CLSE]

    asyncio.run(run())


def test_a_close_is_answered_with_a_close() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        ours = await _opened(host, b"shell:sleep 30")
        host.send(CLSE, 5, ours)
        assert [(packet.command, packet.arg1) for packet in host.received()] == [(CLSE, 5)]

    asyncio.run(run())


def test_a_write_to_no_stream_is_answered_with_a_close() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        host.connect()
        host.received()
        host.send(WRTE, 9, 1234, b"x")
        assert [(packet.command, packet.arg0, packet.arg1) for packet in host.received()] == [(CLSE, 0, 9)]

    asyncio.run(run())


@pytest.mark.parametrize(
    "service",
    ["usb:", "tcpip:5555", "remount:", "jdwp", "reverse:forward:tcp:1;tcp:2", "tcp:9008",
     "localabstract:scrcpy_1", "track-jdwp", "", "shellx:ls", "tcp:x", "tcp:99999999999999"],
)  # fmt: skip
def test_what_is_refused_is_closed(service: str) -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        host.connect()
        host.received()
        host.send(OPEN, 5, 0, service.encode() + b"\0")
        assert [(packet.command, packet.arg0, packet.arg1) for packet in host.received()] == [(CLSE, 0, 5)]

    asyncio.run(run())


def test_an_old_host_gets_checksums_and_small_payloads() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        host.connect(VERSION_CHECKSUMS, 4096)
        host.received()
        host.send(OPEN, 5, 0, b"shell:seq 5000\0")
        await asyncio.sleep(0.05)
        raw = bytes(host.transport.sent)
        at = raw.index(b"WRTE")
        _, _, _, length, checksum, _ = struct.unpack_from("<6I", raw, at)
        assert 0 < length <= 4096
        assert checksum == sum(raw[at + 24 : at + 24 + length])

    asyncio.run(run())


def test_shell_v2_keeps_the_outputs_and_the_status_apart() -> None:
    async def run() -> bytes:
        host = make_host(DEVICE)
        host.connect()
        host.received()
        return await host.service("shell,v2,TERM=xterm,raw:echo out; nosuch; (exit 3)")

    data = asyncio.run(run())
    found: dict[int, bytes] = {}
    while data:
        kind, size = struct.unpack_from("<BI", data)
        found[kind] = found.get(kind, b"") + data[5 : 5 + size]
        data = data[5 + size :]
    assert found == {1: b"out\n", 2: b"/system/bin/sh: nosuch: inaccessible or not found\n", 3: b"\x03"}


def test_a_terminal_prompts_echoes_and_runs_lines() -> None:
    async def run() -> bytes:
        host = make_host(DEVICE)
        host.connect()
        host.received()
        return await host.service("shell:", b"cd /sdcard\necho hi\nexit\n")

    said = asyncio.run(run()).decode()
    assert ":/ $ cd" in said and ":/sdcard $ hi\r\n" in said


def test_a_host_cannot_fill_the_phone_with_input_nobody_reads() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        ours = await _opened(host, b"shell:sleep 30")
        acknowledged = 0
        for _ in range(8):
            host.send(WRTE, 5, ours, bytes(MAX_PAYLOAD))
            acknowledged += len(host.received())
        assert acknowledged < 5
        host.send(CLSE, 5, ours)

    asyncio.run(run())


def test_when_the_link_goes_its_services_end() -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        await _opened(host, b"shell:sleep 30")
        host.link.connection_lost(None)
        await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())


def test_reboot_drops_the_link() -> None:
    async def run() -> None:
        dropped = []
        device = make_device()
        device.reboot = lambda: dropped.append(True)
        host = make_host(device)
        host.connect()
        await host.service("reboot:")
        assert dropped == [True]

    asyncio.run(run())


@given(st.binary(max_size=200))
def test_any_bytes_parse_or_are_refused(data: bytes) -> None:
    buffer = bytearray(data)
    try:
        while take(buffer):
            pass
    except BadPacket:
        return


_COMMANDS = st.sampled_from([CNXN, AUTH, OPEN, OKAY, CLSE, WRTE, 0, 0x12345678])
_IDS = st.integers(0, 6)
_SERVICES = st.sampled_from(
    [b"shell:echo hi\0", b"sync:\0", b"shell,v2:cat\0", b"exec:ls\0", b"framebuffer", b"\xff"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_COMMANDS, _IDS, _IDS, st.one_of(_SERVICES, st.binary(max_size=64)))))
def test_no_order_of_packets_breaks_the_phone(packets: list[tuple[int, int, int, bytes]]) -> None:
    async def run() -> None:
        host = make_host(DEVICE)
        host.connect()
        for packet in packets:
            if not host.link.lost:
                host.link.data_received(encode(Packet(*packet)))
            await asyncio.sleep(0)
        host.link.connection_lost(None)
        await asyncio.sleep(0)

    asyncio.run(run())
