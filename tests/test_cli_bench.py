"""`edgelam bench` as a person or a program meets it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.documents import read_document
from tests.cli import ROOT, Edgelam, edgelam
from tests.test_bench_traces import trace

__all__ = ["edgelam", "trace"]  # fixtures


@pytest.mark.parametrize(
    "words",
    [
        ("memory", "--steps", "2", "--runs", "0"),
        ("sustained", "--minutes", "0.002", "--steps", "2"),
        ("compare", "caller", "caller", "--steps", "2", "--rounds", "2"),
        ("backends", "--part", "decoder", "--part", "decoder", "--steps", "1"),
    ],
    ids=lambda words: words[0],
)
def test_json_is_one_document_with_machine_and_figures(
    edgelam: Edgelam, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = edgelam("bench", *words, "--json")
    assert ended.code == 0, ended.err
    path = tmp_path / "document.json"
    path.write_text(ended.out)
    found = read_document(path)
    assert (
        found.title == f"bench {words[0]}"
        and found.figures
        and found.command == shlex.join(["edgelam", "bench", *words, "--json"])
    )
    assert {"cpu", "cores", "threads", "build", "commit", "models"} <= set(found.machine)
    assert "Traceback" not in ended.err


def test_recorded_runs_are_measured_and_shown(edgelam: Edgelam, trace: Path) -> None:
    ended = edgelam("bench", "latency", "--trace", str(trace.parent), "--cold", "0")
    assert ended.code == 0, ended.err
    assert "engine overhead outside native calls p50" in ended.out
    assert "recorded decisions met again" in ended.out and ended.out.count("holds") >= 1


@pytest.mark.device
def test_ctrl_c_keeps_what_was_measured() -> None:
    words = ["bench", "sustained", "--minutes", "5", "--steps", "2", "--json"]
    child = subprocess.Popen(
        [sys.executable, "-c", f"import bench.sustained as s; s.WINDOW = 0.2\n{_RUN.format(words=words)}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with child:
        assert child.stderr is not None
        assert "minute 1" in child.stderr.readline()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    found = json.loads(out)
    assert found["interrupted"] is True and found["minutes"][0]["n"] > 0
    assert "Traceback" not in err


_RUN = "import edgelam.cli.app as a; a.main({words!r})"


def test_a_report_names_what_it_leaves_out(edgelam: Edgelam, tmp_path: Path) -> None:
    good, bad, page = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "out.html"
    good.write_text(edgelam("bench", "memory", "--steps", "1", "--runs", "0", "--json").out)
    bad.write_text("[]")
    ended = edgelam("bench", "report", str(good), str(bad), "--out", str(page))
    assert ended.code == 0 and str(bad) in ended.err and page.is_file()
    refused = edgelam("bench", "report", str(bad), "--strict")
    assert refused.code == 2 and str(bad) in refused.err and len(refused.err.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("latency", "--trials", "0"),
        ("latency", "--trace", "/nowhere"),
        ("sustained", "--minutes", "0"),
        ("memory", "--from", "/nowhere.jsonl", "--runs", "0"),
        ("compare", "caller", "/nowhere.gguf"),
        ("compare", "a.json", "b.json"),
        ("report", "/nowhere.json"),
        ("backends", "--steps", "0"),
        ("backends", "--part", "reader"),
        ("backends", "--part", "caller", "--decoder", "m.gguf"),
        ("backends", "--part", "decoder", "--decoder", "/nowhere.gguf"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_measured_is_one_line_and_a_hint(edgelam: Edgelam, words: tuple[str, ...]) -> None:
    ended = edgelam("bench", *words)
    assert (ended.code, ended.out) == (2, ""), ended
    lines = [line for line in ended.err.splitlines() if not line.startswith("left out: ")]
    assert len(lines) == 2 and lines[0].startswith("edgelam: "), ended.err
