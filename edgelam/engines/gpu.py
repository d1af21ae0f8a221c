"""Whether a GPU computes a model: only one that gives the answers the processor gives.

A build of llama.cpp with a GPU backend (see `llama` for how to get one) can be wrong or die with this driver,
this card, this type of weights. So before a model is first used on a GPU, both compute the same logits, each
in a process of its own; the verdict is remembered for the model, the build and the devices.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from edgelam.core.errors import ModelError

from .library import PINNED, Device
from .notes import note, noted
from .process import Process
from .wire import Code
from .worker import WorkerDecoder

if TYPE_CHECKING:
    from edgelam.core.contracts import Decoder

GpuLayers = int | Literal["auto"]

ALL = 999  # layers; llama.cpp takes as many as there are
# How far a GPU may be off (root mean square), of the spread of the logits. Both round: the processor its
# activations to 8 bits, the GPU its sums to 16; that makes a few hundredths. What is wrong is off by about 1.
TOLERANCE = 0.1
_LENGTHS = (24, 25, 64)  # a batch, one more token, another batch: these are different programs on a GPU

log = logging.getLogger("edgelam.gpu")


@dataclass(frozen=True)
class Verdict:
    """Whether the GPU may compute the model, and why not."""

    good: bool
    why: str = ""


def devices_of(process: Process) -> list[Device]:
    """What a child's llama.cpp can compute on. Raises ModelError."""
    return [Device(**found) for found in json.loads(process.ask(Code.DEVICES).payload)]


class _Alone(WorkerDecoder):
    """In a process that nobody else uses."""

    def close(self) -> None:
        super().close()
        self.process.close()


def _alone(path: Path, layers: int) -> Decoder:
    return _Alone(path, gpu_layers=layers, context=_LENGTHS[-1] + 1, process=Process())


def layers_for(
    path: Path,
    wanted: GpuLayers,
    devices: Iterable[Device],
    *,
    identity: str,
    folder: Path,
    open_decoder: Callable[[Path, int], Decoder] = _alone,
) -> int:
    """How many layers of a GGUF to give to a GPU: as wanted, or for `auto` all of them where one is right.

    identity: changes when the file does. folder: where verdicts are remembered. Falls back to the processor
    with one line in the log (a warning), also where it is only the GPU that cannot hold the model.
    open_decoder: opens the file with so many layers on a GPU, for the test.
    """
    if wanted != "auto":
        return wanted
    cards = [device for device in devices if device.gpu]
    if not cards:
        return 0
    key = f"{identity} {PINNED} {[tuple(card) for card in cards]}"
    verdict = _remembered(key, folder)
    if verdict is None:
        verdict = compare(lambda: open_decoder(path, 0), lambda: open_decoder(path, ALL))
        note(folder / "gpu.json", key, {"good": verdict.good, "why": verdict.why})
        if not verdict.good:
            log.warning("%s is left to the processor: %s %s", path.name, cards[0].name, verdict.why)
    return ALL if verdict.good else 0


def compare(processor: Callable[[], Decoder], gpu: Callable[[], Decoder]) -> Verdict:
    """The known-answer test: the GPU's logits against the processor's, which raises what it raises.

    Both are opened here, used and closed.
    """
    with closing(processor()) as decoder:
        right = _answers(decoder)
    try:
        with closing(gpu()) as decoder:
            given = _answers(decoder)
    except ModelError as error:
        return Verdict(False, f"fails ({error})")
    for length, one, other in zip(_LENGTHS, right, given, strict=True):
        if not np.isfinite(other).all():
            return Verdict(False, f"gives logits that are no numbers after {length} tokens")
        off = float(np.sqrt(np.mean((one - other) ** 2)) / max(float(one.std()), 1e-9))
        if off > TOLERANCE:
            return Verdict(
                False, f"answers wrong: off by {off:.2f} of the logits' spread after {length} tokens"
            )
    return Verdict(True)


def _answers(decoder: Decoder) -> Sequence[np.ndarray]:
    tokens = [(7919 * i + 13) % decoder.vocabulary for i in range(_LENGTHS[-1])]
    return [decoder.evaluate(tokens[:length]).astype(np.float64) for length in _LENGTHS]


def _remembered(key: str, folder: Path) -> Verdict | None:
    known = noted(folder / "gpu.json", key)
    if not isinstance(known.get("good"), bool):
        return None
    return Verdict(known["good"], str(known.get("why", "")))
