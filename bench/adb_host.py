"""A host that speaks to a phone's ADB daemon itself, for what an ADB server in between would never send."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from types import TracebackType
from typing import Any

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
        self.send(Packet(CNXN, VERSION, MAX_PAYLOAD, _BANNER))
        while (welcome := take(self._buffer)) is None or welcome.command != CNXN:
            self._receive(time.monotonic() + DEADLINE)

    def ask(self, service: bytes, stdin: bytes = b"", seconds: float = DEADLINE) -> bytes | None:
        """All that the service says until it ends; None when it is refused.

        Raises Late, and ConnectionError when the phone dropped the connection.
        """
        by = time.monotonic() + seconds
        stream = self.open(service, by)
        if stream is None:
            return None
        if stdin:
            stream.send(stdin)
        said = bytearray()
        try:
            while part := stream.part(by):
                said += part
        except Late:
            stream.close()
            raise
        return bytes(said)

    def open(self, service: bytes, by: float | None = None) -> Stream | None:
        """A new stream; None when the phone refuses it. by: monotonic time in seconds. Raises as `ask`."""
        self._ident += 1
        self.send(Packet(OPEN, self._ident, 0, service + b"\0"))
        packet = self.next(self._ident, time.monotonic() + DEADLINE if by is None else by)
        return Stream(self, self._ident, packet.arg0) if packet.command == OKAY else None

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> AdbHost:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, packet: Packet) -> None:
        self._socket.sendall(encode(packet))

    def next(self, ident: int, by: float) -> Packet:
        """The next packet for the stream with that number; those of streams that are gone are dropped."""
        while True:
            packet = take(self._buffer)
            if packet is not None and packet.arg1 == ident:
                return packet
            if packet is None:
                self._receive(by)

    def _receive(self, by: float) -> None:
        self._socket.settimeout(max(0.001, by - time.monotonic()))
        try:
            data = self._socket.recv(1 << 18)
        except TimeoutError:
            raise Late from None
        if not data:
            raise ConnectionResetError("the phone dropped the connection")
        self._buffer += data


class Stream:
    """One open service."""

    def __init__(self, host: AdbHost, ident: int, remote: int) -> None:
        self._host, self._ident, self._remote = host, ident, remote

    def send(self, data: bytes) -> None:
        """At most what one packet holds."""
        self._host.send(Packet(WRTE, self._ident, self._remote, data))

    def part(self, by: float) -> bytes:
        """What came next, acknowledged; empty when the phone has ended the stream. Raises Late."""
        while True:
            packet = self._host.next(self._ident, by)
            if packet.command == CLSE:
                self.close()
                return b""
            if packet.command == WRTE and packet.data:
                self._host.send(Packet(OKAY, self._ident, self._remote, b""))
                return packet.data

    def close(self) -> None:
        self._host.send(Packet(CLSE, self._ident, self._remote, b""))


class Calls:
    """uiautomator2's server on the phone, started, and asked over one kept connection."""

    JAR = "/data/local/tmp/u2.jar"

    def __init__(self, port: int, listens: int = 9008) -> None:
        self._host, self._holder = AdbHost(port), AdbHost(port)  # each waits for one stream at a time
        self._holder.ask(f"shell:echo > {self.JAR}".encode())
        shell = f"shell:CLASSPATH={self.JAR} app_process / com.wetest.uia2.Main -p {listens}"
        holding = self._holder.open(shell.encode())
        assert holding is not None
        said = b""
        while b"listening" not in said:
            said += holding.part(time.monotonic() + DEADLINE)
        stream = self._host.open(f"tcp:{listens}".encode())
        assert stream is not None
        self._stream = stream

    def __call__(self, method: str, *params: object) -> Any:
        """The call's result; None where the phone answers with an error. Raises Late and ConnectionError."""
        by = time.monotonic() + DEADLINE
        self._stream.send(http_call(method, params))
        said = self._stream.part(by)
        head, _, body = said.partition(b"\r\n\r\n")
        size = int(head.rpartition(b"Content-Length: ")[2])
        while len(body) < size:
            body += self._stream.part(by)
        return json.loads(body).get("result")

    def shell(self, line: str) -> bytes:
        """What a line prints."""
        return self._holder.ask(f"shell:{line}".encode()) or b""

    def close(self) -> None:
        self._host.close()
        self._holder.close()


def http_call(method: str, params: object, keep: bool = True) -> bytes:
    """A call as it is posted. keep: the connection stays for another one."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    return http_post(body, keep=keep)


def http_post(body: bytes, path: str = "/jsonrpc/0", keep: bool = False) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nConnection: {'keep-alive' if keep else 'close'}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def send_noise(port: int, data: bytes) -> None:
    """Bytes on a connection of their own; whatever the phone makes of them."""
    with suppress(OSError), socket.create_connection((HOST, port), timeout=DEADLINE) as wire:
        wire.sendall(data)
        wire.settimeout(0.01)
        wire.recv(1 << 16)
