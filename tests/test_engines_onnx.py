"""The real ONNX Runtime on a tiny random encoder, and on files that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from edgelam.core.errors import ModelCorrupt, ModelMissing
from edgelam.engines.onnx import OnnxEncoder
from tests.engine_contract import EncoderContract
from tests.tiny_bert import HEADS, PLACES, WIDTH, WORDS, checkpoint

onnx_graph = pytest.importorskip("edgelam.train.onnx_graph")


@pytest.fixture(scope="module", params=[False, True], ids=["float", "int8"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("onnx") / "model.onnx"
    onnx_graph.write(checkpoint(), path, int8=request.param, heads=HEADS)
    return path


class TestOnnxEncoder(EncoderContract):
    unknown = WORDS

    @pytest.fixture
    def encoder(self, model: Path) -> Iterator[OnnxEncoder]:
        opened = OnnxEncoder(model, max_tokens=PLACES)
        yield opened
        opened.close()


def test_the_same_word_in_another_place_is_another_vector(model: Path) -> None:
    encoder = OnnxEncoder(model)
    vectors = encoder.encode([2, 9, 9, 3])
    assert encoder.native_ms > 0
    assert vectors.shape == (4, WIDTH)
    assert not np.allclose(vectors[1], vectors[2])


def test_int8_stays_close_to_float(tmp_path: Path) -> None:
    weights = checkpoint()
    for name, int8 in (("float", False), ("int8", True)):
        onnx_graph.write(weights, tmp_path / f"{name}.onnx", int8=int8, heads=HEADS)
    tokens = list(range(2, 20))
    exact, short = (OnnxEncoder(tmp_path / f"{name}.onnx").encode(tokens) for name in ("float", "int8"))
    cosines = (exact * short).sum(1) / np.linalg.norm(exact, axis=1) / np.linalg.norm(short, axis=1)
    assert cosines.min() > 0.98


def test_files_that_are_no_encoder(model: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        OnnxEncoder(tmp_path / "none.onnx")
    (tmp_path / "noise.onnx").write_bytes(b"\x00\x01 nothing")
    with pytest.raises(ModelCorrupt):
        OnnxEncoder(tmp_path / "noise.onnx")
    (tmp_path / "short.onnx").write_bytes(model.read_bytes()[:500])
    with pytest.raises(ModelCorrupt):
        OnnxEncoder(tmp_path / "short.onnx")
