"""The state read over the real adb."""

from __future__ import annotations

import pytest

from bench.tasks.phones import judges_shell, served
from bench.tasks.state import State, read_state
from bench.tasks.task import Stage, Trial
from device_drivers.virtual.fixture import Fixture, Message, Note, Person

pytestmark = pytest.mark.device


@pytest.fixture(scope="module")
def state() -> State:
    fixture = Fixture(
        contacts=(Person(name="Ada Novak", phone="555 010", starred=True), Person(name="No Number")),
        messages=(Message(address="555010", body="hi, type=2"),),
        notes=(Note(title="Books, and more", body="one\ntwo, three=3"),),
    )
    with served(Trial("none", 1, "plain"), Stage("", {}, fixture)) as serial:
        return read_state(judges_shell(serial))


def test_tables_hold_what_the_phone_holds(state: State) -> None:
    assert [(r["display_name"], r["starred"]) for r in state.rows("contacts")] == [
        ("Ada Novak", "1"),
        ("No Number", "0"),
    ]
    assert [r["data1"] for r in state.rows("phones", display_name="Ada Novak")] == ["555 010"]
    assert state.rows("notes", title="Books, and more")[0]["body"] == "one\ntwo, three=3"
    assert state.rows("alarms") == []


def test_the_rest_is_read_as_android_tells_it(state: State) -> None:
    assert state.settings["global.wifi_on"] == "1"
    assert state.volumes["music"] == 5
    assert "com.android.contacts" in state.packages
    assert state.front.startswith("com.android.launcher3/")
    assert state.rows("sms")[0]["body"] == "hi, type=2"
    assert state.playing == ""
