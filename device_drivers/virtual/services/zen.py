"""Do Not Disturb: the schedules that switch it, and who and what may interrupt it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from device_drivers.virtual.services.device import Device

Sender = Literal["anyone", "contacts", "starred", "none"]
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # as datetime counts weekdays: Monday is 0
ZEN = ("global", "zen_mode")


@dataclass(frozen=True)
class Schedule:
    """Days and a time; an end before the start is on the next morning."""

    ident: str
    name: str
    days: tuple[int, ...]
    start: time
    end: time
    enabled: bool = True

    def covers(self, now: datetime) -> bool:
        if not self.enabled:
            return False
        moment = now.time().replace(tzinfo=None)
        if self.start <= self.end:
            return now.weekday() in self.days and self.start <= moment < self.end
        if moment >= self.start:
            return now.weekday() in self.days
        return moment < self.end and (now - timedelta(days=1)).weekday() in self.days


class Zen:
    """A schedule turns it on when it begins and off when it ends; in between the user may do as he likes."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self.schedules = [
            Schedule("EVERY_NIGHT_DEFAULT_RULE", "Sleeping", EVERY_DAY, time(22), time(7), enabled=False)
        ]
        self.people: Sender = "starred"
        self.alarms = self.media = True
        self._made = 0
        self._active: set[str] = set()  # the schedules that run

    def schedule(self, ident: str) -> Schedule | None:
        return next((one for one in self.schedules if one.ident == ident), None)

    def add(self, name: str, start: time = time(9), end: time = time(17)) -> Schedule:
        self._made += 1
        made = Schedule(f"schedule{self._made}", name, EVERY_DAY, start, end)
        self.schedules.append(made)
        self.tick()
        return made

    def change(self, ident: str, **parts: object) -> None:
        """New values for some of a schedule's parts."""
        self.schedules = [
            replace(one, **parts) if one.ident == ident else one  # type: ignore[arg-type]
            for one in self.schedules
        ]
        self.tick()
        self._device.changed()

    def remove(self, ident: str) -> None:
        self.schedules = [one for one in self.schedules if one.ident != ident]
        self.tick()
        self._device.changed()

    def tick(self) -> None:
        now = self._device.now()
        active = {one.ident for one in self.schedules if one.covers(now)}
        settings = self._device.settings
        if active - self._active and not settings.on(*ZEN):
            settings.put(*ZEN, "1")
        elif self._active and not active and settings.on(*ZEN):
            settings.put(*ZEN, "0")
        self._active = active

    def runs(self, ident: str) -> bool:
        return ident in self._active


def days_text(days: Sequence[int], names: Sequence[str]) -> str:
    """Days as a list reads: Mon, Tue; names: the seven words."""
    return ", ".join(names[day] for day in sorted(days))
