"""Tiny random decoders of several architectures as GGUFs, for parity between engines."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

from tests.tiny_gguf import CHAT_TEMPLATE, byte_symbols

WIDTH, LAYERS, HEADS, GROUPS, HEAD, INNER = 64, 2, 4, 2, 16, 128


def tiny_model(
    path: Path,
    architecture: str,
    *,
    seed: int = 0,
    tied: bool = True,
    factors: bool = False,
    head: int = HEAD,
    scaling: str = "",
) -> Path:
    """A llama, qwen2 or qwen3 with two layers. factors: rotations slowed one by one, as Llama 3 has them."""
    writer = gguf.GGUFWriter(path, architecture)
    tokens = [*byte_symbols(), "<|im_start|>", "<|im_end|>"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types([1] * 256 + [3, 3])
    writer.add_token_merges(["a b"])
    writer.add_bos_token_id(256)
    writer.add_eos_token_id(257)
    writer.add_chat_template(CHAT_TEMPLATE)
    writer.add_context_length(2048)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(GROUPS)
    writer.add_key_length(head)
    writer.add_value_length(head)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_dimension_count(head)
    writer.add_rope_freq_base(50_000.0)
    if scaling:
        writer.add_rope_scaling_type(gguf.RopeScalingType(scaling))
    random = np.random.default_rng(seed)

    def put(name: str, *shape: int) -> None:
        writer.add_tensor(name, random.normal(0, 0.2, shape).astype(np.float32))

    def put_norm(name: str, size: int) -> None:
        writer.add_tensor(f"{name}.weight", random.uniform(0.5, 1.5, size).astype(np.float32))

    put("token_embd.weight", len(tokens), WIDTH)
    put_norm("output_norm", WIDTH)
    if not tied:
        put("output.weight", len(tokens), WIDTH)
    if factors:
        writer.add_tensor("rope_freqs.weight", np.linspace(1, 8, head // 2).astype(np.float32))
    for i in range(LAYERS):
        block = f"blk.{i}."
        put_norm(block + "attn_norm", WIDTH)
        put_norm(block + "ffn_norm", WIDTH)
        for part, heads in (("q", HEADS), ("k", GROUPS), ("v", GROUPS)):
            put(f"{block}attn_{part}.weight", heads * head, WIDTH)
            if architecture == "qwen2":
                put(f"{block}attn_{part}.bias", heads * head)
            if architecture == "qwen3" and part != "v":
                put_norm(f"{block}attn_{part}_norm", head)
        put(block + "attn_output.weight", WIDTH, HEADS * head)
        put(block + "ffn_gate.weight", INNER, WIDTH)
        put(block + "ffn_up.weight", INNER, WIDTH)
        put(block + "ffn_down.weight", WIDTH, INNER)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
