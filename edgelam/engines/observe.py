"""What goes into each matrix of a GGUF while it reads: the importances that quantisation weighs errors by.

llama.cpp calls back for every operation of the network; that of a matrix product is looked at.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from edgelam.core.errors import ModelError

from .batch import Batch
from .formats import check_gguf
from .library import borrow, complaint, ctrl_c_afterwards, default_threads

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

_F32 = 0
_POOLING_NONE, _NON_CAUSAL = 0, 1
_CHUNK = 256  # tokens


class _Tensor(ctypes.Structure):
    """ggml_tensor, of which llama-cpp-python tells nothing; checked against what ggml says of names."""


_Tensor._fields_ = [
    ("type", ctypes.c_int),
    ("buffer", ctypes.c_void_p),
    ("ne", ctypes.c_int64 * 4),  # elements, innermost first
    ("nb", ctypes.c_size_t * 4),  # strides in bytes
    ("op", ctypes.c_int),
    ("op_params", ctypes.c_int32 * 16),
    ("flags", ctypes.c_int32),
    ("src", ctypes.POINTER(_Tensor) * 10),
    ("view_src", ctypes.c_void_p),
    ("view_offs", ctypes.c_size_t),
    ("data", ctypes.c_void_p),
    ("name", ctypes.c_char * 64),
]


class Observed:
    """A GGUF, encoder or decoder, that sums up the squares of every matrix's inputs over what it reads.

    longest: of one reading, in tokens. Raises ModelMissing, ModelCorrupt, ModelError.
    """

    def __init__(self, path: Path, *, longest: int = 2048, threads: int = 0) -> None:
        self._causal = check_gguf(path).causal
        self._weights = borrow(path, causal=self._causal, repack=False)
        self._api = self._weights.api
        self.longest = min(longest, self._weights.longest)
        self.squares: dict[str, Vectors] = {}  # by tensor: sums, float64 (row length,)
        self.counts: dict[str, int] = {}  # rows summed up
        self._problem = ""
        self._find = _Names(self._api._lib)
        params = self._api.llama_context_default_params()
        # What an encoder reads must fit one batch; a decoder gives logits for each token: few at a time.
        room = min(_CHUNK, self.longest) if self._causal else self.longest
        params.n_ctx, params.n_batch, params.n_ubatch = self.longest, room, room
        params.n_threads = params.n_threads_batch = threads or default_threads()
        if not self._causal:
            params.embeddings = True
            params.pooling_type, params.attention_type = _POOLING_NONE, _NON_CAUSAL
        self._callback = type(params.cb_eval)(self._look)  # must live as long as the context
        params.cb_eval = self._callback
        try:
            self._context = self._weights.context(params)
        except ModelError:
            self._weights.close()
            raise
        self._batch = Batch(self._api, room)

    def read(self, tokens: Sequence[int]) -> None:
        """Read one text from its beginning. Raises ModelError."""
        self._weights.check(tokens, self.longest)
        if self._causal:
            self._api.llama_memory_clear(self._api.llama_get_memory(self._context), False)
        compute = self._api.llama_decode if self._causal else self._api.llama_encode
        for start in range(0, len(tokens), self._batch.room):
            chunk = tokens[start : start + self._batch.room]
            # Of every token, an output: the last layer skips those of which none is wanted.
            batch = self._batch.fill(chunk, start, every=True)
            with ctrl_c_afterwards():
                code = compute(self._context, batch)
            if code != 0 or self._problem:
                why = self._problem or complaint()
                raise ModelError(f"llama.cpp fails to read {len(tokens)} tokens: {why}")

    def close(self) -> None:
        """Free the model; may be called twice."""
        if self._context:
            self._api.llama_free(self._context)
            self._context = None
            self._batch.close()
            self._weights.close()

    def _look(self, address: int, ask: bool, _: object) -> bool:
        """Asked before an operation whether its result is wanted; called after those that are."""
        tensor = _Tensor.from_address(address)
        if self._find.op_desc(address) != b"MUL_MAT":
            return not ask
        if not ask:
            try:
                self._add(tensor)
            except Exception as error:  # noqa: BLE001 - what is raised in a callback is lost
                self._problem = str(error)
                return False
            return True
        return _is_weight(tensor.src[0].contents.name)

    def _add(self, tensor: Any) -> None:
        matrix, inputs = tensor.src[0].contents, tensor.src[1].contents
        if self._find.get_name(ctypes.addressof(matrix)) != matrix.name or inputs.type != _F32:
            raise ModelError("llama.cpp's tensors are not laid out as this version's are")
        name = matrix.name.decode()
        width, rows = inputs.ne[0], inputs.ne[1] * inputs.ne[2] * inputs.ne[3]
        if (inputs.nb[0], inputs.nb[1]) != (4, 4 * width) or not inputs.data:
            raise ModelError(f"the inputs of {name} do not lie row by row")
        flat = (ctypes.c_float * (width * rows)).from_address(inputs.data)
        values = np.ctypeslib.as_array(flat).reshape(rows, width).astype(np.float64)
        self.squares[name] = self.squares.get(name, np.zeros(width)) + (values * values).sum(axis=0)
        self.counts[name] = self.counts.get(name, 0) + rows


def _is_weight(name: bytes) -> bool:
    """The layers' matrices, and the head where it is not the embedding again."""
    return name.endswith(b".weight") and (name.startswith(b"blk.") or name == b"output.weight")


class _Names:
    """Two questions to ggml that llama-cpp-python does not put."""

    def __init__(self, library: Any) -> None:
        """library: one that links ggml."""
        try:
            self.op_desc, self.get_name = library.ggml_op_desc, library.ggml_get_name
        except AttributeError as error:
            raise ModelError(f"llama.cpp's library lacks a function: {error}") from error
        for function in (self.op_desc, self.get_name):
            function.argtypes, function.restype = [ctypes.c_void_p], ctypes.c_char_p
