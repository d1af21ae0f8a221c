"""What a program on the phone is given, and how its text becomes bytes and back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from device_drivers.virtual.files import FileSystem, join
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.pipe import Pipe

if TYPE_CHECKING:
    from device_drivers.virtual.device import Device
    from device_drivers.virtual.shell.interpreter import Shell

Sink: TypeAlias = Callable[[bytes], None]


@dataclass(frozen=True)
class Streams:
    """The three open files of a command."""

    stdin: Pipe
    out: Sink
    err: Sink


Program: TypeAlias = "Callable[[Call], int | Coroutine[Any, Any, int]]"


async def finished(result: int | Coroutine[Any, Any, int]) -> int:
    """A program's exit status, once it is there."""
    return result if isinstance(result, int) else await result


class ProgramExit(Exception):
    """Ends a program: `text` goes to its stderr, `status` is its exit status."""

    def __init__(self, text: str = "", status: int = 1) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


@dataclass
class Call:
    """One run of a program: its name, arguments and open files."""

    name: str
    args: list[str]
    shell: Shell
    stdin: Pipe
    out: Sink
    err: Sink

    @property
    def device(self) -> Device:
        return self.shell.device

    @property
    def phone(self) -> Phone:
        return self.shell.device.phone

    @property
    def files(self) -> FileSystem:
        return self.shell.device.files

    async def invoke(self, words: list[str]) -> int:
        """Run another program with the same open files."""
        return await self.shell.invoke(words, Streams(self.stdin, self.out, self.err))

    async def run_script(self, text: str) -> int:
        """Run a script in a child shell with the same open files."""
        return await self.shell.copy().run(text, Streams(self.stdin, self.out, self.err))

    def say(self, text: str) -> None:
        """A line on stdout."""
        self.out(to_bytes(text + "\n"))

    def complain(self, text: str) -> None:
        """A line on stderr."""
        self.err(to_bytes(text + "\n"))

    def path(self, name: str) -> str:
        """A path argument made absolute."""
        return name if name.startswith("/") else join(self.shell.cwd, name)

    def flags(self, known: str) -> str:
        """Take leading one-letter options (-rf) off the arguments; what is unknown ends the program."""
        found = ""
        while self.args and self.args[0].startswith("-") and self.args[0] != "-":
            option = self.args.pop(0)
            if option == "--":
                break
            for letter in option[1:]:
                if letter not in known:
                    raise ProgramExit(
                        f"{self.name}: Unknown option '{option[1:]}' (see \"{self.name} --help\")"
                    )
                found += letter
        return found

    def value(self, option: str) -> str | None:
        """Take `option VALUE` off the arguments wherever it stands."""
        if option not in self.args[:-1]:
            return None
        at = self.args.index(option)
        found = self.args[at + 1]
        del self.args[at : at + 2]
        return found

    def switch(self, *options: str) -> bool:
        """Take an option without a value off the arguments; whether it was there."""
        there = any(option in self.args for option in options)
        self.args = [arg for arg in self.args if arg not in options]
        return there


def to_bytes(text: str) -> bytes:
    """UTF-8; bytes that came in undecodable go out unchanged, other lone surrogates become `?`."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def to_text(data: bytes) -> str:
    """UTF-8; undecodable bytes are kept as surrogates, so `to_bytes` gives them back."""
    return data.decode("utf-8", "surrogateescape")


def java_error(verb: str, error: str, frames: tuple[str, ...]) -> str:
    """What a system service's shell command prints when it throws."""
    trace = "".join(f"\n\tat {frame}" for frame in frames)
    return f"\nException occurred while executing '{verb}':\n{error}{trace}"


def say(call: Call, text: str) -> int:
    """A program that only prints a line."""
    call.say(text)
    return 0
