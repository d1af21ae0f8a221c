"""edgelam.planner.spans and .heads: from tags and probabilities to text."""

from __future__ import annotations

import numpy as np

from edgelam.planner.heads import barred, best_path
from edgelam.planner.spans import howto_steps, howto_tags, readable, spans_of, trimmed
from edgelam.reader.wordpiece import WordPiece

READER = WordPiece.shipped()


def spans(
    goal: str, owners: dict[str, int], params: tuple[str, ...], own: range | None = None
) -> dict[str, str]:
    """owners: the parameter's number for each word of the goal that has one."""
    pieces = READER.pieces(goal)
    scores = np.full((len(pieces), 1 + len(params)), 0.05, np.float32)
    scores[:, 0] = 0.9
    for i, piece in enumerate(pieces):
        number = owners.get(goal[piece.start : piece.end])
        if number is not None:
            scores[i, 0], scores[i, number] = 0.05, 0.9
    found = spans_of(goal, pieces, scores, params, own or range(len(pieces)))
    return {name: goal[a:b] for name, ((a, b), *_) in found.items()}


def test_runs_become_spans_and_marks_between_them_belong_to_them() -> None:
    goal = 'text Mom "I am, well, late" please'
    owners = {"Mom": 1, "I": 2, "am": 2, "well": 2, "late": 2}
    assert spans(goal, owners, ("contact", "text")) == {"contact": "Mom", "text": "I am, well, late"}


def test_a_doubtful_word_goes_with_its_neighbours() -> None:
    goal = "play the long way home now"
    pieces = READER.pieces(goal)
    scores = np.tile(np.array([0.9, 0.1], np.float32), (len(pieces), 1))
    scores[2:5] = (0.1, 0.9)
    scores[3] = (0.6, 0.4)
    found = spans_of(goal, pieces, scores, ("query",), range(len(pieces)))
    assert [goal[a:b] for a, b in found["query"]] == ["long way home"]


def test_the_weightiest_of_several_runs_comes_first() -> None:
    goal = "milk is what I want to buy today bread and butter"
    owners = {"milk": 1, "bread": 1, "and": 1, "butter": 1}
    assert spans(goal, owners, ("text",)) == {"text": "bread and butter"}


def test_every_run_of_a_parameter_is_told() -> None:
    goal = "text Anna and also Ben now"
    pieces = READER.pieces(goal)
    scores = np.tile(np.array([0.9, 0.1], np.float32), (len(pieces), 1))
    scores[[1, 4]] = (0.1, 0.9)
    found = spans_of(goal, pieces, scores, ("contact",), range(len(pieces)))
    assert sorted(goal[a:b] for a, b in found["contact"]) == ["Anna", "Ben"]


def test_the_steps_own_words_come_first_and_no_run_leaves_them() -> None:
    goal = "off with that one and then on with this one"
    owners = {"off": 1, "on": 1}
    assert spans(goal, owners, ("state",), range(4)) == {"state": "off"}
    assert spans(goal, owners, ("state",), range(4, 10)) == {"state": "on"}
    assert spans(goal, {"off": 1}, ("state",), range(4, 10)) == {"state": "off"}
    assert spans("six am timer eight", {"six": 1, "am": 1, "eight": 1}, ("time",), range(2, 4)) == {
        "time": "eight"
    }


def test_a_span_within_quotes_is_all_that_was_quoted() -> None:
    goal = 'make a note called "Book ideas" today'
    assert spans(goal, {"ideas": 1}, ("title",)) == {"title": "Book ideas"}
    assert spans(goal, {"today": 1}, ("title",)) == {"title": "today"}


def test_half_a_word_takes_in_the_rest() -> None:
    goal = "call Wxyzzyq now"
    pieces = READER.pieces(goal)
    assert len(pieces) > 3
    scores = np.tile(np.array([0.9, 0.1], np.float32), (len(pieces), 1))
    scores[2] = (0.1, 0.9)
    (((start, end),),) = spans_of(goal, pieces, scores, ("contact",), range(len(pieces))).values()
    assert goal[start:end] == "Wxyzzyq"
    assert readable(goal, pieces[1:3]) == "Wxyzzyq"


def test_outer_marks_go_but_inner_and_paired_ones_stay() -> None:
    for said, kept in ((' "late" ', "late"), ("ok (maybe)", "ok (maybe)"), ("(ok)", "ok"), ("...", "")):
        start, end = trimmed(said, 0, len(said))
        assert said[start:end] == kept


def test_instructions_become_verb_input_object() -> None:
    text = "tap images and then always display, type bob into name"
    pieces = READER.pieces(text)
    tags = {"tap": 1, "images": 3, "always": 3, "display": 4, "type": 1, "bob": 5, "name": 3}
    numbers = [tags.get(text[p.start : p.end], 0) for p in pieces]
    assert howto_steps(text, pieces, numbers) == ["tap images", "tap always display", 'type "bob" name']


def test_the_best_path_keeps_to_what_is_allowed() -> None:
    scores = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.9], [0.0, 0.0, 5.0]], np.float32)
    allowed = ((True, True, False), (True, True, True), (True, True, True))
    assert best_path(scores, barred(allowed)) == [1, 2, 2]
    assert best_path(scores, 2 * (1 - np.eye(3, dtype=np.float32))) == [2, 2, 2]


def test_a_doubtful_verb_counts_before_another_object() -> None:
    verb, thing, other = np.eye(7, dtype=np.float32)[[1, 3, 0]] * 0.9 + 0.1 / 7
    doubtful = 0.45 * other + 0.55 * verb
    assert howto_tags(np.stack([verb, thing, other, doubtful, thing])) == [1, 3, 0, 1, 3]
    assert howto_tags(np.stack([verb, thing, other, doubtful])) == [1, 3, 0, 0]
    assert howto_tags(np.stack([verb, thing, other, other, thing])) == [1, 3, 0, 0, 3]
