"""The adb server on this computer: its phones, and streams to their services.

Speaks the server's own protocol, because every call then has a hard deadline and costs one round trip.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from device_drivers._wire import Wire
from edgelam.core.errors import (
    DeviceError,
    DeviceLost,
    DeviceOffline,
    DeviceUnauthorized,
    EdgelamError,
    ManyDevices,
    NoDevice,
    Unsupported,
    UsageError,
)

DEADLINE = 10.0  # seconds a call may take
_CONNECT = 12.0  # the server itself gives up on a silent phone after ten
_MOMENT, _PAUSE = 2.0, 0.05  # seconds until a server that another process starts listens; between two tries
_LARGEST = 64 * 2**20  # bytes a phone may answer
_CHUNK = 65536  # bytes of a file in one sync message
_SERIAL = re.compile(r"[A-Za-z0-9._:\[\]()%-]{1,128}")


class Device(NamedTuple):
    """A phone as the adb server lists it. state: device, offline, unauthorized ..."""

    serial: str
    state: str
    model: str


class Output(NamedTuple):
    """What a command on the phone left."""

    out: bytes
    err: bytes
    code: int

    @property
    def text(self) -> str:
        """Both streams as text, for a look at what was said."""
        return (self.out + self.err).decode("utf-8", "replace")


class Host:
    """The adb server at $ANDROID_ADB_SERVER_HOST:$ANDROID_ADB_SERVER_PORT, started when it is not running."""

    def __init__(self) -> None:
        self.host = os.environ.get("ANDROID_ADB_SERVER_HOST") or "127.0.0.1"
        port = os.environ.get("ANDROID_ADB_SERVER_PORT") or "5037"
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise UsageError(f"ANDROID_ADB_SERVER_PORT is not a port: {port[:40]!r}.")
        self.port = int(port)

    def devices(self) -> list[Device]:
        """Every phone the server knows. Raises NoDevice when there is no server and no adb to start one."""
        found = []
        for line in self._say("host:devices-l").splitlines():
            serial, _, rest = line.strip().partition(" ")
            words = rest.split()
            model = next((w[len("model:") :] for w in words if w.startswith("model:")), "")
            if serial and words:
                found.append(Device(serial, words[0], model.replace("_", " ")))
        return found

    def service(self, serial: str, name: str, by: float) -> Wire:
        """A stream to one of the phone's services, e.g. `tcp:9008`."""
        wire = self._request(f"host:transport:{_checked(serial)}", by)
        try:
            _send(wire, name, by)
        except EdgelamError:
            wire.close()
            raise
        wire.name = serial
        return wire

    def run(self, serial: str, argv: Sequence[str], deadline: float = DEADLINE) -> Output:
        """Run a program on the phone; each argument arrives as given. Raises Unsupported for a NUL."""
        by = time.monotonic() + deadline
        wire = self.service(serial, f"shell,v2,raw:{quoted(argv)}", by)
        try:
            return _collect(wire, by)
        finally:
            wire.close()

    def push(self, serial: str, data: bytes, path: str, deadline: float = DEADLINE) -> None:
        """Write a file on the phone. Raises DeviceError when the phone refuses."""
        by = time.monotonic() + deadline
        wire = self.service(serial, "sync:", by)
        try:
            target = f"{path},{0o100644}".encode()
            wire.send(b"SEND" + _size(len(target)) + target, by)
            for start in range(0, len(data), _CHUNK):
                chunk = data[start : start + _CHUNK]
                wire.send(b"DATA" + _size(len(chunk)) + chunk, by)
            wire.send(b"DONE" + _size(int(time.time())), by)
            answer = wire.exactly(8, by)
            if answer[:4] != b"OKAY":
                reason = wire.exactly(min(int.from_bytes(answer[4:], "little"), 4096), by)
                raise DeviceError(f"{serial} refused the file {path}: {reason.decode('utf-8', 'replace')}.")
        finally:
            wire.close()

    def reconnect(self, serial: str) -> None:
        """Bring a phone that is reached over TCP back: the server alone takes up to ten seconds."""
        self.disconnect(serial)
        self.connect(serial)

    def connect(self, address: str) -> None:
        """Reach a phone over TCP, address HOST:PORT, which becomes its serial.

        Raises DeviceOffline, and DeviceUnauthorized when the phone wants to be asked first.
        """
        said = self._say(f"host:connect:{_checked(address)}")
        if "authenticate" in said or "unauthorized" in said:
            raise DeviceUnauthorized(f"{address} has not accepted this computer.")
        if not said.startswith(("connected", "already connected")):
            raise DeviceOffline(f"{address} did not answer: {said.strip()[:120]}.")

    def disconnect(self, address: str) -> None:
        """Forget a phone reached over TCP; one that is not known is no error."""
        with suppress(NoDevice):
            self._say(f"host:disconnect:{_checked(address)}")

    def _say(self, service: str) -> str:
        by = time.monotonic() + _CONNECT
        wire = self._request(service, by)
        try:
            return _block(wire, by)
        finally:
            wire.close()

    def _request(self, service: str, by: float) -> Wire:
        name = f"The adb server at {self.host}:{self.port}"
        try:
            wire = Wire.open(self.host, self.port, name, by)
        except OSError:
            wire = self._start(name, by)
        try:
            _send(wire, service, by)
        except EdgelamError:
            wire.close()
            raise
        return wire

    def _start(self, name: str, by: float) -> Wire:
        """A connection to the server, once it runs."""
        if self.host not in ("127.0.0.1", "localhost", "::1"):
            raise NoDevice(f"No adb server listens at {self.host}:{self.port}.")
        adb = adb_path()
        if adb is None:
            raise NoDevice("There is no adb.", hint="Install adb, or set ADBUTILS_ADB_PATH to it.")
        environment = {**os.environ, "ANDROID_ADB_SERVER_PORT": str(self.port)}
        try:
            subprocess.run(
                [adb, "start-server"], env=environment, timeout=20, check=True, capture_output=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            # Of two that start it at once, one is told that the port is taken: then the other's is meant.
            lost = isinstance(error, subprocess.CalledProcessError)
            wire = self._soon(name, by) if lost else None
            if wire is None:
                raise NoDevice(f"The adb server could not be started: {error}.") from error
            return wire
        try:
            return Wire.open(self.host, self.port, name, by)
        except OSError as error:
            raise DeviceLost(f"{name} does not answer: {error}.") from error

    def _soon(self, name: str, by: float) -> Wire | None:
        """A connection as soon as there is a server; None when there is none within a moment."""
        by = min(by, time.monotonic() + _MOMENT)
        while time.monotonic() < by:
            with suppress(OSError):
                return Wire.open(self.host, self.port, name, by)
            time.sleep(_PAUSE)
        return None


def adb_path() -> str | None:
    """The adb program: $ADBUTILS_ADB_PATH, then the PATH, then the one that comes with adbutils."""
    named = os.environ.get("ADBUTILS_ADB_PATH")
    if named:
        return named
    found = shutil.which("adb")
    if found:
        return found
    package = importlib.util.find_spec("adbutils")
    for folder in (package.submodule_search_locations or ()) if package else ():
        bundled = Path(folder) / "binaries" / "adb"
        if bundled.is_file() and os.access(bundled, os.X_OK):
            return str(bundled)
    return None


def quoted(argv: Sequence[str]) -> str:
    """One line for the phone's shell that it splits back into exactly these arguments."""
    for argument in argv:
        if "\0" in argument or any("\ud800" <= c <= "\udfff" for c in argument):
            raise Unsupported(
                "A text for the phone holds a NUL or half a character, which no program argument can hold.",
                hint="Leave that character out.",
            )
    return " ".join("'" + argument.replace("'", "'\\''") + "'" for argument in argv)


def _send(wire: Wire, service: str, by: float) -> None:
    payload = service.encode()
    if len(payload) > 0xFFFF:
        raise Unsupported("A command for the phone is too long.", hint="Use a shorter text.")
    wire.send(f"{len(payload):04x}".encode() + payload, by)
    status = wire.exactly(4, by)
    if status != b"OKAY":
        raise _refusal(_block(wire, by) if status == b"FAIL" else repr(status))


def _refusal(reason: str) -> DeviceError:
    low = reason.lower()
    said = f"adb says: {reason.splitlines()[0] if reason else 'no'}."
    if "unauthorized" in low or "authorizing" in low:
        return DeviceUnauthorized(said)
    if "offline" in low:
        return DeviceOffline(said)
    if "more than one" in low:
        return ManyDevices(said)
    if "not found" in low or "no devices" in low or "no such device" in low:
        return NoDevice(said)
    return DeviceLost(said)


def _block(wire: Wire, by: float) -> str:
    digits = wire.exactly(4, by)
    try:
        size = int(digits, 16)
    except ValueError as error:
        raise DeviceLost("The adb server's answer makes no sense.") from error
    return wire.exactly(size, by).decode("utf-8", "replace")


def _collect(wire: Wire, by: float) -> Output:
    """Shell protocol 2: packets of an id, a little-endian length and bytes."""
    streams: dict[int, list[bytes]] = {1: [], 2: []}
    size = 0
    while True:
        head = wire.exactly(5, by)
        kind, count = head[0], int.from_bytes(head[1:], "little")
        size += count
        if size > _LARGEST:
            raise DeviceLost("The phone's answer is too long.")
        data = wire.exactly(count, by)
        if kind == 3:
            return Output(b"".join(streams[1]), b"".join(streams[2]), data[0] if data else 0)
        if kind in streams:
            streams[kind].append(data)


def _checked(serial: str) -> str:
    if not _SERIAL.fullmatch(serial):
        raise UsageError(f"That is not a phone's serial: {serial[:60]!r}.")
    return serial


def _size(number: int) -> bytes:
    return number.to_bytes(4, "little")
