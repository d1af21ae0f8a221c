"""A phone's beginning and its end: what is asked first changes nothing, and nothing of it stays behind."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from weakref import ref

import pytest

from device_drivers.virtual.files import File
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.providers.storage import SHARED
from device_drivers.virtual.scenes import SCENES, deferred

ROOT = Path(__file__).resolve().parent.parent
URIS = (
    *("content://com.android.contacts/data", "content://sms", "content://call_log/calls"),
    *("content://media/external/file", "content://media/external/images/media"),
    *("content://com.android.calendar/events", "content://com.android.vending/apps"),
)


def stands_still() -> float:
    return 0.0


def sizes(phone: Phone) -> object:
    return [(path, node.size, node.mtime) for path, node in phone.files.walk("/") if isinstance(node, File)]


def contents(phone: Phone) -> object:
    walked = [(path, node) for path, node in phone.files.walk(SHARED) if isinstance(node, File)]
    return [(path, hash(bytes(node.data)), len(node.data)) for path, node in walked]


def questions() -> dict[str, Callable[[Phone], object]]:
    """What looks and changes nothing, by name."""
    asks: dict[str, Callable[[Phone], object]] = {
        uri: lambda phone, uri=uri: phone.content.query(uri)  # type: ignore[misc]
        for uri in URIS
    }
    return {
        **asks,
        "sizes": sizes,
        "contents": contents,
        "alarms": lambda phone: phone.alarms,
        "packages": lambda phone: {name: known.version_name for name, known in phone.packages.items()},
        "props": lambda phone: phone.props,
        "picture": lambda phone: phone.screenshot().tobytes(),
        "texts": lambda phone: [view.text for window in phone.windows() for view in window.root.walk()],
        "free": lambda phone: phone.storage.size(),
    }


@pytest.mark.parametrize("seed", [0, 7])
def test_the_phone_is_the_same_whatever_is_asked_first(seed: int) -> None:
    asks = questions()
    told = []
    for order in range(4):
        names = list(asks)
        Random(order).shuffle(names)
        phone = Phone(seed, clock=stands_still)
        phone.tick()
        told.append({name: asks[name](phone) for name in names})
    assert all(one == told[0] for one in told)


def test_a_picture_weighs_what_was_said_before_it_was_drawn() -> None:
    for number in range(SCENES):
        known = deferred(number)
        assert len(known.make()) == len(known) == known.size


def test_a_deferred_file_can_be_overwritten_and_added_to() -> None:
    phone = Phone()
    files, path = phone.files, f"{SHARED}/Download/a.jpg"
    files.write(path, deferred(3))
    files.write(path, b"end", append=True)
    assert files.read(path) == deferred(3).make() + b"end"
    files.write(path, deferred(3))
    files.write(path, b"words")
    assert files.read(path) == b"words"
    files.write(path, deferred(3), append=True)
    assert files.read(path) == b"words" + deferred(3).make()


@pytest.mark.device
def test_a_phone_starts_without_what_only_draws() -> None:
    script = (
        "import sys; from device_drivers.virtual.phone import Phone;"
        "from device_drivers.virtual.server import Server; phone = Phone(); phone.tick(); phone.windows();"
        "sys.exit(', '.join({'PIL', 'uiautomator2', 'adbutils', 'numpy'} & set(sys.modules)) or 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_phone_that_nobody_has_any_more_is_gone() -> None:
    phone = Phone(seed=3)
    for package in [name for name, known in phone.packages.items() if known.launcher]:
        phone.launch(package)
        phone.windows()
    kept = ref(phone)
    del phone
    gc.collect()
    assert kept() is None
