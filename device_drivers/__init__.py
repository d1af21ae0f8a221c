"""Drivers: a file is a driver, its name the driver's name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast

from device_drivers._host import Device, Host
from edgelam.core.errors import (
    DeviceError,
    DeviceOffline,
    DeviceUnauthorized,
    ManyDevices,
    NoDevice,
    UsageError,
)

if TYPE_CHECKING:
    from edgelam.core.contracts import Driver

AUTO = "auto"


def names() -> list[str]:
    """The drivers there are."""
    modules = (module for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return sorted(module.name for module in modules if not module.name.startswith("_"))


def open_driver(name: str, serial: str, **options: object) -> Driver:
    """The phone with that serial (for `replay`: the trace's path). Raises UsageError and DeviceError."""
    if name not in names():
        raise UsageError(f"There is no driver {name!r}.", hint=f"Choose one of: {', '.join(names())}.")
    module = importlib.import_module(f"device_drivers.{name}")
    return cast("Driver", module.open_driver(serial, **options))


def devices() -> list[Device]:
    """The phones that the adb server knows, in whatever state. Raises NoDevice when there is no adb."""
    return Host().devices()


@contextmanager
def connected(address: str) -> Iterator[str]:
    """A phone reached over TCP at HOST:PORT, for as long as the block runs; gives its serial."""
    host = Host()
    host.connect(address)
    try:
        yield address
    finally:
        with suppress(DeviceError):
            host.disconnect(address)


def choose(serial: str = AUTO) -> str:
    """The serial of the phone that is meant; with `auto`, of the only one that is ready.

    Raises NoDevice, ManyDevices, DeviceUnauthorized, DeviceOffline.
    """
    known = devices()
    if serial == AUTO:
        ready = [device for device in known if device.state == "device"]
        if len(ready) > 1:
            raise ManyDevices(f"{len(ready)} phones are connected: {', '.join(d.serial for d in ready)}.")
        meant = ready or known
        if len(meant) > 1:
            raise ManyDevices(f"None of the {len(meant)} phones is ready: {', '.join(map(_shown, meant))}.")
    else:
        meant = [device for device in known if device.serial == serial]
    if not meant:
        raise NoDevice("No phone is connected." if serial == AUTO else f"There is no phone {serial}.")
    return _ready(meant[0])


def _ready(device: Device) -> str:
    if device.state in ("unauthorized", "authorizing"):
        raise DeviceUnauthorized(f"{device.serial} has not accepted this computer.")
    if device.state != "device":
        raise DeviceOffline(f"{device.serial} is {device.state}.")
    return device.serial


def _shown(device: Device) -> str:
    return f"{device.serial} ({device.state})"
