"""A trial's phone, served and reached over ADB as any phone is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import device_drivers
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server

from .state import Shell
from .task import Stage, Trial


@contextmanager
def served(trial: Trial, made: Stage) -> Iterator[str]:
    """The serial of the trial's phone, for as long as the block runs."""
    phone = Phone(trial.seed, trial.skin, trial.fault, made.fixture)
    with Server(phone) as server, device_drivers.connected(server.serial) as serial:
        yield serial


def judges_shell(serial: str) -> Shell:
    """Judges ask through a client that is not ours."""
    import adbutils

    device = adbutils.adb.device(serial=serial)

    def run(script: str) -> str:
        return str(device.shell2(script, v2=True, timeout=30).output)

    return run


def processes(jobs: int, begin: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """So many processes, each begun anew: a phone's threads must not be in the middle of something there."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=begin)
