"""`edgelam quant` on tiny models of random weights, with the real quantiser and the real engines."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest

from edgelam.models.registry import find, verify
from quant.search import Search, document, finish
from quant.workshop import Settings, Workshop
from tests.cli import Edgelam, assert_two_lines, edgelam
from tests.tiny_gguf import tiny_decoder

__all__ = ["edgelam"]

FEW = ("--steps", "3", "--calibration", "2", "--threads", "1", "--role", "caller")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tiny_decoder(tmp_path_factory.mktemp("model") / "tiny.gguf"))


@pytest.mark.device
def test_a_map_is_drawn_and_again_from_what_is_kept(edgelam: Edgelam, model: str, tmp_path: Path) -> None:
    words = (
        "quant",
        "map",
        model,
        *FEW,
        "--types",
        "q8_0,Q4_0",
        "--max-flips",
        "100%",
        "--out",
        str(tmp_path),
    )
    first = edgelam(*words, "--json")
    assert first.code == 0, first.err
    assert {"machine", "figures"} <= set(first.json) and "decisions" in first.err
    (role,) = first.json["roles"]
    assert (role["best"], role["inputs"]["n"]) == ("Q4_0", 3)
    assert Path(role["best_path"]).is_file()
    kept = (tmp_path / "tiny" / "measured.jsonl").read_bytes()
    again = edgelam(*words)
    assert "Q4_0" in again.out and "importances" not in again.err and "decisions" not in again.err
    assert (tmp_path / "tiny" / "measured.jsonl").read_bytes() == kept
    assert json.loads((tmp_path / "map.json").read_text())["roles"] == [role]
    assert "<svg" in (tmp_path / "map.html").read_text()


@pytest.mark.device
def test_a_search_finds_the_same_again_and_measures_only_the_best(model: str, tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        shop = Workshop(find(model), "caller", tmp_path, Settings(steps=2, calibration=2, threads=1))
        ticks = itertools.count()
        outcome = finish(shop, Search(shop, most_flips=1.0, seconds=2, now=lambda t=ticks: next(t)).run())  # type: ignore[misc]
        found.append(document(shop, outcome, 1.0, 0))
    first, again = found
    assert {tried["new"] for tried in first["tried"]} == {True}
    assert {tried["new"] for tried in again["tried"]} == {False}
    assert len(first["tried"]) == len(again["tried"])
    for same in ("path", "size", "type", "overrides", "agreement"):
        assert first["best"][same] == again["best"][same]
    assert {"machine", "figures"} <= set(again)
    folder = Path(again["best"]["path"]).parent
    verify(str(folder))
    assert "| flips |" in (folder / "card.md").read_text()


@pytest.mark.device
def test_one_is_written_and_compared(edgelam: Edgelam, model: str, tmp_path: Path) -> None:
    importances, small = tmp_path / "i.gguf", tmp_path / "small"
    gathered = edgelam("quant", "imatrix", model, "--calibration", "2", "--out", str(importances), "--json")
    assert gathered.code == 0 and gathered.json["tensors"] > 10, gathered.err
    words = ("--override", "attn_v=Q8_0", "--imatrix", str(importances), "--out", str(small), "--json")
    made = edgelam("quant", "run", model, "--type", "q4_0", *words)
    assert made.code == 0, made.err
    assert made.json["types"]["Q8_0"] >= 2 and "imatrix" in made.json["recipe"]
    compared = edgelam("quant", "compare", model, str(small), "--steps", "3", "--json")
    assert compared.code == 0, compared.err
    assert compared.json["inputs"]["n"] == 3 and {"machine", "figures"} <= set(compared.json)


@pytest.mark.device
def test_a_budget_that_nothing_meets_is_told_at_once(edgelam: Edgelam, model: str, tmp_path: Path) -> None:
    ended = edgelam("quant", "search", model, "--budget", "1KB", *FEW, "--out", str(tmp_path))
    assert ended.code == 2 and ended.out == ""
    assert [line.split(" ")[0] for line in ended.err.splitlines()[-2:]] == ["edgelam:", ""]
    least = int(re.findall(r"--budget (\d+)KB", ended.err)[0])
    assert 10 < least < Path(model).stat().st_size / 1e3


def test_what_cannot_be_done_is_one_line_and_a_hint(edgelam: Edgelam, model: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    spoiled = tmp_path / "spoiled.gguf"
    spoiled.write_bytes(Path(model).read_bytes()[:5000])
    goals = tmp_path / "goals.txt"
    goals.write_text("Turn on Wi-Fi\n")
    for words in (
        ("map", "nobody"),
        ("map", model, "--types", "Q9_9", "--out", out),
        ("map", str(spoiled), "--out", out),
        ("map", model, "--max-flips", "many", "--out", out),
        ("map", model, "--role", "driver", "--out", out),
        ("map", "caller", "--role", "planner", "--out", out),
        ("search", model, "--budget", "30 cows", "--out", out),
        ("run", model, "--type", "Q9_9", "--out", out),
        ("run", model, "--type", "Q4_0", "--override", "x=Q9", "--out", out),
        ("run", model, "--type", "Q4_0", "--imatrix", model, "--out", out),
        ("compare", "caller", "planner"),
        ("compare", "caller", "nobody"),
        ("compare", "caller", "caller", "--file", str(spoiled)),
        ("compare", "caller", "caller", "--file", str(goals)),
        ("compare", "caller", "caller", "--file", str(tmp_path / "none")),
        ("imatrix", model, "--calibration", "0"),
        ("convert", str(tmp_path)),
    ):
        assert_two_lines(edgelam("quant", *words), 2)
