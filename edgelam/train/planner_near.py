"""Which labels words could be taken for, by the words they share with others of each label; pure.

Training among the candidates that use will bring needs them by the hundred thousand; the model's own
retrieval would cost a pass of the encoder for each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from random import Random

import numpy as np

from edgelam.core.text import words

_SPREAD = 0.15  # of the noise on nearness, so that far labels come up, too


class Near:
    """Labels by the mean of their examples' tf-idf vectors, over words and pairs of words."""

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        """examples: a text and its label."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        seen: Counter[str] = Counter()
        texts = 0
        for text, label in examples:
            grams = _grams(text)
            counts[label].update(grams)
            seen.update(list(dict.fromkeys(grams)))
            texts += 1
        self.labels = sorted(counts)
        self._places = {label: i for i, label in enumerate(self.labels)}
        self._grams = {gram: i for i, gram in enumerate(g for g, n in seen.items() if n > 1)}
        rare = np.log(1 + texts / np.array([seen[g] for g in self._grams], np.float32))
        self._weights = np.zeros((len(self._grams), len(self.labels)), np.float32)
        for column, label in enumerate(self.labels):
            for gram, count in counts[label].items():
                if gram in self._grams:
                    self._weights[self._grams[gram], column] = np.sqrt(count)
        self._weights *= rare[:, None]
        self._weights /= np.linalg.norm(self._weights, axis=0) + 1e-6
        self._weights *= rare[:, None]

    def like(self, text: str, most: int, r: Random, without: Sequence[str] = ()) -> list[str]:
        """The `most` labels that the text could be taken for, other than those of `without`."""
        places = [self._grams[g] for g in _grams(text) if g in self._grams]
        scores = self._weights[places].sum(axis=0)
        noise = np.random.default_rng(r.getrandbits(32)).random(len(scores), np.float32)
        scores = scores / (scores.max(initial=0.0) + 1e-6) + _SPREAD * noise
        scores[[self._places[label] for label in without if label in self._places]] = -1.0
        most = min(most, len(self.labels) - sum(label in self._places for label in set(without)))
        if most <= 0:
            return []
        return [self.labels[i] for i in np.argpartition(-scores, most - 1)[:most]]


@lru_cache(maxsize=4096)
def _grams(text: str) -> tuple[str, ...]:
    said = words(text)
    return (*said, *(f"{a} {b}" for a, b in zip(said, said[1:], strict=False)))
