"""Screens, and an encoder with random but fixed vectors, for tests of the Caller."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edgelam.caller.pointing import FIRST, LAST, SCORE, SLOT, VERB, VERBS, PointingCaller
from edgelam.core.screen import Bounds, Element, Role, Screen, State
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece

WIDTH = 8
BOX = Bounds(left=0, top=0, right=10, bottom=10)


def element(ref: int, role: Role, text: str = "", *, desc: str = "", rid: str = "", **state: bool) -> Element:
    """One element; state: the fields of State that differ."""
    return Element(ref=ref, role=role, text=text, desc=desc, rid=rid, state=State(**state), bounds=BOX)


def screen(*elements: Element) -> Screen:
    """A screen of these."""
    return Screen(elements=elements, width=100, height=100)


class NoisyEncoder:
    """A vector a token that depends on the token alone."""

    def __init__(self) -> None:
        self.seen: list[list[int]] = []

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def max_tokens(self) -> int:
        return 512

    def encode(self, tokens: Sequence[int]) -> NDArray[np.float32]:
        self.seen.append(list(tokens))
        rows = [
            np.random.default_rng([place, token]).normal(size=WIDTH) for place, token in enumerate(tokens)
        ]
        return np.array(rows, np.float32)

    def close(self) -> None:
        pass


def noisy_caller(encoder: NoisyEncoder, seed: int = 0, verbs: int = len(VERBS)) -> PointingCaller:
    """Heads of random weights over the encoder, which know so many verbs."""
    rng = np.random.default_rng(seed)
    shapes = {f"{SCORE}.0": WIDTH, f"{SCORE}.2": 1, VERB: verbs, FIRST: WIDTH, LAST: WIDTH, SLOT: WIDTH}
    weights = {
        f"{name}.weight": rng.normal(size=(out, WIDTH)).astype(np.float32) for name, out in shapes.items()
    }
    weights |= {f"{name}.bias": np.zeros(out, np.float32) for name, out in shapes.items()}
    return PointingCaller(encoder, Heads(weights), WordPiece.shipped())
