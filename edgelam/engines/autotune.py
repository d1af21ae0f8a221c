"""How a model runs fastest here: threads, weight layout and attention, tried on the very file.

Never on the way to a first action: a trial takes seconds, and what it finds is worth milliseconds a step.
`edgelam bench backends --decoder GGUF` tries; every later run takes what was found, and until then the
defaults hold.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .library import PINNED, default_threads
from .notes import note, noted
from .worker import WorkerDecoder

if TYPE_CHECKING:
    from edgelam.core.contracts import Decoder

_DEPTH, _PREFILL, _DECODES = 384, 60, 16  # tokens of a trial: what stands there, and what an action adds
_STEP_PASSES = 3  # of an action, the prefill aside
_MARGIN = 0.97  # of the time of the defaults; what wins by less wins by chance


@dataclass(frozen=True)
class Tuning:
    """Options of a decoder."""

    threads: int = 0  # 0: all cores of this process
    flash: bool = False  # attention fused into one operation
    repack: bool = True  # weights in the layout of this processor, in memory of their own


@dataclass(frozen=True)
class Trial:
    """What a tuning costs: the best of its rounds."""

    tuning: Tuning
    prefill_ms: float  # of what an action adds, at once
    decode_ms: float  # a pass of one token

    @property
    def step_ms(self) -> float:
        """A typical action."""
        return self.prefill_ms + self.decode_ms * _STEP_PASSES


def tuning_for(identity: str, folder: Path) -> Tuning:
    """What `tune` found for the model on this machine, else the defaults. identity, folder: as there."""
    known = noted(folder / "tuning.json", _key(identity))
    threads, flash, repack = (known.get(field.name) for field in fields(Tuning))
    if type(threads) is int and type(flash) is bool and type(repack) is bool and threads >= 0:
        return Tuning(threads, flash, repack)
    return Tuning()


def tune(
    path: Path,
    identity: str,
    folder: Path,
    *,
    seconds: float = 8.0,
    open_decoder: Callable[..., Decoder] = WorkerDecoder,
    now: Callable[[], float] = time.perf_counter,
) -> list[Trial]:
    """Try what could be faster, one thing after the other; the trials, the best first. It is remembered.

    identity: changes when the file does. folder: where it is remembered. seconds: for the trials, opening the
    file and at least one round of each aside. open_decoder: called with the path and the options of a tuning.
    Raises ModelError.
    """
    best, trials = Tuning(), dict[Tuning, Trial]()
    questions: list[Callable[[Tuning], list[Tuning]]] = [
        lambda tuning: [replace(tuning, repack=repack) for repack in (True, False)],
        lambda tuning: [replace(tuning, threads=threads) for threads in _threads()],
        lambda tuning: [replace(tuning, flash=flash) for flash in (False, True)],
    ]
    for question in questions:
        options = list(dict.fromkeys([best, *question(best)]))
        if len(options) == 1:
            continue
        with ExitStack() as stack:
            opened = [
                stack.enter_context(
                    closing(open_decoder(path, context=_DEPTH + _PREFILL + _DECODES + 1, **asdict(option)))
                )
                for option in options
            ]
            tried = _interleaved(options, opened, seconds / len(questions), now)
        trials.update((trial.tuning, trial) for trial in tried)
        first = min(tried, key=lambda trial: trial.step_ms)
        if first.step_ms < _MARGIN * tried[0].step_ms:
            best = first.tuning
    note(folder / "tuning.json", _key(identity), asdict(best))
    return sorted(trials.values(), key=lambda trial: (trial.tuning != best, trial.step_ms))


def _interleaved(
    options: Sequence[Tuning], decoders: Sequence[Decoder], seconds: float, now: Callable[[], float]
) -> list[Trial]:
    """Round after round, each decoder once in each: the machine's moods meet all of them."""
    prefill, decode = ([float("inf")] * len(options) for _ in range(2))
    until = now() + seconds
    for round_ in _rounds(until, now):
        for i, decoder in enumerate(decoders):
            known = [(7919 * k + 13) % decoder.vocabulary for k in range(_DEPTH)]
            tokens = [(7919 * (k + round_) + 17) % decoder.vocabulary for k in range(_PREFILL + _DECODES)]
            decoder.evaluate(known)
            started = now()
            decoder.evaluate([*known, *tokens[:_PREFILL]])
            prefill[i] = min(prefill[i], (now() - started) * 1000)
            for end in range(_PREFILL + 1, _PREFILL + _DECODES + 1):
                started = now()
                decoder.evaluate([*known, *tokens[:end]])
                decode[i] = min(decode[i], (now() - started) * 1000)
    return [Trial(*each) for each in zip(options, prefill, decode, strict=True)]


def _rounds(until: float, now: Callable[[], float]) -> Iterator[int]:
    """At least two, as the first one also warms up."""
    round_ = 0
    while round_ < 2 or now() < until:
        yield round_
        round_ += 1


def _threads() -> tuple[int, ...]:
    """All cores, or fewer: of unlike cores the slow ones hold the fast ones up, and so do sibling threads."""
    cores = default_threads()
    return tuple(dict.fromkeys([0, *(n for n in (cores // 2, cores - 1) if 1 <= n < cores and cores > 2)]))


def _key(identity: str) -> str:
    return f"{identity} {PINNED} {processor()} {default_threads()}"


def processor() -> str:
    """The processor's name and the number of its cores."""
    name = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), name)
    except OSError:
        pass
    return f"{name}, {os.cpu_count()} cores"
