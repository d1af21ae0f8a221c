"""Arguments reach the phone as they are, and the adb server's answers become phones and named errors."""

from __future__ import annotations

import shlex
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import device_drivers
from device_drivers._host import Host, adb_path, quoted
from edgelam.core.errors import (
    DeviceError,
    DeviceLost,
    DeviceOffline,
    DeviceUnauthorized,
    ManyDevices,
    NoDevice,
    Unsupported,
    UsageError,
)
from tests.fake_adb import SERIAL, FakeAdb

CORPUS = [
    "don't",
    "pa$$w0rd",
    'say "hi"\nrm -rf /sdcard',
    "https://example.com/?a=1&b=2",
    "https://example.com/;echo${IFS}X",
    "$(id) `id` ${HOME}",
    "100%sure %s %d",
    "back\\slash \\n \\'",
    "* ? [a-z] ~ # ! {a,b}",
    "| > /tmp/x < /etc/passwd && true || false &",
    "-n",
    "--es",
    "",
    " ",
    "\t\n\r\n",
    "Zoë 你好 🙂 \u202e",
    "''''",
    "\x01\x7f",
]


@pytest.fixture
def adb(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAdb]:
    fake = FakeAdb()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.port))
    yield fake
    fake.close()


@pytest.mark.device
def test_a_real_shell_splits_the_line_into_exactly_these_arguments() -> None:
    line = quoted(["printf", "%s\\0", *CORPUS])
    out = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True, timeout=10).stdout
    assert out.decode() == "".join(f"{text}\0" for text in CORPUS)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=5))
def test_any_arguments_survive_quoting(argv: list[str]) -> None:
    assert shlex.split(quoted(argv)) == argv


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_argument_can_hold_is_refused(text: str) -> None:
    with pytest.raises(Unsupported):
        quoted(["echo", text])


@pytest.mark.device
@pytest.mark.parametrize("serial", ["a b", "x;id", "$(id)", "", "a\nb", "x" * 200])
def test_a_serial_is_only_a_serial(adb: FakeAdb, serial: str) -> None:
    with pytest.raises(UsageError):
        Host().run(serial, ["true"])


@pytest.mark.device
def test_phones_are_listed_with_state_and_model(adb: FakeAdb) -> None:
    assert device_drivers.devices() == [(SERIAL, "device", "Fake One")]
    assert device_drivers.choose() == device_drivers.choose(SERIAL) == SERIAL


@pytest.mark.device
@pytest.mark.parametrize(
    ("state", "error"),
    [("unauthorized", DeviceUnauthorized), ("offline", DeviceOffline), ("recovery", DeviceOffline)],
)
def test_a_phone_that_is_not_ready_is_not_chosen(adb: FakeAdb, state: str, error: type[DeviceError]) -> None:
    adb.state = state
    for serial in ("auto", SERIAL):
        with pytest.raises(error) as raised:
            device_drivers.choose(serial)
        assert raised.value.hint


@pytest.mark.device
def test_of_two_phones_one_must_be_named(adb: FakeAdb) -> None:
    adb.others = ["emulator-5554"]
    with pytest.raises(ManyDevices, match="emulator-5554"):
        device_drivers.choose()
    assert device_drivers.choose(SERIAL) == SERIAL


@pytest.mark.device
def test_no_phone(adb: FakeAdb) -> None:
    with pytest.raises(NoDevice, match="no phone nowhere"):
        device_drivers.choose("nowhere")
    adb.state = ""
    with pytest.raises(NoDevice):
        device_drivers.choose()


def test_no_adb_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBUTILS_ADB_PATH", "/nowhere/adb")
    assert adb_path() == "/nowhere/adb"


@pytest.mark.device
def test_an_adb_that_does_not_start_is_no_device(monkeypatch: pytest.MonkeyPatch, adb: FakeAdb) -> None:
    adb.close()
    monkeypatch.setenv("ADBUTILS_ADB_PATH", "/nowhere/adb")
    with pytest.raises(NoDevice):
        device_drivers.devices()


@pytest.mark.device
def test_of_several_that_start_the_server_at_once_all_find_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", port)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = [pool.submit(device_drivers.devices) for _ in range(4)]
        assert all(one.exception() is None for one in found)
    finally:
        subprocess.run([adb_path() or "adb", "-P", port, "kill-server"], check=True, timeout=10)


@pytest.mark.parametrize("port", ["x", "0", "70000", "-1"])
def test_a_port_is_a_port(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", port)
    with pytest.raises(UsageError):
        Host()


@pytest.mark.device
def test_a_phone_that_vanishes_during_a_command_is_lost(adb: FakeAdb) -> None:
    adb.shell = {"sleep": "CUT"}
    with pytest.raises(DeviceLost):
        Host().run(SERIAL, ["sleep", "9"])


def test_the_folder_is_the_registry() -> None:
    assert device_drivers.names() == ["adb", "replay", "u2"]
    for name in ("virtual", "_host", "nothing"):
        with pytest.raises(UsageError):
            device_drivers.open_driver(name, SERIAL)
