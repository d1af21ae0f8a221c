"""edgelam.tools.settings and .apps: every call carries the check that proves it."""

from __future__ import annotations

import pytest

from edgelam.core.command import LaunchApp, PutSetting, SetToggle, SetVolume, StartIntent
from edgelam.core.fact import App, Apps, AskApps, AskNow, AskSetting, AskTable, Fact, Now, Query, Rows
from edgelam.core.plan import Front, Holds, Slot
from edgelam.tools import Invocation, ToolUnfit, all_tools

APPS = (
    App(package="com.android.chrome", label="Chrome"),
    App(package="com.android.deskclock", label="Clock"),
    App(package="net.example.notes", label="Notes"),
    App(package="net.example.notes.pro", label="Notes Pro"),
    App(package="com.google.android.calendar", label="Calendar"),
    App(package="com.google.android.gm", label="Gmail"),
)
VOLUMES = ({"stream": "music", "level": "5", "max": "15"}, {"stream": "alarm", "level": "5"})


def call(name: str, /, **values: str) -> Invocation:
    facts: dict[Query, Fact] = {
        AskApps(): Apps(apps=APPS),
        AskNow(): Now(iso="2026-03-05T14:03:22+01:00"),
        AskTable(table="volumes"): Rows(rows=VOLUMES),
    }
    return all_tools()[name].build({k: Slot(name=k, value=v) for k, v in values.items()}, facts)


def holds(invocation: Invocation) -> Holds:
    expected = invocation.expect[-1]
    assert isinstance(expected, Holds)
    return expected


def test_every_tool_has_a_name_of_its_family_and_refuses_no_arguments_honestly() -> None:
    for name, tool in all_tools().items():
        assert tool.spec.name == name and "." in name and tool.spec.description
        if any(param.required for param in tool.spec.params):
            with pytest.raises(ToolUnfit, match="missing"):
                call(name)


def test_toggles_are_proved_by_their_setting() -> None:
    on, off = call("settings.wifi.set", state="on"), call("settings.wifi.set", state="off")
    assert on.commands == (SetToggle(toggle="wifi", on=True),)
    assert holds(on).query == AskSetting(namespace="global", key="wifi_on")
    assert [holds(i).matches[0].value for i in (on, off)] == ["1", "0"]
    with pytest.raises(ToolUnfit, match="unresolved:state"):
        call("settings.wifi.set", state="maybe")


def test_do_not_disturb_is_on_in_any_mode_but_none() -> None:
    on = holds(call("settings.do_not_disturb.set", state="on"))
    assert on.matches[0].value == "0" and not on.present


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
    assert loud.commands == (SetVolume(stream="music", percent=40),)
    assert {m.column: m.value for m in holds(loud).matches} == {"stream": "music", "level": "6"}
    assert call("settings.volume.set", level="0", stream="alarm").expect == ()
    assert call("settings.volume.set", level="0").commands == (SetVolume(stream="music", percent=0),)
    for stream in ("ring", "kitchen", "ring and alarm"):
        with pytest.raises(ToolUnfit):
            call("settings.volume.set", level="10", stream=stream)


def test_settings_pages_by_name() -> None:
    page = call("settings.page.open", page="the Wi-Fi settings")
    assert page.commands == (StartIntent(action="android.settings.WIFI_SETTINGS"),)
    assert call("settings.page.open", page="settings").commands == (
        StartIntent(action="android.settings.SETTINGS"),
    )
    with pytest.raises(ToolUnfit, match="unknown:page"):
        call("settings.page.open", page="the kitchen")


def test_an_app_is_opened_by_its_own_name() -> None:
    opened = call("app.open", app="notes")
    assert opened.commands == (LaunchApp(package="net.example.notes"),)
    assert opened.expect == (Front(app="net.example.notes"),)
    assert call("app.open", app="the Clock app").commands == (LaunchApp(package="com.android.deskclock"),)
    with pytest.raises(ToolUnfit, match="unknown:app"):
        call("app.open", app="Spotify")


def test_web_addresses_are_only_web_addresses() -> None:
    (command,) = call("web.open", url="Example.com/a?b=c d".replace(" ", "")).commands
    assert isinstance(command, StartIntent)
    assert (command.data, command.package) == ("https://example.com/a?b=cd", "com.android.chrome")
    for wrong in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "intent://x#Intent;end",
        "localhost",
        "a b.com",
    ):
        with pytest.raises(ToolUnfit):
            call("web.open", url=wrong)


def test_what_no_installed_app_does_is_unfit() -> None:
    for name, values in (("maps.navigate", {"destination": "work"}), ("camera.open", {})):
        with pytest.raises(ToolUnfit, match="no_app"):
            call(name, **values)


def test_an_event_begins_when_said() -> None:
    (command,) = call("calendar.event.create", title="lunch", date="2026-03-06", time="12:30").commands
    assert isinstance(command, StartIntent)
    assert dict(command.extras) == {"title": "lunch", "beginTime": 1772796600000}
    with pytest.raises(ToolUnfit, match="unresolved:date"):
        call("calendar.event.create", title="lunch", date="someday")


def test_a_mail_goes_to_an_address_only() -> None:
    (command,) = call("mail.draft", to="a@b.org", subject="Hi", text="x&y").commands
    assert isinstance(command, StartIntent)
    assert command.data == "mailto:a@b.org"
    with pytest.raises(ToolUnfit, match="unresolved:to"):
        call("mail.draft", to="Bob")
