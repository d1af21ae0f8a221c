"""edgelam.planner.retrieval: what a model has read once it need not read again, in no process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import edgelam.models
from edgelam.core.contracts import Vectors
from edgelam.planner.retrieval import Finder
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece

WEIGHTS = Path(edgelam.models.__file__).parent / "weights" / "planner"
TEXTS = ("take a note", "play some music", "weather for a place")


class Counting:
    """An encoder whose vectors follow from the tokens; it counts what it is asked."""

    width, max_tokens = 384, 512

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, tokens: Sequence[int]) -> Vectors:
        self.asked += 1
        rng = np.random.default_rng(list(tokens))
        return rng.standard_normal((len(tokens), self.width), np.float32)

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def encoder() -> Counting:
    return Counting()


def find(encoder: Counting, memory: Path) -> list[dict[int, float]]:
    heads = Heads.load(WEIGHTS / "heads.npz")
    finder = Finder(encoder, heads, WordPiece.shipped())
    finder.remember(memory)
    step = np.random.default_rng(1).standard_normal((4, encoder.width)).astype(np.float32)
    return finder.nearest([step], TEXTS, 2, app=True)


def test_texts_are_embedded_once_on_a_machine(encoder: Counting, tmp_path: Path) -> None:
    memory = tmp_path / "new" / "memory.npz"
    first = find(encoder, memory)
    assert encoder.asked == len(TEXTS)
    assert find(encoder, memory) == first
    assert encoder.asked == len(TEXTS)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half an archive"])
def test_a_memory_that_cannot_be_read_costs_only_time(
    encoder: Counting, tmp_path: Path, content: bytes
) -> None:
    memory = tmp_path / "memory.npz"
    memory.write_bytes(content)
    assert len(find(encoder, memory)[0]) == 2
    find(encoder, memory)
    assert encoder.asked == len(TEXTS)


def test_a_place_that_cannot_be_written_costs_only_time(encoder: Counting, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert len(find(encoder, tmp_path / "file" / "memory.npz")[0]) == 2
