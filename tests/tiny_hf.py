"""Tiny Hugging Face checkpoints with random weights, and what the networks compute, in numpy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.tiny_gguf import WORDS, byte_symbols

Array = NDArray[np.float64]
WIDTH, LAYERS, HEADS, GROUPS, HEAD, INNER, UNUSED = 64, 7, 4, 2, 16, 96, 5
QWEN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
LLAMA3 = QWEN.replace(r"\p{N}|", r"\p{N}{1,3}|", 1)
CUTS: dict[str, Any] = {
    "qwen2": {"Regex": QWEN},
    "llama3": {"Regex": LLAMA3},
    "smollm": None,
    "gpt2": None,
}
_ARCHITECTURES = {
    "llama": "LlamaForCausalLM",
    "qwen2": "Qwen2ForCausalLM",
    "qwen3": "Qwen3ForCausalLM",
    "gemma3": "Gemma3ForCausalLM",
}
TEMPLATE = "{% for m in messages %}<|im_start|>{{ m.content }}<|im_end|>{% endfor %}"
LLAMA3_ROPE = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}


def _bytewise(cut: str) -> dict[str, Any]:
    tokens, merges = byte_symbols(), []
    for word in [*WORDS, *(f"\u0120{word}" for word in WORDS)]:
        for end in range(2, len(word) + 1):
            if word[:end] not in tokens:
                merges.append([word[: end - 1], word[end - 1]])
                tokens.append(word[:end])
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
    split = {"type": "Split", "pattern": CUTS[cut], "behavior": "Isolated", "invert": False}
    steps = {
        "qwen2": [split, {**byte_level, "use_regex": False}],
        "llama3": [split, {**byte_level, "use_regex": False}],
        "smollm": [{"type": "Digits", "individual_digits": True}, {**byte_level, "use_regex": True}],
        "gpt2": [{**byte_level, "use_regex": True}],
    }[cut]
    model = {
        "type": "BPE",
        "vocab": {token: i for i, token in enumerate(tokens)},
        "merges": merges,
        "ignore_merges": cut == "llama3",
    }
    pre: dict[str, Any] = {"type": "Sequence", "pretokenizers": steps} if len(steps) > 1 else steps[0]
    return {"model": model, "pre_tokenizer": pre, "decoder": byte_level, "normalizer": None}


def _pieces() -> dict[str, Any]:
    tokens = ["<unk>", *(f"<0x{b:02X}>" for b in range(256)), "\u2581", *map(chr, range(33, 127))]
    for word in [*WORDS, *(f"\u2581{word}" for word in WORDS)]:
        tokens += [word[:end] for end in range(2, len(word) + 1) if word[:end] not in tokens]
    # As made from SentencePiece's pieces: every way to make a piece of two others, in the pieces' order.
    splits = [(token[:at], token[at:]) for token in tokens[257:] for at in range(1, len(token))]
    merges = [f"{left} {right}" for left, right in splits if left in tokens and right in tokens]
    model = {
        "type": "BPE",
        "unk_token": "<unk>",
        "fuse_unk": True,
        "byte_fallback": True,
        "vocab": {token: i for i, token in enumerate(tokens)},
        "merges": merges,
    }
    normalizer = {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}
    return {"model": model, "pre_tokenizer": None, "decoder": None, "normalizer": normalizer}


def tokenizer(cut: str) -> dict[str, Any]:
    """A tokenizer.json. cut: of CUTS, or pieces."""
    told = _pieces() if cut == "pieces" else _bytewise(cut)
    count = len(told["model"]["vocab"])
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    marks = [("<|im_start|>", True), ("<|im_end|>", True), ("<el_1>", False)]
    added = [
        {"id": count + i, "content": text, "special": special, **flags}
        for i, (text, special) in enumerate(marks)
    ]
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": added, **told}


def shapes(kind: str, words: int) -> dict[str, tuple[int, ...]]:
    """Of every parameter, by Hugging Face's names."""
    found: dict[str, tuple[int, ...]] = {
        "model.embed_tokens.weight": (words, WIDTH),
        "model.norm.weight": (WIDTH,),
    }
    for number in range(LAYERS):
        layer = f"model.layers.{number}."
        for name, rows in (("q", HEADS * HEAD), ("k", GROUPS * HEAD), ("v", GROUPS * HEAD)):
            found[f"{layer}self_attn.{name}_proj.weight"] = (rows, WIDTH)
            if kind == "qwen2":
                found[f"{layer}self_attn.{name}_proj.bias"] = (rows,)
        found[f"{layer}self_attn.o_proj.weight"] = (WIDTH, HEADS * HEAD)
        for name in ("gate", "up"):
            found[f"{layer}mlp.{name}_proj.weight"] = (INNER, WIDTH)
        found[f"{layer}mlp.down_proj.weight"] = (WIDTH, INNER)
        norms = ["input_layernorm", "post_attention_layernorm"]
        norms += ["pre_feedforward_layernorm", "post_feedforward_layernorm"] if kind == "gemma3" else []
        found.update({f"{layer}{norm}.weight": (WIDTH,) for norm in norms})
        if kind in ("qwen3", "gemma3"):
            found.update({f"{layer}self_attn.{name}_norm.weight": (HEAD,) for name in ("q", "k")})
    return found


def checkpoint(
    folder: Path, kind: str, *, cut: str = "qwen2", tied: bool = True, half: bool = False, **config: Any
) -> dict[str, NDArray[np.float32]]:
    """Write one in two files and give its weights. half: in bf16, else float32."""
    folder.mkdir(parents=True, exist_ok=True)
    told = tokenizer(cut)
    words = len(told["model"]["vocab"]) + len(told["added_tokens"]) + UNUSED
    sizes = shapes(kind, words) | ({} if tied else {"lm_head.weight": (words, WIDTH)})
    rng = np.random.default_rng(0)
    weights = {
        name: (rng.normal(0, 0.2, shape) + (kind != "gemma3" and len(shape) == 1 and "norm" in name)).astype(
            np.float32
        )
        for name, shape in sizes.items()
    }
    if half:
        weights = {name: (w.view(np.uint32) & 0xFFFF0000).view(np.float32) for name, w in weights.items()}
    names = list(weights)
    for part, own in enumerate((names[::2], names[1::2])):
        write_safetensors(folder / f"model-{part}.safetensors", {n: weights[n] for n in own}, half)
    facts = {
        "architectures": [_ARCHITECTURES[kind]],
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": GROUPS,
        "head_dim": HEAD,
        "intermediate_size": INNER,
        "vocab_size": words,
        "max_position_embeddings": 512,
        "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0,
        "tie_word_embeddings": tied,
        **config,
    }
    (folder / "config.json").write_text(json.dumps(facts))
    (folder / "tokenizer.json").write_text(json.dumps(told))
    settings = {"bos_token": None, "eos_token": {"content": "<|im_end|>"}, "chat_template": TEMPLATE}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    return weights


def write_safetensors(path: Path, weights: dict[str, NDArray[np.float32]], half: bool = False) -> None:
    """A file of them; half: in bf16, whose numbers are the upper halves."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, values in weights.items():
        data = (values.view(np.uint32) >> 16).astype("<u2").tobytes() if half else values.tobytes()
        kind = "BF16" if half else "F32"
        offsets = [len(body), len(body) + len(data)]
        header[name] = {"dtype": kind, "shape": list(values.shape), "data_offsets": offsets}
        body += data
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)


def logits(
    weights: dict[str, NDArray[np.float32]], kind: str, tokens: list[int], factors: Array | None = None
) -> Array:
    """Of the last token, as transformers would compute them. factors: slow rotations down, (head / 2,)."""
    w = {name.removeprefix("model."): values.astype(np.float64) for name, values in weights.items()}
    shift = 1.0 if kind == "gemma3" else 0.0
    x = w["embed_tokens.weight"][tokens] * (np.sqrt(WIDTH) if kind == "gemma3" else 1.0)

    def norm(values: Array, name: str) -> Array:
        scale = 1 / np.sqrt((values * values).mean(-1, keepdims=True) + 1e-5)
        return np.asarray(values * scale * (w[name] + shift))

    for number in range(LAYERS):
        layer = f"layers.{number}."
        mixed = _attention(w, layer, norm, norm(x, f"{layer}input_layernorm.weight"), kind, number, factors)
        if kind == "gemma3":
            x = x + norm(mixed, f"{layer}post_attention_layernorm.weight")
            inner = norm(x, f"{layer}pre_feedforward_layernorm.weight")
            x = x + norm(_mlp(w, layer, inner, kind), f"{layer}post_feedforward_layernorm.weight")
        else:
            x = x + mixed
            x = x + _mlp(w, layer, norm(x, f"{layer}post_attention_layernorm.weight"), kind)
    head = w.get("lm_head.weight", w["embed_tokens.weight"])
    return np.asarray(norm(x, "norm.weight")[-1] @ head.T)


def _mlp(w: dict[str, Array], layer: str, x: Array, kind: str) -> Array:
    gate = x @ w[f"{layer}mlp.gate_proj.weight"].T
    if kind == "gemma3":
        gate = 0.5 * gate * (1 + np.tanh(np.sqrt(2 / np.pi) * (gate + 0.044715 * gate**3)))
    else:
        gate = gate / (1 + np.exp(-gate))
    return np.asarray((gate * (x @ w[f"{layer}mlp.up_proj.weight"].T)) @ w[f"{layer}mlp.down_proj.weight"].T)


def _attention(
    w: dict[str, Array], layer: str, norm: Any, x: Array, kind: str, number: int, factors: Array | None
) -> Array:
    def projected(name: str, count: int) -> Array:
        out = x @ w[f"{layer}self_attn.{name}_proj.weight"].T + w.get(
            f"{layer}self_attn.{name}_proj.bias", 0.0
        )
        return np.asarray(out.reshape(len(x), count, HEAD).transpose(1, 0, 2))

    q, k, v = projected("q", HEADS), projected("k", GROUPS), projected("v", GROUPS)
    if kind in ("qwen3", "gemma3"):
        q, k = norm(q, f"{layer}self_attn.q_norm.weight"), norm(k, f"{layer}self_attn.k_norm.weight")
    local = kind == "gemma3" and number % 6 != 5
    base = 10000.0 if kind != "gemma3" or local else 1e6
    q, k = _rotated(q, base, factors), _rotated(k, base, factors)
    k, v = (np.repeat(part, HEADS // GROUPS, axis=0) for part in (k, v))
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(HEAD)
    places = np.arange(len(x))
    hidden = places[None, :] > places[:, None]
    if local:
        hidden |= places[:, None] - places[None, :] >= 8
    scores = np.where(hidden, -np.inf, scores)
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    mixed = (powers / powers.sum(-1, keepdims=True)) @ v
    return np.asarray(mixed.transpose(1, 0, 2).reshape(len(x), -1) @ w[f"{layer}self_attn.o_proj.weight"].T)


def _rotated(x: Array, base: float, factors: Array | None) -> Array:
    speeds = base ** (-np.arange(0, HEAD, 2) / HEAD)
    if factors is not None:
        speeds = speeds / factors
    angles = np.arange(x.shape[1])[:, None] * speeds
    cos, sin = np.cos(angles), np.sin(angles)
    left, right = x[..., : HEAD // 2], x[..., HEAD // 2 :]
    return np.concatenate([left * cos - right * sin, right * cos + left * sin], axis=-1)
