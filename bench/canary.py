"""A fixed piece of work that should always take as long: when it does not, the machine was disturbed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

_SIDE, _TIMES = 192, 24  # about 10 ms
ALLOWED = 0.05  # from the median of all rounds


class Canary:
    """Sings before each round. kernel: another piece of work, for tests."""

    def __init__(self, kernel: Callable[[], object] | None = None) -> None:
        matrix = np.random.default_rng(0).standard_normal((_SIDE, _SIDE)).astype(np.float32)

        def product() -> None:
            held = matrix
            for _ in range(_TIMES):
                held = (held @ matrix) / np.float32(_SIDE)

        self._kernel = kernel or product
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
