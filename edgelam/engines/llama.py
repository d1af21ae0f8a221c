"""llama.cpp as an Encoder and as a Decoder with kept state, on its low-level calls.

llama-cpp-python's own class samples, keeps scores and re-tokenises; here the caller owns the tokens and gets
vectors or logits, nothing else.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from edgelam.core.errors import ModelError, ModelRole

from .library import Weights, complaint, default_threads
from .prefix import common_prefix

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

_POOLING_NONE, _NON_CAUSAL = 0, 1
_ABORTED = 2
_BATCH = 512  # tokens given to llama.cpp at once; half of it is computed at once


class _Batch:
    """Tokens at consecutive positions of sequence 0, in buffers that are filled through numpy."""

    def __init__(self, api: Any, room: int) -> None:
        self._api = api
        self.native = api.llama_batch_init(room, 0, 1)
        self._tokens = np.ctypeslib.as_array(self.native.token, (room,))
        self._positions = np.ctypeslib.as_array(self.native.pos, (room,))
        self._wanted = np.ctypeslib.as_array(self.native.logits, (room,))
        np.ctypeslib.as_array(self.native.n_seq_id, (room,))[:] = 1
        for i in range(room):
            self.native.seq_id[i][0] = 0

    def fill(self, tokens: Sequence[int], start: int, *, every: bool) -> Any:
        """Put the tokens in; outputs are wanted of `every` one or of the last alone."""
        n = self.native.n_tokens = len(tokens)
        self._tokens[:n] = tokens
        self._positions[:n] = np.arange(start, start + n)
        self._wanted[:n] = every
        self._wanted[n - 1] = True
        return self.native

    def close(self) -> None:
        self._api.llama_batch_free(self.native)


class LlamaEncoder:
    """A GGUF of an encoder (architecture bert) that gives one vector a token. See contracts.Encoder.

    threads: 0 takes the cores of this process. Raises ModelMissing, ModelCorrupt, ModelRole.
    """

    def __init__(self, path: Path | str, *, threads: int = 0, gpu_layers: int = 0) -> None:
        self._weights = Weights(Path(path), causal=False, gpu_layers=gpu_layers)
        self._api = self._weights.api
        self.native_ms = 0.0  # inside llama.cpp's calls since it was opened
        self.width = self._weights.width
        self.max_tokens = self._weights.longest
        params = self._api.llama_context_default_params()
        # An encoder sees its whole input at once, so it must fit one physical batch.
        params.n_ctx = params.n_batch = params.n_ubatch = self.max_tokens
        params.n_threads = params.n_threads_batch = threads or default_threads()
        params.embeddings = True
        params.pooling_type = _POOLING_NONE
        params.attention_type = _NON_CAUSAL
        self._context = self._weights.context(params)
        self._batch = _Batch(self._api, self.max_tokens)

    def encode(self, tokens: Sequence[int]) -> Vectors:
        """float32 (len(tokens), width). Raises ModelError."""
        if not self._context:
            raise ModelError("the model is closed")
        self._weights.check(tokens, self.max_tokens)
        batch = self._batch.fill(tokens, 0, every=True)
        started = time.perf_counter()
        code = self._api.llama_encode(self._context, batch)
        self.native_ms += (time.perf_counter() - started) * 1e3
        if code != 0:
            raise ModelError(f"llama.cpp fails to encode {len(tokens)} tokens ({code}): {complaint()}")
        flat = self._api.llama_get_embeddings(self._context)
        vectors: Vectors = np.ctypeslib.as_array(flat, (len(tokens), self.width)).copy()
        return vectors

    def close(self) -> None:
        """Free the model; may be called twice."""
        if self._context:
            self._api.llama_free(self._context)
            self._context = None
            self._batch.close()
            self._weights.close()


class LlamaDecoder:
    """A GGUF of a generating model with kept state. See contracts.Decoder.

    context: the longest input in tokens, less where the model was trained on less. threads: 0 takes the cores
    of this process. Ctrl-C, or `abort` from another thread, ends a running evaluation between two operations
    of the network. Raises ModelMissing, ModelCorrupt, ModelRole, ModelError.
    """

    def __init__(
        self, path: Path | str, *, context: int = 4096, threads: int = 0, gpu_layers: int = 0
    ) -> None:
        self._weights = Weights(Path(path), causal=True, gpu_layers=gpu_layers)
        self._api = self._weights.api
        self.native_ms = 0.0  # inside llama.cpp's calls since it was opened
        self.vocabulary = self._weights.vocabulary
        self.longest = min(context, self._weights.longest)
        self.template = str(self._weights.facts.metadata.get("tokenizer.chat_template", ""))
        self.begin, self.finish, self.end = self._weights.special()
        params = self._api.llama_context_default_params()
        params.n_ctx = self.longest
        params.n_batch, params.n_ubatch = min(_BATCH, self.longest), min(_BATCH // 2, self.longest)
        params.n_threads = params.n_threads_batch = threads or default_threads()
        self._stop = _Stop()
        params.abort_callback, params.abort_callback_data = self._stop.callback(params), self._stop.data
        self._context = self._weights.context(params)
        self._memory = self._api.llama_get_memory(self._context)
        if not self._memory or self._api.llama_model_has_encoder(self._weights.handle):
            self._api.llama_free(self._context)
            self._weights.close()
            raise ModelRole(f"{path}: not a model that continues a text ({self._weights.facts.architecture})")
        self._batch = _Batch(self._api, params.n_batch)
        # Ctrl-C reaches Python only while Python runs: so llama.cpp computes in a thread and Python waits.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="llama")
        self._kept: list[int] = []
        self._logits: Vectors | None = None  # after all of `kept`

    @property
    def kept(self) -> tuple[int, ...]:
        """The tokens whose state is held."""
        return tuple(self._kept)

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Text to tokens; only with `special` can the model's control tokens come out."""
        return self._weights.tokenize(text, special=special)

    def piece(self, token: int) -> bytes:
        """The bytes a token spells; control tokens spell nothing."""
        return self._weights.piece(token)

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """float32 (vocabulary,) after all of `tokens`. Raises ModelError, KeyboardInterrupt."""
        if not self._context:
            raise ModelError("the model is closed")
        self._weights.check(tokens, self.longest)
        same = common_prefix(self._kept, tokens)
        if same == len(tokens) == len(self._kept) and self._logits is not None:
            return self._logits
        self._forget(min(same, len(tokens) - 1))
        self._stop.clear()
        running = self._worker.submit(self._extend, list(tokens))
        try:
            self._logits = running.result()
        except KeyboardInterrupt:
            self._stop.set()
            running.exception()
            raise
        return self._logits

    def abort(self) -> None:
        """End a running evaluation from another thread; it raises ModelError there."""
        self._stop.set()

    def _forget(self, keep: int) -> None:
        """Drop the state after `keep` tokens; one that cannot be cut (SWA, recurrent) is dropped whole."""
        if not self._api.llama_memory_seq_rm(self._memory, 0, keep, -1):
            self._api.llama_memory_clear(self._memory, False)
            keep = 0
        del self._kept[keep:]
        self._logits = None

    def _extend(self, tokens: list[int]) -> Vectors:
        while len(self._kept) < len(tokens):
            start = len(self._kept)
            chunk = tokens[start : start + _BATCH]
            batch = self._batch.fill(chunk, start, every=False)
            started = time.perf_counter()
            code = self._api.llama_decode(self._context, batch)
            self.native_ms += (time.perf_counter() - started) * 1e3
            if code != 0:
                self._forget(start)  # of the chunk, a part may have been computed
                why = "stopped" if code == _ABORTED else f"llama.cpp fails ({code}): {complaint()}"
                raise ModelError(f"evaluating {len(tokens)} tokens: {why}")
            self._kept += chunk
        row = self._api.llama_get_logits_ith(self._context, -1)
        logits: Vectors = np.ctypeslib.as_array(row, (self.vocabulary,)).copy()
        return logits

    def snapshot(self) -> bytes:
        """The state of `kept`, to be given back to `restore` of the same model, build and context."""
        size = self._api.llama_state_seq_get_size(self._context, 0)
        buffer = (ctypes.c_uint8 * size)()
        written = self._api.llama_state_seq_get_data(self._context, buffer, size, 0)
        return bytes(memoryview(buffer)[:written])

    def restore(self, tokens: Sequence[int], state: bytes) -> None:
        """Take a snapshot of exactly these tokens back. Raises ModelError; then nothing is kept."""
        self._weights.check(tokens, self.longest)
        self._forget(0)
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if not self._api.llama_state_seq_set_data(self._context, buffer, len(state), 0):
            self._api.llama_memory_clear(self._memory, False)
            raise ModelError(f"a kept state of {len(tokens)} tokens does not fit this model")
        self._kept = list(tokens)

    def close(self) -> None:
        """Free the model; may be called twice."""
        if self._context:
            self._stop.set()
            self._worker.shutdown()
            self._api.llama_free(self._context)
            self._context = None
            self._batch.close()
            self._weights.close()


class _Stop:
    """A flag that llama.cpp reads between operations without coming back to Python.

    The C library's strlen stands in for the callback: of the empty string it is 0 (go on), of one letter 1.
    A Python callback would cost a thousand calls under the interpreter's lock for every pass.
    """

    def __init__(self) -> None:
        self._flag = ctypes.create_string_buffer(2)
        self.data = ctypes.cast(self._flag, ctypes.c_void_p)

    def callback(self, params: Any) -> Any:
        """strlen, as the type of the params' own callback."""
        library = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
        return ctypes.cast(library.strlen, type(params.abort_callback))

    def set(self) -> None:
        self._flag[0] = b"x"

    def clear(self) -> None:
        self._flag[0] = b"\0"
