"""The lock screen: whether one is set up, whether it shows, and the PIN that ends it."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from device_drivers.virtual.window.state import UiState

if TYPE_CHECKING:
    from device_drivers.virtual.services.device import Device

ENTRY = "pinEntry"  # the field of the keypad
MOST, WAIT = 5, 30.0  # wrong PINs in a row, and the seconds to wait after them
DIGITS = (4, 16)  # of a PIN, at least and at most
DISABLED = ("secure", "lockscreen.disabled")


def valid(pin: str) -> bool:
    return pin.isascii() and pin.isdigit() and DIGITS[0] <= len(pin) <= DIGITS[1]


class Keyguard:
    """Without a PIN a swipe ends it; without either there is none. `keypad`: the PIN is being asked for."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self.pin = ""
        self.showing = False
        self.keypad = False
        self.message = ""
        self.state = UiState()
        self._failures = 0
        self._until = 0.0  # s since the phone started
        self._then: Callable[[], object] | None = None

    @property
    def secure(self) -> bool:
        return bool(self.pin)

    @property
    def enabled(self) -> bool:
        return self.secure or not self._device.settings.on(*DISABLED)

    @property
    def wait(self) -> int:
        """Seconds until a PIN may be tried again."""
        return max(0, ceil(self._until - self._device.elapsed()))

    def lock(self) -> None:
        """The screen goes off."""
        if self.enabled:
            self.showing = True
            self._device.shade = ""
        self.close_keypad()

    def close_keypad(self) -> None:
        self.keypad, self.message, self._then = False, "", None
        self.state = UiState()
        self._device.changed()

    def dismiss(self, then: Callable[[], object] | None = None) -> None:
        """Somebody wants in: a PIN is asked for, where there is one; `then` follows when it is right."""
        if not self.showing or not self.secure:
            self._end(then)
        else:
            self.keypad, self._then = True, then
            self.state.focus = ENTRY
            self._device.changed()

    def _end(self, then: Callable[[], object] | None) -> None:
        self.showing = False
        self.close_keypad()
        if then is not None:
            then()

    def enter(self) -> None:
        """Try the PIN that was typed on the keypad."""
        typed = self.state.fields.pop(ENTRY, "")
        if self.wait or not typed:
            return
        if self.check(typed):
            self._end(self._then)
        else:
            self.message = "" if self.wait else "Wrong PIN. Try again."
            self._device.changed()

    def check(self, pin: str) -> bool:
        """Whether it is the PIN; five wrong ones in a row, and there is a time to wait."""
        if self.wait:
            return False
        if pin == self.pin:
            self._failures = 0
            return True
        self._failures += 1
        if self._failures >= MOST:
            self._failures, self._until = 0, self._device.elapsed() + WAIT
        return False

    def set_pin(self, pin: str) -> None:
        """Set, change or, with nothing, remove the PIN."""
        self.pin = pin
        self._failures, self._until = 0, 0.0
        if pin:
            self._device.settings.put(*DISABLED, "0")
        if not self.enabled:
            self.showing = False
        self._device.changed()
