"""How far a long transfer is, on stderr: one line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_MOVING, _WRITTEN = 0.1, 5.0  # s between two lines
_SMALL = 20_000_000  # bytes; less is not worth a line


class Meter:
    """Called with the bytes that are here and the bytes in all, as often as one likes."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._terminal = sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._first: int | None = None  # bytes that were here before
        self._shown = False

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._terminal:
            sys.stderr.write("\n")
            sys.stderr.flush()

    def __call__(self, done: int, size: int) -> None:
        """Say how far it is, if the last time is long enough ago or this is the end of something long."""
        now = time.monotonic()
        if self._first is None:
            self._first = done
            if done and done < size:
                self._write(f"{self._what}: going on at {_mb(done)} of {_mb(size)} MB")
                return
        pause = _MOVING if self._terminal else _WRITTEN
        if now - self._last < pause and not (done == size > _SMALL and self._terminal):
            return
        self._last = now
        rate = (done - self._first) / max(now - self._began, 1e-3)  # bytes a second
        left = f", {(size - done) / rate:.0f} s left" if rate > 0 and done < size else ""
        share = 100 * done // max(size, 1)
        self._write(f"{self._what}: {_mb(done)} of {_mb(size)} MB, {share} %, {rate / 1e6:.1f} MB/s{left}")

    def _write(self, line: str) -> None:
        self._shown = True
        sys.stderr.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
        sys.stderr.flush()


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f}"
