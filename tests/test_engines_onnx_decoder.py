"""A decoder in the real ONNX Runtime: kept state, refusals, being stopped."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing
from edgelam.engines.prefix import PrefixStore
from tests.engine_contract import RestorableContract
from tests.tiny_bert import HEADS, checkpoint
from tests.tiny_gguf import tiny_decoder

pytest.importorskip("onnx")

from edgelam.engines.onnx_decoder import OnnxDecoder  # noqa: E402
from quant import onnx_encoder  # noqa: E402
from quant.onnx_decoder import convert  # noqa: E402

LONG = [i % 200 + 1 for i in range(700)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decoder")
    convert(tiny_decoder(folder / "tiny.gguf"), folder / "model", "fp32")
    return folder / "model" / "model.onnx"


@pytest.fixture
def decoder(model: Path) -> Iterator[OnnxDecoder]:
    opened = OnnxDecoder(model, context=8192, threads=1)
    yield opened
    opened.close()


class TestOnnxDecoder(RestorableContract):
    @pytest.fixture
    def decoder(self, decoder: OnnxDecoder) -> OnnxDecoder:
        return decoder


def test_states_kept_on_disk_serve_another_decoder(decoder: OnnxDecoder, model: Path, tmp_path: Path) -> None:
    second = OnnxDecoder(model, threads=1)
    cold = decoder.evaluate(LONG).copy()
    decoder.evaluate(LONG[:500])
    PrefixStore("tiny", tmp_path / "states").remember(decoder)
    assert PrefixStore("tiny", tmp_path / "states").recall(second, LONG) == 500
    assert second.kept == tuple(LONG[:500])
    assert np.allclose(second.evaluate(LONG), cold, atol=0.05)
    second.close()


def test_ctrl_c_ends_an_evaluation_and_leaves_the_model_usable(decoder: OnnxDecoder) -> None:
    calm = decoder.evaluate(LONG).copy()
    tokens = (LONG * 12)[:8100]
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        while True:
            decoder.evaluate(tokens)
            decoder.evaluate([1])
    assert np.allclose(decoder.evaluate(LONG), calm, atol=0.05)


def test_a_vocabulary_of_another_model_is_refused(model: Path, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(model.read_bytes())
    with pytest.raises(ModelMissing):
        OnnxDecoder(tmp_path / "model.onnx")
    tiny_decoder(tmp_path / "vocabulary.gguf", spm=True)
    with pytest.raises(ModelCorrupt, match="vocabulary"):
        OnnxDecoder(tmp_path / "model.onnx")


def test_a_graph_that_is_no_decoder_is_refused(model: Path, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.gguf").write_bytes(model.with_name("vocabulary.gguf").read_bytes())
    onnx_encoder.write(checkpoint(), tmp_path / "model.onnx", "fp32", heads=HEADS)
    with pytest.raises(ModelCorrupt, match="decoder"):
        OnnxDecoder(tmp_path / "model.onnx")
    (tmp_path / "model.onnx").write_bytes(b"no graph at all")
    with pytest.raises(ModelCorrupt):
        OnnxDecoder(tmp_path / "model.onnx")


def test_a_state_of_another_length_is_refused(decoder: OnnxDecoder) -> None:
    decoder.evaluate(LONG[:20])
    state = decoder.snapshot()
    with pytest.raises(ModelError, match="fit"):
        decoder.restore(LONG[:21], state)
    assert decoder.kept == ()
