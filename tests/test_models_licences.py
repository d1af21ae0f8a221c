"""What licences are known to allow, and texts that are recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.models.licences import Licence, licence_of_text


@pytest.mark.parametrize(
    "name",
    ["apache-2.0", "Apache-2.0", "mit", "bsd-3-clause", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "gpl-3.0"],
)
def test_open_ones_need_no_word(name: str) -> None:
    assert Licence(name).standing == "open"
    assert Licence(name).objection == ""
    assert "gated" in Licence(name, gated=True).objection


@pytest.mark.parametrize(
    "name",
    [
        "cc-by-nc-4.0",
        "CC-BY-NC-SA-4.0",
        "cc-by-nc-nd-3.0",
        "qwen-research",
        "Non-Commercial",
        "fair-noncommercial",
    ],
)
def test_non_commercial_ones_are_told(name: str) -> None:
    assert Licence(name).standing == "non-commercial"
    assert "commercial use" in Licence(name).objection


@pytest.mark.parametrize("name", ["gemma", "llama3.2", "lfm1.0", "openrail", "mit, gemma", "apache-2.0-ish"])
def test_others_have_terms_of_their_own(name: str) -> None:
    assert Licence(name).standing == "own terms"


@pytest.mark.parametrize("name", ["", "other", "unknown"])
def test_none_is_unknown(name: str) -> None:
    assert "does not name" in Licence(name).objection


@given(st.text(max_size=30), st.booleans())
def test_only_what_is_known_to_be_open_goes_without_a_word(name: str, gated: bool) -> None:
    licence = Licence(name, gated=gated)
    assert (licence.objection == "") == (licence.standing == "open" and not gated)


@pytest.mark.parametrize(
    "text, name",
    [
        ("  Apache License\n  Version 2.0, January 2004", "apache-2.0"),
        ("MIT License\n\nCopyright (c)", "mit"),
        ("Gemma Terms of Use\n\nLast modified", "gemma"),
        ("LLAMA 3.2 COMMUNITY LICENSE AGREEMENT", "llama3.2"),
        ("LFM Open License v1.0", "lfm1.0"),
        ("Attribution-NonCommercial 4.0 International", "cc-by-nc-4.0"),
        ("Do what you like.", ""),
        ("x" * 5000 + "MIT License", ""),
    ],
)
def test_texts_say_what_they_are(text: str, name: str) -> None:
    assert licence_of_text(text) == name
