"""Drawing: every line on the canvas is a row."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_looks import check_screen
from tests.virtual_world import BACK, column, find, hold, make_phone, middle, tap, texts, word

DRAWING = "com.android.drawing"
DRAWINGS = "content://com.android.drawing/drawings"
STROKES = "content://com.android.drawing/strokes"
SKETCHES = {
    "drawings": [
        {
            "title": "House",
            "strokes": [{"x1": 100, "y1": 100, "x2": 900, "y2": 100, "color": "red", "width": 8}],
        },
        {"title": "Boat"},
    ]
}


def opened(**more: object) -> Phone:
    phone = make_phone(**{"fixture": SKETCHES, **more})
    phone.launch(DRAWING)
    return phone


def draw(phone: Phone, *parts: float) -> None:
    """Swipe over the canvas, from and to in parts of it."""
    left, top, right, bottom = find(phone, word(phone, "Canvas")).bounds
    xs = [round(left + part * (right - left)) for part in parts[::2]]
    ys = [round(top + part * (bottom - top)) for part in parts[1::2]]
    phone.swipe(xs[0], ys[0], xs[1], ys[1])


def near(values: list[str], wanted: list[int]) -> bool:
    return all(abs(int(value) - want) <= 2 for value, want in zip(values, wanted, strict=True))


@pytest.mark.parametrize("skin", ["plain", "mosaic", "harbor"])
def test_swipes_are_strokes(skin: str) -> None:
    phone = opened(skin=skin)
    tap(phone, word(phone, "New drawing"))
    assert column(phone, DRAWINGS, "title") == ["House", "Boat", "Drawing 1"]
    draw(phone, 0.2, 0.3, 0.8, 0.3)
    draw(phone, 0.5, 0.1, 0.5, 0.9)
    mine = "drawing_id=3"
    ends = [column(phone, STROKES, name, mine) for name in ("x1", "y1", "x2", "y2")]
    for values, wanted in zip(ends, ([200, 500], [300, 100], [800, 500], [300, 900]), strict=True):
        assert near(values, wanted)
    assert column(phone, STROKES, "color", mine) == ["black", "black"]


def test_a_touch_is_a_dot_and_a_line_ends_with_the_canvas() -> None:
    phone = opened()
    tap(phone, "Boat")
    phone.tap(*middle(find(phone, "Canvas")))
    draw(phone, 0.5, 0.5, 0.5, 1.4)
    assert near(column(phone, STROKES, "x1", "drawing_id=2"), [500, 500])
    assert near(column(phone, STROKES, "y2", "drawing_id=2"), [500, 1000])


@pytest.mark.parametrize("skin", ["plain", "atlas"])
def test_colour_and_width(skin: str) -> None:
    phone = opened(skin=skin)
    tap(phone, "Boat", word(phone, "Color"), "Blue", word(phone, "Width"), "Thick")
    draw(phone, 0.1, 0.1, 0.9, 0.9)
    (row,) = phone.content.rows(STROKES, "drawing_id=2")
    assert (row.text("color"), row.number("width")) == ("blue", 8)
    left, top, right, bottom = find(phone, word(phone, "Canvas")).bounds
    picture = phone.screenshot()
    assert picture.getpixel(((left + right) // 2, (top + bottom) // 2)) == (0x19, 0x76, 0xD2)
    assert picture.getpixel((left + 8, bottom - 8)) == (255, 255, 255)


def test_undo_redo_and_clear() -> None:
    phone = opened()
    tap(phone, "Boat")
    assert not find(phone, "Undo").enabled
    draw(phone, 0.1, 0.1, 0.9, 0.1)
    draw(phone, 0.1, 0.5, 0.9, 0.5)
    tap(phone, "Undo")
    assert near(column(phone, STROKES, "y1", "drawing_id=2"), [100])
    tap(phone, "Undo", "Redo", "Redo")
    assert near(column(phone, STROKES, "y1", "drawing_id=2"), [100, 500])
    tap(phone, "Undo")
    draw(phone, 0.1, 0.8, 0.9, 0.8)  # what was undone is gone
    assert not find(phone, "Redo").enabled
    assert near(column(phone, STROKES, "y1", "drawing_id=2"), [100, 800])
    tap(phone, "More options", "Clear canvas", "Cancel")
    assert len(phone.content.rows(STROKES)) == 3
    tap(phone, "More options", "Clear canvas", "Clear")
    assert column(phone, STROKES, "drawing_id") == ["1"]


def test_drawings_are_renamed_copied_and_deleted() -> None:
    phone = opened()
    tap(phone, "House", "Rename")
    phone.set_text(find(phone, "Title"), "Home")
    tap(phone, "Save")
    assert "Home" in texts(phone)
    phone.press_key(BACK)
    hold(phone, "Home")
    tap(phone, "Duplicate")
    assert column(phone, DRAWINGS, "title") == ["Home", "Boat", "Home copy"]
    assert column(phone, STROKES, "color", "drawing_id=3") == ["red"]
    hold(phone, "Home")
    tap(phone, "Delete", "Cancel")
    hold(phone, "Home")
    tap(phone, "Delete", "Delete")
    assert column(phone, DRAWINGS, "title") == ["Boat", "Home copy"]
    assert column(phone, STROKES, "drawing_id") == ["3"]
    tap(phone, "Boat", "More options", "Delete", "Delete")
    assert column(phone, DRAWINGS, "title") == ["Home copy"]


def test_searching() -> None:
    phone = opened()
    tap(phone, "Search")
    phone.type_text("boa")
    assert "Boat" in texts(phone)
    assert "House" not in texts(phone)


def test_intents_open_and_create() -> None:
    phone = make_phone(fixture=SKETCHES)
    assert phone.start_activity(Intent("android.intent.action.VIEW", data=f"{DRAWINGS}/1")).ok
    assert "House" in texts(phone)
    kind = "vnd.android.cursor.dir/vnd.drawing.drawing"
    new = Intent("android.intent.action.INSERT", type=kind, extras={"title": "Map"})
    assert phone.start_activity(new).ok
    assert column(phone, DRAWINGS, "title") == ["House", "Boat", "Map"]


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_it_fits_every_skin(skin: str) -> None:
    phone = opened(skin=skin)
    check_screen(phone)
    tap(phone, "House")
    check_screen(phone)
    phone.set_rotation(1)
    draw(phone, 0.2, 0.2, 0.8, 0.8)
    assert len(phone.content.rows(STROKES, "drawing_id=1")) == 2
    check_screen(phone)
