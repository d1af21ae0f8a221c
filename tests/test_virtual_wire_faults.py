"""Faults as a host meets them: trees that fail, connections that drop, a server that is killed."""

from __future__ import annotations

import asyncio
import json

from device_drivers.virtual.adbd import Link
from device_drivers.virtual.device import Device
from device_drivers.virtual.faults import Faults
from device_drivers.virtual.packets import AUTH, AUTH_PUBLIC_KEY, CLSE, CNXN, OPEN
from device_drivers.virtual.phone import Phone
from tests.virtual_wire import FakeTransport, Host, Rpc, make_device, make_host, sh

HOME = "input keyevent 3"


def device_with(fault: str) -> Device:
    """A phone that has just met the fault, at its first input."""
    device = make_device(Phone(seed=1, fault=f"{fault}@1"))
    sh(device, HOME)
    return device


def test_the_shell_s_dump_never_finds_the_screen_quiet() -> None:
    device = device_with("never_idle")
    device.idle_timeout = 0
    ran = sh(device, "uiautomator dump")
    assert (ran.status, ran.out, ran.err) == (0, "", "ERROR: could not get idle state.\n")
    assert "dumped to" in sh(device, "uiautomator dump").out


def test_the_server_waits_for_a_quiet_screen_no_longer_than_it_is_told() -> None:
    rpc = Rpc(device_with("never_idle"))
    assert rpc.result("waitForIdle", 1) is None
    assert rpc.result("dumpWindowHierarchy", False, 50)


def test_a_dumper_that_crashes_prints_no_tree() -> None:
    ran = sh(device_with("dump_crash"), "uiautomator dump /dev/tty")
    assert (ran.status, ran.out, ran.err) == (137, "", "Killed\n")
    rpc = Rpc(device_with("dump_crash"))
    said = rpc.call("dumpWindowHierarchy", False, 50)["error"]["message"]
    assert said.startswith("java.lang.NullPointerException")
    assert rpc.result("dumpWindowHierarchy", False, 50)


def test_a_null_root_lasts_two_looks() -> None:
    device = device_with("null_root")
    assert sh(device, "uiautomator dump").err.startswith("ERROR: null root node returned")
    rpc = Rpc(device)
    assert rpc.result("dumpWindowHierarchy", False, 50) == ""
    assert rpc.result("dumpWindowHierarchy", False, 50)


def test_a_stale_tree_is_the_one_before() -> None:
    rpc = Rpc(make_device(Phone(seed=1, fault="stale_tree@1")))
    before = rpc.result("dumpWindowHierarchy", False, 50)
    sh(rpc.device, "am start -n com.android.settings/.Settings")
    assert [rpc.result("dumpWindowHierarchy", False, 50) == before for _ in range(3)] == [True, True, False]


def test_a_connection_drops_before_an_input_and_the_next_time_after_it() -> None:
    device = make_device(Phone(seed=1, fault="disconnect@1,unauthorized@2"))
    unplugged: list[bool] = []
    device.unplug = unplugged.append
    power = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "pressKeyCode", "params": [26]}).encode()
    request = b"POST /jsonrpc/0 HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(power) + power
    rpc = Rpc(device)
    assert (rpc.raw(request), device.phone.screen_on, unplugged) == (b"", True, [False])
    assert rpc.result("ping") == "pong"
    assert (rpc.raw(request), device.phone.screen_on, unplugged) == (b"", False, [False, True])
    assert rpc.result("pressKeyCode", 26) is True


def test_a_command_s_end_is_lost_with_the_connection() -> None:
    async def run() -> None:
        device = make_device(Phone(seed=1, fault="disconnect@1"))
        host = make_host(device)
        host.connect()
        host.received()
        assert await host.service(f"shell,v2,raw:{HOME}") == b""
        assert (await host.service(f"shell,v2,raw:{HOME}", ident=8)).endswith(b"\x03\x01\0\0\0\0")

    asyncio.run(run())


def test_who_comes_while_the_phone_is_away_is_turned_off() -> None:
    async def run() -> None:
        link = Link(lambda name: None, lambda: "device::", "none", set(), away=True)
        transport = FakeTransport()
        link.connection_made(transport)
        assert transport.aborted

    asyncio.run(run())


def test_a_person_lets_a_host_in_later() -> None:
    async def run() -> None:
        host = make_host(make_device(), "reject")
        host.connect()
        host.send(AUTH, AUTH_PUBLIC_KEY, 0, b"key user@host\0")
        assert CNXN not in [packet.command for packet in host.received()]
        host.link.allow()
        assert [packet.command for packet in host.received()] == [CNXN]

    asyncio.run(run())


def test_what_a_host_sends_comes_late_and_in_order() -> None:
    async def run() -> None:
        late = iter((0.01, 0.0))
        link = Link(lambda name: None, lambda: "device::", "none", set(), lambda: next(late))
        transport = FakeTransport()
        link.connection_made(transport)
        host = Host(link, transport)
        host.connect()
        host.send(OPEN, 5, 0, b"nothing:\0")
        came: list[int] = []
        assert host.received() == []
        while len(came) < 2:
            await asyncio.sleep(0.001)
            came += [packet.command for packet in host.received()]
        assert came == [CNXN, CLSE]

    asyncio.run(run())


def test_packets_are_late_for_a_while_after_it_struck() -> None:
    faults = Faults("latency@1")
    assert faults.latency() == 0
    faults.step()
    late = [faults.latency() for _ in range(101)]
    assert all(0.02 <= seconds <= 0.12 for seconds in late[:100]) and late[100] == 0
