"""Whatever a finger does, the phone stays up and its trees stay sound."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.faults import NAMES
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED

KEYS = (3, 4, 19, 24, 25, 26, 61, 66, 67, 82, 92, 93, 111, 187, 224, 279)


def step(phone: Phone, rng: random.Random) -> None:
    """One thing a clumsy user could do."""
    phone.wake()
    shown = [view for window in phone.windows() for view in window.root.walk() if view.visible]
    kind = rng.random()
    if kind < 0.6:
        useful = [view for view in shown if view.clickable] or shown
        left, top, right, bottom = rng.choice(useful).bounds
        phone.tap((left + right) // 2, (top + bottom) // 2)
    elif kind < 0.7:
        left, top, right, bottom = rng.choice(shown).bounds
        phone.long_press((left + right) // 2, (top + bottom) // 2)
    elif kind < 0.82:
        ends = [rng.randrange(phone.width), rng.randrange(phone.height)]
        phone.swipe(*ends, rng.randrange(phone.width), rng.randrange(phone.height), rng.choice((50, 800)))
    elif kind < 0.9:
        phone.press_key(rng.choice(KEYS), rng.choice((0, 1, 0x1000)))
    elif kind < 0.96:
        phone.type_text(rng.choice(("mom", "5550123", "7:30", "ü 漢 🙂", "\n", "'); DROP TABLE notes; --")))
    else:
        phone.set_rotation(rng.randrange(4)) if rng.random() < 0.3 else phone.advance(
            rng.choice((1, 70, 4000))
        )


def check(phone: Phone) -> None:
    windows = phone.windows()
    assert not windows or windows[0].focused
    assert sum(window.focused for window in windows) <= 1
    for window in windows:
        for view in window.root.walk():
            left, top, right, bottom = view.bounds
            assert 0 <= left <= right <= phone.width
            assert 0 <= top <= bottom <= phone.height
            assert view.package
            for child in view.children:
                assert not child.visible or (
                    child.bounds[0] >= left and child.bounds[1] >= top
                    and child.bounds[2] <= right and child.bounds[3] <= bottom
                )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(sorted(NAMED)), st.sampled_from(NAMES))
def test_random_input_never_breaks_it(seed: int, skin: str, fault: str) -> None:
    phone = Phone(seed, skin, fault, clock=lambda: 0.0)
    rng = random.Random(seed)
    packages = [name for name, package in phone.packages.items() if package.launcher]
    for turn in range(60):
        if turn % 12 == 0:
            phone.launch(rng.choice(packages))
        step(phone, rng)
        check(phone)


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_it_can_be_drawn_wherever_one_is(skin: str) -> None:
    phone = Phone(5, skin, clock=lambda: 0.0)
    rng = random.Random(5)
    packages = [name for name, package in phone.packages.items() if package.launcher]
    for package in packages:
        phone.launch(package)
        for _ in range(4):
            step(phone, rng)
    assert phone.screenshot().size == (phone.width, phone.height)
