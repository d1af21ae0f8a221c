"""GGUF files given by path: their hash is kept at the first use and compared at every one after it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from edgelam.core.errors import ModelCorrupt, StorageError
from edgelam.models.manifest import sha256
from edgelam.models.pins import check_pin, forget, pinned
from edgelam.models.registry import open_model, verify
from tests.cli import ROOT, Edgelam, assert_two_lines, edgelam
from tests.tiny_gguf import tiny_decoder

__all__ = ["edgelam"]


def pins() -> Path:
    return Path(os.environ["EDGELAM_HOME"]) / "pins.json"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return tiny_decoder(tmp_path / "it's mine.gguf")


def change(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([byte ^ 1]))


def test_a_file_is_pinned_when_it_is_first_used(bare: Path) -> None:
    verify(str(bare))
    assert pinned(bare) == "", "looking at it is no use of it"
    model = open_model("caller", str(bare))
    assert pinned(bare) == model.sha256 == model.identity == sha256(bare)
    assert open_model("planner", str(bare)) == model
    assert json.loads(pins().read_text()) == {"format": 1, "files": {str(bare): model.sha256}}


def test_a_file_that_changed_is_refused_until_it_is_accepted(edgelam: Edgelam, bare: Path) -> None:
    open_model("caller", str(bare))
    change(bare)
    ended = edgelam("plan", "turn on wi-fi", "--planner", str(bare))
    assert_two_lines(ended, 2)
    assert "changed since it was first used" in ended.err
    said = ended.err.rpartition("accept it: ")[2]
    assert shlex.split(said) == ["edgelam", "models", "verify", str(bare), "--accept"]
    assert_two_lines(edgelam("models", "verify", str(bare)), 2)
    assert edgelam("models", "verify", str(bare), "--accept").code == 0
    assert open_model("caller", str(bare)).sha256 == sha256(bare)


def test_every_name_of_a_file_has_one_pin(bare: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.gguf"
    link.symlink_to(bare)
    open_model("caller", str(link))
    change(bare)
    with pytest.raises(ModelCorrupt):
        open_model("caller", str(bare))


def test_only_a_bare_gguf_can_be_accepted(edgelam: Edgelam, bare: Path) -> None:
    assert_two_lines(edgelam("models", "verify", "planner", "--accept"), 2)
    assert_two_lines(edgelam("models", "verify", "--accept"), 2)
    bare.write_bytes(bare.read_bytes()[:-5000])
    assert_two_lines(edgelam("models", "verify", str(bare), "--accept"), 2)


def test_verify_names_a_bare_model_that_changed(edgelam: Edgelam) -> None:
    own = Path(os.environ["EDGELAM_HOME"]) / "models"
    own.mkdir(parents=True)
    path = tiny_decoder(own / "chatty.gguf")
    open_model("caller", "chatty", own)
    change(path)
    verdicts = {result["name"]: result["ok"] for result in edgelam("models", "verify", "--json").json}
    assert verdicts["chatty.gguf"] is False
    assert edgelam("models", "remove", "chatty", "--yes").code == 0
    assert pinned(path) == ""


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": 9}', '{"files": {"a": 3}}', "[" * 100_000])
def test_damaged_pins_are_refused(bare: Path, content: str) -> None:
    pins().parent.mkdir(parents=True)
    pins().write_text(content)
    with pytest.raises(ModelCorrupt, match=r"pins\.json: damaged") as caught:
        open_model("caller", str(bare))
    assert "Remove it" in caught.value.hint


def test_a_home_that_cannot_be_written(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "file"))
    with pytest.raises(StorageError, match="cannot be written"):
        open_model("caller", str(bare))


def test_forgetting_leaves_the_others(bare: Path, tmp_path: Path) -> None:
    other = tiny_decoder(tmp_path / "other.gguf", seed=1)
    for path in (bare, other):
        check_pin(path, keep=True)
    forget(bare)
    forget(tmp_path / "never seen.gguf")
    assert (pinned(bare), pinned(other)) == ("", sha256(other))


_MANY = """
import sys
from pathlib import Path
from edgelam.models.pins import check_pin
for path in sys.argv[1:]:
    check_pin(Path(path), keep=True)
"""


@pytest.mark.device
def test_processes_that_pin_at_once_lose_nothing(tmp_path: Path) -> None:
    files = []
    for number in range(60):
        path = tmp_path / f"{number}.gguf"
        path.write_bytes(b"GGUF" + bytes([number]))
        files.append(path)
    shares = [files[:40], files[20:]]
    running = [
        subprocess.Popen([sys.executable, "-c", _MANY, *map(str, share)], cwd=ROOT) for share in shares
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    assert {path: pinned(path) for path in files} == {path: sha256(path) for path in files}
