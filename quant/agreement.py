"""How far a candidate's decisions are from the reference's; pure.

Never perplexity: it hides flips. A flip is a decision that came out otherwise, counted once, by the first
thing that differs: type, then element, then slot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.intervals import wilson

from .decisions import Decision

_FLOOR = 1e-9  # of a probability


@dataclass(frozen=True)
class Agreement:
    """Over n decisions. Rates are shares of n, 0..1."""

    n: int
    flips: int
    type_flips: int
    element_flips: int
    slot_flips: int
    at_most: float  # flip rate, upper end of its 95 % interval (Wilson)
    kl: (
        float | None
    )  # mean, nats, over the legal actions both models told the probability of, the rest as one
    margin_lost: float | None  # mean: how much less the reference's choice leads by
    right: float | None  # share of right decisions, where the data tell
    reference_right: float | None

    @property
    def rate(self) -> float:
        """Flips, as a share."""
        return self.flips / self.n if self.n else 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "rate": self.rate}


def compare(reference: Sequence[Decision], candidate: Sequence[Decision]) -> Agreement:
    """Decisions on the same inputs, in the same order."""
    pairs = list(zip(reference, candidate, strict=True))
    kinds = [_flip(a, b) for a, b in pairs]
    flips = sum(kind != "" for kind in kinds)
    kls = [value for a, b in pairs if (value := divergence(a, b)) is not None]
    return Agreement(
        n=len(pairs),
        flips=flips,
        type_flips=kinds.count("type"),
        element_flips=kinds.count("element"),
        slot_flips=kinds.count("slot"),
        at_most=wilson(flips, len(pairs))[1],
        kl=_mean(kls),
        margin_lost=_mean([_lost(a, b) for a, b in pairs]),
        right=_mean([float(b.right) for _, b in pairs if b.right is not None]),
        reference_right=_mean([float(a.right) for a, _ in pairs if a.right is not None]),
    )


def _flip(reference: Decision, candidate: Decision) -> str:
    for name in ("type", "element", "slot"):
        if getattr(reference, name) != getattr(candidate, name):
            return name
    return ""


def divergence(reference: Decision, candidate: Decision) -> float | None:
    """KL(reference || candidate) in nats over the actions both named, all others taken together.

    At most the divergence over the whole legal set, and equal to it where both named the whole set. None
    where they named nothing in common.
    """
    mine, theirs = dict(reference.shares), dict(candidate.shares)
    common = [label for label in mine if label in theirs]
    if not common:
        return None
    pairs = [(mine[label], theirs[label]) for label in common]
    pairs.append((1.0 - sum(p for p, _ in pairs), 1.0 - sum(q for _, q in pairs)))
    total = sum(p * math.log(p / max(q, _FLOOR)) for p, q in pairs if p > _FLOOR)
    return max(0.0, total)


def _lost(reference: Decision, candidate: Decision) -> float:
    """The reference's margin less what the candidate gives the same choice over all others; unnamed is 0."""
    theirs = dict(candidate.shares)
    others = [share for label, share in candidate.shares if label != reference.label]
    return reference.margin - (theirs.get(reference.label, 0.0) - max(others, default=0.0))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
