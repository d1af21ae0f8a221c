"""Documents with figures, as JSON and as a table."""

from __future__ import annotations

import json

import pytest

from bench.figures import figure
from edgelam.cli.figures import show

RESULT = {
    "figures": [
        figure("caller p50", 12.34567, "ms", 40, at_most=20),
        figure("success", 0.5, "share", 8, at_least=0.85),
        figure("tokens", None, "tokens", 0),
    ],
    "machine": {"cpu": "one", "cores": 2, "libraries": {"numpy": "2"}},
}


def test_a_table_says_value_target_and_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    show(RESULT, as_json=False)
    head, fast, success, tokens, machine = capsys.readouterr().out.splitlines()
    assert head.split() == ["FIGURE", "VALUE", "UNIT", "N", "TARGET"]
    assert fast.split() == ["caller", "p50", "12.35", "ms", "40", "<=", "20", "holds"]
    assert success.split()[-1] == "MISSED"
    assert tokens.split() == ["tokens", "-", "tokens", "0"]
    assert machine == "cpu one, cores 2"


def test_json_is_the_whole_document(capsys: pytest.CaptureFixture[str]) -> None:
    show(RESULT, as_json=True)
    assert json.loads(capsys.readouterr().out) == RESULT
