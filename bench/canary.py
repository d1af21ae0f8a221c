"""A fixed piece of work that should always take as long: when it does not, the machine was disturbed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

_LENGTH, _TIMES = 40_000, 30  # about 10 ms, within the second-level cache
ALLOWED = 0.05  # from the median of all rounds


class Canary:
    """Sings before each round. kernel: another piece of work, for tests."""

    def __init__(self, kernel: Callable[[], object] | None = None) -> None:
        numbers = np.random.default_rng(0).standard_normal(_LENGTH)
        room = np.empty_like(numbers)

        def exponentials() -> None:
            # No matrix product: those may be computed by threads, which have troubles of their own.
            for _ in range(_TIMES):
                np.exp(numbers, out=room)

        self._kernel = kernel or exponentials
        self._kernel()

    def sing(self) -> float:
        """Milliseconds of the work now; of two goes the faster."""
        return min(self._go(), self._go())

    def _go(self) -> float:
        started = time.perf_counter()
        self._kernel()
        return (time.perf_counter() - started) * 1000


def calm(songs: Sequence[float], allowed: float = ALLOWED) -> list[bool]:
    """Which rounds were undisturbed: their song is within `allowed` (a share) of the median."""
    if not songs:
        return []
    usual = median(songs)
    return [abs(song / usual - 1) <= allowed for song in songs]
