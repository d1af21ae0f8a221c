"""A model is there whole or not at all, whatever happens in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from edgelam.core.errors import ModelError, StorageError
from edgelam.models.home import locked
from edgelam.models.install import copy, incoming, install, need_space, staging
from edgelam.models.manifest import write_manifest
from edgelam.models.registry import list_models, verify
from tests.tiny_gguf import tiny_decoder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "models"


def put(own: Path, *, seed: int, replace: bool = False) -> Path:
    """Install a model named chat whose weights depend on the seed."""
    with staging(own, "chat") as folder:
        tiny_decoder(folder / "chat.gguf", seed=seed)
        write_manifest(folder, name="chat", role="any", engine="llama", kind="generative", model="chat.gguf")
        return install(folder, own, replace=replace)


def names(own: Path) -> set[str]:
    return {model.name for model in list_models(own)} - {model.name for model in list_models()}


def test_what_is_being_put_together_is_no_model_yet(own: Path) -> None:
    with staging(own, "chat") as folder:
        tiny_decoder(folder / "chat.gguf")
        write_manifest(folder, name="chat", role="any", engine="llama", kind="generative", model="chat.gguf")
        assert names(own) == set()
    assert names(own) == set()
    assert not folder.exists()


def test_what_a_killed_process_left_is_no_harm(own: Path) -> None:
    left = incoming(own) / "chat"
    left.mkdir()
    (left / "half.gguf").write_bytes(b"GGUF")
    place = put(own, seed=0)
    assert sorted(path.name for path in place.iterdir()) == ["chat.gguf", "manifest.json"]


def test_a_process_killed_between_two_renames_loses_no_model(own: Path) -> None:
    place = put(own, seed=0)
    before = (place / "chat.gguf").read_bytes()
    place.rename(own / ".old-chat")  # as far as the killed process came
    with pytest.raises(ModelError, match="already"):
        put(own, seed=1)
    assert (place / "chat.gguf").read_bytes() == before
    place.rename(own / ".old-chat")
    put(own, seed=1, replace=True)
    (own / ".old-chat").mkdir()  # killed after the second rename
    put(own, seed=2, replace=True)
    assert sorted(path.name for path in own.iterdir()) == [".incoming", "chat"]
    verify("chat", own)


def test_two_processes_do_not_put_the_same_model_together(own: Path) -> None:
    with locked(incoming(own) / "chat.lock"), pytest.raises(ModelError, match="another process"):
        put(own, seed=0)
    put(own, seed=0)


def test_a_model_that_needs_more_than_there_is(own: Path) -> None:
    with pytest.raises(StorageError, match="are free"):
        need_space(incoming(own), 1 << 60)


def test_copying_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source = tmp_path / "a"
    source.write_bytes(b"x" * (5 << 19))
    copy(source, tmp_path / "b", lambda done, size: told.append((done, size)))
    assert (tmp_path / "b").read_bytes() == source.read_bytes()
    assert [done for done, _ in told] == [1 << 20, 2 << 20, 5 << 19]
    assert {size for _, size in told} == {5 << 19}
