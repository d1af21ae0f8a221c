"""What is no longer where it was; pure. acts: what was done, in order. looks: the settled screens before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edgelam.core.screen import Screen

from .effects import Act, alike, gone, readable, searches
from .onscreen import says

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


def _gone(text: str, place: Screen, screen: Screen) -> bool:
    """At the same place, or among what the same search finds."""
    one, other = ({e.text for e in s.elements if e.role == "input" and searches(e)} for s in (place, screen))
    if not one & other - {""}:
        return gone(place, screen, text)
    before, after = (
        any(says(readable(e), text) for e in s.elements if e.role != "input") for s in (place, screen)
    )
    return before and not after
