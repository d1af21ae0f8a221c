"""An action on an element to what a driver does, in pixels; pure."""

from __future__ import annotations

from collections.abc import Mapping

from .action import Action, Back, Clear, Home, LongPress, OpenApp, Read, Scroll, Submit, Tap, Type
from .command import Command, Drag, LaunchApp, LongPressAt, PressKey, SetText, TapAt
from .errors import Misstep
from .plan import Slot
from .screen import Bounds, Element, Screen

DRAG_MS = 400  # slow enough that the content stops near the finger instead of flying on
_MAX_PIECES = 200


def ground(
    action: Action, screen: Screen, slots: Mapping[str, Slot], *, package: str = ""
) -> tuple[Command, ...]:
    """The commands that carry the action out on this screen; none for actions that touch nothing.

    package: the step's app, for OpenApp. Raises Misstep, worded for the model, when it cannot be done here.
    """
    match action:
        case Tap():
            x, y = _point(_enabled(_element(action.target, screen)), screen)
            return (TapAt(x=x, y=y),)
        case LongPress():
            x, y = _point(_enabled(_element(action.target, screen)), screen)
            return (LongPressAt(x=x, y=y),)
        case Type():
            return (_set_text(_element(action.target, screen), screen, _value(action.slot, slots)),)
        case Clear():
            return (_set_text(_element(action.target, screen), screen, ""),)
        case Submit():
            _focused(_element(action.target, screen))
            return (PressKey(key="enter"),)
        case Scroll():
            return (_drag(action, screen),)
        case Back():
            return (PressKey(key="back"),)
        case Home():
            return (PressKey(key="home"),)
        case OpenApp():
            if not package:
                raise Misstep("This step names no app to open.")
            return (LaunchApp(package=package),)
        case Read():
            _element(action.target, screen)
    return ()


def _element(ref: int, screen: Screen) -> Element:
    element = screen.element(ref)
    if element is None:
        refs = [e.ref for e in screen.elements]
        choose = f"choose one of {min(refs)} to {max(refs)}" if refs else "the screen has none"
        raise Misstep(f"There is no element {ref}; {choose}.")
    return element


def _enabled(element: Element) -> Element:
    if not element.state.enabled:
        raise Misstep(f"Element {element.ref} is disabled.")
    return element


def _focused(element: Element) -> None:
    if not (element.editable and element.state.focused):
        raise Misstep(f"Element {element.ref} is not an input with the cursor in it.")


def _value(name: str, slots: Mapping[str, Slot]) -> str:
    slot = slots.get(name)
    if slot is None:
        known = ", ".join(sorted(slots)) or "none"
        raise Misstep(f"There is no text named {name}; the names are: {known}.")
    if not slot.value:
        raise Misstep(f"The text named {name} is empty.")
    return slot.value


def _set_text(element: Element, screen: Screen, text: str) -> SetText:
    if element.role != "input":
        raise Misstep(f"Element {element.ref} is not an input; text cannot be typed into it.")
    x, y = _point(_enabled(element), screen)
    return SetText(x=x, y=y, text=text, password=element.state.password)


def _drag(scroll: Scroll, screen: Screen) -> Drag:
    area = _scrolled(scroll, screen)
    across, along = (area.right - area.left) // 4, (area.bottom - area.top) // 4
    x, y = area.center
    # The finger goes against the content: to show what is below, it moves up.
    step = {"down": (0, -along), "up": (0, along), "right": (-across, 0), "left": (across, 0)}
    dx, dy = step[scroll.direction]
    if not (dx or dy):
        raise Misstep("There is no room to scroll here.")
    return Drag(x1=x - dx, y1=y - dy, x2=x + dx, y2=y + dy, ms=DRAG_MS)


def _scrolled(scroll: Scroll, screen: Screen) -> Bounds:
    if scroll.target is not None:
        return _element(scroll.target, screen).bounds
    lists = [e.bounds for e in screen.elements if e.state.scrollable and e.role != "input"]
    whole = Bounds(left=0, top=0, right=screen.width, bottom=screen.height)
    return max(lists, key=lambda bounds: bounds.area, default=whole)


def _point(element: Element, screen: Screen) -> tuple[int, int]:
    """A point that no other tappable thing lies on: the middle, or that of the largest free part."""
    bounds = element.bounds
    later = screen.elements[screen.elements.index(element) + 1 :]
    over = [e.bounds for e in later if _takes_taps(e) and _overlaps(e.bounds, bounds)]
    # What covers all of it is wrapped around it or is the same thing twice: no point would do better.
    over = [b for b in over if not _contains(b, bounds)]
    if not any(b.contains(*bounds.center) for b in over):
        return bounds.center
    free = [bounds]
    for taken in over:
        free = [piece for whole in free for piece in _without(whole, taken)]
        if not free or len(free) > _MAX_PIECES:
            raise Misstep(f"Element {element.ref} is covered by other elements.")
    return max(free, key=lambda piece: piece.area).center


def _takes_taps(element: Element) -> bool:
    return element.state.clickable or element.state.long_clickable or element.role == "input"


def _overlaps(a: Bounds, b: Bounds) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def _contains(outer: Bounds, inner: Bounds) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def _without(whole: Bounds, taken: Bounds) -> list[Bounds]:
    """What is left of a rectangle, in at most four."""
    if not _overlaps(whole, taken):
        return [whole]
    left, right = max(whole.left, taken.left), min(whole.right, taken.right)
    pieces = [
        Bounds(left=whole.left, top=whole.top, right=left, bottom=whole.bottom),
        Bounds(left=right, top=whole.top, right=whole.right, bottom=whole.bottom),
        Bounds(left=left, top=whole.top, right=right, bottom=max(whole.top, taken.top)),
        Bounds(left=left, top=min(whole.bottom, taken.bottom), right=right, bottom=whole.bottom),
    ]
    return [piece for piece in pieces if piece.area]
