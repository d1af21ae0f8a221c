"""Gives every view its place: measure from the leaves, place from the root; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from device_drivers.virtual.window.text import LINE, text_width, wrap
from device_drivers.virtual.window.view import FILL, WRAP, Bounds, View

UNBOUNDED = 1 << 20
EMPTY: Bounds = (0, 0, 0, 0)
NO_PAD = (0, 0, 0, 0)


@dataclass(frozen=True)
class Scale:
    """px per dp, the factor of the font size setting, and whether all is mirrored, right to left."""

    px: float
    font: float = 1.0
    rtl: bool = False

    def ems(self, view: View, width: int) -> float:
        """The width of a text column in ems of the view's own text size."""
        return width / (view.style.size * self.font * self.px)


def lay_out(root: View, frame: Bounds, scale: Scale, offsets: Mapping[str, int]) -> None:
    """Set bounds, visibility, index, extent and offset everywhere. `offsets` are scroll positions by key."""
    left, top, right, bottom = frame
    _measure(root, right - left, bottom - top, scale)
    root.size_px = (right - left, bottom - top)
    _Placer(scale, offsets).place(root, left, top, frame)
    if scale.rtl:
        _mirror(root, left + right)


def wrapped_height(root: View, width: int, scale: Scale) -> int:
    """The height px that the view wants at this width."""
    _measure(root, width, UNBOUNDED, scale)
    return root.size_px[1]


def _mirror(view: View, ends: int) -> None:
    """Swap left and right between two ends whose sum is given; what `at` places keeps its order inside."""
    before = view.frame[0]
    view.frame = _flipped(view.frame, ends)
    view.bounds = _flipped(view.bounds, ends) if view.visible else EMPTY
    if view.ltr or any(child.at is not None for child in view.children):
        for child in view.children:
            _shift(child, view.frame[0] - before)
        return
    for child in view.children:
        _mirror(child, ends)


def _shift(view: View, by: int) -> None:
    for inside in view.walk():
        inside.frame = _moved(inside.frame, by)
        inside.bounds = _moved(inside.bounds, by) if inside.visible else EMPTY


def _flipped(bounds: Bounds, ends: int) -> Bounds:
    return (ends - bounds[2], bounds[1], ends - bounds[0], bounds[3])


def _moved(bounds: Bounds, by: int) -> Bounds:
    return (bounds[0] + by, bounds[1], bounds[2] + by, bounds[3])


def _measure(view: View, room_w: int, room_h: int, scale: Scale) -> None:
    px = scale.px
    pad_w = pad_h = 0
    if view.pad != NO_PAD:
        left, top, right, bottom = view.pad
        pad_w, pad_h = int((left + right) * px), int((top + bottom) * px)
    width = room_w if view.w == FILL else (-1 if view.w == WRAP else int(view.w * px))
    height = room_h if view.h == FILL else (-1 if view.h == WRAP else int(view.h * px))
    inner_w = max(0, (room_w if width < 0 else width) - pad_w)
    inner_h = max(0, (room_h if height < 0 else height) - pad_h)
    if view.children:
        content_w, content_h = _CONTENT[view.axis](view, inner_w, inner_h, scale)
    else:
        content_w, content_h = _leaf(view, inner_w, scale)
    if width < 0:
        width = min(room_w, content_w + pad_w)
    if _grows(view):
        height = height if view.h == FILL else max(height, content_h + pad_h)
    elif height < 0:
        height = min(room_h, content_h + pad_h)
    view.size_px = (width, height)


def _grows(view: View) -> bool:
    """Text is never squeezed, nor what holds it: its height in dp is the least one."""
    return view.axis in ("h", "v", "flow") if view.children else bool(view.text or view.hint)


def _leaf(view: View, inner_w: int, scale: Scale) -> tuple[int, int]:
    text = view.text or view.hint
    if not text or view.style.widget not in ("", "radio_row"):
        return 0, 0
    style = view.style
    em = style.size * scale.font * scale.px
    lines = wrap(text, inner_w / em, style.bold, style.lines)
    widest = max(text_width(line, style.bold) for line in lines) if view.w == WRAP else 0
    return int(widest * em) + 2 if widest else inner_w, int(len(lines) * em * LINE + 0.999)


def _vertical(view: View, inner_w: int, inner_h: int, scale: Scale) -> tuple[int, int]:
    gap = int(view.gap * scale.px)
    used = gap * (len(view.children) - 1)
    widest = 0
    shares = 0.0
    for child in view.children:
        if child.weight:
            shares += child.weight
            continue
        _measure(child, inner_w, max(0, inner_h - used), scale)
        used += child.size_px[1]
        widest = max(widest, child.size_px[0])
    if shares:
        left_over = max(0, inner_h - used) if inner_h < UNBOUNDED // 2 else 0
        for child in view.children:
            if child.weight:
                share = int(left_over * child.weight / shares)
                _measure(child, inner_w, share, scale)
                child.size_px = (child.size_px[0], share)
                used += share
                widest = max(widest, child.size_px[0])
    return widest, used


def _horizontal(view: View, inner_w: int, inner_h: int, scale: Scale) -> tuple[int, int]:
    gap = int(view.gap * scale.px)
    used = gap * (len(view.children) - 1)
    tallest = 0
    shares = 0.0
    for child in view.children:
        if child.weight:
            shares += child.weight
            continue
        _measure(child, max(0, inner_w - used), inner_h, scale)
        used += child.size_px[0]
        tallest = max(tallest, child.size_px[1])
    if shares:
        left_over = max(0, inner_w - used)
        for child in view.children:
            if child.weight:
                share = int(left_over * child.weight / shares)
                _measure(child, share, inner_h, scale)
                child.size_px = (share, child.size_px[1])
                used += share
                tallest = max(tallest, child.size_px[1])
    return used, tallest


def _flowing(view: View, inner_w: int, inner_h: int, scale: Scale) -> tuple[int, int]:
    for child in view.children:
        _measure(child, inner_w, inner_h, scale)
    lines = _flow_lines(view, inner_w, int(view.gap * scale.px))
    widest = max(sum(child.size_px[0] for child in line) for line in lines)
    return widest, sum(max(child.size_px[1] for child in line) for line in lines)


def _flow_lines(view: View, width: int, gap: int) -> list[list[View]]:
    """The children of a flow, line by line: a line takes what fits."""
    lines: list[list[View]] = []
    used = 0
    for child in view.children:
        if not lines or used + gap + child.size_px[0] > width:
            lines.append([])
            used = -gap
        lines[-1].append(child)
        used += gap + child.size_px[0]
    return lines


def _stacked(view: View, inner_w: int, inner_h: int, scale: Scale) -> tuple[int, int]:
    for child in view.children:
        _measure(child, inner_w, inner_h, scale)
    return max(child.size_px[0] for child in view.children), max(child.size_px[1] for child in view.children)


def _scrolled(view: View, inner_w: int, inner_h: int, scale: Scale) -> tuple[int, int]:
    return _vertical(view, inner_w, UNBOUNDED, scale)


def _grid(view: View, inner_w: int, inner_h: int, scale: Scale) -> tuple[int, int]:
    cell = inner_w // view.columns
    total = 0
    for start in range(0, len(view.children), view.columns):
        row = view.children[start : start + view.columns]
        for child in row:
            _measure(child, cell, inner_h, scale)
        tallest = max(child.size_px[1] for child in row)
        for child in row:
            child.size_px = (child.size_px[0], tallest if child.h == FILL else child.size_px[1])
        total += tallest + int(view.gap * scale.px)
    return inner_w, total


_CONTENT = {
    "v": _vertical, "h": _horizontal, "z": _stacked, "list": _scrolled, "scroll": _scrolled, "grid": _grid,
    "flow": _flowing,
}  # fmt: skip


class _Placer:
    def __init__(self, scale: Scale, offsets: Mapping[str, int]) -> None:
        self._px = scale.px
        self._offsets = offsets

    def place(self, view: View, x: int, y: int, clip: Bounds) -> None:
        """Put the measured view at x, y; what lies outside the clip is not visible."""
        width, height = view.size_px
        view.frame = (x, y, x + width, y + height)
        view.bounds = bounds = _cut(view.frame, clip)
        view.visible = bounds != EMPTY
        if not view.children:
            return
        if not view.visible and not any(inside.focused for inside in view.walk()):
            view.children = []  # but a field with the cursor stays, to be brought into view
            return
        left, top, right, bottom = view.pad
        px = self._px
        inner = (
            x + int(left * px),
            y + int(top * px),
            x + width - int(right * px),
            y + height - int(bottom * px),
        )
        if view.axis in ("list", "scroll"):
            self._scroll(view, inner, bounds)
        elif view.axis == "v":
            self._column(view, inner, inner[1], bounds)
        elif view.axis == "h":
            self._row(view, inner, bounds)
        elif view.axis == "flow":
            self._flow(view, inner, bounds)
        elif view.axis == "z":
            self._pile(view, inner, bounds)
        else:
            self._cells(view, inner, bounds)
        for index, child in enumerate(view.children):
            child.index = index

    def _column(self, view: View, inner: Bounds, y: int, clip: Bounds) -> None:
        gap = int(view.gap * self._px)
        for child in view.children:
            width, height = child.size_px
            self.place(child, _aligned(inner[0], inner[2], width, child.gravity, "center", "end"), y, clip)
            y += height + gap

    def _row(self, view: View, inner: Bounds, clip: Bounds) -> None:
        gap = int(view.gap * self._px)
        x = inner[0]
        for child in view.children:
            width, height = child.size_px
            gravity = child.gravity or "middle"
            self.place(child, x, _aligned(inner[1], inner[3], height, gravity, "middle", "bottom"), clip)
            x += width + gap

    def _flow(self, view: View, inner: Bounds, clip: Bounds) -> None:
        """Line by line, each at the right end."""
        gap, y = int(view.gap * self._px), inner[1]
        for line in _flow_lines(view, inner[2] - inner[0], gap):
            x = inner[2] - sum(child.size_px[0] for child in line) - gap * (len(line) - 1)
            for child in line:
                self.place(child, x, y, clip)
                x += child.size_px[0] + gap
            y += max(child.size_px[1] for child in line)

    def _pile(self, view: View, inner: Bounds, clip: Bounds) -> None:
        for child in view.children:
            width, height = child.size_px
            if child.at is not None:
                x, y = (int(part * self._px) for part in child.at)
                self.place(child, inner[0] + x, inner[1] + y, clip)
                continue
            x = _aligned(inner[0], inner[2], width, child.gravity, "center", "end")
            self.place(
                child, x, _aligned(inner[1], inner[3], height, child.gravity, "middle", "bottom"), clip
            )

    def _cells(self, view: View, inner: Bounds, clip: Bounds) -> None:
        cell = (inner[2] - inner[0]) // view.columns
        y = inner[1]
        for start in range(0, len(view.children), view.columns):
            row = view.children[start : start + view.columns]
            for column, child in enumerate(row):
                left = inner[0] + column * cell
                self.place(
                    child,
                    _aligned(left, left + cell, child.size_px[0], child.gravity, "center", "end"),
                    y,
                    clip,
                )
            y += max(child.size_px[1] for child in row) + int(view.gap * self._px)

    def _scroll(self, view: View, inner: Bounds, clip: Bounds) -> None:
        gap = int(view.gap * self._px)
        content = sum(child.size_px[1] for child in view.children) + gap * (len(view.children) - 1)
        view.extent = max(0, content - (inner[3] - inner[1]))
        view.offset = min(max(0, self._offsets.get(view.key, 0)), view.extent)
        view.scrollable = view.extent > 0
        self._column(view, inner, inner[1] - view.offset, clip)
        if view.axis == "list":  # a RecyclerView only holds the rows that are on the screen
            view.children = [child for child in view.children if child.visible]


def _aligned(low: int, high: int, size: int, gravity: str, mid: str, far: str) -> int:
    if far in gravity:
        return high - size
    if mid in gravity:
        return low + (high - low - size) // 2
    return low


def _cut(bounds: Bounds, clip: Bounds) -> Bounds:
    left, top, right, bottom = bounds
    clip_left, clip_top, clip_right, clip_bottom = clip
    if left < clip_left:  # comparisons: min and max would take a quarter of the whole layout's time
        left = clip_left
    if top < clip_top:
        top = clip_top
    if right > clip_right:
        right = clip_right
    if bottom > clip_bottom:
        bottom = clip_bottom
    return (left, top, right, bottom) if left < right and top < bottom else EMPTY
