"""A scatter plot as SVG; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 44, 44
_COLOURS = {"llama": "#2166ac", "onnx": "#b2182b"}
_LABEL_ROOM = 11  # px between labels above each other


@dataclass(frozen=True)
class Point:
    """group: colours it. chosen: drawn with a ring."""

    x: float
    y: float
    label: str
    group: str = "llama"
    chosen: bool = False


def scatter(points: Sequence[Point], x: str, y: str, limit: float | None = None) -> str:
    """An <svg> element. x, y: what the axes are. limit: a line at that y."""
    xs, ys = (
        _ticks([p.x for p in points]),
        _ticks([p.y for p in points] + ([limit] if limit is not None else [])),
    )
    draw = _Frame(xs, ys)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(y)} over {escape(x)}">',
        *_axes(draw, x, y),
    ]
    if limit is not None:
        at = draw.y(limit)
        parts.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}" '
            'stroke="#777" stroke-dasharray="4 3"/>'
        )
    taken: list[tuple[float, float]] = []
    for point in sorted(points, key=lambda p: (p.y, p.x)):
        parts += _mark(draw, point, taken)
    return "".join([*parts, "</svg>"])


class _Frame:
    """From values to pixels."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.xs, self.ys = xs, ys

    def x(self, value: float) -> float:
        share = (value - self.xs[0]) / (self.xs[-1] - self.xs[0])
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = (value - self.ys[0]) / (self.ys[-1] - self.ys[0])
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _axes(draw: _Frame, x: str, y: str) -> list[str]:
    bottom, end = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    parts = []
    for value in draw.xs:
        at = draw.x(value)
        parts.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{bottom}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{at:.1f}" y="{bottom + 16}" text-anchor="middle">{value:g}</text>')
    for value in draw.ys:
        at = draw.y(value)
        parts.append(f'<line x1="{_LEFT}" x2="{end}" y1="{at:.1f}" y2="{at:.1f}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{value:g}</text>')
    for place, (group, colour) in enumerate(_COLOURS.items()):
        at = end - 60 * place
        parts.append(f'<text x="{at}" y="12" text-anchor="end" fill="{colour}">\u25cf {group}</text>')
    middle = (_LEFT + end) / 2
    parts.append(f'<text x="{middle:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(x)}</text>')
    parts.append(f'<text x="{_LEFT}" y="12">{escape(y)}</text>')
    return parts


def _mark(draw: _Frame, point: Point, taken: list[tuple[float, float]]) -> list[str]:
    """A dot and its label, which moves down where another one is."""
    x, y = draw.x(point.x), draw.y(point.y)
    colour = _COLOURS.get(point.group, "#444")
    parts = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>']
    if point.chosen:
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
    left = x > _WIDTH - 110
    text_x, text_y = (x - 9 if left else x + 9), y - 4
    while any(abs(text_x - a) < 70 and abs(text_y - b) < _LABEL_ROOM for a, b in taken):
        text_y -= _LABEL_ROOM
    taken.append((text_x, text_y))
    anchor = "end" if left else "start"
    place = f'x="{text_x:.1f}" y="{text_y:.1f}" text-anchor="{anchor}"'
    parts.append(f'<text {place} fill="{colour}">{escape(point.label)}</text>')
    return parts


def _ticks(values: Sequence[float]) -> list[float]:
    """Round values from 0, or from below all of them where they lie close together, to above all of them."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    low = 0.0 if low >= 0 and low < 0.6 * high else low
    span = high - low
    if span < 1e-9:
        span = 1.0
    step = 10 ** math.floor(math.log10(span / 4))
    step *= next(k for k in (1, 2, 5, 10) if span / (k * step) <= 5)
    first = math.floor(low / step)
    count = math.ceil(high / step) - first
    return [round((first + i) * step, 12) for i in range(max(1, count) + 1)]
