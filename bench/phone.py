"""`edgelam bench phone`: how fast the virtual phone answers and starts, does it grow, what a fuzz finds."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from edgelam.core.errors import ConfigError, UsageError

from .adb_host import Calls
from .environment import environment
from .figures import Figure, figure, middle
from .fuzz import Fuzzed, fuzz
from .fuzz_grammar import filled
from .fuzz_lines import PACKAGES, QUESTIONS
from .intervals import slope
from .machine import machine
from .process import Memory, memory, processor_seconds

Say = Callable[[str], None]

READS = 500  # trees a second
START_S = 1.0
GROWTH = 50.0  # bytes an operation
_EVERY = 1000  # operations between two looks at the memory
_STAY = 40  # operations in one app
_DUMP = ("dumpWindowHierarchy", False, 50)
_KEYS = ("back", "back", "home", "enter", "recent", "menu", "volume_up")


def phone(
    *,
    seconds: float = 5,
    operations: int = 100_000,
    tries: int = 20_000,
    starts: int = 5,
    seed: int = 0,
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench phone`. Raises UsageError, ConfigError.

    seconds: how long trees are read, twice. operations: after which memory is judged. tries: of the fuzz.
    starts: processes that are started and timed.
    """
    if not seconds > 0 or starts < 1:
        raise UsageError("nothing is measured in no time")
    figures = start_figures(starts, seed, say)
    with _served(seed) as served:
        figures += read_figures(served, seconds, say)
        growth = memory_series(served, operations, seed, say)
    found = fuzz(seed, tries, say)
    return {
        "bench": "phone",
        "machine": machine([]),
        "figures": [*figures, *memory_figures(growth), *fuzz_figures(found)],
        "series": [{"after": count, "anonymous": held.anonymous} for count, held in growth],
        "notes": [
            "The phone's process is held on one core; the client is another process.",
            "A start finds its modules compiled, as where the package was installed.",
            "By processor time: what one core would give if nothing else were on it.",
            *found.late[:5],
            *found.failed[:5],
            *found.wrong[:5],
            *filter(None, [found.died]),
        ],
    }


@dataclass(frozen=True)
class Served:
    """A phone in a process of its own. started: monotonic time of its spawn, in seconds."""

    process: subprocess.Popen[str]
    port: int
    started: float

    def processor(self) -> float:
        """Seconds of processor time that it has taken; NaN where the kernel does not tell."""
        return processor_seconds(self.process.pid)


@contextmanager
def _served(seed: int) -> Iterator[Served]:
    """`edgelam phone serve`, held on one core, until the block ends."""
    words = ["-m", "edgelam", "phone", "serve", "--port", "0", "--seed", str(seed), "--json"]
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True, env=environment())
    with process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                raise ConfigError(f"the phone ended at once, with {process.wait()}")
            with suppress(AttributeError, OSError):  # only Linux can hold a process on a core
                os.sched_setaffinity(process.pid, {min(os.sched_getaffinity(0))})
            yield Served(process, json.loads(line)["port"], started)
        finally:
            process.kill()


def start_figures(count: int, seed: int, say: Say) -> list[Figure]:
    """From the spawn of the process to the first tree that it answers; the first one compiles, uncounted."""
    wall, processor = [], []
    for number in range(count + 1):
        say(f"start {number} of {count}")
        with _served(seed) as served:
            calls = Calls(served.port)
            assert calls(*_DUMP)
            wall.append(time.perf_counter() - served.started)
            processor.append(served.processor())
            calls.close()
    wall, processor = wall[1:], processor[1:]
    return [
        middle("phone: process start to first tree, p50", wall, "s", at_most=START_S),
        middle("phone: processor time to first tree, p50", processor, "s"),
    ]


def read_figures(served: Served, seconds: float, say: Say) -> list[Figure]:
    """Trees of a full list, as it stands, and each after the list was scrolled."""
    calls = Calls(served.port)
    calls.shell("am start -n com.android.contacts/.activities.PeopleActivity")
    nodes = calls(*_DUMP).count("<node ")
    say(f"trees of {nodes} nodes, for {seconds:g} s each way")
    figures = [figure("phone: nodes of the tree", nodes, "nodes", 1)]
    figures += _rate("phone: trees a second", calls, served, seconds, lambda _: None, at_least=READS)
    figures += _rate(
        "phone: scrolls with a tree a second",
        calls,
        served,
        seconds,
        lambda turn: calls("swipe", 500, 1700, 500, (1300, 2100)[turn % 2], 20),
    )
    calls.close()
    return figures


def _rate(
    name: str,
    calls: Calls,
    served: Served,
    seconds: float,
    before: Callable[[int], object],
    at_least: float | None = None,
) -> list[Figure]:
    turns = 0
    started, used = time.perf_counter(), served.processor()
    while (passed := time.perf_counter() - started) < seconds:
        before(turns)
        assert calls(*_DUMP)
        turns += 1
    used = served.processor() - used
    per_processor = turns / used if used > 0 else None
    return [
        figure(name, turns / passed, "1/s", turns, at_least=at_least),
        figure(f"{name}, by processor time", per_processor, "1/s", turns, at_least=at_least),
    ]


def memory_series(
    served: Served, operations: int, seed: int, say: Say = lambda line: None
) -> list[tuple[int, Memory]]:
    """The process's memory after every so many touches, keys, trees, starts and shell lines."""
    calls = Calls(served.port)
    rng = random.Random(f"operations:{seed}")
    series = []
    for number in range(1, operations + 1):
        _operate(calls, rng, number)
        if number % _EVERY == 0 or number == operations:
            series.append((number, memory(served.process.pid)))
        if number % (10 * _EVERY) == 0:
            say(f"{number} of {operations} operations")
    calls.close()
    return series


def _operate(calls: Calls, rng: random.Random, number: int) -> None:
    x, y = rng.randrange(1080), rng.randrange(2400)
    kind = rng.random()
    if number % _STAY == 1:
        calls("launchApp", rng.choice(PACKAGES))
    elif kind < 0.4:
        calls("click", x, y)
    elif kind < 0.5:
        calls("swipe", x, y, rng.randrange(1080), rng.randrange(2400), 20)
    elif kind < 0.65:
        calls("pressKey", rng.choice(_KEYS))
    elif kind < 0.9:
        calls(*_DUMP)
    else:
        calls.shell(filled(rng, rng.choice(QUESTIONS)) + " < /dev/null")


def memory_figures(series: list[tuple[int, Memory]]) -> list[Figure]:
    """Growth over the second half, by when what is set up once is set up."""
    held = [one.anonymous for _, one in series if one.anonymous is not None]
    rise = slope(held[len(held) // 2 :])
    count = series[-1][0] if series else 0
    return [
        figure("phone: memory, last", held[-1] if held else None, "bytes", count),
        figure(
            "phone: memory, last over half-way",
            held[-1] / held[len(held) // 2] if held else None,
            "ratio",
            count,
        ),
        figure(
            "phone: growth",
            None if rise is None else rise / _EVERY,
            "bytes/operation",
            count if rise is not None else 0,
            at_most=GROWTH,
        ),
    ]


def fuzz_figures(found: Fuzzed) -> list[Figure]:
    counts = {
        "phone: fuzz, died": int(bool(found.died)),
        "phone: fuzz, failed inside": len(found.failed),
        "phone: fuzz, not answered in time": len(found.late),
        "phone: fuzz, answers unlike the twin's": len(found.wrong),
    }
    return [figure(name, count, "tries", found.tries, at_most=0) for name, count in counts.items()]
