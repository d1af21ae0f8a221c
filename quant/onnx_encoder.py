"""An encoder checkpoint as ONNX graphs of every quantisation that ONNX Runtime is quick at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from edgelam.core.errors import UsageError
from edgelam.train.onnx_graph import CONTRIB, MATRIX_STEPS, EncoderGraph, Int8Graph, Matrix, Weights, quantise

from .onnx_blocks import BLOCK, block_linear, blocks_of_four_bits, nibbles, pack

Kind = Literal["fp32", "int8", "int8-static", "int4"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Ranges = Mapping[str, tuple[float, float]]  # of what each linear layer reads

_SAMPLES = 1 << 18  # numbers of one layer's input that its range is chosen by
_STEPS = 255
_CLIPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)  # shares of the whole range that are tried


def write(
    checkpoint: Weights,
    path: Path,
    kind: Kind,
    calibration: Iterable[Sequence[int]] | None = None,
    *,
    heads: int = 12,
    epsilon: float = 1e-12,
) -> None:
    """Write a graph from `ids` int64 (n,) to `vectors` float32 (n, width).

    fp32; int8: activations are brought to int8 as they come; int8-static: with ranges learnt beforehand, the
    form that phone accelerators want; int4: weights in blocks of 32. calibration: token rows for the ranges
    of int8-static, as edgelam renders prompts. Raises UsageError where they are missing.
    """
    if kind == "int8-static":
        ranges = calibrate(checkpoint, calibration or (), heads=heads, epsilon=epsilon)
        graph: EncoderGraph = _StaticGraph(checkpoint, heads, epsilon, ranges)
    else:
        known = {"fp32": EncoderGraph, "int8": Int8Graph, "int4": _BlockGraph}
        if kind not in known:
            raise UsageError(f"there is no kind {kind!r}", hint=f"The kinds: {', '.join(KINDS)}.")
        graph = known[kind](checkpoint, heads, epsilon)
    onnx.save(graph.model(), str(path))


def calibrate(
    checkpoint: Weights, rows: Iterable[Sequence[int]], *, heads: int = 12, epsilon: float = 1e-12
) -> dict[str, tuple[float, float]]:
    """The range of what each linear layer reads, cut where eight bits then lose least. Raises UsageError."""
    import onnxruntime

    graph = EncoderGraph(checkpoint, heads, epsilon)
    model = graph.model(show=True).SerializeToString()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    names = list(dict.fromkeys(graph.read.values()))
    random = np.random.default_rng(0)
    seen: dict[str, list[NDArray[np.float32]]] = {name: [] for name in names}
    ends = {name: (0.0, 0.0) for name in names}
    for row in rows:
        for name, value in zip(names, session.run(names, {"ids": np.array(row, np.int64)}), strict=True):
            low, high = ends[name]
            ends[name] = (min(low, float(value.min())), max(high, float(value.max())))
            seen[name].append(random.choice(value.ravel(), 1 << 12))
    if not seen[names[0]]:
        raise UsageError("a static quantisation needs calibration rows", hint="Give some token rows.")
    best = {name: _best_range(np.concatenate(seen[name])[:_SAMPLES], *ends[name]) for name in names}
    return {layer: best[name] for layer, name in graph.read.items()}


def _best_range(values: NDArray[np.float32], low: float, high: float) -> tuple[float, float]:
    """Between `low` and `high`, the range with the least squared error after rounding to 256 steps."""

    def loss(clip: float) -> float:
        scale, zero = _step(low * clip, high * clip)
        rounded = np.clip(np.round(values / scale) + zero, 0, _STEPS)
        return float(np.square((rounded - zero) * scale - values).mean())

    clip = min(_CLIPS, key=loss)
    return low * clip, high * clip


def _step(low: float, high: float) -> tuple[float, int]:
    """Scale and zero point of uint8 for a range that holds 0."""
    scale = max(high - low, 1e-9) / _STEPS
    return scale, round(-low / scale)


class _StaticGraph(Int8Graph):
    """Weights in int8; activations too, in a range fixed beforehand, by Quantize- and DequantizeLinear."""

    def __init__(self, checkpoint: Weights, heads: int, epsilon: float, ranges: Ranges) -> None:
        super().__init__(checkpoint, heads, epsilon)
        self._ranges = ranges

    def linear(self, x: str, weight: Matrix, bias: Matrix, name: str) -> str:
        scale, zero = _step(*self._ranges[name])
        by = [
            self.constant(name + ".in_scale", np.array(scale, np.float32)),
            self.constant(name + ".in_zero", np.array(zero, np.uint8)),
        ]
        short = self.node("QuantizeLinear", [x, *by], name + ".in_short")
        back = self.node("DequantizeLinear", [short, *by], name + ".in")
        table, scales = quantise(weight.T, 0, MATRIX_STEPS)
        parts = [
            self.constant(name + ".weight", table),
            self.constant(name + ".scale", scales),
            self.constant(name + ".zero", np.zeros(len(scales), np.int8)),
        ]
        matrix = self.node("DequantizeLinear", parts, name + ".matrix", axis=1)
        product = self.node("MatMul", [back, matrix], name + ".product")
        return self.node("Add", [product, self.constant(name + ".bias", bias)], name)


class _BlockGraph(EncoderGraph):
    """Weights in four bits, a scale and a zero point for every 32 of a row."""

    opset = 21
    ir_version = 10

    def words(self, table: Matrix, rows: str) -> str:
        packed = blocks_of_four_bits(table)
        count, width = table.shape
        steps = nibbles(packed.data).reshape(count, -1)[:, :width]
        zeros = nibbles(packed.zeros)[:, : packed.scales.shape[1]]
        inputs = [
            self._nibbles("words", steps),
            rows,
            self.constant("word_scales", packed.scales),
            self._nibbles("word_zeros", zeros),
        ]
        axes = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
        return self.node("GatherBlockQuantized", inputs, "word_vectors", CONTRIB, **axes)

    def linear(self, x: str, weight: Matrix, bias: Matrix, name: str) -> str:
        product = block_linear(self, x, weight, name + ".product")
        return self.node("Add", [product, self.constant(name + ".bias", bias)], name)

    def _nibbles(self, name: str, value: NDArray[np.uint8]) -> str:
        data = pack(value.reshape(-1)).tobytes()
        self.weights.append(helper.make_tensor(name, TensorProto.UINT4, value.shape, data, raw=True))
        return name
