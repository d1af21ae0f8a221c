"""A tokenizer.json as llama.cpp's vocabulary: tokens, merges or scores, types, marks; pure but for reading.

Two kinds are known: byte-level BPE (Llama 3, Qwen, SmolLM, GPT-2) and BPE over SentencePiece's pieces with
bytes to fall back on (Gemma, Llama 2). How text is cut before merging is recognised by its expression, not by
the model's name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf

from edgelam.core.errors import InputFileError

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6
_LETTERS = r"[^\r\n\p{L}\p{N}]?\p{L}+"
_REST = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_SHORT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
# llama.cpp's name of what cuts by this expression.
_EXPRESSIONS = {
    rf"{_SHORT}|{_LETTERS}|\p{{N}}{{1,3}}|{_REST}": "llama-bpe",
    rf"{_SHORT}|{_LETTERS}|\p{{N}}|{_REST}": "qwen2",
}
_NO_MERGES_FIRST = {
    "llama-bpe": "smaug-bpe"
}  # the same cuts where whole words are not looked up before merging


@dataclass(frozen=True)
class Vocabulary:
    """What `write` puts into a GGUF. begin, end, pad, unknown: token ids, None where there is none."""

    kind: str  # gpt2 or llama, as llama.cpp names its tokenizers
    cut: str
    tokens: tuple[str, ...]
    types: tuple[int, ...]
    merges: tuple[str, ...]
    scores: tuple[float, ...]
    space_first: bool
    begins: bool  # whether a text begins with `begin`
    ids: Mapping[str, int]  # bos, eos, pad, unk
    template: str

    def write(self, writer: gguf.GGUFWriter) -> None:
        """Add it to a file."""
        writer.add_tokenizer_model(self.kind)
        writer.add_tokenizer_pre(self.cut)
        writer.add_token_list(list(self.tokens))
        writer.add_token_types(list(self.types))
        if self.kind == "gpt2":
            writer.add_token_merges(list(self.merges))
        else:
            writer.add_token_scores(list(self.scores))
            writer.add_add_space_prefix(self.space_first)
        for name, token in self.ids.items():
            getattr(writer, f"add_{name}_token_id")(token)
        writer.add_add_bos_token(self.begins)
        if self.template:
            writer.add_chat_template(self.template)


def read_vocabulary(folder: Path, size: int, config: Mapping[str, Any]) -> Vocabulary:
    """The tokenizer of a checkpoint; unused tokens fill it up to `size`. Raises InputFileError."""
    told, settings = read_json(folder / "tokenizer.json"), read_json(folder / "tokenizer_config.json", {})
    model = told.get("model") or {}
    if model.get("type", "BPE") != "BPE" or "merges" not in model:
        raise InputFileError(
            f"{folder}: a tokenizer of type {model.get('type')} is not known",
            hint="BPE tokenizers can be converted.",
        )
    bytewise = not model.get("byte_fallback")
    added = {int(entry["id"]): entry for entry in told.get("added_tokens") or ()}
    tokens, types = _tokens(folder, model["vocab"], added, size, model.get("unk_token"), bytewise)
    merges = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
    ids = _marks(settings, config, {token: i for i, token in enumerate(tokens)})
    return Vocabulary(
        kind="gpt2" if bytewise else "llama",
        cut=_cut(folder, told, model) if bytewise else "default",
        tokens=tuple(tokens),
        types=tuple(types),
        merges=tuple(merges),
        scores=() if bytewise else tuple(_scores(tokens, model["merges"])),
        space_first=_space_first(told),
        begins=bool(settings.get("add_bos_token", _begins(told, ids))),
        ids=ids,
        template=_template(folder, settings),
    )


def read_json(path: Path, default: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object. Raises InputFileError; default: for a file that is not there."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if default is not None:
            return default
        raise InputFileError(f"{path}: there is no such file", hint="Give a checkpoint's folder.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputFileError(f"{path} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise InputFileError(f"{path} holds no object")
    return found


def _tokens(
    folder: Path,
    vocabulary: Mapping[str, int],
    added: Mapping[int, Mapping[str, Any]],
    size: int,
    unknown: str | None,
    bytewise: bool,
) -> tuple[list[str], list[int]]:
    own = {index: token for token, index in vocabulary.items()}
    own.update({index: str(entry["content"]) for index, entry in added.items()})
    if not own or min(own) < 0 or max(own) >= size:
        raise InputFileError(
            f"{folder}: the tokenizer has token {max(own, default=-1)}, the model {size} tokens"
        )
    tokens = [own.get(index, f"[PAD{index}]") for index in range(size)]
    types = []
    for index, token in enumerate(tokens):
        kind = NORMAL if index in own else UNUSED
        if index in added:
            kind = CONTROL if added[index].get("special") else USER_DEFINED
        if not bytewise and token == unknown:
            kind = UNKNOWN
        elif not bytewise and _is_byte(token):
            kind = BYTE
        if kind == USER_DEFINED and not bytewise:
            tokens[index] = token.replace("\u2581", " ")
        types.append(kind)
    return tokens, types


def _is_byte(token: str) -> bool:
    return len(token) == 6 and token.startswith("<0x") and token.endswith(">")


def _scores(tokens: Iterable[str], merges: Iterable[Any]) -> list[float]:
    """SentencePiece joins the pair whose piece scores highest: scores fall with the places of merges."""
    ranks: dict[str, int] = {}
    for place, merge in enumerate(merges):
        left, right = merge.split(" ", 1) if isinstance(merge, str) else merge
        ranks.setdefault(left + right, place)
    return [-float(ranks[token] + 1) if token in ranks else 0.0 for token in tokens]


def _cut(folder: Path, told: Mapping[str, Any], model: Mapping[str, Any]) -> str:
    """llama.cpp's name of how text is cut before merging."""
    steps = told.get("pre_tokenizer") or {}
    parts: list[dict[str, Any]] = [steps]
    if steps.get("type") == "Sequence":
        parts = steps.get("pretokenizers") or []
    kinds = [part.get("type") for part in parts]
    if kinds == ["ByteLevel"] and parts[0].get("use_regex", True):
        return "gpt-2"
    if (
        kinds == ["Digits", "ByteLevel"]
        and parts[0].get("individual_digits")
        and parts[1].get("use_regex", True)
    ):
        return "smollm"
    if kinds == ["Split", "ByteLevel"]:
        name = _EXPRESSIONS.get(str((parts[0].get("pattern") or {}).get("Regex")))
        if name:
            return name if model.get("ignore_merges") else _NO_MERGES_FIRST.get(name, name)
    raise InputFileError(
        f"{folder}: the tokenizer cuts text in a way that is not known here",
        hint="Tokenizers of Llama 3, Qwen 2 and 3, SmolLM, GPT-2, Gemma and Llama 2 are.",
    )


def _space_first(told: Mapping[str, Any]) -> bool:
    """Whether a text is read as if a space stood before it."""
    normalizer = told.get("normalizer") or {}
    steps = normalizer.get("normalizers") or [normalizer]
    cutter = told.get("pre_tokenizer") or {}
    prepends = cutter.get("type") == "Metaspace" and cutter.get("prepend_scheme", "always") != "never"
    return prepends or any(step.get("type") == "Prepend" for step in steps)


def _begins(told: Mapping[str, Any], ids: Mapping[str, int]) -> bool:
    """Whether the tokenizer itself puts the begin token before a text."""
    return "bos" in ids and str(ids["bos"]) in _special_ids(told.get("post_processor") or {})


def _special_ids(processor: Mapping[str, Any]) -> set[str]:
    parts = processor.get("processors") or [processor]
    return {
        str(token)
        for part in parts
        for special in (part.get("special_tokens") or {}).values()
        for token in special.get("ids", ())
    }


def _marks(
    settings: Mapping[str, Any], config: Mapping[str, Any], index: Mapping[str, int]
) -> dict[str, int]:
    """Ids of begin, end, padding and unknown tokens, by the tokenizer's word or else the model's."""
    found = {}
    for name in ("bos", "eos", "pad", "unk"):
        said = settings.get(f"{name}_token")
        text = said.get("content") if isinstance(said, dict) else said
        number = config.get(f"{name}_token_id")
        number = number[0] if isinstance(number, list) and number else number
        if isinstance(text, str) and text in index:
            found[name] = index[text]
        elif isinstance(number, int) and 0 <= number < len(index):
            found[name] = number
    return found


def _template(folder: Path, settings: Mapping[str, Any]) -> str:
    said = settings.get("chat_template")
    if isinstance(said, list):  # several, by name
        said = next((one.get("template") for one in said if one.get("name") == "default"), None)
    path = folder / "chat_template.jinja"
    if not isinstance(said, str) and path.is_file():
        return path.read_text(encoding="utf-8")
    return said if isinstance(said, str) else ""
