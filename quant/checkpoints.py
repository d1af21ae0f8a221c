"""Weights of an encoder back from its file, whichever engine the file was written for.

What comes back is what the file holds: int8 or Q8_0 weights as the floats they stand for. So the same weights
can be written for the other engine, or quantised anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgelam.core.errors import ModelCorrupt, ModelRole
from edgelam.engines.formats import check_gguf, check_onnx
from edgelam.train.shape import Shape

Checkpoint = dict[str, NDArray[np.float32]]

_EMBEDDINGS = {
    "token_embd.weight": "word_embeddings.weight",
    "position_embd.weight": "position_embeddings.weight",
    "token_types.weight": "token_type_embeddings.weight",
    "token_embd_norm.weight": "LayerNorm.weight",
    "token_embd_norm.bias": "LayerNorm.bias",
}
_LAYER = {
    "attn_q": "attention.self.query",
    "attn_k": "attention.self.key",
    "attn_v": "attention.self.value",
    "attn_output": "attention.output.dense",
    "ffn_up": "intermediate.dense",
    "ffn_down": "output.dense",
    "attn_output_norm": "attention.output.LayerNorm",
    "layer_output_norm": "output.LayerNorm",
}


def read_checkpoint(path: Path) -> Checkpoint:
    """The parameters of an encoder's GGUF or ONNX file by BERT's names, float32 (out, in).

    Of ONNX files those that `edgelam.train` and `quant` write can be read, except in four bits. Raises
    ModelMissing, ModelCorrupt, ModelRole.
    """
    found = _from_onnx(path) if path.suffix == ".onnx" else _from_gguf(path)
    if not any(name.startswith("encoder.layer.") for name in found):
        raise ModelRole(f"{path}: no encoder whose weights can be read")
    return found


def read_shape(path: Path) -> Shape:
    """The sizes of such a file's network. Raises ModelMissing, ModelCorrupt, ModelRole."""
    weights = read_checkpoint(path)
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    heads, epsilon = _onnx_facts(path) if path.suffix == ".onnx" else _gguf_facts(path)
    return Shape(
        width=width,
        layers=layers,
        heads=heads,
        inner=weights["encoder.layer.0.intermediate.dense.bias"].shape[0],
        positions=weights["embeddings.position_embeddings.weight"].shape[0],
        epsilon=epsilon,
    )


def _from_gguf(path: Path) -> Checkpoint:
    from gguf import GGUFReader
    from gguf.quants import dequantize

    if check_gguf(path).architecture != "bert":
        raise ModelRole(f"{path}: not an encoder of the bert architecture")
    found: Checkpoint = {}
    for tensor in GGUFReader(path).tensors:
        name = _bert_name(tensor.name)
        if name:
            shape = [int(size) for size in reversed(tensor.shape)]
            values = dequantize(tensor.data, tensor.tensor_type)
            found[name] = np.ascontiguousarray(values, np.float32).reshape(shape)
    return found


def _bert_name(name: str) -> str:
    """BERT's name of a GGUF's tensor; empty for one that BERT has not."""
    if name in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[name]}"
    block, number, part, kind = [*name.split("."), "", "", ""][:4]
    return f"encoder.layer.{number}.{_LAYER[part]}.{kind}" if block == "blk" and part in _LAYER else ""


def _gguf_facts(path: Path) -> tuple[int, float]:
    facts = check_gguf(path).metadata
    return int(facts["bert.attention.head_count"]), float(facts["bert.attention.layer_norm_epsilon"])


def _onnx_facts(path: Path) -> tuple[int, float]:
    facts: dict[str, Any] = {}
    for node in _parsed(path).graph.node:
        facts.update({attribute.name: attribute for attribute in node.attribute})
    try:
        return int(facts["num_heads"].i), float(facts["epsilon"].f)
    except KeyError as error:
        raise ModelRole(f"{path}: not an encoder, its graph has no {error}") from None


def _from_onnx(path: Path) -> Checkpoint:
    from onnx import numpy_helper

    arrays = {one.name: numpy_helper.to_array(one) for one in _parsed(path).graph.initializer}
    if "word_zeros" in arrays:
        raise ModelRole(f"{path}: weights in four bits are not read back", hint="Give it in int8 or float.")
    found: Checkpoint = {}
    try:
        found["embeddings.word_embeddings.weight"] = _scaled(arrays, "words", "word_scales")
        places = arrays["places"][0].astype(np.float32)
    except KeyError as error:
        raise ModelRole(f"{path}: not an encoder of ours, its graph has no {error}") from None
    # The graph holds the sum of both: only their sum is ever used.
    found["embeddings.position_embeddings.weight"] = places
    found["embeddings.token_type_embeddings.weight"] = np.zeros((2, places.shape[1]), np.float32)
    for name in arrays:
        if name.endswith((".weight", ".bias")):
            base, _, kind = name.rpartition(".")
            value = _scaled(arrays, name, f"{base}.scale")
            _take(found, base, kind, value.T if value.ndim == 2 else value)
    return found


def _scaled(arrays: Mapping[str, NDArray[Any]], name: str, scale: str) -> NDArray[np.float32]:
    value = arrays[name].astype(np.float32)
    return value * arrays[scale] if arrays[name].dtype == np.int8 else value


def _take(found: Checkpoint, base: str, kind: str, value: NDArray[np.float32]) -> None:
    """One array of the graph, where query, key and value are a single one."""
    if not base.endswith("attention.self.joint"):
        found[f"{base}.{kind}"] = np.ascontiguousarray(value, np.float32)
        return
    for part, rows in zip(("query", "key", "value"), np.split(value, 3), strict=True):
        found[f"{base.removesuffix('joint')}{part}.{kind}"] = np.ascontiguousarray(rows, np.float32)


def _parsed(path: Path) -> Any:
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped, unused-ignore]

    check_onnx(path)
    try:
        return onnx.load(str(path))
    except (DecodeError, ValueError) as error:
        raise ModelCorrupt(f"{path}: cannot be read as an ONNX model ({error})") from None
