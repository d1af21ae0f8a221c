"""An adb server with one phone that carries every act out and then answers as badly as it is told to."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from tests.dumps import dump, node, text

SERIAL = "10.0.0.9:5555"
FIELD_ID = "com.example.app:id/field"
FIELD = (0, 400, 1080, 600)


class FakeAdb:
    """`mood` says what follows the next act; the moods are the branches of `_answer`."""

    def __init__(self) -> None:
        self.mood = "ok"
        self.reading_mood = "ok"  # the same for the next read
        self.state = "device"  # empty: not there
        self.comes_back_as = "device"
        self.others: list[str] = []
        self.acts: list[str] = []
        self.reads: list[str] = []
        self.launches = 0
        self.commands: list[str] = []
        self.shell: dict[str, str] = {}  # a part of a command, and what it prints
        self.pushed = b""
        self.busy = 0  # launches that find the automation slot taken
        self.typed = ""
        self.accepts: Callable[[str], str] = str  # what the field makes of a text
        self.empty_dumps = 0
        self._open: set[socket.socket] = set()
        self._running: set[str] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # closing alone leaves accept waiting
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Every connection breaks."""
        for sock in list(self._open):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def kill_server(self) -> None:
        """uiautomator's server on the phone dies."""
        self._running.clear()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self._open.add(sock)
                threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError, EOFError), sock:
            while True:
                service = _take(sock, int(_take(sock, 4), 16)).decode()
                if service == "host:devices-l":
                    lines = [f"{SERIAL}  {self.state} product:p model:Fake_One transport_id:1\n"]
                    others = [f"{name}  device\n" for name in self.others]
                    _say(sock, "".join((lines if self.state else []) + others))
                elif service.startswith("host:transport:"):
                    if self.state != "device":
                        sock.sendall(b"FAIL" + _block(f"device {self.state}"))
                        return
                    sock.sendall(b"OKAY")
                    self._phone(sock, _take(sock, int(_take(sock, 4), 16)).decode())
                    return
                elif service.startswith("host:connect:"):
                    self.state = self.comes_back_as
                    _say(sock, f"connected to {SERIAL}")
                else:
                    _say(sock, "")
        self._open.discard(sock)

    def _phone(self, sock: socket.socket, service: str) -> None:
        port = service.removeprefix("tcp:")
        if port != service:
            sock.sendall(b"OKAY" if port in self._running else b"FAIL" + _block("closed"))
            while port in self._running:
                self._http(sock)
        elif service == "sync:":
            sock.sendall(b"OKAY")
            self._sync(sock)
        elif "app_process" in service:
            self._launch(sock, service.split()[-1])
        else:
            command = service.partition(":")[2]
            self.commands.append(command)
            plain = command.replace("'", "")
            out = next((said for part, said in self.shell.items() if part in plain), "").encode()
            if out == b"CUT":
                raise EOFError
            stream = b"\x02" if out.startswith(b"java.lang.") else b"\x01"
            sock.sendall(b"OKAY" + stream + struct.pack("<I", len(out)) + out + b"\x03\x01\0\0\0\0")

    def _launch(self, sock: socket.socket, port: str) -> None:
        sock.sendall(b"OKAY")
        self.launches += 1
        if self.busy:
            self.busy -= 1
            sock.sendall(b"java.lang.IllegalStateException: UiAutomationService already registered!\n")
            return
        self._running.add(port)
        sock.recv(1)
        self._running.discard(port)

    def _sync(self, sock: socket.socket) -> None:
        while True:
            head = _take(sock, 8)
            if head[:4] == b"DONE":
                sock.sendall(b"OKAY\0\0\0\0")
                return
            body = _take(sock, int.from_bytes(head[4:], "little"))
            self.pushed += body if head[:4] == b"DATA" else b""

    def _http(self, sock: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += _take(sock, 1)
        match = re.search(rb"Content-Length: (\d+)", head)
        body = _take(sock, int(match[1]) if match else 0)
        if b"/jsonrpc/0" not in head.split(b"\r\n")[0]:
            _http_reply(sock, b"pong" if b"/ping" in head else b"Server stopped!!!")
            return
        request = json.loads(body)
        method = request["method"]
        reading = method in ("dumpWindowHierarchy", "getText", "objInfo", "isScreenOn")
        (self.reads if reading else self.acts).append(method)
        result = self._call(method, request["params"])
        if reading:
            mood, self.reading_mood = self.reading_mood, "ok"
        else:
            mood, self.mood = self.mood, "ok"
        self._answer(sock, mood, request["id"], result)

    def _call(self, method: str, params: list[object]) -> object:
        if method == "dumpWindowHierarchy":
            if self.empty_dumps:
                self.empty_dumps -= 1
                return ""
            return self.screen()
        if method == "objInfo":
            left, top, right, bottom = FIELD
            box = {"left": left, "top": top, "right": right, "bottom": bottom}
            return {"bounds": box, "resourceName": FIELD_ID, "className": "x"}
        if method == "setText":
            self.typed = self.accepts(str(params[1]))
        return self.typed if method == "getText" else True

    def screen(self) -> str:
        """The only screen there is."""
        field = node("android.widget.EditText", bounds=FIELD, text=self.typed, resource_id=FIELD_ID)
        return dump(node("a.b.Frame", text(f"taps: {self.acts.count('click')}", (0, 100, 500, 200)), field))

    def _answer(self, sock: socket.socket, mood: str, ident: int, result: object) -> None:
        good = _json(ident, result)
        if mood == "hang":
            time.sleep(3)
        elif mood == "close":
            raise EOFError
        elif mood == "gone":
            self.state = "offline"
            self.cut()
        elif mood == "half":
            sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n" + good[:9])
            raise EOFError
        elif mood == "500":
            _http_reply(sock, b"boom", "500 Internal Error")
        elif mood == "dead":
            error = {"code": -32001, "message": "android.os.DeadObjectException", "data": "x"}
            _http_reply(sock, json.dumps({"jsonrpc": "2.0", "id": ident, "error": error}).encode())
        elif mood == "html":
            _http_reply(sock, b"<html>hello</html>")
        elif mood == "gzip":
            sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b")
        elif mood == "other_id":
            _http_reply(sock, _json(ident + 7, result))
        else:
            if mood == "twin":
                _http_reply(sock, _json(ident - 1, "an old answer"))
            _http_reply(sock, good)


def _json(ident: int, result: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": ident, "result": result}).encode()


def _http_reply(sock: socket.socket, body: bytes, status: str = "200 OK") -> None:
    sock.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


def _take(sock: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _block(words: str) -> bytes:
    return f"{len(words):04x}".encode() + words.encode()


def _say(sock: socket.socket, words: str) -> None:
    sock.sendall(b"OKAY" + _block(words))
