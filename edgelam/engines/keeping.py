"""A decoder that keeps what it is about to forget, where that can pay: no screen is read twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from .prefix import LEAST_GAIN, Evaluating, PrefixStore

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

_UNTRIED = 4  # a state is expected to come back one time in so many, until it is known better


class _Keepable(Evaluating, Protocol):
    def evaluate(self, tokens: Sequence[int]) -> Vectors: ...


D = TypeVar("D", bound=_Keepable)


def keeping(decoder: D, store: PrefixStore, now: Callable[[], float] = time.perf_counter) -> D:
    """The decoder, with states in memory from before each evaluation that goes another way.

    A snapshot is taken only while it pays: the tokens that would be lost, times what a token costs, times how
    often states have come back so far, against what a snapshot costs. All of it is measured on the way.
    """
    return cast("D", _Keeping(decoder, store, now))


class _Keeping:
    def __init__(self, decoder: _Keepable, store: PrefixStore, now: Callable[[], float]) -> None:
        self._decoder = decoder
        self._store = store
        self._now = now
        self._pace: float | None = None  # seconds a token
        self._price: float | None = None  # seconds a kept token of a snapshot
        self._taken = self._returned = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._decoder, name)

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """See contracts.Decoder."""
        cached = self._bring_back(tokens)
        started = self._now()
        logits = self._decoder.evaluate(tokens)
        if len(tokens) - cached >= LEAST_GAIN:
            self._pace = (self._now() - started) / (len(tokens) - cached)
        return logits

    def read_ahead(self, tokens: Sequence[int]) -> None:
        """See contracts.ReadingAhead; nothing where the decoder cannot."""
        read_ahead = getattr(self._decoder, "read_ahead", None)
        if read_ahead is not None:
            self._bring_back(tokens)
            read_ahead(tokens)

    def _bring_back(self, tokens: Sequence[int]) -> int:
        """Keep what would be lost, take back what saves most; how many tokens need no computing."""
        cached = self._decoder.cached(tokens)
        if len(tokens) - cached >= LEAST_GAIN:
            self._hold(cached)
            if self._store.recall(self._decoder, tokens):
                self._returned += 1
                cached = self._decoder.cached(tokens)
        return cached

    def _hold(self, cached: int) -> None:
        kept = len(self._decoder.kept)
        lost = kept - cached
        if lost < LEAST_GAIN or not self._pays(lost, kept):
            return
        started = self._now()
        self._store.hold(self._decoder)
        self._price = (self._now() - started) / kept
        self._taken += 1

    def _pays(self, lost: int, kept: int) -> bool:
        if self._pace is None or self._price is None:
            return True
        likely = (self._returned + 1) / (self._taken + _UNTRIED)
        return lost * self._pace * likely > kept * self._price
