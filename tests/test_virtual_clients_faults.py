"""What the real adb and the real uiautomator2 see of faults, and how they get out of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from device_drivers.virtual.phone import Phone
from tests.virtual_rig import Rig, adb_path, make_rig, run_adb

pytestmark = pytest.mark.device
__all__ = ["adb_path", "make_rig"]
MakeRig = Callable[[Phone], Rig]
PATIENCE = 15.0  # seconds


def state(rig: Rig) -> str:
    """As `adb devices` lists the phone; empty when it does not."""
    lines = run_adb(rig.adb, "devices").stdout.decode().splitlines()
    return next((line.split("\t")[1] for line in lines if line.startswith(rig.serial)), "")


def await_state(rig: Rig, wanted: str) -> None:
    by = time.monotonic() + PATIENCE
    while (found := state(rig)) != wanted:
        assert time.monotonic() < by, f"{found} instead of {wanted}"


def connect_again(rig: Rig) -> bytes:
    """What a person does: disconnect, and connect until it works or the phone asks."""
    by = time.monotonic() + PATIENCE
    while True:
        run_adb(rig.adb, "disconnect", rig.serial)
        said = run_adb(rig.adb, "connect", rig.serial).stdout
        if said.startswith(b"connected") or b"authenticate" in said:
            return said
        assert time.monotonic() < by, said


def test_a_phone_that_was_unplugged_can_be_connected_again(make_rig: MakeRig) -> None:
    rig = make_rig(Phone(seed=1, fault="disconnect@1"))
    rig.run("shell", "input keyevent 3")
    assert state(rig) in ("", "offline")
    assert connect_again(rig).startswith(b"connected")
    assert rig.shell("input keyevent 3; echo done") == "done\n"


def test_a_phone_asks_again_and_lets_the_computer_in_after_a_while(make_rig: MakeRig) -> None:
    rig = make_rig(Phone(seed=1, fault="unauthorized@1"))
    rig.run("shell", "input keyevent 3")
    assert b"authenticate" in connect_again(rig)
    assert state(rig) == "unauthorized"
    assert b"unauthorized" in rig.run("shell", "echo no").stderr
    await_state(rig, "device")
    assert rig.shell("echo done") == "done\n"


def test_an_app_that_crashed_is_told_of_by_adb(make_rig: MakeRig) -> None:
    rig = make_rig(Phone(seed=1, fault="crash@2"))
    rig.shell("am start -n com.android.notes/.MainActivity")
    rig.shell("input keyevent 24")
    log = rig.shell("logcat -d -s AndroidRuntime:E")
    assert "FATAL EXCEPTION: main" in log and "Process: com.android.notes, PID: " in log
    assert "com.android.notes" not in rig.shell("dumpsys activity activities")
    assert "Application Error: com.android.notes" in rig.shell("dumpsys window windows")
    assert rig.shell("pidof com.android.notes") == ""


def test_uiautomator2_starts_a_killed_server_again(make_rig: MakeRig) -> None:
    u2 = pytest.importorskip("uiautomator2")
    rig = make_rig(Phone(seed=1, fault="low_memory@2"))
    device = u2.connect(rig.serial)
    device.press("home")
    assert device.info["screenOn"]
    with pytest.raises(ConnectionError):
        device.press("home")
    assert device.info["currentPackageName"] == "com.android.launcher3"
    log = rig.server.on_phone(lambda phone: [tag for _, _, tag, _ in phone.log])
    assert log.count("lowmemorykiller") == 1
    device.stop_uiautomator()


@pytest.mark.parametrize("fault", ["null_root@1", "slow_tree@1", "stale_tree@1", "latency@1"])
def test_uiautomator2_reads_a_tree_in_spite_of_it(make_rig: MakeRig, fault: str) -> None:
    u2 = pytest.importorskip("uiautomator2")
    rig = make_rig(Phone(seed=1, fault=fault))
    device = u2.connect(rig.serial)
    device.press("home")
    assert 'package="com.android.launcher3"' in device.dump_hierarchy()
    device.stop_uiautomator()


def test_uiautomator2_tells_that_the_dumper_crashed(make_rig: MakeRig) -> None:
    u2 = pytest.importorskip("uiautomator2")
    rig = make_rig(Phone(seed=1, fault="dump_crash@1"))
    device = u2.connect(rig.serial)
    device.press("home")
    with pytest.raises(u2.exceptions.RPCUnknownError, match="NullPointerException"):
        device.dump_hierarchy()
    assert device.dump_hierarchy()
    device.stop_uiautomator()


def test_uiautomator2_wakes_and_unlocks_a_phone(make_rig: MakeRig) -> None:
    u2 = pytest.importorskip("uiautomator2")
    rig = make_rig(Phone(seed=1, fault="lock@1"))
    device = u2.connect(rig.serial)
    device.press("home")
    assert not device.info["screenOn"]
    device.screen_on()
    device.shell("wm dismiss-keyguard")
    assert device.info["screenOn"] and not rig.server.on_phone(lambda phone: phone.locked)
    device.stop_uiautomator()


def test_uiautomator2_goes_on_after_the_phone_was_unplugged(make_rig: MakeRig) -> None:
    u2 = pytest.importorskip("uiautomator2")
    rig = make_rig(Phone(seed=1, fault="disconnect@2"))
    device = u2.connect(rig.serial)
    device.press("home")
    with pytest.raises(Exception, match=r"offline|closed|not found"):
        device.press("home")
    connect_again(rig)
    assert device.info["screenOn"]
    device.stop_uiautomator()
