"""A uiautomator dump to a Screen: what a person could read or act on, in the order of the views; pure.

Both forms are understood: the shell's, of the active window, and the uiautomator2 server's, of all windows
with the active one first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ._tree import NOWHERE, Node, Rect, parse_tree
from .errors import HierarchyError
from .screen import Bounds, Element, Role, Screen, State
from .text import clean

MAX_TEXT = 10_000  # characters of one label
MAX_LABELS = 12  # a tappable thing with more labels is a page, not a row

SYSTEM_UI = "com.android.systemui"
_KEYBOARD = re.compile(r"inputmethod|keyboard|\.latin$|\.ime\b|swiftkey|gboard", re.IGNORECASE)
_CLASSES: tuple[tuple[Role | Literal["slider"], re.Pattern[str]], ...] = (
    ("input", re.compile(r"EditText$|AutoComplete(TextView)?$")),
    ("switch", re.compile(r"(Switch(Compat|Material)?|ToggleButton)$")),
    ("checkbox", re.compile(r"(CheckBox|RadioButton|CheckedTextView)$")),
    ("button", re.compile(r"Button$|[.$](Spinner|Tab|Chip)$")),
    ("slider", re.compile(r"(SeekBar|RatingBar|Slider|NumberPicker)$")),
    ("image", re.compile(r"ImageView$")),
    ("text", re.compile(r"TextView$")),
)
_TOGGLES = ("switch", "checkbox")


def parse_hierarchy(
    xml: str | bytes,
    *,
    activity: str = "",
    ime: str = "",
    size: tuple[int, int] | None = None,
) -> Screen:
    """The screen that a dump shows.

    ime: the keyboard's id or package; empty: keyboards are told by their name. size: px of the display when
    it is not turned; None: as far as the windows reach. Raises HierarchyError.
    """
    windows, rotation = parse_tree(xml)
    if not windows:
        raise HierarchyError("The screen's XML has no window.")
    front, *others = windows
    behind = [w for w in others if w.attrs.get("package") != SYSTEM_UI]
    keyboards = [w for w in behind if _is_keyboard(w, ime.partition("/")[0])]
    width, height = _size(windows, size, rotation)
    keys = _keys(keyboards, (0, 0, width, height))
    # A window that lies inside the active one and is still reported must be above it; any other is below.
    over = [w for w in behind if w not in keyboards and w.rect != front.rect and _inside(w.rect, front.rect)]
    below = [w for w in behind if w not in keyboards and w not in over]
    stack = [(front, [w.rect for w in over]), *((w, [front.rect]) for w in below), *((w, []) for w in over)]
    found: list[_Found] = []
    for window, above in stack:
        found += _Window(_clip((0, 0, width, height), keys), [*above, *keys]).read(window)
    elements = tuple(_element(number, item) for number, item in enumerate(found, 1))
    return Screen.model_construct(
        elements=elements,
        package=front.attrs.get("package", ""),
        activity=activity,
        width=width,
        height=height,
        rotation=rotation,
        keyboard=bool(keyboards),
    )


@dataclass(slots=True, eq=False)
class _Found:
    """An element in the making."""

    node: Node
    rect: Rect  # the part that is seen
    role: Role
    text: str
    desc: str
    acts: bool  # it can be tapped or typed into by itself
    part: bool  # it may melt into a tappable row around it
    hint: str = ""
    checked: bool | None = None  # None: it has no on and off


class _Window:
    """Reads the nodes of one window. `frame` is where things can be seen, `above` lies on top of it."""

    def __init__(self, frame: Rect, above: list[Rect]) -> None:
        self.frame = frame
        self.above = [rect for rect in above if rect != NOWHERE]

    def read(self, window: Node) -> list[_Found]:
        frame = _cut(window.rect, self.frame) if window.rect != NOWHERE else self.frame
        return self._read(window, frame)

    def _read(self, node: Node, frame: Rect) -> list[_Found]:
        scrolls = node.true("scrollable")
        rect = _cut(node.rect, frame)
        inner = rect if scrolls and rect != NOWHERE else frame
        inside: list[_Found] = []
        for child in node.children:
            inside += self._read(child, inner)
        if scrolls:
            for item in inside:
                item.part = False
        hidden = rect == NOWHERE or node.attrs.get("visible-to-user") == "false"
        if hidden or (not scrolls and self._covered(node.rect)):
            return inside
        own = _own(node, rect)
        if not own.acts:
            said = {own.text, own.desc} - {""}
            inside = [i for i in inside if not (i.part and (i.text or i.desc) in said)]
            own.role = "text" if own.role == "other" and own.desc and not inside else own.role
        if own.role == "input":
            return _field(own, inside)
        if own.acts and inside and own.role != "list":
            return inside if self._page(rect) else _row(own, inside)
        return [own, *inside] if _matters(own) else inside

    def _page(self, rect: Rect) -> bool:
        """Whether something tappable is too large to be a row or a card: its parts stand for themselves."""
        return _area(rect) > _area(self.frame) // 2

    def _covered(self, rect: Rect) -> bool:
        x, y = (rect[0] + rect[2]) // 2, (rect[1] + rect[3]) // 2
        return any(a[0] <= x < a[2] and a[1] <= y < a[3] for a in self.above)


def _own(node: Node, rect: Rect) -> _Found:
    """What the node is by itself."""
    attrs = node.attrs
    text, desc = clean(attrs.get("text", "")[:MAX_TEXT]), clean(attrs.get("content-desc", "")[:MAX_TEXT])
    role, acts = _role(node, bool(text or desc))
    hint = clean(attrs.get("hint", "")[:MAX_TEXT])
    desc = "" if desc == text else desc
    if role == "input":
        text = "" if node.true("password") or text == hint else text
    checked = node.true("checked") if role in _TOGGLES else None
    part = not acts and not _is_slider(node)
    return _Found(node, rect, role, text, desc, acts, part, hint, checked)


def _role(node: Node, labelled: bool) -> tuple[Role, bool]:
    """What kind of thing the node is, and whether it acts by itself."""
    acts = node.true("clickable") or node.true("long-clickable")
    kind = _kind(node.attrs.get("class", ""))
    if kind == "input":
        return kind, True
    if kind in _TOGGLES or node.true("checkable"):
        return ("switch" if kind == "switch" else "checkbox"), acts
    if node.true("scrollable") and node.children:
        return "list", True
    if kind == "slider":
        return "other", acts
    if kind == "button" or (acts and (labelled or node.attrs.get("resource-id"))):
        return "button", acts
    return "text" if kind == "other" and labelled and not node.children else kind, acts


@lru_cache(maxsize=1024)
def _kind(name: str) -> Role | Literal["slider"]:
    return next((kind for kind, pattern in _CLASSES if pattern.search(name)), "other")


def _matters(item: _Found) -> bool:
    """Whether a person could read it or act on it."""
    if item.acts or item.text or item.desc or item.role in _TOGGLES:
        return True
    return _is_slider(item.node)


def _is_slider(node: Node) -> bool:
    return _kind(node.attrs.get("class", "")) == "slider"


def _field(field: _Found, inside: list[_Found]) -> list[_Found]:
    """An input whose label or placeholder is a view inside it."""
    labels = [item.text or item.desc for item in inside if item.part]
    field.hint = field.hint or "\n".join(_distinct(labels, field.text))
    return [field, *(item for item in inside if not item.part)]


def _row(row: _Found, inside: list[_Found]) -> list[_Found]:
    """A tappable thing with things inside: what cannot be tapped by itself melts into it."""
    labels = [item for item in inside if item.part and item.role not in _TOGGLES]
    toggles = [item for item in inside if item.part and item.role in _TOGGLES]
    texts = _distinct([item.text for item in labels], row.text)
    descs = _distinct([item.desc for item in labels], row.text, *texts)
    if len(texts) > MAX_LABELS:
        return inside
    if not texts and not descs:
        texts = _distinct([item.text or item.desc for item in toggles], row.text)
    if not row.text:
        lines = texts or ([] if row.desc else descs)
        row.text = "\n".join(line for line in lines if line != row.desc)
    if not row.desc and texts:
        row.desc = ", ".join(descs)
    if row.role == "other" and (row.text or row.desc):
        row.role = "button"
    single = toggles[0] if len(toggles) == 1 and row.checked is None else None
    if single is not None:
        row.role, row.checked = single.role, single.checked
    stays = [item for item in inside if not item.part or (item in toggles and item is not single)]
    _name_toggles(row, stays)
    unlabelled = not (row.text or row.desc)
    return stays if unlabelled and any(item.acts for item in stays) else [row, *stays]


def _name_toggles(row: _Found, inside: list[_Found]) -> None:
    """Give switches that stay apart in a row the row's title: "On" does not tell what a switch is for.

    The texts that can be tapped on the same line, such as an alarm's time, belong to the name.
    """
    title = (row.text or row.desc).partition("\n")[0]
    buttons = [item for item in inside if item.acts and item.role == "button"]
    for item in inside:
        item.part = False
        labelled = bool(item.text or item.desc)
        if item.node.children or not (item.role == "switch" or (item.role == "checkbox" and not labelled)):
            continue
        top, bottom = item.rect[1], item.rect[3]
        name = [title, *(b.text for b in buttons if b.rect[1] < bottom and top < b.rect[3])]
        known = f"{item.text}\n{item.desc}"
        item.text = "\n".join(_distinct([*(line for line in name if line not in known), item.text]))


def _distinct(texts: list[str], *known: str) -> list[str]:
    """The texts once each, in order, without empty ones and those already known."""
    return [text for text in dict.fromkeys(texts) if text and text not in known]


def _element(ref: int, item: _Found) -> Element:
    """The value. Everything in it was checked above, so it is built without being checked again."""
    node, attrs = item.node, item.node.attrs
    state = State.model_construct(
        checked=item.checked,
        selected=attrs.get("selected") == "true",
        focused=attrs.get("focused") == "true",
        enabled=attrs.get("enabled") != "false",
        password=attrs.get("password") == "true",
        scrollable=attrs.get("scrollable") == "true",
        clickable=attrs.get("clickable") == "true",
        long_clickable=attrs.get("long-clickable") == "true",
    )
    left, top, right, bottom = item.rect
    return Element.model_construct(
        ref=ref,
        role=item.role,
        text=item.text,
        desc=item.desc,
        hint=item.hint,
        rid=clean(attrs.get("resource-id", "")[:MAX_TEXT]),
        state=state,
        bounds=Bounds.model_construct(left=left, top=top, right=right, bottom=bottom),
        package=clean(attrs.get("package", "")[:MAX_TEXT]),
        path=node.path,
    )


def _is_keyboard(window: Node, ime: str) -> bool:
    package = window.attrs.get("package", "")
    return package == ime if ime else bool(_KEYBOARD.search(package))


def _keys(keyboards: list[Node], frame: Rect) -> list[Rect]:
    """Where keyboards are: round their keys, because a keyboard's window may be as large as the screen."""
    areas = []
    for window in keyboards:
        rects, nodes = [], list(window.children)
        while nodes:
            node = nodes.pop()
            nodes += node.children
            if not node.children and node.rect != NOWHERE:
                rects.append(_cut(node.rect, frame))
        rects = [r for r in rects if r != NOWHERE] or [_cut(window.rect, frame)]
        lefts, tops, rights, bottoms = zip(*rects, strict=True)
        areas.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return areas


def _clip(frame: Rect, keys: list[Rect]) -> Rect:
    """The part of the frame above keyboards that stand on its lower edge, side to side."""
    left, top, right, bottom = frame
    for key in keys:
        low, wide = key[3] >= bottom - (bottom - top) // 8, key[2] - key[0] > (right - left) * 3 // 4
        if low and wide and key[1] > top:
            bottom = min(bottom, key[1])
    return left, top, right, bottom


def _size(windows: list[Node], size: tuple[int, int] | None, rotation: int) -> tuple[int, int]:
    if size is not None:
        return size if rotation % 2 == 0 else (size[1], size[0])
    return max(w.rect[2] for w in windows), max(w.rect[3] for w in windows)


def _area(rect: Rect) -> int:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _inside(inner: Rect, outer: Rect) -> bool:
    return inner != NOWHERE and _cut(inner, outer) == inner


def _cut(rect: Rect, frame: Rect) -> Rect:
    """What both have in common, or NOWHERE."""
    left, top = max(rect[0], frame[0]), max(rect[1], frame[1])
    right, bottom = min(rect[2], frame[2]), min(rect[3], frame[3])
    return (left, top, right, bottom) if left < right and top < bottom else NOWHERE
