"""AndroidWorld's helper calls: what its env/adb_utils.py (d9c569f) sends, read as it reads the answers."""

from __future__ import annotations

import re

import pytest

from device_drivers.virtual.device import Device
from tests.virtual_wire import make_device, sh

INSERT = "android.intent.action.INSERT"
CONTACTS = "content query --uri content://contacts/phones/ --projection display_name:number"


@pytest.fixture
def device() -> Device:
    return make_device()


def contacts(device: Device) -> list[tuple[str, str]]:
    found = re.findall(r"display_name=(.*), number=(.*)", sh(device, CONTACTS).out)
    return [(name, re.sub(r"\D", "", number)) for name, number in found]


def call_state(device: Device) -> str:
    found = re.search(r"mCallState=(\d)", sh(device, "dumpsys telephony.registry").out)
    assert found
    return found[1]


def frame(device: Device, kind: str) -> list[int]:
    """The first frame of a viewport that is in use."""
    said = sh(device, f"dumpsys input | grep {kind}").out
    frames = [list(map(int, one)) for one in re.findall(kind + r"=\[(\d+), (\d+), (\d+), (\d+)\]", said)]
    return next(one for one in frames if any(one))


def test_the_display(device: Device) -> None:
    phone = device.phone
    assert int(sh(device, "getprop ro.build.version.sdk").out) >= 29
    found = re.search(r"Physical size: (\d+)x(\d+)", sh(device, "wm size").out)
    assert found and (int(found[1]), int(found[2])) == (phone.width, phone.height)
    upright = [0, 0, phone.width, phone.height]
    assert frame(device, "logicalFrame") == upright
    sh(device, "settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    said = sh(device, "dumpsys window | grep mCurrentRotation").out
    assert re.findall(r"mCurrentRotation=ROTATION_(\d+)", said)[0] == "90"
    assert frame(device, "logicalFrame") == [0, 0, upright[3], upright[2]]


def test_activities(device: Device) -> None:
    said = sh(device, "am start -W -n com.android.settings/com.android.settings.Settings")
    assert "Error" not in said.out + said.err
    stack = sh(device, "am stack list | grep -E visible=true").out
    found = re.search(r"taskId=\d+: (\S+) .*visible=true.*topActivity=ComponentInfo\{(\S+)\}", stack)
    assert found and found[2] == "com.android.settings/com.android.settings.Settings"
    assert "Events injected: 1" in sh(device, "monkey -p com.android.notes 1").out
    assert sh(device, "am force-stop com.android.notes").status == 0
    for ident in re.findall(r"id=(\d+)", sh(device, "dumpsys activity recents").out):
        assert sh(device, f"am stack remove {ident}").status == 0


@pytest.mark.parametrize("service, key", [("wifi", "wifi_on"), ("bluetooth", "bluetooth_on")])
def test_switches(device: Device, service: str, key: str) -> None:
    for verb, value in (("disable", "0"), ("enable", "1")):
        sh(device, f"svc {service} {verb}")
        assert sh(device, f"settings get global {key}").out == f"{value}\n"


def test_settings_can_be_listed_as_pairs(device: Device) -> None:
    """It reads every line as KEY=VALUE, and takes one setting for given."""
    pairs: dict[str, str] = {}
    for namespace in ("secure", "global", "system"):
        lines = sh(device, f"settings list {namespace}").out.splitlines()
        pairs.update(line.split("=", 1) for line in lines)  # type: ignore[misc]
    assert {"zen_duration", "airplane_mode_on", "screen_brightness"} <= set(pairs)


def test_contacts_are_added_listed_and_cleared(device: Device) -> None:
    people = contacts(device)
    assert people and all(name and number for name, number in people)
    sh(device, f'am start -a {INSERT} -t vnd.android.cursor.dir/contact -e name "Zoe Quill" -e phone 5550177')
    sh(device, "uiautomator dump /sdcard/window_dump.xml")
    xml = sh(device, "cat /sdcard/window_dump.xml").out
    save = re.search(r'"(?i:save)"[^>]*bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"', xml)
    assert save
    left, top, right, bottom = map(int, save.groups())
    sh(device, f"input tap {(left + right) // 2} {(top + bottom) // 2}")
    assert ("Zoe Quill", "5550177") in contacts(device)
    assert sh(device, "pm clear com.android.providers.contacts").out == "Success\n"
    assert contacts(device) == []


def test_calls(device: Device) -> None:
    assert call_state(device) == "0"
    sh(device, "am start -a android.intent.action.CALL -d tel:5550100")
    assert call_state(device) == "2"
    sh(device, "input keyevent KEYCODE_ENDCALL")
    assert call_state(device) == "0"
    sh(device, "content delete --uri content://call_log/calls")
    assert "No result found." in sh(device, "content query --uri content://call_log/calls").out


def test_text_is_typed_word_by_word(device: Device) -> None:
    sh(device, f"am start -a {INSERT} -t vnd.android.cursor.dir/contact")
    field = next(
        view
        for window in device.phone.windows()
        for view in window.root.walk()
        if view.rid.endswith("first_name")
    )
    device.phone.click_view(field)
    for word in (r"it\'s", "%s", r"\$5", "%s", r"\(ok\)"):
        sh(device, f"input text {word}")
    assert device.phone.focus is not None and device.phone.focus.text == "it's $5 (ok)"


def test_broadcasts_tell_whether_anybody_heard(device: Device) -> None:
    assert "Broadcast completed: result=0" in sh(device, "am broadcast -a clipper.get").out
