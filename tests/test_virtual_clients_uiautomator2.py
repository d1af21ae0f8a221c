"""uiautomator2, unmodified (it pushes its real jar and launches it), against the virtual phone."""

from __future__ import annotations

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


def _open(device: Any, package: str) -> None:
    device.app_start(package, stop=True)
    assert device.app_wait(package, front=True, timeout=5)


def test_the_jar_is_pushed_and_the_server_answers(device: Any, rig: Rig) -> None:
    info = device.info
    assert (info["displayWidth"], info["displayHeight"]) == (rig.phone.width, rig.phone.height)
    assert info["currentPackageName"] == "com.android.launcher3"
    assert rig.server.on_phone(lambda phone: rig.server.device.files.exists("/data/local/tmp/u2.jar"))


def test_the_shells_dump_is_refused_while_the_server_runs(device: Any) -> None:
    said = device.adb_device.shell("uiautomator dump; echo $?")
    assert "already registered!" in said and said.endswith("1")


def test_hierarchy_and_xpath(device: Any) -> None:
    _open(device, "com.android.settings")
    xml = device.dump_hierarchy()
    assert xml.startswith("<?xml") and 'package="com.android.settings"' in xml
    assert any(element.text == "Settings" for element in device.xpath("//android.widget.TextView").all())


def test_selectors_and_clicks(device: Any) -> None:
    _open(device, "com.android.settings")
    row = device(textStartsWith="network")
    assert row.exists and row.info["className"].startswith("android.widget")
    row.click(timeout=2)
    assert device(text="Airplane mode").wait(timeout=2)
    device.press("back")
    assert device(textStartsWith="network").wait(timeout=2)
    rows = device(className="android.widget.TextView")
    assert rows.count == len(rows) == len([one.info for one in rows])
    with pytest.raises(u2.exceptions.UiObjectNotFoundError):
        device(text="nothing says this").click(timeout=0.2)
    assert device(text="nothing says this").wait_gone(timeout=0.2)


def test_scrolling(device: Any) -> None:
    _open(device, "com.android.settings")
    assert device(scrollable=True).scroll.to(textContains="About")
    assert device(textContains="About").exists
    device(scrollable=True).scroll.toBeginning()
    assert device(textStartsWith="network").exists
    device.swipe(500, 1800, 500, 600)
    device(scrollable=True).fling.forward()


def test_text_is_set_typed_and_cleared(device: Any) -> None:
    _open(device, "com.android.notes")
    device(descriptionMatches="(?i).*(new|add|create).*").click(timeout=2)
    field = device(className="android.widget.EditText", instance=0)
    field.set_text("Grüße 你好 🎉")
    assert field.get_text() == "Grüße 你好 🎉"
    field.clear_text()
    assert "Grüße" not in (field.get_text() or "")
    field.click()
    device.send_keys("typed äö", clear=True)
    assert "typed äö" in field.get_text()


def test_the_rest_of_the_device(device: Any) -> None:
    device.set_clipboard("copied")
    assert device.clipboard == "copied"
    assert device.screenshot().size == device.window_size()
    device.open_notification()
    device.press("back")
    assert device.toast.get_message(0.1) is None
    assert device.shell("echo x; (exit 3)").exit_code == 3
    device.screen_off()
    assert not device.info["screenOn"]
    device.screen_on()
    assert device.info["screenOn"]


def test_a_stopped_server_is_started_again(device: Any) -> None:
    device.stop_uiautomator()
    assert device.info["screenOn"] in (True, False)


def test_an_action_of_the_keyboard(device: Any) -> None:
    _open(device, "com.android.settings")
    device.adb_device.shell("am start -a android.intent.action.SENDTO -d smsto:5553")
    device(className="android.widget.EditText", instance=0).click(timeout=2)
    device.send_keys("to be cleared")
    device.clear_text()
    assert "to be cleared" not in device.dump_hierarchy()


def test_orientation(device: Any) -> None:
    device.set_orientation("left")
    assert device.window_size()[0] > device.window_size()[1]
    device.set_orientation("natural")
    assert device.window_size()[0] < device.window_size()[1]
