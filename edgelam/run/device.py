"""Opening the phone that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import device_drivers
from edgelam.core.contracts import Driver


@contextmanager
def open_phone(device: str = "auto", driver: str = "u2") -> Iterator[Driver]:
    """A serial number, `auto` for the one connected phone, or `virtual` for one started here and now.

    With the driver `replay`, the path of a trace.

    Raises NoDevice, ManyDevices, DeviceUnauthorized, DeviceOffline and what the driver raises.
    """
    with ExitStack() as stack:
        if device == "virtual":
            serial = stack.enter_context(_virtual())
        else:
            serial = device if driver == "replay" else device_drivers.choose(device)
        yield stack.enter_context(closing(device_drivers.open_driver(driver, serial)))


@contextmanager
def _virtual() -> Iterator[str]:
    """A virtual phone on a free port, connected to the ADB server like any other network phone."""
    from device_drivers.virtual.phone import Phone
    from device_drivers.virtual.server import Server

    with Server(Phone()) as server, device_drivers.connected(server.serial) as serial:
        yield serial
