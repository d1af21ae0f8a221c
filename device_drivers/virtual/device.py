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
    from device_drivers.virtual.adbd import Service, Stream
    from device_drivers.virtual.shell.call import Program

KILLED = 137  # exit status of a process that got SIGKILL
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
        self.idle_timeout = 10.0  # seconds the shell's dumper waits for a quiet screen
        self.finger = Finger(phone)
        self.reboot: Callable[[], None] = self.restart  # the daemon puts one here that drops the hosts too
        self.unplug: Callable[[bool], None] = lambda ask: None  # likewise; ask: hosts must be allowed again
        self._seen: Seen | None = None
        self._seen_at = 0
        self._before: Seen | None = None
        self._pid = 4000
        self._waiting: dict[int, list[asyncio.Future[int]]] = {}
        self._served: dict[int, set[Stream]] = {}
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
        if self._before and phone.faults.strikes("stale_tree"):
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

    def breaks_off(self) -> bool:
        """Whether the way to the host breaks before an answer gets there."""
        faults = self.phone.faults
        for name in ("disconnect", "unauthorized"):
            if faults.strikes(name):
                self.unplug(name == "unauthorized")
                return True
        return False

    def kill_server(self) -> bool:
        """Whether the system, short of memory, kills what listens on loopback; it does then."""
        if not (self.ports and self.phone.faults.strikes("low_memory")):
            return False
        for port in list(self.ports):
            self.phone.write_log("lowmemorykiller", "Kill 'app_process' (com.wetest.uia2.Main)", "W")
            self.stop_port(port, KILLED)
        return True

    def stop_port(self, port: int, status: int = 0) -> None:
        """End the process that listens on a loopback port, with its connections."""
        self.ports.pop(port, None)
        for waiting in self._waiting.pop(port, []):
            if not waiting.done():
                waiting.set_result(status)
        for stream in self._served.pop(port, ()):
            stream.end()

    async def serve_port(self, port: int, service: Service) -> int:
        """Listen on a loopback port until somebody stops it, which gives the process's exit status."""
        stopped: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        streams: set[Stream] = set()

        async def serve(stream: Stream) -> None:
            streams.add(stream)
            try:
                await service(stream)
            finally:
                streams.discard(stream)

        self._waiting.setdefault(port, []).append(stopped)
        self._served[port] = streams
        self.ports[port] = serve
        try:
            return await stopped
        finally:
            if self.ports.get(port) is serve:
                self.stop_port(port)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("a background command failed", exc_info=error)
