"""An encoder checkpoint as an ONNX graph for ONNX Runtime, in float or with int8 weights a channel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
_CONTRIB = "com.microsoft"
# Processors without VNNI add two products in 16 bits: 2 * 255 * 127 would not fit, 2 * 255 * 63 does.
_MATRIX_STEPS = 63


def write(
    checkpoint: Weights, path: Path, *, int8: bool = True, heads: int = 12, epsilon: float = 1e-12
) -> None:
    """Write a graph from `ids` int64 (n,) to `vectors` float32 (n, width)."""
    graph = _Graph(checkpoint, int8, heads, epsilon)
    vectors = graph.encoder()
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])]
    width = checkpoint["embeddings.word_embeddings.weight"].shape[1]
    outputs = [helper.make_tensor_value_info(vectors, TensorProto.FLOAT, ["n", width])]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.weights)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
    onnx.save(helper.make_model(body, opset_imports=versions, ir_version=8), str(path))


def quantise(
    matrix: NDArray[np.float32], axis: int, steps: int = 127
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 with one scale for every index left after `axis` is reduced; steps: a side."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-12) / steps
    return np.round(matrix / scale).astype(np.int8), np.squeeze(scale, axis).astype(np.float32)


class _Graph:
    """Nodes and weights as they are written; each method returns the name of its result."""

    def __init__(self, checkpoint: Weights, int8: bool, heads: int, epsilon: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._from = checkpoint
        self._int8 = int8
        self._heads = heads
        self._epsilon = epsilon

    def encoder(self) -> str:
        layers = 1 + max(int(k.split(".")[2]) for k in self._from if k.startswith("encoder.layer."))
        x = self._embeddings()
        for number in range(layers):
            x = self._layer(x, f"encoder.layer.{number}.")
        return self._node("Squeeze", [x, self._constant("row", np.array([0]))], "vectors")

    def _embeddings(self) -> str:
        words = self._from["embeddings.word_embeddings.weight"]
        rows = self._node("Unsqueeze", ["ids", self._constant("first", np.array([0]))], "rows")
        if self._int8:
            table, scale = quantise(words, 1)
            short = self._node("Gather", [self._constant("words", table), rows], "words_int8")
            long = self._node("Cast", [short], "words_float", to=TensorProto.FLOAT)
            by = self._node("Gather", [self._constant("word_scales", scale[:, None]), rows], "words_scale")
            x = self._node("Mul", [long, by], "word_vectors")
        else:
            x = self._node("Gather", [self._constant("words", words), rows], "word_vectors")
        kinds = self._from["embeddings.token_type_embeddings.weight"][0]
        places = self._constant("places", (self._from["embeddings.position_embeddings.weight"] + kinds)[None])
        count = self._node("Shape", ["ids"], "count")
        ends = [self._constant("zero", np.array([0])), count, self._constant("along", np.array([1]))]
        here = self._node("Slice", [places, *ends], "here")
        return self._add_and_norm(x, here, "embeddings.LayerNorm")

    def _layer(self, x: str, name: str) -> str:
        own = name + "attention.self."
        weight = np.concatenate([self._from[f"{own}{p}.weight"] for p in ("query", "key", "value")])
        bias = np.concatenate([self._from[f"{own}{p}.bias"] for p in ("query", "key", "value")])
        parts = [own + p for p in ("query", "key", "value")]
        sizes = self._constant(own + "sizes", np.array([len(bias) // 3] * 3))
        joint = self._linear(x, weight, bias, own + "joint")
        self.nodes.append(helper.make_node("Split", [joint, sizes], parts, axis=2))
        mixed = self._node("MultiHeadAttention", parts, own + "mixed", _CONTRIB, num_heads=self._heads)
        out = self._dense(mixed, name + "attention.output.dense")
        x = self._add_and_norm(out, x, name + "attention.output.LayerNorm")
        inner = self._node("Gelu", [self._dense(x, name + "intermediate.dense")], name + "gelu", _CONTRIB)
        return self._add_and_norm(self._dense(inner, name + "output.dense"), x, name + "output.LayerNorm")

    def _dense(self, x: str, name: str) -> str:
        return self._linear(x, self._from[name + ".weight"], self._from[name + ".bias"], name)

    def _linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], name: str) -> str:
        offset = self._constant(name + ".bias", bias)
        if not self._int8:
            product = self._node("MatMul", [x, self._constant(name + ".weight", weight.T)], name + ".product")
            return self._node("Add", [product, offset], name)
        table, scale = quantise(weight.T, 0, _MATRIX_STEPS)
        inputs = [
            x,
            self._constant(name + ".weight", table),
            self._constant(name + ".scale", scale),
            "",
            offset,
        ]
        return self._node("DynamicQuantizeMatMul", inputs, name, _CONTRIB)

    def _add_and_norm(self, x: str, other: str, name: str) -> str:
        scale = self._constant(name + ".weight", self._from[name + ".weight"])
        offset = self._constant(name + ".bias", self._from[name + ".bias"])
        inputs = [x, other, scale, offset]
        return self._node("SkipLayerNormalization", inputs, name, _CONTRIB, epsilon=self._epsilon)

    def _node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: float) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def _constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name
