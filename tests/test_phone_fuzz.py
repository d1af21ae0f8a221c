"""Whatever is sent to the phone, it lives, and nothing but what may change it does."""

from __future__ import annotations

import random

import pytest

from bench.fuzz import fuzz
from bench.fuzz_grammar import draw


@pytest.mark.device
@pytest.mark.parametrize("seed", [7, 8])
def test_random_services_lines_and_calls_leave_it_sound(seed: int) -> None:
    found = fuzz(seed, 250)
    assert (found.late, found.failed, found.wrong, found.died) == ([], [], [], "")
    assert 30 < found.acts < found.tries == 250


def test_the_same_seed_sends_the_same() -> None:
    def sent() -> list[object]:
        rng = random.Random(3)
        return [draw(rng) for _ in range(500)]

    assert sent() == sent()
