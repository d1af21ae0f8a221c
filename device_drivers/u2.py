"""The default driver: screens and touch through uiautomator2's server, the rest through the shell."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from device_drivers import _act, _commands, _facts, _queries
from device_drivers._host import DEADLINE, Host
from device_drivers._link import Link
from device_drivers._rpc import RpcDead, RpcError, RpcUnclear
from device_drivers._server import Server
from edgelam.core.command import Command, Drag, LongPressAt, PressKey, SetText, TapAt
from edgelam.core.contracts import Driver
from edgelam.core.errors import (
    CommandFailed,
    DeviceLost,
    DeviceOffline,
    HierarchyError,
    NoDevice,
    ObserveFailed,
    ScreenOff,
    Unclear,
    Unsupported,
)
from edgelam.core.fact import Fact, Query
from edgelam.core.hierarchy import SYSTEM_UI, parse_hierarchy
from edgelam.core.screen import Bounds, Screen
from edgelam.core.text import clean

PATIENCE = 3.0
FOCUS = 2.0  # seconds an input may take to get the cursor
_SHOWN = 0.5  # seconds an app may take to show a text that was set
_DEPTH = 50  # views; what is deeper is cut off by the server, as by the stock client
_STEP_MS = 5  # of a swipe, fixed by Android
_FOCUSED: dict[str, object] = {
    "mask": 0x20000,
    "childOrSibling": [],
    "childOrSiblingSelector": [],
    "focused": True,
}
# In a web page the view around it has the focus as well as the field.
_FIELD = {**_FOCUSED, "mask": 0x20010, "className": "android.widget.EditText"}
_UNTYPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TOUCH = frozenset({"tap_at", "long_press_at", "drag", "set_text", "press_key"})


def open_driver(serial: str, *, patience: float = PATIENCE, deadline: float = DEADLINE) -> Driver:
    """The phone with that serial, with the server running on it.

    patience: seconds an empty screen is looked at again. deadline: seconds one call may take, and a lost
    phone is waited for.
    """
    driver = U2(Host(), serial, patience, deadline)
    try:
        driver.start()
    except BaseException:
        driver.close()
        raise
    return driver


class U2:
    """A phone, touched through uiautomator2's server. Reads are asked once more after a fault, acts never."""

    def __init__(self, host: Host, serial: str, patience: float, deadline: float) -> None:
        self._link = Link(host, serial, deadline)
        self._deadline = deadline
        self._patience = patience
        self._server = Server(host, serial)
        self._queries = _queries.Queries(self._link)
        self._acts = _act.ShellActs(self._link, self._queries)
        self._ime = ""
        self._size: tuple[int, int] | None = None
        self._seen: Screen | None = None

    @property
    def serial(self) -> str:
        return self._link.serial

    @property
    def capabilities(self) -> frozenset[str]:
        return _TOUCH | _act.KINDS | _queries.KINDS

    def start(self) -> None:
        """Bring the server up and learn what stays the same."""
        self._ime = self._queries.text(["settings", "get", "secure", "default_input_method"]).strip()
        if "/" not in self._ime:
            self._ime = ""
        self._size = _facts.size(self._queries.text(["wm", "size"]))
        self._server.start()

    def observe(self) -> Screen:
        by = time.monotonic() + self._patience
        trouble = "Nothing on the screen can be read."
        while True:
            try:
                xml = self._read("dumpWindowHierarchy", False, _DEPTH, False)
                self._seen = parse_hierarchy(xml, ime=self._ime, size=self._size) if xml else None
                nothing = self._seen is None or self._seen.package == SYSTEM_UI
                if nothing and self._read("isScreenOn") is False:
                    raise ScreenOff("The screen is dark.")
                if self._seen is not None and self._seen.elements:
                    return self._seen
            except (HierarchyError, RpcError, RpcUnclear) as error:
                trouble = str(error)
            if time.monotonic() > by:
                raise ObserveFailed(trouble)
            time.sleep(0.05)

    def perform(self, command: Command) -> None:
        match command:
            case TapAt():
                self._touch("click", command.x, command.y)
            case LongPressAt():
                self._touch("click", command.x, command.y, command.ms)
            case Drag():
                steps = max(2, command.ms // _STEP_MS)
                self._touch("swipe", command.x1, command.y1, command.x2, command.y2, steps)
            case PressKey(key="sleep" | "screenshot" | "play" | "pause" | "next" | "previous"):
                self._act("pressKeyCode", _commands.KEYS[command.key])
            case PressKey(key="wake"):
                self._act("wakeUp")
                self._acts.unlock()
            case PressKey():
                self._act("pressKey", command.key)
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
        self._server.stop()

    def _set_text(self, command: SetText) -> None:
        """Tap the field, make sure that it got the cursor, set the text on it and read it back."""
        if _UNTYPABLE.search(command.text):
            raise Unsupported("The text holds a character that cannot be typed.", hint="Leave it out.")
        rid, path = self._field_at(command.x, command.y)
        with suppress(Unclear, DeviceLost):  # the cursor tells
            self._touch("click", command.x, command.y)
        by = time.monotonic() + FOCUS
        while (field := self._focused(command.x, command.y, rid)) is None:
            if path and self._has_cursor(path):
                field = _FIELD
                break
            if time.monotonic() > by:
                raise CommandFailed("The input did not get the cursor; nothing was typed.")
            time.sleep(0.02)
        try:
            taken = self._act("setText", field, command.text)
        except (Unclear, DeviceLost):
            if command.password or not command.text:
                raise
            taken = True  # the field tells
        except RpcError:
            taken = False  # what the phone says about it may hold the text
        if taken is not True:
            raise CommandFailed("The input did not take the text.")
        if command.text and not command.password:
            self._read_back(field, command.text)

    def _read_back(self, field: dict[str, object], text: str) -> None:
        by = time.monotonic() + _SHOWN
        while True:
            shown = self._read("getText", field)
            if isinstance(shown, str) and _same(shown, text):
                return
            if time.monotonic() > by:
                raise CommandFailed("The input shows another text than the one that was set.")
            time.sleep(0.05)

    def _field_at(self, x: int, y: int) -> tuple[str, str]:
        """The resource id of the input last seen there, if it is the only one of that id, and its path."""
        inputs = [e for e in self._seen.elements if e.role == "input"] if self._seen else []
        field = next((e for e in inputs if e.bounds.contains(x, y)), None)
        if field is None:
            return "", ""
        return field.rid if [e.rid for e in inputs].count(field.rid) == 1 else "", field.path

    def _has_cursor(self, path: str) -> bool:
        """Whether the input at that place of the layout has the cursor now: its window may have moved."""
        inputs = (e for e in self.observe().elements if e.role == "input" and e.state.focused)
        return [e.path for e in inputs] == [path]

    def _focused(self, x: int, y: int, rid: str) -> dict[str, object] | None:
        """A selector of the field with the cursor, when it is the one that lay at the point or lies there."""
        if rid:  # it may have moved when the keyboard came up
            selector = {**_FOCUSED, "mask": 0x220000, "resourceId": rid}
            if self._described(selector) is not None:
                return selector
        for selector in (_FIELD, _FOCUSED):
            info = self._described(selector)
            if info is not None and _covers(info.get("bounds"), x, y):
                return selector
        return None

    def _described(self, selector: dict[str, object]) -> dict[str, object] | None:
        try:
            info = self._read("objInfo", selector)
        except RpcError:
            return None  # there is none
        return info if isinstance(info, dict) else None

    def _touch(self, method: str, *params: object) -> None:
        if self._act(method, *params) is False:
            raise CommandFailed(f"The phone did not do {method}: the point is not on the screen.")

    def _act(self, method: str, *params: object) -> Any:
        """Sent exactly once."""
        self._server.drain()
        try:
            return self._server.rpc.call(method, *params, deadline=self._deadline)
        except RpcUnclear as error:
            if not self._link.up:
                raise DeviceLost(f"{self._link.serial} vanished during {method}.") from error
            raise

    def _read(self, method: str, *params: object) -> Any:
        self._server.drain()
        try:
            return self._server.rpc.call(method, *params, deadline=self._deadline)
        except (RpcDead, RpcUnclear, DeviceLost, DeviceOffline, NoDevice):
            self._recover()
            return self._server.rpc.call(method, *params, deadline=self._deadline)

    def _recover(self) -> None:
        """The link first, then the server."""
        self._link.mend()
        if not self._server.rpc.ping(deadline=2.0):
            self._server.start()


def _covers(box: object, x: int, y: int) -> bool:
    try:
        sides = Bounds.model_validate(box)
    except ValidationError:
        return False
    return sides.contains(x, y)


def _same(shown: str, text: str) -> bool:
    """Whether a field holds the text, apart from how it writes numbers and line breaks."""
    a, b = clean(shown), clean(text)
    if a == b:
        return True
    letters = ["".join(c for c in s if c.isalnum()).casefold() for s in (a, b)]
    return bool(letters[0]) and letters[0] == letters[1]
