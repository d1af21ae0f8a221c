"""Getting to the step, and back to it past lost answers and what came between; no model is asked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from edgelam.core.action import Action, Back, OpenApp, Tap
from edgelam.core.command import Command, LaunchApp, PressKey
from edgelam.core.errors import DeviceLost, DeviceOffline, DeviceTimeout, ObserveFailed, ScreenOff, Unclear
from edgelam.core.event import Event, Observed, Performed
from edgelam.core.hierarchy import SYSTEM_UI
from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.core.text import words
from edgelam.guard.policy import Policy
from edgelam.guard.risk import INTERRUPTERS, SYSTEM_DIALOGS, act_of, dismisses

from .parts import Parts

MAX_DETOURS = 3  # in a row: then the Caller is asked
# A driver that looks while it types may find that it cannot.
_UNCLEAR = (Unclear, DeviceLost, DeviceOffline, DeviceTimeout, ObserveFailed)
T = TypeVar("T")


def perform(command: Command, step: str, parts: Parts) -> Iterator[Performed]:
    """Do it once, as an event. Raises DeviceError."""
    started = parts.now()
    parts.driver.perform(command)
    yield Performed(step=step, command=command, ms=(parts.now() - started) * 1000)


def attempt(command: Command, step: str, parts: Parts) -> Generator[Event, None, bool]:
    """Do it once; whether there was an answer. Where it is lost the next look tells what was done, or raises
    when the phone is gone for good."""
    try:
        yield from perform(command, step, parts)
    except _UNCLEAR:
        return False
    return True


def awake(look: Callable[[], T], step: str, parts: Parts) -> Generator[Event, None, T]:
    """What is seen; a dark phone is woken once. Raises DeviceError."""
    try:
        return look()
    except ScreenOff:
        yield from attempt(PressKey(key="wake"), step, parts)
    return look()


def bring_front(step: Step, parts: Parts) -> Generator[Event, None, Screen | None]:
    """Launch the step's app unless it is in front; gives the screen that was left."""
    started = parts.now()
    screen = yield from awake(parts.driver.observe, step.id, parts)
    ms = (parts.now() - started) * 1000
    yield Observed(step=step.id, screen=screen, looks=1, ms=ms, look_ms=ms)
    if screen.package == step.app:
        return None
    yield from attempt(LaunchApp(package=step.app), step.id, parts)
    return screen


def way_back(screen: Screen, app: str, policy: Policy, opened: str, tried: int = 0) -> Action | None:
    """How to get past what the plan did not ask for; None when nothing is in the way.

    A dialog of the system is closed without agreeing to it, a keyboard that no input wants is put away, and
    where another app is in front the step's own comes back. tried: attempts that did not help.
    """
    if screen.package in INTERRUPTERS:
        return _close(screen, policy)
    if app and screen.package not in {*policy.apps, app, opened, *SYSTEM_DIALOGS}:
        return Back() if tried % 2 else OpenApp()
    if screen.keyboard and not any(e.role == "input" for e in screen.elements if e.state.focused):
        return Back()
    return None


def _close(screen: Screen, policy: Policy) -> Action | None:
    """The gentlest way out of a system dialog; None where it is the plan's or the person's to answer."""
    grants = "permission" in screen.package or any(act_of(e) == "grant" for e in screen.elements)
    if "grant" in policy.acts or (grants and policy.approve != "never"):
        return None
    ways = [e for e in screen.elements if e.state.clickable and dismisses(e)]
    ways.sort(key=lambda e: "wait" not in words(e.label))  # closing an app loses what it had not saved
    if ways:
        return Tap(target=ways[0].ref)
    return Back() if screen.package == SYSTEM_UI else None
