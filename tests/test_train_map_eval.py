"""How good maps are, on files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from edgelam.core.errors import InputFileError
from edgelam.core.screen import Element
from edgelam.memory.atlas import Atlas
from edgelam.train.examples import Example, Gold
from edgelam.train.map_eval import evaluate_map, hint_figures
from tests.test_memory_appmap import COLORS, HOME, MENU, NOTES, SETTINGS


def transition(before: Sequence[Element], target: int, after: Sequence[Element]) -> dict[str, Any]:
    return {
        "package": "org.notes",
        "elements": [
            {"id": e.ref, "role": e.role, "text": e.text, "desc": e.desc, "rid": e.rid} for e in before
        ],
        "action": {"type": "tap", "target": target},
        "after": [line for e in after for line in (e.text or e.desc).split("\n")],
    }


def test_guesses_are_held_against_what_came(tmp_path: Path) -> None:
    path = tmp_path / "transitions.jsonl"
    rows = [
        transition(HOME, 2, MENU),  # guessed and right
        transition(MENU, 3, SETTINGS),  # guessed and right
        transition(SETTINGS, 1, MENU),  # guessed and wrong
        transition(COLORS, 1, SETTINGS),  # not guessed
        transition(COLORS, 1, COLORS),  # nothing came of it
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = evaluate_map(path)
    assert (found["n"], found["guessed"]) == (4, 3)
    assert [figure["value"] for figure in found["figures"]] == [0.75, pytest.approx(2 / 3, abs=1e-4)]


@pytest.mark.parametrize("text", ["no json", "{}\n", "[1]\n"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "transitions.jsonl"
    path.write_text(text)
    with pytest.raises(InputFileError):
        evaluate_map(path)


def test_hints_of_right_and_wrong_elements_are_counted() -> None:
    steps = [
        Example("count the words", (), HOME, Gold("tap", 2), app="notes"),  # its hint names it
        Example("count the words", (), HOME, Gold("tap", 1), app="notes"),  # the hint of another does
        Example("open the more options", (), HOME, Gold("tap", 2), app="notes"),  # its label does
        Example("count the words", (), HOME, Gold("done"), app="notes"),
    ]
    right, wrong = hint_figures(steps, Atlas({"notes": NOTES}))
    assert (right["value"], right["n"]) == (0.5, 2)
    assert (wrong["value"], wrong["n"]) == (pytest.approx(1 / 6, abs=1e-4), 6)
