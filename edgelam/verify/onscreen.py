"""Expectations that only the screen can prove, and what a step visibly changed; pure."""

from __future__ import annotations

from edgelam.core.event import Evidence
from edgelam.core.plan import Hides, Shows, Step
from edgelam.core.screen import Element, Screen
from edgelam.core.text import mentions, words


def _readable(element: Element) -> str:
    return f"{element.text} {element.desc}"


def shown(text: str, screen: Screen, *, saved: bool) -> Element | None:
    """The element that shows the text; with `saved`, inputs do not count: typed is not yet kept."""
    for element in screen.elements:
        if saved and element.role == "input":
            continue
        if mentions(_readable(element), text):
            return element
    return None


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


def switched(before: Screen, after: Screen) -> Evidence | None:
    """A switch or checkbox that changed between two looks at the same place."""
    states = {(e.path, e.label): e.state.checked for e in before.elements if e.state.checked is not None}
    for element in after.elements:
        old = states.get((element.path, element.label))
        if old is not None and element.state.checked is not None and element.state.checked != old:
            state = "on" if element.state.checked else "off"
            return Evidence(verdict="met", source="screen", text=f"switched {state}: {element.label}")
    return None


def led_on(step: Step, label: str, before: Screen, after: Screen) -> Evidence | None:
    """An act on something the step names that changed the screen: weak, but seen."""
    shared = [w for w in words(label) if len(w) > 2 and w in words(step.do)]
    if not shared or before == after:
        return None
    return Evidence(verdict="met", source="screen", text=f'acted on "{label}" and the screen changed')
