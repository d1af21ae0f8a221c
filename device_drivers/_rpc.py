"""JSON-RPC over one kept HTTP connection, each request sent exactly once and under a hard deadline.

Done over a raw stream because the stock clients send header and body apart (Nagle then costs 44 ms a call),
wait without end for half an answer, and repeat a tap after an HTTP error.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from device_drivers._wire import Wire
from edgelam.core.errors import CommandFailed, DeviceError, DeviceLost, Unclear

IDLE = 2.0  # seconds after which a kept connection is not trusted: the server drops it after five
_LARGEST = 32 * 2**20  # bytes of an answer
_HEAD = 65536  # bytes of its header
_DEAD = re.compile(r"UiAutomation not connected|DeadObjectException|DeadSystem")


class RpcError(CommandFailed):
    """The server answered that the call failed."""


class RpcDead(RpcError):
    """The server has lost the phone's automation and must be started again."""


class RpcUnclear(Unclear):
    """What came back is no answer to the call: it may have been carried out."""


class Reply(NamedTuple):
    """An HTTP answer. stays: the connection can be used again."""

    status: int
    body: bytes
    stays: bool


class Rpc:
    """A client of one server. `connect(by)` opens a stream to it before that monotonic time in seconds."""

    def __init__(self, connect: Callable[[float], Wire]) -> None:
        self._connect = connect
        self._wire: Wire | None = None
        self._used = 0.0
        self._id = 0

    def call(self, method: str, *params: object, deadline: float) -> Any:
        """The result. Never sent twice: after any error but RpcError it is unknown whether it was done.

        Raises RpcError, RpcUnclear, DeviceTimeout, DeviceLost.
        """
        self._id += 1
        request = {"jsonrpc": "2.0", "id": self._id, "method": method, "params": params}
        by = time.monotonic() + deadline
        with self._request("POST", "/jsonrpc/0", json.dumps(request).encode(), by) as wire:
            while True:
                reply = _read(wire, by)
                if reply.status != 200:
                    raise RpcUnclear(f"The phone's server answered {method} with HTTP {reply.status}.")
                answer = _document(reply.body)
                if answer.get("id") == self._id:
                    break
                if answer.get("id") not in range(self._id):  # those are late twins of earlier answers
                    raise RpcUnclear(f"The phone's server answered something else than {method}.")
        if not reply.stays:
            self.close()
        return _result(method, answer)

    def ping(self, deadline: float) -> bool:
        """Whether a uiautomator server answers."""
        reply = self._get("/ping", deadline)
        return reply is not None and reply.status == 200 and reply.body == b"pong"

    def stop(self, deadline: float) -> None:
        """Ask the server to end; it is no matter whether it still can."""
        self._get("/stop", deadline)

    def close(self) -> None:
        """Drop the connection; the next call opens another."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _get(self, path: str, deadline: float) -> Reply | None:
        by = time.monotonic() + deadline
        try:
            with self._request("GET", path, b"", by) as wire:
                reply = _read(wire, by)
        except DeviceError:
            return None
        if not reply.stays:
            self.close()
        return reply

    @contextmanager
    def _request(self, verb: str, path: str, body: bytes, by: float) -> Iterator[Wire]:
        """Send it; the connection is kept only when its answer was understood."""
        head = (
            f"{verb} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding:\r\nConnection: keep-alive\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        wire = self._open(by)
        try:
            wire.send(head.encode() + body, by)
            yield wire
        except DeviceError:
            self.close()
            raise
        self._used = time.monotonic()

    def _open(self, by: float) -> Wire:
        stale = time.monotonic() - self._used > IDLE
        if self._wire is not None and (stale or not self._wire.quiet):
            self.close()
        if self._wire is None:
            self._wire = self._connect(by)
        return self._wire


def _read(wire: Wire, by: float) -> Reply:
    try:
        lines = wire.until(b"\r\n\r\n", _HEAD, by).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines[1:])
        fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
        status, size = int(lines[0].split(" ")[1]), int(fields["content-length"])
        if not 0 <= size <= _LARGEST or "content-encoding" in fields:
            raise RpcUnclear("The phone's server answered in a form nobody asked for.")
        return Reply(status, wire.exactly(size, by), fields.get("connection", "").lower() != "close")
    except (ValueError, IndexError, KeyError) as error:
        raise RpcUnclear("The phone's server answered with something that is not HTTP.") from error
    except DeviceLost as error:
        raise RpcUnclear("The phone's server broke off its answer.") from error


def _document(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RpcUnclear("The phone's server answered with something that is not JSON.") from error
    if not isinstance(value, dict):
        raise RpcUnclear("The phone's server answered with something that is not JSON-RPC.")
    return value


def _result(method: str, answer: dict[str, Any]) -> Any:
    if "error" in answer:
        error = answer["error"]
        message = str(error.get("message", "")) if isinstance(error, dict) else str(error)
        kind = RpcDead if _DEAD.search(message) else RpcError
        raise kind(f"The phone could not do {method}: {message[:300]}.")
    if "result" not in answer:
        raise RpcUnclear(f"The phone's server answered {method} without a result.")
    return answer["result"]
