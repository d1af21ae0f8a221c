"""Models at work in processes of their own: decisions, memory, and engines that break down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from edgelam.core.errors import ModelError
from edgelam.models.registry import find
from quant.judge import work
from quant.judge_worker import memory
from quant.measure import Measured, measure_each
from quant.samples import Samples, samples
from tests.tiny_gguf import tiny_decoder

pytestmark = pytest.mark.device


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    return samples("caller", tmp_path_factory.mktemp("inputs"), 4)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_decoder(tmp_path_factory.mktemp("model") / "m.gguf")


def test_what_a_process_started_counts() -> None:
    before = memory()
    child = "held = bytearray(b'x' * (64 << 20)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", child], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        during = memory()
        process.kill()
    if not before:
        pytest.skip("this system does not tell")
    assert during["peak"] - before["peak"] > 64 << 20
    assert during["anonymous"] - before["anonymous"] > 60 << 20


def test_a_model_agrees_with_itself_and_one_that_breaks_costs_its_own_row(
    tmp_path: Path, model: Path, inputs: Samples
) -> None:
    broken = find(str(tiny_decoder(tmp_path / "b.gguf")))
    broken.path.write_bytes(b"GGUF" + bytes(64))
    good = find(str(model))
    found = list(measure_each(good, [good, broken], inputs))
    assert isinstance(found[0], Measured) and isinstance(found[1], ModelError)
    agreement = found[0].agreement
    assert (agreement.n, agreement.flips, agreement.kl) == (4, 0, 0.0)


def test_onnx_runtime_decides_as_llama_cpp_does(tmp_path: Path, model: Path, inputs: Samples) -> None:
    onnx_decoder = pytest.importorskip("quant.onnx_decoder")
    onnx_decoder.convert(model, tmp_path / "onnx", "fp32")
    (found,) = measure_each(find(str(model)), [find(str(tmp_path / "onnx"))], inputs)
    assert isinstance(found, Measured), found
    assert found.agreement.flips == 0 and (found.agreement.kl or 0) < 1e-3


def test_other_weights_are_asked_the_same_and_decide_otherwise(
    tmp_path: Path, model: Path, inputs: Samples
) -> None:
    other = tiny_decoder(tmp_path / "o.gguf", seed=1)
    mine, theirs, again = work([model, other, model], inputs)
    assert [d.shares for d in mine.decisions] == [d.shares for d in again.decisions]
    assert [d.shares for d in mine.decisions] != [d.shares for d in theirs.decisions]
