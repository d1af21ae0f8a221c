"""Maps for training and evaluation, built from files of screens."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edgelam.core.errors import InputFileError
from edgelam.train.examples import Example, Gold
from edgelam.train.maps import map_of, read_atlas, with_map, with_maps, with_own_maps
from tests.test_memory_appmap import HOME, SCREENS

STEP = Example("set the font size", (), HOME, Gold("tap", 2), app="notes")


def shown(app: str, *labels: str) -> dict[str, Any]:
    blank = {"desc": "", "rid": "", "checked": None, "bounds": None}
    return {
        "app": app,
        "elements": [{"id": i, "role": "button", "text": t, **blank} for i, t in enumerate(labels)],
    }


def test_a_file_of_screens_makes_a_map_of_each_app(tmp_path: Path) -> None:
    path = tmp_path / "screens.jsonl"
    rows = [shown("notes", "Menu", "Diary"), shown("notes", "Font size", "Print"), shown("mail", "Inbox")]
    path.write_text("".join(json.dumps(made) + "\n" for made in rows))
    atlas = read_atlas(path)
    assert {app: len(known.places) for app, known in atlas.maps.items()} == {"notes": 2, "mail": 1}


@pytest.mark.parametrize("text", ["", "no json", "{}\n", "[1]\n", '{"app": "x", "elements": [1]}\n'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "screens.jsonl"
    path.write_text(text)
    with pytest.raises(InputFileError):
        read_atlas(path)


def test_an_example_is_told_what_the_map_of_its_app_knows() -> None:
    known = map_of([Example("", (), shown_, Gold("done")) for shown_ in SCREENS])
    told = with_map(STEP, known)
    assert "Font size" in told.leads[2]
    assert replace(told, leads={}) == STEP


def test_an_app_without_a_map_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "screens.jsonl"
    path.write_text(json.dumps(shown("other", "Menu")) + "\n")
    assert with_maps([STEP], read_atlas(path)) == [STEP]


def test_a_map_of_examples_holds_only_their_own_app_and_look() -> None:
    examples = [replace(STEP, elements=shown_, look=look) for shown_ in SCREENS for look in ("a", "b")]
    examples.append(replace(STEP, look="c"))
    told = with_own_maps(examples, 1.0, 0)
    assert [bool(e.leads) for e in told if e.elements == HOME] == [True, True, False]
    assert with_own_maps(examples, 0.0, 0) == examples
