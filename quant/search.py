"""The smallest recipe whose decisions hold: from coarse to fine, by measured flips.

First whole types from the smallest up, until one holds. From that one, groups of matrices are brought down
type by type, the heaviest first, as long as it holds. From the one below, groups are promoted by the
flips that each wins a byte, until it holds; then each promotion is narrowed to a part of the layers. Every
measurement is kept: a second run goes on where the first ended.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import Any

from bench.machine import machine
from edgelam.core.errors import ModelError, UsageError
from edgelam.engines.formats import check_gguf
from edgelam.models.manifest import sha256
from edgelam.models.registry import Model

from .gguf_types import bits, is_matrix
from .judge import Work, work
from .measure import Measured, figures_of, measure, measured, size_of
from .produce import note, really
from .store import Store, key_of
from .workshop import Workshop

Overrides = tuple[tuple[str, str], ...]

# From the smallest up; types that stand in for others where rows are short come out as the same file.
LADDER = (
    "IQ2_XXS",
    "IQ2_M",
    "Q2_K",
    "IQ3_XXS",
    "Q3_K_M",
    "IQ4_XS",
    "Q4_0",
    "Q4_K_M",
    "Q5_0",
    "Q5_K_M",
    "Q6_K",
    "Q8_0",
)
SMALLEST = "IQ2_XXS"  # of the types that matrices are given
PROMOTED = "Q8_0"  # what a group is promoted to: of every row length, and as good as float
GROUPS = (
    "token_embd",
    "attn_v",
    "attn_k",
    "attn_q",
    "attn_output",
    "ffn_down",
    "ffn_up",
    "ffn_gate",
    "output",
)


@dataclass(frozen=True)
class Tried:
    """A measured candidate."""

    type: str
    overrides: Overrides
    model: Model
    measured: Measured
    new: bool  # measured in this run

    @property
    def words(self) -> str:
        """The recipe, for people."""
        return " ".join([self.type, *(f"{pattern}={kind}" for pattern, kind in self.overrides)])

    @property
    def flips(self) -> int:
        """Decisions that came out otherwise."""
        return self.measured.agreement.flips

    @property
    def size(self) -> int:
        """Bytes."""
        return self.measured.size


@dataclass(frozen=True)
class Outcome:
    """best: the smallest that holds, None where none did. tried: in the order measured. ended: why."""

    best: Tried | None
    tried: tuple[Tried, ...]
    ended: str


class Search:
    """most_bytes: of the whole model; 0: any. most_flips: share of decisions. seconds: of measuring."""

    def __init__(
        self,
        shop: Workshop,
        *,
        most_bytes: int = 0,
        most_flips: float = 0.01,
        seconds: float = float("inf"),
        now: Callable[[], float] = time.monotonic,
        saw: Callable[[Tried], None] = lambda tried: None,
    ) -> None:
        self._shop = shop
        self._most_bytes = most_bytes
        self._most_flips = most_flips
        self._now, self._end = now, now() + seconds
        self._saw = saw
        self._store = Store(shop.folder / "searched.jsonl")
        self._tried: dict[tuple[str, Overrides], Tried] = {}

    def run(self) -> Outcome:
        """Raises ModelError when the reference cannot work, UsageError for a budget that nothing can meet."""
        least, _ = least_size(self._shop), self._shop.inputs  # what is wrong with them is told first
        if 0 < self._most_bytes < least:
            raise UsageError(
                f"no type of llama.cpp brings {self._shop.model.name} under {math.ceil(least / 1e3)} KB",
                hint=f"Give --budget {math.ceil(least / 1e3)}KB or more, or take a smaller model.",
            )
        ended = "every step was taken"
        try:
            below, above = self._climb()
            if above:
                self._descend(above)
            if below and above:
                self._narrow(self._promote(below))
        except _TimeIsUp:
            ended = "the time was up"
        return Outcome(self._best(), tuple(self._tried.values()), ended)

    def holds(self, tried: Tried) -> bool:
        """Whether its flips and its size do."""
        fits = not self._most_bytes or tried.size <= self._most_bytes
        return fits and self._few(tried)

    def _best(self) -> Tried | None:
        holding = [tried for tried in self._tried.values() if self.holds(tried)]
        return min(holding, key=lambda tried: (tried.size, tried.flips), default=None)

    def _climb(self) -> tuple[Tried | None, Tried | None]:
        """The last whole type that does not hold its flips, and the first that does."""
        below = None
        for kind in LADDER:
            tried = self._try(kind, ())
            if tried is None:
                continue
            if self._few(tried):
                return below, tried
            if below is None or tried.flips <= below.flips:
                below = tried
        return below, None

    def _promote(self, start: Tried) -> Tried:
        """Groups promoted one after the other, those first that alone win most flips a byte."""
        gains = []
        for group in self._groups():
            tried = self._try(start.type, ((_pattern(group), PROMOTED),))
            if tried and tried.size > start.size:
                gains.append(((start.flips - tried.flips) / (tried.size - start.size), group))
        current = start
        for _, group in sorted(gains, reverse=True):
            if self._few(current):
                break
            current = self._try(start.type, (*current.overrides, (_pattern(group), PROMOTED))) or current
        return current

    def _descend(self, start: Tried) -> None:
        """Groups brought down type by type, the heaviest first, as long as the flips hold.

        Mixtures leave some groups in larger types than others: each starts at its own.
        """
        current = start
        for kind in dict.fromkeys(map(tensor_of, reversed(LADDER))):
            before, attempts = current, 0
            for group in sorted(self._groups(), key=lambda group: -_weights(self._shop, group)):
                if not _above(current.model, group, kind):
                    continue
                others = tuple(own for own in current.overrides if own[0] != _pattern(group))
                tried = self._try(start.type, (*others, (_pattern(group), kind)), under=current.size)
                attempts += tried is not None
                if tried and self._few(tried):
                    current = tried
            if attempts and current is before and _refused(current.model, kind):
                return  # where no group can go lower, none can go lower still

    def _narrow(self, current: Tried) -> None:
        """Promotions kept in a quarter or half of the layers, where that still holds."""
        if not self._few(current):
            return
        layers = _layers(self._shop)
        for group in self._groups():
            whole = (_pattern(group), PROMOTED)
            if whole not in current.overrides or not group.startswith(("attn", "ffn")):
                continue
            for kept in _ends(layers):
                narrower = (_pattern(group, kept), PROMOTED)
                overrides = tuple(narrower if own == whole else own for own in current.overrides)
                tried = self._try(current.type, overrides)
                if tried and self._few(tried) and tried.size < current.size:
                    current = tried
                    break

    def _few(self, tried: Tried) -> bool:
        return tried.measured.agreement.rate <= self._most_flips

    def _groups(self) -> list[str]:
        return [group for group in GROUPS if _weights(self._shop, group)]

    def _try(self, kind: str, overrides: Overrides, *, under: int = 0) -> Tried | None:
        """Make and measure a candidate; None where llama.cpp does not make it, or not run it.

        under: bytes; a candidate that is no smaller is none.
        """
        known = self._tried.get((kind, overrides))
        if known:
            return known if not under or known.size < under else None
        if self._now() > self._end:
            raise _TimeIsUp
        try:
            model = self._shop.made(self._shop.recipe(kind, overrides))
        except ModelError:
            return None
        if under and size_of(model) >= under:
            return None
        found = self._measured(model, kind, overrides)
        if found is None:
            return None
        tried = Tried(kind, overrides, model, *found)
        self._tried[kind, overrides] = tried
        self._saw(tried)
        return tried

    def _measured(self, model: Model, kind: str, overrides: Overrides) -> tuple[Measured, bool] | None:
        """From the store, or anew, and whether anew; None where it does not work."""
        shop = self._shop
        files = (sha256(model.path), sha256(shop.reference_model.path))
        key = key_of("searched", shop.role, *files, shop.inputs.digest)
        record = self._store.get(key)
        if record is not None:
            return Measured.of(record), False
        reference = self._reference
        told = lambda done, of: shop.say(model.name, done, of)  # noqa: E731
        try:
            (own,) = work([model.path], shop.inputs, told=told)
        except ModelError:
            return None
        # The reference did not run beside it: no word on which is faster.
        found = replace(measured(model, reference, own), slower=None)
        recipe = {"type": kind, "overrides": [list(pair) for pair in overrides]}
        self._store.put(key, {**recipe, **found.plain()})
        return found, True

    @cached_property
    def _reference(self) -> Work:
        shop = self._shop
        told = lambda done, of: shop.say("the reference", done, of)  # noqa: E731
        (own,) = work([shop.reference_model.path], shop.inputs, told=told)
        return own


class _TimeIsUp(Exception):  # noqa: N818 - it ends a search, nothing failed
    pass


def _pattern(group: str, layers: Sequence[int] = ()) -> str:
    """A regular expression of a group's matrices, in some layers or all."""
    if not layers:
        return rf"{group}\.weight$" if group.startswith(("attn", "ffn")) else rf"^{group}\.weight$"
    return rf"^blk\.({'|'.join(map(str, layers))})\.{group}\.weight$"


def tensor_of(mixture: str) -> str:
    """The tensor type that most of a mixture's matrices have."""
    short = {"IQ2_M": "IQ2_S", "IQ3_M": "IQ3_S", "IQ3_XS": "IQ3_S"}
    return short.get(
        mixture,
        mixture.removesuffix("_M").removesuffix("_S").removesuffix("_L") if "_K" in mixture else mixture,
    )


def _above(model: Model, group: str, kind: str) -> bool:
    """Whether a matrix of a group has more bits than a type."""
    pattern = re.compile(_pattern(group))
    own = really(model)["tensors"]
    return any(bits(t) > bits(kind) for name, t in own.items() if pattern.search(name))


def _refused(model: Model, kind: str) -> bool:
    """Whether most matrices were asked to come down to a type and did not."""
    usual = next(iter(really(model)["types"]))
    return bits(kind) < bits(usual)


def _ends(layers: int) -> Iterator[list[int]]:
    """A quarter, then a half of the layers: the first, or the last."""
    everything = list(range(layers))
    for size in (layers // 4, layers // 2):
        if size:
            yield everything[:size]
            yield everything[-size:]


def _layers(shop: Workshop) -> int:
    facts = check_gguf(shop.reference.path)
    return int(facts.metadata.get(f"{facts.architecture}.block_count", 0))


def _weights(shop: Workshop, group: str) -> int:
    """Weights of a group; 0 where the model has none."""
    pattern = re.compile(_pattern(group))
    tensors = check_gguf(shop.reference.path).tensors
    own = [t for name, t in tensors.items() if pattern.search(name) and is_matrix(name, t.shape)]
    return sum(prod(tensor.shape) for tensor in own)


def least_size(shop: Workshop) -> int:
    """Bytes that no recipe comes under: all matrices in the smallest type, all else as it is."""
    tensors = check_gguf(shop.reference.path).tensors
    smallest = bits(SMALLEST) / 8
    beside = shop.model.manifest.files if shop.model.manifest else ()
    return sum(entry.size for entry in beside if entry.name.endswith(".npz")) + sum(
        int(prod(tensor.shape) * smallest) if is_matrix(name, tensor.shape) else tensor.size
        for name, tensor in tensors.items()
    )


def finish(shop: Workshop, outcome: Outcome) -> Outcome:
    """The best measured once more, beside the reference, and its card told of it. Raises ModelError."""
    best = outcome.best
    if not best:
        return outcome
    told = lambda done, of: shop.say("the best and the reference", done, of)  # noqa: E731
    (found,) = measure(shop.reference_model, [best.model], shop.inputs, told=told)
    facts = {
        "reference": shop.reference.words,
        "inputs": f"{shop.inputs.n} {shop.inputs.words}",
        "figures": figures_of(found),
        "failures": list(found.failures),
    }
    note(best.model, facts, shop.model)
    return replace(outcome, best=replace(best, measured=found))


def nothing_holds(outcome: Outcome, most_flips: float, most_bytes: int) -> str:
    """Why there is no best, and how near the nearest came; for people."""
    near = [t for t in outcome.tried if t.measured.agreement.rate <= most_flips]
    small = [t for t in outcome.tried if not most_bytes or t.size <= most_bytes]
    lines = [f"nothing holds; {outcome.ended}"]
    if near:
        found = min(near, key=lambda t: t.size)
        lines.append(f"the smallest with few enough flips: {found.words}, {found.size / 1e6:.1f} MB")
    if small:
        found = min(small, key=lambda t: t.flips)
        rate = 100 * found.measured.agreement.rate
        lines.append(f"the fewest flips in the budget: {found.words}, {rate:.1f} %")
    return "\n".join(lines)


def document(shop: Workshop, outcome: Outcome, most_flips: float, most_bytes: int) -> dict[str, Any]:
    """The search as JSON, figures and machine with it."""
    best = outcome.best
    return {
        "quant": "search",
        "role": shop.role,
        "model": shop.model.name,
        "reference": shop.reference.words,
        "inputs": {"n": shop.inputs.n, "from": shop.inputs.words, "digest": shop.inputs.digest},
        "max_flips": most_flips,
        "budget": most_bytes or None,
        "ended": outcome.ended,
        "best": _told(best) if best else None,
        "tried": [_told(tried) for tried in outcome.tried],
        "figures": figures_of(best.measured, most_flips=most_flips, most_bytes=most_bytes or None)
        if best
        else [],
        "machine": machine([shop.model]),
    }


def _told(tried: Tried) -> dict[str, Any]:
    overrides = [f"{pattern}={kind}" for pattern, kind in tried.overrides]
    own = {"type": tried.type, "overrides": overrides, "path": str(tried.model.path), "new": tried.new}
    return {**own, **tried.measured.plain()}
