"""uiautomator2's server on the phone: put there, started, proven to be ours, and ended."""

from __future__ import annotations

import hashlib
import importlib.util
import secrets
import time
from pathlib import Path

from device_drivers._host import Host
from device_drivers._rpc import Rpc
from device_drivers._wire import Wire
from edgelam.core.errors import DeviceError, DeviceTimeout, MissingExtra

JAR = "/data/local/tmp/u2.jar"
START = 20.0  # seconds a phone may take to start it
SLOT = 1.5  # seconds another server may take to let go of the phone
_PING = 2.0


class ServerBusy(DeviceError):
    """Another tool holds the phone's only automation slot."""

    hint = "Close the other automation tool (uiautomator2, Appium, another edgelam run), then try again."


class Server:
    """A server that lives as long as the shell that started it, which this object holds.

    It listens on a port of its own choice: whoever waited on a well-known one would be told what we type.
    """

    def __init__(self, host: Host, serial: str) -> None:
        self._host = host
        self._serial = serial
        self._port = 0
        self._shell: Wire | None = None
        self._said = b""
        self.rpc = Rpc(self._connect)

    def start(self) -> None:
        """Start it afresh and wait until it answers. Raises ServerBusy and other DeviceErrors."""
        self.stop()
        self._put()
        started = time.monotonic()
        while not self._launched(started + START):
            if time.monotonic() > started + SLOT:
                raise ServerBusy(f"Another tool automates {self._serial}.")
            time.sleep(0.2)

    def stop(self) -> None:
        """End it; may be called twice."""
        self.rpc.close()
        if self._shell is None:
            return
        self.rpc.stop(_PING)
        self.rpc.close()
        self._shell.close()
        self._shell = None

    def drain(self) -> None:
        """Read what it printed: it would stand still once nobody has read for long."""
        while self._shell is not None and not self._shell.quiet:
            try:
                said = self._shell.some(time.monotonic() + 0.1)
            except DeviceError:
                said = b""
            if not said:
                self._shell.close()
                self._shell = None
            self._said = (self._said + said)[-4096:]

    def _connect(self, by: float) -> Wire:
        return self._host.service(self._serial, f"tcp:{self._port}", by)

    def _put(self) -> None:
        package = importlib.util.find_spec("uiautomator2")
        folders = package.submodule_search_locations if package else None
        if not folders:
            raise MissingExtra("The driver u2 needs uiautomator2.", hint="pip install uiautomator2")
        data = (Path(folders[0]) / "assets" / "u2.jar").read_bytes()
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if digest not in self._host.run(self._serial, ["toybox", "md5sum", JAR]).text:
            self._host.push(self._serial, data, JAR)

    def _launched(self, by: float) -> bool:
        """False: the slot is still taken, and there is time to try again."""
        self._port = 20000 + secrets.randbelow(30000)
        self._said = b""
        command = f"CLASSPATH={JAR} app_process / com.wetest.uia2.Main -p {self._port}"
        self._shell = self._host.service(self._serial, f"shell:{command}", by)
        pause = 0.01
        while time.monotonic() < by:
            self.drain()
            if self._shell is None or b"already registered" in self._said:
                return self._ended()
            if self.rpc.ping(_PING):
                return True
            time.sleep(pause)
            pause = min(0.2, pause * 2)
        self.stop()
        raise DeviceTimeout(f"The server on {self._serial} did not start within {START:.0f} seconds.")

    def _ended(self) -> bool:
        if self._shell is not None:
            self._shell.close()
            self._shell = None
        said = self._said.decode("utf-8", "replace").strip()
        if "already registered" not in said:
            raise DeviceError(f"The server on {self._serial} ended at once: {said[-300:]}.")
        return False
