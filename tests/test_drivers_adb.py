"""The driver adb: dumps are judged by what they hold, and texts are cut so that they arrive exactly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers import open_driver
from device_drivers.adb import pieces
from edgelam.core.command import Command, Drag, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.errors import CommandFailed, ObserveFailed, Unsupported
from tests.fake_adb import SERIAL, FakeAdb

IDLE = "ERROR: could not get idle state.\n"


@pytest.fixture
def adb(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAdb]:
    fake = FakeAdb()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.port))
    yield fake
    fake.close()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_pieces_arrive_as_the_text(text: str) -> None:
    assert "".join(piece.replace("%s", " ") for piece in pieces(text)) == text


@pytest.mark.device
def test_a_dump_to_the_terminal_or_else_to_a_file(adb: FakeAdb) -> None:
    adb.shell = {"dump /dev/tty": adb.screen() + "UI hierchary dumped to: /dev/tty\n"}
    driver = open_driver("adb", SERIAL)
    seen = driver.observe()
    assert seen.elements
    adb.shell = {"dump /dev/tty": IDLE, "cat ": adb.screen(), "dump ": "UI hierchary dumped to: x\n"}
    assert driver.observe() == seen
    removed = next(n for n, command in enumerate(adb.commands) if "'rm'" in command)
    assert "'uiautomator' 'dump' '/data" in adb.commands[removed + 1]


@pytest.mark.device
def test_what_the_phone_says_instead_of_a_screen_is_passed_on(adb: FakeAdb) -> None:
    adb.shell = {"dump ": IDLE}
    with pytest.raises(ObserveFailed, match="idle state"):
        open_driver("adb", SERIAL, patience=0).observe()


@pytest.mark.device
@pytest.mark.parametrize(
    ("command", "line"),
    [
        (TapAt(x=1, y=2), "input tap 1 2"),
        (LongPressAt(x=1, y=2), "input swipe 1 2 1 2 800"),
        (Drag(x1=1, y1=2, x2=3, y2=4), "input swipe 1 2 3 4 300"),
        (PressKey(key="back"), "input keyevent 4"),
    ],
)
def test_each_act_is_one_program_run_once(adb: FakeAdb, command: Command, line: str) -> None:
    driver = open_driver("adb", SERIAL)
    adb.commands.clear()
    driver.perform(command)
    assert [command.replace("'", "") for command in adb.commands] == [line]


@pytest.mark.device
def test_a_phone_that_forbids_input_says_so(adb: FakeAdb) -> None:
    adb.shell = {"input tap": "java.lang.SecurityException: Injecting input events requires INJECT_EVENTS\n"}
    with pytest.raises(CommandFailed, match="INJECT_EVENTS"):
        open_driver("adb", SERIAL).perform(TapAt(x=1, y=1))


@pytest.mark.device
def test_a_password_is_never_on_a_command_line(adb: FakeAdb) -> None:
    with pytest.raises(Unsupported):
        open_driver("adb", SERIAL).perform(SetText(x=1, y=1, text="hunter2", password=True))
    assert not any("hunter2" in command for command in adb.commands)
