"""Intervals of shares."""

from __future__ import annotations

import pytest

from bench.intervals import wilson


@pytest.mark.parametrize(
    ("hits", "n", "ends"), [(0, 0, (0.0, 1.0)), (9, 10, (0.5958, 0.9821)), (0, 10, (0.0, 0.2775))]
)
def test_intervals_are_wilsons(hits: int, n: int, ends: tuple[float, float]) -> None:
    assert wilson(hits, n) == ends
