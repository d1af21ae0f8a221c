"""Android's own commands: formats, real errors, and one truth with the screen."""

from __future__ import annotations

import re

import pytest

from device_drivers.virtual.device import Device
from tests.virtual_wire import make_device, sh


@pytest.fixture
def device() -> Device:
    return make_device()


SETTINGS = "com.android.settings/.Settings"


def test_am_start_says_what_it_starts(device: Device) -> None:
    ran = sh(device, f"am start -W -n {SETTINGS}")
    assert ran.out.startswith(f"Starting: Intent {{ cmp={SETTINGS} }}\nStatus: ok\nLaunchState: ")
    assert re.search(
        r"Activity: com\.android\.settings/\.\w+\nTotalTime: \d+\nWaitTime: \d+\nComplete\n$", ran.out
    )
    assert device.phone.windows()[0].package == "com.android.settings"


def test_the_ringer_and_nfc_tell_what_was_set(device: Device) -> None:
    assert "- mode (external) = NORMAL\n" in sh(device, "dumpsys audio").out
    assert sh(device, "cmd audio set-ringer-mode VIBRATE").status == 0
    assert "- mode (external) = VIBRATE\n" in sh(device, "dumpsys audio").out
    wrong = sh(device, "cmd audio set-ringer-mode loud")
    assert wrong.status == 1 and "should be one of NORMAL|SILENT|VIBRATE" in wrong.err
    assert sh(device, "cmd audio set-ringer-mode").err == "Error: no ringer mode specified\n"
    for verb, state in (("enable", "on"), ("disable", "off")):
        assert sh(device, f"svc nfc {verb}; dumpsys nfc").out.startswith(f"mState={state}\n")


def test_the_screenshot_key_leaves_a_picture_unless_the_window_is_secure(device: Device) -> None:
    names = "content query --uri content://media/external/images/media --projection _display_name"
    before = sh(device, names).out.count("Screenshot_")
    sh(device, "input keyevent SYSRQ")
    assert sh(device, names).out.count("Screenshot_") == before + 1
    device.phone.launch("com.android.bank")
    assert device.phone.page.secure
    sh(device, "input keyevent 120")
    assert sh(device, names).out.count("Screenshot_") == before + 1


def test_am_start_shows_the_parts_of_an_intent(device: Device) -> None:
    ran = sh(device, "am start -a android.intent.action.SENDTO -d sms:555-1 --es sms_body hi")
    assert ran.out.splitlines()[0] == (
        "Starting: Intent { act=android.intent.action.SENDTO dat=sms:xxx-x (has extras) }"
    )


@pytest.mark.parametrize(
    "command, status, err",
    [
        ("am start -n a.b/.C", 1, "Error type 3\nError: Activity class {a.b/a.b.C} does not exist.\n"),
        (
            "am start -a android.intent.action.ANSWER -d tel:555",
            1,
            "Error: Activity not started, unable to resolve Intent { act=android.intent.action.ANSWER "
            "dat=tel:xxx flg=0x10000000 }\n",
        ),
        ("am start -z", 1, "Error: Unknown option: -z\n"),
    ],
)
def test_what_cannot_be_started_is_named(device: Device, command: str, status: int, err: str) -> None:
    ran = sh(device, command)
    assert (ran.status, ran.err) == (status, err)


def test_bad_extras_are_a_java_exception(device: Device) -> None:
    ran = sh(device, "am start -a x --ei n five")
    assert ran.status == 255
    assert 'java.lang.NumberFormatException: For input string: "five"' in ran.err


def test_a_second_start_warns(device: Device) -> None:
    sh(device, f"am start -n {SETTINGS}")
    assert "Warning: Activity not started, " in sh(device, f"am start -n {SETTINGS}").err


def test_broadcasts_to_nobody(device: Device) -> None:
    assert sh(device, "am broadcast -a x.y --es k v").out == (
        "Broadcasting: Intent { act=x.y flg=0x400000 (has extras) }\nBroadcast completed: result=0\n"
    )


def test_the_focus_is_told_the_same_by_all(device: Device) -> None:
    sh(device, f"am start -n {SETTINGS}")
    assert re.search(
        r"mCurrentFocus=Window\{\w+ u0 com\.android\.settings/com\.android\.settings\.\w+\}",
        sh(device, "dumpsys window windows").out,
    )
    assert "mCurrentRotation=ROTATION_0" in sh(device, "dumpsys window").out
    for command in ("dumpsys activity activities", "dumpsys activity recents", "dumpsys activity top"):
        assert "com.android.settings/." in sh(device, command).out
    top = sh(device, "dumpsys activity top").out
    assert re.search(r"ACTIVITY com\.android\.settings/\S+ [0-9a-f]+ pid=[1-9]\d*", top)
    assert "com.android.settings" in sh(device, "ps -A").out
    assert sh(device, "pidof com.android.settings").out.strip().isdigit()


def test_settings_are_read_written_and_deleted(device: Device) -> None:
    assert sh(device, "settings get system no_such_key").out == "null\n"
    assert (
        sh(device, "settings put system screen_brightness 77; settings get system screen_brightness").out
        == "77\n"
    )
    assert "screen_brightness=77\n" in sh(device, "settings list system").out
    assert sh(device, "settings put global x 1; settings delete global x; settings delete global x").out == (
        "Deleted 1 rows\nDeleted 0 rows\n"
    )


@pytest.mark.parametrize(
    "command, err",
    [
        ("settings get nope x", "Invalid namespace 'nope'\n"),
        ("settings frob", "Invalid command: frob\n"),
        ("settings get system", "Bad arguments\n"),
        ("settings get system a b c", "Too many arguments\n"),
    ],
)
def test_settings_errors(device: Device, command: str, err: str) -> None:
    ran = sh(device, command)
    assert (ran.status, ran.err) == (255, err)


def test_switches_change_settings(device: Device) -> None:
    assert sh(device, "svc wifi disable; settings get global wifi_on; cmd wifi status").out.startswith(
        "0\nWifi is disabled\n"
    )
    assert sh(device, "cmd -w wifi set-wifi-enabled enabled; settings get global wifi_on").out == "1\n"
    assert (
        sh(device, "cmd connectivity airplane-mode enable; cmd connectivity airplane-mode").out == "enabled\n"
    )
    assert sh(device, "svc bluetooth disable; settings get global bluetooth_on").out == "0\n"


def test_content_is_queried_changed_and_deleted(device: Device) -> None:
    insert = (
        "content insert --uri content://sms/sent --bind address:s:555 "
        "--bind body:s:'hi, there' --bind type:i:2"
    )
    assert sh(device, insert).out == ""
    query = "content query --uri content://sms/sent --projection address:body --where \"address='555'\""
    assert sh(device, query).out == "Row: 0 address=555, body=hi, there\n"
    sh(device, "content update --uri content://sms --bind body:s: --where \"address='555'\"")
    assert sh(device, query).out == "Row: 0 address=555, body=\n"
    sh(device, "content delete --uri content://sms --where \"address='555'\"")
    assert sh(device, query).out == "No result found.\n"


def test_content_errors(device: Device) -> None:
    usage = sh(device, "content query")
    assert usage.status == 0 and usage.out.endswith(
        "[ERROR] Content provider URI not specified. Did you specify --uri argument?\n"
    )
    fault = sh(device, "content query --uri content://sms --where 'no such column = 1'")
    assert fault.status == 0 and fault.err.startswith("Error while accessing provider:sms\n")


def test_packages(device: Device) -> None:
    listed = sh(device, "pm list packages").out.splitlines()
    assert listed == sorted(f"package:{name}" for name in device.phone.packages)
    assert sh(device, "cmd package list packages -3").out.count("package:") < len(listed)
    assert sh(device, "pm path com.android.settings").out.startswith("package:/")
    assert sh(device, "pm path com.nope").status == 1
    assert sh(device, "cmd package resolve-activity --brief com.android.settings").out == (
        "priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\n"
        "com.android.settings/.Settings\n"
    )
    assert sh(device, "cmd package resolve-activity --brief com.nope").out == "No activity found\n"
    blocks = sh(
        device,
        "cmd package query-activities -a android.intent.action.MAIN -c android.intent.category.LAUNCHER",
    )
    assert "packageName=com.android.settings\n" in blocks.out
    assert sh(device, "dumpsys package com.nope").out == "Unable to find package: com.nope\n"
    assert re.search(
        r"versionCode=\d+ minSdk=\d+ targetSdk=\d+\n", sh(device, "dumpsys package com.android.settings").out
    )
    assert sh(device, "pm clear com.nope").out == "Failed\n"
    assert "Unknown package: com.nope" in sh(device, "pm grant com.nope android.permission.CAMERA").err
    assert sh(device, "pm uninstall com.nope").out == "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"


def test_input(device: Device) -> None:
    assert sh(device, "input keyevent KEYCODE_HOME").status == 0
    for command in ("input tap 1 x", "input swipe 1 2 3", "input keyevent", "input text"):
        ran = sh(device, command)
        verb = command.split()[1]
        assert ran.status == 255
        assert f"java.lang.IllegalArgumentException: Error: Invalid arguments for command: {verb}" in ran.err
    typed = sh(device, "input text grüße")
    assert typed.status == 255
    assert "java.lang.NullPointerException: Attempt to get length of null array" in typed.err
    assert sh(device, "input frob").out == "Unknown command: frob\n"


def test_the_screen_is_dumped_with_androids_spelling(device: Device) -> None:
    assert sh(device, "rm -f /sdcard/w.xml; uiautomator dump /sdcard/w.xml").out == (
        "UI hierchary dumped to: /sdcard/w.xml\n"
    )
    assert sh(device, "cat /sdcard/w.xml").out.endswith("</hierarchy>")


def test_monkey_opens_apps(device: Device) -> None:
    ran = sh(device, "monkey -p com.android.settings -c android.intent.category.LAUNCHER 1")
    assert "Events injected: 1" in ran.out and ran.status == 0
    assert device.phone.windows()[0].package == "com.android.settings"
    ran = sh(device, "monkey -p com.nope -c android.intent.category.LAUNCHER 1")
    assert ran.status == 252 and ran.out.endswith("** No activities found to run, monkey aborted.\n")


def test_monkeys_with_one_seed_do_the_same() -> None:
    ends = []
    for _ in range(2):
        device = make_device()
        sh(device, "monkey -p com.android.settings -s 5 40")
        ends.append(sh(device, "uiautomator dump /dev/tty").out)
    assert ends[0] == ends[1] and "com.android.settings" in ends[0]


def test_keyboards(device: Device) -> None:
    default = device.phone.input_methods[0]
    assert sh(device, "ime list -s").out == "".join(f"{one}\n" for one in device.phone.input_methods)
    assert sh(device, f"ime set {default}").out == f"Input method {default} selected for user #0\n"
    assert (
        sh(device, "ime set no/.Ime").err == "Unknown input method no/.Ime cannot be selected for user #0\n"
    )
    assert f"mCurMethodId={default}" in sh(device, "dumpsys input_method").out


def test_display(device: Device) -> None:
    phone = device.phone
    assert sh(device, "wm size; wm density").out == (
        f"Physical size: {phone.width}x{phone.height}\nPhysical density: {phone.density}\n"
    )
    assert re.search(
        rf"DisplayViewport\{{type=INTERNAL, valid=true, .*orientation=0, .*deviceWidth={phone.width}, "
        rf"deviceHeight={phone.height}\}}",
        sh(device, "dumpsys display").out,
    )
    assert "mHoldingDisplaySuspendBlocker=true" in sh(device, "dumpsys power").out
    sh(device, "input keyevent 223")
    assert "mWakefulness=Asleep" in sh(device, "dumpsys power").out
    assert "NotificationShade}" in sh(device, "dumpsys window windows").out
    sh(device, "input keyevent WAKEUP; wm dismiss-keyguard")
    assert "mWakefulness=Awake" in sh(device, "dumpsys power").out


def test_a_forced_display_is_drawn_told_and_taken_back(device: Device) -> None:
    phone = device.phone
    width, height, dpi = phone.width, phone.height, phone.density
    assert sh(device, "wm size 720x1280; wm density 300").status == 0
    assert sh(device, "wm size; wm density").out == (
        f"Physical size: {width}x{height}\nOverride size: 720x1280\n"
        f"Physical density: {dpi}\nOverride density: 300\n"
    )
    assert phone.windows()[0].root.frame == (0, 0, 720, 1280)
    assert phone.screenshot().size == (720, 1280)
    assert sh(device, "wm density 20").err == "Error: density must be >= 72\n"
    assert sh(device, "wm size reset; wm density reset").status == 0
    assert (phone.width, phone.height, phone.density) == (width, height, dpi)
    assert sh(device, "wm size 1").err == "Error: expected AxB format, got '1'\n"


def test_the_keys_of_a_phone_take_and_end_calls(device: Device) -> None:
    def state() -> str:
        return re.findall(r"mCallState=(\d)", sh(device, "dumpsys telephony.registry").out)[0]

    device.phone.receive_call("5550100")
    assert state() == "1"
    sh(device, "input keyevent KEYCODE_CALL")
    assert state() == "2"
    sh(device, "input keyevent KEYCODE_ENDCALL")
    assert state() == "0"
    sh(device, "input keyevent KEYCODE_CALL")
    assert device.phone.windows()[0].package == "com.android.dialer"
    sh(device, "input keyevent KEYCODE_ENDCALL")
    assert not device.phone.screen_on


def test_who_is_exempt_from_dozing(device: Device) -> None:
    clock = device.phone.packages["com.android.deskclock"]
    assert sh(device, f"dumpsys deviceidle whitelist +{clock.name}").out == f"Added: {clock.name}\n"
    assert f"user,{clock.name},{clock.uid}\n" in sh(device, "dumpsys deviceidle whitelist").out
    assert sh(device, "dumpsys deviceidle whitelist +no.such").out == "Unknown package: no.such\n"
    sh(device, f"dumpsys deviceidle whitelist -{clock.name}")
    assert clock.name not in sh(device, "dumpsys deviceidle whitelist").out


def test_alarms_are_listed_as_they_are_set(device: Device) -> None:
    sh(
        device,
        "am start -a android.intent.action.SET_ALARM --ei android.intent.extra.alarm.HOUR 5 "
        "--ei android.intent.extra.alarm.MINUTES 17 --ez android.intent.extra.alarm.SKIP_UI true",
    )
    assert re.search(
        r"RTC_WAKEUP #\d+: Alarm\{\w+ type 0 .* com\.android\.deskclock\}", sh(device, "dumpsys alarm").out
    )
    assert "05:17:00.000" in sh(device, "dumpsys alarm").out


def test_notifications_show_their_extras_only_unredacted(device: Device) -> None:
    device.phone.notify("com.android.messaging", "Anna", "On my way")
    shown = sh(device, "dumpsys notification --noredact").out
    assert "pkg=com.android.messaging user=UserHandle{0} id=" in shown
    assert "android.title=String (Anna)\n" in shown and "android.text=String (On my way)\n" in shown
    assert "On my way" not in sh(device, "dumpsys notification").out


def test_a_package_has_fifty_notifications_and_no_more(device: Device) -> None:
    for number in range(60):
        device.phone.notify("com.android.messaging", f"Person {number}", "Hello", ident=number)
    shown = sh(device, "dumpsys notification --noredact").out
    assert shown.count("android.text=String (Hello)\n") == 50
    device.phone.notify("com.android.email", "Post", "New mail")
    assert "android.title=String (Post)\n" in sh(device, "dumpsys notification --noredact").out


def test_volumes(device: Device) -> None:
    assert "volume is 3 in range" in sh(device, "cmd media_session volume --stream 3 --set 3 --get").out
    assert re.search(r"- STREAM_MUSIC:\n(.*\n)*?   streamVolume:3\n", sh(device, "dumpsys audio").out)


def test_every_dump_and_service_answers(device: Device) -> None:
    everything = sh(device, "dumpsys")
    assert everything.err == "" and everything.out.count("DUMP OF SERVICE") >= 20
    assert sh(device, "dumpsys nope").err == "Can't find service: nope\n"
    assert sh(device, "cmd nope").status == 20
    assert sh(device, "service check activity").out == "Service activity: found\n"


def test_properties(device: Device) -> None:
    assert sh(device, "getprop sys.boot_completed; getprop init.svc.bootanim").out == "1\nstopped\n"
    assert "[ro.build.version.sdk]: [" in sh(device, "getprop").out
    assert "Failed to set property" in sh(device, "setprop ro.x y").err


def test_the_clock_is_the_phones(device: Device) -> None:
    now = device.phone.now()
    assert abs(int(sh(device, "date +%s").out) - now.timestamp()) < 5
    assert sh(device, "date +%Y-%m-%d").out == f"{now:%Y-%m-%d}\n"


def test_one_automation_at_a_time(device: Device) -> None:
    device.automation = "someone"
    ran = sh(device, "uiautomator dump")
    assert ran.status == 1 and "already registered!" in ran.err and ran.out == ""


def test_a_null_root_is_an_error_on_stderr_with_status_0(device: Device) -> None:
    sh(device, "input keyevent 223")
    ran = sh(device, "uiautomator dump")
    assert (ran.status, ran.err) == (0, "ERROR: null root node returned by UiTestAutomationBridge.\n")
