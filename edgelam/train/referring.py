"""Ways to say which element of a screen is meant: by what it says, what it looks like, where it is."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterator, Sequence

from edgelam.core.screen import Bounds, Element

_SHORT = 40  # characters; longer labels are sentences
_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_KINDS: dict[str, tuple[str, ...]] = {
    "button": ("button", "option", "icon"),
    "image": ("image", "icon", "picture"),
    "text": ("text", "line", "option"),
    "checkbox": ("checkbox", "option", "box"),
    "switch": ("switch", "toggle"),
    "input": ("field", "text box", "input box"),
    "list": ("list",),
    "other": ("item", "option", "element"),
}
# What is drawn on the usual icons, by a word of what they are called.
_DRAWN: dict[str, tuple[str, ...]] = {
    "close": ("x", "cross", "cross mark", "x symbol"),
    "cancel": ("x", "cross", "cross mark"),
    "dismiss": ("x", "cross"),
    "clear": ("x", "cross"),
    "more": ("three dots", "three vertical dots", "vertical dots", "dots menu"),
    "overflow": ("three dots", "three vertical dots"),
    "options": ("three dots", "three vertical dots"),
    "drawer": ("three lines", "three horizontal lines", "hamburger menu"),
    "navigate": ("back arrow", "left arrow", "arrow"),
    "back": ("back arrow", "left arrow", "left angle bracket", "arrow pointing left"),
    "next": ("right arrow", "arrow pointing right"),
    "forward": ("right arrow", "forward arrow"),
    "previous": ("left arrow",),
    "search": ("magnifying glass", "lens", "search icon"),
    "find": ("magnifying glass", "lens"),
    "favorite": ("heart", "star", "heart symbol"),
    "favourite": ("heart", "star", "heart symbol"),
    "like": ("thumbs up", "heart"),
    "star": ("star", "star symbol"),
    "bookmark": ("bookmark", "ribbon"),
    "share": ("share symbol", "share icon", "three connected dots"),
    "settings": ("gear", "cog", "gear wheel", "wheel"),
    "add": ("plus", "plus sign", "plus symbol"),
    "new": ("plus", "plus sign"),
    "create": ("plus", "plus sign", "pencil"),
    "compose": ("pencil", "pen"),
    "edit": ("pencil", "pen"),
    "delete": ("bin", "trash", "dustbin", "trash can"),
    "remove": ("bin", "trash", "minus sign"),
    "done": ("tick", "check mark", "tick mark"),
    "save": ("tick", "check mark", "floppy disk"),
    "confirm": ("tick", "check mark"),
    "refresh": ("circular arrow", "reload icon"),
    "reload": ("circular arrow",),
    "help": ("question mark", "question mark icon"),
    "info": ("i", "i icon", "letter i"),
    "about": ("i icon",),
    "call": ("phone", "handset", "phone icon"),
    "camera": ("camera", "camera icon"),
    "photo": ("camera", "picture icon"),
    "profile": ("person", "person icon", "user icon"),
    "account": ("person", "person icon", "profile icon"),
    "cart": ("cart", "basket", "trolley"),
    "location": ("pin", "location pin", "crosshair"),
    "home": ("house", "home icon"),
    "send": ("paper plane", "arrow"),
    "download": ("down arrow", "downward arrow"),
    "upload": ("up arrow",),
    "notification": ("bell", "bell icon"),
    "alarm": ("clock", "alarm clock"),
    "voice": ("microphone", "mic"),
    "microphone": ("mic", "mic icon"),
    "record": ("microphone", "red circle"),
    "calendar": ("calendar", "calendar icon"),
    "filter": ("funnel", "filter icon"),
    "attach": ("paperclip", "clip"),
    "lock": ("padlock", "lock"),
    "play": ("triangle", "play icon"),
    "pause": ("two bars", "pause icon"),
    "mail": ("envelope", "letter"),
    "email": ("envelope", "letter"),
    "chat": ("speech bubble", "bubble"),
    "message": ("speech bubble", "bubble"),
    "facebook": ("f", "f symbol", "f icon"),
    "twitter": ("bird", "bird icon"),
    "volume": ("speaker", "speaker icon"),
    "mute": ("speaker", "crossed speaker"),
    "expand": ("down arrow", "arrow"),
    "dropdown": ("down arrow", "triangle"),
}  # fmt: skip


def names_of(element: Element) -> list[str]:
    """What a person could call it: its text, description or hint; without these, the words of its id."""
    own = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", element.own_name)
    said = [v.split("\n")[0] for v in (element.text, element.desc, element.hint) if v.strip()]
    names = [*said, " ".join(element.text.split())] if said else [own]
    return list(dict.fromkeys(n.strip() for n in names if 1 < len(n.strip()) <= _SHORT))


def named(element: Element, others: Sequence[Element], rng: random.Random) -> str | None:
    """A name that no other element has, or which of those of that name it is; None where there is none."""
    names = names_of(element)
    if not names:
        return None
    name = rng.choice(names)
    namesakes = [e for e in others if name.lower() in {n.lower() for n in names_of(e)}]
    if len(namesakes) <= 1:
        return name
    return _counted(element, namesakes, name, rng)


def drawn(element: Element, others: Sequence[Element], rng: random.Random) -> str | None:
    """What its icon shows, where no other element shows the same."""
    if element.text or element.role not in ("button", "image", "checkbox", "other"):
        return None
    looks = _looks(element)
    elsewhere = {
        look for other in others if other.ref != element.ref and not other.text for look in _looks(other)
    }
    free = [look for look in looks if look not in elsewhere]
    return rng.choice(free) if free else None


def placed(element: Element, others: Sequence[Element], rng: random.Random) -> str | None:
    """Where it is: in a corner, beside something that has a name, or the how manieth of its kind."""
    if element.bounds.area <= 0:
        return None
    ways: list[Callable[[Element, Sequence[Element], random.Random], str | None]] = [
        _cornered, _beside, _beside, _of_its_kind, _of_its_kind,
    ]  # fmt: skip
    rng.shuffle(ways)
    return next((said for way in ways if (said := way(element, others, rng)) is not None), None)


def _looks(element: Element) -> list[str]:
    words = {word.rstrip("s") for name in names_of(element) for word in re.findall(r"[a-z]+", name.lower())}
    return [look for key, looks in _DRAWN.items() if key.rstrip("s") in words for look in looks]


def _counted(element: Element, alike: Sequence[Element], what: str, rng: random.Random) -> str | None:
    order = [e.ref for e in alike]
    at = order.index(element.ref) if element.ref in order else len(_ORDER)
    if at == len(order) - 1 and len(order) > 1 and rng.random() < 0.5:
        return f"last {what}"
    if at >= len(_ORDER):
        return None
    return rng.choice((f"{_ORDER[at]} {what}", f"{what} number {at + 1}", f"{_ORDER[at]} {what}"))


def _of_its_kind(element: Element, others: Sequence[Element], rng: random.Random) -> str | None:
    alike = [e for e in others if e.role == element.role and e.bounds.area > 0]
    said = _counted(element, alike, rng.choice(_KINDS[element.role]), rng)
    high = max((e.bounds.bottom for e in others), default=0)
    if said is None or rng.random() < 0.7:
        return said
    return f"{said} from the top" if element.bounds.bottom * 2 < high else said


def _cornered(element: Element, others: Sequence[Element], rng: random.Random) -> str | None:
    wide, high = (max(getattr(e.bounds, side) for e in others) for side in ("right", "bottom"))
    for down, across in ((0, 0), (0, 1), (1, 0), (1, 1)):
        corner = (across * wide, down * high)
        nearest = min(
            (e for e in others if e.bounds.area > 0 and e.role != "list"),
            key=lambda e: _far(e.bounds, corner),
            default=None,
        )
        if nearest is element and _far(element.bounds, corner) < 0.25 * wide:
            place = f"{('top', 'bottom')[down]} {('left', 'right')[across]}"
            kind = rng.choice(_KINDS[element.role])
            return rng.choice(
                (f"{kind} at the {place} corner", f"{place} {kind}", f"{kind} on the {place}",
                 f"{kind} in the {place} corner of the page", f"{place} corner {kind}")
            )  # fmt: skip
    return None


def _far(bounds: Bounds, corner: tuple[int, int]) -> float:
    x, y = bounds.center
    return math.dist((x, y), corner)


def _beside(element: Element, others: Sequence[Element], rng: random.Random) -> str | None:
    found = list(_neighbours(element, others))
    rng.shuffle(found)
    for other, ways in found:
        name = named(other, others, rng)
        if name is not None:
            kind = rng.choice(_KINDS[element.role])
            return f"{kind} {rng.choice(ways)} {name}"
    return None


_SIDES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("right", ("right to", "to the right of", "beside", "next to", "which is right to")),
    ("left", ("left to", "to the left of", "beside", "next to", "which is left to")),
    ("below", ("below", "under", "which is below", "just below")),
    ("above", ("above", "over", "which is above", "on top of")),
)


def _neighbours(element: Element, others: Sequence[Element]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Elements of which this one is the nearest on one side, and how that side is called."""
    for side, ways in _SIDES:
        away = [(gap, e) for e in others if (gap := _gap(e.bounds, element.bounds, side)) is not None]
        if not away:
            continue
        other = min(away, key=lambda pair: pair[0])[1]
        back = [(gap, e) for e in others if (gap := _gap(other.bounds, e.bounds, side)) is not None]
        if back and min(back, key=lambda pair: pair[0])[1] is element:
            yield other, ways


def _gap(start: Bounds, end: Bounds, side: str) -> int | None:
    """How far `end` lies from `start` on that side of it, px; None where it does not, or not in its row."""
    if start.area <= 0 or end.area <= 0:
        return None
    sideways = side in ("left", "right")
    low, high = ("top", "bottom") if sideways else ("left", "right")
    shared = min(getattr(start, high), getattr(end, high)) - max(getattr(start, low), getattr(end, low))
    least = min(getattr(b, high) - getattr(b, low) for b in (start, end))
    if shared * 2 < least:
        return None
    gap = {
        "right": end.left - start.right,
        "left": start.left - end.right,
        "below": end.top - start.bottom,
        "above": start.top - end.bottom,
    }[side]
    return gap if gap >= -4 else None
