"""The phone as its own shell sees it: the world plus files, processes and loopback ports."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from device_drivers.virtual.hierarchy import Seen
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.touch import Finger

if TYPE_CHECKING:
    from device_drivers.virtual.adbd import Service
    from device_drivers.virtual.shell.call import Program

_log = logging.getLogger(__name__)


class Device:
    """State that belongs to no app: the file system, running helper processes and what listens on loopback.

    `ports` maps a TCP port of the phone's loopback to what answers there. `automation` names who holds the
    one UiAutomation connection that the system grants.
    """

    def __init__(self, phone: Phone, programs: dict[str, Program]) -> None:
        self.phone = phone
        self.programs = programs
        self.files = phone.files
        self.ports: dict[int, Service] = {}
        self.automation: str | None = None
        self.finger = Finger(phone)
        self.reboot: Callable[[], None] = self.restart  # the daemon puts one here that drops the hosts too
        self._seen: Seen | None = None
        self._seen_at = 0
        self._before: Seen | None = None
        self._pid = 4000
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        for name in programs:
            self.files.install(f"/system/bin/{name}", 0o755, gid=2000, data=b"\x7fELF")

    def view(self) -> Seen:
        """The screen as a dumper reads it now; with some faults, as it was before the last change."""
        phone = self.phone
        if self._seen is None or self._seen_at != phone.version:
            self._before = self._seen or self._before
            self._seen = Seen(tuple(phone.windows()), phone.rotation, phone.width, phone.height)
            self._seen_at = phone.version
        if self._before and phone.faults.stale_tree():
            return self._before
        return self._seen

    def new_pid(self) -> int:
        self._pid = self._pid + 1 if self._pid < 32000 else 4000
        return self._pid

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something that no stream waits for."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def restart(self) -> None:
        """What a reboot ends: every process and listener."""
        for task in list(self._tasks):
            task.cancel()
        for port in list(self.ports):
            self.stop_port(port)
        self.automation = None

    def stop_port(self, port: int) -> None:
        """End the process that listens on a loopback port."""
        self.ports.pop(port, None)
        for waiting in self._waiting.pop(port, []):
            if not waiting.done():
                waiting.set_result(None)

    async def serve_port(self, port: int, service: Service) -> None:
        """Listen on a loopback port until somebody stops it or the caller is cancelled."""
        stopped = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(port, []).append(stopped)
        self.ports[port] = service
        try:
            await stopped
        finally:
            if self.ports.get(port) is service:
                self.stop_port(port)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("a background command failed", exc_info=error)
