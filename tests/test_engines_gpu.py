"""A GPU computes only what it computes right: the comparison, and the way back to the processor."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from edgelam.core.contracts import Decoder
from edgelam.core.errors import ModelCrashed, ModelError
from edgelam.engines.gpu import ALL, TOLERANCE, compare, devices_of, layers_for
from edgelam.engines.library import Device, devices
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.process import Process
from edgelam.engines.scripted import ScriptedDecoder
from tests.tiny_gguf import tiny_decoder

CARD = Device("CUDA0", "a card", True, 1 << 33)


class Noisy(ScriptedDecoder):
    """The right logits, and some noise of this share of their spread."""

    def __init__(self, share: float = 0.0, *, broken: float = 0.0) -> None:
        super().__init__()
        self.share, self.broken = share, broken

    def evaluate(self, tokens: Sequence[int]) -> np.ndarray:
        logits = super().evaluate(tokens)
        noise = np.random.default_rng(len(tokens)).standard_normal(logits.size)
        return (logits + self.share * logits.std() * noise + self.broken).astype(np.float32)


class Dying(ScriptedDecoder):
    def evaluate(self, tokens: Sequence[int]) -> np.ndarray:
        raise ModelCrashed("SIGSEGV (a fault inside llama.cpp)")


def unavailable() -> Decoder:
    raise ModelError("no memory on the card")


@pytest.mark.parametrize(
    ("gpu", "why"),
    [
        (lambda: Noisy(TOLERANCE / 2), ""),
        (lambda: Noisy(TOLERANCE * 2), "answers wrong"),
        (lambda: Noisy(broken=float("nan")), "no numbers"),
        (Dying, "SIGSEGV"),
        (unavailable, "no memory"),
    ],
)
def test_what_is_right_is_right_and_what_is_not_is_said(gpu: Callable[[], Decoder], why: str) -> None:
    verdict = compare(ScriptedDecoder, gpu)
    assert verdict.good is (not why)
    assert why in verdict.why


def test_other_weights_are_another_answer_and_other_threads_are_not(tmp_path: Path) -> None:
    right, wrong = tiny_decoder(tmp_path / "a.gguf"), tiny_decoder(tmp_path / "b.gguf", seed=1)
    assert compare(lambda: LlamaDecoder(right, threads=1), lambda: LlamaDecoder(right, threads=2)).good
    assert not compare(lambda: LlamaDecoder(right), lambda: LlamaDecoder(wrong)).good


def test_an_error_of_the_processor_is_an_error() -> None:
    with pytest.raises(ModelCrashed):
        compare(Dying, ScriptedDecoder)


def test_a_gpu_that_is_wrong_is_left_with_one_line_and_not_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    def open_decoder(path: Path, layers: int) -> Decoder:
        tried.append(layers)
        return Noisy(5.0 if layers else 0.0)

    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            layers = layers_for(
                Path("m.gguf"), "auto", [CARD], identity="m", folder=tmp_path, open_decoder=open_decoder
            )
            assert layers == 0
    assert tried == [0, ALL]
    (line,) = caplog.messages
    assert "m.gguf" in line
    assert "CUDA0 answers wrong" in line


def test_a_gpu_that_is_right_gets_all_layers_until_anything_changes(tmp_path: Path) -> None:
    tried: list[int] = []

    def open_decoder(path: Path, layers: int) -> Decoder:
        tried.append(layers)
        return Noisy(0.01 if layers else 0.0)

    def ask(identity: str, *cards: Device) -> int:
        return layers_for(
            Path("m"), "auto", cards, identity=identity, folder=tmp_path, open_decoder=open_decoder
        )

    assert [ask("m", CARD), ask("m", CARD)] == [ALL, ALL]
    assert tried == [0, ALL]
    ask("other", CARD)
    ask("m", CARD._replace(description="another card"))
    assert len(tried) == 6
    assert ask("m", Device("CPU", "", False, 0)) == 0
    assert layers_for(Path("m"), 7, [], identity="m", folder=tmp_path) == 7
    assert len(tried) == 6
    next(tmp_path.glob("gpu.json")).write_text("{")
    assert ask("m", CARD) == ALL, "notes that cannot be read are made again"


@pytest.mark.device
def test_the_real_devices_are_the_same_in_the_child(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    process = Process()
    found = devices_of(process)
    process.close()
    assert [device.name for device in found] == [device.name for device in devices()]
    assert any(not device.gpu and device.memory > 0 for device in found)
    # The real test in two processes, with a card that is not there: llama.cpp then computes on the processor.
    path = tiny_decoder(tmp_path / "m.gguf")
    assert layers_for(path, "auto", [CARD], identity="m", folder=tmp_path) == ALL
