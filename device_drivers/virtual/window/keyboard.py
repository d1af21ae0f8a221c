"""The on-screen keyboard: its keys as views, and what a key does."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.skins import Skin
from device_drivers.virtual.window.boxes import FRAME, style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.state import UiState
from device_drivers.virtual.window.view import FILL, Style, View

PACKAGE = "com.android.inputmethod.latin"
HEIGHT = 268  # dp, upright
_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYMBOLS = ("1234567890", "@#$_&-+()", "*\"':;!?")
_NAMES = {"\b": "Delete", "\n": "Enter", " ": "Space", "\0": "Shift", "\1": "Symbols", "\1a": "Letters"}


class Keyboard:
    """Which keys are up. `press(text)` gets what a key types; "\\b" deletes, "\\n" is the action key."""

    def __init__(self, press: Callable[[str], object]) -> None:
        self._press = press
        self.shift = False
        self.symbols = False
        self._kit = Kit(PACKAGE, Skin(), UiState())

    def view(self, height: float) -> View:
        """The keyboard, `height` dp high."""
        rows = _SYMBOLS if self.symbols else _LETTERS
        lines = []
        for place, letters in enumerate(rows):
            keys = [self._key(char.upper() if self.shift and not self.symbols else char) for char in letters]
            if place == 2:
                keys = [self._special("\0", "shift", 1.5), *keys, self._special("\b", "backspace", 1.5)]
            lines.append(
                self._kit.line(
                    keys, h=FILL, weight=1, pad=(18 if place == 1 else 2, 3, 18 if place == 1 else 2, 3)
                )
            )
        mode = "ABC" if self.symbols else "?123"
        bottom = [
            self._wide("\1", mode),
            self._key(","),
            self._space(),
            self._key("."),
            self._special("\n", "enter", 1.5),
        ]
        lines.append(self._kit.line(bottom, h=FILL, weight=1, pad=(2, 3, 2, 3)))
        board = self._kit.column(
            lines, "keyboard_view", cls=FRAME, h=height, bg="keyboard", pad=(0, 6, 0, 20)
        )
        return self._kit.frame([board], "android:id/inputArea")

    def _key(self, char: str) -> View:
        return self._made(char, 1, style(widget="key", icon=char, bg="key", shape="card", size=21), char)

    def _special(self, char: str, icon: str, weight: float) -> View:
        return self._made(
            char, weight, style(widget="key", icon=":" + icon, bg="key_dark", shape="card"), _NAMES[char]
        )

    def _wide(self, char: str, words: str) -> View:
        name = "Letters" if self.symbols else "Symbols"
        return self._made(
            char, 1.5, style(widget="key", icon=words, bg="key_dark", shape="card", size=15), name
        )

    def _space(self) -> View:
        return self._made(
            " ", 4, style(widget="key", icon="English", bg="key", shape="card", size=14), "Space"
        )

    def _made(self, char: str, weight: float, look: Style, desc: str) -> View:
        return View(
            FRAME,
            desc=desc,
            package=PACKAGE,
            weight=weight,
            h=FILL,
            style=look,
            clickable=True,
            on_click=lambda: self._typed(char),
        )

    def _typed(self, char: str) -> None:
        if char == "\0":
            self.shift = not self.shift
        elif char == "\1":
            self.symbols = not self.symbols
        else:
            self._press(char)
            self.shift = False
