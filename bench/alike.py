"""Whether several models answer alike, and how long each takes: all are asked every question in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.figures import Figure, figure, percentile

Question = TypeVar("Question")
_WARM_UP = 3  # questions asked beforehand


@dataclass
class Answers:
    """What one model said to each question, and the milliseconds it took."""

    said: list[Hashable] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def agreement(self, other: Answers) -> float | None:
        """Share of the questions with the same answer, 0..1; None where nothing was asked."""
        same = [one == two for one, two in zip(self.said, other.said, strict=True)]
        return sum(same) / len(same) if same else None


def ask_all(
    models: Mapping[str, Callable[[Question], Hashable]],
    questions: Sequence[Question],
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[dict[str, Answers], bool]:
    """Every question to every model, each time another one first: the machine's moods meet all of them.

    Ctrl-C ends the asking: what was answered by all of them is given back, and that it ended so.
    """
    found = {name: Answers() for name in models}
    names = list(models)
    try:
        for question in questions[:_WARM_UP]:
            for ask in models.values():
                ask(question)
        for number, question in enumerate(questions):
            turn = {}
            for name in names[number % len(names) :] + names[: number % len(names)]:
                started = time.perf_counter()
                said = models[name](question)
                turn[name] = said, (time.perf_counter() - started) * 1e3
            for name, (said, ms) in turn.items():
                found[name].said.append(said)
                found[name].ms.append(ms)
            progress(number + 1, len(questions))
    except KeyboardInterrupt:
        return found, True
    return found, False


def time_figures(role: str, found: Mapping[str, Answers]) -> list[Figure]:
    """p50 and p95 of every model."""
    return [
        figure(f"{role} {name} p{round(share * 100)}", percentile(one.ms, share), "ms", len(one.ms))
        for name, one in found.items()
        for share in (0.5, 0.95)
    ]
