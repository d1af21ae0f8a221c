"""Serves a virtual phone on a loopback port, in a thread of its own."""

from __future__ import annotations

import asyncio
import errno
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from device_drivers.virtual.adbd import FEATURES, Auth, Link
from device_drivers.virtual.channels import Channels
from device_drivers.virtual.device import Device
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.shell.programs import programs
from edgelam.core.errors import PortInUse

T = TypeVar("T")
HOST = "127.0.0.1"
AWAY = 0.5  # seconds an unplugged phone is gone
ANSWER = 2.0  # seconds a person takes to allow a computer


class Daemon:
    """A phone, its device side, and the hosts connected to it; lives in one event loop."""

    def __init__(self, phone: Phone, auth: Auth = "none") -> None:
        self.device = Device(phone, programs())
        self.device.reboot = self._reboot
        self.device.unplug = self._unplug
        self._channels = Channels(self.device)
        self._auth: Auth = auth
        self._links: set[Link] = set()
        self._server: asyncio.Server | None = None
        self._back = 0.0  # the loop's time before which hosts do not find the phone
        self._asks = False  # hosts wait for the person's answer

    async def listen(self, port: int) -> int:
        """Start to answer; the port, which was free when 0 was asked for. PortInUse when it is taken."""
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(self._link, HOST, port)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise PortInUse(f"port {port} is in use") from error
            raise
        address: tuple[str, int] = self._server.sockets[0].getsockname()
        return address[1]

    async def close(self) -> None:
        """Drop every host and stop listening."""
        if self._server:
            self._server.close()
        self.drop_hosts()
        self.device.restart()
        await asyncio.sleep(0)

    def drop_hosts(self) -> None:
        """What pulling the cable does; the phone goes on listening."""
        for link in list(self._links):
            link.drop()

    def _link(self) -> Link:
        away = asyncio.get_running_loop().time() < self._back
        auth: Auth = "reject" if self._asks else self._auth
        late = self.device.phone.faults.latency
        return Link(self._channels.route, self._banner, auth, self._links, late, away)

    def _unplug(self, ask: bool) -> None:
        """Hosts lose the phone for a moment; with `ask` they are let in again only after a while."""
        loop = asyncio.get_running_loop()
        self._back = loop.time() + AWAY
        self.drop_hosts()
        if ask:
            self._asks = True
            loop.call_later(ANSWER, self._allow)

    def _allow(self) -> None:
        self._asks = False
        for link in list(self._links):
            link.allow()

    def _banner(self) -> str:
        props = self.device.phone.props
        shown = "".join(
            f"{name}={props.get(name, '')};"
            for name in ("ro.product.name", "ro.product.model", "ro.product.device")
        )
        return f"device::{shown}features={FEATURES}"

    def _reboot(self) -> None:
        self.device.restart()
        self.device.phone.press_key(3)
        self.drop_hosts()


class Server:
    """A phone served by a background thread.

        with Server(Phone(seed=1)) as server:
            adb.connect(server.serial)

    The phone belongs to the server's thread: ask it things with `on_phone`.
    """

    def __init__(self, phone: Phone, port: int = 0, auth: Auth = "none") -> None:
        self.phone = phone
        self._loop = asyncio.new_event_loop()
        self._daemon = Daemon(phone, auth)
        self._thread = threading.Thread(target=self._run, name="virtual-phone", daemon=True)
        self._thread.start()
        try:
            self.port = asyncio.run_coroutine_threadsafe(self._daemon.listen(port), self._loop).result(10)
        except PortInUse:
            self._end()
            raise

    @property
    def serial(self) -> str:
        """What `adb connect` takes."""
        return f"{HOST}:{self.port}"

    @property
    def device(self) -> Device:
        return self._daemon.device

    def on_phone(self, ask: Callable[[Phone], T]) -> T:
        """The answer of `ask(phone)`, run in the server's thread."""

        async def run() -> T:
            return ask(self.phone)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(30)

    def drop_hosts(self) -> None:
        """Cut every connection."""
        self._loop.call_soon_threadsafe(self._daemon.drop_hosts)

    def close(self) -> None:
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._daemon.close(), self._loop).result(10)
            self._end()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        self._loop.run_forever()
        self._loop.run_until_complete(_cancel_all())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)


async def _cancel_all() -> None:
    pending = asyncio.all_tasks() - {asyncio.current_task()}
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
