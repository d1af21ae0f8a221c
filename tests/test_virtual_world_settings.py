"""Settings: every switch is the setting that ADB reads, and back."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.window.touch import Swipe
from tests.virtual_world import MESSAGES, SETTINGS, find, make_phone, middle, tap, texts, write


@pytest.mark.parametrize(
    ("page", "row", "namespace", "key", "value"),
    [
        ("WIFI", "Wi-Fi", "global", "wifi_on", "0"),
        ("BLUETOOTH", "Use Bluetooth", "global", "bluetooth_on", "1"),
        ("AIRPLANE_MODE", "Airplane mode", "global", "airplane_mode_on", "1"),
        ("ZEN_MODE", "Use Do Not Disturb", "global", "zen_mode", "1"),
        ("DISPLAY", "Dark theme", "secure", "ui_night_mode", "2"),
        ("DISPLAY", "Auto-rotate screen", "system", "accelerometer_rotation", "1"),
        ("LOCATION_SOURCE", "Use location", "secure", "location_mode", "0"),
        ("DATE", "Use 24-hour format", "system", "time_12_24", "24"),
        ("BATTERY_SAVER", "Battery Saver", "global", "low_power", "1"),
    ],
)
def test_a_switch_is_its_setting(page: str, row: str, namespace: str, key: str, value: str) -> None:
    phone = make_phone()
    assert phone.start_activity(Intent(f"android.settings.{page}_SETTINGS")).ok
    before = phone.settings.get(namespace, key)
    tap(phone, row)
    assert phone.settings.get(namespace, key) == value
    assert before is not None
    phone.settings.put(namespace, key, before)
    tap(phone, row)
    assert phone.settings.get(namespace, key) == value


def test_airplane_mode_takes_wifi_along_and_brings_it_back() -> None:
    phone = make_phone()
    phone.settings.put("global", "airplane_mode_on", "1")
    assert phone.settings.get("global", "wifi_on") == "0"
    phone.settings.put("global", "airplane_mode_on", "0")
    assert phone.settings.get("global", "wifi_on") == "1"


def test_the_way_down_by_touch() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    tap(phone, "Network & internet", "Internet", "Wi-Fi")
    assert phone.settings.get("global", "wifi_on") == "0"
    assert phone.stack[-1].cls.endswith("$WifiSettingsActivity")
    tap(phone, "Navigate up")
    assert "Wi-Fi is off" in texts(phone)


def test_a_new_wifi_network_wants_a_password() -> None:
    phone = make_phone()
    phone.start_activity(Intent("android.settings.WIFI_SETTINGS"))
    name = next(view.text for view in phone.windows()[0].root.walk() if view.rid.endswith("id/title")
                and view.text not in ("Maple House", "Add network", "Saved networks"))  # fmt: skip
    tap(phone, name)
    field = find(phone, "password")
    assert field.password
    phone.set_text(field, "longenough")
    tap(phone, "Connect")
    assert phone.wifi_network == name


def test_the_list_scrolls_and_clips() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    assert "About phone" not in texts(phone)
    phone.swipe(500, 1800, 500, 600)
    assert "About phone" in texts(phone)
    scroller = next(view for view in phone.windows()[0].root.walk() if view.scrollable)
    assert not phone.scroll_view(scroller, forward=True)
    assert phone.scroll_view(scroller, forward=False)
    assert [child.index for child in scroller.children] == list(range(len(scroller.children)))


def test_sliders_follow_the_finger() -> None:
    phone = make_phone()
    phone.start_activity(Intent("android.settings.SOUND_SETTINGS"))
    bar = next(view for view in phone.windows()[0].root.walk() if view.desc == "Media volume")
    left, _, right, _ = bar.bounds
    phone.tap(right - 10, middle(bar)[1])
    assert phone.volumes["music"] == 15
    phone.swipe(right - 10, middle(bar)[1], left + 5, middle(bar)[1])
    assert phone.volumes["music"] == 0
    phone.start_activity(Intent("android.settings.DISPLAY_SETTINGS"))
    tap(phone, "Brightness level")
    bar = find(phone, "slider")
    phone.tap(*middle(bar))
    assert abs(int(phone.settings.get("system", "screen_brightness") or 0) - 128) < 4


def test_font_size_changes_the_layout() -> None:
    phone = make_phone()
    phone.start_activity(Intent("android.settings.DISPLAY_SETTINGS"))
    before = find(phone, "Dark theme").bounds
    tap(phone, "Font size", "Largest")
    after = find(phone, "Dark theme").bounds
    assert phone.settings.get("system", "font_scale") == "1.3"
    assert after[3] - after[1] > before[3] - before[1]


def test_search_finds_a_setting() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    tap(phone, "Search settings")
    phone.type_text("dark")
    tap(phone, "Dark theme")
    assert phone.stack[-1].cls.endswith("$DisplaySettingsActivity")


def test_force_stop_and_permissions_of_an_app() -> None:
    phone = make_phone()
    phone.launch(MESSAGES)
    assert phone.packages[MESSAGES].pid
    phone.start_activity(Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{MESSAGES}"))
    tap(phone, "Permissions", "SMS", "Don\u2019t allow")
    assert phone.packages[MESSAGES].permissions["android.permission.SEND_SMS"] is False
    tap(phone, "Navigate up", "Force stop", "OK")
    assert phone.packages[MESSAGES].pid == 0
    assert all(record.package != MESSAGES for record in phone.stack)


def test_clearing_an_apps_storage_forgets_its_data() -> None:
    phone = make_phone()
    phone.launch(SETTINGS)
    tap(phone, "Apps")
    write(phone, "Search apps", "not")
    tap(phone, "Notes", "Storage & cache", "Clear storage", "Delete")
    assert not phone.content.rows("content://com.android.notes/notes")


def test_a_tap_and_a_still_swipe_are_the_same() -> None:
    assert Swipe(5, 5, 9, 9, 100).way == ""
    assert Swipe(5, 5, 9, 300, 100).way == "down"
