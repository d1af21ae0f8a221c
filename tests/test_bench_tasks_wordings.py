"""The grammar of wordings: every sentence once, values left open."""

from __future__ import annotations

import pytest

from bench.tasks.wordings import wordings


@pytest.mark.parametrize(
    ("grammar", "sentences"),
    [
        ("stop", ("stop",)),
        ("(Set|Add) it[ now]", ("Set it", "Set it now", "Add it", "Add it now")),
        ("[Please ](go|run) to {a}", ("go to {a}", "run to {a}", "Please go to {a}", "Please run to {a}")),
        ("a[ b|b] c", ("a c", "a b c", "ab c")),
        ("(x|x)", ("x",)),
    ],
)  # fmt: skip
def test_a_grammar_gives_all_its_sentences(grammar: str, sentences: tuple[str, ...]) -> None:
    assert wordings(grammar) == sentences
