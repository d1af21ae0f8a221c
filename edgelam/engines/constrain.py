"""Choosing one of a closed set of texts with a decoder: a trie over their tokens, walked on the logits.

Nothing is sampled and nothing outside the set can come out. Tokens that leave no choice are not asked for:
they go into the next pass together.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np

from edgelam.core.contracts import Decoder

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Pick(Generic[T]):
    """The most probable option, and what finding it cost."""

    best: T
    probability: float  # among the options, 0..1
    margin: float  # at least this much above every other option, 0..1
    alternatives: tuple[tuple[T, float], ...]  # the next best that were looked at, best first
    new_tokens: int
    cached_tokens: int
    passes: int


@dataclass
class _Node(Generic[T]):
    children: dict[int, _Node[T]] = field(default_factory=dict)
    option: T | None = None


class Trie(Generic[T]):
    """Options spelled in tokens; an option that begins another one needs the end token to tell them apart."""

    def __init__(self, options: Iterable[tuple[T, Sequence[int]]]) -> None:
        """Raises ValueError where two options cannot be told apart, or there are none."""
        self._root: _Node[T] = _Node()
        for option, tokens in options:
            node = self._root
            for token in tokens:
                if node.option is not None:
                    raise ValueError(f"{node.option!r} begins {option!r}")
                node = node.children.setdefault(token, _Node())
            if node.children or node.option is not None:
                raise ValueError(f"{option!r} is, or begins, another option")
            node.option = option
        if not self._root.children:
            raise ValueError("there is nothing to choose from")

    def pick(self, decoder: Decoder, prompt: Sequence[int], *, alternatives: int = 3) -> Pick[T]:
        """The most probable option after `prompt`.

        An option's probability is the product of its branches', each a softmax over the tokens that some
        option continues with: over legal completions, not over the vocabulary. Best first: a branch is opened
        only while it may still hold the best option, so the runner-up's probability may be an upper bound.
        Raises ModelError.
        """
        order = 0  # ties go to the option given first
        queue: list[tuple[float, int, _Node[T], tuple[int, ...]]] = [(-1.0, order, self._root, ())]
        new = cached = passes = 0
        while True:
            negative, _, node, spelled = heapq.heappop(queue)
            node, spelled = _forced(node, spelled)
            if node.option is not None:
                break
            tokens = [*prompt, *spelled]
            fresh = len(tokens) - decoder.cached(tokens)
            logits = decoder.evaluate(tokens)
            new, cached, passes = new + fresh, cached + len(tokens) - fresh, passes + 1
            for token, probability in zip(node.children, _softmax(logits, node.children), strict=True):
                order += 1
                child = (negative * probability, order, node.children[token], (*spelled, token))
                heapq.heappush(queue, child)
        rest = [(_complete(node), -p) for p, _, node, _ in sorted(queue, key=lambda item: item[:2])]
        return Pick(
            best=node.option,
            probability=-negative,
            margin=max(0.0, -negative - (rest[0][1] if rest else 0.0)),
            alternatives=tuple((o, p) for o, p in rest if o is not None)[:alternatives],
            new_tokens=new,
            cached_tokens=cached,
            passes=passes,
        )


def _forced(node: _Node[T], spelled: tuple[int, ...]) -> tuple[_Node[T], tuple[int, ...]]:
    """Down to where there is something to choose, or to an option."""
    while len(node.children) == 1:
        ((token, node),) = node.children.items()
        spelled = (*spelled, token)
    return node, spelled


def _complete(node: _Node[T]) -> T | None:
    """The one option below, if there is only one."""
    return _forced(node, ())[0].option


def _softmax(logits: np.ndarray, tokens: Iterable[int]) -> list[float]:
    scores = np.asarray(logits[list(tokens)], np.float64)
    scores[~np.isfinite(scores)] = -1e30
    powers = np.exp(scores - scores.max())
    return [float(p) for p in powers / powers.sum()]
