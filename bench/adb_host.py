"""A host that speaks to a phone's ADB daemon itself, for what an ADB server in between would never send."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from types import TracebackType

from device_drivers.virtual.packets import (
    CLSE,
    CNXN,
    MAX_PAYLOAD,
    OKAY,
    OPEN,
    VERSION,
    WRTE,
    Packet,
    encode,
    take,
)

HOST = "127.0.0.1"
DEADLINE = 10.0  # seconds a service may take
_BANNER = b"host::features=shell_v2,cmd,stat_v2,ls_v2"


class Late(Exception):
    """The phone did not end a service in time."""


class AdbHost:
    """One connection. A service that is open ends with it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=DEADLINE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray()
        self._ident = 0
        self._send(Packet(CNXN, VERSION, MAX_PAYLOAD, _BANNER))
        self._next(time.monotonic() + DEADLINE)

    def ask(self, service: bytes, stdin: bytes = b"", seconds: float = DEADLINE) -> bytes | None:
        """All that the service says until it ends; None when it is refused.

        Raises Late, and ConnectionError when the phone dropped the connection.
        """
        by = time.monotonic() + seconds
        ident, remote = self.open(service, by)
        if not remote:
            return None
        said = bytearray()
        if stdin:
            self._send(Packet(WRTE, ident, remote, stdin))
        while True:
            try:
                packet = self._next(by)
            except Late:
                self._send(Packet(CLSE, ident, remote, b""))
                raise
            if packet.arg1 != ident:
                continue
            if packet.command == WRTE:
                said += packet.data
                self._send(Packet(OKAY, ident, remote, b""))
            elif packet.command == CLSE:
                self._send(Packet(CLSE, ident, remote, b""))
                return bytes(said)

    def open(self, service: bytes, by: float | None = None) -> tuple[int, int]:
        """Both ends' numbers of a new stream; the second is 0 when the phone refuses it. Raises as `ask`."""
        self._ident += 1
        self._send(Packet(OPEN, self._ident, 0, service + b"\0"))
        while True:
            packet = self._next(time.monotonic() + DEADLINE if by is None else by)
            if packet.arg1 == self._ident and packet.command in (OKAY, CLSE):
                return self._ident, packet.arg0 if packet.command == OKAY else 0

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> AdbHost:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, packet: Packet) -> None:
        self._socket.sendall(encode(packet))

    def _next(self, by: float) -> Packet:
        while not (packet := take(self._buffer)):
            self._socket.settimeout(max(0.001, by - time.monotonic()))
            try:
                data = self._socket.recv(1 << 18)
            except TimeoutError:
                raise Late from None
            if not data:
                raise ConnectionResetError("the phone dropped the connection")
            self._buffer += data
        return packet


def send_noise(port: int, data: bytes) -> None:
    """Bytes on a connection of their own; whatever the phone makes of them."""
    with suppress(OSError), socket.create_connection((HOST, port), timeout=DEADLINE) as wire:
        wire.sendall(data)
        wire.settimeout(0.01)
        wire.recv(1 << 16)
