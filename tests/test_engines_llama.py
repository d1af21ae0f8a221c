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

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing, ModelRole
from edgelam.engines.formats import check_gguf
from edgelam.engines.library import borrow, ctrl_c_afterwards
from edgelam.engines.llama import LlamaDecoder, LlamaEncoder
from edgelam.engines.prefix import PrefixStore
from tests.engine_contract import EncoderContract, RestorableContract
from tests.tiny_gguf import tiny_adapter, tiny_decoder, tiny_encoder, tiny_recurrent

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


class TestRecurrent(RestorableContract):
    """A network that cannot go back is slower, never wrong."""

    @pytest.fixture
    def decoder(self, folder: Path) -> Iterator[LlamaDecoder]:
        opened = LlamaDecoder(tiny_recurrent(folder / "mamba.gguf"), threads=1, context=2048)
        yield opened
        opened.close()

    def test_it_says_that_it_cannot_go_back(self, decoder: LlamaDecoder) -> None:
        assert not decoder.can_cut
        assert decoder.branches == 0
        tokens = self.tokens(50)
        decoder.evaluate(tokens)
        assert (decoder.cached([*tokens, 5]), decoder.cached(tokens[:49])) == (50, 0)
        with pytest.raises(ModelError):
            decoder.evaluate_many(tokens, [[1], [2]])


@pytest.fixture(scope="module")
def window(folder: Path) -> Path:
    """A gemma3 that looks back 64 tokens in most layers."""
    shapes = pytest.importorskip("quant.shapes")
    shape = shapes.Shape("gemma3", 64, 6, 2, 1, 32, 128, 4096, window=64)
    path: Path = shapes.make(shape, folder / "gemma.gguf")
    return path


class TestWindow(RestorableContract):
    """Attention over a sliding window: llama.cpp keeps all of it here, so it can be cut."""

    @pytest.fixture
    def decoder(self, window: Path) -> Iterator[LlamaDecoder]:
        opened = LlamaDecoder(window, threads=1, context=2048)
        yield opened
        opened.close()

    def test_it_can_be_cut(self, decoder: LlamaDecoder) -> None:
        assert decoder.can_cut


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


def test_several_continuations_are_what_each_of_them_is(decoder: LlamaDecoder) -> None:
    prefix, runs = LONG[:100], [[5], [6, 7, 8], [9], [6, 7, 9]]
    alone = [decoder.evaluate([*prefix, *run]).copy() for run in runs]
    decoder.evaluate([3, 2, 1])
    for start in ([*prefix, 1, 2, 3], prefix, prefix[:50], [9]):
        decoder.evaluate(start)
        for row, right in zip(decoder.evaluate_many(prefix, runs), alone, strict=True):
            assert np.abs(row - right).max() < 0.05
        assert decoder.kept == tuple(prefix)


def test_the_continuation_that_is_gone_on_from_is_kept(decoder: LlamaDecoder) -> None:
    prefix, runs = LONG[:100], [[5, 4], [6, 7, 8]]
    right = decoder.evaluate([*prefix, 6, 7, 9]).copy()
    longer = decoder.evaluate([*prefix, 6, 7, 8, 1]).copy()
    decoder.evaluate([1])
    for tokens, cached, logits in (([6, 7, 9], 102, right), ([6, 7, 8, 1], 103, longer)):
        decoder.evaluate_many(prefix, runs)
        assert decoder.cached([*prefix, *tokens]) == cached
        assert np.abs(decoder.evaluate([*prefix, *tokens]) - logits).max() < 0.05
        assert decoder.kept == (*prefix, *tokens)


def test_continuations_that_do_not_fit_are_refused(decoder: LlamaDecoder) -> None:
    decoder.evaluate(LONG[:10])
    many = [[1]] * (decoder.branches + 1)
    for prefix, runs in (([1], []), ([1], [[]]), ([1], many), ([], [[1]]), ([1], [[decoder.vocabulary]])):
        with pytest.raises(ModelError):
            decoder.evaluate_many(prefix, runs)
    with pytest.raises(ModelError):
        decoder.evaluate_many([1] * (decoder.longest - 2), [[1, 2], [3, 4]])
    assert decoder.kept == tuple(LONG[:10])


def test_two_models_of_a_file_share_its_weights(tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "d.gguf")
    one, other = LlamaDecoder(path, threads=1), LlamaDecoder(path, threads=1)
    weights = borrow(path, causal=True)
    assert weights.users == 3
    right = one.evaluate(LONG[:20]).copy()
    assert np.array_equal(other.evaluate(LONG[:20]), right)
    one.close()
    one.close()
    assert weights.users == 2
    assert np.array_equal(other.evaluate(LONG[:20]), right)
    other.close()
    assert weights.handle
    weights.close()
    assert not weights.handle
    tiny_decoder(path, seed=9)
    changed = LlamaDecoder(path, threads=1)
    assert not np.allclose(changed.evaluate(LONG[:20]), right), "another file of that name is loaded anew"
    changed.close()


def merged(path: Path, out: Path, adapter: Path) -> Path:
    """The model with the adapter's product added to its weights: W + alpha / rank * B A."""
    data = bytearray(path.read_bytes())
    low = {t.name: t.data for t in GGUFReader(adapter).tensors}
    for name in {name.rpartition(".lora_")[0] for name in low}:
        tensor = check_gguf(path).tensors[name]
        where = slice(tensor.offset, tensor.offset + tensor.size)
        weights = np.frombuffer(bytes(data[where]), np.float32).reshape(tensor.shape[::-1])
        delta = low[f"{name}.lora_b"] @ low[f"{name}.lora_a"]
        data[where] = (weights + 4.0 / 2 * delta).astype(np.float32).tobytes()
    out.write_bytes(data)
    return out


def test_an_adapter_adds_what_numpy_adds(tmp_path: Path) -> None:
    path, adapter = tiny_decoder(tmp_path / "d.gguf"), tiny_adapter(tmp_path / "lora.gguf")
    plain, adapted, right = (
        LlamaDecoder(path, threads=1),
        LlamaDecoder(path, threads=1, adapter=adapter),
        LlamaDecoder(merged(path, tmp_path / "merged.gguf", adapter), threads=1),
    )
    bare, given, wanted = (decoder.evaluate(LONG[:50]) for decoder in (plain, adapted, right))
    assert np.abs(given - wanted).max() < 0.05 < np.abs(given - bare).max()
    assert np.array_equal(plain.evaluate(LONG[:50]), bare), (
        "roles over the same weights have their own adapters"
    )
    for decoder in (plain, adapted, right):
        decoder.close()


def test_adapters_that_do_not_fit_are_refused_before_llama_cpp_sees_them(tmp_path: Path) -> None:
    path, out = tiny_decoder(tmp_path / "d.gguf"), tmp_path / "lora.gguf"
    for options in (
        {"tensor": "blk.9.attn_q.weight"},
        {"tensor": "blk.0.attn_k.weight"},
        {"architecture": "bert"},
    ):
        with pytest.raises(ModelRole):
            LlamaDecoder(path, adapter=tiny_adapter(out, **options))
    with pytest.raises(ModelRole, match="not a LoRA adapter"):
        LlamaDecoder(path, adapter=path)
    data = tiny_adapter(out).read_bytes()
    out.write_bytes(data[:-200])
    with pytest.raises(ModelCorrupt):
        LlamaDecoder(path, adapter=out)
    out.write_bytes(data.replace(b"lora_b", b"lora_c"))
    with pytest.raises(ModelCorrupt, match="pairs"):
        LlamaDecoder(path, adapter=out)
    with pytest.raises(ModelMissing):
        LlamaDecoder(path, adapter=tmp_path / "nothing.gguf")


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
