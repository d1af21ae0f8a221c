"""The way to one phone: what is asked is asked once more after a fault, what is done is done once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from device_drivers._host import DEADLINE, Host, Output
from edgelam.core.errors import DeviceLost, DeviceOffline, DeviceUnauthorized, NoDevice

_ASKING = ("unauthorized", "authorizing")  # the phone asks its owner
T = TypeVar("T")


class Link:
    """Runs programs on the phone with that serial. patience: seconds a lost phone is waited for."""

    def __init__(self, host: Host, serial: str, patience: float = DEADLINE) -> None:
        self.host = host
        self.serial = serial
        self._patience = patience

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
        """Bring the phone back, when it is gone: it may be plugged in again, or be asking its owner.

        Raises DeviceLost, DeviceOffline, DeviceUnauthorized.
        """
        by = time.monotonic() + self._patience
        while (state := self._state()) != "device" and time.monotonic() < by:
            if ":" in self.serial and state not in _ASKING:
                with suppress(DeviceOffline, DeviceUnauthorized):
                    self.host.reconnect(self.serial)
            else:
                time.sleep(0.05)
        if state == "device":
            return
        if state in _ASKING:
            raise DeviceUnauthorized(f"{self.serial} no longer accepts this computer.")
        if state:
            raise DeviceOffline(f"{self.serial} is {state}.")
        raise DeviceLost(f"{self.serial} is gone.")

    def _state(self) -> str:
        return next((d.state for d in self.host.devices() if d.serial == self.serial), "")
