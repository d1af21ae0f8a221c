"""Which actions a screen, a step and a driver allow at all; pure and in a fixed order.

Every Caller chooses among these and nothing else, so an answer that cannot be done cannot be given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from edgelam.core.action import (
    Action,
    Ask,
    Back,
    Clear,
    Direction,
    Done,
    GiveUp,
    Home,
    LongPress,
    OpenApp,
    Read,
    Scroll,
    Submit,
    Tap,
    Type,
    Wait,
)
from edgelam.core.plan import Step
from edgelam.core.screen import Element, Screen

# A slot that every step has: text that the Caller cuts out of the step's own words; see Choice.bound.
OWN_WORDS = "words"

_NEEDS = {
    "tap": "tap_at",
    "long_press": "long_press_at",
    "type": "set_text",
    "clear": "set_text",
    "submit": "press_key",
    "scroll": "drag",
    "back": "press_key",
    "home": "press_key",
    "open_app": "launch_app",
}
_CONTROLS = ("button", "input", "checkbox", "switch")


def legal_actions(
    screen: Screen,
    step: Step,
    capabilities: Collection[str],
    *,
    may_finish: bool,
    verbs: Collection[str] | None = None,
) -> list[Action]:
    """What may be chosen here: elements in their order, then scrolling, then what needs no element.

    capabilities: kinds of commands the driver has. may_finish: whether Done is among them. verbs: kinds of
    actions the policy allows; None: all.
    """
    return [
        action
        for action in _possible(screen, step, may_finish)
        if (action.kind not in _NEEDS or _NEEDS[action.kind] in capabilities)
        and (verbs is None or action.kind in verbs)
    ]


def _possible(screen: Screen, step: Step, may_finish: bool) -> Iterator[Action]:
    usable = [e for e in screen.elements if e.state.enabled and e.bounds.area > 0]
    # Some toolkits never say what can be tapped; there everything with a name may be.
    silent = not any(e.state.clickable or e.role in _CONTROLS for e in usable)
    slots = [*(slot.name for slot in step.slots if slot.name != OWN_WORDS), OWN_WORDS]
    for element in usable:
        yield from _on(element, slots, step.read_as, silent)
    yield from _scrolls([e for e in usable if e.state.scrollable], screen.height)
    yield Back()
    yield Home()
    if step.app and screen.package != step.app:
        yield OpenApp()
    yield Wait()
    yield Ask()
    if may_finish:
        yield Done()
    yield GiveUp()


def _on(element: Element, slots: list[str], read_as: str | None, silent: bool) -> Iterator[Action]:
    ref = element.ref
    if element.state.clickable or element.role in _CONTROLS or (silent and element.label):
        yield Tap(target=ref)
    if element.state.long_clickable:
        yield LongPress(target=ref)
    if element.editable:
        for slot in slots:
            yield Type(target=ref, slot=slot)
        if element.text:
            yield Clear(target=ref)
            if element.state.focused:
                yield Submit(target=ref)
    if read_as and element.label and not element.state.password:
        yield Read(target=ref, slot=read_as)


def _scrolls(places: list[Element], high: int) -> Iterator[Action]:
    """The whole screen where one thing scrolls; where several do, up and down in all and each by itself."""
    if len(places) == 1:
        yield from (Scroll(direction=direction) for direction in _directions(places[0], high))
    elif places:
        yield from (Scroll(direction="down"), Scroll(direction="up"))
        for element in places:
            for direction in _directions(element, high):
                yield Scroll(direction=direction, target=element.ref)


def _directions(element: Element, high: int) -> tuple[Direction, ...]:
    """A flat strip moves sideways, a list up and down, anything else perhaps both ways. high: px of the
    screen; on one that lies on its side a list is as flat as a strip, but takes more of the height."""
    width = element.bounds.right - element.bounds.left
    height = element.bounds.bottom - element.bounds.top
    if width > 3 * height and not 0 < high < 5 * height:
        return ("right", "left")
    return ("down", "up") if element.role == "list" else ("down", "up", "right", "left")
