"""A virtual phone behind a real ADB server, for tests marked `device`.

Import the fixtures: `from tests.virtual_rig import adb_path, rig`. The ADB server is the tests' own (its port
is set for the whole run); every `rig` is a fresh phone on a free port, connected.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server

TIMEOUT = 20  # seconds


@dataclass
class Rig:
    """One phone, its server, and the adb that talks to it."""

    adb: str
    server: Server

    @property
    def serial(self) -> str:
        return self.server.serial

    @property
    def phone(self) -> Phone:
        return self.server.phone

    def run(self, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """`adb -s SERIAL ARGS`."""
        return run_adb(self.adb, "-s", self.serial, *args, stdin=stdin)

    def shell(self, command: str) -> str:
        """What a command prints on stdout."""
        return self.run("shell", command).stdout.decode()


def run_adb(adb: str, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([adb, *args], input=stdin, capture_output=True, timeout=TIMEOUT, check=False)


def bundled_adb() -> str:
    """The adb inside adbutils' wheel; empty when there is none."""
    adbutils = pytest.importorskip("adbutils")
    path = Path(adbutils.__file__).parent / "binaries" / "adb"
    return str(path) if path.exists() else ""


def any_adb() -> str:
    """The adb in PATH, else the bundled one."""
    return shutil.which("adb") or bundled_adb()


@contextmanager
def serving(phone: Phone, adb: str) -> Iterator[Rig]:
    """Serve the phone and connect the ADB server to it."""
    with Server(phone) as server:
        said = run_adb(adb, "connect", server.serial)
        assert b"connected to" in said.stdout, said
        try:
            yield Rig(adb, server)
        finally:
            run_adb(adb, "disconnect", server.serial)


@pytest.fixture(scope="session")
def adb_path() -> str:
    """An adb to use; skips when this machine has none."""
    path = any_adb()
    if not path:
        pytest.skip("no adb on this machine")
    return path


@pytest.fixture
def rig(adb_path: str) -> Iterator[Rig]:
    """A fresh phone of seed 1."""
    with serving(Phone(seed=1), adb_path) as made:
        yield made


@pytest.fixture
def make_rig(adb_path: str) -> Iterator[Callable[[Phone], Rig]]:
    """Serve phones of one's own making; all end with the test."""
    with ExitStack() as stack:
        yield lambda phone: stack.enter_context(serving(phone, adb_path))
