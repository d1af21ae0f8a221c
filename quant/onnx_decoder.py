"""A GGUF of a generating model as an ONNX graph with a key-value cache, for `edgelam.engines.onnx_decoder`.

The network is that of llama, qwen2 and qwen3: RMS norms, rotary positions, grouped queries, gated SiLU.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from edgelam.core.errors import ModelRole, UsageError
from edgelam.engines.formats import Gguf, check_gguf
from edgelam.models.manifest import Manifest, write_manifest
from edgelam.train.onnx_graph import CONTRIB, Matrix, Nodes

from .gguf_vocabulary import write_vocabulary
from .onnx_blocks import block_linear

DecoderKind = Literal["fp32", "int8", "int4"]
DECODER_KINDS: tuple[DecoderKind, ...] = get_args(DecoderKind)

MODEL, VOCABULARY = "model.onnx", "vocabulary.gguf"
_ARCHITECTURES = ("llama", "qwen2", "qwen3")
_POSITIONS = 8192  # the most that the tables of rotations are written for
_LARGEST = 2_000_000_000  # bytes; protobuf ends at 2 GiB, weights beyond lie in a file beside the graph
# Metadata of networks that are called llama and compute something else.
_UNKNOWN = ("expert_count", "attention.sliding_window", "logit_scale", "residual_scale", "embedding_scale")


@dataclass(frozen=True)
class Sizes:
    """The numbers of a decoder."""

    width: int
    layers: int
    heads: int
    groups: int  # heads of keys and values
    head: int  # numbers in a head
    epsilon: float
    interleaved: bool  # rotations pair neighbours, as llama.cpp orders llama's; else the halves of a head
    positions: int
    turns: NDArray[
        np.float64
    ]  # (head / 2,): radians a pair of numbers turns by from one position to the next


def convert(
    source: Path, folder: Path, kind: DecoderKind = "int8", *, name: str = "", positions: int = _POSITIONS
) -> Manifest:
    """Write graph, vocabulary and manifest into `folder`, which becomes a model of edgelam's own form.

    positions: the longest input. Raises ModelMissing, ModelCorrupt; ModelRole where the network is another.
    """
    facts = check_gguf(source)
    if kind not in DECODER_KINDS:
        raise UsageError(f"there is no kind {kind!r}", hint=f"The kinds: {', '.join(DECODER_KINDS)}.")
    sizes = sizes_of(facts, positions)
    folder.mkdir(parents=True, exist_ok=True)
    graph = _DecoderGraph(_Tensors(source), sizes, kind)
    _save(graph.model(facts.architecture), folder / MODEL)
    write_vocabulary(source, folder / VOCABULARY)
    return write_manifest(
        folder,
        name=name or folder.name,
        role="any",
        engine="onnx",
        kind="generative",
        model=MODEL,
        licence=str(facts.metadata.get("general.license", "")),
    )


def sizes_of(facts: Gguf, positions: int = _POSITIONS) -> Sizes:
    """What a GGUF says of its network. Raises ModelRole where it is none of the known ones."""
    kind, known = facts.architecture, facts.metadata

    def number(name: str, default: float | None = None) -> float:
        value = known.get(f"{kind}.{name}", default)
        if not isinstance(value, int | float):
            raise ModelRole(f"{facts.path}: it does not say its {name}")
        return value

    odd = [name for name in _UNKNOWN if known.get(f"{kind}.{name}")]
    if known.get(f"{kind}.rope.scaling.type", "none") not in ("none", "linear"):
        odd.append("rope.scaling.type")
    if kind not in _ARCHITECTURES or odd:
        raise ModelRole(
            f"{facts.path}: {kind} {' '.join(odd)} cannot be written for ONNX Runtime".replace("  ", " "),
            hint=f"Known are {', '.join(_ARCHITECTURES)}. llama.cpp runs the GGUF as it is.",
        )
    width, heads = int(number("embedding_length")), int(number("attention.head_count"))
    head = int(number("attention.key_length", width // heads))
    if number("rope.dimension_count", head) != head or head % 16:
        raise ModelRole(f"{facts.path}: rotations of a part of a head cannot be written for ONNX Runtime")
    powers = np.arange(head // 2, dtype=np.float64) * 2 / head
    turns = number("rope.freq_base", 10000.0) ** -powers / number("rope.scaling.factor", 1.0)
    return Sizes(
        width=width,
        layers=int(number("block_count")),
        heads=heads,
        groups=int(number("attention.head_count_kv", heads)),
        head=head,
        epsilon=number("attention.layer_norm_rms_epsilon"),
        interleaved=kind == "llama",
        positions=min(positions, int(number("context_length"))),
        turns=turns,
    )


def _save(model: onnx.ModelProto, path: Path) -> None:
    size = sum(len(weight.raw_data) for weight in model.graph.initializer)
    data = path.name + ".data"
    path.with_name(data).unlink(missing_ok=True)  # onnx appends to what is there
    onnx.save(
        model,
        str(path),
        save_as_external_data=size > _LARGEST,
        all_tensors_to_one_file=True,
        location=data,
    )


class _Tensors(Mapping[str, Matrix]):
    """The tensors of a GGUF in float32, (out, in), read one at a time."""

    def __init__(self, path: Path) -> None:
        from gguf import GGUFReader

        self._all = {tensor.name: tensor for tensor in GGUFReader(path).tensors}

    def __getitem__(self, name: str) -> Matrix:
        from gguf.quants import dequantize

        tensor = self._all[name]
        shape = [int(size) for size in reversed(tensor.shape)]
        return np.ascontiguousarray(dequantize(tensor.data, tensor.tensor_type), np.float32).reshape(shape)

    def __iter__(self) -> Any:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class _DecoderGraph(Nodes):
    """ids int64 (1, n), after all that is kept, to logits float32 (1, vocabulary) after the last of them.

    seqlens (1,) and total, both int32: all tokens less one, and all tokens. past.I.key and past.I.value,
    float32 (1, groups, room, head), are the same memory as present.I.key and present.I.value.
    """

    def __init__(self, weights: Mapping[str, Matrix], sizes: Sizes, kind: DecoderKind) -> None:
        super().__init__()
        self._from = weights
        self._sizes = sizes
        self._kind = kind

    def model(self, architecture: str) -> onnx.ModelProto:
        """The whole model."""
        logits, vocabulary = self._decoder()
        sizes = self._sizes
        room = [1, sizes.groups, "room", sizes.head]
        kept = [f"{i}.{part}" for i in range(sizes.layers) for part in ("key", "value")]
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("seqlens", TensorProto.INT32, [1]),
            helper.make_tensor_value_info("total", TensorProto.INT32, []),
            *(helper.make_tensor_value_info(f"past.{n}", TensorProto.FLOAT, room) for n in kept),
        ]
        outputs = [
            helper.make_tensor_value_info(logits, TensorProto.FLOAT, [1, vocabulary]),
            *(helper.make_tensor_value_info(f"present.{n}", TensorProto.FLOAT, room) for n in kept),
        ]
        body = helper.make_graph(self.nodes, "decoder", inputs, outputs, self.weights)
        versions = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(body, opset_imports=versions, ir_version=10)
        facts = {"architecture": architecture, "positions": str(sizes.positions), "quantisation": self._kind}
        helper.set_model_props(model, facts)
        return model

    def _decoder(self) -> tuple[str, int]:
        table = self._from["token_embd.weight"]
        if self._kind == "fp32":
            x = self.node("Gather", [self.constant("words", table), "ids"], "word_vectors")
        else:
            x = self.int8_rows(table, "ids")
        self._rotations()
        added = ""  # what the last half of a layer gave, to be added to x
        for number in range(self._sizes.layers):
            x, added = self._layer(x, added, number)
        last, _ = self._add_and_norm(x, added, "output_norm")
        row = self.node("Gather", [last, self.constant("end", np.array(-1))], "last", axis=1)
        if "output.weight" in self._from:
            return self._linear(row, self._from["output.weight"], None, "logits", bits=8), len(table)
        if self._kind == "fp32":  # tied: the file holds the words once
            return self.node("Gemm", [row, "words"], "logits", transB=1), len(table)
        return self._linear(row, table, None, "logits", bits=8), len(table)

    def _rotations(self) -> None:
        """Cosines and sines (positions, head / 2), as if all were pairs of numbers turned by their place."""
        turns = self._sizes.turns
        if "rope_freqs.weight" in self._from:
            turns = turns / self._from["rope_freqs.weight"]
        angles = np.outer(np.arange(self._sizes.positions), turns)
        self.constant("cosines", np.cos(angles).astype(np.float32))
        self.constant("sines", np.sin(angles).astype(np.float32))

    def _layer(self, x: str, added: str, number: int) -> tuple[str, str]:
        block, name = f"blk.{number}.", f"{number}."
        read, x = self._add_and_norm(x, added, block + "attn_norm")
        mixed = self._attention(read, block, name)
        out = self._linear(mixed, *self._matrix(block + "attn_output"), name + "attention")
        read, x = self._add_and_norm(x, out, block + "ffn_norm")
        gate, up = self._from[block + "ffn_gate.weight"], self._from[block + "ffn_up.weight"]
        joint = self._linear(read, np.concatenate([gate, up]), None, name + "joint")
        gated = self._silu_times(joint, len(gate), name)
        return x, self._linear(gated, *self._matrix(block + "ffn_down"), name + "out")

    def _silu_times(self, joint: str, inner: int, name: str) -> str:
        parts = [name + "gate", name + "up"]
        sizes = self.constant(name + "sizes", np.array([inner, inner]))
        self.nodes.append(helper.make_node("Split", [joint, sizes], parts, axis=2))
        silu = self.node("QuickGelu", [parts[0]], name + "silu", CONTRIB, alpha=1.0)
        return self.node("Mul", [silu, parts[1]], name + "gated")

    def _attention(self, read: str, block: str, name: str) -> str:
        sizes = self._sizes
        parts = [self._matrix(f"{block}attn_{part}") for part in "qkv"]
        offsets = [offset for _, offset in parts if offset is not None]
        weight = np.concatenate([weight for weight, _ in parts])
        bias = np.concatenate(offsets) if len(offsets) == len(parts) else None
        query, key, value = self._linear(read, weight, bias, name + "qkv"), "", ""
        if f"{block}attn_q_norm.weight" in self._from:
            query, key, value = self._normed_heads(query, block, name)
        kept = [f"{name}key", f"{name}value"]
        inputs = [query, key, value, *(f"past.{n}" for n in kept), "seqlens", "total", "cosines", "sines"]
        outputs = [name + "mixed", *(f"present.{n}" for n in kept)]
        node = helper.make_node(
            "GroupQueryAttention",
            inputs,
            outputs,
            domain=CONTRIB,
            num_heads=sizes.heads,
            kv_num_heads=sizes.groups,
            do_rotary=1,
            rotary_interleaved=int(sizes.interleaved),
        )
        self.nodes.append(node)
        return outputs[0]

    def _normed_heads(self, joint: str, block: str, name: str) -> tuple[str, str, str]:
        """Query and key with every head brought to the same length, as qwen3 has it; and the value."""
        sizes = self._sizes
        widths = [sizes.heads * sizes.head, sizes.groups * sizes.head, sizes.groups * sizes.head]
        parts = [name + "q", name + "k", name + "v"]
        counts = self.constant(name + "widths", np.array(widths))
        self.nodes.append(helper.make_node("Split", [joint, counts], parts, axis=2))
        normed = []
        for part, source, width in zip(parts, ("attn_q_norm", "attn_k_norm"), widths, strict=False):
            apart = self.constant(part + ".heads", np.array([1, -1, width // sizes.head, sizes.head]))
            heads = self.node("Reshape", [part, apart], part + ".apart")
            norm = self._norm(heads, block + source, part + ".normed")
            again = self.constant(part + ".width", np.array([1, -1, width]))
            normed.append(self.node("Reshape", [norm, again], part + ".again"))
        return normed[0], normed[1], parts[2]

    def _matrix(self, name: str) -> tuple[Matrix, Matrix | None]:
        return self._from[name + ".weight"], self._from.get(name + ".bias")

    def _linear(self, x: str, weight: Matrix, bias: Matrix | None, name: str, bits: int = 4) -> str:
        """bits: of the four-bit kind's matrix; the one that tells tokens apart has more, as in llama.cpp."""
        if self._kind == "fp32":
            return self.float_linear(x, weight, bias, name)
        if self._kind == "int8":
            return self.int8_linear(x, weight, bias, name)
        product = block_linear(self, x, weight, name if bias is None else name + ".product", bits)
        return (
            name if bias is None else self.node("Add", [product, self.constant(name + ".bias", bias)], name)
        )

    def _add_and_norm(self, x: str, added: str, name: str) -> tuple[str, str]:
        """The norm of x + added, and the sum itself."""
        if not added:
            return self._norm(x, name, name), x
        scale = self.constant(name + ".scale", self._from[name + ".weight"])
        node = helper.make_node(
            "SkipSimplifiedLayerNormalization",
            [x, added, scale],
            [name, "", "", name + ".sum"],
            domain=CONTRIB,
            epsilon=self._sizes.epsilon,
        )
        self.nodes.append(node)
        return name, name + ".sum"

    def _norm(self, x: str, source: str, name: str) -> str:
        scale = self.constant(name + ".scale", self._from[source + ".weight"])
        return self.node(
            "SimplifiedLayerNormalization",
            [x, scale],
            name,
            axis=-1,
            stash_type=1,
            epsilon=self._sizes.epsilon,
        )
