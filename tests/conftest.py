"""What holds for every test: no reaching out by accident, and nothing of the person's own is touched."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

_LOOPBACK = ("127.", "::1", "localhost")
_PROCESSES = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn"}
_REACHING = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}


class _Gate:
    """Refuses network and processes at the interpreter's audit events, so that no library gets around it."""

    def __init__(self) -> None:
        self.open = False  # whether the running test is marked `device`

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _PROCESSES and not self.open:
            raise RuntimeError(f"{event} in a test that is not marked `device`")
        if event in _REACHING and not self._allowed(event, arguments):
            raise RuntimeError(f"{event} {arguments[1:]} in a test: loopback needs the mark `device`")

    def _allowed(self, event: str, arguments: tuple[object, ...]) -> bool:
        address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        if isinstance(address, str | bytes) and event != "socket.getaddrinfo":
            return True  # a Unix socket's path
        host = str(address[0]) if isinstance(address, tuple) else str(address or "localhost")
        return self.open and (host in ("", "0.0.0.0") or host.startswith(_LOOPBACK))


_gate = _Gate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests an ADB server of their own, so that the person's is neither used nor killed."""
    if "ANDROID_ADB_SERVER_PORT" not in os.environ:
        os.environ["ANDROID_ADB_SERVER_PORT"] = str(_free_port())
        config.add_cleanup(_end_adb_server)
    sys.addaudithook(_gate)


def _end_adb_server() -> None:
    _gate.open = True
    with suppress(OSError), socket.socket() as server:
        server.settimeout(2)
        server.connect(("127.0.0.1", int(os.environ["ANDROID_ADB_SERVER_PORT"])))
        server.sendall(b"0009host:kill")
        server.recv(4)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Open the gate before the test's fixtures, shared ones included, are made."""
    _gate.open = item.get_closest_marker("device") is not None


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing under the person's home is read or written."""
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "edgelam-home"))
    yield
