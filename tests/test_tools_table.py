"""The README of the tools is what their specifications say."""

from __future__ import annotations

from pathlib import Path

import edgelam.tools
from edgelam.tools.__main__ import table


def test_the_readme_is_up_to_date() -> None:
    readme = Path(edgelam.tools.__file__).with_name("README.md")
    assert readme.read_text("utf-8") == table(), "print it anew: python -m edgelam.tools"
