"""What must hold of every screen, whatever the skin."""

from __future__ import annotations

from itertools import combinations

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.view import View
from tests.virtual_world import views


def check_screen(phone: Phone) -> None:
    """No text lies on another, and nothing of use leaves the screen sideways."""
    shown = [view for view in phone.window().root.walk() if view.visible]
    leaves = [view for view in shown if view.text and not view.clickable]
    for one, other in combinations(leaves, 2):
        assert not _meet(one, other), (one, other)
    for view in shown:
        if view.text or view.desc or view.clickable:
            assert view.bounds[2] > view.bounds[0] and view.frame[2] <= phone.width, view
    assert phone.screenshot().size == (phone.width, phone.height)


def _meet(one: View, other: View) -> bool:
    a, b = one.bounds, other.bounds
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def word(phone: Phone, label: str) -> str:
    """The skin's word for a canonical label."""
    return phone.skin.labels.get(label, label)


def says(phone: Phone, part: str) -> bool:
    """Something on the screen contains it."""
    return any(part in view.text or part in view.desc for view in views(phone))
