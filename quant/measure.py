"""Candidates measured against their reference: flips, probabilities, times, memory, size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.figures import Figure, figure
from edgelam.core.errors import ModelError
from edgelam.models.registry import Model

from .agreement import Agreement, compare
from .decisions import Decision
from .judge import Work, work
from .produce import FACTS
from .samples import Samples

Told = Callable[[int, int], None]  # inputs done, inputs in all

_AT_ONCE, _BYTES = 6, 3 << 30  # models open at a time, the reference aside; bytes of their files in all
_FAILURES = 6


@dataclass(frozen=True)
class Measured:
    """Of one candidate. Sizes and memory in bytes, times in ms."""

    name: str
    size: int  # of all that it needs
    weights: int  # of the file its engine opens
    agreement: Agreement
    p50_ms: float | None
    p95_ms: float | None
    slower: float | None  # median of its time over the reference's, input by input
    peak: int | None
    anonymous: int | None
    before: int | None  # resident before the model was opened
    failures: tuple[str, ...]  # decisions that came out otherwise, in words
    success: float | None = None  # of tasks on the virtual phone
    tasks: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "agreement": self.agreement.plain()}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Measured:
        """Back from JSON; what else is in it is left aside."""
        own = {name: plain[name] for name in cls.__dataclass_fields__}
        told = {k: v for k, v in plain["agreement"].items() if k in Agreement.__dataclass_fields__}
        return cls(**{**own, "agreement": Agreement(**told), "failures": tuple(plain["failures"])})


def measure(
    reference: Model, candidates: Sequence[Model], inputs: Samples, *, told: Told = lambda done, of: None
) -> Iterator[Measured]:
    """Each candidate beside the reference, in the order given, some at a time. Raises ModelError."""
    groups = list(_groups(candidates))
    for place, group in enumerate(groups):

        def tell(n: int, of: int, place: int = place) -> None:
            told(place * of + n, len(groups) * of)

        found = work([reference.path, *(model.path for model in group)], inputs, told=tell)
        for model, own in zip(group, found[1:], strict=True):
            yield measured(model, found[0], own)


def measure_each(
    reference: Model, candidates: Sequence[Model], inputs: Samples, *, told: Told = lambda done, of: None
) -> Iterator[Measured | ModelError]:
    """As `measure`, but a candidate that does not work costs its own row only: its error stands there."""
    groups = list(_groups(candidates))
    for place, group in enumerate(groups):

        def tell(n: int, of: int, place: int = place) -> None:
            told(place * of + n, len(groups) * of)

        try:
            yield from list(measure(reference, group, inputs, told=tell))
        except ModelError as error:
            if len(group) == 1:
                yield error
                continue
            for model in group:
                try:
                    yield next(measure(reference, [model], inputs, told=tell))
                except ModelError as own:
                    yield own


def measured(model: Model, reference: Work, own: Work) -> Measured:
    """What two models' work on the same inputs says of the second."""
    pairs = zip(reference.decisions, own.decisions, strict=True)
    ratios = [b.ms / a.ms for a, b in pairs if a.ms > 0]
    return Measured(
        name=model.name,
        size=size_of(model),
        weights=model.path.stat().st_size,
        agreement=compare(reference.decisions, own.decisions),
        p50_ms=own.p50_ms,
        p95_ms=own.p95_ms,
        slower=median(ratios) if ratios else None,
        peak=own.peak,
        anonymous=own.anonymous,
        before=own.before,
        failures=tuple(_failures(reference.decisions, own.decisions)),
    )


def figures_of(
    found: Measured, *, most_flips: float | None = None, most_bytes: int | None = None
) -> list[Figure]:
    """The measurement as figures; targets where they are given."""
    a = found.agreement
    figures = [
        figure("flips", a.rate, "share", a.n, at_most=most_flips),
        figure("flips, upper end of the 95 % interval", a.at_most, "share", a.n),
        figure("flips of the type", a.type_flips / max(1, a.n), "share", a.n),
        figure("flips of the element", a.element_flips / max(1, a.n), "share", a.n),
        figure("flips of the slot", a.slot_flips / max(1, a.n), "share", a.n),
        figure("KL over the legal set", a.kl, "nats", a.n),
        figure("margin lost", a.margin_lost, "probability", a.n),
        figure("size", found.size / 1e6, "MB", 1, at_most=most_bytes / 1e6 if most_bytes else None),
        figure("decision p50", found.p50_ms, "ms", a.n),
        figure("decision p95", found.p95_ms, "ms", a.n),
        figure("time over the reference's", found.slower, "ratio", a.n),
        figure("peak RSS", found.peak / 1e6 if found.peak else None, "MB", 1),
        figure("anonymous RSS", found.anonymous / 1e6 if found.anonymous else None, "MB", 1),
    ]
    if a.right is not None:
        figures.append(figure("right decisions", a.right, "share", a.n))
        figures.append(figure("right decisions of the reference", a.reference_right, "share", a.n))
    if found.tasks:
        figures.append(figure("task success", found.success, "share", found.tasks))
    return figures


def size_of(model: Model) -> int:
    """Bytes of what the model does not work without; what is written about it aside."""
    if not model.manifest:
        return model.size
    about = (model.manifest.card, FACTS)
    return sum(entry.size for entry in model.manifest.files if entry.name not in about)


def _groups(candidates: Sequence[Model]) -> Iterator[list[Model]]:
    group: list[Model] = []
    for model in candidates:
        size = sum(other.path.stat().st_size for other in [*group, model])
        if group and (len(group) == _AT_ONCE or size > _BYTES):
            yield group
            group = []
        group.append(model)
    if group:
        yield group


def _failures(reference: Sequence[Decision], own: Sequence[Decision]) -> list[str]:
    pairs = list(zip(reference, own, strict=True))
    return [
        f"{_words(a)} -> {_words(b)}"
        for a, b in pairs
        if (a.type, a.element, a.slot) != (b.type, b.element, b.slot)
    ][:_FAILURES]


def _words(decision: Decision) -> str:
    words = " ".join(part for part in (decision.type, decision.element, decision.slot) if part)
    return words if len(words) <= 120 else words[:117] + "..."
