"""Reading files of caller steps, and telling recorded steps with other words."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from edgelam.core.errors import InputFileError
from edgelam.train.augment import entities, varied
from edgelam.train.examples import Example, Gold, caller_steps
from tests.caller_world import element

ROW: dict[str, Any] = {
    "id": "t_0",
    "source": "x",
    "app": "notes",
    "goal": "add tea",
    "history": ["open app notes"],
    "elements": [
        {
            "id": 0,
            "role": "input",
            "text": "Name",
            "desc": "",
            "rid": "the name",
            "checked": None,
            "bounds": None,
        },
        {
            "id": 1,
            "role": "button",
            "text": "go back",
            "desc": "",
            "rid": "",
            "checked": None,
            "bounds": None,
        },
    ],
    "gold": {"action": "type", "target": 0, "text": "tea"},
}


def test_rows_become_examples_without_the_back_stand_in(tmp_path: Path) -> None:
    path = tmp_path / "steps.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(ROW) + "\n")
    (example,) = caller_steps(path)
    assert [e.ref for e in example.elements] == [0]
    assert (example.id, example.do, example.gold) == ("t_0", "add tea", Gold("type", 0, "tea"))
    assert example.choices == ("done",)


@pytest.mark.parametrize("text", ["not json\n", "{}\n", "[1]\n", '{"id": 1}\n'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "steps.jsonl"
    path.write_text(text)
    with pytest.raises(InputFileError):
        caller_steps(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFileError):
        caller_steps(tmp_path / "none.jsonl")


STEP = Example(
    do="Send hello to Bob",
    history=('tap "Bob"',),
    elements=(element(0, "text", "Bob"), element(1, "input", "Message"), element(2, "button", "Send")),
    gold=Gold("type", 1, "hello"),
)


def test_names_and_typed_texts_are_found() -> None:
    assert entities(STEP) == ["hello", "Bob"]


@pytest.mark.parametrize("seed", range(20))
def test_a_varied_step_keeps_its_answer(seed: int) -> None:
    told = varied(STEP, ["blue sky", "tea"], [element(9, "button", "Stranger")], random.Random(seed))
    assert told.gold.target == 1
    assert told.gold.text is not None
    assert told.gold.text in told.do
    assert any(e.ref == 1 and e.text == "Message" for e in told.elements)
    assert len({e.ref for e in told.elements}) == len(told.elements)


def test_leads_of_a_row_are_read_and_told_with_the_same_names(tmp_path: Path) -> None:
    path = tmp_path / "steps.jsonl"
    shown = [{**ROW["elements"][0], "leads": "tea , milk"}]
    path.write_text(json.dumps({**ROW, "elements": shown}))
    (example,) = caller_steps(path)
    assert example.leads == {0: "tea , milk"}
    told = [
        varied(example, ["blue"], [element(9, "button", "Add")], random.Random(seed)) for seed in range(9)
    ]
    assert {e.leads[0] for e in told} == {"tea , milk", "blue , milk"}
    assert all((e.gold.text or "") in e.leads[0] for e in told)
