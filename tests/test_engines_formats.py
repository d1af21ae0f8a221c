"""Structural checks: good files pass, anything cut, shifted or foreign is refused with one line."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing
from edgelam.engines.formats import check_gguf, check_onnx
from tests.tiny_gguf import tiny_decoder, tiny_encoder


@pytest.fixture(scope="module")
def gguf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_decoder(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


def field(number: int, value: int | bytes) -> bytes:
    """One protobuf field; lengths and values below 128."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def tiny_onnx(path: Path, **metadata: str) -> Path:
    """A model of one node, spelled in bytes: y = Identity(x)."""
    node = field(1, b"x") + field(2, b"y") + field(4, b"Identity")
    graph = field(1, node) + field(2, b"g") + field(11, field(1, b"x")) + field(12, field(1, b"y"))
    props = [field(14, field(1, k.encode()) + field(2, v.encode())) for k, v in metadata.items()]
    path.write_bytes(field(1, 8) + field(7, graph) + field(8, field(2, 17)) + b"".join(props))
    return path


@pytest.fixture(scope="module")
def onnx_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_onnx(tmp_path_factory.mktemp("onnx") / "tiny.onnx")


def test_a_gguf_tells_what_it_is(gguf_file: Path, tmp_path: Path) -> None:
    facts = check_gguf(gguf_file)
    assert (facts.architecture, facts.causal, facts.vocabulary) == ("llama", True, 282)
    assert facts.tensors["token_embd.weight"].shape == (64, 282)
    assert not check_gguf(tiny_encoder(tmp_path / "e.gguf")).causal


def test_an_onnx_tells_what_it_is(tmp_path: Path) -> None:
    facts = check_onnx(tiny_onnx(tmp_path / "a.onnx", role="caller"))
    assert (facts.nodes, facts.metadata) == (1, {"role": "caller"})


@pytest.mark.parametrize("check", [check_gguf, check_onnx])
@pytest.mark.parametrize(
    "content", [b"", b"GGUF", b"\0" * 64, b"GGUF" + b"\xff" * 64, b"<html>not found</html>"]
)
def test_garbage_is_refused(check: object, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "garbage"
    path.write_bytes(content)
    with pytest.raises(ModelCorrupt) as caught:
        check(path)  # type: ignore[operator]
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("check", [check_gguf, check_onnx])
def test_nothing_and_folders_are_missing(check: object, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(ModelMissing):
            check(path)  # type: ignore[operator]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 0.999))
def test_a_cut_gguf_is_refused(gguf_file: Path, tmp_path: Path, share: float) -> None:
    data = gguf_file.read_bytes()
    path = tmp_path / "cut.gguf"
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(ModelCorrupt):
        check_gguf(path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 0.999))
def test_a_cut_onnx_is_refused(onnx_file: Path, tmp_path: Path, share: float) -> None:
    data = onnx_file.read_bytes()
    path = tmp_path / "cut.onnx"
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(ModelCorrupt):
        check_onnx(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 12_000), value=st.integers(0, 255))
def test_a_changed_byte_is_refused_or_harmless(gguf_file: Path, tmp_path: Path, at: int, value: int) -> None:
    data = bytearray(gguf_file.read_bytes())
    data[at] = value
    path = tmp_path / "changed.gguf"
    path.write_bytes(data)
    try:
        facts = check_gguf(path)
    except ModelError:
        return
    assert all(t.offset + t.size <= len(data) for t in facts.tensors.values())


def test_vocabularies_that_would_end_llama_cpp_are_refused(gguf_file: Path, tmp_path: Path) -> None:
    good = gguf_file.read_bytes()
    path = tmp_path / "tokens.gguf"
    for old, new in ((b"<el_1>", b"<el_2>"), (b"<el_1>", b"<el_\xff>"), (b"scroll", b"scro\0\0")):
        path.write_bytes(good.replace(old, new))
        with pytest.raises(ModelCorrupt, match="token"):
            check_gguf(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [("llama.block_count", 0), ("llama.attention.head_count", 0), ("llama.embedding_length", 1 << 31)],
)
def test_counts_that_would_break_llama_cpp_are_refused(
    gguf_file: Path, tmp_path: Path, key: str, value: int
) -> None:
    data = bytearray(gguf_file.read_bytes())
    at = data.index(key.encode()) + len(key) + 4
    struct.pack_into("<I", data, at, value)
    path = tmp_path / "counts.gguf"
    path.write_bytes(data)
    with pytest.raises(ModelCorrupt, match=key.rpartition(".")[2]):
        check_gguf(path)
