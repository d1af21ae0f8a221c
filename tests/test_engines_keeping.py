"""States kept on the way: taken while they pay, right when they come back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from edgelam.engines.keeping import keeping
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.prefix import PrefixStore
from edgelam.engines.scripted import ScriptedDecoder
from tests.tiny_gguf import tiny_decoder

HEAD = [i * 7 % 199 + 1 for i in range(60)]


def screen(number: int, length: int = 80) -> list[int]:
    return [*HEAD, *((i * number) % 199 + 1 for i in range(length))]


def test_back_on_a_screen_nothing_is_read_again(tmp_path: Path) -> None:
    plain = LlamaDecoder(tiny_decoder(tmp_path / "m.gguf"), threads=1)
    decoder = keeping(plain, PrefixStore("model"))
    first = decoder.evaluate(screen(3)).copy()
    for step in (screen(5), screen(11), [*screen(5), 1], [*screen(3), 2]):
        decoder.evaluate(step)
    seen: list[int] = []
    restore = plain.restore

    def watched(tokens: Sequence[int], state: bytes) -> None:
        restore(tokens, state)
        seen.append(plain.cached(screen(3)))

    plain.restore = watched  # type: ignore[method-assign]
    decoder.evaluate(screen(7))
    assert np.abs(decoder.evaluate(screen(3)) - first).max() < 0.05
    assert seen == [len(screen(3))]
    assert decoder.longest == plain.longest
    decoder.close()


class Costly(ScriptedDecoder):
    """Says what it did; a token and a snapshot cost what they are told to."""

    def __init__(self, token: float, snapshot: float) -> None:
        super().__init__()
        self.clock, self.token, self.price, self.snapshots = 0.0, token, snapshot, 0

    def evaluate(self, tokens: Sequence[int]) -> np.ndarray:
        self.clock += (len(tokens) - self.cached(tokens)) * self.token
        return super().evaluate(tokens)

    def snapshot(self) -> bytes:
        self.clock += self.price
        self.snapshots += 1
        return super().snapshot()


def wander(decoder: Costly, screens: Sequence[int]) -> int:
    kept = keeping(decoder, PrefixStore("model"), lambda: decoder.clock)
    for number in screens:
        kept.evaluate(screen(number))
    return decoder.snapshots


def test_snapshots_are_taken_while_they_pay() -> None:
    new, again = range(2, 190), [2, 3] * 90
    assert wander(Costly(0.01, 0.001), new) > 100, "cheap beside what they may save"
    assert wander(Costly(0.001, 1.0), new) == 1, "dear"
    assert wander(Costly(0.01, 0.05), new) < wander(Costly(0.01, 0.05), again), (
        "it is learnt whether they return"
    )


def test_a_screen_that_only_grows_is_not_kept() -> None:
    decoder = Costly(0.01, 0.001)
    kept = keeping(decoder, PrefixStore("model"), lambda: decoder.clock)
    for length in range(10, 180, 10):
        kept.evaluate(screen(3, length))
    assert decoder.snapshots == 0
