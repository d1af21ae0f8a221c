"""How the drivers get a phone back that was unplugged, asks again, went dark or lost its server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

import device_drivers
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.command import PressKey
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, DeviceError, DeviceLost, ScreenOff

pytestmark = pytest.mark.device
Opener = Callable[[str], tuple[Driver, Server]]
HOME, VOLUME = PressKey(key="home"), PressKey(key="recent")


@pytest.fixture(params=["u2", "adb"])
def opened(request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens a phone with a fault; all are closed at the end."""
    with ExitStack() as stack:

        def make(fault: str) -> tuple[Driver, Server]:
            server = stack.enter_context(Server(Phone(seed=2, fault=fault)))
            serial = stack.enter_context(device_drivers.connected(server.serial))
            driver = device_drivers.open_driver(request.param, serial)
            stack.callback(driver.close)
            return driver, server

        yield make


@pytest.mark.parametrize("fault", ["screen_off@1", "lock@1"])
def test_a_dark_phone_is_named_and_can_be_woken(opened: Opener, fault: str) -> None:
    driver, server = opened(fault)
    driver.perform(HOME)
    with pytest.raises(ScreenOff):
        driver.observe()
    driver.perform(PressKey(key="wake"))
    assert driver.observe().elements
    assert server.on_phone(lambda phone: phone.screen_on and not phone.locked)


@pytest.mark.parametrize("fault", ["disconnect@1", "unauthorized@1", "disconnect@1,disconnect@2"])
def test_a_phone_that_went_away_is_waited_for(opened: Opener, fault: str) -> None:
    driver, server = opened(fault)
    before = driver.observe()
    for _ in range(1 + fault.count(",")):
        with pytest.raises((DeviceLost, CommandFailed)):
            driver.perform(HOME)
        assert driver.observe() == before
    driver.perform(HOME)
    assert driver.observe() == before


def test_a_server_that_was_killed_is_started_again_for_a_look(opened: Opener) -> None:
    driver, server = opened("low_memory@1")
    before = driver.observe()
    if driver.observe() == before and server.device.ports:
        with pytest.raises(DeviceError):
            driver.perform(HOME)
    assert driver.observe() == before
    driver.perform(HOME)
    assert driver.observe() == before


@pytest.mark.parametrize("fault", ["null_root@1", "dump_crash@1", "slow_tree@1", "latency@1"])
def test_a_look_is_taken_again_until_there_is_a_tree(opened: Opener, fault: str) -> None:
    driver, _ = opened(fault)
    driver.perform(HOME)
    assert driver.observe().package == "com.android.launcher3"
