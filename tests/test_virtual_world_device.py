"""What the phone does by itself and holds: Do Not Disturb, Battery Saver, storage, accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_looks import check_screen
from tests.virtual_wire import make_device, sh
from tests.virtual_world import HOUSE, SETTINGS, column, find, make_phone, tap, texts, word

ZEN = "android.settings.ZEN_MODE_SETTINGS"
MAIL = {"mail_accounts": [{"address": "me@example.org"}]}


def hours_to(phone: Phone, hour: int) -> None:
    """Let the time pass until it is so late."""
    now = phone.now()
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    phone.advance(((then - now) % timedelta(days=1)).total_seconds())
    phone.tick()


def after(phone: Phone, title: str) -> str:
    """A preference's summary."""
    return texts(phone)[texts(phone).index(title) + 1]


def test_a_schedule_turns_do_not_disturb_on_and_off() -> None:
    phone = make_phone(fixture={})
    device = make_device(phone)
    hours_to(phone, 12)
    phone.start_activity(Intent(ZEN))
    tap(phone, "Schedules")
    assert after(phone, "Sleeping") == "Off"
    tap(phone, "Sleeping", "Use schedule")
    dump = sh(device, "dumpsys notification").out
    assert "automaticRules[EVERY_NIGHT_DEFAULT_RULE]" in dump and "start=22.0&end=7.0" in dump
    assert phone.settings.get("global", "zen_mode") == "0"
    hours_to(phone, 23)
    assert phone.settings.get("global", "zen_mode") == "1"
    dump = sh(device, "dumpsys notification").out
    assert "state=STATE_TRUE,enabled=true,name=Sleeping" in dump
    assert "mZenMode=ZEN_MODE_IMPORTANT_INTERRUPTIONS" in dump
    phone.settings.put("global", "zen_mode", "0")
    phone.tick()
    assert phone.settings.get("global", "zen_mode") == "0"
    phone.settings.put("global", "zen_mode", "1")
    hours_to(phone, 7)
    assert phone.settings.get("global", "zen_mode") == "0"


def test_a_schedule_is_made_changed_and_deleted() -> None:
    phone = make_phone(skin="atlas", fixture={})
    hours_to(phone, 18)
    phone.start_activity(Intent("android.settings.ZEN_MODE_AUTOMATION_SETTINGS"))
    tap(phone, word(phone, "Add schedule"))
    phone.type_text("Work")
    tap(phone, "button1")
    for day in ("Saturday", "Sunday"):
        tap(phone, day)
    (made,) = [one for one in phone.zen.schedules if one.name == "Work"]
    assert (made.days, made.enabled) == ((0, 1, 2, 3, 4), True)
    tap(phone, word(phone, "End time"))
    phone.set_text(find(phone, "input_hour"), "17")
    phone.set_text(find(phone, "input_minute"), "30")
    tap(phone, word(phone, "OK"))
    assert f"{phone.zen.schedules[-1].end:%H:%M}" == "17:30"
    tap(phone, word(phone, "Delete schedule"), word(phone, "Delete"))
    assert [one.name for one in phone.zen.schedules] == ["Sleeping"]


def test_a_day_belongs_to_the_night_that_began_on_it() -> None:
    phone = make_phone()
    made = phone.zen.add("Friday night")
    phone.zen.change(
        made.ident, days=(4,), start=phone.now().time().replace(22, 0), end=phone.now().time().replace(7, 0)
    )
    while phone.now().weekday() != 4:
        phone.advance(86_400)
    hours_to(phone, 23)
    assert phone.zen.runs(made.ident)
    hours_to(phone, 6)
    assert phone.now().weekday() == 5 and phone.zen.runs(made.ident)
    hours_to(phone, 23)
    assert not phone.zen.runs(made.ident)


def test_who_may_interrupt_is_kept() -> None:
    phone = make_phone()
    phone.start_activity(Intent(ZEN))
    tap(phone, "People", "Anyone", "Alarms")
    dump = sh(make_device(phone), "dumpsys notification").out
    assert "allowAlarms=false" in dump and "allowCallsFrom=anyone" in dump
    assert after(phone, "People") == "Anyone"


def test_battery_saver_goes_on_at_its_level() -> None:
    phone = make_phone()
    device = make_device(phone)
    phone.start_activity(Intent("android.settings.BATTERY_SAVER_SETTINGS"))
    tap(phone, "Battery Saver schedule", "At 20%")
    sh(device, "dumpsys battery set level 50")
    assert phone.settings.get("global", "low_power") == "0"
    sh(device, "dumpsys battery set level 19")
    assert "level: 19" in sh(device, "dumpsys battery").out
    assert phone.settings.get("global", "low_power") == "1"
    sh(device, "dumpsys battery set ac 1")
    assert phone.settings.get("global", "low_power") == "0"
    sh(device, "dumpsys battery reset")
    assert phone.battery.level > 20


def test_the_storage_page_and_df_say_the_same() -> None:
    phone = make_phone(fixture={**HOUSE, "files": [{"path": "Documents/big.pdf", "size": 4_000_000}]})
    device = make_device(phone)
    phone.start_activity(Intent("android.settings.INTERNAL_STORAGE_SETTINGS"))
    assert after(phone, "Documents") == "4.0 MB"
    used = int(sh(device, "df").out.splitlines()[2].split()[2]) * 1024
    assert after(phone, "This device").startswith(f"{used / 1e9:.1f} GB used of 118.0 GB")
    sh(device, "rm /sdcard/Documents/big.pdf")
    phone.tick()
    assert after(phone, "Documents") == "0 B"
    tap(phone, "Free up space")
    assert phone.stack[-1].package == "com.android.documentsui"


def test_accounts_come_and_go() -> None:
    phone = make_phone(fixture={**HOUSE, **MAIL})
    device = make_device(phone)
    assert "Account {name=me@example.org, type=com.android.email}" in sh(device, "dumpsys account").out
    phone.start_activity(Intent("android.settings.SYNC_SETTINGS"))
    tap(phone, "Add account")
    assert phone.stack[-1].cls.endswith(".setup.AccountSetupActivity")
    phone.set_text(find(phone, "account_email"), "two@example.org")
    phone.set_text(find(phone, "account_password"), "secret")
    tap(phone, "Next")
    phone.launch(SETTINGS)
    tap(phone, "me@example.org", "Remove account")
    tap(phone, "button1")
    accounts = "content://com.android.email.provider/account"
    assert column(phone, accounts, "emailAddress") == ["two@example.org"]
    assert "me@example.org" not in texts(phone)


@pytest.mark.parametrize("skin", ["petite", "grand", "mosaic", "ember", "harbor"])
def test_the_pages_look_right(skin: str) -> None:
    phone = make_phone(skin=skin, fixture={**HOUSE, **MAIL})
    for action in (
        "ZEN_MODE",
        "ZEN_MODE_AUTOMATION",
        "INTERNAL_STORAGE",
        "SYNC",
        "MANAGE_DEFAULT_APPS",
        "SECURITY",
    ):
        phone.start_activity(Intent(f"android.settings.{action}_SETTINGS"))
        check_screen(phone)
