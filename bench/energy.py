"""`edgelam bench energy`: joules a decision, from whatever counter this machine or an attached phone has."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from edgelam.core.contracts import Caller
from edgelam.core.errors import EdgelamError, UsageError
from edgelam.models.home import own_models
from edgelam.models.registry import find
from edgelam.run.models import open_caller

from .figures import Figure, figure
from .machine import machine
from .meters import Meter, joules, meters, phone_battery
from .steps import decide, requests
from .traces import Request

Say = Callable[[str], None]


def energy(
    *,
    seconds: float = 30,
    caller: str = "",
    steps: int = 50,
    path: Path | None = None,
    device: str = "auto",
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench energy`. What cannot be measured has the value None, and a note why.

    seconds: how long nothing is done, and then how long decisions are taken. device: the phone whose battery
    is read, where one is attached. Raises ModelError, InputFileError, UsageError.
    """
    if not seconds > 0:
        raise UsageError("there is nothing to measure in no time")
    model = find(caller or "caller", own_models())
    asked = requests(path, steps)
    notes: list[str] = []
    with open_caller(caller) as opened:
        figures = _of_this_machine(opened, asked, seconds, notes, say)
    figures += _of_a_phone(device, seconds, notes, say)
    return {
        "bench": "energy",
        "machine": machine([model]),
        "figures": figures,
        "caller": model.name,
        "notes": notes,
    }


def _of_this_machine(
    caller: Caller, asked: Sequence[Request], seconds: float, notes: list[str], say: Say
) -> list[Figure]:
    found, why = meters()
    notes += why
    if not found:
        notes.append("not measurable here: no energy counter of this machine can be read")
        return [figure("energy a decision, above idle", None, "J", 0)]
    figures = []
    for request in asked[:3]:
        decide(caller, request)
    for meter in found:
        say(f"{meter.name}: idle for {seconds:g} s, then decisions for {seconds:g} s")
        idle = _spend(meter, seconds, lambda goes: time.sleep(min(0.5, seconds)))
        busy = _spend(meter, seconds, lambda goes: decide(caller, asked[goes % len(asked)]))
        notes.append(f"the energy of a decision is measured by {meter.name}")
        figures += _figures("" if meter is found[0] else f" ({meter.name})", idle, busy)
    return figures


class _Spent:
    """Energy and time of so many goes. joules: None where the counter did not move or ran backwards."""

    def __init__(self, joules: float | None, seconds: float, goes: int) -> None:
        self.joules = joules if joules is not None and joules > 0 else None
        self.seconds = seconds
        self.goes = goes

    @property
    def watts(self) -> float | None:
        return None if self.joules is None else self.joules / self.seconds


def _spend(meter: Meter, seconds: float, do: Callable[[int], object]) -> _Spent:
    before, started, goes = meter.read(), time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        do(goes)
        goes += 1
    passed = time.perf_counter() - started
    return _Spent(joules(before, meter.read()), passed, goes)


def _figures(name: str, idle: _Spent, busy: _Spent) -> list[Figure]:
    """name: what tells a further meter's figures from the first's."""
    above = None
    if busy.joules is not None and idle.watts is not None:
        above = (busy.joules - idle.watts * busy.seconds) / busy.goes
    whole = None if busy.joules is None else busy.joules / busy.goes
    return [
        figure(f"energy a decision, above idle{name}", above, "J", busy.goes),
        figure(f"energy a decision, whole{name}", whole, "J", busy.goes),
        figure(f"power while deciding{name}", busy.watts, "W", busy.goes),
        figure(f"power while idle{name}", idle.watts, "W", idle.goes),
    ]


def _of_a_phone(device: str, seconds: float, notes: list[str], say: Say) -> list[Figure]:
    """What looking at the screen costs the phone: its battery's charge counter before and after."""
    import device_drivers

    name = "energy a look at the phone's screen"
    try:
        serial = device_drivers.choose(device)
        battery = phone_battery(serial)
        charging = any(reading.charging for reading in battery.read())
        say(f"{serial}: looks at the screen for {seconds:g} s")
        with closing(device_drivers.open_driver("u2", serial)) as driver:
            spent = _spend(battery, seconds, lambda goes: driver.observe())
    except EdgelamError as error:
        notes.append(f"no phone's battery is measured: {error}")
        return [figure(name, None, "J", 0)]
    if charging:
        notes.append(f"{serial} is being charged: its counter does not tell what it uses")
        spent.joules = None
    elif spent.joules is None:
        notes.append(f"the charge counter of {serial} did not go down in {seconds:g} s: measure for longer")
    each = None if spent.joules is None else spent.joules / spent.goes
    return [
        figure(name, each, "J", spent.goes),
        figure("power of the phone while looking", spent.watts, "W", spent.goes),
    ]
