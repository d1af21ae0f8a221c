"""Models by name and by path, and refusals before any engine opens one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing, ModelRole
from edgelam.models.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from edgelam.models.registry import list_models, open_model, verify
from tests.tiny_gguf import tiny_decoder, tiny_encoder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's models: a Planner in a folder, and a bare chat model."""
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    tiny_encoder(folder / "encoder.gguf")
    (folder / "card.md").write_text("Made for a test.")
    write_manifest(
        folder,
        name="mine",
        role="planner",
        engine="llama",
        model="encoder.gguf",
        card="card.md",
        settings={"ask_below": 0.5},
    )
    tiny_decoder(tmp_path / "models" / "chatty.gguf")
    return tmp_path / "models"


def test_names_and_paths_lead_to_the_same_model(own: Path) -> None:
    model = open_model("planner", "mine", own)
    assert (model.name, model.engine, model.kind) == ("mine", "llama", "pointing")
    assert (model.card, model.path.name) == ("Made for a test.", "encoder.gguf")
    assert model.manifest is not None
    assert model.manifest.settings == {"ask_below": 0.5}
    assert model.size == model.path.stat().st_size + len("Made for a test.")
    for path in (own / "mine", own / "mine" / "encoder.gguf"):
        assert open_model("planner", str(path)) == model


def test_a_bare_gguf_fits_every_role(own: Path) -> None:
    for name in ("chatty", str(own / "chatty.gguf")):
        model = open_model("caller", name, own)
        assert (model.role, model.kind, model.manifest) == ("any", "generative", None)
        assert open_model("planner", name, own) == model


def test_models_are_listed(own: Path) -> None:
    (own / "broken.gguf").write_bytes(b"GGUF")
    assert {"mine", "chatty"} <= {model.name for model in list_models(own)}


def test_the_wrong_role_is_refused(own: Path) -> None:
    with pytest.raises(ModelRole, match="mine is a planner, not a caller"):
        open_model("caller", "mine", own)
    with pytest.raises(ModelRole):
        open_model("caller", str(tiny_encoder(own / "bare.gguf")))


@pytest.mark.parametrize("name", ["", "nothing", "../mine", "/no/such/file.gguf", ".", "mine/other.gguf"])
def test_what_is_not_there_is_missing(own: Path, name: str) -> None:
    with pytest.raises(ModelMissing) as caught:
        open_model("caller", name, own)
    assert "\n" not in str(caught.value)


def test_changed_and_cut_files_are_refused(own: Path) -> None:
    path = own / "mine" / "encoder.gguf"
    good = path.read_bytes()
    for bad in (good[:-1] + bytes([good[-1] ^ 1]), good[:-100], b""):
        path.write_bytes(bad)
        for check in (lambda: open_model("planner", "mine", own), lambda: verify("mine", own)):
            with pytest.raises(ModelCorrupt):
                check()
    path.unlink()
    with pytest.raises(ModelMissing):
        verify("mine", own)
    chatty = own / "chatty.gguf"
    chatty.write_bytes(chatty.read_bytes()[:5000])
    with pytest.raises(ModelCorrupt):
        open_model("caller", "chatty", own)


def test_an_onnx_file_needs_its_manifest(own: Path) -> None:
    (own / "lone.onnx").write_bytes(b"\0" * 100)
    with pytest.raises(ModelCorrupt):
        open_model("caller", str(own / "lone.onnx"))


def test_a_manifest_cannot_reach_out_of_its_folder(own: Path) -> None:
    raw = json.loads((own / "mine" / MANIFEST).read_text())
    for name in ("../../secret", "/etc/passwd", "a/b", ""):
        raw["files"][0]["name"] = name
        (own / "mine" / MANIFEST).write_text(json.dumps(raw))
        with pytest.raises(ModelCorrupt):
            read_manifest(own / "mine")


@given(text=st.one_of(st.binary(max_size=200), st.just(b"[" * 100_000), st.just(b'{"name": 1}')))
def test_any_other_manifest_is_refused_with_one_line(
    tmp_path_factory: pytest.TempPathFactory, text: bytes
) -> None:
    folder = tmp_path_factory.mktemp("m")
    (folder / MANIFEST).write_bytes(text)
    with pytest.raises(ModelError) as caught:
        read_manifest(folder)
    assert "\n" not in str(caught.value)


def test_a_manifest_names_files_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        write_manifest(tmp_path, name="x", role="caller", engine="onnx", model="none.onnx")


def test_shipped_models_are_whole() -> None:
    for model in list_models():
        assert verify(model.name) == model
        assert model.card, f"{model.name} has no card"
        assert isinstance(model.manifest, Manifest)
