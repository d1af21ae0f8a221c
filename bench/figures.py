"""Figures: numbers with unit and sample size, and whether they hold their target; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

Figure = dict[str, str | int | float | bool | None]


def figure(
    name: str,
    value: float | None,
    unit: str,
    n: int,
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Figure:
    """One figure. `holds` is None where there is no target, no sample or no number."""
    known = value is not None and n > 0 and math.isfinite(value)
    holds = None
    if known and value is not None and (at_most is not None or at_least is not None):
        holds = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    bounds = [f"{sign} {bound:g}" for sign, bound in (("<=", at_most), (">=", at_least)) if bound is not None]
    return {
        "name": name,
        "value": round(value, 6) if known and value is not None else None,
        "unit": unit,
        "n": n,
        "target": " and ".join(bounds) or None,
        "holds": holds,
    }


def percentile(samples: Sequence[float], share: float) -> float | None:
    """The value that `share` (0..1) of the samples do not exceed, by nearest rank; None without samples."""
    if not samples:
        return None
    return sorted(samples)[max(0, math.ceil(share * len(samples)) - 1)]


def percentiles(
    name: str,
    samples: Sequence[float],
    unit: str = "ms",
    *,
    p50: float | None = None,
    p95: float | None = None,
) -> list[Figure]:
    """Four figures of one sample: p50, p90, p95, p99. p50, p95: the most they may be."""
    targets = {50: p50, 90: None, 95: p95, 99: None}
    return [
        figure(f"{name} p{share}", percentile(samples, share / 100), unit, len(samples), at_most=most)
        for share, most in targets.items()
    ]


def middle(name: str, samples: Sequence[float], unit: str = "ms", *, at_most: float | None = None) -> Figure:
    """The median (nearest rank) of a sample."""
    return figure(name, percentile(samples, 0.5), unit, len(samples), at_most=at_most)
