"""The key pad: numbers are typed, people are found by their keys, and calls are placed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import FILL, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.dialer import Program

PHONES = "content://com.android.contacts/data/phones"
KEYS = (
    ("1", "", "one"),
    ("2", "ABC", "two"),
    ("3", "DEF", "three"),
    ("4", "GHI", "four"),
    ("5", "JKL", "five"),
    ("6", "MNO", "six"),
    ("7", "PQRS", "seven"),
    ("8", "TUV", "eight"),
    ("9", "WXYZ", "nine"),
    ("*", "", "star"),
    ("0", "+", "zero"),
    ("#", "", "pound"),
)
_BY_LETTER = {letter: key for key, letters, _ in KEYS for letter in letters if letter.isalpha()}


def keyed(word: str) -> str:
    """The keys that spell a word."""
    return "".join(_BY_LETTER.get(letter, "") for letter in word.upper())


def key_grid(ui: Kit, press: Callable[[str], object], plus: Act | None = None) -> View:
    """Twelve keys; `press(key)` is called for a touch, `plus` for a long one on 0."""
    cells = []
    for key, letters, name in KEYS:
        small = style(size=11, fg="muted", align="center", lines=1)
        words = [
            ui.text(key, "dialpad_key_number", style(size=26, align="center", lines=1)),
            ui.text(letters or " ", "dialpad_key_letters", small),
        ]
        cell = ui.column(words, name, pad=(0, 4, 0, 4))
        cell.desc, cell.clickable, cell.focusable = key, True, True
        cell.on_click = partial(press, key)
        if key == "0" and plus is not None:
            cell.on_long, cell.long_clickable = plus, True
        cells.append(cell)
    grid = ui.grid(cells, 3, "dialpad", gap=2, pad=(16, 0, 16, 0))
    grid.ltr = True  # a telephone's keys are the same everywhere
    return grid


class PadPage(Page):
    cls = ".DialpadActivity"

    def __init__(self, app: Program, number: str = "") -> None:
        super().__init__(app)
        self.dialer = app
        self.state.fields["digits"] = number

    def view(self, ui: Kit) -> View:
        matches = ui.list(self._matches(ui), "search_results", weight=1)
        pad = [self._number(ui), key_grid(ui, self._press, self._plus), self._dial_line(ui)]
        if self.system.rotation % 2:
            body = ui.line([matches, ui.scroll(pad, "dialpad_scroll", weight=1)], h=FILL)
        else:
            body = ui.column([matches, *pad])
        actions = [
            Action("Create contact", self._create, main=False),
            Action("Send a message", self._write, main=False),
        ]
        return scaffold(ui, "Key pad", body, up=self.up, actions=actions)

    @property
    def number(self) -> str:
        return self.state.fields["digits"].strip()

    def _number(self, ui: Kit) -> View:
        field = ui.field("digits", "", box=False, weight=1, look=style(size=30, align="center", lines=1))
        field.on_click = partial(setattr, self.state, "keyboard", False)  # it has keys of its own
        erase = ui.icon_button("Backspace", "backspace", self._erase, "deleteButton")
        erase.on_long = partial(self.state.fields.update, digits="")
        return ui.line([ui.space(48, w=48), field, erase], "digits_container", pad=(8, 0, 8, 0))

    def _dial_line(self, ui: Kit) -> View:
        call = ui.button("Call", self._call, "dialpad_call", kind="filled", icon="phone")
        call.gravity = "center"
        return ui.column([call], pad=(16, 8, 16, 12))

    def _matches(self, ui: Kit) -> list[View]:
        typed = self.number.lstrip("+")
        if not typed:
            return []
        rows = []
        for row in self.content.rows(PHONES, sort="sort_key COLLATE NOCASE"):
            name, number = row.text("display_name"), row.text("data1")
            spelled = any(keyed(word).startswith(typed) for word in name.split())
            if spelled or digits(typed) in digits(number):
                rows.append(
                    ui.row(
                        name,
                        number,
                        partial(self.dialer.call, number),
                        icon=ui.avatar(name, "photo"),
                        ids=("name", "number"),
                    )
                )
        return rows

    def _press(self, key: str) -> None:
        self.state.fields["digits"] += key

    def _plus(self) -> None:
        self.state.fields["digits"] += "+"

    def _erase(self) -> None:
        self.state.fields["digits"] = self.state.fields["digits"][:-1]

    def _call(self) -> None:
        if self.number:
            self.dialer.call(self.number)
        else:
            self.state.fields["digits"] = self.dialer.last_dialled()

    def _create(self) -> None:
        self.dialer.create_contact(self.number)

    def _write(self) -> None:
        self.dialer.write_to(self.number)
