"""edgelam.train.planner*: made-up goals tell the truth about themselves; numpy computes what torch does."""

from __future__ import annotations

import warnings
from pathlib import Path
from random import Random

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("gguf")
pytest.importorskip("safetensors")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import torch

import edgelam.models
from edgelam.core.text import words
from edgelam.planner.heads import slot_scores
from edgelam.planner.layout import SCREEN_PARAMS, ToolText
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece
from edgelam.tools import all_tools
from edgelam.train.export_gguf import read_gguf, write_gguf
from edgelam.train.planner_data import groups_of, phone_tools, training_apps
from edgelam.train.planner_goals import PHONE, UNKNOWN, Goal, Maker, Part, Span, spoken, typed, varied
from edgelam.train.planner_model import slot_scores as torch_slot_scores
from edgelam.train.planner_near import Near
from edgelam.train.planner_rows import KINDS, SKIP, RowMaker, World
from edgelam.train.planner_sources import spoken_values
from edgelam.train.planner_swap import swapped, values_of
from edgelam.train.planner_tasks import (
    conditions,
    foreign_tasks,
    references,
    screen_tasks,
    tool_tasks,
    word_lists,
)

APPS, APP_KINDS = training_apps()


def goals(count: int, seed: int = 5, held: bool = False) -> list[Goal]:
    maker = Maker(groups_of(APPS, APP_KINDS), Random(seed), held)
    return [maker.goal() for _ in range(count)]


def world() -> World:
    alike = {
        PHONE: Near((task.wordings[0], str(task.tool)) for task in tool_tasks()),
        KINDS: Near(
            (task.wordings[0], task.group) for task in screen_tasks() if task.group in APP_KINDS.values()
        ),
        "labels": Near(
            [("ring at six", "alarm set"), ("what rings", "alarm query"), ("rain today", "weather")]
        ),
    }
    labels = {name: ToolText(name, ("time",)) for name in ("alarm set", "alarm query", "weather")}
    return World({PHONE: phone_tools(), "labels": labels}, alike, APPS, APP_KINDS)


def test_every_tool_has_wordings_and_every_slot_is_one_of_its_parameters() -> None:
    tools = all_tools()
    assert {task.tool for task in tool_tasks()} == set(tools)
    for task in (*tool_tasks(), *tool_tasks(held=True), *foreign_tasks(), *references()):
        params = {param.name for param in tools[task.tool].spec.params} if task.tool else set(SCREEN_PARAMS)
        for goal in task.wordings:
            slots = {part.split("}")[0].split(":")[0] for part in goal.split("{")[1:]}
            assert slots <= params, goal


def test_groups_of_wordings_are_groups_of_apps() -> None:
    groups = set(groups_of(APPS, APP_KINDS)) | {"APP", "NOTHING"}
    assert {
        task.group for task in (*tool_tasks(), *screen_tasks(), *foreign_tasks(), *conditions())
    } <= groups
    assert len(word_lists()["ones"]) == 20


def test_spans_and_parts_lie_where_they_should() -> None:
    for goal in goals(400):
        assert "(" not in goal.text and "{" not in goal.text and "<" not in goal.text
        for part in goal.parts:
            assert 0 <= part.start < part.end <= len(goal.text)
            assert all(goal.text[s.start : s.end].strip() for s in part.spans)
        starts = [part.start for part in goal.parts]
        assert starts == sorted(set(starts))


def test_spoken_and_mistyped_goals_keep_their_spans() -> None:
    r = Random(0)
    for goal in goals(100):
        for changed in (spoken(goal, r), typed(goal, r)):
            for before, after in zip(goal.parts, changed.parts, strict=True):
                for a, b in zip(before.spans, after.spans, strict=True):
                    assert words(changed.text[b.start : b.end]) == words(goal.text[a.start : a.end])


def test_a_real_utterance_put_otherwise_keeps_its_slots() -> None:
    r, text = Random(0), "please wake me up tomorrow at seven thirty for the early train"
    goal = Goal(text, (Part(0, len(text), "alarm set", UNKNOWN, (Span("time", 30, 42),)),), "labels")
    others = {varied(goal, r) for _ in range(60)}
    assert len(others) > 5
    for other in others:
        (part,) = other.parts
        assert (part.start, part.end, other.universe) == (0, len(other.text), "labels")
        assert other.text[part.spans[0].start : part.spans[0].end] == "seven thirty"


def test_slots_of_real_utterances_stand_in_made_up_goals() -> None:
    said = ("on my way", "me", "to my mother", "I ' m late")
    rows = [{"slots": [{"type": "CONTENT_EXACT", "text": text} for text in said]}]
    assert spoken_values(rows) == {"text": ["on my way"]}
    maker = Maker(groups_of(APPS, APP_KINDS), Random(1), said=spoken_values(rows))
    assert any("on my way" in maker.goal().text for _ in range(200))


def test_the_same_seed_makes_the_same_goals() -> None:
    assert goals(50, 1) == goals(50, 1) != goals(50, 2)


def test_some_wordings_are_never_trained_on() -> None:
    for tasks in (tool_tasks, screen_tasks):
        trained = {line for task in tasks() for line in task.wordings}
        held = {line for task in tasks(held=True) for line in task.wordings}
        assert held and not held & trained and len(held) < len(trained) / 4


def test_what_depends_on_something_is_one_step() -> None:
    found = [goal for goal in goals(400) if goal.text.lower().startswith("if ") and len(goal.parts) == 1]
    assert any(", " in goal.text and goal.parts[0].tool is None for goal in found)


def test_somebody_spoken_of_again_is_the_one_named_before() -> None:
    found = [goal for goal in goals(2000) if len(goal.parts) == 2 and " her" in goal.text]
    back = [s for goal in found for s in goal.parts[1].spans if s.end <= goal.parts[1].start]
    assert back and all(span.param == "contact" for span in back if span.param != "state")


def test_the_last_of_two_values_counts_when_somebody_corrects_himself() -> None:
    for goal in goals(3000):
        for part in goal.parts:
            for span in part.spans:
                said = goal.text[span.start : span.end].lower()
                assert ", no," not in said and "no wait" not in said


def test_rows_point_into_what_they_lay_out() -> None:
    maker = RowMaker(WordPiece.shipped(), world(), Random(3))
    for goal in goals(300):
        row = maker.row(goal)
        assert row is not None and row.laid is not None
        assert len(row.laid.steps) == len(row.how) == len(row.where) == len(goal.parts)
        assert max(row.laid.apps[-1], row.laid.goal[-1], row.laid.tools[-1]) < len(row.laid.ids)
        for how, where, slots in zip(row.how, row.where, row.slots, strict=True):
            assert 0 <= how < len(row.laid.tools) and (where == SKIP or 0 <= where < len(row.laid.apps))
            assert len(slots) == len(row.laid.goal)
            assert max(slots) <= len(row.laid.params[how])


def test_the_right_label_stands_among_those_that_the_words_could_be_taken_for() -> None:
    text = "ring at seven"
    part = Part(0, len(text), "alarm set", UNKNOWN, (Span("time", 8, 13),))
    row = RowMaker(WordPiece.shipped(), world(), Random(0)).row(Goal(text, (part,), "labels"))
    assert row is not None and row.laid is not None
    assert len(row.laid.tools) == 4 and row.how[0] > 0 and row.where == [SKIP]
    assert row.slots == [[0, 0, 1]]
    assert len({tuple(params) for params in row.laid.params[1:]}) == 1  # parameters of one name stand once


def test_words_are_taken_for_the_label_whose_examples_share_them() -> None:
    near = Near(
        [("set an alarm", "a"), ("alarm for six", "a"), ("will it rain", "b"), ("rain again", "b"), ("", "c")]
    )
    assert near.like("an alarm", 1, Random(0)) == ["a"] and near.like("rain", 1, Random(0)) == ["b"]
    assert set(near.like("rain", 9, Random(0), ("b",))) == {"a", "c"} and near.like("x", 0, Random(0)) == []


def test_numpy_scores_slots_as_torch_does() -> None:
    torch.manual_seed(0)
    sizes = {"slot": 1, "slot_word": 128, "slot_param": 128, "owner_word": 128, "owner_step": 128}
    layers = torch.nn.ModuleDict({name: torch.nn.Linear(16, size) for name, size in sizes.items()})
    said, params, step = torch.randn(5, 16), torch.randn(3, 16), torch.randn(16)
    with torch.no_grad():
        scores = torch_slot_scores(layers, said[None], params[None], step[None])[0].numpy()
    heads = Heads({name: value.numpy() for name, value in layers.state_dict().items()})
    mine = slot_scores(heads, said.numpy(), params.numpy(), step.numpy())
    assert mine.shape == (5, 4)
    np.testing.assert_allclose(mine, scores, rtol=1e-4, atol=1e-5)


def test_a_planner_that_ships_can_be_gone_on_from(tmp_path: Path) -> None:
    """What is read of its file is what was written, so that `--start` begins where the training ended."""
    reader, shipped = WordPiece.shipped(), Path(edgelam.models.__file__).parent / "weights/planner/model.gguf"
    weights = read_gguf(shipped)
    write_gguf(weights, reader.tokens, tmp_path / "again.gguf", name="edgelam-planner")
    again = read_gguf(tmp_path / "again.gguf")
    assert again.keys() == weights.keys()
    assert all(np.allclose(again[name], weights[name], atol=1e-3) for name in weights)


def test_slots_are_filled_with_other_words_of_their_kind() -> None:
    rows = {
        "hwu64": [
            {
                "text": "play africa by toto",
                "slots": [slot("song_name", "africa"), slot("artist_name", "toto")],
            },
            {"text": "wake me at six", "slots": [slot("time", "six")]},
        ],
        "snips": [{"text": "songs of The Smiths", "slots": [slot("artist", "The Smiths")]}],
    }
    values = values_of(rows)
    assert values["hwu64", "artist name"] == ["toto", "The Smiths"]
    song, artist = Span("song name", 5, 11), Span("artist name", 15, 19)
    goal = Goal("play africa by toto", (Part(0, 19, "play_music", None, (song, artist)),), "hwu64")
    said = {swapped(goal, values, Random(seed)) for seed in range(20)}
    assert {one.text for one in said} == {"play africa by toto", "play africa by The Smiths"}
    for one in said:
        (part,) = one.parts
        assert part.end == len(one.text)
        assert [one.text[s.start : s.end] for s in part.spans] == ["africa", one.text[15:]]


def slot(kind: str, text: str) -> dict[str, str]:
    return {"type": kind, "text": text}
