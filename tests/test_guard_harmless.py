"""What may be touched just to look around."""

from __future__ import annotations

import pytest

from edgelam.core.screen import Bounds, Element, Role, Screen, State
from edgelam.guard.harmless import harmless, opens_menu

BOX = Bounds(left=0, top=0, right=10, bottom=10)


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
        assert not harmless(control, shown(control), commands=True, settings=True)


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
    assert not harmless(control, shown(control), commands=True, settings=True)


def test_rows_of_contents_are_not_opened() -> None:
    rows = [element("Mom", ref=1), element("Hugo", ref=2)]
    stars = [element("Details", ref=n, rid="com.app:id/details") for n in (3, 4)]
    screen = shown(*rows, *stars)
    assert not any(harmless(e, screen) for e in screen.elements)


def test_rows_of_settings_and_commands_of_menus_are() -> None:
    row = element("Sound & vibration\nVolume, haptics", ref=1)
    assert not harmless(row, shown(row))
    assert harmless(row, shown(row), settings=True)
    assert harmless(row, shown(row), commands=True)
    assert harmless(row, shown(element("Settings", ref=2, role="text"), row))
    assert harmless(row, Screen(elements=(row,), package="com.app", activity=".ui.PreferencesActivity"))


def test_nothing_is_touched_beside_a_password_or_a_grave_question() -> None:
    tab = element("Alarm", rid="com.app:id/tab_alarm")
    assert not harmless(tab, shown(tab, element("", ref=2, role="input", password=True)))
    details = element("Details", rid="com.app:id/details")
    assert not harmless(details, shown(details, element("Delete", ref=2), element("Cancel", ref=3)))


def test_only_icons_open_menus() -> None:
    assert opens_menu(element(desc="More options"))
    assert not opens_menu(element("Font size\nLarge"))
