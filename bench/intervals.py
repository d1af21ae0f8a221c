"""How sure a ratio of two samples or a share is: intervals, the same for the same samples; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 2000
_LEVEL = 0.95

Floats = NDArray[np.float64]


class Ratio(NamedTuple):
    """B over A with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def decided(self) -> bool:
        """Whether the interval leaves 1 out."""
        return self.low > 1 or self.high < 1


def paired_ratio(a: Sequence[Sequence[float]], b: Sequence[Sequence[float]]) -> Ratio | None:
    """Geometric mean of b[r][i] / a[r][i], both of round r and step i.

    Rounds and steps are both resampled: another time, and other steps, would have given another ratio. None
    below two rounds of two steps.
    """
    if len(a) < 2 or min(map(len, [*a, *b])) < 2:
        return None
    logs: Floats = np.log(np.asarray(b, float)) - np.log(np.asarray(a, float))
    rounds, steps = logs.shape
    rng = np.random.default_rng(0)
    # The mean of resampled rows and columns is the mean weighted by how often each was drawn.
    rows = rng.multinomial(rounds, np.full(rounds, 1 / rounds), _RESAMPLES) / rounds
    columns = rng.multinomial(steps, np.full(steps, 1 / steps), _RESAMPLES) / steps
    means: Floats = np.einsum("kr,rs,ks->k", rows, logs, columns)
    low, high = _interval(means)
    return Ratio(float(np.exp(logs.mean())), float(np.exp(low)), float(np.exp(high)))


def median_ratio(a: Sequence[float], b: Sequence[float]) -> Ratio | None:
    """Median of b over median of a, the samples being of different steps. None below two samples of each."""
    if min(len(a), len(b)) < 2 or min(*a, *b) <= 0:
        return None
    rng = np.random.default_rng(0)
    medians = [
        np.median(np.asarray(s, float)[rng.integers(0, len(s), (_RESAMPLES, len(s)))], axis=1) for s in (a, b)
    ]
    low, high = _interval(medians[1] / medians[0])
    return Ratio(float(np.median(b) / np.median(a)), low, high)


def slope(values: Sequence[float]) -> float | None:
    """Rise a sample, by the median of the slopes between points of the two halves; None below four points.

    A jump, or a few points far off, do not move it as they move a line of least squares.
    """
    half = len(values) // 2
    if half < 2:
        return None
    ys = np.asarray(values, float)
    shift = len(ys) - half
    return float(np.median((ys[shift:] - ys[:half]) / shift))


def _interval(samples: Floats) -> tuple[float, float]:
    outside = (1 - _LEVEL) / 2
    low, high = np.quantile(samples, (outside, 1 - outside))
    return float(low), float(high)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927)."""
    if n == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
