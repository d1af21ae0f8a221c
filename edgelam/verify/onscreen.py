"""Expectations that only the screen can prove; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edgelam.core.event import Evidence
from edgelam.core.plan import Hides, Shows, Step
from edgelam.core.screen import Element, Screen
from edgelam.core.text import mentions, words

from .asked import names, proper, taken_back, unnamed, wanted_state
from .effects import on_off, readable

_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?\s?m\b|\b(\d{1,2}):(\d\d)\b", re.IGNORECASE)


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


def times(text: str) -> set[tuple[int, int]]:
    """The times of day in a text as (hour of 0..23, minute); without am or pm as they stand."""
    found = set()
    for hour, minute, half, hour24, minute24 in _TIME.findall(text):
        h = int(hour or hour24)
        if half:
            h = h % 12 + (12 if half in "pP" else 0)
        found.add((h, int(minute or minute24 or 0)))
    return found


def says(label: str, text: str) -> bool:
    """Whether a label says a text, a time of day in whatever form."""
    if mentions(label, text) or mentions(_THOUSANDS.sub("", label), text):
        return True
    wanted = times(text)
    return bool(wanted) and _TIME.sub("", text).strip() == "" and wanted <= times(label)


def shown(text: str, screen: Screen, *, saved: bool) -> Element | None:
    """The element that shows the text; with `saved`, inputs do not count: typed is not yet kept."""
    for element in screen.elements:
        if saved and element.role == "input":
            continue
        if says(readable(element), text):
            return element
    return None


def tells_of(texts: Sequence[str], do: str, screen: Screen) -> bool:
    """Whether a screen says more of each text than that it is there, and than the words of the step do."""
    known = set(words(do))
    return bool(texts) and all(
        any(says(label, text) and set(words(label)) - known for label in map(readable, screen.elements))
        for text in texts
    )


def _elsewhere(app: str, screen: Screen) -> bool:
    return bool(app) and screen.package != app


def check_shows(expectation: Shows, screen: Screen) -> Evidence:
    """Texts that must be there."""
    if _elsewhere(expectation.app, screen):
        return Evidence(verdict="unknown", source="screen", text=f"{screen.package} is in front")
    missing = [t for t in expectation.texts if shown(t, screen, saved=expectation.saved) is None]
    if missing:
        return Evidence(verdict="not_met", source="screen", text=f"not on the screen: {missing[0]}")
    return Evidence(verdict="met", source="screen", text="on the screen: " + "; ".join(expectation.texts))


def check_hides(expectation: Hides, screen: Screen, seen: frozenset[str]) -> Evidence:
    """Texts that must be gone; unless they were `seen` during the step, their absence proves nothing."""
    if _elsewhere(expectation.app, screen):
        return Evidence(verdict="unknown", source="screen", text=f"{screen.package} is in front")
    still = [t for t in expectation.texts if shown(t, screen, saved=False) is not None]
    if still:
        return Evidence(verdict="not_met", source="screen", text=f"still on the screen: {still[0]}")
    unseen = [t for t in expectation.texts if t not in seen]
    if unseen:
        return Evidence(verdict="unknown", source="screen", text=f"never seen: {unseen[0]}")
    return Evidence(
        verdict="met", source="screen", text="gone from the screen: " + "; ".join(expectation.texts)
    )


def already(step: Step, screen: Screen, acted: Sequence[str] = ()) -> Evidence | None:
    """What the step asks for is so, without anything being done: a switch that is called just what the step
    names is as it wants it, or a control offers to take it back where all its texts are shown.

    acted: the labels of what was touched to get here; a menu may hide the thing it belongs to.
    """
    wanted = wanted_state(step.do)
    about = step.texts or tuple(proper(step.do))
    here = bool(about) and all(
        shown(text, screen, saved=True) or any(says(label, text) for label in acted[-1:]) for text in about
    )
    for element in screen.elements:
        name = (element.text or element.desc).split("\n")[0]
        if wanted is not None and element.state.checked is wanted and _meant(step, element, name):
            return Evidence(verdict="met", source="screen", text=f"{on_off(wanted)}: {element.label}")
        if wanted is None and here and taken_back(step, name):
            return Evidence(verdict="met", source="screen", text=f"so already: {element.label}")
    return None


def _meant(step: Step, element: Element, name: str) -> bool:
    if step.texts:
        return all(says(readable(element), text) for text in step.texts)
    return not unnamed(step, (name,)) and names(step, name)
