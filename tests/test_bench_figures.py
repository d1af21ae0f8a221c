"""Figures and fingerprints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.figures import figure, percentile
from bench.machine import commit, machine


@pytest.mark.parametrize(
    ("value", "n", "bounds", "target", "holds"),
    [
        (3.0, 5, {"at_most": 4}, "<= 4", True),
        (5.0, 5, {"at_most": 4}, "<= 4", False),
        (0.9, 5, {"at_least": 0.95}, ">= 0.95", False),
        (0.9, 0, {"at_least": 0.5}, ">= 0.5", None),
        (None, 5, {"at_most": 4}, "<= 4", None),
        (float("nan"), 5, {"at_most": 4}, "<= 4", None),
        (7.0, 5, {}, None, None),
        (7.0, 5, {"at_least": 1, "at_most": 9}, "<= 9 and >= 1", True),
    ],
)
def test_a_figure_says_whether_it_holds(
    value: float | None, n: int, bounds: dict[str, float], target: str | None, holds: bool | None
) -> None:
    found = figure("x", value, "ms", n, **bounds)
    assert (found["target"], found["holds"]) == (target, holds)
    json.dumps(found, allow_nan=False)


def test_percentiles_are_samples() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([4], 0.0) == 4
    assert percentile([], 0.5) is None


def test_the_machine_is_described() -> None:
    found = machine()
    assert {"cpu", "cores", "ram_gb", "os", "python", "edgelam", "commit", "libraries", "models"} <= set(
        found
    )
    json.dumps(found)


def test_a_commit_is_read_from_loose_and_packed_refs(tmp_path: Path) -> None:
    assert commit(tmp_path) == ""
    (tmp_path / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "packed-refs").write_text("# pack-refs\nabc refs/heads/main\n")
    assert commit(tmp_path) == "abc"
    (tmp_path / "refs" / "heads").mkdir(parents=True)
    (tmp_path / "refs" / "heads" / "main").write_text("def\n")
    assert commit(tmp_path) == "def"
    worktree = tmp_path / "worktrees" / "other"
    worktree.mkdir(parents=True)
    (worktree / "HEAD").write_text("ref: refs/heads/main\n")
    (worktree / "commondir").write_text("../..\n")
    (tmp_path / "file").write_text(f"gitdir: {worktree}\n")
    assert commit(tmp_path / "file") == "def"
    (tmp_path / "HEAD").write_text("0123\n")
    assert commit(tmp_path) == "0123"
