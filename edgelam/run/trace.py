"""Events as JSON lines: written while they happen, read back as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from edgelam.core.errors import InputFileError, StorageError
from edgelam.core.event import Event

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def to_json(event: Event) -> str:
    """One line."""
    return _EVENT.dump_json(event).decode()


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
                file.write(to_json(event) + "\n")
            except OSError as error:
                raise StorageError(f"cannot write the trace {path}: {error.strerror}") from error
            yield event


def read_trace(path: Path) -> list[Event]:
    """The events of a trace; a last line cut short by a crash is left out. Raises InputFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"cannot read the trace {path}: {error}") from error
    events: list[Event] = []
    for number, line in enumerate(lines, 1):
        try:
            events.append(_EVENT.validate_json(line))
        except ValidationError as error:
            if number == len(lines):
                break
            raise InputFileError(f"{path}, line {number}: not an event") from error
    return events
