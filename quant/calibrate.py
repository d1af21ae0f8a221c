"""The token rows that a model really reads in its role: what importances and ranges are gathered over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edgelam.core.contracts import Caller, Planner
from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.train.caller_eval import legal_of
from edgelam.train.examples import caller_steps

from .decisions import go_on
from .reference import Reference
from .samples import Samples, catalogue, read_goals

if TYPE_CHECKING:
    from edgelam.core.contracts import Vectors

Told = Callable[[int, int], None]  # inputs done, inputs in all


@dataclass(frozen=True)
class Calibration:
    """rows: tokens of every text read. words: where they come from."""

    rows: tuple[tuple[int, ...], ...]
    words: str


def calibration_rows(
    reference: Reference, inputs: Samples, *, told: Told = lambda done, of: None
) -> Calibration:
    """Let the reference decide on the inputs and keep what it read. Raises ModelError, InputFileError."""
    rows: list[tuple[int, ...]] = []
    with _recording(reference, inputs.role, rows) as model:
        if inputs.role == "planner":
            offered, goals = catalogue(), read_goals(inputs.path)
            for number, goal in enumerate(goals, 1):
                model.plan(goal, offered)
                told(number, len(goals))
        else:
            examples = caller_steps(inputs.path)
            for number, example in enumerate(examples, 1):
                step = Step(id="1", do=example.do, app_label=example.app, slots=example.slots)
                model.choose(step, Screen(elements=example.elements), example.history, legal_of(example))
                go_on(model, example)
                told(number, len(examples))
    return Calibration(tuple(_whole(rows)), f"{inputs.n} {inputs.words}")


def _whole(rows: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Without those that the next one only goes on from."""
    for row, after in zip(rows, [*rows[1:], ()], strict=True):
        if after[: len(row)] != row:
            yield row


@contextmanager
def _recording(reference: Reference, role: str, rows: list[tuple[int, ...]]) -> Iterator[Any]:
    """The role's model on the reference's weights, its engine wrapped."""
    folder = reference.source.folder
    model: Caller | Planner
    if reference.source.kind == "generative":
        from edgelam.engines.llama import LlamaDecoder

        with closing(LlamaDecoder(reference.path)) as decoder:
            told: Any = _Told(decoder, rows)
            if role == "planner":
                from edgelam.planner.generative import GenerativePlanner

                yield GenerativePlanner(told)
            else:
                from edgelam.run.models import generative_caller

                with ExitStack() as stack:
                    yield generative_caller(told, reference.path, stack)
        return
    from edgelam.engines.llama import LlamaEncoder

    with closing(LlamaEncoder(reference.path)) as encoder:
        told = _Told(encoder, rows)
        if role == "planner":
            from edgelam.planner.pointing import PointingPlanner

            model = PointingPlanner.load(folder, told)
        else:
            from edgelam.caller.pointing import PointingCaller

            model = PointingCaller.load(folder, told)
        yield model


class _Told:
    """An engine that tells what it is given to read; all else goes to the one inside."""

    def __init__(self, inner: Any, rows: list[tuple[int, ...]]) -> None:
        self._inner = inner
        self._rows = rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def encode(self, tokens: Sequence[int]) -> Vectors:
        """See contracts.Encoder."""
        self._rows.append(tuple(tokens))
        vectors: Vectors = self._inner.encode(tokens)
        return vectors

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """See contracts.Decoder."""
        self._rows.append(tuple(tokens))
        logits: Vectors = self._inner.evaluate(tokens)
        return logits

    def evaluate_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> Vectors:
        """See engines.llama."""
        self._rows.append((*prefix, *max(continuations, key=len, default=())))
        logits: Vectors = self._inner.evaluate_many(prefix, continuations)
        return logits
