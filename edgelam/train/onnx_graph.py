"""An encoder checkpoint as an ONNX graph for ONNX Runtime, in float or with int8 weights a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Matrix = NDArray[np.float32]
Weights = Mapping[str, Matrix]
CONTRIB = "com.microsoft"
# Processors without VNNI add two products in 16 bits: 2 * 255 * 127 would not fit, 2 * 255 * 63 does.
MATRIX_STEPS = 63


def write(
    checkpoint: Weights, path: Path, *, int8: bool = True, heads: int = 12, epsilon: float = 1e-12
) -> None:
    """Write a graph from `ids` int64 (n,) to `vectors` float32 (n, width)."""
    graph = Int8Graph if int8 else EncoderGraph
    onnx.save(graph(checkpoint, heads, epsilon).model(), str(path))


def quantise(
    matrix: NDArray[np.float32], axis: int, steps: int = 127
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 with one scale for every index left after `axis` is reduced; steps: a side."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-12) / steps
    return np.round(matrix / scale).astype(np.int8), np.squeeze(scale, axis).astype(np.float32)


def read(path: Path) -> dict[str, Matrix]:
    """The checkpoint of a graph with int8 weights, as near as its quantisation left it."""
    parts = {w.name: numpy_helper.to_array(w).copy() for w in onnx.load(str(path)).graph.initializer}

    def matrix(name: str) -> Matrix:
        return np.asarray((parts[name + ".weight"] * parts[name + ".scale"]).T, np.float32)

    places = parts["places"][0]
    found: dict[str, Matrix] = {
        "embeddings.word_embeddings.weight": np.asarray(parts["words"] * parts["word_scales"], np.float32),
        "embeddings.position_embeddings.weight": places,  # with the kind of token that there is
        "embeddings.token_type_embeddings.weight": np.zeros((2, places.shape[1]), np.float32),
    }
    for name in (key.removesuffix(".weight") for key in parts if key.endswith(".weight")):
        if name.endswith("joint"):
            own = name.removesuffix("joint")
            for part, weight, bias in zip(
                ("query", "key", "value"),
                np.split(matrix(name), 3),
                np.split(parts[name + ".bias"], 3),
                strict=True,
            ):
                found[f"{own}{part}.weight"], found[f"{own}{part}.bias"] = weight, bias
        else:
            quantised = name + ".scale" in parts
            found[name + ".weight"] = matrix(name) if quantised else parts[name + ".weight"]
            found[name + ".bias"] = parts[name + ".bias"]
    return found


class Nodes:
    """Nodes and weights of a graph as they are written; each method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **attributes: Any) -> str:
        """One operation with one result, which has its name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Numbers that are part of the file."""
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def float_linear(self, x: str, weight: Matrix, bias: Matrix | None, name: str) -> str:
        """x times `weight` (out, in), plus `bias` (out,)."""
        product = name if bias is None else name + ".product"
        self.node("MatMul", [x, self.constant(name + ".weight", weight.T)], product)
        return (
            name if bias is None else self.node("Add", [product, self.constant(name + ".bias", bias)], name)
        )

    def int8_linear(self, x: str, weight: Matrix, bias: Matrix | None, name: str) -> str:
        """The same with int8 weights, one scale a channel; x is brought to eight bits as it comes."""
        offset = [] if bias is None else ["", self.constant(name + ".bias", bias)]
        table, scale = quantise(weight.T, 0, MATRIX_STEPS)
        parts = [self.constant(name + ".weight", table), self.constant(name + ".scale", scale)]
        return self.node("DynamicQuantizeMatMul", [x, *parts, *offset], name, CONTRIB)

    def int8_rows(self, table: Matrix, rows: str) -> str:
        """Rows of a table that is kept in int8, one scale a row."""
        short, scale = quantise(table, 1)
        gathered = self.node("Gather", [self.constant("words", short), rows], "words_int8")
        long = self.node("Cast", [gathered], "words_float", to=TensorProto.FLOAT)
        by = self.node("Gather", [self.constant("word_scales", scale[:, None]), rows], "words_scale")
        return self.node("Mul", [long, by], "word_vectors")


class EncoderGraph(Nodes):
    """An encoder in float; a quantised one has another `words` and another `linear`."""

    opset = 17
    ir_version = 8

    def __init__(self, checkpoint: Weights, heads: int, epsilon: float) -> None:
        super().__init__()
        self.read: dict[str, str] = {}  # a linear layer's name -> what it reads
        self._from = checkpoint
        self._heads = heads
        self._epsilon = epsilon

    def model(self, *, show: bool = False) -> onnx.ModelProto:
        """The whole model. show: what the linear layers read comes out as well, under its own name."""
        vectors = self._encoder()
        inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])]
        width = self._from["embeddings.word_embeddings.weight"].shape[1]
        outputs = [helper.make_tensor_value_info(vectors, TensorProto.FLOAT, ["n", width])]
        if show:
            seen = dict.fromkeys(self.read.values())
            outputs += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in seen]
        body = helper.make_graph(self.nodes, "encoder", inputs, outputs, self.weights)
        versions = [helper.make_opsetid("", self.opset), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(body, opset_imports=versions, ir_version=self.ir_version)

    def words(self, table: Matrix, rows: str) -> str:
        """Vectors (1, n, width) of the words `rows` (1, n)."""
        return self.node("Gather", [self.constant("words", table), rows], "word_vectors")

    def linear(self, x: str, weight: Matrix, bias: Matrix, name: str) -> str:
        """x times `weight` (out, in), plus `bias` (out,)."""
        return self.float_linear(x, weight, bias, name)

    def _encoder(self) -> str:
        layers = 1 + max(int(k.split(".")[2]) for k in self._from if k.startswith("encoder.layer."))
        x = self._embeddings()
        for number in range(layers):
            x = self._layer(x, f"encoder.layer.{number}.")
        return self.node("Squeeze", [x, self.constant("row", np.array([0]))], "vectors")

    def _embeddings(self) -> str:
        rows = self.node("Unsqueeze", ["ids", self.constant("first", np.array([0]))], "rows")
        x = self.words(self._from["embeddings.word_embeddings.weight"], rows)
        kinds = self._from["embeddings.token_type_embeddings.weight"][0]
        places = self.constant("places", (self._from["embeddings.position_embeddings.weight"] + kinds)[None])
        count = self.node("Shape", ["ids"], "count")
        ends = [self.constant("zero", np.array([0])), count, self.constant("along", np.array([1]))]
        here = self.node("Slice", [places, *ends], "here")
        return self._add_and_norm(x, here, "embeddings.LayerNorm")

    def _layer(self, x: str, name: str) -> str:
        own = name + "attention.self."
        weight = np.concatenate([self._from[f"{own}{p}.weight"] for p in ("query", "key", "value")])
        bias = np.concatenate([self._from[f"{own}{p}.bias"] for p in ("query", "key", "value")])
        parts = [own + p for p in ("query", "key", "value")]
        sizes = self.constant(own + "sizes", np.array([len(bias) // 3] * 3))
        joint = self._reading(x, weight, bias, own + "joint")
        self.nodes.append(helper.make_node("Split", [joint, sizes], parts, axis=2))
        mixed = self.node("MultiHeadAttention", parts, own + "mixed", CONTRIB, num_heads=self._heads)
        out = self._dense(mixed, name + "attention.output.dense")
        x = self._add_and_norm(out, x, name + "attention.output.LayerNorm")
        inner = self.node("Gelu", [self._dense(x, name + "intermediate.dense")], name + "gelu", CONTRIB)
        return self._add_and_norm(self._dense(inner, name + "output.dense"), x, name + "output.LayerNorm")

    def _dense(self, x: str, name: str) -> str:
        return self._reading(x, self._from[name + ".weight"], self._from[name + ".bias"], name)

    def _reading(self, x: str, weight: Matrix, bias: Matrix, name: str) -> str:
        self.read[name] = x
        return self.linear(x, weight, bias, name)

    def _add_and_norm(self, x: str, other: str, name: str) -> str:
        scale = self.constant(name + ".weight", self._from[name + ".weight"])
        offset = self.constant(name + ".bias", self._from[name + ".bias"])
        inputs = [x, other, scale, offset]
        return self.node("SkipLayerNormalization", inputs, name, CONTRIB, epsilon=self._epsilon)


class Int8Graph(EncoderGraph):
    """Weights in int8, one scale a channel; what a matrix reads is brought to int8 as it comes."""

    def words(self, table: Matrix, rows: str) -> str:
        return self.int8_rows(table, rows)

    def linear(self, x: str, weight: Matrix, bias: Matrix, name: str) -> str:
        return self.int8_linear(x, weight, bias, name)
