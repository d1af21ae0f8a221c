"""The packets of the ADB transport; pure.

Source: AOSP packages/modules/adb/docs/dev/protocol.md.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

VERSION_CHECKSUMS = 0x01000000  # peers up to this one want the sum of the payload's bytes
VERSION = 0x01000001
MAX_PAYLOAD = 1 << 20
HEADER = struct.Struct("<6I")

CNXN, AUTH, OPEN, OKAY, CLSE, WRTE = (
    int.from_bytes(name, "little") for name in (b"CNXN", b"AUTH", b"OPEN", b"OKAY", b"CLSE", b"WRTE")
)
AUTH_TOKEN, AUTH_SIGNATURE, AUTH_PUBLIC_KEY = 1, 2, 3


class BadPacket(ValueError):
    """What the peer sends is not the protocol."""


class Packet(NamedTuple):
    command: int
    arg0: int
    arg1: int
    data: bytes


def encode(packet: Packet, version: int = VERSION) -> bytes:
    """The bytes on the wire for a peer of that version."""
    command, arg0, arg1, data = packet
    checksum = sum(data) & 0xFFFFFFFF if version <= VERSION_CHECKSUMS else 0
    return HEADER.pack(command, arg0, arg1, len(data), checksum, command ^ 0xFFFFFFFF) + data


def take(buffer: bytearray) -> Packet | None:
    """Cut one packet from the front of the buffer; None when it is not complete yet."""
    if len(buffer) < HEADER.size:
        return None
    command, arg0, arg1, length, _, magic = HEADER.unpack_from(buffer)
    if magic != command ^ 0xFFFFFFFF:
        raise BadPacket("the magic is not the command inverted")
    if length > MAX_PAYLOAD:
        raise BadPacket(f"{length} bytes are more than a payload may have")
    end = HEADER.size + length
    if len(buffer) < end:
        return None
    data = bytes(buffer[HEADER.size : end])
    del buffer[:end]
    return Packet(command, arg0, arg1, data)
