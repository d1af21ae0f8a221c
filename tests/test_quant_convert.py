"""Checkpoints become GGUFs that the real llama.cpp computes and cuts text with as the originals do."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgelam.core.errors import InputFileError, UsageError
from edgelam.engines.formats import check_gguf
from edgelam.engines.llama import LlamaDecoder
from quant.convert import convert, stretched
from tests import tiny_hf

tokenizers = pytest.importorskip("tokenizers")

TEXTS = [
    "tap the text",
    " scroll down, then type 12345 back!\n\n  the  end",
    "it's THE 7:30 alarm \u00e9\u00e8 \u4f60\u597d \U0001f680 \t tabs",
    "<el_1>tap",
    "",
]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("llama", {}),
        ("llama", {"tied": False, "half": True, "rope_scaling": tiny_hf.LLAMA3_ROPE}),
        ("qwen2", {"tied": False}),
        ("qwen3", {"half": True}),
        ("gemma3", {"cut": "pieces", "rope_theta": 1e6, "sliding_window": 8}),
    ],
)
def test_the_converted_network_computes_the_same(tmp_path: Path, kind: str, options: dict[str, Any]) -> None:
    weights = tiny_hf.checkpoint(tmp_path / "hf", kind, **options)
    made = convert(tmp_path / "hf", tmp_path / "out.gguf", "f32")
    assert (made.size, list(made.written.types)) == (made.path.stat().st_size, ["F32"])
    tokens = [int(i) for i in np.random.default_rng(1).integers(1, 255, 40)]
    scaling = options.get("rope_scaling")
    factors = stretched(tiny_hf.HEAD, 10000.0, scaling).astype(np.float64) if scaling else None
    wanted = tiny_hf.logits(weights, kind, tokens, factors)
    with closing(LlamaDecoder(made.path, threads=1)) as decoder:
        assert decoder.template == tiny_hf.TEMPLATE
        found = np.array(decoder.evaluate(tokens), np.float64)
    # llama.cpp keeps keys and values in 16 bits.
    assert np.abs(found - wanted).max() < 0.01 * np.abs(wanted).max()
    assert int(found.argmax()) == int(wanted.argmax())


def test_llama_3_slows_only_slow_rotations() -> None:
    factors = stretched(64, 500_000.0, {**tiny_hf.LLAMA3_ROPE, "original_max_position_embeddings": 8192})
    assert factors[0] == 1.0
    assert factors[-1] == 8.0
    assert (np.diff(factors) >= 0).all()


@pytest.fixture(scope="module", params=[*tiny_hf.CUTS, "pieces"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The original tokenizer, and the converted one in llama.cpp."""
    folder = tmp_path_factory.mktemp(request.param)
    tiny_hf.checkpoint(folder, "gemma3" if request.param == "pieces" else "llama", cut=request.param)
    decoder = LlamaDecoder(convert(folder, folder / "out.gguf").path, threads=1)
    yield tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json")), decoder
    decoder.close()


@pytest.mark.parametrize("text", TEXTS)
def test_both_tokenizers_cut_alike(pair: Any, text: str) -> None:
    original, decoder = pair
    assert decoder.tokenize(text, special=True) == original.encode(text, add_special_tokens=False).ids


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="tapyexscrolbkhdwn 0123456789'\n.,-\u00e9\u4f60", max_size=40))
def test_both_tokenizers_cut_anything_alike(pair: Any, text: str) -> None:
    original, decoder = pair
    assert decoder.tokenize(text, special=True) == original.encode(text, add_special_tokens=False).ids


def test_marks_are_control_tokens_and_the_rest_is_filled_up(pair: Any) -> None:
    original, decoder = pair
    start = original.token_to_id("<|im_start|>")
    assert decoder.tokenize("<|im_start|>", special=True) == [start]
    assert start not in decoder.tokenize("<|im_start|>")
    assert decoder.end == original.token_to_id("<|im_end|>")
    assert decoder.vocabulary == original.get_vocab_size() + tiny_hf.UNUSED


def _spoiled(folder: Path, name: str, change: dict[str, Any]) -> None:
    path = folder / name
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("config.json", {"architectures": ["MambaForCausalLM"]}, "MambaForCausalLM"),
        ("config.json", {"hidden_size": "64"}, "hidden_size"),
        ("config.json", {"hidden_act": "gelu"}, "gelu"),
        ("config.json", {"rope_scaling": {"rope_type": "yarn"}}, "yarn"),
        ("config.json", {"vocab_size": 7}, "7 tokens"),
        ("tokenizer.json", {"model": {"type": "Unigram", "vocab": []}}, "Unigram"),
        ("tokenizer.json", {"pre_tokenizer": {"type": "Whitespace"}}, "cuts text"),
    ],
)
def test_what_is_not_known_is_refused(tmp_path: Path, name: str, change: dict[str, Any], words: str) -> None:
    tiny_hf.checkpoint(tmp_path / "hf", "llama")
    _spoiled(tmp_path / "hf", name, change)
    with pytest.raises(InputFileError, match=words):
        convert(tmp_path / "hf", tmp_path / "out.gguf")
    assert [path.name for path in tmp_path.iterdir()] == ["hf"]


def test_a_missing_file_and_a_wrong_type_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="no such file"):
        convert(tmp_path, tmp_path / "out.gguf")
    with pytest.raises(UsageError, match="q9"):
        convert(tmp_path, tmp_path / "out.gguf", "q9")


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=400), cut=st.integers(0, 4000))
def test_a_damaged_checkpoint_is_an_input_error(tmp_path_factory: Any, data: bytes, cut: int) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    tiny_hf.checkpoint(folder, "llama")
    path = folder / "model-0.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:cut] + data + whole[cut + len(data) : -1])
    with pytest.raises(InputFileError):
        convert(folder, folder / "out.gguf")


def test_16_bits_are_the_same_weights(tmp_path: Path) -> None:
    tiny_hf.checkpoint(tmp_path / "hf", "qwen3", half=True)
    for kind in ("f16", "bf16"):
        made = convert(tmp_path / "hf", tmp_path / f"{kind}.gguf", kind)
        assert list(made.written.types) == [kind.upper()]
        assert check_gguf(made.path).metadata["general.architecture"] == "qwen3"
