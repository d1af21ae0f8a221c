"""The phone's own apps, driven by uiautomator2; what the screen says and what the shell says must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from device_drivers.virtual.phone import Phone
from tests.virtual_rig import Rig, adb_path, serving

u2 = pytest.importorskip("uiautomator2")
pytestmark = pytest.mark.device
__all__ = ["adb_path"]


@pytest.fixture(scope="module")
def rig(adb_path: str) -> Iterator[Rig]:
    with serving(Phone(seed=1), adb_path) as made:
        yield made


@pytest.fixture(scope="module")
def connected(rig: Rig) -> Iterator[Any]:
    device = u2.connect(rig.serial)
    yield device
    device.stop_uiautomator()


@pytest.fixture
def device(connected: Any) -> Any:
    connected.press("home")
    return connected


def _field(device: Any, name: str) -> Any:
    return device(resourceIdMatches=f".*:id/{name}")


def test_every_app_opens_from_the_drawer(device: Any, rig: Rig) -> None:
    labels = {name: package.label for name, package in rig.phone.packages.items() if package.launcher}
    for name, label in labels.items():
        if name == "com.android.launcher3":
            continue
        device.press("home")
        device(description="Apps list").click(timeout=2)
        device(text=label, className="android.widget.TextView").click(timeout=2)
        assert device.app_current()["package"] == name


def test_an_alarm_is_switched_on(device: Any, rig: Rig) -> None:
    device.app_start("com.android.deskclock")
    off = device(className="android.widget.Switch", checked=False)
    before = rig.shell("dumpsys alarm").count("RTC_WAKEUP #")
    off.click(timeout=2)
    assert rig.shell("dumpsys alarm").count("RTC_WAKEUP #") == before + 1


def test_a_message_is_sent(device: Any, rig: Rig) -> None:
    rig.shell("am start -a android.intent.action.SENDTO -d smsto:5551234 --es sms_body 'hello there'")
    assert _field(device, "compose_message_text").get_text(timeout=2) == "hello there"
    device(description="Send SMS").click()
    sent = rig.shell("content query --uri content://sms/sent --projection address:body:type")
    assert "address=5551234, body=hello there, type=2" in sent
    assert device(text="hello there").exists


def test_a_contact_is_saved(device: Any, rig: Rig) -> None:
    rig.shell("am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact -e name 'Zoe New'")
    _field(device, "phone").set_text("555-777", timeout=2)
    _field(device, "editor_menu_save_button").click()
    listed = rig.shell("content query --uri content://contacts/phones/ --projection display_name:number")
    assert re.search(r"display_name=Zoe New, number=555-?777", listed)


def test_wifi_is_switched_in_the_settings(device: Any, rig: Rig) -> None:
    rig.shell("svc wifi enable; am start -a android.settings.WIFI_SETTINGS")
    switch = device(className="android.widget.Switch", instance=0)
    assert switch.info["checked"] is True
    switch.click()
    assert rig.shell("settings get global wifi_on") == "0\n"
    assert device(className="android.widget.Switch", instance=0).info["checked"] is False
    rig.shell("svc wifi enable")
    assert device(className="android.widget.Switch", instance=0).info["checked"] is True


def test_a_note_is_written_with_keys_and_found_again(device: Any) -> None:
    device.app_start("com.android.notes", stop=True)
    device(descriptionMatches="(?i).*(new|add|create).*").click(timeout=2)
    device(className="android.widget.EditText", instance=0).click()
    device.adb_device.shell("input text shopping%slist")
    assert "shopping list" in device.dump_hierarchy()
    device.press("back")
    device.press("back")
    assert device(textContains="shopping list").wait(timeout=2)


def test_the_keyboard_is_seen_by_all(device: Any, rig: Rig) -> None:
    rig.shell("am start -a android.intent.action.SENDTO -d smsto:5559")
    _field(device, "compose_message_text").click(timeout=2)
    assert "mInputShown=true" in rig.shell("dumpsys input_method")
    assert 'package="com.android.inputmethod.latin"' in device.dump_hierarchy()
    device.press("back")
    assert "mInputShown=false" in rig.shell("dumpsys input_method")
    assert _field(device, "compose_message_text").exists


def test_notifications_are_pulled_down(device: Any, rig: Rig) -> None:
    rig.server.on_phone(lambda phone: phone.notify("com.android.messaging", "Anna", "On my way"))
    device.open_notification()
    assert device(text="On my way").wait(timeout=2)
    assert "android.text=String (On my way)" in rig.shell("dumpsys notification --noredact")
    rig.shell("cmd statusbar collapse")
    assert not device(text="On my way").exists


def test_turning_the_phone_turns_the_tree(device: Any, rig: Rig) -> None:
    device.app_start("com.android.settings")
    device.set_orientation("left")
    assert '<hierarchy rotation="1">' in device.dump_hierarchy()
    assert "orientation=1" in rig.shell("dumpsys display")
    assert "mCurrentRotation=ROTATION_90" in rig.shell("dumpsys window")
    device.set_orientation("natural")
