"""Importing models that are on this machine: files, folders, stores of Ollama's."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from edgelam.core.errors import ModelCorrupt
from edgelam.models.manifest import MANIFEST, read_manifest, write_manifest
from edgelam.models.registry import SHIPPED, open_model, verify
from tests.cli import Edgelam, assert_two_lines, edgelam
from tests.tiny_gguf import tiny_decoder, tiny_encoder

__all__ = ["edgelam"]

APACHE = (
    "                                 Apache License\n                           Version 2.0, January 2004\n"
)


def own() -> Path:
    return Path(os.environ["EDGELAM_HOME"]) / "models"


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    return tiny_decoder(tmp_path / "Some Chat-Q8_0.gguf")


def test_a_gguf_is_copied_under_a_plain_name(edgelam: Edgelam, chat: Path) -> None:
    made = edgelam("models", "import", str(chat), "--json").json
    assert (made["name"], made["role"], made["source"]) == ("Some-Chat-Q8_0", "any", str(chat))
    content = chat.read_bytes()
    chat.unlink()
    model = open_model("planner", "Some-Chat-Q8_0", own())
    assert model.path.read_bytes() == content
    assert model.identity == made["sha256"] == hashlib.sha256(content).hexdigest()
    assert "Imported from" in edgelam("models", "show", "Some-Chat-Q8_0").out
    assert [path.name for path in (own() / ".incoming").iterdir()] == [".lock"]


def test_name_and_role_are_the_persons(edgelam: Edgelam, chat: Path) -> None:
    assert edgelam("models", "import", str(chat), "--name", "mine", "--role", "caller").code == 0
    assert read_manifest(own() / "mine").role == "caller"
    assert_two_lines(edgelam("plan", "turn on wi-fi", "--planner", "mine"), 2)


def test_a_link_copies_nothing_and_is_still_watched(edgelam: Edgelam, chat: Path) -> None:
    assert edgelam("models", "import", str(chat), "--name", "mine", "--link").code == 0
    model = open_model("caller", "mine", own())
    assert model.path.samefile(chat)
    with chat.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"!")
    with pytest.raises(ModelCorrupt):
        open_model("caller", "mine", own())


def test_a_link_to_another_disk_is_a_symbolic_one(
    edgelam: Edgelam, chat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    assert edgelam("models", "import", str(chat), "--name", "mine", "--link").code == 0
    assert open_model("caller", "mine", own()).path.resolve() == chat.resolve()
    assert edgelam("models", "remove", "mine", "--yes").code == 0
    assert chat.exists()


def test_a_name_that_is_taken_is_replaced_only_when_asked_for(
    edgelam: Edgelam, chat: Path, tmp_path: Path
) -> None:
    other = tiny_decoder(tmp_path / "other.gguf", seed=1)
    assert edgelam("models", "import", str(chat), "--name", "mine").code == 0
    ended = edgelam("models", "import", str(other), "--name", "mine")
    assert_two_lines(ended, 2)
    assert "--replace" in ended.err
    assert open_model("caller", "mine", own()).path.read_bytes() == chat.read_bytes()
    assert edgelam("models", "import", str(other), "--name", "mine", "--replace").code == 0
    assert open_model("caller", "mine", own()).path.read_bytes() == other.read_bytes()


def test_a_bad_import_leaves_the_good_model(edgelam: Edgelam, chat: Path, tmp_path: Path) -> None:
    assert edgelam("models", "import", str(chat), "--name", "mine").code == 0
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(chat.read_bytes()[:4000])
    assert_two_lines(edgelam("models", "import", str(bad), "--name", "mine", "--replace"), 2)
    verify("mine", own())


@pytest.mark.parametrize("shipped", ["caller", "planner"])
def test_a_folder_with_a_manifest_keeps_what_it_says(edgelam: Edgelam, shipped: str) -> None:
    made = edgelam("models", "import", str(SHIPPED / shipped), "--name", "copy", "--json").json
    before, after = read_manifest(SHIPPED / shipped), read_manifest(own() / "copy")
    assert after.model_copy(update={"name": shipped, "source": None}) == before
    assert (made["role"], made["kind"], made["licence"]) == (shipped, "pointing", "Apache-2.0")
    verify("copy", own())
    ended = edgelam("models", "import", str(SHIPPED / shipped))
    assert_two_lines(ended, 2)
    assert "ships" in ended.err


def test_a_folder_whose_files_changed_or_whose_role_is_another(
    edgelam: Edgelam, chat: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    tiny_encoder(folder / "e.gguf")
    write_manifest(folder, name="pointer", role="planner", engine="llama", model="e.gguf")
    assert_two_lines(edgelam("models", "import", str(folder), "--role", "caller"), 2)
    with (folder / "e.gguf").open("ab") as file:
        file.write(b"!")
    assert_two_lines(edgelam("models", "import", str(folder)), 2)
    (folder / "e.gguf").unlink()
    assert_two_lines(edgelam("models", "import", str(folder)), 2)
    (folder / MANIFEST).unlink()
    assert_two_lines(edgelam("models", "import", str(folder)), 2)
    assert not (own() / "pointer").exists()


def test_what_cannot_be_imported(edgelam: Edgelam, tmp_path: Path) -> None:
    loop, pipe, encoder = tmp_path / "loop", tmp_path / "pipe", tmp_path / "encoder.gguf"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    tiny_encoder(encoder)
    lone = Path(shutil.copy(SHIPPED / "caller" / "model.onnx", tmp_path / "lone.onnx"))
    for path in (loop, pipe, encoder, lone, tmp_path / "nothing"):
        assert_two_lines(edgelam("models", "import", str(path)), 2)
    for path in ("", "a\0b", "x" * 5000):
        assert_two_lines(edgelam("models", "import", path), 2)
    assert not [path for path in own().glob("*") if not path.name.startswith(".")]


def test_a_home_that_cannot_be_written(
    edgelam: Edgelam, chat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "file"))
    ended = edgelam("models", "import", str(chat))
    assert_two_lines(ended, 2)
    assert "EDGELAM_HOME" in ended.err


class Store:
    """A store as Ollama lays it out."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def blob(self, content: bytes) -> str:
        """Keep a blob; its digest."""
        digest = hashlib.sha256(content).hexdigest()
        (self.root / "blobs").mkdir(parents=True, exist_ok=True)
        (self.root / "blobs" / f"sha256-{digest}").write_bytes(content)
        return f"sha256:{digest}"

    def model(self, place: str, **layers: str) -> Path:
        """Keep a manifest. place: server/namespace/name/tag; layers: kind -> digest."""
        path = self.root / "manifests" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        described = [
            {"mediaType": f"application/vnd.ollama.image.{kind}", "digest": digest, "size": 1}
            for kind, digest in layers.items()
        ]
        path.write_text(json.dumps({"schemaVersion": 2, "layers": described}))
        return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "ollama"))
    return Store(tmp_path / "ollama")


def test_a_model_of_ollamas_is_copied_with_its_licence(edgelam: Edgelam, chat: Path, store: Store) -> None:
    weights, licence = store.blob(chat.read_bytes()), store.blob(APACHE.encode())
    template, params = store.blob(b"{{ .Prompt }}"), store.blob(b'{"stop": ["<|im_end|>"]}')
    store.model(
        "registry.ollama.ai/library/qwen3/0.6b",
        model=weights,
        template=template,
        license=licence,
        params=params,
    )
    made = edgelam("models", "import", "ollama://qwen3:0.6b", "--json").json
    assert (made["name"], made["licence"], made["source"]) == (
        "qwen3-0.6b",
        "apache-2.0",
        "ollama://qwen3:0.6b",
    )
    model = open_model("caller", "qwen3-0.6b", own())
    assert model.path.read_bytes() == chat.read_bytes()
    assert (model.folder / "licence.txt").read_text() == APACHE
    assert model.manifest is not None and model.manifest.source is not None
    assert model.manifest.source.revision == weights


@pytest.mark.parametrize(
    "place, reference",
    [
        ("registry.ollama.ai/library/tiny/latest", "ollama://tiny"),
        ("registry.ollama.ai/somebody/tiny/v1", "ollama://somebody/tiny:v1"),
        ("hf.co/acme/tiny-GGUF/Q8_0", "ollama://hf.co/acme/tiny-GGUF:Q8_0"),
    ],
)
def test_other_places_in_the_store(
    edgelam: Edgelam, chat: Path, store: Store, place: str, reference: str
) -> None:
    store.model(place, model=store.blob(chat.read_bytes()))
    assert edgelam("models", "import", reference, "--name", "mine", "--link").code == 0
    assert open_model("caller", "mine", own()).licence == "unknown"


def test_a_store_that_is_damaged_or_holds_something_else(edgelam: Edgelam, chat: Path, store: Store) -> None:
    good = chat.read_bytes()
    weights = store.blob(good)
    place = "registry.ollama.ai/library/tiny/latest"
    manifest = store.model(place, model=weights)
    blob = store.root / "blobs" / weights.replace(":", "-")

    def said() -> str:
        ended = edgelam("models", "import", "ollama://tiny")
        assert_two_lines(ended, 2)
        assert not (own() / "tiny-latest").exists()
        return ended.err

    blob.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert "hash differs" in said()
    blob.unlink()
    assert "no such file" in said()
    store.blob(good)
    for layers in ({}, {"adapter": weights, "model": weights}, {"model": "sha256:../../../etc/passwd"}):
        store.model(place, **layers)
        said()
    licence = store.blob(b"MIT License")
    store.model(place, model=weights, license=licence)
    (store.root / "blobs" / licence.replace(":", "-")).write_bytes(b"MIT Licence")
    assert "hash differs" in said()
    for content in ("", "[]", '{"layers": [3]}', '{"layers": {}}', "[" * 100_000):
        manifest.write_text(content)
        said()


def test_a_model_that_the_store_does_not_hold(edgelam: Edgelam, chat: Path, store: Store) -> None:
    store.model("registry.ollama.ai/library/tiny/latest", model=store.blob(chat.read_bytes()))
    ended = edgelam("models", "import", "ollama://other:1b")
    assert_two_lines(ended, 2)
    assert "ollama://tiny:latest" in ended.err
    for reference in ("ollama://", "ollama://../x", "ollama://a:b:c", "ollama://a/b/c/d", "ollama://a//b"):
        assert_two_lines(edgelam("models", "import", reference), 2)
