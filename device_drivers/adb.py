"""A driver that leaves nothing on the phone: the shell's own uiautomator and input, slow and ASCII only."""

from __future__ import annotations

import re
import time

from device_drivers import _act, _commands, _facts, _queries
from device_drivers._host import Host, Output
from device_drivers._link import Link
from edgelam.core.command import Command, Drag, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, HierarchyError, ObserveFailed, ScreenOff, Unsupported
from edgelam.core.fact import Fact, Query
from edgelam.core.hierarchy import SYSTEM_UI, parse_hierarchy
from edgelam.core.screen import Element, Screen
from edgelam.core.text import clean

PATIENCE = 3.0  # seconds an empty screen is looked at again
_FILE = "/data/local/tmp/edgelam.xml"
_DUMP = 15.0  # seconds: uiautomator itself waits ten for a quiet screen
_KEYS = _commands.KEYS
_END, _DELETE = "123", "67"
_TYPABLE = re.compile(r"[ -~]*")
_TOUCH = frozenset({"tap_at", "long_press_at", "drag", "set_text", "press_key"})


def open_driver(serial: str, *, patience: float = PATIENCE) -> Driver:
    """The phone with that serial. patience: seconds for empty screens."""
    driver = Adb(Host(), serial, patience)
    driver.start()
    return driver


class Adb:
    """A phone, touched through its shell. Reads are asked once more after a fault, acts never."""

    def __init__(self, host: Host, serial: str, patience: float) -> None:
        self._link = Link(host, serial)
        self._patience = patience
        self._queries = _queries.Queries(self._link)
        self._acts = _act.ShellActs(self._link, self._queries)
        self._ime = ""
        self._size: tuple[int, int] | None = None

    @property
    def serial(self) -> str:
        return self._link.serial

    @property
    def capabilities(self) -> frozenset[str]:
        return _TOUCH | _act.KINDS | _queries.KINDS

    def start(self) -> None:
        """Learn what stays the same."""
        ime = self._queries.text(["settings", "get", "secure", "default_input_method"]).strip()
        self._ime = ime if "/" in ime else ""
        self._size = _facts.size(self._queries.text(["wm", "size"]))

    def observe(self) -> Screen:
        by = time.monotonic() + self._patience
        while True:
            xml, said = self._dump()
            try:
                screen = parse_hierarchy(xml, ime=self._ime, size=self._size)
                if screen.package == SYSTEM_UI:
                    self._check_lit()
                if screen.elements:
                    return screen.model_copy(update={"keyboard": self._typing()})
                said = "Nothing on the screen can be read."
            except HierarchyError as error:
                self._check_lit()
                said = said or str(error)
            if time.monotonic() > by:
                raise ObserveFailed(said)
            time.sleep(0.1)

    def perform(self, command: Command) -> None:
        match command:
            case TapAt():
                self._input("tap", command.x, command.y)
            case LongPressAt():
                self._input("swipe", command.x, command.y, command.x, command.y, command.ms)
            case Drag():
                self._input("swipe", command.x1, command.y1, command.x2, command.y2, command.ms)
            case PressKey():
                self._input("keyevent", _KEYS[command.key])
                if command.key == "wake":
                    self._acts.unlock()
            case SetText():
                self._set_text(command)
            case _:
                self._acts.perform(command)

    def query(self, query: Query) -> Fact:
        return self._queries.ask(query)

    def screenshot(self) -> bytes:
        image = self._link.read(["screencap", "-p"]).out
        if not image.startswith(b"\x89PNG"):
            raise ObserveFailed("The phone gave no screenshot.")
        return image

    def close(self) -> None:
        """Nothing is held."""

    def _check_lit(self) -> None:
        """Raises ScreenOff."""
        if re.search(r"mWakefulness=(?!Awake)\w", self._queries.text(["dumpsys", "power"])):
            raise ScreenOff("The screen is dark.")

    def _typing(self) -> bool:
        """Whether a keyboard is up: the dump has only the window below it."""
        return "mInputShown=true" in self._queries.text(["dumpsys", "input_method"])

    def _dump(self) -> tuple[str, str]:
        """The XML, or nothing and what the phone said instead: its exit code is 0 either way."""
        output = self._link.read(["uiautomator", "dump", "/dev/tty"], _DUMP)
        xml = _document(output)
        if xml:
            return xml, ""
        # Some phones give their shell no terminal. An old file must not pass for a new look.
        self._link.read(["rm", "-f", _FILE])
        output = self._link.read(["uiautomator", "dump", _FILE], _DUMP)
        xml = _document(self._link.read(["cat", _FILE]))
        return xml, "" if xml else clean(output.text)[:200]

    def _set_text(self, command: SetText) -> None:
        if command.password or not _TYPABLE.fullmatch(command.text):
            raise Unsupported("The driver adb types printable ASCII into ordinary inputs only.")
        self._input("tap", command.x, command.y)
        old = self._field(command)
        self._input("keyevent", _END, *[_DELETE] * len(old.text))
        for piece in pieces(command.text):
            self._input("text", piece)
        shown = self._field(command).text
        if command.text and clean(shown) != clean(command.text):
            raise CommandFailed("The input shows another text than the one that was typed.")

    def _field(self, command: SetText) -> Element:
        """The input with the cursor, which must be the one at the point."""
        screen = self.observe()
        fields = [e for e in screen.elements if e.role == "input" and e.state.focused]
        meant = [e for e in fields if e.bounds.contains(command.x, command.y)] or fields
        if len(meant) != 1:
            raise CommandFailed("The input did not get the cursor.")
        return meant[0]

    def _input(self, *words: str | int) -> None:
        output = self._link.act(["input", *map(str, words)])
        _commands.judge(output, f"do input {words[0]}")


def pieces(text: str) -> list[str]:
    """What `input text` is given, one after another: it makes %s a blank, so those two are kept apart."""
    return [part.replace(" ", "%s") for part in re.split(r"(?<=%)(?=s)", text) if part]


def _document(output: Output) -> str:
    text = output.out.decode("utf-8", "replace")
    start, end = text.find("<?xml"), text.rfind("</hierarchy>")
    return text[start : end + len("</hierarchy>")] if 0 <= start < end else ""
