"""An encoder in ONNX Runtime."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from edgelam.core.errors import ModelCorrupt, ModelError

from .onnx_session import Session, failures, open_session

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

_KNOWN = [*range(2, 18)]  # tokens that every vocabulary has


class OnnxEncoder:
    """Token ids to one vector a token, from a graph of `ids` int64 (n,) to `vectors` float32 (n, width).

    providers: `cpu`, `auto` or a name of onnx_session.PROVIDERS. Raises ModelMissing, or ModelCorrupt when
    the file is no such graph.
    """

    def __init__(
        self, path: Path, *, threads: int = 2, max_tokens: int = 512, providers: str = "cpu"
    ) -> None:
        self._session: Session | None = open_session(path, threads, providers, _answer)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        if [i.name for i in inputs] != ["ids"] or len(outputs) != 1 or len(outputs[0].shape) != 2:
            raise ModelCorrupt(f"{path} is an ONNX model, but not an encoder with one vector a token")
        self.native_ms = 0.0  # inside ONNX Runtime's calls since it was opened
        self._width = int(outputs[0].shape[1])
        self._max_tokens = max_tokens

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return self._width

    @property
    def max_tokens(self) -> int:
        """The longest input."""
        return self._max_tokens

    def encode(self, tokens: Sequence[int]) -> Vectors:
        """float32 of shape (len(tokens), width). Raises ModelError."""
        if self._session is None:
            raise ModelError("the model is closed")
        if not 0 < len(tokens) <= self._max_tokens:
            raise ModelError(f"the encoder reads 1 to {self._max_tokens} tokens, not {len(tokens)}")
        if min(tokens) < 0:  # the graph would count from the end of the vocabulary
            raise ModelError("a token outside the vocabulary")
        started = time.perf_counter()
        with failures(f"encoding {len(tokens)} tokens"):
            vectors = _encode(self._session, tokens)
        self.native_ms += (time.perf_counter() - started) * 1e3
        return vectors

    def close(self) -> None:
        """Free the model; may be called twice."""
        self._session = None


def _encode(session: Session, tokens: Sequence[int]) -> Vectors:
    vectors: Vectors = session.run(None, {"ids": np.array(tokens, dtype=np.int64)})[0]
    return vectors


def _answer(session: Session) -> Vectors:
    return _encode(session, _KNOWN)
