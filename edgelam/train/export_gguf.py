"""An encoder checkpoint as a GGUF of the `bert` architecture, for llama.cpp with one vector a token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from .shape import Shape

Weights = Mapping[str, NDArray[np.float32]]
_LINEAR = {
    "attention.self.query": "attn_q",
    "attention.self.key": "attn_k",
    "attention.self.value": "attn_v",
    "attention.output.dense": "attn_output",
    "intermediate.dense": "ffn_up",
    "output.dense": "ffn_down",
}
_FILE_TYPES = {
    gguf.GGMLQuantizationType.F32: gguf.LlamaFileType.ALL_F32,
    gguf.GGMLQuantizationType.F16: gguf.LlamaFileType.MOSTLY_F16,
    gguf.GGMLQuantizationType.Q8_0: gguf.LlamaFileType.MOSTLY_Q8_0,
}
_NORMS = {"attention.output.LayerNorm": "attn_output_norm", "output.LayerNorm": "layer_output_norm"}


def write_gguf(
    checkpoint: Weights,
    vocabulary: Sequence[str],
    path: Path,
    *,
    name: str,
    kind: gguf.GGMLQuantizationType = gguf.GGMLQuantizationType.Q8_0,
    shape: Shape | None = None,
) -> None:
    """Write the file. kind: F32, F16 or Q8_0, of the matrices; norms, biases and positions stay float32."""
    shape = shape or Shape()
    writer = gguf.GGUFWriter(str(path), "bert")
    writer.add_name(name)
    writer.add_context_length(shape.positions)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_layer_norm_eps(shape.epsilon)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.NONE)
    writer.add_file_type(_FILE_TYPES[kind])
    _add_vocabulary(writer, vocabulary)
    _add_tensors(writer, checkpoint, kind, shape.layers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def read_gguf(path: Path, shape: Shape | None = None) -> dict[str, NDArray[np.float32]]:
    """The weights of a file that `write_gguf` wrote, as near as its quantisation left them."""
    found = {
        tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        for tensor in gguf.GGUFReader(path).tensors
    }
    return {source: found[name] for name, source, _ in _tensors((shape or Shape()).layers)}


def _add_vocabulary(writer: gguf.GGUFWriter, vocabulary: Sequence[str]) -> None:
    """llama.cpp refuses a model without one, though we hand it token ids."""
    special = [t.startswith("[") and t.endswith("]") and len(t) > 2 for t in vocabulary]
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(
        [
            t if s else t[2:] if t.startswith("##") else "\u2581" + t
            for t, s in zip(vocabulary, special, strict=True)
        ]
    )
    writer.add_token_types([gguf.TokenType.CONTROL if s else gguf.TokenType.NORMAL for s in special])
    writer.add_token_type_count(2)
    ids = {token: index for index, token in enumerate(vocabulary[:64])}
    writer.add_bos_token_id(ids["[CLS]"])
    writer.add_eos_token_id(ids["[SEP]"])
    writer.add_sep_token_id(ids["[SEP]"])
    writer.add_pad_token_id(ids["[PAD]"])
    writer.add_unk_token_id(ids["[UNK]"])
    writer.add_mask_token_id(ids["[MASK]"])


def _add_tensors(
    writer: gguf.GGUFWriter, checkpoint: Weights, kind: gguf.GGMLQuantizationType, layers: int
) -> None:
    for name, source, matrix in _tensors(layers):
        values = np.ascontiguousarray(checkpoint[source], np.float32)
        if matrix:
            writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, values)


def _tensors(layers: int) -> Iterator[tuple[str, str, bool]]:
    """llama.cpp's name of each tensor, BERT's, and whether it is a matrix to be quantised."""
    yield "token_embd.weight", "embeddings.word_embeddings.weight", True
    yield "position_embd.weight", "embeddings.position_embeddings.weight", False
    yield "token_types.weight", "embeddings.token_type_embeddings.weight", False
    yield "token_embd_norm.weight", "embeddings.LayerNorm.weight", False
    yield "token_embd_norm.bias", "embeddings.LayerNorm.bias", False
    for layer in range(layers):
        ours, theirs = f"encoder.layer.{layer}", f"blk.{layer}"
        for source, name in _LINEAR.items():
            yield f"{theirs}.{name}.weight", f"{ours}.{source}.weight", True
            yield f"{theirs}.{name}.bias", f"{ours}.{source}.bias", False
        for source, name in _NORMS.items():
            yield f"{theirs}.{name}.weight", f"{ours}.{source}.weight", False
            yield f"{theirs}.{name}.bias", f"{ours}.{source}.bias", False
