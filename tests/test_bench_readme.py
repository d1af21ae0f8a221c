"""The README's numbers are what the measured documents give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.documents import read_document
from bench.readme import BEGIN, END, RESULTS, ROOT, Row, documents, main, section, updated
from edgelam.core.errors import InputFileError

MACHINE = {"cpu": "A | Processor", "cores": 2, "os": "Linux 6"}
FIGURES = [
    {"name": "caller p50", "value": 6.25, "unit": "ms", "n": 59, "target": "<= 20", "holds": True},
    {"name": "caller p95", "value": 50, "unit": "ms", "n": 59, "target": "<= 40", "holds": False},
    {"name": "disk", "value": 42764109, "unit": "bytes", "n": 2, "target": "<= 4.8e+07", "holds": True},
    {"name": "energy", "value": None, "unit": "J", "n": 0, "target": None, "holds": None},
]


def put(folder: Path, name: str, **more: Any) -> None:
    folder.mkdir(exist_ok=True)
    whole = {"bench": "x", "machine": MACHINE, "figures": FIGURES, **more}
    (folder / f"{name}.json").write_text(json.dumps(whole), encoding="utf-8")


def test_the_readme_is_what_the_files_give() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert updated(text, section(documents())) == text, "run `python -m bench.readme`"


def test_every_kept_document_can_be_read_and_says_where_it_was_measured() -> None:
    for path in RESULTS.glob("*.json"):
        found = read_document(path)
        assert found.machine.get("cpu") and found.machine.get("commit"), path
        assert found.command, f"{path}: which command printed it?"


def test_a_row_tells_value_samples_target_machine_and_command(tmp_path: Path) -> None:
    put(tmp_path, "bench-x", command="edgelam bench x --json")
    rows = (
        Row("decision, p50 / p95", "bench-x", ("caller p50", "caller p95")),
        Row("none", "bench-y", ("a",)),
    )
    lines = section(documents(tmp_path), rows).splitlines()
    assert lines[0] == "Measured on: A | Processor, 2 cores, Linux 6."
    assert lines[4:] == [
        "| decision, p50 / p95 | 6.25 ms / 50 ms (n = 59) | <= 20 ms: holds; <= 40 ms: missed "
        "| `edgelam bench x --json` |"
    ]


def test_each_line_names_its_machine_where_there_are_several(tmp_path: Path) -> None:
    put(tmp_path, "one")
    put(tmp_path, "two", machine={**MACHINE, "cpu": "B"})
    lines = section(documents(tmp_path), ()).splitlines()
    assert lines[0] == "| what | value | target | machine | command |"
    assert "| A \\| Processor, 2 cores, Linux 6 |" in lines[2] and "| B, 2 cores, Linux 6 |" in lines[-1]


def test_a_document_without_rows_shows_what_has_a_target(tmp_path: Path) -> None:
    put(tmp_path, "other")
    text = section(documents(tmp_path), ())
    assert "| disk | 42.8 MB (n = 2) | <= 48 MB: holds |" in text.replace("42.76", "42.8")
    assert "energy" not in text and text.count("\n") == 6


def test_what_could_not_be_measured_is_said(tmp_path: Path) -> None:
    put(tmp_path, "bench-x")
    assert "| not measurable there |" in section(documents(tmp_path), (Row("e", "bench-x", ("energy",)),))
    assert section({}) == "Nothing has been measured yet."


def test_a_figure_that_is_gone_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, "bench-x")
    with pytest.raises(InputFileError, match="no figure 'gone'"):
        section(documents(tmp_path), (Row("x", "bench-x", ("gone",)),))


def test_the_section_is_replaced_and_checked(tmp_path: Path) -> None:
    put(tmp_path / "results", "other")
    readme, said = tmp_path / "README.md", []
    readme.write_text(f"# head\n\n{BEGIN}\nstale\n{END}\ntail\n", encoding="utf-8")

    def run(*words: str) -> int:
        return main(words, readme=readme, results=tmp_path / "results", say=said.append)

    assert run("--check") == 1 and len(said) == 1
    assert run() == 0 and run("--check") == 0
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"# head\n\n{BEGIN}\nMeasured on: ") and text.endswith(f"{END}\ntail\n")
    assert "stale" not in text


@pytest.mark.parametrize("text", ["", f"{END}\n{BEGIN}", f"{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_readme_without_its_place_is_refused(tmp_path: Path, text: str) -> None:
    readme, said = tmp_path / "README.md", []
    readme.write_text(text, encoding="utf-8")
    assert main((), readme=readme, results=tmp_path, say=said.append) == 2
    assert main((), readme=tmp_path / "none", results=tmp_path, say=said.append) == 2
    assert len(said) == 2 and readme.read_text(encoding="utf-8") == text
