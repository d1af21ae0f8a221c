"""Waiting until the screen has stopped moving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edgelam.core.contracts import Driver
from edgelam.core.screen import Screen

# Seconds. An idle phone shows two equal trees at once; a transition takes 250 to 800 ms; after six seconds it
# is the app that moves (a video, a countdown), and its shape is all that can be waited for.
PAUSE, LONGEST_PAUSE, REACTION, CAP = 0.03, 0.25, 0.6, 6.0


@dataclass(frozen=True)
class Look:
    """A settled look. ms: wall milliseconds, waiting included; look_ms: of one tree read."""

    screen: Screen
    looks: int
    ms: float
    look_ms: float
    stable: bool


def _shape(screen: Screen) -> tuple[object, ...]:
    """What stays the same while a clock ticks: nodes and places, not texts."""
    return (screen.package, screen.keyboard, tuple((e.path, e.role, e.bounds) for e in screen.elements))


def settle(
    driver: Driver, now: Callable[[], float], sleep: Callable[[float], None], before: Screen | None = None
) -> Look:
    """Look until two looks in a row have the same shape.

    before: the screen on which something was just done; while nothing has changed against it, the phone is
    given REACTION seconds to react before its answer is taken. now, sleep: seconds, monotonic.
    """
    started = now()
    screen, looks, pause = driver.observe(), 1, PAUSE
    look_ms = (now() - started) * 1000
    while True:
        sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)
        looked = now()
        again = driver.observe()
        looks, look_ms = looks + 1, (now() - looked) * 1000
        same = again == screen or _shape(again) == _shape(screen)
        waited = now() - started
        screen = again
        if waited > CAP:
            return Look(screen, looks, waited * 1000, look_ms, stable=False)
        if same and (before is None or screen != before or waited > REACTION):
            return Look(screen, looks, waited * 1000, look_ms, stable=True)
