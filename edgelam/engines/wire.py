"""Messages between a process and its worker: length, code, bytes; open files may go along.

Answers come in the order of the questions, one at a time. Logits and states do not pass here, see `segment`.
"""

from __future__ import annotations

import socket
import struct
from array import array
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

VERSION = 1
_HEAD = struct.Struct("<IB")
_PART = 1 << 16
_LONGEST = 1 << 26
_CLOEXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


class Code(IntEnum):
    """What is asked, or how it went."""

    HELLO = 0
    OPEN = 1
    CLOSE = 2
    EVALUATE = 3
    EVALUATE_MANY = 4
    KEPT = 5
    SNAPSHOT = 6
    RESTORE = 7
    TOKENIZE = 8
    PIECE = 9
    DEVICES = 10
    DONE = 100
    FAILED = 101


class Message(NamedTuple):
    """One message, with the open files that came along."""

    code: Code
    payload: bytes
    files: list[int]


def send(to: socket.socket, code: Code, payload: bytes = b"", files: Sequence[int] = ()) -> None:
    """Raises OSError when nobody is there."""
    data = _HEAD.pack(len(payload), code) + payload
    sent = socket.send_fds(to, [data], list(files)) if files else 0
    if sent < len(data):
        to.sendall(data[sent:])


def receive(source: socket.socket) -> Message:
    """The next message. Raises EOFError when the other side has ended, OSError."""
    data, files, _, _ = socket.recv_fds(source, _PART, 1, _CLOEXEC)
    if not data:
        raise EOFError
    while len(data) < _HEAD.size or len(data) < _HEAD.size + _HEAD.unpack_from(data)[0]:
        more = source.recv(_PART)
        if not more:
            raise EOFError
        data += more
    size, code = _HEAD.unpack_from(data)
    if size > _LONGEST or len(data) != _HEAD.size + size:
        raise EOFError
    return Message(Code(code), data[_HEAD.size :], files)


def pack(*runs: Sequence[int]) -> bytes:
    """Runs of integers (32 bits) with their lengths."""
    packed = array("i", [len(runs), *map(len, runs)])
    for run in runs:
        packed.extend(run)
    return packed.tobytes()


def unpack(payload: bytes) -> list[list[int]]:
    """What was packed."""
    numbers = array("i")
    numbers.frombytes(payload)
    values = numbers.tolist()
    count = values[0]
    runs, at = [], 1 + count
    for size in values[1 : 1 + count]:
        runs.append(values[at : at + size])
        at += size
    return runs
