"""Counters of energy: the processor's (RAPL), this machine's battery, and the battery of a phone over ADB."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from edgelam.core.errors import Unsupported

_POWERCAP = Path("/sys/class/powercap")
_SUPPLY = Path("/sys/class/power_supply")


@dataclass(frozen=True)
class Reading:
    """A counter at one moment.

    used: so far, from an arbitrary start: joules or, with volts, coulombs. wraps: where it starts again at 0.
    """

    used: float
    volts: float | None = None
    wraps: float | None = None
    charging: bool = False

    def since(self, before: Reading) -> float | None:
        """Joules used between the two; None when the counter went backwards for good."""
        used = self.used - before.used
        if used < 0 and self.wraps:
            used += self.wraps
        if used < 0:
            return None
        if self.volts is not None and before.volts is not None:
            # A battery's voltage moves with the load: only the charge tells what went out of it.
            used *= (self.volts + before.volts) / 2
        return used


@dataclass(frozen=True)
class Meter:
    """Counters that can be read now and add up."""

    name: str
    counters: tuple[Callable[[], Reading], ...]

    def read(self) -> list[Reading]:
        """All of them. Raises OSError, ValueError, DeviceError."""
        return [read() for read in self.counters]


def joules(before: Sequence[Reading], after: Sequence[Reading]) -> float | None:
    """What was used between two readings of a meter."""
    used = [late.since(early) for early, late in zip(before, after, strict=True)]
    known = [each for each in used if each is not None]
    return sum(known) if len(known) == len(used) else None


def meters(powercap: Path = _POWERCAP, supply: Path = _SUPPLY) -> tuple[list[Meter], list[str]]:
    """The counters of this machine that can be read, and why others cannot."""
    found, why = [], []
    packages = []
    for zone in sorted(powercap.glob("*rapl:*")) if powercap.is_dir() else ():
        name = _text(zone / "name")
        if zone.name.count(":") != 1 or not name.startswith("package"):
            continue  # cores, uncore and memory are parts of a package
        try:
            _rapl(zone)
        except PermissionError:
            why.append(f"RAPL {name}: only root may read {zone}/energy_uj")
        except (OSError, ValueError):
            why.append(f"RAPL {name}: cannot be read")
        else:
            packages.append(partial(_rapl, zone))
    if packages:
        found.append(Meter("RAPL", tuple(packages)))
    for battery in sorted(supply.glob("*")) if supply.is_dir() else ():
        if _text(battery / "type") != "Battery" or _text(battery / "scope") == "Device":
            continue
        if _text(battery / "status") != "Discharging":
            why.append(f"battery {battery.name}: not discharging, so it does not tell what is used")
        elif _left(battery) is not None:
            found.append(Meter(f"battery {battery.name}", (partial(_battery, battery),)))
    return found, why


def _rapl(zone: Path) -> Reading:
    """Microjoules that grow until they start again. Raises OSError, ValueError."""
    now = int((zone / "energy_uj").read_text(encoding="ascii"))
    most = _text(zone / "max_energy_range_uj")
    return Reading(now / 1e6, wraps=int(most) / 1e6 if most.isdigit() else None)


def _battery(battery: Path) -> Reading:
    """Raises OSError when it is gone."""
    left = _left(battery)
    if left is None:
        raise OSError(f"{battery} is gone")
    return left


def _left(battery: Path) -> Reading | None:
    """What is in a battery that counts in energy, or in charge."""
    energy = _text(battery / "energy_now")  # uWh
    if energy.isdigit():
        return Reading(-int(energy) * 3600e-6)
    charge, volts = _text(battery / "charge_now"), _text(battery / "voltage_now")  # uAh, uV
    if charge.isdigit() and volts.isdigit():
        return Reading(-int(charge) * 3600e-6, int(volts) * 1e-6)
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def phone_battery(serial: str) -> Meter:
    """The battery of a phone, as `dumpsys battery` tells it. `read` raises Unsupported without counter."""
    from device_drivers._host import Host

    host = Host()
    return Meter(
        f"battery of {serial}", (lambda: parse_battery(host.run(serial, ["dumpsys", "battery"]).text),)
    )


def parse_battery(said: str) -> Reading:
    """Charge (uAh) and voltage (mV) at this moment. Raises Unsupported."""
    facts = {key.lower(): value for key, value in re.findall(r"^\s*([\w ]+): (\S+)\s*$", said, re.MULTILINE)}
    charge, millivolts = facts.get("charge counter", ""), facts.get("voltage", "")
    if not (charge.isdigit() and millivolts.isdigit() and int(charge) and int(millivolts)):
        raise Unsupported("this phone's battery has no charge counter")
    powered = any(value == "true" for key, value in facts.items() if key.endswith(" powered"))
    charging = powered or facts.get("status") == "2"
    return Reading(-int(charge) * 3600e-6, int(millivolts) * 1e-3, charging=charging)
