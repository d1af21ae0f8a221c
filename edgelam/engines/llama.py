"""llama.cpp as an Encoder and as a Decoder with kept state, on its low-level calls.

llama-cpp-python's own class samples, keeps scores and re-tokenises; here the caller owns the tokens and gets
vectors or logits, nothing else.

What computes is what llama.cpp was built with. The wheel of PyPI is a source package: build it with
`CMAKE_ARGS="-DGGML_CUDA=on"` (NVIDIA), `"-DGGML_VULKAN=on"` (other GPUs; needs the Vulkan SDK) or
`"-DGGML_METAL=on"` (the default on Apple silicon) before `pip install --no-binary :all: --force-reinstall
--no-deps llama-cpp-python==<the pinned version>`. Whether to use it is decided in `engines.gpu`.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from edgelam.core.errors import ModelError, ModelRole

from .batch import BRANCHES, Batch, Stop, shared_rows
from .library import borrow, complaint, default_threads
from .tokens import common_prefix

if TYPE_CHECKING:
    from edgelam.core.contracts import State, Vectors

_POOLING_NONE, _NON_CAUSAL = 0, 1
_FLASH_AUTO, _FLASH_OFF = -1, 0
_ABORTED = 2
_BATCH, _UBATCH = 512, 256  # tokens given to llama.cpp at once, and of them computed at once


class LlamaEncoder:
    """A GGUF of an encoder (architecture bert) that gives one vector a token. See contracts.Encoder.

    threads: 0 takes the cores of this process. Raises ModelMissing, ModelCorrupt, ModelRole.
    """

    def __init__(self, path: Path | str, *, threads: int = 0, gpu_layers: int = 0) -> None:
        self._weights = borrow(Path(path), causal=False, gpu_layers=gpu_layers)
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
        try:
            self._context = self._weights.context(params)
        except ModelError:
            self._weights.close()
            raise
        self._batch = Batch(self._api, self.max_tokens)

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
    """A GGUF of a generating model with kept state. See contracts.Decoder, Restorable and Branching.

    context: the longest input in tokens, less where the model was trained on less. threads: 0 takes the cores
    of this process. gpu_layers: how many layers a GPU computes. flash, repack: see `engines.autotune`.
    adapter: a LoRA adapter (GGUF) made for this model.

    Ctrl-C, or `abort` from another thread, ends a running evaluation between two operations of the network.
    `can_cut` is false for a recurrent network: it keeps one state, not one a token, so it can go on but not
    back, and what diverges is computed from its start. Raises ModelMissing, ModelCorrupt, ModelRole,
    ModelError.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        context: int = 4096,
        threads: int = 0,
        gpu_layers: int = 0,
        flash: bool = False,
        repack: bool = True,
        adapter: Path | str = "",
    ) -> None:
        self._weights = borrow(Path(path), causal=True, gpu_layers=gpu_layers, repack=repack)
        self._api = self._weights.api
        self.native_ms = 0.0  # inside llama.cpp's calls since it was opened
        self.vocabulary = self._weights.vocabulary
        self.longest = min(context, self._weights.longest)
        self.template = str(self._weights.facts.metadata.get("tokenizer.chat_template", ""))
        self.can_cut = not self._weights.recurrent
        self.branches = BRANCHES if self.can_cut else 0
        self._stop = Stop()
        try:
            self.begin, self.finish, self.end = self._weights.special()
            lora = self._weights.adapter(Path(adapter)) if adapter else None
            self._context = self._open(threads or default_threads(), flash or gpu_layers > 0)
            self._memory = self._api.llama_get_memory(self._context)
            if not self._memory or self._api.llama_model_has_encoder(self._weights.handle):
                self._api.llama_free(self._context)
                raise ModelRole(
                    f"{path}: no model that continues a text ({self._weights.facts.architecture})"
                )
        except ModelError:
            self._weights.close()
            raise
        if lora:
            self._weights.apply(self._context, lora)
        self._batch = Batch(self._api, min(_BATCH, self.longest))
        # Ctrl-C reaches Python only while Python runs: so llama.cpp computes in a thread and Python waits.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="llama")
        self._kept: list[int] = []
        self._forks: list[list[int]] = []  # what sequences 1, 2, ... hold beyond the kept tokens
        self._logits: Vectors | None = None  # after all of `kept`
        self._rows: Vectors | None = None  # where logits go, when another process reads them

    def _open(self, threads: int, flash: bool) -> Any:
        """A context with keys and values in half floats.

        flash: attention in one fused operation, where the model allows it. A GPU is faster so; on a processor
        the pinned llama.cpp then takes fewer than 64 tokens, as an action adds, one after the other.
        One store for all sequences (`kv_unified`): then a copy of a sequence costs nothing, and copying part
        of one, which ends the process otherwise, is allowed.
        """
        params = self._api.llama_context_default_params()
        params.n_ctx = self.longest
        params.n_batch, params.n_ubatch = min(_BATCH, self.longest), min(_UBATCH, self.longest)
        params.n_threads = params.n_threads_batch = threads
        params.flash_attn_type = _FLASH_AUTO if flash else _FLASH_OFF
        params.n_seq_max, params.kv_unified = 1 + self.branches, self.branches > 0
        params.abort_callback, params.abort_callback_data = self._stop.callback(params), self._stop.data
        return self._weights.context(params)

    def share(self, memory: Any) -> None:
        """Put the stop flag and the logits where another process sees them: `shared_size` writable bytes."""
        self._stop = Stop(memory)
        params = self._api.llama_context_default_params()
        self._api.llama_set_abort_callback(self._context, self._stop.callback(params), self._stop.data)
        self._rows = shared_rows(memory, self.vocabulary)

    @property
    def kept(self) -> tuple[int, ...]:
        """The tokens whose state is held."""
        return tuple(self._kept)

    def cached(self, tokens: Sequence[int]) -> int:
        """How many leading tokens of `tokens` need not be computed."""
        same = common_prefix(self._kept, tokens)
        if same == len(self._kept):
            return same + max((common_prefix(fork, tokens[same:]) for fork in self._forks), default=0)
        return same if self.can_cut else 0

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Text to tokens; only with `special` can the model's control tokens come out."""
        return self._weights.tokenize(text, special=special)

    def piece(self, token: int) -> bytes:
        """The bytes a token spells; control tokens spell nothing."""
        return self._weights.piece(token)

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """float32 (vocabulary,) after all of `tokens`. Raises ModelError, KeyboardInterrupt."""
        return self._waiting(lambda: self.compute(tokens))

    def evaluate_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> Vectors:
        """float32 (continuations, vocabulary) after `prefix` and each of up to `branches` continuations.

        They are computed together; whichever the next evaluation goes on from is kept. Raises ModelError.
        """
        return self._waiting(lambda: self.compute_many(prefix, continuations))

    def _waiting(self, compute: Callable[[], Vectors]) -> Vectors:
        """Compute in another thread, so that Ctrl-C is heard here."""
        if not self._context:
            raise ModelError("the model is closed")
        self._stop.clear()
        running = self._worker.submit(compute)
        try:
            return running.result()
        except KeyboardInterrupt:
            self._stop.set()
            running.exception()
            raise

    def abort(self) -> None:
        """End a running evaluation from another thread; it raises ModelError there."""
        self._stop.set()

    def compute(self, tokens: Sequence[int]) -> Vectors:
        """`evaluate`, in the calling thread."""
        same = self._weights.check(tokens, self.longest, self._kept)
        if self._forks:
            self._adopt(tokens)
            same = common_prefix(self._kept, tokens)
        if same == len(tokens) == len(self._kept) and self._logits is not None:
            return self._logits
        keep = min(same, len(tokens) - 1)
        if keep < len(self._kept):
            self._forget(keep)
        self._extend(list(tokens))
        self._logits = self._out(1)[0]
        self._copy(-1, self._logits)
        return self._logits

    def compute_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> Vectors:
        """`evaluate_many`, in the calling thread."""
        self._check_many(prefix, continuations)
        self._adopt(prefix)
        same = common_prefix(self._kept, prefix)
        if same < len(self._kept):
            self._forget(same)
        self._extend(list(prefix))
        for sequence in range(1, len(continuations) + 1):
            self._api.llama_memory_seq_cp(self._memory, 0, sequence, -1, -1)
        self._forks = [list(tokens) for tokens in continuations]
        batch, places = self._batch.fork(self._forks, len(prefix))
        try:
            self._decode(batch)
        except ModelError:
            self._drop_forks()
            raise
        self._logits = None
        rows = self._out(len(continuations))
        for row, place in zip(rows, places, strict=True):
            self._copy(place, row)
        return rows

    def _check_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> None:
        """Refuse what does not fit. Raises ModelError."""
        self._weights.check(prefix, self.longest, self._kept)
        for tokens in continuations:
            self._weights.check(tokens, self.longest)
        size = sum(map(len, continuations))
        if not 0 < len(continuations) <= self.branches:
            raise ModelError(f"{len(continuations)} continuations; from 1 to {self.branches} can be read")
        if len(prefix) + size > self.longest or size > self._batch.room:
            raise ModelError(f"continuations of {size} tokens after {len(prefix)} do not fit")

    def _adopt(self, tokens: Sequence[int]) -> None:
        """Make the fork that `tokens` go on from the kept sequence, and drop the others."""
        if not self._forks:
            return
        kept = len(self._kept)
        if common_prefix(self._kept, tokens) == kept:
            same = [common_prefix(fork, tokens[kept:]) for fork in self._forks]
            best = same.index(max(same))
            if same[best]:
                self._api.llama_memory_seq_cp(self._memory, 1 + best, 0, kept, kept + same[best])
                self._kept += self._forks[best][: same[best]]
                self._logits = None
        self._drop_forks()

    def _drop_forks(self) -> None:
        for sequence in range(1, len(self._forks) + 1):
            self._api.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        self._forks = []

    def _forget(self, keep: int) -> None:
        """Drop the state after `keep` tokens; one that cannot be cut is dropped whole."""
        if not self._api.llama_memory_seq_rm(self._memory, 0, keep, -1):
            self._api.llama_memory_clear(self._memory, False)
            keep = 0
        del self._kept[keep:]
        self._logits = None

    def _extend(self, tokens: list[int]) -> None:
        """Compute what of `tokens` is not kept, which begins with what is."""
        while len(self._kept) < len(tokens):
            start = len(self._kept)
            chunk = tokens[start : start + self._batch.room]
            try:
                self._decode(self._batch.fill(chunk, start))
            except ModelError:
                self._forget(start)  # of the chunk, a part may have been computed
                raise
            self._kept += chunk

    def _decode(self, batch: Any) -> None:
        started = time.perf_counter()
        code = self._api.llama_decode(self._context, batch)
        self.native_ms += (time.perf_counter() - started) * 1e3
        if code != 0:
            why = "stopped" if code == _ABORTED else f"llama.cpp fails ({code}): {complaint()}"
            raise ModelError(f"evaluating {batch.n_tokens} tokens: {why}")

    def _out(self, rows: int) -> Vectors:
        """Room for logits."""
        if self._rows is not None:
            return self._rows[:rows]
        return np.empty((rows, self.vocabulary), np.float32)

    def _copy(self, place: int, row: Vectors) -> None:
        """The logits of a place in the last batch."""
        native = self._api.llama_get_logits_ith(self._context, place)
        np.copyto(row, np.ctypeslib.as_array(native, (self.vocabulary,)))

    def snapshot_size(self) -> int:
        """Bytes that `snapshot_into` may write."""
        return int(self._api.llama_state_seq_get_size(self._context, 0))

    def snapshot_into(self, room: Any) -> int:
        """Write the state of `kept` into a uint8 array; how many bytes it took."""
        size: int = self._api.llama_state_seq_get_data(self._context, _bytes_of(room), room.size, 0)
        return size

    def snapshot(self) -> memoryview:
        """The state of `kept`, to be given back to `restore` of the same model, build and context."""
        if not self._context:
            raise ModelError("the model is closed")
        room = np.empty(self.snapshot_size(), np.uint8)
        return room.data[: self.snapshot_into(room)].toreadonly()

    def restore(self, tokens: Sequence[int], state: State) -> None:
        """Take a snapshot of exactly these tokens back. Raises ModelError; then nothing is kept."""
        if not self._context:
            raise ModelError("the model is closed")
        self._weights.check(tokens, self.longest)
        self._drop_forks()
        self._forget(0)
        data = np.frombuffer(state, np.uint8)
        read = self._api.llama_state_seq_set_data(self._context, _bytes_of(data), data.size, 0)
        if not read or self._api.llama_memory_seq_pos_max(self._memory, 0) != len(tokens) - 1:
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


def _bytes_of(data: Any) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
