"""Plots: well-formed SVG whatever the numbers, labels that do not cover each other."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plots import WIDTH, Bar, Line, Point, bars, cut, lines, round_ticks, scatter
from bench.wording import number

SVG = "{http://www.w3.org/2000/svg}"
# Letters that XML has; what it has not cannot come out of a JSON document's name unescaped, see the report.
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=80)
values = st.floats(-1e12, 1e12)


def parsed(image: str) -> ElementTree.Element:
    root = ElementTree.fromstring(image)
    assert root.tag == f"{SVG}svg"
    for node in root.iter():
        for key in ("x", "y", "cx", "cy", "width", "height"):
            if key in node.attrib:
                assert -1e4 < float(node.attrib[key]) < 1e4, (node.tag, node.attrib)
    return root


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, values), max_size=8), texts)
def test_bars_are_drawn_for_any_numbers(rows: list[tuple[str, float]], title: str) -> None:
    root = parsed(bars([Bar(*row) for row in rows], title=title, unit="ms"))
    assert len(root.findall(f"{SVG}rect")) == len(rows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(values, values), max_size=6), max_size=4), texts)
def test_lines_are_drawn_for_any_numbers(series: list[list[tuple[float, float]]], label: str) -> None:
    root = parsed(lines([Line(label, points) for points in series], title="t", x="x", y="y"))
    assert len(root.findall(f"{SVG}polyline")) == sum(bool(points) for points in series)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, st.floats(allow_nan=True), values), max_size=8))
def test_points_that_are_numbers_are_drawn(points: list[tuple[str, float, float]]) -> None:
    if any(abs(x) > 1e300 for _, x, _ in points):
        points = [(label, x, y) for label, x, y in points if not abs(x) > 1e300]
    parsed(scatter([Point(*p) for p in points], title="t", x="x", y="y"))


def test_labels_of_points_do_not_cover_each_other() -> None:
    points = [Point(f"model {i}", 10 + i % 3 * 0.1, 5 + i // 3 * 0.1, i) for i in range(9)]
    root = parsed(scatter([*points, Point("far", 100, 50)], title="t", x="x", y="y"))
    labels = [
        (float(t.attrib["x"]), float(t.attrib["y"]), len(t.text or ""))
        for t in root.findall(f"{SVG}text")
        if (t.text or "").startswith("model")
    ]
    assert len(labels) >= 4
    for (x1, y1, n1), (x2, y2, n2) in itertools.combinations(labels, 2):
        assert abs(y1 - y2) >= 13 or x1 + 7 * n1 <= x2 or x2 + 7 * n2 <= x1


def test_an_interval_is_drawn_and_colours_follow_the_theme() -> None:
    image = bars([Bar("a", 1.0, 0.8, 1.3), Bar("b", 2.0)], title="t")
    assert image.count('class="reach"') == 1
    assert "prefers-color-scheme: dark" in image and "currentColor" in image


def test_texts_are_escaped() -> None:
    image = bars([Bar('<script>alert("x")</script>', 1.0)], title="<b>&")
    assert "<script>" not in image and "<b>" not in image
    parsed(image)


@pytest.mark.parametrize("low, high", [(0, 1), (0, 37.2), (-3, 8), (1e-9, 2e-9), (5, 1e9)])
def test_ticks_are_round_and_cover_the_values(low: float, high: float) -> None:
    ticks = round_ticks(low, high)
    assert ticks[0] <= low and ticks[-1] >= high * (1 - 1e-9)
    assert 2 <= len(ticks) <= 9
    assert all(
        re.fullmatch(r"-?(0|[0-9.]{1,6}(e-?\d+)?)( [kMGT])?|-?[\d.]+e[-+]\d+", number(t)) for t in ticks
    )


def test_numbers_and_labels_are_short() -> None:
    shown = [number(v) for v in (0, 12.3456, 9999, 12345, 42764109, 5e9, 0.00001234)]
    assert shown == ["0", "12.35", "9999", "12.3 k", "42.8 M", "5 G", "1.23e-05"]
    assert cut("a" * 100).startswith("aaa") and len(cut("a" * 100)) <= 44
    assert WIDTH > 400
