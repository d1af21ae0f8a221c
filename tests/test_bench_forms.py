"""A shipped model's weights in both engines compute the same, and a form that is kept is what runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")
pytest.importorskip("gguf")

from bench.forms import Form, forget, keep, opened, write_forms  # noqa: E402
from bench.machine import machine  # noqa: E402
from edgelam.core.errors import StorageError  # noqa: E402
from edgelam.engines.llama import LlamaEncoder  # noqa: E402
from edgelam.engines.onnx import OnnxEncoder  # noqa: E402
from edgelam.models.registry import Model, open_model  # noqa: E402
from edgelam.run.measured import form_folder, measured_form  # noqa: E402
from edgelam.run.models import open_caller, open_encoder  # noqa: E402

TOKENS = [101, *range(2000, 2060), 102]


@pytest.fixture(scope="module")
def model() -> Model:
    return open_model("caller", "caller")


@pytest.fixture(scope="module")
def forms(model: Model, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Form]:
    return write_forms(model, tmp_path_factory.mktemp("forms"))


def test_the_same_weights_give_the_same_vectors_in_both_engines(model: Model, forms: dict[str, Form]) -> None:
    assert set(forms) == {"onnx float", "onnx int8", "llama float", "llama q8_0"}
    assert forms["onnx int8"].path == model.path
    with opened(forms) as encoders:
        vectors = {name: encoder.encode(TOKENS) for name, encoder in encoders.items()}
    exact = vectors["onnx float"]

    def cosine(name: str) -> float:
        lengths = np.linalg.norm(exact, axis=1) * np.linalg.norm(vectors[name], axis=1)
        return float(((exact * vectors[name]).sum(1) / lengths).min())

    assert cosine("llama float") > 0.9999
    assert cosine("llama q8_0") > 0.99 and cosine("onnx int8") > 0.97
    assert forms["llama q8_0"].path.stat().st_size < forms["llama float"].path.stat().st_size / 3


def test_a_kept_form_is_what_runs_until_it_is_forgotten(model: Model, forms: dict[str, Form]) -> None:
    folder = keep(model, forms["llama q8_0"], {"questions": 300})
    assert folder == form_folder(model)
    assert measured_form(model).path == folder / "model.gguf"
    for gpu_layers, kind in (("auto", LlamaEncoder), (0, OnnxEncoder)):
        encoder = open_encoder(model, gpu_layers=gpu_layers)  # type: ignore[arg-type]
        assert isinstance(encoder, kind)
        encoder.close()
    with open_caller():  # the heads lie beside the shipped file alone
        pass
    assert machine([model])["forms"] == {"caller": "llama"}
    keep(model, forms["llama q8_0"], {})  # again, over the one before
    assert [entry.name for entry in folder.parent.iterdir()] == [folder.name]
    forget(model)
    assert measured_form(model) == model and machine([model])["forms"] == {}
    forget(model)


def test_a_copy_of_the_users_own_stays_as_it_is(model: Model, forms: dict[str, Form], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in model.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    keep(model, forms["llama q8_0"], {})
    encoder = open_encoder(open_model("caller", str(copy)))
    assert isinstance(encoder, OnnxEncoder)
    encoder.close()


def test_a_form_that_cannot_be_written_is_said(
    model: Model, forms: dict[str, Form], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "file"))
    with pytest.raises(StorageError, match="cannot be written"):
        keep(model, forms["llama q8_0"], {})
