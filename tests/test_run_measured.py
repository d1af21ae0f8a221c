"""Which form of a model runs: the measured one, unless anything about it does not fit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edgelam.models.manifest import MANIFEST, write_manifest
from edgelam.models.registry import Model, open_model
from edgelam.run.measured import MADE_OF, MEASURED_ON, form_folder, measured_form, this_machine
from tests.tiny_gguf import tiny_decoder, tiny_encoder


@pytest.fixture
def model(tmp_path: Path) -> Model:
    folder = tmp_path / "mine"
    folder.mkdir()
    tiny_encoder(folder / "encoder.gguf")
    write_manifest(folder, name="mine", role="planner", engine="llama", model="encoder.gguf")
    return open_model("planner", str(folder))


@pytest.fixture
def form(model: Model) -> Path:
    folder = form_folder(model)
    folder.mkdir(parents=True)
    shutil.copy(model.path, folder / "model.gguf")
    settings = {MADE_OF: model.identity, MEASURED_ON: this_machine()}
    write_manifest(folder, name="mine", role="planner", engine="llama", model="model.gguf", settings=settings)
    return folder


def test_the_measured_form_runs(model: Model, form: Path) -> None:
    found = measured_form(model)
    assert (found.path, found.name, found.role) == (form / "model.gguf", "mine", "planner")


def test_without_one_the_model_runs(model: Model) -> None:
    assert measured_form(model) is model


def manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    """A change of the form's manifest."""

    def changed(folder: Path) -> None:
        known = json.loads((folder / MANIFEST).read_text())
        change(known)
        (folder / MANIFEST).write_text(json.dumps(known))

    return changed


def flip(folder: Path) -> None:
    data = bytearray((folder / "model.gguf").read_bytes())
    data[-1] ^= 1
    (folder / "model.gguf").write_bytes(data)


def generating(folder: Path) -> None:
    known = json.loads((folder / MANIFEST).read_text())["settings"]
    tiny_decoder(folder / "model.gguf")
    write_manifest(
        folder,
        name="mine",
        role="planner",
        engine="llama",
        kind="generative",
        model="model.gguf",
        settings=known,
    )


@pytest.mark.parametrize(
    "spoil",
    [
        manifest(lambda known: known["settings"].update({MADE_OF: "0" * 64})),
        manifest(lambda known: known["settings"].update({MEASURED_ON: "another processor, 512 cores"})),
        manifest(lambda known: known.pop("settings")),
        manifest(lambda known: known.update(engine="onnx")),
        flip,
        generating,
        lambda folder: (folder / "model.gguf").unlink(),
        lambda folder: (folder / MANIFEST).unlink(),
        lambda folder: (folder / MANIFEST).write_text("{"),
        lambda folder: (folder / MANIFEST).write_bytes(b"\xff\x00"),
        lambda folder: (shutil.rmtree(folder), folder.write_text("no folder")),
    ],
    ids=[
        "other weights",
        "another machine",
        "no settings",
        "another engine's file",
        "damaged",
        "another kind",
        "no model",
        "no manifest",
        "half a manifest",
        "noise",
        "a file",
    ],
)
def test_a_form_that_does_not_fit_counts_for_nothing(
    model: Model, form: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(form)
    assert measured_form(model) is model


def test_this_machine_is_said_the_same_every_time() -> None:
    assert this_machine() == this_machine() and this_machine().endswith("cores")
