"""The README names what there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli import ROOT, Edgelam, edgelam

__all__ = ["edgelam"]

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_commands_is_the_command_line(edgelam: Edgelam) -> None:
    described = re.findall(r"^\| `edgelam (\w+)", README, re.MULTILINE)
    listed = [
        line.split()[0]
        for line in edgelam("--help").out.partition("Commands:")[2].splitlines()
        if line.strip()
    ]
    assert described == listed


def test_every_option_named_beside_a_command_exists(edgelam: Edgelam) -> None:
    for line in README.splitlines():
        row = re.match(r"\| `edgelam (\w+)(?: (serve|latency))?", line)
        if row is None:
            continue
        words = [word for word in row.groups() if word]
        helped = edgelam(*words, "--help").out
        missing = [option for option in re.findall(r"--[a-z]+", line) if option not in helped]
        assert missing == [], line


def test_links_lead_to_files() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^    make (\w+)", README, re.MULTILINE) + re.findall(r"`make (\w+)`", README)
    assert {"demo", "test", "check"} <= set(named)
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_folders_named_in_the_table_exist() -> None:
    rows = re.findall(r"^\| (`[a-z_/]+`(?:, `[a-z_/]+`)*) \|", README, re.MULTILINE)
    for row in rows:
        names = re.findall(r"`([a-z_/]+)`", row)
        parents = [Path(), Path(names[0]).parent]
        assert all(any((ROOT / parent / name).is_dir() for parent in parents) for name in names), row
