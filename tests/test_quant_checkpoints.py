"""Encoder weights back from the files that were written of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from edgelam.core.errors import ModelCorrupt, ModelMissing, ModelRole
from edgelam.engines.onnx import OnnxEncoder
from tests.tiny_bert import HEADS, INNER, LAYERS, PLACES, WIDTH, WORDS, checkpoint
from tests.tiny_gguf import tiny_decoder

pytest.importorskip("onnx")
pytest.importorskip("gguf")

from gguf import GGMLQuantizationType  # noqa: E402

from edgelam.train.export_gguf import write_gguf  # noqa: E402
from edgelam.train.shape import Shape  # noqa: E402
from quant.checkpoints import read_checkpoint, read_shape  # noqa: E402
from quant.onnx_encoder import write  # noqa: E402

SHAPE = Shape(width=WIDTH, layers=LAYERS, heads=HEADS, inner=INNER, positions=PLACES)
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *(f"w{i}" for i in range(WORDS - 5))]


def places(weights: dict[str, np.ndarray]) -> np.ndarray:
    """Only this sum of two tables is ever used."""
    kinds = weights["embeddings.token_type_embeddings.weight"][0]
    return weights["embeddings.position_embeddings.weight"] + kinds


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray], tolerance: float) -> bool:
    apart = {"embeddings.token_type_embeddings.weight", "embeddings.position_embeddings.weight"}
    close = [np.allclose(one[name], other[name], atol=tolerance) for name in one.keys() - apart]
    return one.keys() == other.keys() and all(close) and np.allclose(places(one), places(other), atol=1e-6)


@pytest.mark.parametrize("kind", ["F32", "F16"])
def test_a_gguf_gives_its_weights_back(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "m.gguf"
    write_gguf(
        checkpoint(), VOCABULARY, path, name="tiny", kind=getattr(GGMLQuantizationType, kind), shape=SHAPE
    )
    assert same(checkpoint(), read_checkpoint(path), 0 if kind == "F32" else 1e-3)
    assert read_shape(path) == Shape(**{**SHAPE.__dict__, "epsilon": pytest.approx(SHAPE.epsilon)})


@pytest.mark.parametrize("kind", ["fp32", "int8", "int8-static"])
def test_an_onnx_graph_gives_its_weights_back(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "m.onnx"
    write(checkpoint(), path, kind, [[2, 9, 3]], heads=HEADS)
    assert same(checkpoint(), read_checkpoint(path), 0 if kind == "fp32" else 0.02)
    assert read_shape(path).heads == HEADS


def test_int8_weights_that_come_back_make_the_same_file(tmp_path: Path) -> None:
    write(checkpoint(), tmp_path / "a.onnx", "int8", heads=HEADS)
    write(read_checkpoint(tmp_path / "a.onnx"), tmp_path / "b.onnx", "int8", heads=HEADS)
    one, other = (OnnxEncoder(tmp_path / f"{name}.onnx").encode([2, 9, 3]) for name in "ab")
    assert np.array_equal(one, other)


def test_files_whose_weights_cannot_be_read(tmp_path: Path) -> None:
    write(checkpoint(), tmp_path / "four.onnx", "int4", heads=HEADS)
    (tmp_path / "noise.onnx").write_bytes(b"no model at all")
    with pytest.raises(ModelRole):
        read_checkpoint(tmp_path / "four.onnx")
    with pytest.raises(ModelRole):
        read_checkpoint(tiny_decoder(tmp_path / "decoder.gguf"))
    with pytest.raises(ModelCorrupt):
        read_checkpoint(tmp_path / "noise.onnx")
    with pytest.raises(ModelMissing):
        read_checkpoint(tmp_path / "nothing.onnx")
