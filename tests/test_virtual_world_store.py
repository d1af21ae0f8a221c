"""Store: what is installed, updated and removed is what the package manager says."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_wire import make_device, sh
from tests.virtual_world import BACK, HOME, column, find, hold, make_phone, tap, texts, word, write

STORE = "com.android.vending"
APPS = "content://com.android.vending/apps"
SHELF = {
    "store_apps": [
        {"package": "org.leaf", "title": "Leaf Diary", "category": "Home", "version": "3.2.0",
         "version_code": 320, "permissions": ["android.permission.CAMERA"], "size": 24},
        {"package": "com.pack", "title": "Pack It", "category": "Travel", "version": "2.1.0",
         "version_code": 210, "installed": 200, "entries": ["Socks"], "news": "Dark theme"},
        {"package": "net.jar", "title": "Word Jar", "category": "Education", "version_code": 100,
         "installed": 100},
        {"package": "net.old", "title": "Old Log", "category": "Travel", "version_code": 100,
         "installed": 90},
    ]
}  # fmt: skip


def store(skin: str = "plain") -> Phone:
    phone = make_phone(fixture=SHELF, skin=skin)
    phone.launch(STORE)
    return phone


def go(phone: Phone, label: str) -> None:
    if phone.skin.navigation == "drawer":
        tap(phone, word(phone, "Open navigation drawer"))
    tap(phone, word(phone, label))


def wait(phone: Phone, seconds: float) -> None:
    phone.advance(seconds)
    phone.tick()


@pytest.mark.parametrize("skin", ["plain", "noir", "mosaic", "harbor"])
def test_an_app_is_installed_opened_and_removed(skin: str) -> None:
    phone = store(skin)
    tap(phone, word(phone, "Search"))
    phone.type_text("leaf")
    tap(phone, "Leaf Diary", word(phone, "Install"))
    assert any("Camera" in text for text in texts(phone))
    tap(phone, "Accept")
    assert "org.leaf" not in phone.packages
    assert "Downloading…" in texts(phone)
    wait(phone, 4)
    entry = phone.packages["org.leaf"]
    assert (entry.version_code, entry.system, entry.permissions) == (
        320,
        False,
        {"android.permission.CAMERA": False},
    )
    tap(phone, "Open")
    tap(phone, "Add entry")
    phone.set_text(find(phone, "Entry name"), "Fern")
    tap(phone, word(phone, "Save"))
    assert column(phone, "content://org.leaf/entries", "title") == ["Fern"]
    phone.press_key(HOME)
    phone.launch(STORE)
    tap(phone, word(phone, "Uninstall"), word(phone, "Uninstall"))
    assert "org.leaf" not in phone.packages
    assert not column(phone, "content://org.leaf/entries", "_id")
    assert word(phone, "Install") in texts(phone)


def test_a_download_can_be_stopped() -> None:
    phone = store()
    tap(phone, "Leaf Diary", "Install", "Cancel")
    assert not column(phone, APPS, "package", "downloading=1")
    tap(phone, "Install", "Accept")
    assert column(phone, APPS, "package", "downloading=1") == ["org.leaf"]
    tap(phone, "Cancel")
    wait(phone, 60)
    assert "org.leaf" not in phone.packages


@pytest.mark.parametrize("skin", ["plain", "atlas"])
def test_updates(skin: str) -> None:
    phone = store(skin)
    go(phone, "My apps")
    assert "Leaf Diary" not in texts(phone)
    tap(phone, "Pack It")
    assert "Dark theme" in texts(phone)
    tap(phone, word(phone, "Update"))
    wait(phone, 5)
    assert phone.packages["com.pack"].version_name == "2.1.0"
    assert column(phone, "content://com.pack/entries", "title") == ["Socks"]  # what it held stays
    phone.press_key(BACK)
    tap(phone, word(phone, "Update all"))
    wait(phone, 5)
    assert column(phone, APPS, "package", "installed_code < version_code AND installed_code > 0") == []
    assert word(phone, "Update all") not in texts(phone)


def test_categories_and_sorting() -> None:
    phone = store()
    tap(phone, "Category", "Travel")
    assert "Pack It" in texts(phone)
    assert "Word Jar" not in texts(phone)
    tap(phone, "Category", "All categories", "Sort by", "Size")
    shown = [text for text in texts(phone) if text in column(phone, APPS, "title")]
    assert shown[0] == "Leaf Diary"


def test_the_package_manager_and_the_store_agree() -> None:
    phone = store()
    assert column(phone, APPS, "installed_code", "package='net.jar'") == ["100"]
    assert phone.uninstall("net.jar") == "Success"
    assert column(phone, APPS, "installed_code", "package='net.jar'") == ["0"]
    assert phone.uninstall(STORE) == "Failure [DELETE_FAILED_INTERNAL_ERROR]"


def test_what_is_in_an_installed_app_is_kept_in_order() -> None:
    phone = store()
    phone.launch("com.pack")
    tap(phone, "Socks")
    assert column(phone, "content://com.pack/entries", "done") == ["1"]
    hold(phone, "Socks")
    tap(phone, "Delete", "Undo")
    tap(phone, "More options", "Delete finished")
    assert not column(phone, "content://com.pack/entries", "_id")


def test_the_settings_remove_an_app_too() -> None:
    phone = store()
    info = "android.settings.APPLICATION_DETAILS_SETTINGS"
    assert phone.start_activity(Intent(info, data="package:com.pack")).ok
    tap(phone, "Uninstall", "Cancel")
    assert "com.pack" in phone.packages
    tap(phone, "Uninstall", "OK")
    assert "com.pack" not in phone.packages
    assert "Pack It" not in [app.label for app in phone.apps.values()]


def test_the_shell_sees_what_is_installed() -> None:
    phone = store()
    device = make_device(phone)
    assert "package:org.leaf" not in sh(device, "pm list packages -3").out
    tap(phone, "Leaf Diary", "Install", "Accept")
    wait(phone, 4)
    assert "package:org.leaf" in sh(device, "pm list packages -3").out.split()
    assert sh(device, "pm uninstall org.leaf").out == "Success\n"
    said = sh(device, f"content query --uri {APPS} --projection package:installed_code").out
    assert "package=org.leaf, installed_code=0" in said


def test_market_links() -> None:
    phone = store()
    view = "android.intent.action.VIEW"
    assert phone.start_activity(Intent(view, data="market://details?id=org.leaf")).ok
    assert "Leaf Diary" in texts(phone)
    assert phone.start_activity(Intent(view, data="market://search?q=jar")).ok
    assert "Word Jar" in texts(phone)
    assert "Pack It" not in texts(phone)
    write(phone, "Search apps", "zzz")
    assert "No apps found" in texts(phone)
