"""`edgelam models`, and models that cannot be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from edgelam.models.manifest import write_manifest
from edgelam.models.references import hub_file
from tests.cli import ROOT, Edgelam, assert_two_lines, edgelam
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


def test_licence_and_source_are_listed(edgelam: Edgelam, own: Path) -> None:
    found = {model["name"]: model for model in edgelam("models", "list", "--json").json}
    assert (found["planner"]["licence"], found["planner"]["source"]) == ("Apache-2.0", "ships with edgelam")
    assert (found["chatty"]["licence"], found["chatty"]["source"]) == ("", "")
    line = next(line for line in edgelam("models", "list").out.splitlines() if line.startswith("chatty"))
    assert line.split()[-2:] == ["unknown", "-"]


def test_remove_takes_away_ones_own(edgelam: Edgelam, own: Path) -> None:
    size = sum(path.stat().st_size for path in (own / "mine").iterdir())
    assert edgelam("models", "remove", "mine", "--yes", "--json").json == {"removed": "mine", "freed": size}
    assert not (own / "mine").exists()
    assert edgelam("models", "remove", "chatty", "-y").code == 0
    assert [path.name for path in own.iterdir()] == [".incoming"]
    assert [path.name for path in (own / ".incoming").iterdir()] == [".lock"]


def test_remove_takes_away_what_is_broken(edgelam: Edgelam, own: Path) -> None:
    (own / "mine" / "manifest.json").write_text("{")
    assert edgelam("models", "remove", "mine", "--yes").code == 0


def test_remove_keeps_what_is_not_ones_own(edgelam: Edgelam, own: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("precious")
    (own / "link").symlink_to(outside)
    for name in ("caller", "planner", "nothing", "", ".", "..", "../outside", str(outside), "mine/../mine"):
        assert_two_lines(edgelam("models", "remove", name, "--yes"), 2)
    assert edgelam("models", "remove", "link", "--yes").code == 0
    assert (outside / "kept").read_text() == "precious"
    assert edgelam("models", "verify", "planner").code == 0


def test_remove_asks_and_nobody_there_is_a_no(edgelam: Edgelam, own: Path) -> None:
    ended = edgelam("models", "remove", "mine")
    assert_two_lines(ended, 4)
    assert "--yes" in ended.err
    assert (own / "mine").exists()


@pytest.mark.device
@pytest.mark.parametrize("answer", ["n", "y"])
def test_remove_asks_at_a_terminal(own: Path, answer: str) -> None:
    terminal = pexpect.spawn(
        sys.executable, ["-m", "edgelam", "models", "remove", "mine"], cwd=str(ROOT), timeout=30
    )
    terminal.expect_exact("mine? [y/N] ")
    terminal.sendline(answer)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert (terminal.exitstatus, (own / "mine").exists()) == ((0, False) if answer == "y" else (4, True))


def test_presets_by_role_and_memory(edgelam: Edgelam) -> None:
    found = edgelam("models", "presets", "--json").json
    names = [each["name"] for each in found]
    assert {"qwen3-0.6b", "functiongemma-270m", "xlam-2-1b", "smollm2-135m", "phi-4-mini"} <= set(names)
    assert len(set(names)) == len(names)
    assert [each["size_mb_about"] for each in found] == sorted(each["size_mb_about"] for each in found)
    for each in found:
        wanted = hub_file(each["file"])
        assert wanted.path.endswith(".gguf")
        assert each["accept_licence"] == (each["licence"] not in ("apache-2.0", "mit")), each
        assert each["tools"]
    small = edgelam("models", "presets", "--role", "planner", "--ram", "1500", "--json").json
    assert small and all(each["role"] in ("planner", "any") for each in small)
    assert all(each["ram_mb_about"] <= 1500 for each in small)
    assert "xlam-2-1b" in edgelam("models", "presets").out


def test_a_model_that_is_missing_broken_or_of_another_role(
    edgelam: Edgelam, own: Path, tmp_path: Path
) -> None:
    whole = (own / "chatty.gguf").read_bytes()
    truncated, garbage = tmp_path / "truncated.gguf", tmp_path / "garbage.gguf"
    truncated.write_bytes(whole[: len(whole) // 2])
    garbage.write_bytes(b"no model at all")
    for name in ("nothing", str(tmp_path / "none.gguf"), str(truncated), str(garbage), "mine", str(tmp_path)):
        assert_two_lines(edgelam("plan", "turn on wi-fi", "--planner", name), 2)
