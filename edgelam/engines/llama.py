"""llama.cpp as an Encoder and as a Decoder with kept state, on its low-level calls.

llama-cpp-python's own class samples, keeps scores and re-tokenises; here the caller owns the tokens and gets
vectors or logits, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from edgelam.core.errors import ModelError

from .library import Weights, complaint, default_threads

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

_POOLING_NONE, _NON_CAUSAL = 0, 1


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
        code = self._api.llama_encode(self._context, self._batch.fill(tokens, 0, every=True))
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
