"""Split screen: two apps share it, each with its own half, dialogs and keyboard."""

from __future__ import annotations

import pytest

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.view import View, Window
from tests.virtual_wire import make_device, sh
from tests.virtual_world import (
    BACK,
    CLOCK,
    HOME,
    NOTES,
    RECENTS,
    SETTINGS,
    find,
    make_phone,
    middle,
    overlapping,
    tap,
    texts,
)


def split(phone: Phone, upper: str = "Clock", lower: str = "Notes") -> None:
    """Open both from their cards among the recent apps."""
    for package in (NOTES, CLOCK):
        phone.launch(package)
    phone.press_key(RECENTS)
    icon = next(view for view in _views(phone) if view.desc == upper and view.rid.endswith("/icon"))
    phone.tap(*middle(icon))
    tap(phone, "Split screen")
    assert "Tap another app to use split screen" in texts(phone)
    card = next(view for view in _views(phone) if view.desc == lower and view.rid.endswith("/task"))
    phone.tap(*middle(card))


def _views(phone: Phone) -> list[View]:
    return [view for window in phone.windows() for view in window.root.walk()]


def apps(phone: Phone) -> dict[str, Window]:
    return {window.package: window for window in phone.windows() if window.kind == "app"}


def test_two_apps_share_an_upright_screen_one_above_the_other() -> None:
    phone = make_phone()
    split(phone)
    clock, notes = apps(phone)[CLOCK].root.bounds, apps(phone)[NOTES].root.bounds
    divider = find(phone, "docked_divider_handle").bounds
    assert clock[:3] == (0, 0, phone.width)
    assert notes[2:] == (phone.width, phone.height)
    assert (clock[3], notes[1]) == (divider[1], divider[3])
    assert overlapping(phone) == []


def test_a_wide_screen_is_shared_side_by_side() -> None:
    phone = make_phone(skin="easel")
    split(phone, find_label(phone, CLOCK), find_label(phone, NOTES))
    clock, notes = apps(phone)[CLOCK].root.bounds, apps(phone)[NOTES].root.bounds
    assert clock[2] < notes[0]
    assert clock[3] == notes[3] == phone.height


def find_label(phone: Phone, package: str) -> str:
    return phone.apps[package].label


def test_a_touch_of_the_other_half_does_what_it_touches_and_takes_the_keys() -> None:
    phone = make_phone()
    split(phone)
    assert phone.stack[-1].package == NOTES
    tap(phone, "Timer")  # a tab of the clock, above
    assert phone.stack[-1].package == CLOCK
    assert next(window for window in phone.windows() if window.focused).package == CLOCK
    tap(phone, "Groceries")
    assert "Milk\nEggs" in texts(phone)
    assert len(apps(phone)) == 2


def test_a_dialog_stays_in_its_half_and_leaves_the_other_one_alone() -> None:
    phone = make_phone()
    split(phone)
    phone.long_press(*middle(find(phone, "Groceries")))
    (dialog,) = (window for window in phone.windows() if window.kind == "dialog")
    assert dialog.root.bounds[1] >= phone.height // 2
    tap(phone, "Stopwatch")
    assert "Start" in texts(phone)
    assert [window.title for window in phone.windows() if window.kind == "dialog"] == [dialog.title]


@pytest.mark.parametrize(("way", "left"), [(-1, NOTES), (1, CLOCK)])
def test_the_divider_gives_one_app_the_whole_screen(way: int, left: str) -> None:
    phone = make_phone()
    split(phone)
    x, y = middle(find(phone, "docked_divider_handle"))
    phone.swipe(x, y, x, y + way * phone.height // 3, 300)
    assert list(apps(phone)) == [left]
    assert apps(phone)[left].root.bounds == (0, 0, phone.width, phone.height)


def test_back_on_the_last_page_leaves_the_other_app() -> None:
    phone = make_phone()
    split(phone)
    phone.press_key(BACK)
    assert list(apps(phone)) == [CLOCK]


def test_home_ends_it() -> None:
    phone = make_phone()
    split(phone)
    phone.press_key(HOME)
    phone.launch(NOTES)
    assert list(apps(phone)) == [NOTES]


def test_the_end_of_one_app_gives_the_other_one_the_screen() -> None:
    phone = make_phone()
    split(phone)
    phone.force_stop(NOTES)
    assert list(apps(phone)) == [CLOCK]


def test_another_app_lies_over_both() -> None:
    phone = make_phone()
    split(phone)
    phone.launch(SETTINGS)
    assert list(apps(phone)) == [SETTINGS]
    phone.press_key(BACK)


def test_dumps_tell_of_both() -> None:
    phone = make_phone()
    split(phone)
    device = make_device(phone)
    windows = sh(device, "dumpsys window windows").out
    assert f"{CLOCK}/" in windows
    assert f"{NOTES}/" in windows
    assert "StageCoordinatorSplitDivider" in windows
    assert f'package="{NOTES}"' in sh(device, "uiautomator dump /dev/tty").out
