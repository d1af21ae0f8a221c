"""How fast a generating model reads and writes here, beside what the machine could do at best."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from edgelam.core.contracts import Decoder
from edgelam.core.errors import UsageError

from .bounds import bandwidth_gbs, decode_bound_ms, prefill_bound_ms, work_of
from .figures import Figure, figure

_NEW, _DEPTH, _STEPS, _ROUNDS = 256, 256, 16, 3
_RARE = 64  # tokens left out at the beginning of the vocabulary, where control tokens often stand


@dataclass(frozen=True)
class Rates:
    """Medians of a decoder's two speeds.

    prefill: `new` tokens at once after `depth` others. decode: one token at a time after `depth` and more.
    """

    prefill_ms: float
    decode_ms: float
    new: int
    depth: int
    rounds: int
    steps: int

    @property
    def prefill_rate(self) -> float:
        """Tokens a second."""
        return self.new / self.prefill_ms * 1000

    @property
    def decode_rate(self) -> float:
        """Tokens a second."""
        return 1000 / self.decode_ms


def rates(decoder: Decoder, *, new: int = _NEW, depth: int = _DEPTH, rounds: int = _ROUNDS) -> Rates:
    """Measure an open decoder; what it keeps is replaced. Raises ModelError, UsageError."""
    longest = getattr(decoder, "longest", depth + new + _STEPS)
    if depth + new + _STEPS > longest:
        raise UsageError(f"{depth} + {new} tokens do not fit a model that reads {longest}")
    prefill, decode = [], []
    for number in range(rounds):
        draw = random.Random(number)
        tokens = [
            draw.randrange(min(_RARE, decoder.vocabulary // 2), decoder.vocabulary) for _ in range(depth)
        ]
        added = [draw.randrange(decoder.vocabulary // 2, decoder.vocabulary) for _ in range(new)]
        decoder.evaluate(tokens)
        prefill.append(_timed(decoder, [*tokens, *added]))
        decoder.evaluate(tokens)
        for token in added[:_STEPS]:
            tokens.append(token)
            decode.append(_timed(decoder, tokens))
    return Rates(median(prefill), median(decode), new, depth, rounds, len(decode))


def _timed(decoder: Decoder, tokens: Sequence[int]) -> float:
    started = time.perf_counter()
    decoder.evaluate(tokens)
    return (time.perf_counter() - started) * 1000


def rate_figures(name: str, found: Rates, path: Path) -> list[Figure]:
    """The rates, and the bounds that this machine's bandwidth and matrix products set to them."""
    work = work_of(path)
    reading = prefill_bound_ms(work.prefill_flops(found.new, found.depth))
    writing = decode_bound_ms(work.decode_bytes(found.depth))
    return [
        figure(f"{name} prefill rate", found.prefill_rate, "tokens/s", found.rounds),
        figure(f"{name} prefill bound", found.new / reading * 1000, "tokens/s", 1),
        figure(f"{name} decode rate", found.decode_rate, "tokens/s", found.steps),
        figure(f"{name} decode bound", 1000 / writing, "tokens/s", 1),
        figure(f"{name} decode share of bandwidth", writing / found.decode_ms, "share", found.steps),
        figure("memory bandwidth", bandwidth_gbs(), "GB/s", 1),
    ]
