"""Lists of tokens, compared and checked without a look at each of them in Python; pure."""

from __future__ import annotations

from collections.abc import Sequence

from edgelam.core.errors import ModelError


def common_prefix(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    same, differ = 0, min(len(one), len(other))
    left, right = list(one[:differ]), list(other[:differ])
    if left == right:
        return differ
    while differ - same > 1:  # lists compare in C: halving is faster than a look at each token
        middle = (same + differ) // 2
        if left[same:middle] == right[same:middle]:
            same = middle
        else:
            differ = middle
    return same


def check_tokens(tokens: Sequence[int], longest: int, vocabulary: int, known: Sequence[int] = ()) -> int:
    """Refuse what would end the process inside llama.cpp. Raises ModelError.

    known: tokens that were checked before; gives how many of them `tokens` begin with.
    """
    if not 0 < len(tokens) <= longest:
        raise ModelError(f"{len(tokens)} tokens; from 1 to {longest} can be read")
    same = common_prefix(known, tokens)
    new = tokens[same:]
    if len(new) and (min(new) < 0 or max(new) >= vocabulary):
        raise ModelError(f"a token outside the vocabulary of {vocabulary}")
    return same
