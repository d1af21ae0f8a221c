"""Figures and machines in words and round numbers, the same in the README and in reports; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .documents import Number

_SCALES = {"bytes": (1e-6, "MB"), "share": (100.0, "%")}


def number(value: float) -> str:
    """At most four digits that matter."""
    size = abs(value)
    if size >= 1e15 or 0 < size < 1e-4:
        return f"{value:.3g}"
    for scale, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if size >= scale and size >= 10_000:
            return f"{value / scale:.3g} {letter}"
    return f"{value:.4g}"


def machine_label(machine: Mapping[str, Any]) -> str:
    """A machine in a few words, e.g. `AMD EPYC, 2 cores, 25.3 GB, Linux 6.1`."""
    cores, memory = machine.get("cores"), machine.get("ram_gb")
    parts = [
        machine.get("cpu"),
        machine.get("gpu"),
        f"{cores} cores" if isinstance(cores, int) else None,
        f"{memory:g} GB" if isinstance(memory, int | float) else None,
        machine.get("os"),
    ]
    return ", ".join(str(part)[:80] for part in parts if part) or "an unnamed machine"


def unit_of(figure: Number) -> str:
    """The unit in which a figure is shown."""
    return _SCALES.get(figure.unit, (1.0, figure.unit))[1]


def value_of(figure: Number) -> str:
    """Its number in that unit."""
    scale = _SCALES.get(figure.unit, (1.0, ""))[0]
    return "not measured" if figure.value is None else number(figure.value * scale)


def target_of(figure: Number) -> str:
    """Its target in that unit; empty where it has none."""
    scale = _SCALES.get(figure.unit, (1.0, ""))[0]
    words = (figure.target or "").split()
    return " ".join(number(found * scale) if (found := _read(word)) is not None else word for word in words)


def _read(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
