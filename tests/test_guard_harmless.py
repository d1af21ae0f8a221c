"""What may be touched just to look around."""

from __future__ import annotations

import pytest

from edgelam.core.screen import Bounds, Element, Role, Screen, State
from edgelam.guard.harmless import Where, harmless, opens_drawer, opens_menu, sections

BOX = Bounds(left=0, top=0, right=10, bottom=10)
OPEN = Where(commands=True, settings=True)


def element(
    text: str = "", *, ref: int = 1, desc: str = "", rid: str = "", role: Role = "button",
    package: str = "com.app", clickable: bool = True, **state: bool,
) -> Element:  # fmt: skip
    return Element(
        ref=ref, role=role, text=text, desc=desc, rid=rid, package=package, bounds=BOX,
        state=State(clickable=clickable, **state),
    )  # fmt: skip


def shown(*elements: Element) -> Screen:
    return Screen(elements=elements, package="com.app")


@pytest.mark.parametrize(
    "control",
    [
        element(desc="More options"),
        element(desc="Navigate up"),
        element(desc="Search", rid="com.app:id/search"),
        element("Alarm", rid="com.app:id/tab_alarm"),
        element("", rid="com.app:id/overflow"),
        element("Create contact", rid="com.app:id/fab"),
    ],
)
def test_controls_that_open_something(control: Element) -> None:
    assert harmless(control, shown(control))


@pytest.mark.parametrize(
    "words",
    [
        "Send", "Call", "Delete", "Buy now", "Install", "Allow", "OK", "Save", "Yes", "Start", "Play",
        "Starred", "Unpin", "Take photo", "Turn on", "Add to cart",
        "Send all of these pictures to everyone you know", "New tab", "Mark all as read",
        "Sign in", "Use current location",
    ],
)  # fmt: skip
def test_controls_that_do_something(words: str) -> None:
    for control in (element(desc=words), element(words, rid="com.app:id/action")):
        assert not harmless(control, shown(control), OPEN)


@pytest.mark.parametrize(
    "control",
    [
        element("Wi-Fi", role="switch", rid="com.app:id/wifi"),
        element("Wi-Fi", rid="com.app:id/wifi", checked=True),
        element("Name", role="input", rid="com.app:id/name"),
        element("33", role="other", rid="com.app:id/seekbar"),
        element("Alarm", rid="com.app:id/tab_alarm", selected=True),
        element("Alarm", rid="com.app:id/tab_alarm", enabled=False),
        element("Alarm", rid="com.app:id/tab_alarm", clickable=False),
        element("Details", rid="com.app:id/x", package="com.android.permissioncontroller"),
        element("Details", rid="com.app:id/x", package="com.termux"),
        element(rid=""),
        element(desc="A very long text " * 9),
    ],
)
def test_what_is_no_plain_control(control: Element) -> None:
    assert not harmless(control, shown(control), OPEN)


def test_rows_of_contents_are_not_opened() -> None:
    rows = [element("Mom", ref=1), element("Hugo", ref=2)]
    stars = [element("Details", ref=n, rid="com.app:id/details") for n in (3, 4)]
    screen = shown(*rows, *stars)
    assert not any(harmless(e, screen) for e in screen.elements)


def test_rows_of_settings_and_commands_of_menus_are() -> None:
    row = element("Sound & vibration\nVolume, haptics", ref=1)
    assert not harmless(row, shown(row))
    assert harmless(row, shown(row), Where(settings=True))
    assert harmless(row, shown(row), Where(commands=True))
    up = element(desc="Navigate up", ref=3)
    assert harmless(row, shown(up, element("Settings", ref=2, role="text", clickable=False), row))
    assert harmless(row, Screen(elements=(row,), package="com.app", activity=".ui.PreferencesActivity"))


DETAILS = element("Details", rid="com.app:id/details")
TITLE = element("Really?", ref=9, role="text", clickable=False)


def test_nothing_is_touched_beside_a_password() -> None:
    assert harmless(DETAILS, shown(DETAILS))
    assert not harmless(DETAILS, shown(DETAILS, element("", ref=2, role="input", password=True)))


@pytest.mark.parametrize(
    "others",
    [
        [TITLE],
        [element("Name", ref=2, role="input"), element("Number", ref=3, role="input")],
        [element(str(digit), ref=10 + digit, rid=f"com.app:id/key{digit}") for digit in range(10)],
    ],
)
def test_questions_forms_and_keypads_are_left_alone_but_for_the_way_out(others: list[Element]) -> None:
    assert not harmless(DETAILS, shown(DETAILS, *others), OPEN)
    up, tab = element(desc="Navigate up"), element("Alarm", rid="com.app:id/tab_alarm")
    assert harmless(up, shown(up, *others))
    assert harmless(tab, shown(tab, *others))


def test_where_people_are_called_or_written_to_little_is_touched() -> None:
    talks = Where(talks=True)
    assert not harmless(DETAILS, shown(DETAILS), talks)
    tab, menu = element("Recents", rid="com.app:id/tab_recents"), element(desc="More options")
    assert harmless(tab, shown(tab), talks)
    assert harmless(menu, shown(menu), talks)
    rows = element("Settings", ref=1), element("Everything seen", ref=2)
    in_menu = Where(talks=True, commands=True)
    assert [harmless(row, shown(*rows), in_menu) for row in rows] == [True, False]


def test_only_icons_open_menus() -> None:
    assert opens_menu(element(desc="More options"))
    assert not opens_menu(element("Font size\nLarge"))


def test_the_sections_of_a_drawer_are_opened_and_nothing_behind_it() -> None:
    up = element(desc="Open navigation drawer", ref=9)
    rows = [
        element(n, ref=i, role="checkbox", checked=i == 1) for i, n in enumerate(("Inbox", "Sent", "Trash"))
    ]
    screen = shown(up, DETAILS.model_copy(update={"ref": 8}), *rows)
    assert opens_drawer(up)
    assert sections(screen) == tuple(rows)
    drawer = Where(drawer=True)
    assert [e.label for e in screen.elements if harmless(e, screen, drawer)] == ["Inbox"]
    assert not any(harmless(row, screen) for row in rows)


def test_boxes_that_can_be_ticked_are_no_sections() -> None:
    boxes = [element(str(i), ref=i, role="checkbox", checked=True) for i in range(3)]
    assert sections(shown(*boxes)) == ()
    assert sections(shown(boxes[0])) == ()
