"""A byte queue between one writer and one reader of the same event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Pipe:
    """Bytes in order, then an end.

    `has_room` is False when the writer should hold back; `on_room` is called when it may go on. Reading past
    the end gives what is left, as a short or empty answer; `exactly` and `until` raise EOFError.
    """

    LIMIT = 4 << 20  # bytes waiting before the writer should pause

    def __init__(self, on_room: Callable[[], object] | None = None) -> None:
        self._data = bytearray()
        self._ended = False
        self._waiter: asyncio.Future[None] | None = None
        self._on_room = on_room

    @classmethod
    def of(cls, data: bytes = b"") -> Pipe:
        """A pipe that holds `data` and has ended."""
        pipe = cls()
        pipe.feed(data)
        pipe.end()
        return pipe

    @property
    def has_room(self) -> bool:
        return len(self._data) < self.LIMIT

    @property
    def ended(self) -> bool:
        return self._ended

    def feed(self, data: bytes) -> None:
        self._data += data
        self._wake()

    def end(self) -> None:
        self._ended = True
        self._wake()

    async def some(self) -> bytes:
        """Whatever is there, waiting for at least one byte; empty at the end."""
        while not self._data and not self._ended:
            await self._wait()
        return self._take(len(self._data))

    async def all(self) -> bytes:
        """Everything up to the end."""
        parts = []
        while part := await self.some():
            parts.append(part)
        return b"".join(parts)

    async def upto(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""
        parts = []
        while size > 0:
            while not self._data and not self._ended:
                await self._wait()
            part = self._take(min(size, len(self._data)))
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    async def exactly(self, size: int) -> bytes:
        data = await self.upto(size)
        if len(data) < size:
            raise EOFError
        return data

    async def until(self, mark: bytes, limit: int = 1 << 16) -> bytes:
        """Up to and including `mark`; ValueError when it is not within `limit` bytes."""
        start = 0
        while (at := self._data.find(mark, start)) < 0:
            if len(self._data) > limit:
                raise ValueError("too long")
            if self._ended:
                raise EOFError
            start = max(0, len(self._data) - len(mark) + 1)
            await self._wait()
        return self._take(at + len(mark))

    def _take(self, size: int) -> bytes:
        data = bytes(self._data[:size])
        was_full = not self.has_room
        del self._data[:size]
        if was_full and self.has_room and self._on_room:
            self._on_room()
        return data

    async def _wait(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)
