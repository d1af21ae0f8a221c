"""Which processor a graph runs on, and what happens where the one that was asked for is not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from edgelam.core.errors import ModelError
from edgelam.engines import onnx_session
from edgelam.engines.onnx import OnnxEncoder
from edgelam.engines.onnx_session import agree, available
from tests.tiny_bert import HEADS, checkpoint

onnx_graph = pytest.importorskip("edgelam.train.onnx_graph")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("onnx") / "model.onnx"
    onnx_graph.write(checkpoint(), path, int8=False, heads=HEADS)
    return path


@pytest.mark.parametrize("providers", ["auto", *onnx_session.PROVIDERS])
def test_every_provider_gives_the_answer_of_the_cpu(model: Path, providers: str) -> None:
    """Where a build has none of them, the CPU answers: the same model works everywhere."""
    exact = OnnxEncoder(model).encode([2, 9, 9, 3])
    assert agree(exact, OnnxEncoder(model, providers=providers).encode([2, 9, 9, 3]))


def test_a_provider_that_nobody_knows_is_an_error(model: Path) -> None:
    with pytest.raises(ModelError, match="abacus"):
        OnnxEncoder(model, providers="abacus")


def test_the_cpu_is_always_there_and_comes_last() -> None:
    assert available()[-1] == "cpu"


@pytest.mark.skipif(
    "AzureExecutionProvider" not in onnxruntime.get_available_providers(),
    reason="this build has only the CPU",
)
def test_a_second_provider_is_used_only_when_its_answer_is_known(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real provider beside the CPU that leaves every operation to it stands in for an accelerator."""
    monkeypatch.setattr(
        onnx_session, "PROVIDERS", {"second": "AzureExecutionProvider", "cpu": onnx_session.CPU}
    )
    answers = iter([np.ones((2, 3)), np.ones((2, 3)), np.ones((2, 3)), -np.ones((2, 3))])
    right = onnx_session.open_session(model, 1, "auto", lambda session: next(answers))
    assert right.get_providers()[0] == "AzureExecutionProvider"
    wrong = onnx_session.open_session(model, 1, "auto", lambda session: next(answers))
    assert wrong.get_providers() == [onnx_session.CPU]


def test_answers_agree_up_to_half_precision() -> None:
    exact = np.random.default_rng(0).normal(0, 1, (4, 64)).astype(np.float32)
    assert agree(exact, exact.astype(np.float16).astype(np.float32))
    assert not agree(exact, exact[:, ::-1])
    assert not agree(exact, exact * np.float32(np.nan))
    assert not agree(exact, exact[:3])
