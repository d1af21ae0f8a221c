"""`edgelam models`, and models that cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edgelam.models.manifest import write_manifest
from tests.cli import Edgelam, assert_two_lines, edgelam
from tests.tiny_gguf import tiny_decoder, tiny_encoder

__all__ = ["edgelam"]


@pytest.fixture
def own() -> Path:
    """The person's models: a Caller in a folder, and a chat model."""
    folder = Path(os.environ["EDGELAM_HOME"]) / "models"
    (folder / "mine").mkdir(parents=True)
    tiny_encoder(folder / "mine" / "encoder.gguf")
    (folder / "mine" / "card.md").write_text("Made for a test.")
    write_manifest(
        folder / "mine", name="mine", role="caller", engine="llama", model="encoder.gguf", card="card.md"
    )
    tiny_decoder(folder / "chatty.gguf")
    return folder


def test_list_and_show(edgelam: Edgelam, own: Path) -> None:
    found = {model["name"]: model for model in edgelam("models", "list", "--json").json}
    assert (found["mine"]["role"], found["chatty"]["role"]) == ("caller", "any")
    assert "chatty" in edgelam("models", "list").out
    assert "Made for a test." in edgelam("models", "show", "mine").out
    assert edgelam("models", "show", "mine", "--json").json["card"] == "Made for a test."


def test_verify_names_what_changed(edgelam: Edgelam, own: Path) -> None:
    assert edgelam("models", "verify", "mine").code == 0
    with (own / "mine" / "encoder.gguf").open("ab") as file:
        file.write(b"!")
    assert_two_lines(edgelam("models", "verify", "mine"), 2)
    ended = edgelam("models", "verify", "--json")
    verdicts = {result["name"]: result["ok"] for result in ended.json}
    assert ended.code == 2
    assert (verdicts["mine"], verdicts["chatty"]) == (False, True)


def test_a_model_that_is_missing_broken_or_of_another_role(
    edgelam: Edgelam, own: Path, tmp_path: Path
) -> None:
    whole = (own / "chatty.gguf").read_bytes()
    truncated, garbage = tmp_path / "truncated.gguf", tmp_path / "garbage.gguf"
    truncated.write_bytes(whole[: len(whole) // 2])
    garbage.write_bytes(b"no model at all")
    for name in ("nothing", str(tmp_path / "none.gguf"), str(truncated), str(garbage), "mine", str(tmp_path)):
        assert_two_lines(edgelam("plan", "turn on wi-fi", "--planner", name), 2)
