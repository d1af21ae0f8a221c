"""Documents from anywhere: read strictly, reported safely, compared with intervals."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.compare import compare, compare_documents
from bench.documents import read_document
from bench.figures import figure, percentiles
from bench.machine import machine
from bench.report import page, write
from edgelam.core.errors import EdgelamError, InputFileError, StorageError, UsageError

MACHINE = {"cpu": "A Processor", "cores": 2, "ram_gb": 8.0, "os": "Linux 6", "commit": "abc", "libraries": {}}


def document(**more: Any) -> dict[str, Any]:
    figures = [*percentiles("caller", [1.0, 2.0, 30.0], p50=20), figure("run peak RSS", 2e8, "bytes", 3)]
    return {"bench": "latency", "machine": MACHINE, "figures": figures, **more}


def put(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_a_document_is_read(tmp_path: Path) -> None:
    found = read_document(put(tmp_path / "a.json", document(command="edgelam bench latency", notes=["x"])))
    assert (found.title, found.command) == ("bench latency", "edgelam bench latency")
    first = found.figure("caller p50")
    assert first is not None and (first.value, first.n, first.target, first.holds) == (2, 3, "<= 20", True)
    assert found.figure("nothing") is None


BROKEN = {
    "not JSON": "{",
    "no list of figures": {"x": 1},
    "what machine": {"figures": []},
    "not an object": {"machine": {}, "figures": [3]},
    "no name": {"machine": {}, "figures": [{"value": 1}]},
    "malformed": {"machine": {}, "figures": [{"name": "a", "value": "1", "unit": "ms", "n": 1}]},
    "not a number": '{"machine": {}, "figures": [{"name": "a", "value": NaN, "unit": "ms", "n": 1}]}',
    "samples": {"machine": {}, "figures": [], "samples": {"a": ["x"]}},
}


@pytest.mark.parametrize("why", BROKEN)
def test_what_is_no_document_is_refused_in_one_line(why: str, tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=why) as caught:
        read_document(put(tmp_path / "x.json", BROKEN[why]))
    assert "\n" not in str(caught.value) and str(tmp_path / "x.json") in str(caught.value)


def test_a_value_beyond_every_float_is_refused(tmp_path: Path) -> None:
    text = '{"machine": {}, "figures": [{"name": "a", "value": 1%s, "unit": "ms", "n": 1}]}' % ("0" * 400)
    with pytest.raises(InputFileError):
        read_document(put(tmp_path / "x.json", text))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)

_KEYS = st.sampled_from(["type", "size", "p50_ms", "agreement", "problem"])


@settings(max_examples=60, deadline=None)
@given(
    anything,
    st.lists(st.dictionaries(st.sampled_from(["minute", "p50_ms", "p95_ms"]), anything)) | anything,
    st.lists(st.dictionaries(st.sampled_from(["anonymous", "file"]), anything)) | anything,
    st.lists(st.fixed_dictionaries({"rows": st.lists(st.dictionaries(_KEYS, anything))})) | anything,
)
def test_whatever_else_a_document_holds_makes_a_page(
    tmp_path_factory: pytest.TempPathFactory, extra: object, minutes: object, series: object, rows: object
) -> None:
    whole = document(machine={**MACHINE, "cpu": extra, "build": extra, "libraries": extra}, command=extra)
    whole |= {"minutes": minutes, "series": series, "roles": rows, "notes": extra}
    path = put(tmp_path_factory.getbasetemp() / "any.json", whole)
    assert page([read_document(path)]).startswith("<!doctype html>")


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


def test_a_quantisation_map_is_drawn(tmp_path: Path) -> None:
    good = {"type": "Q4_0", "size": 13e6, "p50_ms": 8.1, "agreement": {"rate": 0.02}, "problem": ""}
    rows = [good, {"type": "Q2_K", "problem": "rows of 384"}]
    whole = {"quant": "map", "machine": MACHINE, "figures": []}
    whole["roles"] = [{"role": "caller", "model": "m", "rows": rows}, {"role": 3, "rows": [7]}, "x"]
    text = page([read_document(put(tmp_path / "map.json", whole))])
    assert text.count("<svg") == 2 and "Q4_0" in text and "rows of 384" in text


def test_a_page_needs_nothing_else_and_runs_nothing(tmp_path: Path) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    figures = [figure(evil, 3.0, evil, 1), *percentiles(evil, [1.0, 2.0], p50=2)]
    whole = {"bench": evil, "machine": {"cpu": evil}, "figures": figures, "notes": [evil], "command": evil}
    rows = [{"type": evil, "size": 3, "p50_ms": 4, "agreement": {"rate": 0.1}, "problem": evil}] * 2
    whole["roles"] = [{"role": evil, "model": evil, "random": True, "rows": rows}]
    out = tmp_path / "out.html"
    write([put(tmp_path / "evil.json", whole)], out)
    tags = Tags()
    tags.feed(out.read_text(encoding="utf-8"))
    assert tags.tags & {"script", "img", "link", "iframe", "a"} == set()
    assert not {name for name in tags.names if name.startswith("on") or name in ("src", "href")}


def test_bad_files_are_named_and_left_out_or_refused(tmp_path: Path) -> None:
    put(tmp_path / "a.json", document())
    bad = put(tmp_path / "b.json", {"x": 1})
    said: list[str] = []
    out = tmp_path / "out.html"
    write([tmp_path], out, say=said.append)
    assert len(said) == 2 and str(bad) in said[0]
    assert "caller p50" in out.read_text(encoding="utf-8")
    with pytest.raises(InputFileError, match="b.json"):
        write([tmp_path], out, strict=True)
    with pytest.raises(InputFileError):
        write([bad], out)
    with pytest.raises(StorageError):
        write([tmp_path / "a.json"], tmp_path / "none" / "out.html")


def test_documents_are_compared_by_their_samples(tmp_path: Path) -> None:
    fast = document(samples={"caller": [1.0, 1.1, 0.9, 1.05] * 5})
    slow = document(samples={"caller": [2.0, 2.2, 1.8, 2.1] * 5})
    a, b = put(tmp_path / "a.json", fast), put(tmp_path / "b.json", slow)
    found = {str(f["name"]): f["value"] for f in compare(str(a), str(b))["figures"]}
    assert found["caller, B over A"] == pytest.approx(2, rel=0.05)
    assert (
        1.7
        < float(found["caller, B over A, lower end"] or 0)
        < float(found["caller, B over A, upper end"] or 0)
    )
    assert found["caller p50, B over A"] == 1
    with pytest.raises(UsageError):
        compare(str(a), "caller")
    with pytest.raises(EdgelamError):
        compare(str(a), str(tmp_path / "none.json"))
    put(b, {"machine": {}, "figures": []})
    with pytest.raises(UsageError, match="no figure in common"):
        compare_documents(read_document(a), read_document(b))


def test_the_machine_of_this_repository_makes_a_page(tmp_path: Path) -> None:
    put(tmp_path / "a.json", document(machine=machine()))
    assert "cores" in page([read_document(tmp_path / "a.json")])
