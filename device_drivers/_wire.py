"""A socket under a hard deadline, whose failures are this project's errors."""

from __future__ import annotations

import socket
import time

from edgelam.core.errors import DeviceLost, DeviceTimeout


class Wire:
    """A connected stream. Each `by` is a monotonic time in seconds that no call outlives.

    Raises DeviceTimeout when the time is up, DeviceLost when the other end is gone.
    """

    def __init__(self, sock: socket.socket, name: str) -> None:
        self._sock = sock
        self.name = name  # whom a person knows the other end by
        self._left = b""  # received and not yet asked for

    @classmethod
    def open(cls, host: str, port: int, name: str, by: float) -> Wire:
        """Connect over TCP without Nagle's delay. Raises OSError when nobody listens, and as above."""
        try:
            sock = socket.create_connection((host, port), timeout=max(0.001, by - time.monotonic()))
        except TimeoutError as error:
            raise DeviceTimeout(f"{name} did not answer in time.") from error
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(sock, name)

    def send(self, data: bytes, by: float) -> None:
        """All of it, or an error."""
        self._arm(by)
        try:
            self._sock.sendall(data)
        except TimeoutError as error:
            raise DeviceTimeout(f"{self.name} stopped listening.") from error
        except OSError as error:
            raise DeviceLost(f"{self.name} is gone: {error}.") from error

    def some(self, by: float) -> bytes:
        """What has come, at least one byte; empty when the other end has closed."""
        if self._left:
            data, self._left = self._left, b""
            return data
        self._arm(by)
        try:
            return self._sock.recv(262144)
        except TimeoutError as error:
            raise DeviceTimeout(f"{self.name} did not answer in time.") from error
        except OSError as error:
            raise DeviceLost(f"{self.name} is gone: {error}.") from error

    def exactly(self, count: int, by: float) -> bytes:
        """That many bytes."""
        parts: list[bytes] = []
        while count:
            data = self.some(by)
            if not data:
                raise DeviceLost(f"{self.name} ended the connection in the middle.")
            parts.append(data[:count])
            self._left = data[count:]
            count -= len(parts[-1])
        return b"".join(parts)

    def until(self, mark: bytes, limit: int, by: float) -> bytes:
        """Everything up to and with the mark, at most `limit` bytes."""
        data = b""
        while mark not in data:
            more = self.some(by)
            if not more or len(data) > limit:
                raise DeviceLost(f"{self.name} ended or garbled its answer.")
            data += more
        head, _, self._left = data.partition(mark)
        return head + mark

    def rest(self, limit: int, by: float) -> bytes:
        """Everything until the other end closes; what is above the limit is an error."""
        parts: list[bytes] = []
        size = 0
        while data := self.some(by):
            parts.append(data)
            size += len(data)
            if size > limit:
                raise DeviceLost(f"{self.name} sent more than {limit} bytes.")
        return b"".join(parts)

    @property
    def quiet(self) -> bool:
        """Whether nothing waits to be read: no late answer, and the other end has not closed."""
        if self._left:
            return False
        self._sock.settimeout(0)
        try:
            self._sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def close(self) -> None:
        """May be called twice."""
        self._sock.close()

    def _arm(self, by: float) -> None:
        left = by - time.monotonic()
        if left <= 0:
            raise DeviceTimeout(f"{self.name} did not answer in time.")
        self._sock.settimeout(left)
