"""llama.cpp's own quantiser: one GGUF into another, by types, importances and overrides.

It can end the process over a bad file: `quant.quantise` runs it in a process of its own.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from edgelam.core.errors import ModelError

from .formats import check_gguf
from .library import complaint, ctrl_c_afterwards, default_threads, llama

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors


def quantise(
    source: Path,
    out: Path,
    kind: int,
    *,
    importance: Mapping[str, Vectors] | None = None,
    overrides: Sequence[tuple[str, int]] = (),
    pure: bool = False,
    threads: int = 0,
) -> None:
    """Write `source` as `out`. Raises ModelMissing, ModelCorrupt, ModelError with llama.cpp's reason.

    kind: llama_ftype. importance: by tensor name, float32 (row length,), the mean squares of what the matrix
    is multiplied with. overrides: regular expression of tensor names and ggml type, the first match counts.
    pure: no mixture, every matrix in the type's own tensor type. threads: 0 takes the cores of this process.
    """
    check_gguf(source)
    api = llama()
    params = api.llama_model_quantize_default_params()
    if (params.only_copy, params.pure, params.quantize_output_tensor) != (False, False, True):
        raise ModelError("llama.cpp's quantiser is not the one its Python package was written for")
    params.nthread = threads or default_threads()
    params.ftype, params.pure, params.allow_requantize = kind, pure, True
    kept: list[Any] = []  # what llama.cpp reads while it works
    if importance:
        params.imatrix = _importances(api, importance, kept)
    if overrides:
        params.tt_overrides = _overrides(api, overrides)
    complaint()
    with ctrl_c_afterwards():
        code = api.llama_model_quantize(os.fsencode(source), os.fsencode(out), ctypes.byref(params))
    if code != 0:
        reason = " ".join(line.strip() for line in complaint().splitlines() if line.strip("= "))
        raise ModelError(
            f"{source}: llama.cpp does not quantise it: {reason}",
            hint="Types below 3 bits need importances: gather them with `edgelam quant imatrix`.",
        )


def _importances(api: Any, importance: Mapping[str, Vectors], kept: list[Any]) -> Any:
    """Entries, and one without a name at the end."""
    entries = (api.llama_model_imatrix_data * (len(importance) + 1))()
    floats = ctypes.POINTER(ctypes.c_float)
    for entry, (name, values) in zip(entries, importance.items(), strict=False):
        array = np.ascontiguousarray(values, np.float32)
        kept.append(array)
        entry.name, entry.data, entry.size = name.encode(), array.ctypes.data_as(floats), array.size
    return entries


def _overrides(api: Any, overrides: Sequence[tuple[str, int]]) -> Any:
    entries = (api.llama_model_tensor_override * (len(overrides) + 1))()
    for entry, (pattern, kind) in zip(entries, overrides, strict=False):
        entry.pattern, entry.type = pattern.encode(), kind
    return entries
