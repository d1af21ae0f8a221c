"""Sizes of the shipped encoder, apart from the network in torch, so that exports need no torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Sizes of a BERT encoder; the defaults are MiniLM-L6-H384's."""

    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12
