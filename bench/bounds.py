"""What this machine can do at best, measured, and what a model asks of it.

A bound is a time nothing can beat: bytes moved over the bandwidth for decoding, FLOPs over the peak for
prefill. Both rates are the best of several kernels and repeats, so that a bound stays one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from edgelam.engines.formats import Gguf, Tensor, check_gguf

Kind = Literal["float32", "int8"]
_CACHES = Path("/sys/devices/system/cpu/cpu0/cache")
_SMALLEST, _LARGEST = 128 << 20, 1 << 30  # bytes of the buffer that is read
_SECONDS = 0.3  # of one rate
_TABLES = ("token_embd.weight", "per_layer_token_embd", "position_embd", "token_types")  # one row is read
_ROWS, _DEPTH, _COLUMNS = 512, 1024, 2048  # of the products: a prefill batch through a feed-forward layer


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def bandwidth_gbs(threads: int = 0) -> float:
    """Bytes a second that `threads` (0: the cores of this process) read from memory, in 1e9; once a process.

    The buffer is four times the largest cache. Decoding reads weights once and writes next to nothing, so
    reading is what bounds it; the best of three kernels counts.
    """
    threads = threads or cores()
    words = np.ones(_buffer_bytes() // 8, np.uint64)  # written, so that it is memory and not one shared page
    kernels: tuple[Callable[[NDArray[np.uint64]], object], ...] = (
        np.bitwise_or.reduce,
        lambda part: part.view(np.int32).max(),
        lambda part: np.dot(part.view(np.float32), part.view(np.float32)),
    )
    parts = np.array_split(words, threads)
    with ThreadPoolExecutor(threads) as pool:
        best = min(_best(lambda k=kernel: list(pool.map(k, parts))) for kernel in kernels)  # type: ignore[misc]
    return words.nbytes / best / 1e9


@cache
def gemm_gflops(kind: Kind = "float32", threads: int = 0) -> float | None:
    """Peak of a matrix product in 1e9 operations a second (a multiply-add is two), once a process.

    float32: ONNX Runtime's or numpy's, whichever is faster. int8: ONNX Runtime's with int8 weights; None
    where the package `onnx`, which writes the graph, is not installed. threads: 0 takes the cores of this
    process.
    """
    threads = threads or cores()
    with ThreadPoolExecutor(threads) as pool:
        runs = [_onnx_product(kind, threads), _numpy_product(pool, threads) if kind == "float32" else None]
        known = [_best(run) for run in runs if run is not None]
    return 2 * _ROWS * _DEPTH * _COLUMNS / min(known) / 1e9 if known else None


def decode_bound_ms(bytes_moved: float, gbs: float | None = None) -> float:
    """Milliseconds to read that much once. gbs: measured here where not given."""
    return bytes_moved / ((bandwidth_gbs() if gbs is None else gbs) * 1e6)


def prefill_bound_ms(flops: float, gflops: float | None = None) -> float:
    """Milliseconds for that many operations at the higher of this machine's two peaks. gflops: of another."""
    if gflops is None:
        gflops = max(gemm_gflops("float32") or 0.0, gemm_gflops("int8") or 0.0)
    return flops / (gflops * 1e6)


@dataclass(frozen=True)
class Work:
    """What one token asks of a model. The head (the logits) is only computed where it is asked for."""

    body_parameters: int
    body_bytes: int
    head_parameters: int
    head_bytes: int
    kv_bytes: int  # of one token's kept state, f16
    attention: int  # layers x width of the attention: operations a token and token before it, over 4

    def decode_bytes(self, depth: int) -> int:
        """Bytes read to evaluate one token after `depth` others."""
        return self.body_bytes + self.head_bytes + depth * self.kv_bytes

    def prefill_flops(self, new: int, depth: int = 0) -> float:
        """Operations for `new` tokens after `depth` others, logits of the last alone."""
        linear = 2.0 * (self.body_parameters * new + self.head_parameters)
        return linear + 4.0 * self.attention * new * (depth + (new + 1) / 2)


def work_of(path: Path) -> Work:
    """What a GGUF asks for, read from its header. Raises ModelMissing, ModelCorrupt."""
    facts = check_gguf(path)
    share = _experts_used(facts)
    body, head = [0.0, 0.0], [0.0, 0.0]  # parameters, bytes
    tied = "token_embd.weight" if facts.causal else ""  # an encoder has no head
    output = "output.weight" if "output.weight" in facts.tensors else tied
    for name, tensor in facts.tensors.items():
        part = share if "_exps." in name else 1.0
        if name != output and name.startswith(_TABLES):
            continue
        into = head if name == output else body
        into[0] += part * _multiplied(tensor)
        into[1] += part * tensor.size
    layers = _number(facts, "block_count", 1)
    heads = _number(facts, "attention.head_count", 1)
    groups = _number(facts, "attention.head_count_kv", heads)
    width = _number(facts, "embedding_length", 1)
    key = _number(facts, "attention.key_length", width // heads)
    value = _number(facts, "attention.value_length", key)
    return Work(
        body_parameters=round(body[0]),
        body_bytes=round(body[1]),
        head_parameters=round(head[0]),
        head_bytes=round(head[1]),
        kv_bytes=layers * groups * (key + value) * 2,
        attention=layers * heads * (key + value) // 2,
    )


def _experts_used(facts: Gguf) -> float:
    known = _number(facts, "expert_count", 0)
    return _number(facts, "expert_used_count", known) / known if known else 1.0


def _multiplied(tensor: Tensor) -> int:
    return prod(tensor.shape) if len(tensor.shape) > 1 else 0


def _number(facts: Gguf, name: str, default: int) -> int:
    value = facts.metadata.get(f"{facts.architecture}.{name}")
    return value if isinstance(value, int) and value > 0 else default


def _buffer_bytes() -> int:
    """Four times the largest cache, in whole words for every thread."""
    sizes = [_bytes(path) for path in _CACHES.glob("index*/size")]
    wanted = min(max(4 * max(sizes, default=0), _SMALLEST), _LARGEST)
    return wanted // 4096 * 4096


def _bytes(path: Path) -> int:
    try:
        text = path.read_text(encoding="ascii").strip()
        scale = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
        return int(text.rstrip("KMG")) * scale.get(text[-1:], 1)
    except (OSError, ValueError):
        return 0


def _best(run: Callable[[], object]) -> float:
    """Seconds of the fastest of the repeats that fit into _SECONDS; three at least."""
    run()  # the first touches memory and starts threads
    ended = time.perf_counter() + _SECONDS
    times: list[float] = []
    while len(times) < 3 or time.perf_counter() < ended:
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def _numpy_product(pool: ThreadPoolExecutor, threads: int) -> Callable[[], object]:
    """The rows are shared among the threads: numpy's own may be switched off."""
    rows = np.random.default_rng(0).standard_normal((_ROWS, _DEPTH), np.float32)
    matrix = np.random.default_rng(1).standard_normal((_DEPTH, _COLUMNS), np.float32)
    parts: Sequence[NDArray[np.float32]] = np.array_split(rows, threads)
    return lambda: list(pool.map(lambda part: part @ matrix, parts))


def _onnx_product(kind: Kind, threads: int) -> Callable[[], object] | None:
    """One MatMul with constant weights in ONNX Runtime; None without the packages it needs."""
    try:
        import onnxruntime
        from onnx import TensorProto, helper, numpy_helper
    except ImportError:
        return None
    random = np.random.default_rng(2)
    weights = random.integers(-63, 64, (_DEPTH, _COLUMNS)).astype(np.int8)
    held = weights if kind == "int8" else weights.astype(np.float32)
    into, out = (TensorProto.UINT8, TensorProto.INT32) if kind == "int8" else (TensorProto.FLOAT,) * 2
    operation = "MatMulInteger" if kind == "int8" else "MatMul"
    graph = helper.make_graph(
        [helper.make_node(operation, ["rows", "weights"], ["product"])],
        "product",
        [helper.make_tensor_value_info("rows", into, [_ROWS, _DEPTH])],
        [helper.make_tensor_value_info("product", out, [_ROWS, _COLUMNS])],
        [numpy_helper.from_array(held, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    rows = random.integers(0, 127, (_ROWS, _DEPTH)).astype(np.uint8 if kind == "int8" else np.float32)
    return lambda: session.run(None, {"rows": rows})
