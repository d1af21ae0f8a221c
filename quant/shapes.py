"""GGUF models with random weights in the shapes of published ones: speed, where weights cannot be had.

    python -m quant.shapes qwen3-0.6b model.gguf

What such a model says is noise; what it costs is what the published model of that shape costs.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import gguf
import numpy as np

from edgelam.reader.wordpiece import WordPiece

from .words import build_vocabulary

CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_NORMAL, _CONTROL, _UNUSED = 1, 3, 5
_SCALE = 0.02  # of the weights; what published models are started with


@dataclass(frozen=True)
class Shape:
    """Sizes of a decoder, by llama.cpp's name of its architecture."""

    architecture: str
    width: int
    layers: int
    heads: int
    groups: int  # key and value heads
    head: int  # width of one
    inner: int
    vocabulary: int
    context: int = 8192
    rope: float = 10_000.0  # base of the rotary angles
    window: int = 0  # tokens of sliding attention; 0: full

    @property
    def body(self) -> int:
        """Weights that every token passes through, the embedding aside."""
        attention = self.width * self.head * 2 * (self.heads + self.groups)
        return self.layers * (attention + 3 * self.width * self.inner)


# The models' own config.json files; xLAM-2-1b is a Qwen2.5-1.5B.
SHAPES = {
    "smollm2-135m": Shape("llama", 576, 30, 9, 3, 64, 1536, 49_152, rope=100_000.0),
    "gemma3-270m": Shape("gemma3", 640, 18, 4, 1, 256, 2048, 262_144, rope=1e6, window=512),
    "qwen3-0.6b": Shape("qwen3", 1024, 28, 16, 8, 128, 3072, 151_936, rope=1e6),
    "llama3.2-1b": Shape("llama", 2048, 16, 32, 8, 64, 8192, 128_256, rope=500_000.0),
    "xlam2-1b": Shape("qwen2", 1536, 28, 12, 2, 128, 8960, 151_936, rope=1e6),
    "tiny": Shape("llama", 256, 2, 4, 2, 64, 512, 4096),
}


def make(shape: str | Shape, path: Path, *, vocabulary: Path | None = None, seed: int = 0) -> Path:
    """Write the model in 16 bits a weight; other types are made from it, see `quant.quantise`.

    vocabulary: a GGUF whose tokenizer is taken over; None: one of the same size is built from words.
    Raises KeyError for a shape that is not in SHAPES, ValueError for a vocabulary that is too large.
    """
    sizes = SHAPES[shape] if isinstance(shape, str) else shape
    writer = gguf.GGUFWriter(path, sizes.architecture)
    writer.add_name(f"{shape if isinstance(shape, str) else sizes.architecture} with random weights")
    _add_sizes(writer, sizes)
    if vocabulary is None:
        _add_words(writer, sizes.vocabulary)
    else:
        _copy_vocabulary(writer, vocabulary, sizes.vocabulary)
    writer.add_chat_template(CHATML)
    _add_tensors(writer, sizes, np.random.default_rng(seed))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_sizes(writer: gguf.GGUFWriter, sizes: Shape) -> None:
    writer.add_context_length(sizes.context)
    writer.add_embedding_length(sizes.width)
    writer.add_block_count(sizes.layers)
    writer.add_feed_forward_length(sizes.inner)
    writer.add_head_count(sizes.heads)
    writer.add_head_count_kv(sizes.groups)
    writer.add_key_length(sizes.head)
    writer.add_value_length(sizes.head)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(sizes.rope)
    writer.add_rope_dimension_count(sizes.head)
    if sizes.window:
        writer.add_sliding_window(sizes.window)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)


def _add_words(writer: gguf.GGUFWriter, size: int) -> None:
    tokens, merges = build_vocabulary(WordPiece.shipped().tokens, size - len(_SPECIAL))
    kinds = [_NORMAL] * len(tokens) + [_CONTROL] * len(_SPECIAL)
    first = len(tokens)
    tokens.extend(_SPECIAL)
    unused = size - len(tokens)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens + [f"[unused{i}]" for i in range(unused)])
    writer.add_token_types(kinds + [_UNUSED] * unused)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(first)
    writer.add_eos_token_id(first + 2)
    writer.add_add_bos_token(False)


def _copy_vocabulary(writer: gguf.GGUFWriter, path: Path, size: int) -> None:
    """The tokenizer of another file, filled up to `size` with tokens that no text makes."""
    fields = {k: f for k, f in gguf.GGUFReader(path).fields.items() if k.startswith("tokenizer.ggml.")}
    count = len(fields["tokenizer.ggml.tokens"].data)
    unused = size - count
    if unused < 0:
        raise ValueError(f"{path} has {count} tokens, the shape has room for {size}")
    more: dict[str, list[object]] = {
        "tokenizer.ggml.tokens": [f"[unused{i}]" for i in range(unused)],
        "tokenizer.ggml.token_type": [_UNUSED] * unused,
        "tokenizer.ggml.scores": [0.0] * unused,
    }
    for name, entry in fields.items():
        value = entry.contents()
        if isinstance(value, list):
            writer.add_array(name, value + more.get(name, []))
        else:
            writer.add_key_value(name, value, entry.types[0])


def _add_tensors(writer: gguf.GGUFWriter, sizes: Shape, random: np.random.Generator) -> None:
    def matrix(name: str, out: int, into: int) -> None:
        values = random.standard_normal((out, into), np.float32)
        writer.add_tensor(f"{name}.weight", (values * np.float32(_SCALE)).astype(np.float16))

    def ones(name: str, width: int) -> None:
        writer.add_tensor(f"{name}.weight", np.ones(width, np.float32))

    queries, keys = sizes.heads * sizes.head, sizes.groups * sizes.head
    matrix("token_embd", sizes.vocabulary, sizes.width)
    ones("output_norm", sizes.width)
    for i in range(sizes.layers):
        part = partial(f"blk.{i}.".__add__)
        for norm in ("attn_norm", "ffn_norm"):
            ones(part(norm), sizes.width)
        if sizes.architecture in ("qwen3", "gemma3"):
            ones(part("attn_q_norm"), sizes.head)
            ones(part("attn_k_norm"), sizes.head)
        if sizes.architecture == "gemma3":
            ones(part("post_attention_norm"), sizes.width)
            ones(part("post_ffw_norm"), sizes.width)
        matrix(part("attn_q"), queries, sizes.width)
        matrix(part("attn_k"), keys, sizes.width)
        matrix(part("attn_v"), keys, sizes.width)
        matrix(part("attn_output"), sizes.width, queries)
        if sizes.architecture == "qwen2":
            for name, width in (("attn_q", queries), ("attn_k", keys), ("attn_v", keys)):
                writer.add_tensor(f"{part(name)}.bias", np.zeros(width, np.float32))
        matrix(part("ffn_gate"), sizes.inner, sizes.width)
        matrix(part("ffn_up"), sizes.inner, sizes.width)
        matrix(part("ffn_down"), sizes.width, sizes.inner)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("path", type=Path)
    parser.add_argument("--vocabulary", type=Path, help="a GGUF whose tokenizer is taken over")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    make(given.shape, given.path, vocabulary=given.vocabulary, seed=given.seed)


if __name__ == "__main__":
    main()
