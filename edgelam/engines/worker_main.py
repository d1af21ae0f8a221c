"""The child's side of `worker`: holds decoders and does what it is asked, until its parent is gone.

Started as `python -m edgelam.engines.worker_main SOCKET PARENT`: a file descriptor to be asked through, and
the process to die with (0: whoever holds the other end of stdin).
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from edgelam.core.errors import EdgelamError

from .batch import shared_size
from .library import PINNED, devices
from .llama import LlamaDecoder
from .segment import Segment
from .wire import VERSION, Code, Message, pack, receive, send, unpack

_PR_SET_PDEATHSIG = 1
_FIRST_TO_GO = "500"  # of 1000: when memory runs out the kernel shall end this process, not its parent

Answer = tuple[bytes, list[int]]


class Server:
    """The decoders of one child, by number."""

    def __init__(self) -> None:
        self._decoders: dict[int, LlamaDecoder] = {}
        self._segments: list[Segment] = []  # what was sent last: the parent has it once it asks again
        self._last = 0

    def answer(self, asked: Message) -> Answer:
        """Do it. Raises EdgelamError."""
        self._segments.clear()
        if asked.code == Code.OPEN:
            return self._open(json.loads(asked.payload))
        if asked.code == Code.DEVICES:
            return json.dumps([device._asdict() for device in devices()]).encode(), []
        number, payload = int.from_bytes(asked.payload[:4], "little"), asked.payload[4:]
        decoder = self._decoders[number]
        if asked.code == Code.CLOSE:
            decoder.close()
            del self._decoders[number]
            return b"", []
        if asked.code == Code.RESTORE:
            (tokens,) = unpack(payload)
            segment = Segment.take(asked.files[0])
            decoder.restore(tokens, memoryview(segment))
            return b"", []
        if asked.code == Code.SNAPSHOT:
            return self._snapshot(decoder)
        return _SIMPLE[asked.code](decoder, payload), []

    def _open(self, options: dict[str, object]) -> Answer:
        decoder = LlamaDecoder(**options)  # type: ignore[arg-type]
        segment = self._lend(shared_size(decoder.vocabulary))
        decoder.share(segment)
        self._last += 1
        self._decoders[self._last] = decoder
        facts = {
            name: getattr(decoder, name)
            for name in ("vocabulary", "longest", "template", "begin", "finish", "end", "can_cut", "branches")
        }
        return json.dumps({"number": self._last, **facts}).encode(), [segment.fd]

    def _snapshot(self, decoder: LlamaDecoder) -> Answer:
        segment = self._lend(decoder.snapshot_size())
        size = decoder.snapshot_into(np.frombuffer(segment, np.uint8))
        return size.to_bytes(8, "little"), [segment.fd]

    def _lend(self, size: int) -> Segment:
        segment = Segment.make(size)
        self._segments.append(segment)
        return segment


def _evaluate(decoder: LlamaDecoder, payload: bytes) -> bytes:
    known, new = unpack(payload)
    decoder.compute(_whole(decoder, known, new))
    return b""


def _evaluate_many(decoder: LlamaDecoder, payload: bytes) -> bytes:
    known, new, *continuations = unpack(payload)
    decoder.compute_many(_whole(decoder, known, new), continuations)
    return b""


def _whole(decoder: LlamaDecoder, known: Sequence[int], new: list[int]) -> list[int]:
    """The tokens that are meant: so many of the kept ones, of which there are as many as both sides think."""
    same, kept = known
    if kept != len(decoder.kept):
        raise RuntimeError(f"{len(decoder.kept)} tokens are kept, not {kept}")
    return [*decoder.kept[:same], *new]


def _tokenize(decoder: LlamaDecoder, payload: bytes) -> bytes:
    return pack(decoder.tokenize(payload[1:].decode(), special=bool(payload[0])))


_SIMPLE: dict[Code, Callable[[LlamaDecoder, bytes], bytes]] = {
    Code.EVALUATE: _evaluate,
    Code.EVALUATE_MANY: _evaluate_many,
    Code.KEPT: lambda decoder, _: pack(decoder.kept),
    Code.TOKENIZE: _tokenize,
    Code.PIECE: lambda decoder, payload: decoder.piece(int.from_bytes(payload, "little")),
}


def serve(asked: socket.socket) -> None:
    """Answer until the other side has ended."""
    server = Server()
    send(asked, Code.HELLO, json.dumps({"version": VERSION, "library": PINNED}).encode())
    while True:
        try:
            message = receive(asked)
        except (EOFError, ConnectionError):
            return
        try:
            payload, files = server.answer(message)
        except EdgelamError as error:
            told = {"error": type(error).__name__, "message": str(error), "hint": error.hint}
            send(asked, Code.FAILED, json.dumps(told).encode())
        else:
            send(asked, Code.DONE, payload, files)


def main(arguments: list[str]) -> None:
    """Live as long as the parent does, deaf to the terminal; a crash leaves no core behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    parent = int(arguments[1])
    if parent and sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            return
    threading.Thread(target=_die_with_parent, daemon=True).start()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    with socket.socket(fileno=int(arguments[0])) as asked:
        serve(asked)
    os._exit(0)  # nothing is left to be done, and native libraries may crash while they are unloaded


def _die_with_parent() -> None:
    """Stdin ends when the parent does, also in the middle of a computation."""
    os.read(0, 1)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
