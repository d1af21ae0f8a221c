"""The types a GGUF's weights can have: llama.cpp's mixtures by name, and what a file really holds; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from edgelam.core.errors import UsageError
from edgelam.engines.formats import Gguf

# llama.cpp's mixtures (llama_ftype), from the largest to the smallest.
MIXTURES: Mapping[str, int] = {
    "F32": 0,
    "F16": 1,
    "BF16": 32,
    "Q8_0": 7,
    "Q6_K": 18,
    "Q5_1": 9,
    "Q5_K_M": 17,
    "Q5_K_S": 16,
    "Q5_0": 8,
    "Q4_1": 3,
    "Q4_K_M": 15,
    "Q4_K_S": 14,
    "IQ4_NL": 25,
    "Q4_0": 2,
    "IQ4_XS": 30,
    "Q3_K_L": 13,
    "Q3_K_M": 12,
    "IQ3_M": 27,
    "IQ3_S": 26,
    "Q3_K_S": 11,
    "IQ3_XS": 22,
    "IQ3_XXS": 23,
    "Q2_K": 10,
    "Q2_K_S": 21,
    "IQ2_M": 29,
    "IQ2_S": 28,
    "IQ2_XS": 20,
    "IQ2_XXS": 19,
}

# ggml's tensor types: number and bits a weight.
_TENSORS: Mapping[str, tuple[int, float]] = {
    "F32": (0, 32),
    "F16": (1, 16),
    "BF16": (30, 16),
    "Q8_0": (8, 8.5),
    "Q6_K": (14, 6.5625),
    "Q5_1": (7, 6),
    "Q5_0": (6, 5.5),
    "Q5_K": (13, 5.5),
    "Q4_1": (3, 5),
    "Q4_0": (2, 4.5),
    "Q4_K": (12, 4.5),
    "IQ4_NL": (20, 4.5),
    "IQ4_XS": (23, 4.25),
    "Q3_K": (11, 3.4375),
    "IQ3_S": (21, 3.4375),
    "IQ3_XXS": (18, 3.0625),
    "Q2_K": (10, 2.625),
    "IQ2_S": (22, 2.5625),
    "IQ2_XS": (17, 2.3125),
    "IQ2_XXS": (16, 2.0625),
}
_NAMES = {number: name for name, (number, _) in _TENSORS.items()}
FLOATS = ("F32", "F16", "BF16")
# Kinds of an encoder in ONNX Runtime, as `--type` names them.
ONNX_KINDS = ("onnx-fp32", "onnx-int8", "onnx-static", "onnx-int4")


@dataclass(frozen=True)
class Written:
    """What a file's matrices really are: some types need rows of a multiple of 256, and others stand in."""

    types: dict[str, int]  # matrices by tensor type, the most frequent first
    tensors: dict[str, str]  # type of every matrix, by name
    bits: float  # a weight, over all matrices


def mixture(name: str) -> int:
    """llama.cpp's number of a mixture. Raises UsageError."""
    found = MIXTURES.get(name.upper())
    if found is None:
        raise UsageError(
            f"there is no type {name!r}", hint=f"The types: {', '.join((*MIXTURES, *ONNX_KINDS))}."
        )
    return found


def tensor_type(name: str) -> int:
    """ggml's number of a tensor type. Raises UsageError."""
    found = _TENSORS.get(name.upper())
    if found is None:
        raise UsageError(f"there is no tensor type {name!r}", hint=f"The types: {', '.join(_TENSORS)}.")
    return found[0]


def bits(name: str) -> float:
    """Bits a weight of a tensor type, its scales included. Raises UsageError."""
    tensor_type(name)
    return _TENSORS[name.upper()][1]


def written(facts: Gguf) -> Written:
    """The types of a file's matrices; vectors and what is never quantised aside."""
    matrices = {name: tensor for name, tensor in facts.tensors.items() if is_matrix(name, tensor.shape)}
    tensors = {name: _NAMES.get(tensor.kind, str(tensor.kind)) for name, tensor in matrices.items()}
    counts: dict[str, int] = {}
    for kind in tensors.values():
        counts[kind] = counts.get(kind, 0) + 1
    weights = sum(prod(tensor.shape) for tensor in matrices.values())
    total = 8 * sum(tensor.size for tensor in matrices.values()) / weights if weights else 0.0
    return Written(dict(sorted(counts.items(), key=lambda item: -item[1])), tensors, round(total, 3))


def is_matrix(name: str, shape: tuple[int, ...]) -> bool:
    """Whether llama.cpp quantises it at all."""
    return (
        len([size for size in shape if size > 1]) >= 2
        and name.endswith("weight")
        and not name.endswith("_norm.weight")
        and name not in ("position_embd.weight", "token_types.weight")
    )


def parse_override(text: str) -> tuple[str, str]:
    """`PATTERN=TYPE`: a regular expression of tensor names, and their type. Raises UsageError."""
    pattern, sign, kind = text.rpartition("=")
    if not sign or not pattern:
        raise UsageError(f"{text!r} is not PATTERN=TYPE", hint="For example --override attn_v=Q8_0.")
    tensor_type(kind)
    try:
        re.compile(pattern)
    except re.error as error:
        raise UsageError(f"{pattern!r} is not a regular expression: {error}") from None
    return pattern, kind.upper()
