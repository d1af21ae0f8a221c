"""How elements are referred to in what the Caller learns from."""

from __future__ import annotations

import random

from edgelam.core.screen import Bounds
from edgelam.train.referring import drawn, named, placed
from tests.caller_world import element

RNG = random.Random(3)


def at(ref: int, left: int, top: int, text: str = "", desc: str = "", role: str = "button"):  # type: ignore[no-untyped-def]
    box = Bounds(left=left, top=top, right=left + 90, bottom=top + 90)
    return element(ref, role, text, desc=desc).model_copy(update={"bounds": box})  # type: ignore[arg-type]


def test_a_name_is_said_alone_only_where_one_element_has_it() -> None:
    shown = [at(1, 0, 0, "Call"), at(2, 0, 100, "Call"), at(3, 0, 200, "Mail")]
    assert named(shown[2], shown, RNG) == "Mail"
    said = {named(shown[1], shown, RNG) for _ in range(40)}
    assert said == {"second Call", "Call number 2", "last Call"}


def test_an_icon_is_called_what_it_shows() -> None:
    shown = [at(1, 0, 0, desc="Close"), at(2, 0, 100, "Close")]
    assert drawn(shown[0], shown, RNG) in ("x", "cross", "cross mark", "x symbol")
    assert drawn(shown[1], shown, RNG) is None  # it shows its text
    both = [at(1, 0, 0, desc="Close"), at(2, 0, 100, desc="Cancel")]
    assert {drawn(both[0], both, RNG) for _ in range(20)} <= {"x symbol", None}


def test_a_place_fits_one_element_alone() -> None:
    shown = [at(1, 0, 0, "Back"), at(2, 910, 0, desc="More"), at(3, 0, 900, "Name"), at(4, 100, 900)]
    said = {placed(shown[3], shown, RNG) for _ in range(60)} - {None}
    assert any("Name" in one and any(w in one for w in ("right", "beside", "next")) for one in said)
    assert not any("corner" in one for one in said)
    corners = {placed(shown[1], shown, RNG) for _ in range(60)}
    assert any(one and "top right" in one for one in corners)
