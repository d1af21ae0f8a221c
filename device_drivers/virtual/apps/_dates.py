"""Moments and sums as lists show them."""

from __future__ import annotations

from datetime import datetime

from device_drivers.virtual.services.device import Device

DAY_MS = 86_400_000


def moment(device: Device, ms: int) -> datetime:
    """The local time of a moment."""
    return datetime.fromtimestamp(ms / 1000, device.now().tzinfo)


def when(device: Device, ms: int) -> str:
    """The time today, the weekday this week, else the date."""
    now, then = device.now(), moment(device, ms)
    if then.date() == now.date():
        return device.time_text(then.hour, then.minute)
    return device.date_text(then, "E") if 0 <= (now - then).days < 6 else day(device, ms)


def day(device: Device, ms: int) -> str:
    """The date; with the year where it is another one."""
    then = moment(device, ms)
    return device.date_text(then, "MMMd" if then.year == device.now().year else "yMMMd")


def money(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def cents_of(text: str) -> int | None:
    """The cents of a typed sum; None when it is not one."""
    whole, point, part = text.strip().removeprefix("$").replace(",", "").partition(".")
    digits = (whole or "0") + (part + "00")[:2]
    if not (whole or part) or len(part) > 2 or not digits.isascii() or not digits.isdigit():
        return None
    return int(digits)
