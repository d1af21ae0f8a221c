"""Hugging Face checkpoints as GGUF: config.json, *.safetensors and tokenizer.json, with numpy alone.

Architectures: llama (SmolLM, Llama 3, Mistral's small ones), qwen2, qwen3, gemma3.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

from edgelam.core.errors import InputFileError, StorageError, UsageError
from edgelam.engines.formats import check_gguf

from .gguf_types import Written, written
from .safetensors import Tensors
from .vocabulary import read_json, read_vocabulary

Floats = NDArray[np.float32]
Progress = Callable[[int, int, str], None]  # tensors done, tensors in all, the one that is next

_ARCHITECTURES = {
    "LlamaForCausalLM": "llama",
    "MistralForCausalLM": "llama",
    "Qwen2ForCausalLM": "qwen2",
    "Qwen3ForCausalLM": "qwen3",
    "Gemma3ForCausalLM": "gemma3",
}
_KINDS = {
    "f32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
    "f16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "bf16": (gguf.GGMLQuantizationType.BF16, gguf.LlamaFileType.MOSTLY_BF16),
}
_WHOLE = {"embed_tokens": "token_embd", "norm": "output_norm"}
_PARTS = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "post_attention_layernorm": "ffn_norm",
}
_GEMMA_PARTS = {
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
}


@dataclass(frozen=True)
class Converted:
    """A written file, and what is in it."""

    path: Path
    size: int  # bytes
    written: Written


def convert(
    folder: Path, out: Path, kind: str = "f16", *, progress: Progress = lambda done, of, tensor: None
) -> Converted:
    """Write `out`, whole or not at all. kind: f32, f16 or bf16, of the matrices; vectors stay in 32 bits.

    Raises InputFileError for what is no checkpoint of a known architecture, UsageError, StorageError.
    """
    if kind.lower() not in _KINDS:
        raise UsageError(f"a checkpoint is not converted to {kind}", hint=f"Types: {', '.join(_KINDS)}.")
    config = read_json(folder / "config.json")
    network = _Network(folder, config)
    tensors = Tensors(folder)
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        writer = gguf.GGUFWriter(part, network.architecture)
        _describe(writer, folder, network, _KINDS[kind.lower()][1])
        read_vocabulary(folder, network.count("vocab_size"), config).write(writer)
        names = list(tensors)
        for number, name in enumerate(names):
            progress(number, len(names), name)
            for own, values in network.named(name, tensors):
                _add(writer, own, values, _KINDS[kind.lower()][0])
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        facts = check_gguf(part)
        part.replace(out)
    except OSError as error:
        raise StorageError(f"{out} cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)
    return Converted(out, out.stat().st_size, written(facts))


class _Network:
    """A config.json, understood. Raises InputFileError."""

    def __init__(self, folder: Path, config: Mapping[str, Any]) -> None:
        self._folder = folder
        self.config = config
        said = (config.get("architectures") or ["none"])[0]
        if said not in _ARCHITECTURES:
            raise InputFileError(
                f"{folder}: the architecture {said} is not known", hint=f"Known: {', '.join(_ARCHITECTURES)}."
            )
        self.architecture = _ARCHITECTURES[said]
        self.heads = self.count("num_attention_heads")
        self.groups = self.count("num_key_value_heads", self.heads)
        self.head = self.count("head_dim", self.count("hidden_size") // self.heads)
        self.scaling = config.get("rope_scaling") or {}
        self._check()

    def _check(self) -> None:
        """What would be computed otherwise by llama.cpp is refused."""
        kind = self.scaling.get("rope_type", self.scaling.get("type", "default"))
        if kind not in ("default", "linear", "llama3"):
            raise InputFileError(f"{self._folder}: rotary scaling of type {kind} is not known")
        if self.architecture != "gemma3":
            activation = self.config.get("hidden_act", "silu")
            if activation != "silu":
                raise InputFileError(f"{self._folder}: the activation {activation} is not known")
            if self.config.get("use_sliding_window"):
                raise InputFileError(f"{self._folder}: sliding attention is not known of {self.architecture}")
        if self.config.get("attention_bias") and self.architecture == "qwen3":
            raise InputFileError(f"{self._folder}: qwen3 with biases in its attention is not known")

    def count(self, name: str, default: int | None = None) -> int:
        """A whole number above 0."""
        value = self.config.get(name, default)
        value = default if value is None else value
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 1 << 31:
            raise InputFileError(f"{self._folder}/config.json: {name} is {value}")
        return value

    def number(self, name: str, default: float) -> float:
        """A finite number."""
        value = self.config.get(name)
        value = default if value is None else value
        if not isinstance(value, int | float) or not math.isfinite(value):
            raise InputFileError(f"{self._folder}/config.json: {name} is {value}")
        return float(value)

    def named(self, name: str, tensors: Mapping[str, Floats]) -> Iterator[tuple[str, Floats]]:
        """A tensor under llama.cpp's name and as llama.cpp multiplies with it."""
        own = self._name(name)
        if own is None:
            return
        values = tensors[name]
        if own.startswith(("token_embd", "output.")):
            values = values[: self.count("vocab_size")]
        if self.architecture == "llama" and own.split(".")[-2] in ("attn_q", "attn_k"):
            values = interleaved(values, self.heads if "attn_q" in own else self.groups)
        if self.architecture == "gemma3" and own.endswith("norm.weight"):
            values = values + np.float32(1)
        yield own, values

    def _name(self, name: str) -> str | None:
        """None for what llama.cpp does without."""
        plain = name.removeprefix("model.")
        if name == "lm_head.weight":
            return None if self.config.get("tie_word_embeddings") else "output.weight"
        base, _, kind = plain.rpartition(".")
        if base in _WHOLE:
            return f"{_WHOLE[base]}.{kind}"
        head, number, part = [*base.split(".", 2), "", ""][:3]
        parts = {**_PARTS, **(_GEMMA_PARTS if self.architecture == "gemma3" else {})}
        if head == "layers" and number.isdigit() and part in parts:
            return f"blk.{number}.{parts[part]}.{kind}"
        if plain.endswith("rotary_emb.inv_freq"):
            return None
        raise InputFileError(f"{self._folder}: the tensor {name} is not known of {self.architecture}")


def interleaved(values: Floats, heads: int) -> Floats:
    """Rows of a head from halves (as Hugging Face rotates them) to pairs (as llama.cpp does)."""
    shape = values.shape
    halves: Floats = values.reshape(heads, 2, shape[0] // heads // 2, *shape[1:])
    return np.ascontiguousarray(halves.swapaxes(1, 2)).reshape(shape)


def _describe(
    writer: gguf.GGUFWriter, folder: Path, network: _Network, file_type: gguf.LlamaFileType
) -> None:
    config = network.config
    writer.add_name(str(config.get("_name_or_path") or folder.resolve().name))
    writer.add_context_length(network.count("max_position_embeddings", 8192))
    writer.add_embedding_length(network.count("hidden_size"))
    writer.add_block_count(network.count("num_hidden_layers"))
    writer.add_feed_forward_length(network.count("intermediate_size"))
    writer.add_head_count(network.heads)
    writer.add_head_count_kv(network.groups)
    writer.add_key_length(network.head)
    writer.add_value_length(network.head)
    writer.add_rope_dimension_count(network.head)
    writer.add_layer_norm_rms_eps(network.number("rms_norm_eps", 1e-6))
    base = 1e6 if network.architecture == "gemma3" else 1e4
    writer.add_rope_freq_base(network.number("rope_theta", base))
    writer.add_vocab_size(network.count("vocab_size"))
    writer.add_file_type(file_type)
    if network.architecture == "gemma3":
        writer.add_sliding_window(network.count("sliding_window", 512))
    kind = network.scaling.get("rope_type", network.scaling.get("type"))
    if kind == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(float(network.scaling["factor"]))
    elif kind == "llama3":
        theta = network.number("rope_theta", 1e4)
        writer.add_tensor("rope_freqs.weight", stretched(network.head, theta, network.scaling))


def stretched(head: int, base: float, scaling: Mapping[str, Any]) -> Floats:
    """Llama 3's factors by which slow rotations are slowed further, float32 (head / 2,)."""
    factor, old = float(scaling["factor"]), float(scaling["original_max_position_embeddings"])
    low, high = float(scaling["low_freq_factor"]), float(scaling["high_freq_factor"])
    lengths = 2 * math.pi * base ** (np.arange(0, head, 2) / head)
    smooth = np.clip((old / lengths - low) / (high - low), 0, 1)
    return np.asarray(1 / ((1 - smooth) / factor + smooth), np.float32)


def _add(writer: gguf.GGUFWriter, name: str, values: Floats, kind: gguf.GGMLQuantizationType) -> None:
    """Matrices in `kind`; vectors, which weigh nothing and matter, in float32."""
    values = np.ascontiguousarray(values)
    if values.ndim < 2 or kind == gguf.GGMLQuantizationType.F32:
        writer.add_tensor(name, values)
    elif kind == gguf.GGMLQuantizationType.F16:
        writer.add_tensor(name, np.clip(values, -65504, 65504).astype(np.float16))
    else:
        writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
