"""Tuning: what is fastest wins, by more than chance, and is remembered for this model and machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from edgelam.core.contracts import Decoder
from edgelam.engines.autotune import Tuning, tune, tuning_for
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.scripted import ScriptedDecoder
from tests.tiny_gguf import tiny_decoder

Cost = Callable[[Tuning], tuple[float, float]]  # seconds a token of a prefill, seconds a decode


class Machine:
    """A clock, and decoders that take the time they are told to."""

    def __init__(self, cost: Cost) -> None:
        self.time, self.cost, self.opened = 0.0, cost, 0

    def now(self) -> float:
        return self.time

    def open(self, path: Path, *, context: int, threads: int, flash: bool, repack: bool) -> Decoder:
        machine, (prefill, decode) = self, self.cost(Tuning(threads, flash, repack))

        class Timed(ScriptedDecoder):
            def evaluate(self, tokens: Sequence[int]) -> np.ndarray:
                new = len(tokens) - self.cached(tokens)
                machine.time += decode if new == 1 else prefill * new
                return super().evaluate(tokens)

            def close(self) -> None:
                machine.opened -= 1

        self.opened += 1
        assert context > 400
        return Timed()


def tuned(cost: Cost, folder: Path, identity: str = "m") -> Tuning:
    machine = Machine(cost)
    trials = tune(Path("m"), identity, folder, open_decoder=machine.open, now=machine.now)
    assert machine.opened == 0
    assert tuning_for(identity, folder) == trials[0].tuning
    assert machine.time < 60
    return trials[0].tuning


def test_what_is_fastest_wins_and_is_remembered(tmp_path: Path) -> None:
    def cost(tuning: Tuning) -> tuple[float, float]:
        return (0.001 if tuning.repack else 0.0007) * (0.9 if tuning.flash else 1), 0.01

    assert tuning_for("m", tmp_path) == Tuning()
    assert tuned(cost, tmp_path) == Tuning(flash=True, repack=False)
    assert tuning_for("other", tmp_path) == Tuning()


def test_by_a_hair_nothing_wins(tmp_path: Path) -> None:
    assert tuned(lambda tuning: (0.001 if tuning.repack else 0.00099, 0.01), tmp_path) == Tuning()


def test_prefill_and_decode_are_weighed_as_in_an_action(tmp_path: Path) -> None:
    def cost(tuning: Tuning) -> tuple[float, float]:
        return (0.001, 0.005) if tuning.repack else (0.0007, 0.012)  # 75 ms against 78 ms

    assert tuned(cost, tmp_path).repack


def test_broken_notes_are_no_tuning(tmp_path: Path) -> None:
    tuned(lambda tuning: (0.001 if tuning.repack else 0.0001, 0.01), tmp_path)
    (file,) = tmp_path.glob("tuning.json")
    good = file.read_text()
    for bad in (
        "",
        "[]",
        good.replace("false", '"no"'),
        good.replace('"threads": 0', '"threads": -1'),
        good.replace('"threads": 0', '"threads": true'),
    ):
        file.write_text(bad)
        assert tuning_for("m", tmp_path) == Tuning()


def test_the_real_thing_runs(tmp_path: Path) -> None:
    path = tiny_decoder(tmp_path / "m.gguf")
    trials = tune(path, "m", tmp_path, seconds=0.1, open_decoder=LlamaDecoder)
    assert {trial.tuning.repack for trial in trials} == {True, False}
    assert all(0 < trial.decode_ms < 1000 for trial in trials)
