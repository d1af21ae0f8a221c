"""What a host may open on the phone: shell, exec, sync, loopback ports, framebuffer, reboot."""

from __future__ import annotations

import asyncio
import re
import struct
from collections.abc import Callable

from device_drivers.virtual.adbd import Service, Stream
from device_drivers.virtual.device import Device
from device_drivers.virtual.pipe import Pipe
from device_drivers.virtual.shell.call import Sink, Streams, to_bytes, to_text
from device_drivers.virtual.shell.interpreter import Shell
from device_drivers.virtual.sync import serve_sync

STDIN, STDOUT, STDERR, EXIT, CLOSE_STDIN, WINDOW_SIZE = 0, 1, 2, 3, 4, 5
_HEAD = struct.Struct("<BI")
_MAX_PACKET = 1 << 20


class Channels:
    """Routes a service string to what serves it; None refuses it, which hosts show as `closed`."""

    def __init__(self, device: Device) -> None:
        self._device = device

    def route(self, name: str) -> Service | None:
        kind, _, rest = name.partition(":")
        words = kind.split(",")
        if words[0] in ("shell", "exec"):
            return self._shell(words, rest)
        if name == "sync:":
            return lambda stream: serve_sync(self._device.files, stream)
        if kind == "tcp" and rest.isdigit() and len(rest) < 6:
            return self._device.ports.get(int(rest))
        if kind == "framebuffer":
            return self._framebuffer
        if kind == "reboot":
            return self._reboot
        if kind == "root":
            return _say("adbd cannot run as root in production builds\n")
        if kind == "unroot":
            return _say("adbd not running as root\n")
        if kind in ("disable-verity", "enable-verity"):
            return _say(f"{kind} only works for userdebug builds\n")
        return None

    def _shell(self, words: list[str], command: str) -> Service:
        second = "v2" in words
        # Without a command there is a terminal, unless the host asks for raw bytes.
        terminal = "pty" in words or (not command and "raw" not in words and words[0] == "shell")
        variables = {word.split("=", 1)[0]: word.split("=", 1)[1] for word in words if "=" in word}

        async def serve(stream: Stream) -> None:
            session = _Session(stream, second)
            reading = asyncio.ensure_future(session.read()) if second else None
            shell = Shell(self._device)
            shell.variables.update(variables)
            try:
                if command:
                    status = await shell.run(command, session.streams())
                elif terminal:
                    status = await _interactive(shell, session, self._prompt())
                else:
                    status = await shell.run(to_text(await session.stdin.all()), session.streams())
                self._device.kill_server()
                if self._device.breaks_off():
                    return
                if second:
                    stream.write(_packet(EXIT, bytes([status & 0xFF])))
                await stream.drain()
            finally:
                if reading:
                    reading.cancel()

        return serve

    def _prompt(self) -> str:
        return f"{self._device.phone.props.get('ro.product.device', 'localhost')}:"

    async def _framebuffer(self, stream: Stream) -> None:
        picture = self._device.phone.screenshot()
        raw = await asyncio.to_thread(lambda: picture.convert("RGBA").tobytes())
        # version 1; bpp, size, width, height; offset and length of red, blue, green, alpha
        head = struct.pack("<13I", 1, 32, len(raw), picture.width, picture.height, 0, 8, 16, 8, 8, 8, 24, 8)
        stream.write(head + raw)
        await stream.drain()

    async def _reboot(self, stream: Stream) -> None:
        self._device.reboot()


def _say(text: str) -> Service:
    async def serve(stream: Stream) -> None:
        stream.write(text.encode())
        await stream.drain()

    return serve


def _packet(kind: int, data: bytes) -> bytes:
    return _HEAD.pack(kind, len(data)) + data


class _Session:
    """The open files of a shell service: v2 has packets by kind, v1 plain bytes with stderr in stdout."""

    def __init__(self, stream: Stream, second: bool) -> None:
        self._stream = stream
        self.second = second
        self.stdin = Pipe() if second else stream.reader

    def streams(self) -> Streams:
        if not self.second:
            return Streams(self.stdin, self._plain, self._plain)
        return Streams(self.stdin, self._packets(STDOUT), self._packets(STDERR))

    def _plain(self, data: bytes) -> None:
        if data:
            self._stream.write(data)

    def _packets(self, kind: int) -> Sink:
        def write(data: bytes) -> None:
            for start in range(0, len(data), _MAX_PACKET):
                self._stream.write(_packet(kind, data[start : start + _MAX_PACKET]))

        return write

    async def read(self) -> None:
        """Take the host's packets apart until its end; a malformed one ends stdin."""
        try:
            while True:
                kind, size = _HEAD.unpack(await self._stream.reader.exactly(_HEAD.size))
                if size > _MAX_PACKET:
                    return
                data = await self._stream.reader.exactly(size)
                if kind == STDIN:
                    self.stdin.feed(data)
                elif kind == CLOSE_STDIN:
                    self.stdin.end()
        except EOFError:
            return
        finally:
            self.stdin.end()


async def _interactive(shell: Shell, session: _Session, prompt: str) -> int:
    """A terminal in line mode: prompt, echo, run a line at a time."""
    streams = session.streams()
    out: Callable[[bytes], None] = lambda data: streams.out(data.replace(b"\n", b"\r\n"))  # noqa: E731
    inner = Streams(Pipe.of(), out, out)
    pending = b""
    streams.out(to_bytes(f"{prompt}{shell.cwd} $ "))
    while part := await session.stdin.some():
        if b"\x04" in part:
            return shell.status
        out(part.replace(b"\r", b"\n"))
        pending += part
        *lines, pending = re.split(rb"[\r\n]", pending)
        for line in lines:
            text = to_text(line)
            if re.fullmatch(r"\s*exit(\s+\d+)?\s*", text):
                return int((text.split() + ["0"])[1])
            shell.status = await shell.run(text, inner)
            streams.out(to_bytes(f"{prompt}{shell.cwd} {'' if shell.status == 0 else f'{shell.status}|'}$ "))
    return shell.status
