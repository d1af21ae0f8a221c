"""What was calculated before."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Calculation(Strict):
    expression: str = Field(min_length=1)


def calculator(seed: int) -> tuple[Calculation, ...]:
    """A few sums of everyday, the last one newest."""
    rng = random.Random(f"calculator:{seed}")
    sums = (
        f"{rng.randrange(12, 90)}.{rng.randrange(10, 100)}+{rng.randrange(5, 60)}.5",
        f"{rng.randrange(20, 200)}×{rng.randrange(3, 30)}",
        f"{rng.randrange(30, 150)}+{rng.choice((10, 15, 18, 20))}%",
        f"{rng.randrange(100, 900)}÷{rng.choice((2, 4, 5, 8))}",
        f"({rng.randrange(10, 60)}+{rng.randrange(10, 60)})×{rng.randrange(2, 9)}",
        f"{rng.randrange(500, 2000)}−{rng.randrange(50, 400)}",
    )
    return tuple(Calculation(expression=one) for one in rng.sample(sums, rng.randrange(0, 5)))
