"""uiautomator2's on-device server: HTTP with keep-alive, and JSON-RPC over it.

Routes: /ping, /stop, /jsonrpc/0, /screenshot/0; others are 404. Source: u2.jar 0.4.1 (NanoHTTPD, jsonrpc4j).
"""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, urlsplit

from device_drivers.virtual.device import Device
from device_drivers.virtual.files import FileError
from device_drivers.virtual.pictures import jpeg
from device_drivers.virtual.rpc_methods import Methods
from device_drivers.virtual.rpc_objects import RpcError, Target
from device_drivers.virtual.rpc_selectors import SelectorError, parse_selector
from device_drivers.virtual.rpc_signatures import SIGNATURES, overload

if TYPE_CHECKING:
    from device_drivers.virtual.adbd import Stream

PORT = 9008
MAX_BODY = 8 << 20  # bytes
_PARSE, _INVALID, _METHOD, _PARAMS = -32700, -32600, -32601, -32602


class UiServer:
    """Answers on one loopback port of the phone; `stop` ends the process that serves it."""

    def __init__(self, device: Device, stop: Callable[[], None]) -> None:
        self._device = device
        self._methods = Methods(device)
        self._stop = stop

    async def serve(self, stream: Stream) -> None:
        """One HTTP connection, to its end."""
        while True:
            try:
                head = await stream.reader.until(b"\r\n\r\n")
            except ValueError:
                stream.write(_response("400 Bad Request", b"BAD REQUEST: Syntax error.", "text/plain", False))
                return
            method, path, headers = _parse_head(head)
            length = headers.get("content-length", "0")
            if not method or not length.isdigit() or len(length) > 9 or int(length) > MAX_BODY:
                stream.write(_response("400 Bad Request", b"BAD REQUEST: Syntax error.", "text/plain", False))
                return
            body = await stream.reader.exactly(int(length))
            keep = headers.get("connection", "").lower() != "close"
            self._device.phone.tick()
            status, data, kind = await self._answer(path, body)
            if self._device.breaks_off() or self._device.kill_server():
                return
            stream.write(_response(status, data, kind, keep))
            if not keep:
                return

    async def _answer(self, path: str, body: bytes) -> tuple[str, bytes, str]:
        route = urlsplit(path).path
        if route == "/jsonrpc/0":
            return "200 OK", await self._rpc(body), "application/json"
        if route == "/ping":
            return "200 OK", b"pong", "text/plain"
        if route == "/stop":
            asyncio.get_running_loop().call_soon(self._stop)
            return "200 OK", b"Server stopped!!!", "text/plain"
        if route == "/screenshot/0":
            query = parse_qs(urlsplit(path).query)
            scale, quality = _number(query, "scale", 1.0), int(_number(query, "quality", 80))
            picture = self._device.phone.screenshot()
            return "200 OK", await asyncio.to_thread(jpeg, picture, scale, quality), "image/jpeg"
        return "404 Not Found", b"Not Found!!!", "text/plain"

    async def _rpc(self, body: bytes) -> bytes:
        try:
            request = json.loads(body)
        except (ValueError, RecursionError):
            return _failure(None, _PARSE, "JSON parse error")
        if isinstance(request, list):
            answers = [await self._one(each) for each in request[:100]]
            return b"[" + b",".join(answers) + b"]"
        return await self._one(request)

    async def _one(self, request: object) -> bytes:
        ident = request.get("id") if isinstance(request, dict) else None
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return _failure(ident, _INVALID, "Invalid Request")
        method = request["method"]
        params = request.get("params")
        if isinstance(params, dict):
            params = list(params.values())
        if method not in SIGNATURES:
            return _failure(ident, _METHOD, "method not found")
        kinds = overload(method, params or []) if isinstance(params, list) or params is None else None
        if kinds is None:
            return _failure(ident, _PARAMS, "method parameters invalid")
        try:
            result = await self._call(method, kinds, params or [])
        except RpcError as error:
            return _failure(ident, error.code, str(error))
        except FileError as error:
            return _failure(ident, -32001, f"java.io.FileNotFoundException: {error}")
        return _reply({"jsonrpc": "2.0", "id": ident, "result": result})

    async def _call(self, method: str, kinds: list[str], params: list[object]) -> object:
        try:
            args = [self._argument(kind, value) for kind, value in zip(kinds, params, strict=True)]
        except SelectorError as error:
            raise RpcError(str(error), _PARAMS) from error
        result = self._methods.table[method](*args)
        return await result if inspect.isawaitable(result) else result

    def _argument(self, kind: str, value: object) -> object:
        """A parameter as the methods take it."""
        objects = self._methods.objects
        if kind == "sel":
            return parse_selector(value)
        if kind == "sels":
            return [parse_selector(one) for one in cast("list[object]", value)]
        if kind in ("target", "obj"):
            found: Target = (
                objects.by_name(value)
                if isinstance(value, str)
                else objects.by_selector(parse_selector(value))
            )
            return found
        if kind == "int":
            return int(cast(float, value))
        return value


def _parse_head(head: bytes) -> tuple[str, str, dict[str, str]]:
    """Method (empty when malformed), path and headers in lower case."""
    first, *rest = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    headers = {
        name.strip().lower(): value.strip()
        for name, mark, value in (line.partition(":") for line in rest)
        if mark
    }
    if len(words) != 3 or not words[2].startswith("HTTP/"):
        return "", "", headers
    return words[0], words[1], headers


def _number(query: dict[str, list[str]], name: str, default: float) -> float:
    try:
        return min(100.0, max(0.01, float(query.get(name, [""])[0])))
    except ValueError:
        return default


def _response(status: str, data: bytes, kind: str, keep: bool) -> bytes:
    head = (
        f"HTTP/1.1 {status} \r\nContent-Type: {kind}\r\nConnection: {'keep-alive' if keep else 'close'}\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    return head.encode("ascii") + data


def _failure(ident: object, code: int, message: str) -> bytes:
    trace = f"{message}\n\tat com.wetest.uia2.stub.AutomatorServiceImpl(Unknown Source:0)"
    return _reply({"jsonrpc": "2.0", "id": ident, "error": {"code": code, "message": message, "data": trace}})


def _reply(answer: dict[str, object]) -> bytes:
    # ASCII with \u escapes: a lone surrogate from a client must come back, not end the server.
    return json.dumps(answer, separators=(",", ":")).encode("ascii")
