"""edgelam.tools.settings and .pages: every call carries the check that proves it."""

from __future__ import annotations

from functools import partial

import pytest

from edgelam.core.command import PutSetting, SetRinger, SetToggle, SetVolume
from edgelam.core.fact import AskSetting
from edgelam.tools import ToolUnfit, all_tools
from tests import tool_world
from tests.tool_world import NO_ROWS, NOTHING, command, conditions, holds, shown

VOLUMES = ({"stream": "music", "level": "5", "max": "15"}, {"stream": "alarm", "level": "5"})
call = partial(tool_world.call, tables={"volumes": VOLUMES})


def test_every_tool_has_a_name_of_its_family_and_refuses_no_arguments_honestly() -> None:
    for name, tool in all_tools().items():
        assert tool.spec.name == name and "." in name and tool.spec.description
        if any(param.required for param in tool.spec.params):
            with pytest.raises(ToolUnfit, match="missing"):
                call(name, tables={"contacts": (), "nfc": ({"state": "on"},)})


def test_toggles_are_proved_by_their_setting() -> None:
    on, off = call("settings.wifi.set", state="on"), call("settings.wifi.set", state="off")
    assert command(on) == SetToggle(toggle="wifi", on=True)
    assert holds(on).query == AskSetting(namespace="global", key="wifi_on")
    assert [holds(i).matches[0].value for i in (on, off)] == ["1", "0"]
    with pytest.raises(ToolUnfit, match="unresolved:state"):
        call("settings.wifi.set", state="maybe")


def test_do_not_disturb_is_on_in_any_mode_but_none() -> None:
    on = holds(call("settings.do_not_disturb.set", state="on"))
    assert on.matches[0].value == "0" and not on.present


def test_nfc_is_proved_by_its_service_and_unfit_without_one() -> None:
    on = call("settings.nfc.set", state="on", tables={"nfc": ({"state": "off"},)})
    assert command(on) == SetToggle(toggle="nfc", on=True)
    assert conditions(on) == {"state": "on"}
    for code, tables in (("unknown_table", NOTHING), ("no_nfc", {"nfc": NO_ROWS})):
        with pytest.raises(ToolUnfit, match=code):
            call("settings.nfc.set", state="on", tables=tables)


def test_plain_settings_have_their_own_values() -> None:
    for name, key, value in (
        ("hours_24", "time_12_24", "24"),
        ("night_light", "night_display_activated", "1"),
        ("auto_brightness", "screen_brightness_mode", "1"),
    ):
        put = command(call(f"settings.{name}.set", state="on"))
        assert isinstance(put, PutSetting) and (put.key, put.value) == (key, value)


def test_brightness_turns_the_automatic_off_and_is_never_black() -> None:
    assert call("settings.brightness.set", level="0").commands == (
        PutSetting(namespace="system", key="screen_brightness_mode", value="0"),
        PutSetting(namespace="system", key="screen_brightness", value="1"),
    )
    assert holds(call("settings.brightness.set", level="100")).matches[0].value == "255"
    for wrong in ("101", "-1", "bright"):
        with pytest.raises(ToolUnfit):
            call("settings.brightness.set", level=wrong)


def test_volume_is_proved_where_the_maximum_is_known() -> None:
    loud = call("settings.volume.set", level="40", stream="the media volume")
    assert command(loud) == SetVolume(stream="music", percent=40)
    assert conditions(loud) == {"stream": "music", "level": "6"}
    assert call("settings.volume.set", level="0", stream="alarm").expect == ()
    assert command(call("settings.volume.set", level="0")) == SetVolume(stream="music", percent=0)
    for stream in ("ring", "kitchen", "ring and alarm"):
        with pytest.raises(ToolUnfit):
            call("settings.volume.set", level="10", stream=stream)


def test_sizes_and_modes_are_those_that_android_has() -> None:
    assert command(call("settings.font_size.set", size="the largest")) == PutSetting(
        namespace="system", key="font_scale", value="1.3"
    )
    quiet = call("settings.ringer.set", mode="silent mode")
    assert command(quiet) == SetRinger(mode="silent")
    assert conditions(quiet) == {"mode": "silent"}
    for wrong in ("purple", "silent or vibrate"):
        with pytest.raises(ToolUnfit, match="unresolved:mode"):
            call("settings.ringer.set", mode=wrong)


def test_settings_pages_by_name() -> None:
    for page, action in (
        ("the Wi-Fi settings", "android.settings.WIFI_SETTINGS"),
        ("settings", "android.settings.SETTINGS"),
        ("battery", "android.intent.action.POWER_USAGE_SUMMARY"),
        ("internet panel", "android.settings.panel.action.INTERNET_CONNECTIVITY"),
    ):
        assert shown(call("settings.page.open", page=page)) == action
    with pytest.raises(ToolUnfit, match="unknown:page"):
        call("settings.page.open", page="the kitchen")
    with pytest.raises(ToolUnfit, match="no_handler"):
        call("settings.page.open", page="hotspot", takers=())
