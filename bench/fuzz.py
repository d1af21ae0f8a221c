"""Random services, lines and calls against a virtual phone, and a twin that only gets what may change it.

Both phones share a clock that moves with every act, so after any number of tries they must answer alike.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from bench.adb_host import AdbHost, Calls, Late, send_noise
from bench.fuzz_grammar import RPC_PORT, Try, draw
from bench.fuzz_lines import FOLDER, URIS
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server

Say = Callable[[str], None]

_PATIENCE = 10.0  # seconds a phone may take for any answer
_GLANCE = 0.02  # seconds for an answer that need not come
_EVERY = 1000  # tries between two comparisons
_STEP = 0.25  # seconds the clock moves with an act
_QUESTIONS = (
    *(f"settings list {space}" for space in ("system", "secure", "global")),
    *(f"content query --uri content://{uri}" for uri in URIS),
    *(f"dumpsys {name}" for name in ("alarm", "notification --noredact", "deviceidle whitelist", "display")),
    "pm list packages -f",
    "find /sdcard /data/local/tmp",
    f"cat {FOLDER}/*.txt {FOLDER}/*.bin | md5sum",
    "wm size; wm density",
    "getprop",
    "uiautomator dump /dev/tty",
)


@dataclass
class Fuzzed:
    """What came of it.

    late: what the phone did not end in time. failed: errors inside it. wrong: answers unlike the twin's.
    """

    tries: int = 0
    acts: int = 0
    late: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    died: str = ""

    @property
    def sound(self) -> bool:
        return not (self.late or self.failed or self.wrong or self.died)


class _Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class _Served:
    """A served phone and the host that speaks to it."""

    def __init__(self, phone: Phone, stack: ExitStack) -> None:
        self.server = stack.enter_context(Server(phone))
        self._server = Calls(self.server.port, RPC_PORT)  # it lives as long as this connection
        self._server.shell(f"mkdir -p {FOLDER}")
        self._host = AdbHost(self.server.port)

    def send(self, one: Try) -> None:
        """Raises Late; a connection that the phone dropped is opened again."""
        if one.raw:
            send_noise(self.server.port, one.raw)
            return
        try:
            self._host.ask(one.service, one.stdin, _GLANCE if one.cut else _PATIENCE)
        except Late:
            if not one.cut:
                raise
        except ConnectionError:
            self._host.close()
            self._host = AdbHost(self.server.port)

    def answers(self) -> list[bytes]:
        """To a fixed set of questions."""
        return [self._host.ask(f"shell:{line}".encode()) or b"" for line in _QUESTIONS]

    def close(self) -> None:
        self._host.close()
        self._server.close()


def fuzz(seed: int, tries: int, say: Say = lambda line: None) -> Fuzzed:
    """The same tries for the same seed."""
    found = Fuzzed()
    rng = random.Random(f"fuzz:{seed}")
    clock = _Clock()
    with ExitStack() as stack:
        stack.enter_context(_errors(found.failed))
        phone, twin = (_Served(Phone(seed=seed, clock=clock), stack) for _ in range(2))
        stack.callback(phone.close)
        stack.callback(twin.close)
        for number in range(1, tries + 1):
            one = draw(rng)
            found.tries = number
            found.acts += one.acts
            clock.seconds += _STEP * one.acts
            try:
                for each in (phone, twin) if one.acts else (phone,):
                    each.send(one)
                if number % _EVERY == 0 or number == tries:
                    _compare(phone, twin, found)
                    say(f"{number} of {tries} tries, {found.acts} acts")
            except Late:
                found.late.append(repr(one))
            except OSError as error:
                found.died = f"{error!r} after {one!r}"
                break
    return found


def _compare(phone: _Served, twin: _Served, found: Fuzzed) -> None:
    for line, one, other in zip(_QUESTIONS, phone.answers(), twin.answers(), strict=True):
        if one != other:
            found.wrong.append(f"after {found.tries} tries: {line}: {_difference(one, other)}")


def _difference(one: bytes, other: bytes) -> str:
    """The first line that differs."""
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    first = next(((a, b) for a, b in pairs if a != b), (one[-200:], other[-200:]))
    return f"{first[0][:200]!r} instead of {first[1][:200]!r}"


@contextmanager
def _errors(into: list[str]) -> Iterator[None]:
    """What is logged as an error meanwhile: a service that raised what nobody expected."""

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error = record.exc_info[1] if record.exc_info else None
            into.append(f"{record.getMessage()}: {error!r}"[:400])

    listener = Listener(logging.ERROR)
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
