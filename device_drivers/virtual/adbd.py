"""The phone's ADB daemon: one Link a host connection, one Stream a service on it."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from typing import Literal, TypeAlias, cast

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
from device_drivers.virtual.pipe import Pipe

Auth: TypeAlias = Literal["none", "accept", "reject", "silent"]
Service: TypeAlias = "Callable[[Stream], Awaitable[None]]"
Router: TypeAlias = Callable[[str], "Service | None"]

# No delayed_ack, sendrecv_v2 or abb: hosts then stay with the classic flow.
FEATURES = "shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,apex,fixed_push_symlink_timestamp"
MAX_STREAMS = 512
_NEXT = 1e-6  # seconds between parts that were late, so that they stay in order
OLD_PAYLOAD = 4096  # what a host may send and get before CNXN said otherwise

_log = logging.getLogger(__name__)


class Stream:
    """One service as its two ends see it: `reader` holds what the host sent, `write` queues what it gets.

    At most one WRTE is on its way; the next goes out when the host's OKAY comes. A close waits for the queue.
    """

    def __init__(self, link: Link, local: int, remote: int) -> None:
        self.link = link
        self.local = local
        self.remote = remote
        self.reader = Pipe(self._acknowledge)
        self.task: asyncio.Task[None] | None = None
        self._queue = bytearray()
        self._in_flight = False
        self._owes_okay = False
        self._closing = False
        self._closed = False
        self._drained: asyncio.Future[None] | None = None

    @property
    def closed(self) -> bool:
        return self._closed

    def write(self, data: bytes) -> None:
        """Queue bytes for the host. ConnectionResetError when it has closed its end."""
        if self._closed or self._closing:
            raise ConnectionResetError("the host closed the stream")
        self._queue += data
        self._send_next()

    async def drain(self) -> None:
        """Wait until the host has taken everything."""
        while (self._queue or self._in_flight) and not self._closed:
            self._drained = asyncio.get_running_loop().create_future()
            await self._drained

    def end(self) -> None:
        """The process that served it died: nothing more is sent but CLSE."""
        self._queue.clear()
        if self.task and not self.task.done():
            self.task.cancel()

    def close(self) -> None:
        """Send what is queued, then CLSE."""
        self._closing = True
        self._send_next()

    def take_okay(self) -> None:
        self._in_flight = False
        self._send_next()

    def take_data(self, data: bytes) -> None:
        self.reader.feed(data)
        self._owes_okay = True
        if self.reader.has_room:
            self._acknowledge()

    def take_close(self) -> None:
        """The host closed, or the link is gone."""
        if not self._closed and not self.link.lost:
            self.link.send(CLSE, self.local, self.remote)  # adb-shell waits for this answer
        self._finish()
        if self.task and not self.task.done():
            self.task.cancel()

    def _acknowledge(self) -> None:
        if self._owes_okay and not self._closed:
            self._owes_okay = False
            self.link.send(OKAY, self.local, self.remote)

    def _send_next(self) -> None:
        if self._in_flight or self._closed:
            return
        if self._queue:
            part = bytes(self._queue[: self.link.max_payload])
            del self._queue[: self.link.max_payload]
            self._in_flight = True
            self.link.send(WRTE, self.local, self.remote, part)
        elif self._closing:
            self.link.send(CLSE, self.local, self.remote)
            self._finish()
        if not self._queue and not self._in_flight:
            self._wake()

    def _finish(self) -> None:
        self._closed = True
        self._queue.clear()
        self.reader.end()
        self.link.forget(self)
        self._wake()

    def _wake(self) -> None:
        if self._drained and not self._drained.done():
            self._drained.set_result(None)


class Link(asyncio.Protocol):
    """One host connection. Whatever the peer sends, the worst outcome is that this link is dropped.

    delay: seconds that each part of what the host sends is late. away: the phone is not there.
    """

    def __init__(
        self,
        route: Router,
        banner: Callable[[], str],
        auth: Auth,
        links: set[Link],
        delay: Callable[[], float] = lambda: 0.0,
        away: bool = False,
    ) -> None:
        self._route = route
        self._banner = banner
        self._auth = auth
        self._links = links
        self._delay = delay
        self._away = away
        self._asked = False  # the person is asked whether the host may
        self._heard = 0.0  # the loop's time at which everything sent so far has come
        self._buffer = bytearray()
        self._streams: dict[int, Stream] = {}
        self._next_id = 1
        self._online = False
        self._version = VERSION_CHECKSUMS
        self._transport: asyncio.Transport | None = None
        self.max_payload = OLD_PAYLOAD
        self.lost = False

    # asyncio.Protocol
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._links.add(self)
        if self._away:
            self.drop()

    def data_received(self, data: bytes) -> None:
        loop = asyncio.get_running_loop()
        at = max(loop.time() + self._delay(), self._heard + _NEXT)
        if at > loop.time() + _NEXT:
            self._heard = at
            loop.call_at(at, self._take, data)
        else:
            self._take(data)

    def _take(self, data: bytes) -> None:
        self._buffer += data
        try:
            while not self.lost and (packet := take(self._buffer)):
                self._handle(packet)
        except BadPacket as error:
            _log.info("dropping a host: %s", error)
            self.drop()

    def connection_lost(self, error: Exception | None) -> None:
        self.lost = True
        self._links.discard(self)
        for stream in list(self._streams.values()):
            stream.take_close()

    # for streams and services
    def send(self, command: int, arg0: int, arg1: int, data: bytes = b"") -> None:
        if self._transport and not self.lost:
            self._transport.write(encode(Packet(command, arg0, arg1, data), self._version))

    def drop(self) -> None:
        """Cut the connection, as an unplugged cable does."""
        self.lost = True
        if self._transport:
            self._transport.abort()

    def forget(self, stream: Stream) -> None:
        self._streams.pop(stream.local, None)

    # packets
    def _handle(self, packet: Packet) -> None:
        if packet.command == CNXN:
            self._connect(packet)
        elif packet.command == AUTH:
            self._authenticate(packet)
        elif not self._online:
            return
        elif packet.command == OPEN:
            self._open(packet)
        else:
            self._for_stream(packet)

    def _connect(self, packet: Packet) -> None:
        self._version = min(packet.arg0, VERSION)
        self.max_payload = max(1, min(packet.arg1, MAX_PAYLOAD))
        if self._auth == "none":
            self._welcome()
        elif self._auth != "silent":
            self.send(AUTH, AUTH_TOKEN, 0, os.urandom(20))

    def _authenticate(self, packet: Packet) -> None:
        if self._auth not in ("accept", "reject"):
            return
        if packet.arg0 == AUTH_SIGNATURE:  # no key is known to this phone yet
            self.send(AUTH, AUTH_TOKEN, 0, os.urandom(20))
        elif packet.arg0 == AUTH_PUBLIC_KEY:
            self._asked = True
            if self._auth == "accept":
                self._welcome()

    def allow(self) -> None:
        """The person lets the host in."""
        self._auth = "accept"
        if self._asked and not self._online:
            self._welcome()

    def _welcome(self) -> None:
        self._online = True
        self.send(CNXN, VERSION, MAX_PAYLOAD, self._banner().encode())

    def _open(self, packet: Packet) -> None:
        service = None
        if packet.arg0 and len(self._streams) < MAX_STREAMS:
            service = self._route(packet.data.rstrip(b"\0").decode("utf-8", "surrogateescape"))
        if service is None:
            self.send(CLSE, 0, packet.arg0)
            return
        stream = Stream(self, self._next_id, packet.arg0)
        self._next_id = self._next_id % 0xFFFFFFFF + 1
        self._streams[stream.local] = stream
        self.send(OKAY, stream.local, stream.remote)
        stream.task = asyncio.ensure_future(service(stream))
        stream.task.add_done_callback(lambda task: _served(stream, task))

    def _for_stream(self, packet: Packet) -> None:
        stream = self._streams.get(packet.arg1)
        if stream is None:
            if packet.command == WRTE:
                self.send(CLSE, 0, packet.arg0)
        elif packet.command == OKAY:
            stream.take_okay()
        elif packet.command == WRTE:
            stream.take_data(packet.data)
        elif packet.command == CLSE:
            stream.take_close()


def _served(stream: Stream, task: asyncio.Task[None]) -> None:
    """A service ended, one way or another."""
    if not task.cancelled():
        error = task.exception()
        if error and not isinstance(error, (EOFError, ConnectionError)):
            _log.error("a service failed", exc_info=error)
    stream.close()
