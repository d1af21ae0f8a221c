"""Tiny GGUF models with random weights, for tests that run the real llama.cpp; under 1 MB each."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

CONTROL, USER_DEFINED, BYTE, NORMAL = 3, 4, 6, 1
CHAT_TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content | trim }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ["<|im_start|>", "<|im_end|>", "<|end|>"]
FUNCTIONAL = ["<el_1>", "<el_2>"]
WORDS = ["tap", "type", "scroll", "back", "the", "down", "text"]


def byte_symbols() -> list[str]:
    """GPT-2's printable stand-ins for the 256 bytes."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = iter(range(256, 512))
    return [chr(b) if b in plain else chr(next(rest)) for b in range(256)]


def _bpe(writer: gguf.GGUFWriter) -> int:
    tokens, merges = byte_symbols(), []
    for word in WORDS:
        for end in range(2, len(word) + 1):
            if word[:end] not in tokens:
                merges.append(f"{word[: end - 1]} {word[end - 1]}")
                tokens.append(word[:end])
    types = [NORMAL] * len(tokens)
    first = len(tokens)
    tokens += SPECIAL + FUNCTIONAL
    types += [CONTROL] * len(SPECIAL) + [USER_DEFINED] * len(FUNCTIONAL)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(first + 1)
    writer.add_bos_token_id(first)
    writer.add_add_bos_token(False)
    return len(tokens)


def _spm(writer: gguf.GGUFWriter) -> int:
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{b:02X}>" for b in range(256)), *FUNCTIONAL]
    types = [2, CONTROL, CONTROL, *[BYTE] * 256, *[USER_DEFINED] * len(FUNCTIONAL)]
    letters = ["\u2581", *map(chr, range(33, 127)), "s>", "</", *(f"\u2581{w}" for w in WORDS)]
    tokens += letters
    types += [NORMAL] * len(letters)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_scores([0.0] * 261 + [-float(i) for i in range(len(letters))])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    return len(tokens)


def tiny_decoder(
    path: Path, *, seed: int = 0, spm: bool = False, template: str | None = CHAT_TEMPLATE
) -> Path:
    """A llama of two layers, 64 wide, with a byte-level BPE (or SentencePiece) vocabulary of its own."""
    width, layers, heads, groups, inner = 64, 2, 4, 2, 128
    writer = gguf.GGUFWriter(path, "llama")
    vocabulary = _spm(writer) if spm else _bpe(writer)
    writer.add_context_length(8192)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(groups)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // heads)
    if template is not None:
        writer.add_chat_template(template)
    random = np.random.default_rng(seed)

    def put(name: str, *shape: int) -> None:
        writer.add_tensor(name, random.normal(0, 0.3, shape).astype(np.float32))

    put("token_embd.weight", vocabulary, width)
    writer.add_tensor("output_norm.weight", np.ones(width, np.float32))
    for i in range(layers):
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{i}.{norm}.weight", np.ones(width, np.float32))
        put(f"blk.{i}.attn_q.weight", width, width)
        put(f"blk.{i}.attn_k.weight", width // heads * groups, width)
        put(f"blk.{i}.attn_v.weight", width // heads * groups, width)
        put(f"blk.{i}.attn_output.weight", width, width)
        put(f"blk.{i}.ffn_gate.weight", inner, width)
        put(f"blk.{i}.ffn_up.weight", inner, width)
        put(f"blk.{i}.ffn_down.weight", width, inner)
    return _finish(writer, path)


def tiny_recurrent(path: Path, *, seed: int = 0) -> Path:
    """A mamba of two layers, 64 wide: one state for all that was read, so it can go on but not back."""
    width, inner, state, rank, kernel = 64, 128, 16, 4, 4
    writer = gguf.GGUFWriter(path, "mamba")
    vocabulary = _bpe(writer)
    writer.add_context_length(8192)
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(0)
    writer.add_head_count(0)
    writer.add_block_count(2)
    writer.add_ssm_conv_kernel(kernel)
    writer.add_ssm_inner_size(inner)
    writer.add_ssm_state_size(state)
    writer.add_ssm_time_step_rank(rank)
    writer.add_layer_norm_rms_eps(1e-5)
    random = np.random.default_rng(seed)

    def put(name: str, *shape: int) -> None:
        writer.add_tensor(name, random.normal(0, 0.3, shape).astype(np.float32))

    put("token_embd.weight", vocabulary, width)
    writer.add_tensor("output_norm.weight", np.ones(width, np.float32))
    for i in range(2):
        writer.add_tensor(f"blk.{i}.attn_norm.weight", np.ones(width, np.float32))
        put(f"blk.{i}.ssm_in.weight", 2 * inner, width)
        put(f"blk.{i}.ssm_conv1d.weight", inner, kernel)
        put(f"blk.{i}.ssm_conv1d.bias", inner)
        put(f"blk.{i}.ssm_x.weight", rank + 2 * state, inner)
        put(f"blk.{i}.ssm_dt.weight", inner, rank)
        put(f"blk.{i}.ssm_dt.bias", inner)
        decay = np.tile(-np.arange(1, state + 1, dtype=np.float32), (inner, 1))
        writer.add_tensor(f"blk.{i}.ssm_a", decay)
        writer.add_tensor(f"blk.{i}.ssm_d", np.ones(inner, np.float32))
        put(f"blk.{i}.ssm_out.weight", width, inner)
    return _finish(writer, path)


def tiny_adapter(path: Path, *, tensor: str = "blk.0.attn_q.weight", architecture: str = "llama") -> Path:
    """A LoRA adapter of rank 2 for a matrix of 64 times 64 of `tiny_decoder`; its alpha is 4."""
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", 4.0)
    random = np.random.default_rng(7)
    writer.add_tensor(f"{tensor}.lora_a", random.normal(0, 0.3, (2, 64)).astype(np.float32))
    writer.add_tensor(f"{tensor}.lora_b", random.normal(0, 0.3, (64, 2)).astype(np.float32))
    return _finish(writer, path)


def tiny_encoder(path: Path, *, seed: int = 0) -> Path:
    """A bert of one layer, 32 wide, 64 tokens long, with a vocabulary of 40."""
    width, inner = 32, 64
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_context_length(64)
    writer.add_embedding_length(width)
    writer.add_block_count(1)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(2)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.NONE)
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *(f"\u2581w{i}" for i in range(35))]
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types([CONTROL] * 5 + [NORMAL] * 35)
    writer.add_token_type_count(2)
    for name, token in (("bos", 2), ("eos", 3), ("sep", 3), ("pad", 0), ("unk", 1), ("mask", 4)):
        getattr(writer, f"add_{name}_token_id")(token)
    random = np.random.default_rng(seed)

    def put(name: str, *shape: int) -> None:
        writer.add_tensor(f"{name}.weight", random.normal(0, 0.3, shape).astype(np.float32))
        if name.startswith("blk"):
            writer.add_tensor(f"{name}.bias", np.zeros(shape[0], np.float32))

    put("token_embd", len(tokens), width)
    put("position_embd", 64, width)
    put("token_types", 2, width)
    for norm in ("token_embd_norm", "blk.0.attn_output_norm", "blk.0.layer_output_norm"):
        writer.add_tensor(f"{norm}.weight", np.ones(width, np.float32))
        writer.add_tensor(f"{norm}.bias", np.zeros(width, np.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        put(f"blk.0.{name}", width, width)
    put("blk.0.ffn_up", inner, width)
    put("blk.0.ffn_down", width, inner)
    return _finish(writer, path)


def _finish(writer: gguf.GGUFWriter, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
