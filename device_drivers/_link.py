"""The way to one phone: what is asked is asked once more after a fault, what is done is done once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from device_drivers._host import DEADLINE, Host, Output
from edgelam.core.errors import DeviceLost, DeviceOffline, DeviceUnauthorized, NoDevice

BACK = 3.0  # seconds a lost phone is waited for
T = TypeVar("T")


class Link:
    """Runs programs on the phone with that serial."""

    def __init__(self, host: Host, serial: str) -> None:
        self.host = host
        self.serial = serial

    def act(self, argv: Sequence[str]) -> Output:
        """Run a program once."""
        return self.host.run(self.serial, argv)

    def read(self, argv: Sequence[str], deadline: float = DEADLINE) -> Output:
        """Run a program that changes nothing."""
        return self.again(lambda: self.host.run(self.serial, argv, deadline))

    def again(self, ask: Callable[[], T]) -> T:
        """Ask; when the phone is lost, mend the link and ask once more."""
        try:
            return ask()
        except (DeviceLost, DeviceOffline, NoDevice):
            self.mend()
            return ask()

    @property
    def up(self) -> bool:
        """Whether the phone is there and ready."""
        return self._state() == "device"

    def mend(self) -> None:
        """Bring the phone back, when it is gone. Raises DeviceLost, DeviceOffline, DeviceUnauthorized."""
        if self.up:
            return
        if ":" in self.serial:
            self.host.reconnect(self.serial)
        by = time.monotonic() + BACK
        while time.monotonic() < by:
            if self.up:
                return
            time.sleep(0.05)
        state = self._state()
        if state == "unauthorized":
            raise DeviceUnauthorized(f"{self.serial} no longer accepts this computer.")
        if state:
            raise DeviceOffline(f"{self.serial} is {state}.")
        raise DeviceLost(f"{self.serial} is gone.")

    def _state(self) -> str:
        return next((d.state for d in self.host.devices() if d.serial == self.serial), "")
