"""The map as table and page, the plots, the store and the card."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.errors import InputFileError
from quant.agreement import compare
from quant.card import card
from quant.map import choose
from quant.plot import Point, scatter
from quant.report import cells, write
from quant.store import Store, key_of
from tests.test_quant_agreement import A, other


def row(kind: str, size: int, flips: int, **more: Any) -> dict[str, Any]:
    agreement = compare([A] * 10, [A] * (10 - flips) + [other("done", "")] * flips)
    return {
        "type": kind,
        "problem": "",
        "size": size,
        "agreement": agreement.plain(),
        "p50_ms": 10.0,
        "p95_ms": 20.0,
        "slower": 0.9,
        "peak": 10**8,
        "success": None,
        "engine": "llama",
        "written": {"bits": 4.5, "types": {"Q4_0": 3}},
        "path": f"/m/{kind}",
        **more,
    }


BROKEN = {"type": "IQ1_S", "problem": "llama.cpp <does> not | make it"}
ROWS = [
    row("Q8_0", 30, 0),
    row("Q4_0", 10, 3),
    BROKEN,
    row("Q5_0", 20, 1),
    row("onnx-int8", 20, 1, peak=None),
]


def whole(rows: list[dict[str, Any]], best: str | None) -> dict[str, Any]:
    role = {
        "role": "caller",
        "model": "a <model>",
        "reference": "r",
        "inputs": {"n": 10, "from": "steps"},
        "calibration": "",
        "random": True,
        "rows": rows,
        "best": best,
    }
    return {"max_flips": 0.1, "roles": [role], "machine": {"cpu": "x & y", "cores": 2}}


def test_the_best_is_the_smallest_that_holds() -> None:
    assert (choose(ROWS, 0.1) or {})["type"] == "Q5_0"
    assert (choose(ROWS, 0.0) or {})["type"] == "Q8_0"
    assert (choose(ROWS, 0.5) or {})["type"] == "Q4_0"
    assert choose([BROKEN, row("Q4_0", 1, 1)], 0.0) is None


def test_rows_go_by_size_and_what_failed_comes_last() -> None:
    found = cells(whole(ROWS, "Q5_0")["roles"][0])
    assert [line[0] for line in found] == ["Q8_0", "Q5_0", "onnx-int8", "Q4_0", "IQ1_S"]
    assert [line[-1] for line in found] == ["", "best", "", "", BROKEN["problem"]]
    assert len({len(line) for line in found}) == 1


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)


def test_three_files_are_written_and_the_page_stands_alone(tmp_path: Path) -> None:
    paths = write(whole(ROWS, "Q5_0"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.html", "map.json", "map.md"]
    assert json.loads(paths[0].read_text())["max_flips"] == 0.1
    page = paths[2].read_text()
    tags = _Tags()
    tags.feed(page)
    assert tags.seen.count("svg") == 3 and tags.seen.count("tr") == 6
    assert not {"script", "link", "img", "does", "model"} & set(tags.seen)
    assert "RANDOM WEIGHTS" in page and "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    table = paths[1].read_text().splitlines()
    assert len({line.count("|") for line in table if line.startswith("|")}) == 1


numbers = st.floats(-1e9, 1e9)


@given(st.lists(st.builds(Point, numbers, numbers, st.text(max_size=12)), max_size=12), numbers)
def test_any_points_make_a_picture(points: list[Point], limit: float) -> None:
    printable = [Point(p.x, p.y, "".join(c for c in p.label if c.isprintable()), p.group) for p in points]
    picture = ET.fromstring(scatter(printable, "x < y", "y", limit))
    assert len([e for e in picture.iter() if e.tag.endswith("circle")]) == len(points)


def test_measurements_are_kept_and_a_cut_line_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "m.jsonl"
    store = Store(path)
    store.put("a", {"n": 1})
    store.put("b", {"n": 2})
    store.put("a", {"n": 3})
    path.write_text(path.read_text() + '{"key": "c", "n')
    again = Store(path)
    again.put("d", {"n": 4})
    assert [(Store(path).get(k) or {}).get("n") for k in "abcd"] == [3, 2, None, 4]


def test_a_spoiled_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text("nonsense\n{}\n")
    with pytest.raises(InputFileError, match="line 1"):
        Store(tmp_path / "m.jsonl")


def test_keys_depend_on_every_fact() -> None:
    assert key_of("a", 1) != key_of("a", 2) and key_of("a", 1) == key_of("a", 1)


def test_a_card_tells_what_was_made_how_and_what_is_known() -> None:
    facts = {
        "source": {"name": "caller", "sha256": "ab12"},
        "reference": "caller in F32",
        "recipe": {"words": "Q4_K_M attn_v=Q8_0 imatrix", "digest": "d1"},
        "calibration": "64 steps",
        "made_with": "edgelam",
        "written": {"types": {"Q5_0": 4, "Q8_0": 1}, "tensors": {"token_embd.weight": "Q8_0"}, "bits": 5.81},
        "random": True,
        "measured": {
            "reference": "r",
            "inputs": "10 steps",
            "figures": [{"name": "flips", "value": 0.1, "unit": "share", "n": 10}],
            "failures": ["tap 1 -> done"],
        },
    }
    text = card("caller-q4", facts, "# The Caller\n\nWords.\n")
    for part in (
        "ab12",
        "attn_v=Q8_0",
        "64 steps",
        "5.81",
        "token_embd.weight Q8_0",
        "| flips | 0.1 | share | 10 |",
    ):
        assert part in text
    for part in ("tap 1 -> done", "random", "## The Caller"):
        assert part in text
    assert "Not measured" in card("x", {**facts, "measured": None, "written": None})
