"""adb-shell, a pure Python host that needs no ADB server, against the virtual phone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server

adb_device = pytest.importorskip("adb_shell.adb_device")
pytestmark = pytest.mark.device


@pytest.fixture
def device() -> Iterator[Any]:
    with Server(Phone(seed=1)) as server:
        host = adb_device.AdbDeviceTcp("127.0.0.1", server.port, default_transport_timeout_s=5)
        assert host.connect(auth_timeout_s=1)
        yield host
        host.close()


def test_shell_files_and_many_streams(device: Any) -> None:
    for number in range(20):
        assert device.shell(f"echo {number}") == f"{number}\n"
    data = bytes(range(256)) * 2000
    device.push(BytesIO(data), "/sdcard/x.bin")
    back = BytesIO()
    device.pull("/sdcard/x.bin", back)
    assert back.getvalue() == data
    assert device.stat("/sdcard/x.bin")[1] == len(data)
    assert b"x.bin" in {bytes(entry.filename) for entry in device.list("/sdcard")}
