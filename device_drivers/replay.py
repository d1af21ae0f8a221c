"""A recorded run as a phone: shows what was seen, knows what was asked, takes what was done, in order."""

from __future__ import annotations

from pathlib import Path

from edgelam.core.command import Command
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, InputFileError, ObserveFailed, Unsupported
from edgelam.core.event import Event, Observed, Performed, Queried
from edgelam.core.fact import Fact, Query
from edgelam.core.lines import from_lines
from edgelam.core.screen import Screen


def open_driver(serial: str) -> Driver:
    """The phone of the trace (JSON lines of events) at that path. Raises InputFileError."""
    try:
        lines = Path(serial).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"The trace {serial} cannot be read: {error}.") from error
    return Replay(serial, from_lines(lines, serial))


class Replay:
    """A phone that can only live through what it lived through before."""

    def __init__(self, serial: str, events: list[Event]) -> None:
        self._serial = serial
        self._events = [e for e in events if isinstance(e, Observed | Performed | Queried)]
        self._at = 0  # the next event
        self._shown: Observed | None = None
        self._left = 0  # looks until the screen after it is shown

    @property
    def serial(self) -> str:
        return self._serial

    @property
    def capabilities(self) -> frozenset[str]:
        commands = {e.command.kind for e in self._events if isinstance(e, Performed)}
        return frozenset(commands | {e.query.kind for e in self._events if isinstance(e, Queried)})

    def observe(self) -> Screen:
        """The recorded screen, often enough to see that it stands still; then the one after it."""
        coming = self._coming()
        if coming is not None and self._left <= 0:
            self._at = self._events.index(coming, self._at) + 1
            self._shown, self._left = coming, min(coming.looks, 2)
        if self._shown is None:
            raise ObserveFailed("The trace shows no screen here.", hint="Replay it from its beginning.")
        self._left -= 1
        return self._shown.screen

    def perform(self, command: Command) -> None:
        """Raises CommandFailed unless this is what was done next."""
        for number in range(self._at, len(self._events)):
            event = self._events[number]
            if isinstance(event, Performed):
                if event.command != command:
                    raise CommandFailed(f"The trace goes on with {event.command!r}, not with {command!r}.")
                self._at, self._left = number + 1, 0
                return
        raise CommandFailed(f"The trace ends before {command!r}.")

    def query(self, query: Query) -> Fact:
        """What was answered last or, before the first time, next."""
        asked = [n for n, e in enumerate(self._events) if isinstance(e, Queried) and e.query == query]
        if not asked:
            raise Unsupported(f"The trace does not tell {query!r}.", hint="Record the run again.")
        end = self._segment_end()
        event = self._events[max((n for n in asked if n < end), default=asked[0])]
        assert isinstance(event, Queried)
        return event.fact

    def screenshot(self) -> bytes:
        raise Unsupported("A trace holds no pictures.", hint="Use a phone.")

    def close(self) -> None:
        """Nothing is held."""

    def _coming(self) -> Observed | None:
        """The next screen before anything else is done."""
        upcoming = self._events[self._at : self._segment_end()]
        return next((e for e in upcoming if isinstance(e, Observed)), None)

    def _segment_end(self) -> int:
        later = range(self._at, len(self._events))
        return next((n for n in later if isinstance(self._events[n], Performed)), len(self._events))
