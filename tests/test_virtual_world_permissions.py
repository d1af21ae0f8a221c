"""Runtime permissions: apps ask, respect the answer, and the shell and Settings tell the same."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_looks import check_screen
from tests.virtual_wire import make_device, sh
from tests.virtual_world import (
    BACK,
    CONTACTS,
    HOME,
    MESSAGES,
    NOTES,
    column,
    find,
    make_phone,
    middle,
    tap,
    texts,
    views,
)

CAMERA, RECORDER, MAPS = "com.android.camera2", "com.android.soundrecorder", "com.android.maps"
WEATHER, GALLERY, CALENDAR, MUSIC = (
    "com.android.weather",
    "com.android.gallery3d",
    "com.android.calendar",
    "com.android.music",
)
DETAILS = "android.settings.APPLICATION_DETAILS_SETTINGS"
P = "android.permission."
NO = "Don\u2019t allow"


def revoked(package: str, *names: str, **more: object) -> Phone:
    phone = make_phone(**more)
    for name in names:
        assert sh(make_device(phone), f"pm revoke {package} {P}{name}").status == 0
    return phone


def tap_last(phone: Phone, words: str) -> None:
    """Where the app on top of the page is called like the permission."""
    phone.tap(*middle([view for view in views(phone) if view.text == words][-1]))


def state(phone: Phone, package: str, name: str) -> str:
    """The permission's line of the package's dump."""
    lines = sh(make_device(phone), f"dumpsys package {package}").out.splitlines()
    return next(line.strip() for line in lines if line.strip().startswith(f"{P}{name}: granted="))


def test_stock_apps_hold_what_they_need_and_do_not_ask() -> None:
    phone = make_phone()
    for package in (CAMERA, RECORDER, CONTACTS, MAPS, WEATHER, GALLERY, CALENDAR, MUSIC, MESSAGES):
        phone.launch(package)
        assert phone.window().package == package
        assert "This app needs a permission" not in texts(phone)


@pytest.mark.parametrize(
    "package, name, question",
    [
        (CAMERA, "CAMERA", "Allow Camera to take pictures and record video?"),
        (CONTACTS, "READ_CONTACTS", "Allow Contacts to access your contacts?"),
        (GALLERY, "READ_MEDIA_IMAGES", "Allow Gallery to access photos and videos on this device?"),
        (CALENDAR, "READ_CALENDAR", "Allow Calendar to access your calendar?"),
        (MUSIC, "READ_MEDIA_AUDIO", "Allow Music to access music and audio on this device?"),
    ],
)
def test_an_app_asks_when_it_is_opened(package: str, name: str, question: str) -> None:
    phone = revoked(package, name)
    phone.launch(package)
    window = phone.window()
    assert window.package == "com.google.android.permissioncontroller"
    assert window.activity.endswith(".GrantPermissionsActivity")
    assert question in texts(phone)
    check_screen(phone)
    tap(phone, "While using the app" if name == "CAMERA" else "Allow")
    assert phone.window().package == package
    assert "This app needs a permission" not in texts(phone)
    assert state(phone, package, name).startswith(f"{P}{name}: granted=true, flags=[ USER_SET|")


def test_a_denial_is_respected_and_the_second_is_for_good() -> None:
    phone = revoked(CONTACTS, "READ_CONTACTS")
    phone.launch(CONTACTS)
    tap(phone, NO)
    assert "This app needs a permission" in texts(phone) and "Mom" not in texts(phone)
    check_screen(phone)
    assert "granted=false, flags=[ USER_SET|" in state(phone, CONTACTS, "READ_CONTACTS")
    tap(phone, "Allow access")
    assert find(phone, NO).rid.endswith("permission_deny_and_dont_ask_again_button")
    tap(phone, NO)
    phone.press_key(HOME)
    phone.launch(CONTACTS)
    assert "USER_FIXED" in state(phone, CONTACTS, "READ_CONTACTS")
    assert "Allow access" not in texts(phone)
    tap(phone, "Open app settings", "Permissions")
    tap_last(phone, "Contacts")
    tap(phone, "Allow")
    phone.launch(CONTACTS)
    assert "Mom" in texts(phone)


def test_back_decides_nothing() -> None:
    phone = revoked(CAMERA, "CAMERA")
    phone.launch(CAMERA)
    phone.press_key(BACK)
    assert "USER_SET" not in state(phone, CAMERA, "CAMERA")
    tap(phone, "Allow access", "While using the app")
    find(phone, "Take photo")


def test_only_this_time_ends_in_the_background() -> None:
    now = [0.0]
    phone = revoked(CAMERA, "CAMERA", clock=lambda: now[0])
    phone.launch(CAMERA)
    tap(phone, "Only this time")
    assert "ONE_TIME" in state(phone, CAMERA, "CAMERA")
    now[0] = 300.0
    tap(phone, "Take photo")
    phone.press_key(HOME)
    now[0] = 330.0
    phone.launch(CAMERA)
    assert phone.window().package == CAMERA
    phone.press_key(HOME)
    now[0] = 400.0
    phone.tick()
    phone.launch(CAMERA)
    assert "Only this time" in texts(phone)


def test_video_wants_the_microphone_too() -> None:
    phone = revoked(CAMERA, "RECORD_AUDIO")
    phone.launch(CAMERA)
    tap(phone, "Video")
    assert "Allow Camera to record audio?" in texts(phone)
    tap(phone, NO)
    assert "Microphone" in texts(phone)
    phone.start_activity(Intent("android.media.action.STILL_IMAGE_CAMERA"))
    find(phone, "Take photo")


def test_the_recorder_records_nothing_unasked() -> None:
    phone = revoked(RECORDER, "RECORD_AUDIO")
    phone.launch(RECORDER)
    tap(phone, "Record")
    assert "Allow Recorder to record audio?" in texts(phone)
    assert column(phone, "content://com.android.soundrecorder/session", "state") == ["0"]
    tap(phone, "Only this time", "Start recording")
    assert column(phone, "content://com.android.soundrecorder/session", "state") != ["0"]


def test_messages_shows_numbers_without_contacts_and_asks_before_it_sends() -> None:
    phone = revoked(MESSAGES, "READ_CONTACTS", "SEND_SMS")
    phone.launch(MESSAGES)
    assert "5550001234" in texts(phone) and "Mom" not in texts(phone)
    tap(phone, "5550001234", "Text message")
    phone.type_text("Hi")
    tap(phone, "Send SMS", NO)
    assert not phone.content.rows("content://sms/sent")
    tap(phone, "Send SMS", "Allow")
    assert column(phone, "content://sms/sent", "body") == ["Hi"]


def test_the_map_hides_where_one_is_and_the_weather_asks() -> None:
    phone = revoked(MAPS, "ACCESS_FINE_LOCATION")
    phone.launch(MAPS)
    assert "Your location" not in texts(phone)
    tap(phone, "Turn on", "While using the app")
    assert "Your location" in texts(phone)
    phone = revoked(WEATHER, "ACCESS_COARSE_LOCATION")
    phone.launch(WEATHER)
    tap(phone, "Places", "Add place", "Use current location", NO)
    assert not phone.content.rows("content://com.android.weather/places")
    tap(phone, "Use current location", "Only this time")
    assert column(phone, "content://com.android.weather/places", "name") == ["Berlin"]


def test_without_notifications_nothing_is_posted() -> None:
    phone = make_phone()
    phone.receive_sms("5550001234", "One")
    assert phone.notifications
    sh(make_device(phone), f"pm revoke {MESSAGES} {P}POST_NOTIFICATIONS")
    assert not phone.notifications
    phone.receive_sms("5550001234", "Two")
    assert not phone.notifications
    sh(make_device(phone), f"pm grant {MESSAGES} {P}POST_NOTIFICATIONS")
    phone.receive_sms("5550001234", "Three")
    assert [note.text for note in phone.notifications] == ["Three"]


def test_after_a_reset_every_app_asks() -> None:
    phone = make_phone()
    assert sh(make_device(phone), "pm reset-permissions").status == 0
    for package in (CAMERA, CONTACTS, GALLERY):
        phone.launch(package)
        assert phone.window().package == "com.google.android.permissioncontroller"
        phone.press_key(BACK)


def test_app_ops() -> None:
    phone = make_phone()
    device = make_device(phone)
    assert sh(device, f"appops get {CAMERA} CAMERA").out == "CAMERA: allow\n"
    assert "FINE_LOCATION: allow\n" in sh(device, f"cmd appops get {CAMERA}").out
    assert sh(device, f"appops set {CAMERA} CAMERA ignore").status == 0
    assert sh(device, f"appops get {CAMERA} android:camera").out == "CAMERA: ignore\n"
    phone.launch(CAMERA)
    assert "Allow Camera to take pictures and record video?" in texts(phone)
    phone.press_key(BACK)
    sh(device, f"appops reset {CAMERA}")
    find(phone, "Take photo")
    assert sh(device, f"appops get {NOTES} CAMERA").out == "No operations.\nDefault mode: allow\n"
    assert CAMERA in sh(device, "appops query-op CAMERA allow").out.split()
    assert sh(device, "appops get no.such CAMERA").status == 255
    assert sh(device, f"appops set {CAMERA} CAMERA maybe").status == 255


def test_settings_change_what_an_app_may() -> None:
    phone = make_phone()
    phone.start_activity(Intent(DETAILS, data=f"package:{CAMERA}"))
    tap(phone, "Permissions")
    tap_last(phone, "Camera")
    tap(phone, "Ask every time")
    assert "granted=false, flags=[ ONE_TIME|" in state(phone, CAMERA, "CAMERA")
    phone.launch(CAMERA)
    tap(phone, NO)
    phone.start_activity(Intent("android.settings.SECURITY_SETTINGS"))
    tap(phone, "Permission manager")
    assert "0 of 1 apps allowed" in texts(phone)
    tap(phone, "Contacts", "Mail", NO)
    assert phone.packages["com.android.email"].permissions[f"{P}READ_CONTACTS"] is False
    phone.start_activity(Intent("android.settings.LOCATION_SOURCE_SETTINGS"))
    tap(phone, "App location permissions")
    assert {"Camera", "Maps", "Weather"} <= set(texts(phone))


@pytest.mark.parametrize("skin", ["petite", "mosaic", "grand", "ember"])
def test_the_questions_look_right(skin: str) -> None:
    phone = revoked(CAMERA, "CAMERA", skin=skin)
    phone.launch(CAMERA)
    check_screen(phone)
    phone.press_key(BACK)
    check_screen(phone)
