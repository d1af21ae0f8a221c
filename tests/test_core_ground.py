"""Actions become pixels that hit what was meant, or a Misstep that tells the model why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.action import (
    Action,
    Ask,
    Back,
    Clear,
    Direction,
    Done,
    GiveUp,
    Home,
    LongPress,
    OpenApp,
    Read,
    Scroll,
    Submit,
    Tap,
    Type,
    Wait,
)
from edgelam.core.command import Drag, LaunchApp, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.errors import Misstep
from edgelam.core.ground import ground
from edgelam.core.plan import Slot
from edgelam.core.screen import Bounds, Element, Role, Screen, State

SLOTS = {"name": Slot(name="name", value="Zoë 🙂"), "empty": Slot(name="empty")}


def element(ref: int, box: tuple[int, int, int, int], role: Role = "button", **state: bool) -> Element:
    left, top, right, bottom = box
    bounds = Bounds(left=left, top=top, right=right, bottom=bottom)
    return Element(ref=ref, role=role, bounds=bounds, state=State(**{"clickable": True, **state}))


def screen(*elements: Element) -> Screen:
    return Screen(elements=elements, width=1080, height=2400)


def test_a_tap_and_a_long_press_go_to_the_middle() -> None:
    shown = screen(element(1, (0, 100, 200, 300)))
    assert ground(Tap(target=1), shown, {}) == (TapAt(x=100, y=200),)
    assert ground(LongPress(target=1), shown, {}) == (LongPressAt(x=100, y=200),)


def test_a_tap_on_a_row_does_not_land_on_the_button_in_it() -> None:
    row, child = element(1, (0, 0, 1000, 200)), element(2, (400, 50, 1000, 150))
    (tap,) = ground(Tap(target=1), screen(row, child), {})
    assert isinstance(tap, TapAt)
    assert row.bounds.contains(tap.x, tap.y)
    assert not child.bounds.contains(tap.x, tap.y)


def test_what_lies_under_or_around_an_element_does_not_move_the_tap() -> None:
    around, meant = element(1, (0, 0, 1000, 400)), element(2, (0, 0, 400, 400))
    wrapped = element(3, (0, 0, 500, 500))
    assert ground(Tap(target=2), screen(around, meant, wrapped), {}) == (TapAt(x=200, y=200),)


def test_what_only_shows_something_does_not_move_the_tap() -> None:
    row, label = element(1, (0, 0, 1000, 200)), element(2, (400, 50, 1000, 150), "text", clickable=False)
    assert ground(Tap(target=1), screen(row, label), {}) == (TapAt(x=500, y=100),)


def test_a_wholly_covered_element_is_a_misstep() -> None:
    shown = screen(
        element(1, (0, 0, 100, 100)), element(2, (-5, -5, 60, 105)), element(3, (50, -5, 105, 105))
    )
    with pytest.raises(Misstep, match="covered"):
        ground(Tap(target=1), shown, {})


def test_typing_and_clearing() -> None:
    shown = screen(
        element(1, (0, 0, 100, 100), "input"), element(2, (0, 200, 100, 300), "input", password=True)
    )
    assert ground(Type(target=1, slot="name"), shown, SLOTS) == (SetText(x=50, y=50, text="Zoë 🙂"),)
    assert ground(Type(target=2, slot="name"), shown, SLOTS) == (
        SetText(x=50, y=250, text="Zoë 🙂", password=True),
    )
    assert ground(Clear(target=1), shown, SLOTS) == (SetText(x=50, y=50, text=""),)


def test_submitting_presses_the_key_of_the_field_with_the_cursor() -> None:
    shown = screen(
        element(1, (0, 0, 100, 100), "input", focused=True), element(2, (0, 100, 100, 200), "input")
    )
    assert ground(Submit(target=1), shown, SLOTS) == (PressKey(key="enter"),)
    with pytest.raises(Misstep, match="Element 2 is not an input with the cursor in it"):
        ground(Submit(target=2), shown, SLOTS)


@pytest.mark.parametrize(
    ("direction", "moves"),
    [("down", (0, -1)), ("up", (0, 1)), ("right", (-1, 0)), ("left", (1, 0))],
)
def test_the_finger_goes_against_the_content(direction: Direction, moves: tuple[int, int]) -> None:
    shown = screen(element(1, (0, 400, 1000, 2400), "list", scrollable=True), element(2, (0, 0, 1080, 100)))
    for action in (Scroll(direction=direction, target=1), Scroll(direction=direction)):
        (drag,) = ground(action, shown, {})
        assert isinstance(drag, Drag)
        assert all(
            shown.elements[0].bounds.contains(*point) for point in ((drag.x1, drag.y1), (drag.x2, drag.y2))
        )
        assert ((drag.x2 > drag.x1) - (drag.x2 < drag.x1), (drag.y2 > drag.y1) - (drag.y2 < drag.y1)) == moves


def test_the_whole_screen_scrolls_when_nothing_says_it_does() -> None:
    assert ground(Scroll(direction="down"), screen(), {}) == (Drag(x1=540, y1=1800, x2=540, y2=600, ms=400),)


def test_keys_apps_and_actions_that_touch_nothing() -> None:
    shown = screen(element(1, (0, 0, 100, 100)))
    assert ground(Back(), shown, {}) == (PressKey(key="back"),)
    assert ground(Home(), shown, {}) == (PressKey(key="home"),)
    assert ground(OpenApp(), shown, {}, package="com.a.b") == (LaunchApp(package="com.a.b"),)
    for action in (Wait(), Done(), Ask(), GiveUp(), Read(target=1, slot="name")):
        assert ground(action, shown, {}) == ()


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Tap(target=9), "There is no element 9; choose one of 1 to 3."),
        (Read(target=9, slot="name"), "There is no element 9; choose one of 1 to 3."),
        (Scroll(direction="up", target=9), "There is no element 9; choose one of 1 to 3."),
        (Tap(target=2), "Element 2 is disabled."),
        (Type(target=2, slot="name"), "Element 2 is disabled."),
        (Type(target=3, slot="name"), "Element 3 is not an input; text cannot be typed into it."),
        (Submit(target=3), "Element 3 is not an input with the cursor in it."),
        (Clear(target=3), "Element 3 is not an input; text cannot be typed into it."),
        (Type(target=1, slot="x"), "There is no text named x; the names are: empty, name."),
        (Type(target=1, slot="empty"), "The text named empty is empty."),
        (OpenApp(), "This step names no app to open."),
    ],
)
def test_what_cannot_be_done_here_is_said_to_the_model(action: Action, words: str) -> None:
    shown = screen(
        element(1, (0, 0, 100, 100), "input"),
        element(2, (0, 200, 100, 300), "input", enabled=False),
        element(3, (0, 400, 100, 500)),
    )
    with pytest.raises(Misstep) as error:
        ground(action, shown, SLOTS)
    assert str(error.value) == words


_SIDE = st.integers(0, 300)
_BOXES = st.tuples(_SIDE, _SIDE, st.integers(1, 200), st.integers(1, 200)).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@given(st.lists(_BOXES, min_size=1, max_size=12))
def test_a_tap_hits_its_element_and_nothing_drawn_over_it(boxes: list[tuple[int, int, int, int]]) -> None:
    shown = screen(*(element(number, box) for number, box in enumerate(boxes, 1)))
    target, *over = shown.elements
    try:
        (tap,) = ground(Tap(target=1), shown, {})
    except Misstep:
        return
    assert isinstance(tap, TapAt)
    assert target.bounds.contains(tap.x, tap.y)
    box = target.bounds
    for other in (e.bounds for e in over):
        around = other.left <= box.left and other.top <= box.top and other.right >= box.right
        if not (around and other.bottom >= box.bottom):
            assert not other.contains(tap.x, tap.y)
