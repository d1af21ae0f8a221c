"""Small plots as SVG: bars with intervals, lines, labelled points; readable on light and dark, and pure.

Texts are escaped here: names may come from other people's files. Lengths are pixels at the natural size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from .wording import number

WIDTH = 720
_FONT = 13  # px
_LETTER = 0.56 * _FONT  # the mean width of a letter, a little on the safe side
_LONGEST = 44  # letters of a label
# Told apart also by who sees no red or green, and legible on white and on near-black.
COLOURS = ("#3b7dd8", "#d9822b", "#2a9d8f", "#c2528b", "#8a7fd6", "#7f8c4f")

STYLE = """
.plot { color: #1d232b; font: 13px system-ui, sans-serif; max-width: 100%; height: auto }
.plot text { fill: currentColor }
.plot .soft { opacity: .8 }
.plot .grid { stroke: currentColor; opacity: .15 }
.plot .axis { stroke: currentColor; opacity: .5 }
.plot .reach { stroke: currentColor; stroke-width: 1.5; fill: none }
@media (prefers-color-scheme: dark) { .plot { color: #dde3ea } }
"""


class Bar(NamedTuple):
    """One bar; low and high: the ends of its interval; note: in place of the number, e.g. `12 ms, n = 40`."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""
    group: int = 0  # its colour


class Line(NamedTuple):
    """Points joined in their order."""

    label: str
    points: Sequence[tuple[float, float]]


class Point(NamedTuple):
    """One labelled point."""

    label: str
    x: float
    y: float
    group: int = 0


def bars(rows: Sequence[Bar], *, title: str, unit: str = "") -> str:
    """Horizontal bars from 0, one below the other, in the order given."""
    rows = [row for row in rows if math.isfinite(row.value)]
    labels = [cut(row.label) for row in rows]
    notes = [row.note or f"{number(row.value)} {unit}".strip() for row in rows]
    left = 12 + max((_width(label) for label in labels), default=0)
    right = 16 + max((_width(note) for note in notes), default=0)
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    scale = _Scale([0.0, *ends], left, max(left + 80, WIDTH - right))
    body, y = [], 40.0
    zero = scale(0.0)
    for row, label, note in zip(rows, labels, notes, strict=True):
        end = scale(row.value)
        x, width = min(zero, end), max(abs(end - zero), 1.0)
        body.append(_text(left - 8, y + 15, label, anchor="end", title=row.label))
        body.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="20" rx="2" {_fill(row.group)}/>'
        )
        reach = end
        if row.low is not None and row.high is not None:
            a, b = scale(row.low), scale(row.high)
            body.append(
                f'<path class="reach" d="M{a:.1f} {y + 10:.1f}H{b:.1f}M{a:.1f} {y + 5:.1f}v10'
                f'M{b:.1f} {y + 5:.1f}v10"/>'
            )
            reach = max(end, b)
        body.append(_text(max(reach, zero) + 8, y + 15, note, soft=True))
        y += 28
    body.append(f'<path class="axis" d="M{zero:.1f} 34V{y:.1f}"/>')
    return _svg(title, y + 8, body)


def lines(series: Sequence[Line], *, title: str, x: str, y: str, from_zero: bool = True) -> str:
    """Lines over common axes, named in a legend above. x, y: what the axes show."""
    series = [line for line in series if line.points]
    axes = _Axes(
        [p[0] for line in series for p in line.points],
        [p[1] for line in series for p in line.points] + ([0.0] if from_zero else []),
        height=300,
        top=_legend_height(series),
    )
    body = [*_legend(series), *axes.drawn(x, y)]
    for place, line in enumerate(series):
        way = " ".join(f"{axes.x(a):.1f},{axes.y(b):.1f}" for a, b in line.points)
        colour = COLOURS[place % len(COLOURS)]
        body.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(line.points) <= 40:
            body += [
                f'<circle cx="{axes.x(a):.1f}" cy="{axes.y(b):.1f}" r="2.5" fill="{colour}"/>'
                for a, b in line.points
            ]
    return _svg(title, axes.bottom + 44, body)


def scatter(points: Sequence[Point], *, title: str, x: str, y: str) -> str:
    """Labelled points; labels give way to each other, and are left out where there is no room at all."""
    points = [p for p in points if math.isfinite(p.x) and math.isfinite(p.y)]
    axes = _Axes([p.x for p in points], [p.y for p in points], height=360, top=40)
    body = list(axes.drawn(x, y))
    taken = [_Box(axes.x(p.x) - 5, axes.y(p.y) - 5, 10, 10) for p in points]
    for point in points:
        px, py = axes.x(point.x), axes.y(point.y)
        body.append(
            f'<circle cx="{px:.1f}" cy="{py:.1f}" r="5" {_fill(point.group)}>'
            f"<title>{escape(point.label)}: {number(point.x)}, {number(point.y)}</title></circle>"
        )
        label = cut(point.label, 28)
        place = _free(px, py, _width(label), taken, axes.bottom)
        if place is not None:
            taken.append(place)
            body.append(_text(place.x, place.y + _FONT, label))
    return _svg(title, axes.bottom + 44, body)


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: _Box) -> bool:
        apart = (
            self.x + self.width <= other.x
            or other.x + other.width <= self.x
            or self.y + self.height <= other.y
            or other.y + other.height <= self.y
        )
        return not apart


def _free(x: float, y: float, width: float, taken: Sequence[_Box], bottom: float) -> _Box | None:
    """The first place around a point where its label covers nothing."""
    height = _FONT + 4.0
    for away in (8.0, 14.0, 22.0, 32.0, 44.0):
        for left, top in (
            (x + away, y - height / 2),
            (x - away - width, y - height / 2),
            (x - width / 2, y - away - height),
            (x - width / 2, y + away),
            (x + away, y - away - height / 2),
            (x + away, y + away - height / 2),
        ):
            box = _Box(left, top, width, height)
            inside = left >= 0 and left + width <= WIDTH and top >= 24 and top + height <= bottom
            if inside and not any(box.meets(other) for other in taken):
                return box
    return None


class _Scale:
    """Numbers to pixels, along ticks at round numbers."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        known = [v for v in values if math.isfinite(v)] or [0.0, 1.0]
        low, high = min(known), max(known)
        if high <= low:  # one value, or all the same
            low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
        self.ticks = round_ticks(low, high)
        self._low, self._high = min(low, self.ticks[0]), max(high, self.ticks[-1])
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)


class _Axes:
    """Two scales with their grid."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], *, height: float, top: float) -> None:
        probe = _Scale(ys, 0, 1)
        self._left = 20 + max(_width(number(tick)) for tick in probe.ticks)
        self._top = top + 22
        self.bottom = self._top + height - 60
        self.x = _Scale(xs, self._left, WIDTH - 24)
        self.y = _Scale(ys, self.bottom, self._top)

    def drawn(self, x: str, y: str) -> list[str]:
        """Grid, ticks and names."""
        found = [_text(8, self._top - 14, y, soft=True)]
        for tick in self.y.ticks:
            at = self.y(tick)
            found.append(f'<path class="grid" d="M{self._left:.1f} {at:.1f}H{WIDTH - 24}"/>')
            found.append(_text(self._left - 8, at + 4, number(tick), anchor="end", soft=True))
        for tick in self.x.ticks:
            found.append(_text(self.x(tick), self.bottom + 18, number(tick), anchor="middle", soft=True))
        found.append(f'<path class="axis" d="M{self._left:.1f} {self.bottom:.1f}H{WIDTH - 24}"/>')
        found.append(_text((self._left + WIDTH - 24) / 2, self.bottom + 36, x, anchor="middle", soft=True))
        return found


def round_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About `count` round numbers from at most `low` to at least `high`."""
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 12) for place in range(first, last + 1)]


def cut(text: str, longest: int = _LONGEST) -> str:
    """Shortened in the middle: names often differ at their ends."""
    line = " ".join(text.split())
    half = (longest - 1) // 2
    return line if len(line) <= longest else f"{line[:half]}\u2026{line[-half:]}"


def _legend(series: Sequence[Line]) -> list[str]:
    found = []
    for place, (x, y) in enumerate(_legend_places(series)):
        label = series[place].label
        found.append(f'<rect x="{x:.1f}" y="{y - 10:.1f}" width="12" height="12" rx="2" {_fill(place)}/>')
        found.append(_text(x + 18, y, cut(label), title=label))
    return found


def _legend_places(series: Sequence[Line]) -> list[tuple[float, float]]:
    found, x, y = [], 8.0, 46.0
    for line in series:
        room = 18 + _width(cut(line.label)) + 20
        if x + room > WIDTH and x > 8:
            x, y = 8.0, y + 20
        found.append((x, y))
        x += room
    return found


def _legend_height(series: Sequence[Line]) -> float:
    return max((y for _, y in _legend_places(series)), default=30.0) + 14


def _width(text: str) -> float:
    """Pixels, roughly; letters of full width count twice."""
    return sum(2 * _LETTER if ord(letter) > 0x2E80 else _LETTER for letter in text)


def _fill(group: int) -> str:
    return f'fill="{COLOURS[group % len(COLOURS)]}"'


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", soft: bool = False, title: str = ""
) -> str:
    named = f"<title>{escape(title)}</title>" if title and title != text else ""
    kind = ' class="soft"' if soft else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{named}{escape(text)}</text>'


def _svg(title: str, height: float, body: Sequence[str]) -> str:
    """A whole image, with its own style, so that it also stands alone in a file."""
    said = escape(cut(title, 90))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" role="img" aria-label="{said}"><style>{STYLE}</style>'
        f'<text x="8" y="20" font-weight="600">{said}</text>{"".join(body)}</svg>'
    )
