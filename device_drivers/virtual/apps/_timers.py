"""The timer and stopwatch tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.boxes import GROUP, style
from device_drivers.virtual.window.dialogs import prompt
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.clock import ClockPage

URI = "content://com.android.deskclock/timers"
_WATCH = "content://com.android.deskclock/stopwatch"
RUNNING, PAUSED, EXPIRED = 1, 2, 3
_BIG = style(size=46, align="center", lines=1)


def spell(ms: int) -> str:
    """h:mm:ss or m:ss; a minus sign for what is overdue."""
    sign = "-" if ms < 0 else ""
    seconds = -(-abs(ms) // 1000) if ms > 0 else abs(ms) // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{sign}{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{sign}{minutes}:{seconds:02d}"


class Timers:
    def __init__(self, page: ClockPage) -> None:
        self._page = page
        self.adding = False
        self._digits = ""

    @property
    def _setup(self) -> bool:
        return self.adding or not self._page.content.rows(URI)

    def add(self) -> Action | None:
        if not self._setup:
            return Action("Add timer", self._begin, "add", "fab")
        return Action("Start", self._create, "play", "fab") if self._digits.strip("0") else None

    def _begin(self) -> None:
        self.adding, self._digits = True, ""

    def view(self, ui: Kit) -> View:
        if self._setup:
            return self._keypad(ui)
        cards = [self._card(ui, row) for row in self._page.content.rows(URI, sort="_id DESC")]
        return ui.list(cards, "timers_list", pad=(8, 4, 8, 96))

    def _keypad(self, ui: Kit) -> View:
        full = self._digits.rjust(6, "0")
        shown = ui.text(
            f"{full[:2]}h {full[2:4]}m {full[4:]}s",
            "timer_setup_time",
            _BIG,
            pad=(0, 24, 0, 24),
            desc=f"{int(full[:2])} hours, {int(full[2:4])} minutes, {int(full[4:])} seconds",
        )
        keys = [self._key(ui, digit, f"timer_setup_digit_{digit}") for digit in "123456789"]
        keys.append(self._key(ui, "00", "timer_setup_digit_00"))
        keys.append(self._key(ui, "0", "timer_setup_digit_0"))
        erase = ui.icon_button("Delete", "backspace", self._erase, "timer_setup_delete", size=72)
        erase.gravity = "center"
        keys.append(erase)
        grid = ui.grid(keys, 3, "timer_setup_digits", gap=8, pad=(24, 0, 24, 0))
        parts = [shown, grid]
        if self._page.system.rotation % 2:
            shown.weight = grid.weight = 1
            parts = [ui.line([shown, grid])]
        if self.adding and self._page.content.rows(URI):
            parts.append(
                ui.line([ui.button("Cancel", self._stop_adding, "timer_setup_cancel")], pad=(24, 12, 24, 0))
            )
        return ui.scroll(parts, "timer_setup", pad=(0, 0, 0, 16))

    def _stop_adding(self) -> None:
        self.adding = False

    def _key(self, ui: Kit, digits: str, rid: str) -> View:
        return View(
            BUTTON,
            digits,
            rid=ui.rid(rid),
            w=72,
            h=72,
            pad=(0, 20, 0, 0),
            gravity="center",
            style=style(size=24, bg="field", shape="circle", align="center", lines=1),
            on_click=partial(self._type, digits),
            **CLICKABLE,
        )

    def _type(self, digits: str) -> None:
        if len(self._digits) + len(digits) <= 6:
            self._digits = (self._digits + digits).lstrip("0")

    def _erase(self) -> None:
        self._digits = self._digits[:-1]

    def _create(self) -> None:
        full = self._digits.rjust(6, "0")
        seconds = int(full[:2]) * 3600 + int(full[2:4]) * 60 + int(full[4:])
        clock = self._page.clock
        clock.start_timer(clock.add_timer(seconds * 1000))
        self.adding, self._digits = False, ""

    def _card(self, ui: Kit, row: Row) -> View:
        ident, state, label = row.number("_id"), row.number("state"), row.text("label")
        left = self._page.clock.left(row)
        name = ui.text(
            label or ui.t("Label"),
            "timer_label",
            style(size=15, fg="text" if label else "muted"),
            weight=1,
            on_click=partial(self._rename, ident, label),
        )
        bin_ = ui.icon_button("Delete timer", "close", partial(self._delete, ident), "delete_timer")
        time = ui.text(spell(left), "timer_time_text", _BIG, pad=(0, 8, 0, 8))
        length = ui.text(
            spell(row.number("length")), "timer_total", style(size=14, fg="muted", align="center")
        )
        plus = ui.button(
            "+ 1:00", partial(self._minute, ident), "timer_add_time_button", kind="tonal", plain=True
        )
        plus.desc = ui.t("Add 1 minute")
        reset = ui.button("Reset", partial(self._page.clock.reset_timer, ident), "reset", kind="tonal")
        running = state == RUNNING
        words = "Pause" if running else ("Stop" if state == EXPIRED else "Start")
        act = {
            "Pause": self._pause,
            "Stop": self._page.clock.reset_timer,
            "Start": self._page.clock.start_timer,
        }[words]
        go = ui.button(
            words, partial(act, ident), "play_pause", kind="filled", icon="pause" if running else "play"
        )
        foot = ui.line(
            [plus if state else reset, *([reset] if state == PAUSED else []), go],
            gap=12,
            w=WRAP,
            gravity="center",
        )
        if state == 0:
            foot = ui.line([go], w=WRAP, gravity="center")
        card = ui.column(
            [ui.line([name, bin_]), time, length, ui.space(10), foot],
            "timer_item",
            cls=GROUP,
            bg="card",
            shape="card",
            pad=(16, 8, 8, 16),
        )
        return ui.column([card], pad=(0, 4, 0, 4))

    def _pause(self, ident: int) -> None:
        row = self._page.content.row(f"{URI}/{ident}")
        if row is not None:
            left = self._page.clock.left(row)
            self._page.content.update(f"{URI}/{ident}", {"state": PAUSED, "remaining": left, "expires": 0})

    def _minute(self, ident: int) -> None:
        row = self._page.content.row(f"{URI}/{ident}")
        if row is not None:
            more = {"remaining": row.number("remaining") + 60_000, "expires": row.number("expires") + 60_000}
            if row.number("state") == EXPIRED:
                more = {"remaining": 60_000, "expires": self._page.system.now_ms() + 60_000, "state": RUNNING}
            self._page.content.update(f"{URI}/{ident}", more)

    def _delete(self, ident: int) -> None:
        self._page.content.delete(f"{URI}/{ident}")
        self._page.system.withdraw("com.android.deskclock", "timer", ident)

    def _rename(self, ident: int, label: str) -> None:
        page = self._page
        page.state.fields["timer_label"] = label
        page.show(
            prompt(
                "Label",
                "timer_label",
                "Timer label",
                lambda text: page.content.update(f"{URI}/{ident}", {"label": text.strip()}),
                rid="com.android.deskclock:id/label_input_field",
            )
        )


class Stopwatch:
    def __init__(self, page: ClockPage) -> None:
        self._page = page

    @property
    def _row(self) -> Row:
        return self._page.content.rows(_WATCH)[0]

    def add(self) -> Action:
        running = self._row.number("state") == RUNNING
        return Action("Pause" if running else "Start", self._flip, "pause" if running else "play", "fab")

    def _elapsed(self, row: Row) -> int:
        more = self._page.system.now_ms() - row.number("started") if row.number("state") == RUNNING else 0
        return row.number("accumulated") + more

    def view(self, ui: Kit) -> View:
        row = self._row
        ms = self._elapsed(row)
        words = f"{ms // 60_000:02d}:{ms // 1000 % 60:02d}"
        parts = [
            ui.text(
                words,
                "stopwatch_time_text",
                style(size=60, align="center", lines=1),
                pad=(0, 60, 0, 30),
                desc=f"{ms // 60_000} minutes {ms // 1000 % 60} seconds",
            )
        ]
        buttons = []
        if row.number("state"):
            buttons.append(ui.button("Reset", self._reset, "reset_button", kind="tonal"))
        if row.number("state") == RUNNING:
            buttons.append(ui.button("Lap", self._lap, "lap_button", kind="tonal"))
        parts.append(ui.line(buttons, gap=16, w=WRAP, gravity="center"))
        laps = [int(lap) for lap in row.text("laps").split()]
        rows = [
            ui.row(f"# {place}", spell(lap), ids=("lap_number", "lap_time"))
            for place, lap in enumerate(laps, 1)
        ]
        parts.append(ui.list(list(reversed(rows)), "laps_list", weight=1))
        return ui.column(parts, "stopwatch_view")

    def _flip(self) -> None:
        row = self._row
        now = self._page.system.now_ms()
        if row.number("state") == RUNNING:
            self._page.content.update(_WATCH, {"state": PAUSED, "accumulated": self._elapsed(row)})
        else:
            self._page.content.update(_WATCH, {"state": RUNNING, "started": now})

    def _reset(self) -> None:
        self._page.content.update(_WATCH, {"state": 0, "accumulated": 0, "started": 0, "laps": ""})

    def _lap(self) -> None:
        row = self._row
        self._page.content.update(_WATCH, {"laps": f"{row.text('laps')} {self._elapsed(row)}".strip()})
