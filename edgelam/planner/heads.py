"""The pointing Planner's layers, named as in training, and their arithmetic in numpy; pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from edgelam.reader.heads import Floats, Heads

TAGS, DECLINE, EXTRACT, SLOT = "tags", "decline", "extract", "slot"
# Left and right of a scalar product.
HOW, WHERE = ("how_step", "how_tool"), ("where_step", "where_app")
SLOTS, OWNER = ("slot_word", "slot_param"), ("owner_word", "owner_step")
TOOL, APP = ("find_tool", "found_tool"), ("find_app", "found_app")
SHARP = 0.05  # temperature of retrieval


def point(heads: Heads, pair: tuple[str, str], left: Floats, right: Floats) -> Floats:
    """Scores (m, n) of left (m, width) against right (n, width)."""
    a, b = heads.linear(pair[0], left), heads.linear(pair[1], right)
    return np.asarray(a @ b.T / np.sqrt(a.shape[-1]), np.float32)


def slot_scores(heads: Heads, words: Floats, params: Floats, step: Floats) -> Floats:
    """(words, 1 + params): nothing first. step: (width,)."""
    fits = point(heads, SLOTS, words, params) + point(heads, OWNER, words, step[None])
    return np.concatenate([heads.linear(SLOT, words), fits], axis=-1)


def embed(heads: Heads, layer: str, vectors: Floats) -> Floats:
    """The unit vector of a run of tokens (n, width)."""
    found = heads.linear(layer, vectors.mean(axis=0))
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9), np.float32)


def barred(allowed: Sequence[Sequence[bool]]) -> Floats:
    """Costs for `best_path` under which neighbours that are not allowed[before][after] never are."""
    return np.where(np.asarray(allowed), 0.0, 1e9).astype(np.float32)


def best_path(scores: Floats, costs: Floats) -> list[int]:
    """The best sequence of tags (n, tags). costs[before][after]: what each pair of neighbours takes away."""
    total, back = scores[0], []
    for row in scores[1:]:
        ways = total[:, None] - costs
        back.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
