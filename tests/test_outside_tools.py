"""Tools that others wrote take the virtual phone for a phone: each of their answers is right.

They are installed into a cache of this machine, which needs a package index once.
"""

from __future__ import annotations

import sys

import pytest

from bench.outside.__main__ import try_on_phone
from bench.outside.tools import TOOLS, Tool
from edgelam.core.errors import MissingExtra
from tests.virtual_rig import adb_path

__all__ = ["adb_path"]


@pytest.mark.device
@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_answer_is_right(tool: Tool, adb_path: str) -> None:
    if sys.version_info < (3, 11) and tool.packages:
        pytest.skip(f"{tool.name} needs Python 3.11")
    try:
        rows = try_on_phone(tool)
    except MissingExtra as error:
        pytest.skip(str(error))
    assert len(rows) > 10
    assert [row for row in rows if not row["holds"]] == []
