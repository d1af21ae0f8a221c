"""The driver u2: acts happen once whatever the answer, reads recover, text arrives whole."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from device_drivers import open_driver
from device_drivers._rpc import RpcUnclear
from device_drivers._server import ServerBusy
from edgelam.core.command import Command, Drag, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.contracts import Driver
from edgelam.core.errors import (
    CommandFailed,
    DeviceError,
    DeviceLost,
    DeviceOffline,
    DeviceTimeout,
    DeviceUnauthorized,
    ObserveFailed,
    Unsupported,
)
from tests.driver_contract import DriverContract
from tests.fake_adb import SERIAL, FakeAdb

pytestmark = pytest.mark.device

TAP = TapAt(x=10, y=10)
TYPE = SetText(x=10, y=500, text="Zoë 🙂\nline")


@pytest.fixture
def adb(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAdb]:
    fake = FakeAdb()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.port))
    fake.shell = {
        "wm size": "Physical size: 1080x2400\n",
        "screencap": "",
        "settings get": "128\n",
        "dumpsys activity": "  topResumedActivity=ActivityRecord{1a u0 com.example.app/.Main t7}\n",
    }
    yield fake
    fake.close()


@pytest.fixture
def phone(adb: FakeAdb) -> Iterator[Driver]:
    driver = open_driver("u2", SERIAL, patience=0.2, deadline=0.6)
    yield driver
    driver.close()


class TestContract(DriverContract):
    @pytest.fixture
    def driver(self, adb: FakeAdb, phone: Driver) -> Driver:
        return phone

    @pytest.fixture
    def move(self) -> Command:
        return TAP

    def test_a_picture_is_png_or_unsupported(self, driver: Driver) -> None:
        with pytest.raises(ObserveFailed):  # this phone draws nothing
            driver.screenshot()


def test_a_look_is_one_call(adb: FakeAdb, phone: Driver) -> None:
    phone.observe()
    assert adb.reads == ["dumpWindowHierarchy"]


def test_each_act_is_one_call(adb: FakeAdb, phone: Driver) -> None:
    for command in (TAP, LongPressAt(x=1, y=1), Drag(x1=1, y1=9, x2=1, y2=1), PressKey(key="back")):
        phone.perform(command)
    assert adb.acts == ["click", "click", "swipe", "pressKey"]


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        ("500", RpcUnclear),
        ("dead", CommandFailed),
        ("hang", DeviceTimeout),
        ("close", RpcUnclear),
        ("half", RpcUnclear),
        ("html", RpcUnclear),
        ("gzip", RpcUnclear),
        ("other_id", RpcUnclear),
        ("gone", DeviceLost),
    ],
)
def test_an_act_with_an_unclear_answer_is_done_once_and_reported(
    adb: FakeAdb, phone: Driver, mood: str, error: type[DeviceError]
) -> None:
    adb.mood = mood
    started = time.monotonic()
    with pytest.raises(error):
        phone.perform(TAP)
    assert time.monotonic() - started < 1
    assert "taps: 1" in [e.text for e in phone.observe().elements]
    assert adb.acts == ["click"]


def test_late_twins_of_older_answers_are_dropped(adb: FakeAdb, phone: Driver) -> None:
    adb.mood = "twin"
    phone.perform(TAP)
    adb.reading_mood = "twin"
    assert phone.observe().elements
    assert adb.acts == ["click"]


@pytest.mark.parametrize("mood", ["500", "dead", "close", "half", "html", "gzip", "other_id", "gone"])
def test_a_look_is_taken_again_after_a_fault(adb: FakeAdb, phone: Driver, mood: str) -> None:
    adb.reading_mood = mood
    assert phone.observe().elements
    assert adb.reads == ["dumpWindowHierarchy"] * 2


def test_a_look_has_a_deadline(adb: FakeAdb, phone: Driver) -> None:
    adb.reading_mood = "hang"
    started = time.monotonic()
    with pytest.raises(DeviceTimeout):
        phone.observe()
    assert time.monotonic() - started < 1


def test_an_empty_tree_is_looked_at_again_and_never_taken_for_a_screen(adb: FakeAdb, phone: Driver) -> None:
    adb.empty_dumps = 2
    assert phone.observe().elements
    adb.empty_dumps = 1000
    with pytest.raises(ObserveFailed):
        phone.observe()


def test_a_dead_server_is_started_again_for_a_look_but_not_for_an_act(adb: FakeAdb, phone: Driver) -> None:
    phone.observe()
    adb.kill_server()
    with pytest.raises(DeviceError):
        phone.perform(TAP)
    assert phone.observe().elements
    assert (adb.acts, adb.launches) == ([], 2)


def test_a_broken_link_is_mended(adb: FakeAdb, phone: Driver) -> None:
    adb.state = "offline"
    adb.cut()
    assert phone.observe().elements


def test_the_server_is_put_on_the_phone_unless_it_is_there(adb: FakeAdb, phone: Driver) -> None:
    assert adb.pushed.startswith(b"PK")


def test_a_taken_automation_slot_is_waited_for_and_then_named(adb: FakeAdb) -> None:
    adb.busy = 1
    open_driver("u2", SERIAL).close()
    adb.busy = 1000
    with pytest.raises(ServerBusy):
        open_driver("u2", SERIAL)


@pytest.mark.parametrize(
    ("state", "error"), [("offline", DeviceOffline), ("unauthorized", DeviceUnauthorized)]
)
def test_a_phone_that_is_not_ready_says_so(adb: FakeAdb, state: str, error: type[DeviceError]) -> None:
    adb.state = adb.comes_back_as = state
    with pytest.raises(error):
        open_driver("u2", SERIAL, deadline=0.6)


def test_text_is_set_on_the_field_at_the_point_and_read_back(adb: FakeAdb, phone: Driver) -> None:
    phone.perform(TYPE)
    assert adb.typed == TYPE.text
    assert adb.acts == ["click", "setText"]


def test_a_field_that_writes_numbers_its_own_way_has_taken_them(adb: FakeAdb, phone: Driver) -> None:
    adb.accepts = lambda _: "(555) 123-4567"
    phone.perform(SetText(x=10, y=500, text="5551234567"))


def test_a_field_that_makes_something_else_of_the_text_is_reported(adb: FakeAdb, phone: Driver) -> None:
    adb.accepts = lambda _: "1,000"
    with pytest.raises(CommandFailed):
        phone.perform(SetText(x=10, y=500, text="100"))


def test_a_password_is_not_read_back(adb: FakeAdb, phone: Driver) -> None:
    phone.perform(SetText(x=10, y=500, text="hunter2", password=True))
    assert "getText" not in adb.reads


def test_nothing_is_typed_when_another_field_has_the_cursor(adb: FakeAdb, phone: Driver) -> None:
    with pytest.raises(CommandFailed):
        phone.perform(SetText(x=10, y=10, text="x"))
    assert adb.acts == ["click"]


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "\x1b[2J"])
def test_what_cannot_be_typed_is_refused_before_a_touch(adb: FakeAdb, phone: Driver, text: str) -> None:
    with pytest.raises(Unsupported):
        phone.perform(SetText(x=10, y=500, text=text))
    assert adb.acts == []
