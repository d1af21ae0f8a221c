"""`edgelam screen` on files."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edgelam.cli.screen import screen
from edgelam.core.errors import EdgelamError
from tests.cli import Edgelam, assert_two_lines, edgelam

__all__ = ["edgelam"]

HOSTILE = st.binary(max_size=400) | st.text(max_size=400).map(lambda t: f"<hierarchy>{t}".encode())
DUMP = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<hierarchy rotation="0">
<node index="0" text="" resource-id="" class="android.widget.FrameLayout" package="com.x" content-desc=""
 checkable="false" checked="false" clickable="false" enabled="true" focusable="false" focused="false"
 scrollable="false" long-clickable="false" password="false" selected="false" bounds="[0,0][1080,2400]">
<node index="0" text="Save" resource-id="com.x:id/save" class="android.widget.Button" package="com.x"
 content-desc="" checkable="false" checked="false" clickable="true" enabled="true" focusable="true"
 scrollable="false" long-clickable="false" password="false" selected="false" bounds="[0,0][200,100]" />
</node></hierarchy>"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A file with one button."""
    path = tmp_path / "dump.xml"
    path.write_text(DUMP, encoding="utf-8")
    return path


def test_elements_are_numbered(edgelam: Edgelam, dump: Path) -> None:
    ended = edgelam("screen", "--xml", str(dump))
    assert ended.code == 0
    assert ended.out.splitlines() == ["com.x  1080x2400", '  1 button   "Save"']


def test_json_is_the_screen(edgelam: Edgelam, dump: Path) -> None:
    found = edgelam("screen", "--xml", str(dump), "--json").json
    assert [element["text"] for element in found["elements"]] == ["Save"]


def test_it_reads_stdin(edgelam: Edgelam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DUMP.encode())))
    assert "Save" in edgelam("screen", "--xml", "-").out


def test_a_folder_is_measured(edgelam: Edgelam, dump: Path) -> None:
    found = edgelam("screen", "--xml", str(dump.parent), "--json").json
    assert (found["files"], found["broken"]) == (1, {})
    assert found["p50_ms"] < 1000
    (dump.parent / "garbage.xml").write_text("nothing")
    ended = edgelam("screen", "--xml", str(dump.parent), "--json")
    assert (ended.code, list(ended.json["broken"])) == (1, [str(dump.parent / "garbage.xml")])


@pytest.mark.parametrize(
    "text", ["", "not xml", "<hierarchy", "<html><body/></html>", "\x00\x01", DUMP[:300]]
)
def test_garbage_is_two_lines_and_2(edgelam: Edgelam, tmp_path: Path, text: str) -> None:
    path = tmp_path / "garbage.xml"
    path.write_text(text, encoding="utf-8")
    assert_two_lines(edgelam("screen", "--xml", str(path)), 2)


def test_a_missing_file_is_two_lines_and_2(edgelam: Edgelam, tmp_path: Path) -> None:
    assert_two_lines(edgelam("screen", "--xml", str(tmp_path / "none.xml")), 2)


def test_a_file_has_no_picture(edgelam: Edgelam, dump: Path, tmp_path: Path) -> None:
    assert_two_lines(edgelam("screen", "--xml", str(dump), "--png", str(tmp_path / "x.png")), 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=HOSTILE)
def test_any_bytes_are_a_screen_or_an_error_of_ours(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.xml"
    path.write_bytes(data)
    try:
        assert screen(xml=path, as_json=True) == 0
    except EdgelamError as error:
        assert json.dumps(str(error))
