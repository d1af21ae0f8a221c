"""Events as JSON lines, both ways; pure."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from .errors import InputFileError
from .event import Event

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def to_line(event: Event) -> str:
    """One line, without its end."""
    return _EVENT.dump_json(event).decode()


def from_lines(lines: Sequence[str], name: str) -> list[Event]:
    """The events; a last line that a crash cut short is left out. Raises InputFileError naming `name`."""
    events: list[Event] = []
    for number, line in enumerate(lines, 1):
        try:
            events.append(_EVENT.validate_json(line))
        except ValidationError as error:
            if number == len(lines):
                break
            raise InputFileError(f"{name}, line {number}, is not an event.") from error
    return events
