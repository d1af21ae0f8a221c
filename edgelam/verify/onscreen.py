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


_ON, _OFF = frozenset(("on", "enable", "activate")), frozenset(("off", "disable", "deactivate"))
_LOOK = frozenset(("open", "show", "view", "see", "look", "find", "search", "go", "read", "check", "display"))
_STEM = 4  # letters by which two forms of a word are held to be the same: favorite, favorites


def wanted_state(do: str) -> bool | None:
    """Whether the words ask for something to be on or off; None when they do not say, or say both."""
    said = set(words(do))
    on, off = bool(said & _ON), bool(said & _OFF)
    return on if on != off else None


def only_looks(do: str) -> bool:
    """Whether the words ask to be shown something, by the verb they begin with."""
    return bool(set(words(do)[:4]) & _LOOK)


def names(step: Step, label: str) -> bool:
    """Whether a label shares a word with what the step says, its slots' texts aside."""
    texts = {word for slot in step.slots for word in words(f"{slot.value} {slot.said}")}
    said = {word[:_STEM] for word in words(step.do) if len(word) >= _STEM and word not in texts}
    return any(word[:_STEM] in said for word in words(label) if len(word) >= _STEM and word not in texts)


def _concerns(step: Step, label: str) -> bool:
    """Whether a label is what the step is about: it holds one of its texts, or a word when it has none."""
    return any(mentions(label, text) for text in step.texts) if step.texts else names(step, label)


def switched(step: Step, before: Screen, after: Screen) -> Evidence | None:
    """A switch that the step is about and that changed between two looks, the way the step wants it."""
    wanted = wanted_state(step.do)
    states = {(e.path, e.label): e.state.checked for e in before.elements if e.state.checked is not None}
    for element in after.elements:
        old, new = states.get((element.path, element.label)), element.state.checked
        changed = old is not None and new is not None and new != old
        if changed and wanted in (None, new) and _concerns(step, element.label):
            return Evidence(
                verdict="met", source="screen", text=f"switched {_on(bool(new))}: {element.label}"
            )
    return None


def already(step: Step, screen: Screen) -> Evidence | None:
    """A switch that the step names and that is as the step wants it, without anything having been done."""
    wanted = wanted_state(step.do)
    if wanted is None:
        return None
    for element in screen.elements:
        if element.state.checked is wanted and _concerns(step, element.label):
            return Evidence(verdict="met", source="screen", text=f"{_on(wanted)}: {element.label}")
    return None


def led_on(step: Step, label: str, before: Screen, after: Screen) -> Evidence | None:
    """An act on something that the step names, after which the screen was another: weak, but seen.

    No evidence where the step wants something on or off: there a switch has to show it.
    """
    if before == after or wanted_state(step.do) is not None or not names(step, label):
        return None
    return Evidence(verdict="met", source="screen", text=f'"{label}" changed the screen')


def turned(step: Step, acted: Element, before: Screen, after: Screen) -> Evidence | None:
    """The control that was acted on says something else now: `Add to favorites`, `Remove from favorites`.

    No evidence where the step wants something on or off.
    """
    now = next((e for e in after.elements if (e.path, e.role) == (acted.path, acted.role)), None)
    if now is None or now.label == acted.label or not now.label or acted.role == "input":
        return None
    if wanted_state(step.do) is not None or not alike(before, after):
        return None
    return Evidence(verdict="met", source="screen", text=f'"{acted.label}" became "{now.label}"')


def opened(texts: tuple[str, ...], first: Screen, screen: Screen) -> Evidence:
    """What was asked to be shown is shown, on another screen than the step began on."""
    good = screen != first and all(shown(text, screen, saved=False) for text in texts)
    found = "shown: " + "; ".join(texts) if good else "not shown: " + "; ".join(texts)
    return Evidence(verdict="met" if good else "not_met", source="screen", text=found)


def alike(one: Screen, other: Screen) -> bool:
    """Whether two looks are at the same place, whatever its rows hold: half of ids and labels are shared."""
    left, right = ({e.rid or e.label for e in screen.elements} for screen in (one, other))
    return one.package == other.package and len(left & right) * 2 >= len(left | right)


def _on(state: bool) -> str:
    return "on" if state else "off"
