"""Several apps open the same: the question, the answer that is kept, and the roles."""

from __future__ import annotations

import pytest

from device_drivers.virtual.apps import programs
from device_drivers.virtual.apps.browser import Program as Browser
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, SEND, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View
from tests.virtual_looks import check_screen
from tests.virtual_wire import make_device, sh
from tests.virtual_world import BACK, CLOCK, HOME, NOTES, SETTINGS, find, make_phone, tap, texts

SHARE = Intent(SEND, type="text/plain", extras={"android.intent.extra.TEXT": "Rain at noon"})
SEND_LINE = "-a android.intent.action.SEND -t text/plain"
WEB = Intent(VIEW, ("android.intent.category.BROWSABLE",), "http://example.org/")


class OtherPage(Page):
    def view(self, ui: Kit) -> View:
        return scaffold(ui, "Otter", ui.empty("Nothing here"), plain=True)


class Otter(App):
    """Another browser."""

    package = "org.otter"
    label = "Otter"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT)),
            Filter((VIEW,), (DEFAULT, "android.intent.category.BROWSABLE"), schemes=("http", "https")),
        )
    }

    def page(self, activity: str, intent: Intent) -> Page:
        return OtherPage(self)


def two_browsers() -> Phone:
    return make_phone(apps=[*programs(), Otter])


def front(phone: Phone) -> str:
    return phone.stack[-1].package


def test_a_touch_marks_and_just_once_is_once() -> None:
    phone = make_phone()
    result = phone.start_activity(SHARE)
    assert result.component is not None
    assert result.component.short == "android/com.android.internal.app.ResolverActivity"
    window = phone.window()
    assert (window.package, window.activity) == ("android", "com.android.internal.app.ResolverActivity")
    assert not find(phone, "Always").enabled
    tap(phone, "Notes")
    assert find(phone, "button_once").enabled
    tap(phone, "Just once")
    assert front(phone) == NOTES
    assert find(phone, "edit_body").text == "Rain at noon"
    phone.press_key(HOME)
    phone.start_activity(SHARE)
    assert "Share with" in texts(phone)


def test_a_second_touch_opens() -> None:
    phone = make_phone()
    phone.start_activity(SHARE)
    tap(phone, "Notes", "Notes")
    assert front(phone) == NOTES


def test_always_is_kept_shown_and_cleared_in_the_apps_page() -> None:
    phone = make_phone()
    device = make_device(phone)
    brief = f"cmd package resolve-activity --brief {SEND_LINE}"
    assert sh(device, brief).out.endswith("android/com.android.internal.app.ResolverActivity\n")
    phone.start_activity(SHARE)
    tap(phone, "Notes", "Always")
    phone.press_key(HOME)
    phone.start_activity(SHARE)
    assert front(phone) == NOTES
    assert sh(device, brief).out.endswith("com.android.notes/.EditorActivity\n")
    kept = sh(device, "dumpsys package preferred-xml").out
    assert 'name="com.android.notes/.EditorActivity"' in kept
    assert '<staticType name="text/plain" />' in kept
    details = "android.settings.APPLICATION_DETAILS_SETTINGS"
    phone.start_activity(Intent(details, data="package:com.android.notes"))
    tap(phone, "Open by default", "Clear defaults")
    assert "No defaults set" in texts(phone)
    assert "<item" not in sh(device, "dumpsys package preferred-xml").out
    phone.start_activity(SHARE)
    assert "Share with" in texts(phone)


def test_the_question_goes_with_back_home_and_another_app() -> None:
    phone = make_phone()
    for leave in (
        lambda: phone.press_key(BACK),
        lambda: phone.press_key(HOME),
        lambda: phone.tap(20, 300),
        lambda: phone.launch(CLOCK),
    ):
        phone.start_activity(SHARE)
        assert "Share with" in texts(phone)
        leave()
        assert "Share with" not in texts(phone)
    assert front(phone) == CLOCK


def test_what_one_app_opens_is_not_asked() -> None:
    phone = make_phone()
    assert phone.start_activity(WEB).ok
    assert front(phone) == Browser.package
    assert phone.start_activity(Intent(SEND, type="text/plain", package=NOTES)).ok
    assert front(phone) == NOTES


def test_the_browser_role_decides_who_opens_the_web() -> None:
    phone = two_browsers()
    device = make_device(phone)
    holders = "cmd role get-role-holders android.app.role.BROWSER"
    assert sh(device, holders).out == "com.android.browser\n"
    phone.start_activity(WEB)
    assert front(phone) == "com.android.browser"
    phone.start_activity(Intent("android.settings.MANAGE_DEFAULT_APPS_SETTINGS"))
    assert texts(phone)[texts(phone).index("SMS app") + 1] == "Messages"
    tap(phone, "Browser app", "Otter")
    assert sh(device, holders).out == "org.otter\n"
    assert "holders=org.otter" in sh(device, "dumpsys role").out
    phone.start_activity(WEB)
    assert front(phone) == "org.otter"
    sh(device, "cmd role clear-role-holders android.app.role.BROWSER")
    phone.start_activity(WEB)
    assert {"Open with", "Otter", "Browser"} <= set(texts(phone))
    tap(phone, "Browser", "Always")
    phone.start_activity(WEB)
    assert front(phone) == "com.android.browser"


def test_roles_by_the_shell() -> None:
    device = make_device(two_browsers())
    role = "android.app.role.DIALER"
    assert sh(device, f"cmd role get-role-holders {role}").out == "com.android.dialer\n"
    assert sh(device, f"cmd role add-role-holder {role} org.otter").status == 255
    assert sh(device, f"cmd role remove-role-holder {role} com.android.dialer").status == 0
    assert sh(device, f"cmd role get-role-holders {role}").out == "com.android.dialer\n"
    assert sh(device, "cmd role add-role-holder android.app.role.BROWSER org.otter").status == 0
    assert sh(device, "cmd role get-role-holders android.app.role.BROWSER").out == "org.otter\n"
    assert sh(device, "cmd role get-role-holders no.such.role").out == "\n"
    assert sh(device, "cmd role add-role-holder no.such.role org.otter").status == 255


@pytest.mark.parametrize("skin", ["plain", "noir", "petite", "mosaic", "grand", "harbor"])
def test_the_question_looks_right(skin: str) -> None:
    phone = make_phone(skin=skin)
    phone.launch(SETTINGS)
    phone.start_activity(SHARE)
    check_screen(phone)
