"""adbutils, unmodified, against the virtual phone."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from device_drivers.virtual.phone import Phone
from tests.virtual_rig import Rig, adb_path, serving

adbutils = pytest.importorskip("adbutils")
pytestmark = pytest.mark.device
__all__ = ["adb_path"]


@pytest.fixture(scope="module")
def rig(adb_path: str) -> Iterator[Rig]:
    with serving(Phone(seed=1), adb_path) as made:
        yield made


@pytest.fixture
def device(rig: Rig) -> Any:
    return adbutils.adb.device(serial=rig.serial)


def test_shells(device: Any) -> None:
    assert device.shell("echo hi") == "hi"
    assert device.shell(["echo", "it's", "$HOME;"]) == "it's $HOME;"
    assert device.shell2("nosuch").returncode == 127
    second = device.shell2("nosuch", v2=True)
    assert (second.returncode, second.stderr) == (127, "/system/bin/sh: nosuch: inaccessible or not found\n")


def test_what_the_phone_is_and_shows(device: Any, rig: Rig) -> None:
    assert device.prop.model == rig.phone.props["ro.product.model"]
    assert tuple(device.window_size()) == (rig.phone.width, rig.phone.height)
    assert device.rotation() == 0
    assert device.is_screen_on()
    assert device.battery().level == rig.phone.battery.level
    assert device.wlan_ip() == "192.168.1.57"
    assert set(device.list_packages()) == set(rig.phone.packages)
    info = device.app_info("com.android.settings")
    assert info.version_name == rig.phone.packages["com.android.settings"].version_name


def test_apps_are_started_seen_and_stopped(device: Any) -> None:
    device.app_start("com.android.settings")
    assert device.app_current().package == "com.android.settings"
    device.keyevent("HOME")
    assert device.app_current().package == "com.android.launcher3"
    device.app_stop("com.android.settings")


def test_the_hierarchy_is_read_through_a_file(device: Any) -> None:
    assert device.dump_hierarchy().startswith("<?xml")


def test_input_reaches_the_phone(device: Any) -> None:
    device.keyevent("HOME")
    device.swipe(500, 1800, 500, 600)
    device.click(5, 5)
    device.send_keys("abc")
    device.keyevent("HOME")


def test_a_screenshot(device: Any, rig: Rig) -> None:
    assert device.screenshot().size == (rig.phone.width, rig.phone.height)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_framebuffer(device: Any, rig: Rig) -> None:
    assert device.framebuffer().size == (rig.phone.width, rig.phone.height)
    gc.collect()  # adbutils leaves its socket open


def test_files(device: Any) -> None:
    device.sync.push(b"hello", "/sdcard/hello.txt", check=True)
    assert device.sync.read_text("/sdcard/hello.txt") == "hello"
    assert device.sync.exists("/sdcard/hello.txt") and not device.sync.exists("/sdcard/nope")
    assert "hello.txt" in {entry.path for entry in device.sync.list("/sdcard/")}
    assert device.sync.stat("/sdcard/hello.txt").size == 5
    device.remove("/sdcard/hello.txt")
    assert not device.sync.exists("/sdcard/hello.txt")


def test_features(device: Any) -> None:
    assert "shell_v2" in device.get_features()
