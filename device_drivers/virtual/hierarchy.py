"""Windows as XML, in the two forms that Android's dumpers write; pure.

`shell_dump` is AOSP's `uiautomator dump`: the active window on one line. `server_dump` is uiautomator2's
server: every window, indented, CRLF. Both are written as KXmlSerializer writes: `"` in a value turns its
quotes to `'`, characters beyond the basic plane become references. What XML cannot hold becomes a dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from device_drivers.virtual.window.view import View, Window

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
MAX_DEPTH = 200
_SPECIAL = re.compile(r"[^ !\"'#-%(-;=?-~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
_TRUTH = ("false", "true")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Classes whose lack of a name is not worth the NAF mark (AccessibilityNodeInfoDumper).
_NAF_EXCLUDED = ("GridView", "GridLayout", "ListView", "TableLayout")


@dataclass(frozen=True)
class Seen:
    """What can be read of the screen at one moment: all windows, the active one first."""

    windows: tuple[Window, ...]
    rotation: int
    width: int  # px
    height: int  # px


def shown_text(view: View) -> str:
    """A view's text as accessibility tells it: the hint of an empty field, dots for a password."""
    if view.password and view.text:
        return "•" * len(view.text)
    return view.text or view.hint


def shell_dump(seen: Seen, compressed: bool = False) -> str:
    """One line, no final newline."""
    parts = [HEAD, f'<hierarchy rotation="{seen.rotation}">']
    if seen.windows:
        _write(parts, seen.windows[0].root, _Form(server=False, compressed=compressed))
    parts.append("</hierarchy>")
    return "".join(parts)


def server_dump(seen: Seen, compressed: bool = False, max_depth: int = 50, active_only: bool = False) -> str:
    """Indented by two blanks a level, lines end in CRLF."""
    parts = [HEAD, f'\r\n<hierarchy rotation="{seen.rotation}">']
    depth = max_depth if 0 < max_depth < MAX_DEPTH else MAX_DEPTH
    for window in seen.windows[:1] if active_only else seen.windows:
        _write(parts, window.root, _Form(server=True, compressed=compressed, max_depth=depth))
    parts.append("\r\n</hierarchy>")
    return "".join(parts)


def visible_children(view: View, compressed: bool = False) -> Iterator[tuple[int, View]]:
    """Index and child. Invisible children leave a gap in the numbers; compressed trees have none."""
    if not compressed:
        for position, child in enumerate(view.children):
            if child.visible:
                yield position, child
        return
    for position, child in enumerate(_important(view)):
        yield position, child


def _important(view: View) -> Iterator[View]:
    for child in view.children:
        if not child.visible:
            continue
        matters = (
            child.text
            or child.desc
            or child.hint
            or child.clickable
            or child.long_clickable
            or child.focusable
            or child.scrollable
            or child.checkable
        )
        if matters:
            yield child
        else:
            yield from _important(child)


@dataclass(frozen=True)
class _Form:
    server: bool
    compressed: bool
    max_depth: int = MAX_DEPTH


def _write(parts: list[str], root: View, form: _Form) -> None:
    """Depth first without recursion: deep trees must not end the phone."""
    stack: list[tuple[int, View | None, int]] = [(0, root, 1)]
    while stack:
        index, view, depth = stack.pop()
        line = "\r\n" + "  " * depth if form.server else ""
        if view is None:
            parts.append(line + "</node>")
            continue
        children = list(visible_children(view, form.compressed)) if depth < form.max_depth else []
        parts.append(line + _node(view, index, form.server))
        if not children:
            parts.append(" />")
            continue
        parts.append(">")
        stack.append((0, None, depth))
        stack.extend((position, child, depth + 1) for position, child in reversed(children))


def _node(view: View, index: int, server: bool) -> str:
    left, top, right, bottom = view.bounds
    naf = "" if server or not _is_naf(view) else ' NAF="true"'
    head = (
        f'<node{naf} index="{index}" text={_quoted(shown_text(view))} resource-id={_quoted(view.rid)}'
        f" class={_quoted(view.cls)} package={_quoted(view.package)} content-desc={_quoted(view.desc)}"
        f' checkable="{_TRUTH[view.checkable]}" checked="{_TRUTH[view.checked]}"'
        f' clickable="{_TRUTH[view.clickable]}" enabled="{_TRUTH[view.enabled]}"'
        f' focusable="{_TRUTH[view.focusable]}" focused="{_TRUTH[view.focused]}"'
        f' scrollable="{_TRUTH[view.scrollable]}" long-clickable="{_TRUTH[view.long_clickable]}"'
        f' password="{_TRUTH[view.password]}" selected="{_TRUTH[view.selected]}"'
    )
    bounds = f' bounds="[{left},{top}][{right},{bottom}]"'
    if not server:
        return head + bounds
    return (
        f'{head} visible-to-user="true"{bounds} drawing-order="{index + 1}" hint={_quoted(view.hint)}'
        ' display-id="0"'
    )


def _is_naf(view: View) -> bool:
    """Not accessibility friendly: it can be clicked, but nothing in it has a name."""
    if not (view.clickable and view.enabled) or any(view.cls.endswith(name) for name in _NAF_EXCLUDED):
        return False
    return not any(one.desc or shown_text(one) for one in view.walk() if one.visible)


@lru_cache(maxsize=4096)  # most values come again: classes, packages, ids, labels
def _quoted(value: str) -> str:
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(_reference, value)
    return f"'{value.replace(chr(39), '&apos;')}'" if '"' in value else f'"{value}"'


def _reference(found: re.Match[str]) -> str:
    char = found[0]
    if char in "\n\t\r" or char > "\uffff":
        return f"&#{ord(char)};"
    return _REFERENCES.get(char, char if char == "\x85" else ".")
