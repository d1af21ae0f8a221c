"""An encoder in ONNX Runtime on the CPU; the one file that imports onnxruntime."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    NotImplemented,
    RuntimeException,
)

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

_UNREADABLE = (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NotImplemented, RuntimeException)


class OnnxEncoder:
    """Token ids to one vector a token, from a graph of `ids` int64 (n,) to `vectors` float32 (n, width)."""

    def __init__(self, path: Path, *, threads: int = 2, max_tokens: int = 512) -> None:
        """Raises ModelMissing, or ModelCorrupt when the file is no such graph."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # A spinning thread pool takes the processor away from whatever runs between two decisions.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        if not path.is_file():
            raise ModelMissing(f"there is no model at {path}")
        try:
            self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except NoSuchFile as error:
            raise ModelMissing(f"there is no model at {path}") from error
        except _UNREADABLE as error:
            raise ModelCorrupt(f"{path} is not an ONNX model: {error}") from error
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
        if not 0 < len(tokens) <= self._max_tokens:
            raise ModelError(f"the encoder reads 1 to {self._max_tokens} tokens, not {len(tokens)}")
        ids = {"ids": np.array(tokens, dtype=np.int64)}
        started = time.perf_counter()
        try:
            vectors: Vectors = self._session.run(None, ids)[0]
        except _UNREADABLE as error:
            raise ModelError(f"the encoder could not read its input: {error}") from error
        self.native_ms += (time.perf_counter() - started) * 1e3
        return vectors

    def close(self) -> None:
        """Nothing is held that the garbage collector does not free."""
