"""`edgelam bench sustained`: decisions back to back for minutes; does the machine keep its speed?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edgelam.core.contracts import Caller
from edgelam.core.errors import UsageError
from edgelam.models.home import own_models
from edgelam.models.registry import find
from edgelam.run.models import open_caller

from .figures import Figure, figure, percentile, percentiles
from .machine import machine
from .process import Ticks, celsius, megahertz, memory, ticks
from .steps import decide, requests
from .traces import Request

WINDOW = 60.0  # seconds
_FEW = 5  # decisions that a window needs to count

Say = Callable[[str], None]


@dataclass
class Window:
    """One minute of decisions. stolen: share of the processors' time that other guests of the host took."""

    ms: list[float] = field(default_factory=list)
    seconds: float = 0.0
    mhz: float | None = None
    stolen: float | None = None
    celsius: float | None = None
    anonymous: int | None = None  # bytes resident at its end

    @property
    def p50(self) -> float | None:
        """Milliseconds."""
        return percentile(self.ms, 0.5)


@dataclass
class Sustained:
    """Windows in order; interrupted: whether they are fewer than were wanted."""

    windows: list[Window] = field(default_factory=list)
    interrupted: bool = False


def sustained(
    *,
    minutes: float = 10,
    caller: str = "",
    steps: int = 200,
    path: Path | None = None,
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench sustained`; Ctrl-C ends it early and keeps what was measured.

    steps, path: the recorded steps that are decided over and over, see steps.requests. say: hears a line for
    every minute. Raises ModelError, InputFileError, UsageError.
    """
    if not minutes > 0:
        raise UsageError("there is nothing to measure in no time")
    model = find(caller or "caller", own_models())
    asked = requests(path, steps)
    with open_caller(caller) as opened:
        found = hold(opened, asked, minutes * 60, window=WINDOW, say=say)
    return {
        "bench": "sustained",
        "machine": machine([model]),
        "figures": figures(found),
        "caller": model.name,
        "interrupted": found.interrupted,
        "minutes": [_row(number, window) for number, window in enumerate(found.windows, 1)],
    }


def hold(
    caller: Caller,
    asked: Sequence[Request],
    seconds: float,
    *,
    window: float = WINDOW,
    say: Say = lambda line: None,
    now: Callable[[], float] = time.perf_counter,
) -> Sustained:
    """Decide for that long, in windows of that length; the first decisions, which warm up, do not count."""
    found = Sustained()
    try:
        for request in asked[:3]:
            decide(caller, request)
        ends = now() + seconds
        while now() < ends:
            found.windows.append(Window())
            _fill(found.windows[-1], caller, asked, min(now() + window, ends), now)
            say(_line(found))
    except KeyboardInterrupt:
        found.interrupted = True
    found.windows = [w for w in found.windows if len(w.ms) >= _FEW] or found.windows[:1]
    return found


def _fill(
    into: Window, caller: Caller, asked: Sequence[Request], until: float, now: Callable[[], float]
) -> None:
    started, before, clocks = now(), ticks(), []
    number = 0
    try:
        while (began := now()) < until:
            decide(caller, asked[number % len(asked)])
            into.ms.append((now() - began) * 1000)
            number += 1
            if number % 50 == 0:
                clocks.append(megahertz())
    finally:  # also when Ctrl-C ends it
        into.seconds = now() - started
        known = [clock for clock in [*clocks, megahertz()] if clock is not None]
        into.mhz = round(sum(known) / len(known), 1) if known else None
        into.stolen = _stolen(before, ticks())
        into.celsius = celsius()
        into.anonymous = memory().anonymous


def _stolen(before: Ticks | None, after: Ticks | None) -> float | None:
    return after.stolen_since(before) if before is not None and after is not None else None


def figures(found: Sustained) -> list[Figure]:
    """Drift, throttling and the speed over all. Drift is p50 of a minute over p50 of the first, less 1."""
    windows = found.windows
    middles = [w.p50 for w in windows if w.p50 is not None]
    times = [ms for w in windows for ms in w.ms]
    drift = [p50 / middles[0] - 1 for p50 in middles]
    seconds = sum(w.seconds for w in windows)
    several = len(middles) > 1
    clocks = [w.mhz for w in windows if w.mhz is not None]
    stolen = [w.stolen for w in windows if w.stolen is not None]
    heat = [w.celsius for w in windows if w.celsius is not None]
    return [
        *percentiles("sustained decision", times),
        figure("decisions a second", len(times) / seconds if seconds else None, "1/s", len(times)),
        figure("drift of p50, last minute", drift[-1] if several else None, "share", len(drift)),
        figure("drift of p50, slowest minute", max(drift) if several else None, "share", len(drift)),
        figure(
            "clock, slowest over fastest minute",
            min(clocks) / max(clocks) if clocks else None,
            "ratio",
            len(clocks),
        ),
        figure("time stolen by other guests, worst minute", max(stolen, default=None), "share", len(stolen)),
        figure("temperature, highest", max(heat, default=None), "C", len(heat)),
        figure("sustained for", seconds / 60, "min", len(windows)),
    ]


def _row(number: int, window: Window) -> dict[str, Any]:
    return {
        "minute": number,
        "n": len(window.ms),
        "p50_ms": window.p50,
        "p95_ms": percentile(window.ms, 0.95),
        "mhz": window.mhz,
        "stolen": window.stolen,
        "celsius": window.celsius,
        "rss_anonymous": window.anonymous,
    }


def _line(found: Sustained) -> str:
    window, first = found.windows[-1], found.windows[0].p50
    parts = [f"minute {len(found.windows)}: {len(window.ms)} decisions"]
    if window.p50 is not None and first:
        parts.append(f"p50 {window.p50:.1f} ms ({window.p50 / first - 1:+.1%})")
    parts += [f"{window.mhz:.0f} MHz"] if window.mhz is not None else []
    parts += [f"{window.celsius:.0f} C"] if window.celsius is not None else []
    parts += [f"{window.stolen:.1%} stolen"] if window.stolen is not None else []
    return ", ".join(parts)
