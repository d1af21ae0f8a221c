"""Documents of `eval`, `bench` and `quant`, from this machine or another: read, checked, never trusted."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from edgelam.core.errors import InputFileError

_LARGEST = 64 << 20  # bytes of a file
_MOST = 20_000  # figures, and samples of a name
_LONGEST = 200  # characters of a name


@dataclass(frozen=True)
class Number:
    """One figure as read."""

    name: str
    value: float | None
    unit: str
    n: int
    target: str | None
    holds: bool | None


@dataclass(frozen=True)
class Document:
    """What all such documents have in common. rest: everything else that is in it."""

    path: Path
    machine: dict[str, Any]
    figures: tuple[Number, ...]
    samples: dict[str, list[float]]
    rest: dict[str, Any]

    @property
    def title(self) -> str:
        """What it measured, e.g. `bench latency`; else the file's name."""
        for kind in ("bench", "eval", "quant"):
            if isinstance(self.rest.get(kind), str):
                return f"{kind} {self.rest[kind]}"
        return self.path.stem

    @property
    def command(self) -> str:
        """What printed it, where that is written down."""
        said = self.rest.get("command")
        return said if isinstance(said, str) else ""

    def figure(self, name: str) -> Number | None:
        """The figure of that name."""
        return next((figure for figure in self.figures if figure.name == name), None)


def read_document(path: Path) -> Document:
    """The document in a file. Raises InputFileError, which says in one line what is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputFileError(f"{path}: too large for a document with figures")
        whole = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except OSError as error:
        raise InputFileError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputFileError(f"{path}: not JSON: {_short(str(error))}") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("figures"), list):
        raise InputFileError(
            f"{path}: not a document of eval, bench or quant: it has no list of figures",
            hint="Write one with `--json > FILE`.",
        )
    if not isinstance(whole.get("machine"), dict):
        raise InputFileError(f"{path}: it does not say on what machine it was measured")
    if len(whole["figures"]) > _MOST:
        raise InputFileError(f"{path}: {len(whole['figures'])} figures are too many")
    figures = tuple(_figure(path, row, number) for number, row in enumerate(whole["figures"], 1))
    rest = {key: value for key, value in whole.items() if key not in ("figures", "machine", "samples")}
    return Document(path, whole["machine"], figures, _samples(path, whole.get("samples", {})), rest)


def _figure(path: Path, row: object, number: int) -> Number:
    """One figure, strictly: a value that is no finite number would spoil every plot it is in."""
    if not isinstance(row, dict):
        raise InputFileError(f"{path}: figure {number} is not an object")
    name, value, unit, n = (row.get(key) for key in ("name", "value", "unit", "n"))
    target, holds = row.get("target"), row.get("holds")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST:
        raise InputFileError(f"{path}: figure {number} has no name")
    right = (
        (value is None or _is_number(value))
        and isinstance(unit, str)
        and len(unit) <= _LONGEST
        and isinstance(n, int)
        and not isinstance(n, bool)
        and (target is None or isinstance(target, str))
        and (holds is None or isinstance(holds, bool))
    )
    if not right:
        raise InputFileError(f"{path}: figure {number} ({_short(name)}) is malformed")
    return Number(name, value, unit, n, target, holds)  # type: ignore[arg-type]


def _samples(path: Path, found: object) -> dict[str, list[float]]:
    if not isinstance(found, dict):
        raise InputFileError(f"{path}: its samples are malformed")
    for name, values in found.items():
        if not isinstance(values, list) or len(values) > _MOST or not all(map(_is_number, values)):
            raise InputFileError(f"{path}: the samples of {_short(name)} are malformed")
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and _finite(value)


def _finite(value: int | float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer beyond every float
        return False


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119] + "\u2026"
