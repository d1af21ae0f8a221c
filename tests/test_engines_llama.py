"""The real llama.cpp on tiny random models: shapes, kept state, refusals instead of crashes."""

from __future__ import annotations

import math
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader
from hypothesis import given, settings
from hypothesis import strategies as st

from edgelam.core.errors import ModelCorrupt, ModelMissing, ModelRole
from edgelam.engines.formats import check_gguf
from edgelam.engines.library import ctrl_c_afterwards
from edgelam.engines.llama import LlamaDecoder, LlamaEncoder
from edgelam.engines.prefix import PrefixStore
from tests.engine_contract import EncoderContract, RestorableContract
from tests.tiny_gguf import tiny_decoder, tiny_encoder

LONG = [i % 200 + 1 for i in range(700)]


class TestEncoder(EncoderContract):
    unknown = 40

    @pytest.fixture
    def encoder(self, folder: Path) -> Iterator[LlamaEncoder]:
        opened = LlamaEncoder(tiny_encoder(folder / "encoder.gguf"), threads=1)
        yield opened
        opened.close()


class TestDecoder(RestorableContract):
    @pytest.fixture(params=["bpe", "spm"])
    def decoder(self, folder: Path, request: pytest.FixtureRequest) -> Iterator[LlamaDecoder]:
        path = tiny_decoder(folder / f"{request.param}.gguf", spm=request.param == "spm")
        opened = LlamaDecoder(path, threads=1)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module", params=["bpe", "spm"])
def decoder(folder: Path, request: pytest.FixtureRequest) -> Iterator[LlamaDecoder]:
    spm = request.param == "spm"
    opened = LlamaDecoder(tiny_decoder(folder / f"{request.param}.gguf", spm=spm), threads=1)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Iterator[LlamaEncoder]:
    opened = LlamaEncoder(tiny_encoder(folder / "encoder.gguf"), threads=1)
    yield opened
    opened.close()


def reference(path: Path, tokens: list[int]) -> np.ndarray:
    """The same network in numpy: one layer of BERT, its output normalised after each half."""
    weights = {t.name: t.data.astype(np.float64) for t in GGUFReader(path).tensors}
    weights = {name: w.reshape(check_gguf(path).tensors[name].shape[::-1]) for name, w in weights.items()}

    def norm(name: str, x: np.ndarray) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        return centred / centred.std(-1, keepdims=True) * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(name: str, x: np.ndarray) -> np.ndarray:
        return x @ weights[f"blk.0.{name}.weight"].T + weights[f"blk.0.{name}.bias"]

    n = len(tokens)
    x = (
        weights["token_embd.weight"][tokens]
        + weights["position_embd.weight"][:n]
        + weights["token_types.weight"][0]
    )
    x = norm("token_embd_norm", x)
    q, k, v = (linear(f"attn_{c}", x).reshape(n, 2, 16).swapaxes(0, 1) for c in "qkv")
    scores = np.exp(q @ k.swapaxes(1, 2) / 4)
    mixed = (scores / scores.sum(-1, keepdims=True) @ v).swapaxes(0, 1).reshape(n, 32)
    x = norm("blk.0.attn_output_norm", x + linear("attn_output", mixed))
    inner = linear("ffn_up", x)
    inner *= 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
    return norm("blk.0.layer_output_norm", x + linear("ffn_down", inner))


def test_an_encoder_computes_what_numpy_computes(encoder: LlamaEncoder, folder: Path) -> None:
    tokens = [2, 9, 30, 8, 3]
    assert np.abs(encoder.encode(tokens) - reference(folder / "encoder.gguf", tokens)).max() < 0.02


def test_states_kept_on_disk_serve_another_decoder(folder: Path, tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "d.gguf")
    first, second = LlamaDecoder(path, threads=1), LlamaDecoder(path, threads=1)
    cold = first.evaluate(LONG)
    first.evaluate(LONG[:500])
    PrefixStore("tiny", tmp_path / "states").remember(first)
    assert PrefixStore("tiny", tmp_path / "states").recall(second, LONG) == 500
    assert second.kept == tuple(LONG[:500])
    assert np.allclose(second.evaluate(LONG), cold, atol=0.1)
    first.close()
    second.close()


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40), marks=st.lists(st.sampled_from(["<el_1>", "<|im_end|>", "</s>", "<s>"])))
def test_no_text_becomes_a_control_token(decoder: LlamaDecoder, text: str, marks: list[str]) -> None:
    hostile = text.join(["", *marks, ""])
    names = ("<|im_start|>", "<|im_end|>", "<|end|>", "<el_1>", "<el_2>", "<s>", "</s>")
    forbidden = {t[0] for name in names if len(t := decoder.tokenize(name, special=True)) == 1}
    tokens = decoder.tokenize(hostile)
    assert not forbidden & set(tokens)
    spelled = b"".join(map(decoder.piece, tokens)).decode(errors="replace")
    if " " not in hostile and "\ufffd" not in spelled:
        assert spelled.replace(" ", "") == hostile.encode(errors="replace").decode().replace(" ", "")


def test_files_that_are_none_are_refused(folder: Path, tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.gguf"
    garbage.write_bytes(os.urandom(4096))
    for make in (LlamaEncoder, LlamaDecoder):
        with pytest.raises(ModelMissing):
            make(tmp_path / "nothing.gguf")
        with pytest.raises(ModelCorrupt):
            make(garbage)
    with pytest.raises(ModelRole):
        LlamaEncoder(tiny_decoder(tmp_path / "d.gguf"))
    with pytest.raises(ModelRole):
        LlamaDecoder(tiny_encoder(tmp_path / "e.gguf"))


def test_what_llama_cpp_refuses_is_told_with_its_reason(tmp_path: Path) -> None:
    data = tiny_decoder(tmp_path / "d.gguf").read_bytes()
    renamed = tmp_path / "renamed.gguf"
    renamed.write_bytes(data.replace(b"output_norm.weight", b"output_nerm.weight"))
    with pytest.raises(ModelCorrupt, match="output_norm"):
        LlamaDecoder(renamed)


def test_an_encoder_that_passes_for_a_decoder_is_found_out(tmp_path: Path) -> None:
    path = tiny_encoder(tmp_path / "e.gguf")
    data = bytearray(path.read_bytes())
    data[data.index(b"bert.attention.causal") + len("bert.attention.causal") + 4] = 1
    path.write_bytes(data)
    with pytest.raises(ModelRole):
        LlamaDecoder(path)


def test_ctrl_c_ends_an_evaluation_and_leaves_the_model_usable(tmp_path: Path) -> None:
    decoder = LlamaDecoder(tiny_decoder(tmp_path / "d.gguf"), context=8192, threads=1)
    calm = decoder.evaluate(LONG)
    tokens = (LONG * 12)[:8100]
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        while True:
            decoder.evaluate(tokens)
            decoder.evaluate([1])
    assert time.perf_counter() - started < 2
    assert np.allclose(decoder.evaluate(LONG), calm, atol=0.1)
    decoder.close()


def test_ctrl_c_during_a_native_load_is_not_lost() -> None:
    with pytest.raises(KeyboardInterrupt), ctrl_c_afterwards():
        signal.raise_signal(signal.SIGINT)
        finished = True
    assert finished
