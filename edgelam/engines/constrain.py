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

from edgelam.core.contracts import Branching, Decoder

from .tokens import common_prefix

T = TypeVar("T", bound=Hashable)

_ABOUT = 0.5  # a branch at least this probable beside the best one is looked at together with it ...
_TOGETHER = 16  # ... as long as all of them are not more tokens than this: a few cost what one costs


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
        walk: _Walk[T] = _Walk(decoder, prompt)
        order = 0  # ties go to the option given first
        queue: list[_Open[T]] = [(-1.0, order, self._root, ())]
        while True:
            negative, _, node, spelled = heapq.heappop(queue)
            node, spelled = _forced(node, spelled)
            if node.option is not None:
                break
            for token, probability in zip(
                node.children, walk.shares(node, spelled, -negative, queue), strict=True
            ):
                order += 1
                child = (negative * probability, order, node.children[token], (*spelled, token))
                heapq.heappush(queue, child)
        rest = [(_complete(node), -p) for p, _, node, _ in sorted(queue, key=lambda item: item[:2])]
        return Pick(
            best=node.option,
            probability=-negative,
            margin=max(0.0, -negative - (rest[0][1] if rest else 0.0)),
            alternatives=tuple((o, p) for o, p in rest if o is not None)[:alternatives],
            new_tokens=walk.new,
            cached_tokens=walk.cached,
            passes=walk.passes,
        )


_Open = tuple[float, int, _Node[T], tuple[int, ...]]  # negative probability, order, where, tokens up to it


class _Walk(Generic[T]):
    """The decoder's side of a pick: what each branch is worth, and what asking cost."""

    def __init__(self, decoder: Decoder, prompt: Sequence[int]) -> None:
        self._decoder = decoder
        self._prompt = prompt
        self._many = decoder if isinstance(decoder, Branching) and decoder.branches > 1 else None
        self._ahead: dict[int, list[float]] = {}  # by node: asked for together with another one
        self.new = self.cached = self.passes = 0

    def shares(
        self, node: _Node[T], spelled: tuple[int, ...], probability: float, queue: Sequence[_Open[T]]
    ) -> list[float]:
        """The children's probabilities. queue: the other open branches; likely ones are looked at as well."""
        if id(node) in self._ahead:
            return self._ahead.pop(id(node))
        rivals = self._rivals(spelled, probability, queue) if self._many else []
        if self._many and rivals:
            return self._together(self._many, [(node, spelled), *rivals])
        tokens = [*self._prompt, *spelled]
        self._count(tokens, len(tokens))
        return _softmax(self._decoder.evaluate(tokens), node.children)

    def _together(
        self, decoder: Branching, branches: Sequence[tuple[_Node[T], tuple[int, ...]]]
    ) -> list[float]:
        same = min(common_prefix(branches[0][1], spelled) for _, spelled in branches[1:])
        prefix = [*self._prompt, *branches[0][1][:same]]
        runs = [spelled[same:] for _, spelled in branches]
        self._count(prefix, len(prefix) + sum(map(len, runs)))
        rows = decoder.evaluate_many(prefix, runs)
        for row, (node, _) in zip(rows, branches, strict=True):
            self._ahead[id(node)] = _softmax(row, node.children)
        return self._ahead.pop(id(branches[0][0]))

    def _rivals(
        self, spelled: tuple[int, ...], probability: float, queue: Sequence[_Open[T]]
    ) -> list[tuple[_Node[T], tuple[int, ...]]]:
        """Open branches that are about as probable: they will likely be opened too, and cost little now."""
        assert self._many is not None
        found: list[tuple[_Node[T], tuple[int, ...]]] = []
        size = len(spelled)
        for negative, _, opened, path in heapq.nsmallest(self._many.branches - 1, queue):
            node, path = _forced(opened, path)
            size += len(path)
            if -negative < _ABOUT * probability or size > _TOGETHER:
                break
            if node.option is None and id(node) not in self._ahead:
                found.append((node, path))
        return found if len(self._prompt) + size <= self._decoder.longest else []

    def _count(self, known: Sequence[int], size: int) -> None:
        cached = self._decoder.cached(known)
        self.new, self.cached, self.passes = self.new + size - cached, self.cached + cached, self.passes + 1


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
