"""The token trie: exact over small sets, cheap, and never outside the set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.engines.constrain import Trie
from edgelam.engines.scripted import ScriptedDecoder

options = st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=12, unique=True)


def trie(texts: list[str]) -> Trie[str]:
    decoder = ScriptedDecoder()
    return Trie((text, [*decoder.tokenize(text), decoder.end]) for text in texts)


def exact(texts: list[str], prompt: list[int]) -> dict[str, float]:
    """Every option's probability, by asking at every letter."""
    decoder = ScriptedDecoder()
    spelled = {text: [*decoder.tokenize(text), decoder.end] for text in texts}
    found = {}
    for text, tokens in spelled.items():
        probability = 1.0
        for i, token in enumerate(tokens):
            allowed = sorted({t[i] for t in spelled.values() if t[:i] == tokens[:i]})
            scores = np.exp(decoder.evaluate([*prompt, *tokens[:i]])[allowed].astype(float))
            probability *= scores[allowed.index(token)] / scores.sum()
        found[text] = probability
    return found


@given(texts=options)
def test_the_best_is_the_best_and_probabilities_are_right(texts: list[str]) -> None:
    prompt = [1, 2, 3]
    right = exact(texts, prompt)
    pick = trie(texts).pick(ScriptedDecoder(), prompt)
    assert sum(right.values()) == pytest.approx(1)
    assert pick.probability == pytest.approx(max(right.values()), rel=1e-4)
    assert pick.probability == pytest.approx(right[pick.best], rel=1e-4)
    others = [p for text, p in right.items() if text != pick.best]
    assert 0 <= pick.margin <= pick.probability - max(others, default=0.0) + 1e-6
    assert all(p == pytest.approx(right[text], rel=1e-4) for text, p in pick.alternatives)
    assert all(a[1] >= b[1] for a, b in pairwise(pick.alternatives))


class Branching(ScriptedDecoder):
    """Looks at several continuations at once, and says so where it is asked to."""

    branches = 4

    def __init__(self) -> None:
        super().__init__()
        self.together: list[int] = []

    def evaluate_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> np.ndarray:
        assert 1 < len(continuations) <= self.branches
        assert all(continuations)
        self.together.append(len(continuations))
        rows = np.stack([self.evaluate([*prefix, *tokens]) for tokens in continuations])
        self.kept = tuple(prefix)
        return rows


@given(texts=options)
def test_looking_at_several_branches_at_once_changes_nothing_but_the_passes(texts: list[str]) -> None:
    alone, together = trie(texts).pick(ScriptedDecoder(), [1, 2]), trie(texts).pick(Branching(), [1, 2])
    assert together.passes <= alone.passes
    for name in ("best", "probability", "margin", "alternatives"):
        assert getattr(together, name) == getattr(alone, name)


def test_open_branches_are_looked_at_together() -> None:
    decoder = Branching()
    texts = [f"{first}{second}" for first in "abc" for second in "xyz"]
    passes = trie(texts).pick(decoder, [1]).passes
    assert decoder.together
    assert passes < trie(texts).pick(ScriptedDecoder(), [1]).passes


def test_it_says_what_the_model_wants() -> None:
    texts = ["tap 1", "tap 12", "tap 2", "type 3 name", "back"]
    for wanted in texts:
        decoder = ScriptedDecoder(lambda prompt, wanted=wanted: wanted[len(prompt.partition(">")[2]) :])
        pick = trie(texts).pick(decoder, decoder.tokenize("prompt>"))
        assert pick.best == wanted
        assert pick.probability > 0.9 < pick.margin + 0.1


def test_tokens_without_a_choice_are_not_asked_for() -> None:
    pick = trie(["press the button", "press the switch"]).pick(ScriptedDecoder(), [1, 2])
    assert (pick.passes, pick.new_tokens, pick.cached_tokens) == (1, 2 + len("press the "), 0)
    assert trie(["only"]).pick(ScriptedDecoder(), [1]).passes == 0


def test_sets_that_cannot_be_told_apart_are_refused() -> None:
    for bad in ([], [("a", [1]), ("b", [1, 2])], [("a", [1, 2]), ("b", [1])], [("a", [1]), ("b", [1])]):
        with pytest.raises(ValueError, match="choose|begins"):
            Trie(bad)


def test_infinite_logits_do_no_harm() -> None:
    class Broken(ScriptedDecoder):
        def evaluate(self, tokens: object) -> np.ndarray:  # type: ignore[override]
            return np.full(257, np.nan, np.float32)

    pick = trie(["a", "b"]).pick(Broken(), [1])
    assert pick.best == "a"
    assert pick.probability == 0.5
