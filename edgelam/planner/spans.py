"""From tags and probabilities of tokens to spans of text; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import numpy as np

from edgelam.reader.heads import Floats
from edgelam.reader.wordpiece import Piece

from .heads import best_path

_BREAK = 1.0  # what it costs, in logarithms of probability, that words of a how-to text begin or end to count
_AGAIN = 1.0  # and that an object begins where the last verb has one already
_CHANGE = 1.0  # what it costs, in logarithms of probability, that a token is not of its neighbour's parameter
_EDGES = " \t,.;:!?\"'“”‘’()[]"
_QUOTED = re.compile(r'["\u201c]([^"\u201c\u201d]+)["\u201d]')
_PAIRS = {"(": ")", "[": "]"}
_SENTENCE = re.compile(r"[.!?](?!\w)")


Range = tuple[int, int]


def spans_of(
    goal: str, pieces: Sequence[Piece], scores: Floats, params: Sequence[str], own: range
) -> dict[str, list[Range]]:
    """Spans of characters of each parameter that has any, the weightiest first.

    scores: probabilities (tokens, 1 + params), nothing first. own: the step's own tokens. Runs within them
    count, others only where there is none ("turn Wi-Fi and Bluetooth off"); runs that only marks keep apart
    are one.
    """
    scores = _by_words(goal, pieces, scores)
    costs = _CHANGE * (1 - np.eye(scores.shape[1], dtype=np.float32))
    chosen = np.array(best_path(np.log(scores + 1e-6), costs)) if len(pieces) else scores.argmax(axis=-1)
    found: dict[str, list[Range]] = {}
    for number, param in enumerate(params, 1):
        runs = _runs(goal, pieces, [int(tag) for tag in chosen], number)
        tagged = [[i for i in range(*run) if i in own and chosen[i] == number] for run in runs]
        runs = [(places[0], places[-1] + 1) for places in tagged if places] or runs
        runs.sort(key=lambda run: -float(scores[run[0] : run[1], number].sum()))
        cut = [
            _whole_quote(goal, trimmed(goal, pieces[start].start, pieces[end - 1].end)) for start, end in runs
        ]
        spans = [span for span in dict.fromkeys(cut) if span[0] < span[1]]
        if spans:
            found[param] = spans
    return found


def _runs(goal: str, pieces: Sequence[Piece], chosen: Sequence[int], number: int) -> list[Range]:
    """Runs [start, end) of tokens that bear the number."""
    runs: list[Range] = []
    for i, tag in enumerate(chosen):
        if tag != number:
            continue
        start, end = runs[-1] if runs else (i, i)
        apart = any(chosen[end:i]) or any(c.isalnum() for p in pieces[end:i] for c in goal[p.start : p.end])
        if not runs or apart:
            runs.append((i, i + 1))
        else:
            runs[-1] = (start, i + 1)
    return runs


def _whole_quote(goal: str, span: Range) -> Range:
    """A span within quotes takes in all that was quoted."""
    for quoted in _QUOTED.finditer(goal):
        if quoted.start(1) <= span[0] < span[1] <= quoted.end(1):
            return trimmed(goal, quoted.start(1), quoted.end(1))
    return span


def _by_words(goal: str, pieces: Sequence[Piece], scores: Floats) -> Floats:
    """The mean over each word for all its tokens; a word with a tagged token is tagged as a whole."""
    if not len(pieces):
        return scores
    joined = [
        before.end == after.start and goal[before.end - 1].isalnum() and goal[after.start].isalnum()
        for before, after in zip(pieces, pieces[1:], strict=False)
    ]
    word = np.concatenate([[0], np.cumsum(np.logical_not(joined))]).astype(int)
    means = np.zeros((word[-1] + 1, scores.shape[1]), np.float32)
    np.add.at(means, word, scores)
    means /= np.bincount(word)[:, None]
    means[word[scores.argmax(axis=-1) > 0], 0] = 0.0
    return np.asarray(means[word], np.float32)


def _whole_words(goal: str, start: int, end: int) -> tuple[int, int]:
    """A token may be half a word: the span takes in the rest."""
    while start > 0 and goal[start - 1].isalnum() and goal[start].isalnum():
        start -= 1
    while end < len(goal) and goal[end - 1].isalnum() and goal[end].isalnum():
        end += 1
    return start, end


def trimmed(goal: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer blanks, marks and quotes."""
    while start < end and goal[start] in _EDGES:
        start += 1
    while end > start and goal[end - 1] in _EDGES:
        if goal[end - 1] in _PAIRS.values() and any(c in _PAIRS for c in goal[start:end]):
            break
        end -= 1
    return start, end


def readable(goal: str, pieces: Sequence[Piece]) -> str:
    """The words of a run of tokens as they stand in the goal."""
    start, end = _whole_words(goal, pieces[0].start, pieces[-1].end)
    return goal[start:end].strip(" ,;.")


def howto_tags(probabilities: Floats) -> list[int]:
    """The tag of each token, see `howto_steps`; probabilities: (tokens, 7).

    A state is a tag, and whether the last verb has an object or input by now: in states 7 to 13 it has.
    Another object without a verb of its own is rarer than a verb that was not seen.
    """
    scores = np.log(probabilities + 1e-9)
    return [state % 7 for state in best_path(np.concatenate([scores, scores], axis=1), _HOWTO_ORDER)]


def _howto_order() -> Floats:
    costs = np.full((14, 14), 1e9, np.float32)
    for before, after in product(range(14), range(14)):
        (had, tag), (has, then) = divmod(before, 7), divmod(after, 7)
        begins = then % 2 == 1
        follows = begins or then == 0 or tag in (then, then - 1)
        if follows and has == (then != 1 and (had or then in (3, 5))):
            costs[before, after] = _BREAK * (begins or tag > then == 0) + _AGAIN * (had and then == 3)
    return costs


_HOWTO_ORDER = _howto_order()


def howto_steps(text: str, pieces: Sequence[Piece], tags: Sequence[int]) -> list[str]:
    """`verb ["input"] object` for each verb; an object or input more takes the verb that went before.

    A verb without any of its own has that of the next one in its sentence ("scroll down and tap Reset").
    tags: 0 nothing, then begin and inside of verb (1, 2), object (3, 4) and input (5, 6).
    """
    steps: list[dict[int, str]] = []
    verbs: list[Range] = []  # of each step
    for i, tag in enumerate(tags):
        if tag % 2 == 0:
            continue
        end = i + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        start, end = pieces[i].start, pieces[end - 1].end
        if tag == 1:
            steps.append({1: text[start:end]})
            verbs.append((start, end))
        elif steps and tag in steps[-1]:
            steps.append({1: steps[-1][1], tag: text[start:end]})
            verbs.append(verbs[-1])
        elif steps:
            steps[-1][tag] = text[start:end]
    for i in reversed(range(len(steps) - 1)):
        within = not _SENTENCE.search(text, verbs[i][1], max(verbs[i][1], verbs[i + 1][0]))
        if len(steps[i]) == 1 and 3 in steps[i + 1] and within:
            steps[i][3] = steps[i + 1][3]
    return [_said(step) for step in steps]


def _said(step: dict[int, str]) -> str:
    typed = f'"{step[5]}"' if 5 in step else ""
    return " ".join(part for part in (step[1], typed, step.get(3, "")) if part)
