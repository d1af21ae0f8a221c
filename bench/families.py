"""Tiny models with random weights of every family: its architecture, its chat template, its special tokens.

What they say is noise; what is done with it is what is done with the published models.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from edgelam.caller.dialects.base import KINDS

if TYPE_CHECKING:
    import gguf

_TEMPLATES = Path(__file__).parent / "templates"
_WORDS = 3000  # tokens of the vocabulary, special ones aside
_WIDTH, _LAYERS, _HEADS, _GROUPS, _INNER = 64, 2, 2, 1, 128
_CONTEXT = 8192
_SCALE = 0.3  # of the weights: large enough that every prompt is answered otherwise
_NORMAL, _UNKNOWN, _CONTROL, _DEFINED, _BYTE = 1, 2, 3, 4, 6

_CHATML = ("<|im_start|>", "<|im_end|>")
_GRANITE = ("<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>")
_PHI = ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>")
_GEMMA = ("<start_of_turn>", "<end_of_turn>")
_THINK = ("<think>", "</think>")
_CALL = ("<tool_call>", "</tool_call>")
_MISTRAL = ("[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_CALLS]")
_FUNCTION = tuple(f"<{at}_function_{of}>" for of in ("declaration", "call") for at in ("start", "end"))
# Merges by which an indent, or the marks between two names in JSON, are one token as in published models.
_PAIRS = (
    *("\u0120 \u0120", "\u0120\u0120 \u0120\u0120", "\u0120\u0120\u0120\u0120 \u0120\u0120\u0120\u0120"),
    *("\u0120 {", '\u0120{ "', '{ "', '" :', '\u0120 "', '" ,', '" }', "} }", "} ,", "\u0120 [", "] }"),
)
_FUNCTIONAL = (
    *(f"<a_{kind}>" for kind in KINDS),
    *(f"<el_{i}>" for i in range(1, 65)),
)


@dataclass(frozen=True)
class Family:
    """A model family in small. `begin` and `end` are among the control tokens."""

    name: str
    dialect: str  # its own way to write an action
    template: str  # a file of bench/templates without its ending, "" for none
    architecture: str
    control: tuple[str, ...]
    end: str
    begin: str = "<s>"
    defined: tuple[str, ...] = ()  # special tokens that llama.cpp also finds in ordinary text
    pieces: bool = False  # SentencePiece instead of byte-level BPE

    @property
    def chat_template(self) -> str:
        """Its source; "" for none."""
        return (_TEMPLATES / f"{self.template}.jinja").read_text("utf-8") if self.template else ""


FAMILIES = tuple(
    Family(*entry, **more)  # type: ignore[arg-type]
    for *entry, more in (
        ("qwen2.5", "hermes", "qwen2.5", "qwen2", _CHATML, "<|im_end|>", {"defined": _CALL}),
        ("qwen3", "hermes", "qwen3", "qwen3", _CHATML, "<|im_end|>", {"defined": (*_CALL, *_THINK)}),
        ("smollm3", "hermes", "smollm3", "llama", _CHATML, "<|im_end|>", {"defined": (*_CALL, *_THINK)}),
        ("granite4", "hermes", "granite4", "granite", _GRANITE, "<|end_of_text|>", {"defined": _CALL}),
        ("granite3", "granite3", "granite3", "granite", (*_GRANITE, "<|tool_call|>"), "<|end_of_text|>", {}),
        (
            "llama3",
            "llama3",
            "llama3",
            "llama",
            ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|python_tag|>"),
            "<|eot_id|>",
            {"begin": "<|begin_of_text|>"},
        ),
        ("gemma3", "gemma3", "gemma3", "gemma3", _GEMMA, "<end_of_turn>", {"begin": "<bos>", "pieces": True}),
        (
            "functiongemma",
            "functiongemma",
            "functiongemma",
            "gemma3",
            (*_GEMMA, *_FUNCTION),
            "<end_of_turn>",
            {"begin": "<bos>", "pieces": True, "defined": ("<escape>",)},
        ),
        (
            "lfm2",
            "lfm2",
            "lfm2",
            "lfm2",
            (*_CHATML, *(f"<|tool_{of}_{at}|>" for of in ("list", "call") for at in ("start", "end"))),
            "<|im_end|>",
            {},
        ),
        (
            "phi3.5",
            "plain",
            "phi3.5",
            "phi3",
            (*_PHI, "</s>", "<|endoftext|>"),  # llama.cpp looks for both in a vocabulary of this name
            "<|end|>",
            {"pieces": True},
        ),
        (
            "phi4-mini",
            "phi4",
            "phi4-mini",
            "phi3",
            (*_PHI, "<|tool|>", "<|/tool|>", "<|tool_call|>", "<|/tool_call|>"),
            "<|end|>",
            {},
        ),
        ("mistral-nemo", "mistral", "mistral-nemo", "llama", (*_MISTRAL, "</s>"), "</s>", {}),
        (
            "mistral-small",
            "mistral-args",
            "mistral-small",
            "llama",
            (*_MISTRAL, "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[ARGS]", "</s>"),
            "</s>",
            {},
        ),
        ("xlam2", "list", "xlam2", "qwen2", _CHATML, "<|im_end|>", {}),
        ("functional", "functional", "qwen2.5", "llama", _CHATML, "<|im_end|>", {"defined": _FUNCTIONAL}),
        ("bare", "plain", "", "llama", ("</s>",), "</s>", {}),
    )
)


def make_model(family: Family, path: Path, *, seed: int = 0) -> Path:
    """A GGUF of the family with random weights, about 2 MB."""
    import gguf

    writer = gguf.GGUFWriter(path, family.architecture)
    writer.add_name(f"{family.name} with random weights")
    size = (_add_pieces if family.pieces else _add_bytes)(writer, family)
    if family.template:
        writer.add_chat_template(family.chat_template)
    _add_sizes(writer, family.architecture)
    for name, values in _tensors(family.architecture, size, np.random.default_rng(seed)):
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@cache
def _words() -> tuple[list[str], list[str]]:
    """Tokens and merges: words, and what functions in JSON are made of."""
    from edgelam.reader.wordpiece import WordPiece
    from quant.words import build_vocabulary

    tokens, merges = build_vocabulary(WordPiece.shipped().tokens, _WORDS)
    pairs = [tuple(pair.split()) for pair in _PAIRS]
    known = set(tokens)
    return (
        [*tokens, *dict.fromkeys(a + b for a, b in pairs if a + b not in known)],
        [*(" ".join(pair) for pair in pairs), *merges],
    )


def _add_bytes(writer: gguf.GGUFWriter, family: Family) -> int:
    tokens, merges = _words()
    control = (family.begin, *family.control)
    every = [*tokens, *control, *family.defined]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(every)
    types = [_NORMAL] * len(tokens) + [_CONTROL] * len(control) + [_DEFINED] * len(family.defined)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    _add_ends(writer, every, family)
    return len(every)


def _add_pieces(writer: gguf.GGUFWriter, family: Family) -> int:
    words = [
        token.replace("\u0120", "\u2581") for token in _words()[0] if token.replace("\u0120", "").isascii()
    ]
    control = (family.begin, *family.control)
    raw = [f"<0x{byte:02X}>" for byte in range(256)]
    every = ["<unk>", *control, *family.defined, *raw, *words]
    special = len(every) - len(words) - len(raw)
    types = [_UNKNOWN, *[_CONTROL] * len(control), *[_DEFINED] * len(family.defined)]
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(every)
    writer.add_token_types(types + [_BYTE] * len(raw) + [_NORMAL] * len(words))
    writer.add_token_scores([0.0] * (special + len(raw)) + [-float(i) for i in range(len(words))])
    writer.add_add_space_prefix(not family.architecture.startswith("gemma"))
    _add_ends(writer, every, family)
    return len(every)


def _add_ends(writer: gguf.GGUFWriter, tokens: list[str], family: Family) -> None:
    writer.add_bos_token_id(tokens.index(family.begin))
    writer.add_eos_token_id(tokens.index(family.end))
    writer.add_add_bos_token(False)


def _add_sizes(writer: gguf.GGUFWriter, architecture: str) -> None:
    writer.add_context_length(_CONTEXT)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(_INNER)
    writer.add_head_count(_HEADS)
    # LFM2's layers without keys are convolutions: a state that cannot be cut back.
    writer.add_head_count_kv([0, _GROUPS] if architecture == "lfm2" else _GROUPS)
    writer.add_key_length(_WIDTH // _HEADS)
    writer.add_value_length(_WIDTH // _HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    if architecture == "gemma3":
        writer.add_sliding_window(64)
    if architecture == "lfm2":
        writer.add_shortconv_l_cache(3)
    if architecture == "granite":
        writer.add_logit_scale(8.0)
        writer.add_residual_scale(0.22)
        writer.add_embedding_scale(12.0)
        writer.add_attention_scale(0.25)


def _tensors(architecture: str, vocabulary: int, random: np.random.Generator) -> list[tuple[str, np.ndarray]]:
    found: list[tuple[str, np.ndarray]] = []

    def matrix(name: str, *shape: int) -> None:
        found.append((f"{name}.weight", random.normal(0, _SCALE, shape).astype(np.float32)))

    def ones(name: str, width: int = _WIDTH) -> None:
        found.append((f"{name}.weight", np.ones(width, np.float32)))

    head = _WIDTH // _HEADS
    keys = head * _GROUPS
    matrix("token_embd", vocabulary, _WIDTH)
    ones("token_embd_norm" if architecture == "lfm2" else "output_norm")
    for i in range(_LAYERS):
        at = f"blk.{i}."
        for norm in _norms(architecture):
            ones(at + norm)
        if architecture == "lfm2" and i == 0:
            matrix(f"{at}shortconv.conv", _WIDTH, 3)
            matrix(f"{at}shortconv.in_proj", 3 * _WIDTH, _WIDTH)
            matrix(f"{at}shortconv.out_proj", _WIDTH, _WIDTH)
        else:
            if architecture in ("qwen3", "gemma3", "lfm2"):
                ones(f"{at}attn_q_norm", head)
                ones(f"{at}attn_k_norm", head)
            if architecture == "phi3":
                matrix(f"{at}attn_qkv", _WIDTH + 2 * keys, _WIDTH)
            else:
                for name, width in (("q", _WIDTH), ("k", keys), ("v", keys)):
                    matrix(f"{at}attn_{name}", width, _WIDTH)
                    if architecture == "qwen2":
                        found.append((f"{at}attn_{name}.bias", random.normal(0, 1, width).astype(np.float32)))
            matrix(f"{at}attn_output", _WIDTH, _WIDTH)
        if architecture == "phi3":
            matrix(f"{at}ffn_up", 2 * _INNER, _WIDTH)
        else:
            matrix(f"{at}ffn_gate", _INNER, _WIDTH)
            matrix(f"{at}ffn_up", _INNER, _WIDTH)
        matrix(f"{at}ffn_down", _WIDTH, _INNER)
    return found


def _norms(architecture: str) -> tuple[str, ...]:
    more = ("post_attention_norm", "post_ffw_norm") if architecture == "gemma3" else ()
    return ("attn_norm", "ffn_norm", *more)
