"""What is no longer where it was; pure. acts: what was done, in order. looks: the settled screens before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edgelam.core.screen import Screen

from .effects import Act, alike, gone, readable, searches
from .onscreen import says

# Labels that stay around a list, at least; and that come once nothing is left in it, with what says so.
_FRAME, _NEW = 2, 3
_TOUCHES = ("tap", "long_press")


def lost(named: Iterable[str], acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[str]:
    """Of what was named, or touched before it was deleted, what is gone from the place where it was."""
    touched = [readable(act.element) for act in acts if act.grave != "delete" and act.kind in _TOUCHES]
    about = dict.fromkeys([*named, *touched])
    return [text for text in about if text and any(_gone(text, place, screen) for place in looks)]


def none_like(named: Sequence[str], removed: Sequence[str], looks: Sequence[Screen], screen: Screen) -> bool:
    """Whether nothing is left of what was meant in a list shown whole: of one name, or all that was ticked.

    removed: what `lost` found.
    """
    if any(e.state.scrollable for e in screen.elements):
        return False
    if any(text in removed for text in named):
        return True
    place = next((look for look in looks if alike(look, screen)), screen)
    now = {readable(e) for e in screen.elements}
    ticked = [e for e in place.elements if e.state.checked and readable(e) not in now]
    others = [e for e in place.elements if e.state.checked is False]
    return (
        bool(ticked)
        and all(readable(e) in now for e in others)
        and not any(e.state.checked for e in screen.elements)
    )


def left_empty(place: Screen, screen: Screen) -> bool:
    """Whether only what stands around a list is left, and next to nothing came."""
    was, now = ({readable(e) for e in s.elements if readable(e)} for s in (place, screen))
    return (
        place.package == screen.package
        and len(was & now) >= _FRAME
        and bool(was - now)
        and len(now - was) <= _NEW
    )


def _gone(text: str, place: Screen, screen: Screen) -> bool:
    """At the same place, among what the same search finds, or of a list that has nothing in it now."""
    one, other = ({e.text for e in s.elements if e.role == "input" and searches(e)} for s in (place, screen))
    if not (one & other - {""} or left_empty(place, screen)):
        return gone(place, screen, text)
    before, after = (
        any(says(readable(e), text) for e in s.elements if e.role != "input") for s in (place, screen)
    )
    return before and not after
