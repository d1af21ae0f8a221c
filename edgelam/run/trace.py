"""The record of a run: its events as JSON lines, each written before it is passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from edgelam.core.errors import InputFileError, StorageError
from edgelam.core.event import Event
from edgelam.core.lines import from_lines, to_line


def record(events: Iterable[Event], path: Path) -> Iterator[Event]:
    """Pass the events on, each written before it is passed.

    Raises StorageError before the first event when the file cannot be made, and when the disk fills.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8", buffering=1)
    except OSError as error:
        raise StorageError(f"cannot write the trace {path}: {error.strerror}") from error
    with file:
        for event in events:
            try:
                file.write(to_line(event) + "\n")
            except OSError as error:
                raise StorageError(f"cannot write the trace {path}: {error.strerror}") from error
            yield event


def read_trace(path: Path) -> list[Event]:
    """The events of a trace. Raises InputFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"The trace {path} cannot be read: {error}.") from error
    return from_lines(lines, str(path))
