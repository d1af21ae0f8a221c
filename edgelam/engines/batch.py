"""What llama.cpp is handed for a computation: a batch filled through numpy, and a flag that stops it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

BRANCHES = 7  # continuations that can be evaluated together
_FLAG_ROOM = 4096  # bytes before the logits, for the stop flag


class Batch:
    """Tokens with their places and sequences, in buffers of llama.cpp's."""

    def __init__(self, api: Any, room: int) -> None:
        self._api = api
        self.room = room
        self.native = api.llama_batch_init(room, 0, 1)
        self._tokens = np.ctypeslib.as_array(self.native.token, (room,))
        self._positions = np.ctypeslib.as_array(self.native.pos, (room,))
        self._wanted = np.ctypeslib.as_array(self.native.logits, (room,))
        np.ctypeslib.as_array(self.native.n_seq_id, (room,))[:] = 1
        self._foreign = room  # the first places that may belong to another sequence than 0
        self._own(0)

    def fill(self, tokens: Sequence[int], start: int, *, every: bool = False) -> Any:
        """Consecutive tokens of sequence 0; outputs are wanted of `every` one or of the last alone."""
        self._own(0)
        n = self.native.n_tokens = len(tokens)
        self._tokens[:n] = tokens
        self._positions[:n] = np.arange(start, start + n)
        self._wanted[:n] = every
        self._wanted[n - 1] = True
        return self.native

    def fork(self, runs: Sequence[Sequence[int]], start: int) -> tuple[Any, list[int]]:
        """Each run in a sequence of its own, from 1 on; the batch, and where each run's output is."""
        self._own(sum(map(len, runs)))
        last, at = [], 0
        for sequence, run in enumerate(runs, 1):
            end = at + len(run)
            self._tokens[at:end] = run
            self._positions[at:end] = np.arange(start, start + len(run))
            self._wanted[at:end] = False
            for place in range(at, end):
                self.native.seq_id[place][0] = sequence
            self._wanted[end - 1] = True
            last.append(end - 1)
            at = end
        self.native.n_tokens = at
        return self.native, last

    def _own(self, foreign: int) -> None:
        """Give the places taken by other sequences back to sequence 0."""
        for place in range(self._foreign):
            self.native.seq_id[place][0] = 0
        self._foreign = foreign

    def close(self) -> None:
        """Free the buffers."""
        self._api.llama_batch_free(self.native)


class Stop:
    """A flag that llama.cpp reads between operations without coming back to Python.

    The C library's strlen stands in for the callback: of the empty string it is 0 (go on), of one letter 1.
    A Python callback would cost a thousand calls under the interpreter's lock for every pass.

    memory: where the flag lies, two writable bytes at its start; another process may see them too.
    """

    def __init__(self, memory: Any = None) -> None:
        self._flag = (ctypes.c_char * 2).from_buffer(bytearray(2) if memory is None else memory)
        self.data = ctypes.cast(self._flag, ctypes.c_void_p)

    def callback(self, params: Any) -> Any:
        """strlen, as the type of the params' own callback."""
        library = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
        return ctypes.cast(library.strlen, type(params.abort_callback))

    def set(self) -> None:
        """Ask for the end."""
        self._flag[0] = b"x"

    def clear(self) -> None:
        """Let the next computation run."""
        self._flag[0] = b"\0"


def shared_size(vocabulary: int) -> int:
    """Bytes for the stop flag and all rows of logits."""
    return _FLAG_ROOM + (1 + BRANCHES) * vocabulary * 4


def shared_rows(memory: Any, vocabulary: int) -> Vectors:
    """The rows of logits in such memory, float32 (rows, vocabulary)."""
    rows: Vectors = np.frombuffer(memory, np.float32, offset=_FLAG_ROOM)[: (1 + BRANCHES) * vocabulary]
    return rows.reshape(-1, vocabulary)
