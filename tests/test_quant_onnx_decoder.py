"""Decoders in ONNX Runtime compute what llama.cpp computes, for every architecture that can be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter

from edgelam.core.errors import ModelCorrupt, ModelMissing, ModelRole, UsageError
from edgelam.engines.llama import LlamaDecoder
from edgelam.models.registry import verify
from tests.tiny_decoders import tiny_model
from tests.tiny_gguf import tiny_decoder, tiny_encoder

pytest.importorskip("onnx")

import onnx  # noqa: E402

from edgelam.engines.onnx_decoder import OnnxDecoder  # noqa: E402
from quant import onnx_decoder  # noqa: E402
from quant.onnx_blocks import blocks_of_four_bits, unpack  # noqa: E402
from quant.onnx_decoder import convert  # noqa: E402

TOKENS = [i * 7 % 199 + 1 for i in range(400)]
LENGTHS = (1, 5, 299, 300, 200, 400)  # extending, rewinding, more than one chunk
NETWORKS = [
    ("llama", {}),
    ("llama", {"factors": True, "tied": False}),
    ("qwen2", {}),
    ("qwen3", {"head": 32}),
]


def logits(decoder: LlamaDecoder | OnnxDecoder) -> np.ndarray:
    found = np.stack([decoder.evaluate(TOKENS[:length]).copy() for length in LENGTHS])
    decoder.close()
    return found


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """The largest difference between logits, in units of their own spread."""
    return float(np.abs(one - other).max() / one.std())


@pytest.mark.parametrize(("architecture", "more"), NETWORKS)
def test_the_same_logits_as_llama_cpp(tmp_path: Path, architecture: str, more: dict[str, object]) -> None:
    source = tiny_model(tmp_path / "m.gguf", architecture, **more)  # type: ignore[arg-type]
    convert(source, tmp_path / "model", "fp32")
    ours = logits(OnnxDecoder(tmp_path / "model" / "model.onnx", threads=1))
    theirs = logits(LlamaDecoder(source, threads=1))
    assert apart(theirs, ours) < 0.03, "llama.cpp keeps keys and values in half precision"


@pytest.fixture
def rounded(tmp_path: Path) -> Iterator[Path]:
    """A model whose matrices are what four bits can say, so that writing them so changes nothing."""
    source = GGUFReader(tiny_model(tmp_path / "exact.gguf", "llama"))
    writer = GGUFWriter(tmp_path / "rounded.gguf", "llama")
    for name, field in source.fields.items():
        if not name.startswith("GGUF.") and name != "general.architecture":
            writer.add_key_value(name, field.contents(), field.types[0], field.types[-1])
    for tensor in source.tensors:
        data = np.array(tensor.data).reshape(tensor.shape[::-1])
        if data.ndim == 2 and tensor.name != "token_embd.weight":
            data = unpack(blocks_of_four_bits(data), data.shape[1])
        writer.add_tensor(tensor.name, data.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return tmp_path / "rounded.gguf"


@pytest.mark.parametrize("kind", ["int8", "int4"])
def test_quantised_graphs_stay_close(tmp_path: Path, rounded: Path, kind: str) -> None:
    convert(rounded, tmp_path / "float", "fp32")
    convert(rounded, tmp_path / "short", kind)
    exact, short = (
        logits(OnnxDecoder(tmp_path / name / "model.onnx", threads=1)) for name in ("float", "short")
    )
    assert 0 < apart(exact, short) < 0.5


def test_weights_of_a_quantised_gguf_are_taken_as_they_are(tmp_path: Path) -> None:
    source = GGUFReader(tiny_model(tmp_path / "exact.gguf", "qwen2"))
    writer = GGUFWriter(tmp_path / "q8.gguf", "qwen2")
    for name, field in source.fields.items():
        if not name.startswith("GGUF.") and name != "general.architecture":
            writer.add_key_value(name, field.contents(), field.types[0], field.types[-1])
    from gguf.quants import quantize

    kind = GGMLQuantizationType.Q8_0
    for tensor in source.tensors:
        data = np.array(tensor.data).reshape(tensor.shape[::-1])
        if data.ndim == 2:
            writer.add_tensor(tensor.name, quantize(data, kind), raw_dtype=kind)
        else:
            writer.add_tensor(tensor.name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    convert(tmp_path / "q8.gguf", tmp_path / "model", "fp32")
    theirs = logits(LlamaDecoder(tmp_path / "q8.gguf", threads=1))
    assert apart(theirs, logits(OnnxDecoder(tmp_path / "model" / "model.onnx", threads=1))) < 0.2


def test_tokens_are_llama_cpps_own(tmp_path: Path) -> None:
    source = tiny_decoder(tmp_path / "m.gguf", spm=True)
    convert(source, tmp_path / "model", "int8", name="tiny")
    assert (tmp_path / "model" / "vocabulary.gguf").stat().st_size < source.stat().st_size
    ours, theirs = OnnxDecoder(tmp_path / "model" / "model.onnx"), LlamaDecoder(source)
    for text in ("tap the 2nd text, é", "<s>a</s>", "<el_1> scroll", ""):
        for special in (False, True):
            tokens = theirs.tokenize(text, special=special)
            assert ours.tokenize(text, special=special) == tokens
            assert [ours.piece(t) for t in tokens] == [theirs.piece(t) for t in tokens]
    for name in ("template", "begin", "finish", "end", "vocabulary"):
        assert getattr(ours, name) == getattr(theirs, name)
    ours.close()
    theirs.close()


def test_a_converted_model_is_one_of_edgelams_own(tmp_path: Path) -> None:
    manifest = convert(tiny_model(tmp_path / "m.gguf", "qwen3"), tmp_path / "model", "int4", name="tiny")
    found = verify(str(tmp_path / "model"))
    assert (found.name, found.engine, found.kind, found.role) == ("tiny", "onnx", "generative", "any")
    assert {entry.name for entry in manifest.files} == {"model.onnx", "vocabulary.gguf"}


def test_weights_too_large_for_one_file_lie_beside_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tiny_model(tmp_path / "m.gguf", "llama")
    convert(source, tmp_path / "one", "fp32")
    monkeypatch.setattr(onnx_decoder, "_LARGEST", 10_000)
    for _ in range(2):  # writing again leaves nothing of the first time
        manifest = convert(source, tmp_path / "two", "fp32")
    sizes = {entry.name: entry.size for entry in manifest.files}
    assert sizes["model.onnx.data"] < (tmp_path / "one" / "model.onnx").stat().st_size
    one, two = (logits(OnnxDecoder(tmp_path / name / "model.onnx", threads=1)) for name in ("one", "two"))
    assert np.array_equal(one, two)
    assert onnx.load(str(tmp_path / "two" / "model.onnx"), load_external_data=False).graph.node


def test_networks_that_are_others_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRole, match="bert"):
        convert(tiny_encoder(tmp_path / "e.gguf"), tmp_path / "model")
    yarn = tmp_path / "yarn.gguf"
    tiny_model(yarn, "qwen2", scaling="yarn")
    with pytest.raises(ModelRole, match="scaling"):
        convert(yarn, tmp_path / "model")
    with pytest.raises(UsageError, match="int2"):
        convert(tiny_model(tmp_path / "m.gguf", "llama"), tmp_path / "model", "int2")  # type: ignore[arg-type]
    with pytest.raises(ModelMissing):
        convert(tmp_path / "nothing.gguf", tmp_path / "model")
    (tmp_path / "noise.gguf").write_bytes(b"no model at all")
    with pytest.raises(ModelCorrupt):
        convert(tmp_path / "noise.gguf", tmp_path / "model")
    assert not (tmp_path / "model").exists()
