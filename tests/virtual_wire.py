"""The virtual phone's wire half without sockets: shells, hosts and RPC calls in memory, for tests."""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import dataclass, field
from typing import Any

from device_drivers.virtual.adbd import Auth, Link
from device_drivers.virtual.channels import Channels
from device_drivers.virtual.device import Device
from device_drivers.virtual.packets import CLSE, CNXN, OKAY, OPEN, VERSION, WRTE, Packet, encode, take
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.pipe import Pipe
from device_drivers.virtual.rpc import UiServer
from device_drivers.virtual.shell.call import Streams
from device_drivers.virtual.shell.interpreter import Shell
from device_drivers.virtual.shell.programs import programs


def make_device(phone: Phone | None = None) -> Device:
    return Device(phone or Phone(seed=1), programs())


@dataclass
class Ran:
    status: int
    out: str
    err: str


def sh(device: Device, command: str, stdin: bytes = b"") -> Ran:
    """Run a command in a new shell on the phone."""
    out, err = bytearray(), bytearray()

    async def run() -> int:
        return await Shell(device).run(command, Streams(Pipe.of(stdin), out.extend, err.extend))

    status = asyncio.run(run())
    return Ran(status, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


class FakeSocket:
    def setsockopt(self, *args: object) -> None:
        assert args == (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class FakeTransport(asyncio.Transport):
    """Collects what the phone sends."""

    def __init__(self) -> None:
        super().__init__({"socket": FakeSocket()})
        self.sent = bytearray()
        self.aborted = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent += data

    def abort(self) -> None:
        self.aborted = True


@dataclass
class Host:
    """A hand-driven host on one link."""

    link: Link
    transport: FakeTransport
    seen: list[Packet] = field(default_factory=list)

    def send(self, command: int, arg0: int = 0, arg1: int = 0, data: bytes = b"") -> None:
        self.link.data_received(encode(Packet(command, arg0, arg1, data)))

    def connect(self, version: int = VERSION, max_payload: int = 1 << 20) -> None:
        self.send(CNXN, version, max_payload, b"host::features=shell_v2")

    def received(self) -> list[Packet]:
        """The packets that came since the last look."""
        found = []
        while packet := take(self.transport.sent):
            found.append(packet)
        self.seen += found
        return found

    async def service(self, name: str, stdin: bytes = b"", ident: int = 7) -> bytes:
        """Open a service, acknowledge what it writes, and return all of it up to its CLSE."""
        self.send(OPEN, ident, 0, name.encode() + b"\0")
        output = bytearray()
        remote = 0
        for _ in range(2000):
            for packet in self.received():
                if packet.arg1 != ident:
                    continue
                if packet.command == OKAY and not remote:
                    remote = packet.arg0
                    if stdin:
                        self.send(WRTE, ident, remote, stdin)
                elif packet.command == WRTE:
                    output += packet.data
                    self.send(OKAY, ident, remote)
                elif packet.command == CLSE:
                    if remote:
                        self.send(CLSE, ident, remote)
                    return bytes(output)
            await asyncio.sleep(0.001)
        raise AssertionError(f"{name} did not end; it wrote {bytes(output)!r}")


def make_host(device: Device, auth: Auth = "none") -> Host:
    """A host whose link is made, before any packet; needs a running event loop."""
    links: set[Link] = set()
    link = Link(Channels(device).route, lambda: "device::ro.product.name=v;features=shell_v2", auth, links)
    transport = FakeTransport()
    link.connection_made(transport)
    return Host(link, transport)


class StubStream:
    """What the RPC server needs of a stream."""

    def __init__(self, request: bytes) -> None:
        self.reader = Pipe.of(request)
        self.answer = bytearray()
        self.link = self
        self.dropped = False

    def write(self, data: bytes) -> None:
        self.answer += data

    def drop(self) -> None:
        self.dropped = True


class Rpc:
    """Calls the RPC server's methods in memory."""

    def __init__(self, device: Device | None = None) -> None:
        self.device = device or make_device()
        self.stopped = False
        self.server = UiServer(self.device, self._stop)

    def _stop(self) -> None:
        self.stopped = True

    def raw(self, request: bytes) -> bytes:
        stream = StubStream(request)

        async def serve() -> None:
            try:
                await self.server.serve(stream)  # type: ignore[arg-type]
            except EOFError:
                return

        asyncio.run(serve())
        return bytes(stream.answer)

    def post(self, body: bytes) -> dict[str, Any]:
        head = f"POST /jsonrpc/0 HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        _, _, answer = self.raw(head + body).partition(b"\r\n\r\n")
        found: dict[str, Any] = json.loads(answer)
        return found

    def call(self, method: str, *params: object) -> dict[str, Any]:
        return self.post(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode())

    def result(self, method: str, *params: object) -> Any:
        answer = self.call(method, *params)
        assert "result" in answer, answer
        return answer["result"]
