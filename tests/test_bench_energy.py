"""Energy counters: read where there are any, and an honest nothing where there are none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import device_drivers
from bench.energy import energy
from bench.meters import Reading, joules, meters, parse_battery, phone_battery
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.errors import Unsupported, UsageError


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n")
    return folder


def test_the_packages_of_rapl_add_up_and_their_parts_do_not(tmp_path: Path) -> None:
    cap = tmp_path / "powercap"
    for number in (0, 1):
        put(
            cap / f"intel-rapl:{number}",
            name=f"package-{number}",
            energy_uj="900",
            max_energy_range_uj="1000",
        )
    put(cap / "intel-rapl:0:0", name="core", energy_uj="1")
    put(cap / "intel-rapl:2", name="package-2", max_energy_range_uj="1000")  # cannot be read
    [rapl], why = meters(cap, tmp_path / "none")
    before = rapl.read()
    (cap / "intel-rapl:0" / "energy_uj").write_text("950")
    (cap / "intel-rapl:1" / "energy_uj").write_text("100")  # it began again
    assert joules(before, rapl.read()) == pytest.approx(250e-6)
    assert len(why) == 1 and "cannot be read" in why[0]


def test_batteries_count_while_they_discharge(tmp_path: Path) -> None:
    supply = tmp_path / "supply"
    put(supply / "AC", type="Mains", online="1")
    put(supply / "mouse", type="Battery", scope="Device", status="Discharging", energy_now="5")
    put(supply / "BAT0", type="Battery", status="Discharging", energy_now="40000000")
    put(supply / "BAT1", type="Battery", status="Charging", energy_now="40000000")
    put(supply / "BAT2", type="Battery", status="Discharging", charge_now="3000000", voltage_now="4000000")
    (first, second), why = meters(tmp_path / "none", supply)
    assert "BAT1" in why[0] and len(why) == 1
    full = first.read(), second.read()
    (supply / "BAT0" / "energy_now").write_text("39999000")
    (supply / "BAT2" / "charge_now").write_text("2999000")
    (supply / "BAT2" / "voltage_now").write_text("3000000")  # it sags under load: that is no energy
    assert joules(full[0], first.read()) == pytest.approx(3.6)
    assert joules(full[1], second.read()) == pytest.approx(3.6 * 3.5)
    (supply / "BAT0" / "energy_now").write_text("40000001")
    assert joules(full[0], first.read()) is None, "it was plugged in"


DUMP = """Current Battery Service state:
  AC powered: false
  USB powered: {usb}
  Charge counter: {charge}
  status: 3
  level: 50
  voltage: 3900
"""


def test_a_phone_tells_its_charge_and_whether_it_is_charged() -> None:
    before = parse_battery(DUMP.format(usb="false", charge=3000000))
    after = parse_battery(DUMP.format(usb="true", charge=2999000))
    assert not before.charging and after.charging
    assert after.since(before) == pytest.approx(3.6 * 3.9)


@pytest.mark.parametrize("said", ["", "Can't find service: battery", DUMP.format(usb="false", charge=0)])
def test_a_phone_without_a_charge_counter(said: str) -> None:
    with pytest.raises(Unsupported):
        parse_battery(said)


def test_a_counter_that_runs_backwards_tells_nothing() -> None:
    assert Reading(5).since(Reading(6)) is None


def test_what_cannot_be_measured_is_none_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.energy.meters", lambda: ([], ["RAPL package-0: only root may read it"]))
    monkeypatch.setattr("bench.energy._of_a_phone", lambda *rest: [])
    found = energy(seconds=0.01, steps=1)
    assert [f["value"] for f in found["figures"]] == [None]
    assert "only root" in found["notes"][0] and "not measurable here" in found["notes"][1]
    with pytest.raises(UsageError):
        energy(seconds=0)


def test_joules_of_a_decision_are_those_above_idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A counter of 2 W whatever happens: a decision adds nothing to it."""
    from bench.meters import Meter

    meter = Meter("RAPL", (lambda: Reading(2 * time.perf_counter()),))
    monkeypatch.setattr("bench.energy.meters", lambda: ([meter], []))
    monkeypatch.setattr("bench.energy._of_a_phone", lambda *rest: [])
    found = {str(f["name"]): f["value"] for f in energy(seconds=0.05, steps=1)["figures"]}
    assert found["power while idle"] == pytest.approx(2, rel=0.05)
    assert found["power while deciding"] == pytest.approx(2, rel=0.05)
    assert abs(found["energy a decision, above idle"]) < 0.2 * found["energy a decision, whole"]


@pytest.mark.device
def test_an_attached_phone_is_asked_over_adb() -> None:
    with Server(Phone()) as server, device_drivers.connected(server.serial):
        [reading] = phone_battery(server.serial).read()
        found = energy(seconds=0.1, steps=1, device=server.serial)
    assert reading.volts is not None and 3 < reading.volts < 5
    told = {str(f["name"]): f for f in found["figures"]}["energy a look at the phone's screen"]
    assert told["value"] is None and int(told["n"]) > 0
    assert any(server.serial in note for note in found["notes"])
