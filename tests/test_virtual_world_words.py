"""The words of skins: every label has some, and none makes two controls of a page the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

import pytest

from device_drivers.virtual.phone import HOME_PACKAGE, Phone
from device_drivers.virtual.skin_words import POOL
from device_drivers.virtual.skin_words_testing import RESERVED
from device_drivers.virtual.skins import NAMED, TRAINING, Skin
from tests.virtual_looks import offered

# Labels of first pages that have no other word: what tells a state, an amount, or what a page is of.
ONLY_WORDS = {
    "", "8% used - 108.5 GB free", "80%", "Alarm off", "Alarm on", "All", "App security, device lock", "Bank",
    "Bluetooth, pairing", "Camera", "Change list", "Cloudy", "Dark theme, font size, brightness",
    "Date settings", "Display, interaction, audio", "Draft", "Favorite", "High", "Home", "Humidity",
    "Incoming call", "Installed", "Internal storage", "Languages, gestures, time", "Log in to your accounts",
    "Low", "Map", "Medium", "Missed call", "Mobile, Wi-Fi, hotspot", "Most visited",
    "Notification history, conversations", "On", "Outgoing call", "Pine 7", "Pinned",
    "Recent apps, permissions", "Sunrise", "Sunset", "Today", "Update available", "Viewfinder",
    "Volume, haptics, Do Not Disturb", "Wind", "Yesterday", "You", "Your location", "item", "items",
    "free", "strokes", "taken on", "unread", "used", "was", "Mail and other accounts",
}  # fmt: skip


class Asked(Mapping[str, str]):
    """The labels of a skin without other words; it remembers what was asked for."""

    def __init__(self) -> None:
        self.labels: set[str] = set()

    def __getitem__(self, label: str) -> str:
        self.labels.add(label)
        raise KeyError(label)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_every_label_of_a_first_page_has_other_words() -> None:
    asked = Asked()
    phone = Phone(3, Skin(labels=asked), clock=lambda: 0.0)
    for package in phone.apps:
        phone.launch(package)
        offered(phone)
    assert len(asked.labels) > 200
    assert asked.labels - set(POOL) - ONLY_WORDS == set()


def test_what_is_kept_for_tests_is_in_no_training_skin() -> None:
    known = {word.lower() for words in POOL.values() for word in words} | {label.lower() for label in POOL}
    for kept in RESERVED:
        assert set(kept) == set(POOL)
        assert len(set(kept.values())) == len(kept)
        assert not {word.lower() for word in kept.values()} & known
    for name in TRAINING:
        assert all(word in POOL[label] for label, word in NAMED[name].labels.items())


@lru_cache
def pages() -> dict[tuple[str, frozenset[str]], None]:
    """The names of all controls of every app's first page, and of every page a touch there leads to."""
    phone = Phone(3, clock=lambda: 0.0)
    found: dict[tuple[str, frozenset[str]], None] = {}
    for package in phone.apps:
        if package == HOME_PACKAGE:
            continue
        phone.launch(package)
        found[package, frozenset(offered(phone))] = None
        for left, top, right, bottom in [
            view.bounds for view in phone.window().root.walk() if view.visible and view.clickable
        ]:
            phone.force_stop(package)
            phone.launch(package)
            phone.tap((left + right) // 2, (top + bottom) // 2)
            if phone.task.package == package:
                found[package, frozenset(offered(phone))] = None
    return found


def test_words_to_train_with_never_make_two_controls_of_a_page_the_same() -> None:
    assert len(pages()) > 200
    for package, names in pages():
        for one, other in combinations(sorted(names), 2):
            assert not {one, *POOL.get(one, ())} & {other, *POOL.get(other, ())}, (package, one, other)


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_no_two_controls_of_a_page_are_called_the_same(skin: str) -> None:
    labels = NAMED[skin].labels
    for package, names in pages():
        said = [labels.get(name, name) for name in names]
        assert len(set(said)) == len(said), (package, sorted(said))
