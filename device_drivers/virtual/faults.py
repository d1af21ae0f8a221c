"""What goes wrong on a phone: the faults by name, and when they strike; pure schedules, no clock."""

from __future__ import annotations

import heapq
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Where = Literal["input", "screen", "tree", "transport", "server"]
Strike = tuple[int, str]  # before which input, and which fault


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    where: the part of the phone that carries it out. gap: inputs from one strike to the next, when it is
    scheduled by its name alone. times: how often a strike is felt: trees read, packets sent.
    """

    what: str
    where: Where
    gap: tuple[int, int] = (4, 10)
    times: int = 1


FAULTS: Mapping[str, Fault] = {
    "slow_tree": Fault("the next trees take 0.4 or 1.5 seconds longer", "tree", (1, 3), 3),
    "stale_tree": Fault("the next trees show the screen before the last change", "tree", (1, 3), 2),
    "never_idle": Fault("something moves: `could not get idle state` after ten seconds", "tree", (2, 5)),
    "null_root": Fault("the next trees have no root", "tree", (1, 3), 2),
    "dump_crash": Fault("the dumper dies of a NullPointerException", "tree", (1, 3)),
    "popup": Fault("a dialog of the system comes up under the finger", "screen"),
    "heads_up": Fault("a notification shows itself on top for five seconds", "screen", (2, 6)),
    "permission_dialog": Fault("the app in front asks for a permission", "screen", (1, 8)),
    "anr": Fault("the app in front isn't responding: close it or wait", "screen"),
    "crash": Fault("the app in front dies, its page is gone", "screen", (5, 15)),
    "keyboard": Fault("a keyboard nobody asked for covers the lower part", "screen", (2, 6)),
    "reorder": Fault("the rows of a list change places as it is scrolled or touched", "screen", (2, 5)),
    "rotation": Fault("the screen turns", "screen"),
    "lost_tap": Fault("a touch goes nowhere", "input", (2, 6)),
    "double_tap": Fault("a tap is delivered twice", "input", (3, 8)),
    "screen_off": Fault("the screen goes dark", "screen"),
    "lock": Fault("the screen goes dark and the phone locks, to be swiped open", "screen"),
    "latency": Fault("packets to the phone take 20 to 120 milliseconds longer", "transport", (1, 12), 100),
    "disconnect": Fault("the connection drops at an input and is refused for half a second", "transport"),
    "unauthorized": Fault("the same, and the phone asks its owner to allow the computer again", "transport"),
    "low_memory": Fault("the system kills uiautomator2's server", "server"),
}
NAMES = ("none", *FAULTS)
# Queries over ADB are answered truly once the run is over: no fault strikes without an input, and a
# connection that was lost can be made again.
JUDGEABLE = tuple(FAULTS)
FORMS = "Say NAME, NAME@INPUT, several with commas, or random:SEED."

_CALM = (2, 6)  # inputs between two faults of a random schedule
_SLOW = (0.4, 1.5)  # seconds
_LATE = (0.02, 0.12)


class Faults:
    """The faults of one phone. Every question moves the schedule on: same inputs, same faults.

    schedule: `none`; names, each by itself (`popup`: at inputs drawn by the seed) or with the input it comes
    before (`popup@3,lost_tap@5`); `random:SEED` draws from all. ValueError for anything else.
    """

    def __init__(self, schedule: str = "none", seed: int = 0) -> None:
        self._random = random.Random(f"{seed}:{schedule}")
        self._coming = heapq.merge(*strikes(schedule, seed))
        self._next = next(self._coming, None)
        self._inputs = 0
        self._due: Counter[str] = Counter()
        self._cuts = 0

    def step(self) -> None:
        """Another input comes: a touch, a key, a text, an app that is started."""
        self._inputs += 1
        while self._next is not None and self._next[0] <= self._inputs:
            name = self._next[1]
            self._due[name] = FAULTS[name].times
            self._next = next(self._coming, None)

    def due(self, name: str) -> bool:
        """Whether the fault waits for its chance."""
        return self._due[name] > 0

    def strikes(self, name: str) -> bool:
        """Whether the fault strikes here and now; it has struck then."""
        if not self._due[name]:
            return False
        self._due[name] -= 1
        return True

    def tree_delay(self) -> float:
        """Seconds the next tree takes longer."""
        return self._random.choice(_SLOW) if self.strikes("slow_tree") else 0.0

    def latency(self) -> float:
        """Seconds the next packet takes longer."""
        return self._random.uniform(*_LATE) if self.strikes("latency") else 0.0

    def cut_short(self) -> bool:
        """Whether the connection goes before the input was done; every other time it goes after it."""
        if not (self.due("disconnect") or self.due("unauthorized")):
            return False
        self._cuts += 1
        return self._cuts % 2 == 1


def strikes(schedule: str, seed: int) -> list[Iterator[Strike]]:
    """When each part of a schedule strikes, in ascending order. ValueError as for `Faults`."""
    if schedule == "none":
        return []
    parts = schedule.split(",")
    found = []
    for part in parts:
        name, at, place = part.strip().partition("@")
        drawn = re.fullmatch(r"random:(\w+)", part.strip())
        if drawn:
            found.append(_drawn(random.Random(f"random:{drawn[1]}")))
        elif name not in FAULTS:
            raise ValueError(f"no fault is called {name!r}")
        elif not at:
            found.append(_again_and_again(name, random.Random(f"{seed}:{name}")))
        elif re.fullmatch(r"[1-9]\d{0,5}", place):
            found.append(iter([(int(place), name)]))
        else:
            raise ValueError(f"not the number of an input: {place!r}")
    return found


def _again_and_again(name: str, rng: random.Random) -> Iterator[Strike]:
    """Once at the start, then after every gap."""
    least, most = FAULTS[name].gap
    at = rng.randint(1, least)
    while True:
        yield at, name
        at += rng.randint(least, most)


def _drawn(rng: random.Random) -> Iterator[Strike]:
    """One fault after another, whichever it is."""
    at = rng.randint(1, _CALM[0])
    while True:
        yield at, rng.choice(tuple(FAULTS))
        at += rng.randint(*_CALM)
