"""Faults on the phone itself: their schedules, what they show, and the way out of each."""

from __future__ import annotations

import pytest

from device_drivers.virtual.faults import FAULTS, JUDGEABLE, NAMES, Faults
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_world import (
    BACK,
    CLOCK,
    CONTACTS,
    HOME,
    NOTES,
    SETTINGS,
    column,
    find,
    make_phone,
    middle,
    tap,
    texts,
    views,
    write,
)


def struck(schedule: str, seed: int = 0, inputs: int = 60) -> list[tuple[int, str]]:
    """Which faults a schedule brings, and before which inputs."""
    faults = Faults(schedule, seed)
    found = []
    for number in range(1, inputs + 1):
        faults.step()
        for name in FAULTS:
            if faults.strikes(name):
                found.append((number, name))
                while faults.strikes(name):
                    pass
    return found


def front(phone: Phone) -> str:
    return phone.windows()[0].package


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_comes_again_and_again_at_inputs_drawn_by_the_seed(name: str) -> None:
    found = struck(name, seed=3)
    least, most = FAULTS[name].gap
    inputs = [number for number, _ in found]
    assert {fault for _, fault in found} == {name} and inputs[0] <= least
    assert all(least <= b - a <= most for a, b in zip(inputs, inputs[1:], strict=False))
    assert found == struck(name, seed=3)
    assert any(found != struck(name, seed) for seed in range(20)) or least == most


def test_faults_come_before_the_inputs_that_were_named() -> None:
    assert struck("popup@3, lost_tap@5,anr@3") == [(3, "popup"), (3, "anr"), (5, "lost_tap")]
    assert struck("none") == []
    assert struck("crash@2,lost_tap")[0] == (1, "lost_tap") or (2, "crash") in struck("crash@2,lost_tap")


def test_a_random_schedule_draws_from_all() -> None:
    found = struck("random:7", inputs=600)
    assert {name for _, name in found} == set(FAULTS)
    assert found == struck("random:7", seed=9, inputs=600)
    assert found != struck("random:8", inputs=600)


@pytest.mark.parametrize("schedule", ["x", "", "popup@0", "popup@", "popup@x", "popup,", "random:", "none@2"])
def test_what_is_no_schedule(schedule: str) -> None:
    with pytest.raises(ValueError):
        Faults(schedule)


def test_every_fault_is_described_and_judgeable_ones_are_faults() -> None:
    assert all(fault.what for fault in FAULTS.values())
    assert set(JUDGEABLE) <= set(FAULTS) == set(NAMES) - {"none"}


def test_a_popup_must_be_answered() -> None:
    phone = make_phone(fault="popup@2")
    phone.launch(NOTES)
    tap(phone, "New note")
    assert "Turn on Battery Saver?" in texts(phone)
    phone.press_key(BACK)
    tap(phone, "No thanks")
    assert "New note" in texts(phone)
    assert phone.settings.get("global", "low_power") == "0"


def test_a_popup_agreed_to_does_what_it_says() -> None:
    phone = make_phone(fault="popup@1")
    phone.press_key(HOME)
    tap(phone, "Turn on")
    assert phone.settings.get("global", "low_power") == "1"


def test_an_app_that_does_not_respond_is_waited_for_or_closed() -> None:
    phone = make_phone(fault="anr@2,anr@4")
    phone.launch(NOTES)
    tap(phone, "New note")
    assert "Notes isn't responding" in texts(phone)
    assert find(phone, "Wait").rid == "android:id/aerr_wait"
    tap(phone, "Wait")
    assert "New note" in texts(phone)
    tap(phone, "New note")
    tap(phone, "Close app")
    assert phone.packages[NOTES].pid == 0
    assert front(phone) == "com.android.launcher3"


def test_an_app_that_crashes_is_gone_until_it_is_opened_again() -> None:
    phone = make_phone(fault="crash@5")
    phone.launch(NOTES)
    pid = phone.packages[NOTES].pid
    tap(phone, "New note")
    write(phone, "Title", "Half a thought")
    phone.press_key(BACK)
    assert "Notes keeps stopping" in texts(phone)
    assert phone.packages[NOTES].pid == 0 and NOTES not in {record.package for record in phone.stack}
    log = [text for _, level, tag, text in phone.log if tag == "AndroidRuntime" and level == "E"]
    assert log[:2] == ["FATAL EXCEPTION: main", f"Process: {NOTES}, PID: {pid}"]
    tap(phone, "Close app")
    phone.launch(NOTES)
    assert {"Groceries", "Books"} <= set(texts(phone)) and "Half a thought" not in texts(phone)


def test_a_crash_dialog_leads_to_the_app_s_page_in_settings() -> None:
    phone = make_phone(fault="crash@2")
    phone.launch(NOTES)
    phone.press_key(24)
    tap(phone, "App info")
    assert front(phone) == SETTINGS and "Notes" in texts(phone)


def test_error_dialogs_can_be_hidden() -> None:
    phone = make_phone(fault="crash@2,anr@4")
    phone.settings.put("global", "hide_error_dialogs", "1")
    phone.launch(NOTES)
    phone.press_key(24)
    assert front(phone) == "com.android.launcher3" and phone.packages[NOTES].pid == 0
    phone.launch(NOTES)
    phone.press_key(24)
    assert front(phone) == NOTES
    assert "ANR in com.android.notes" in [text for _, _, _, text in phone.log]


def test_a_permission_is_asked_and_kept() -> None:
    phone = make_phone(fault="permission_dialog@1,permission_dialog@3,permission_dialog@5")
    asked, kept = phone.packages[CLOCK].permissions, ("ACCESS_FINE_LOCATION", "RECORD_AUDIO")
    phone.launch(CLOCK)
    assert "Allow Clock to access this device's location?" in texts(phone)
    tap(phone, "permission_deny_button", "Alarm")
    assert "Allow Clock to record audio?" in texts(phone)
    tap(phone, "While using the app", "Alarm")
    assert [asked[f"android.permission.{name}"] for name in kept] == [False, True]
    assert front(phone) == CLOCK


def test_a_dialog_of_an_app_waits_for_one() -> None:
    phone = make_phone(fault="permission_dialog@1,crash@1")
    phone.press_key(HOME)
    assert front(phone) == "com.android.launcher3"
    phone.launch(CLOCK)
    assert front(phone) != CLOCK


def test_a_heads_up_takes_the_tap_and_goes_away_by_itself() -> None:
    now = [0.0]
    phone = make_phone(fault="heads_up@2,heads_up@4", clock=lambda: now[0])
    phone.launch(CONTACTS)
    phone.tap(phone.width // 2, phone.height // 2)
    (shown,) = (window for window in phone.windows() if window.kind == "heads_up")
    assert "Rain is coming" in [view.text for view in shown.root.walk()]
    assert not shown.focused
    phone.tap(*middle(shown.root))
    assert front(phone) == "com.android.weather"
    phone.press_key(HOME)
    assert [window.kind for window in phone.windows()].count("heads_up") == 1
    now[0] = 6.0
    assert [window.kind for window in phone.windows()].count("heads_up") == 0


def test_a_keyboard_nobody_called_covers_what_is_below_it() -> None:
    phone = make_phone(fault="keyboard@2")
    phone.launch(NOTES)
    add = find(phone, "New note")
    phone.tap(*middle(add))
    assert phone.keyboard_shown and phone.focus is None
    assert find(phone, "New note").bounds == add.bounds
    phone.press_key(BACK)
    assert not phone.keyboard_shown and front(phone) == NOTES
    tap(phone, "New note", "Title")
    assert phone.focus is not None and phone.keyboard_shown


def test_rows_change_places_as_a_list_is_touched() -> None:
    phone = make_phone(fault="reorder@2")
    phone.launch(CONTACTS)
    before = [view.text for view in views(phone) if view.text]
    phone.swipe(500, 1200, 500, 1150)
    after = [view.text for view in views(phone) if view.text]
    assert sorted(after) == sorted(before) and after != before
    tap(phone, "Ada Novak")
    assert "+1 555 010 2030" in texts(phone)


def test_the_screen_turns_and_turns_back() -> None:
    phone = make_phone(fault="rotation@1,rotation@2")
    upright = (phone.width, phone.height)
    phone.press_key(HOME)
    assert (phone.width, phone.height) == upright[::-1] and phone.rotation == 1
    phone.press_key(24)
    assert (phone.width, phone.height) == upright


def test_taps_get_lost_now_and_then() -> None:
    phone = make_phone(fault="lost_tap")
    phone.start_activity(Intent("android.settings.ZEN_MODE_SETTINGS"))
    flips = 0
    for _ in range(40):
        before = phone.settings.get("global", "zen_mode")
        tap(phone, "Use Do Not Disturb")
        flips += phone.settings.get("global", "zen_mode") != before
    assert 20 < flips < 40


def test_a_tap_delivered_twice_undoes_itself() -> None:
    phone = make_phone(fault="double_tap@2")
    phone.start_activity(Intent("android.settings.ZEN_MODE_SETTINGS"))
    before = phone.settings.get("global", "zen_mode")
    tap(phone, "Use Do Not Disturb")
    assert phone.settings.get("global", "zen_mode") == before
    tap(phone, "Use Do Not Disturb")
    assert phone.settings.get("global", "zen_mode") != before


@pytest.mark.parametrize("fault", ["screen_off", "lock"])
def test_a_dark_screen_shows_nothing_until_it_is_woken(fault: str) -> None:
    phone = make_phone(fault=f"{fault}@2")
    phone.launch(NOTES)
    tap(phone, "New note")
    assert phone.windows() == [] and phone.locked == (fault == "lock")
    phone.wake()
    phone.keyguard.dismiss()
    assert "New note" in texts(phone)


def test_deleting_letter_by_letter_is_one_input() -> None:
    phone = make_phone(fault="screen_off@3")
    phone.press_key(HOME)
    for _ in range(20):
        phone.press_key(67)
    assert phone.screen_on
    phone.press_key(HOME)
    assert not phone.screen_on


@pytest.mark.parametrize("fault", FAULTS)
def test_the_phone_can_be_used_in_spite_of_it(fault: str) -> None:
    """A person who answers what comes up, wakes the screen and looks before every touch gets there."""
    phone = make_phone(fault=fault, seed=5)
    for _ in range(40):
        phone.wake()
        phone.keyguard.dismiss()
        answers = [
            view for view in views(phone) if view.text in ("No thanks", "Wait", "Close app", "Don’t allow")
        ]
        if answers:
            tap(phone, answers[0].text)
        elif front(phone) != NOTES:
            phone.launch(NOTES)
        elif phone.keyboard_shown and phone.focus is None:
            phone.press_key(BACK)
        elif "Title" not in texts(phone) and "Title" not in [view.hint for view in views(phone)]:
            tap(phone, "New note")
        elif "Plan" not in texts(phone):
            phone.set_text(find(phone, "Title"), "Plan")
        else:
            tap(phone, "Save")
        if "Plan" in column(phone, "content://com.android.notes/notes", "title"):
            return
    raise AssertionError(texts(phone))
