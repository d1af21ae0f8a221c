"""UiSelector as uiautomator2 sends it: parsing, matching and searching; pure over the view tree.

Source: androidx.test.uiautomator UiSelector and QueryController; the mask bits are the server's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from device_drivers.virtual.hierarchy import shown_text, visible_children
from device_drivers.virtual.patterns import compiled
from device_drivers.virtual.window.view import View

MAX_RELATIVES = 32
_TEXTS: dict[str, Callable[[View], str]] = {
    "text": shown_text,
    "description": lambda view: view.desc,
    "className": lambda view: view.cls,
    "packageName": lambda view: view.package,
    "resourceId": lambda view: view.rid,
}
_MASK = {
    "text": 0x1,
    "textContains": 0x2,
    "textMatches": 0x4,
    "textStartsWith": 0x8,
    "className": 0x10,
    "classNameMatches": 0x20,
    "description": 0x40,
    "descriptionContains": 0x80,
    "descriptionMatches": 0x100,
    "descriptionStartsWith": 0x200,
    "checkable": 0x400,
    "checked": 0x800,
    "clickable": 0x1000,
    "longClickable": 0x2000,
    "scrollable": 0x4000,
    "enabled": 0x8000,
    "focusable": 0x10000,
    "focused": 0x20000,
    "selected": 0x40000,
    "packageName": 0x80000,
    "packageNameMatches": 0x100000,
    "resourceId": 0x200000,
    "resourceIdMatches": 0x400000,
    "index": 0x800000,
    "instance": 0x1000000,
}
_FLAGS = (
    "checkable",
    "checked",
    "clickable",
    "longClickable",
    "scrollable",
    "enabled",
    "focusable",
    "focused",
    "selected",
)
_KNOWN = frozenset(_MASK) | {"mask", "childOrSibling", "childOrSiblingSelector"}


class SelectorError(ValueError):
    """What was sent is no selector."""


@dataclass(frozen=True)
class Place:
    """A view with the number it has among its parent's children, and its parent's place."""

    view: View
    index: int
    parent: Place | None


@dataclass(frozen=True)
class Selector:
    """Every test must hold; then `instance` picks, and the relatives lead on from there."""

    tests: tuple[tuple[str, object], ...]
    instance: int = 0
    has_instance: bool = False
    relatives: tuple[tuple[str, Selector], ...] = ()

    def matches(self, place: Place) -> bool:
        return all(_holds(name, wanted, place) for name, wanted in self.tests)

    def last_instance(self, number: int) -> Selector:
        """The same with another instance of its last part."""
        if self.relatives:
            *before, (kind, last) = self.relatives
            return Selector(
                self.tests, self.instance, self.has_instance, (*before, (kind, last.last_instance(number)))
            )
        return Selector(self.tests, number, True)


def parse_selector(value: object, depth: int = 0) -> Selector:
    """From the JSON object. Only fields whose mask bit is set count. SelectorError when it is malformed."""
    if not isinstance(value, Mapping) or depth > MAX_RELATIVES:
        raise SelectorError("a selector is an object")
    if unknown := set(value) - _KNOWN:
        raise SelectorError(
            f'Unrecognized field "{sorted(map(str, unknown))[0]}" (class '
            "com.wetest.uia2.stub.Selector), not marked as ignorable"
        )
    mask = value.get("mask", 0)
    if not isinstance(mask, int):
        raise SelectorError("the mask is a number")
    tests: list[tuple[str, object]] = []
    for name, bit in _MASK.items():
        if mask & bit and name != "instance":
            tests.append((name, _checked(name, value.get(name))))
    instance = value.get("instance", 0) if mask & _MASK["instance"] else 0
    if not isinstance(instance, int) or isinstance(instance, bool):
        raise SelectorError("the instance is a number")
    kinds = value.get("childOrSibling") or []
    selectors = value.get("childOrSiblingSelector") or []
    if not isinstance(kinds, list) or not isinstance(selectors, list) or len(kinds) != len(selectors):
        raise SelectorError("childOrSibling and childOrSiblingSelector belong together")
    if len(kinds) > MAX_RELATIVES or any(kind not in ("child", "sibling") for kind in kinds):
        raise SelectorError("childOrSibling holds child or sibling")
    relatives = tuple(
        (str(kind), parse_selector(one, depth + 1)) for kind, one in zip(kinds, selectors, strict=True)
    )
    return Selector(tuple(tests), max(0, instance), bool(mask & _MASK["instance"]), relatives)


def _checked(name: str, wanted: object) -> object:
    """The wanted value with its type checked; patterns are compiled."""
    if name in _FLAGS:
        return bool(wanted)
    if name == "index":
        if not isinstance(wanted, int):
            raise SelectorError("the index is a number")
        return wanted
    if not isinstance(wanted, str):
        raise SelectorError(f"{name} is a string")
    if not name.endswith("Matches"):
        return wanted
    try:
        return compiled(wanted, re.DOTALL)
    except re.error as error:
        raise SelectorError(f"java.util.regex.PatternSyntaxException: {error}") from error


def _holds(name: str, wanted: object, place: Place) -> bool:
    view = place.view
    if name == "index":
        return place.index == wanted
    if name == "longClickable":
        return view.long_clickable == wanted
    if name in _FLAGS:
        return bool(getattr(view, name)) == wanted
    for base, read in _TEXTS.items():
        if name.startswith(base):
            return _text_holds(name[len(base) :], wanted, read(view))
    return False


def _text_holds(kind: str, wanted: object, text: str) -> bool:
    if isinstance(wanted, re.Pattern):
        return bool(wanted.fullmatch(text))
    value = str(wanted)
    if kind == "Contains":
        return value.lower() in text.lower()
    if kind == "StartsWith":
        return text.lower().startswith(value.lower())
    return value == text


def places(root: View, parent: Place | None = None, index: int = 0) -> Iterator[Place]:
    """The visible tree below and with `root`, in reading order."""
    stack = [Place(root, index, parent)]
    while stack:
        place = stack.pop()
        yield place
        stack.extend(
            Place(child, number, place) for number, child in reversed(list(visible_children(place.view)))
        )


def below(place: Place) -> Iterator[Place]:
    """What is inside a place, without itself."""
    for number, child in visible_children(place.view):
        yield from places(child, place, number)


def find_all(selector: Selector, where: Iterator[Place]) -> Iterator[Place]:
    """All matches in order, none twice. A parent without the wanted relative gives way to the next one."""
    seen: set[int] = set()
    for place in _find(selector, list(selector.relatives), where):
        if id(place.view) not in seen:
            seen.add(id(place.view))
            yield place


def _find(
    selector: Selector, relatives: list[tuple[str, Selector]], where: Iterator[Place]
) -> Iterator[Place]:
    hits = (place for place in where if selector.matches(place))
    if not relatives:
        if selector.has_instance:
            for number, place in enumerate(hits):
                if number == selector.instance:
                    yield place
                    return
        else:
            yield from hits
        return
    kind, following = relatives[0]
    for number, place in enumerate(hits):
        if number < selector.instance:
            continue
        outer = place if kind == "child" else place.parent
        around = below(outer) if outer else iter(())
        chain = [*following.relatives, *relatives[1:]]
        yield from _find(following, chain, around)
