"""The screen of a call."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dialer_pad import key_grid
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import FILL, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.dialer import Program

ONGOING = "content://com.android.dialer/ongoing"


class CallPage(Page):
    cls = ".InCallActivity"
    over_lock = True

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.dialer = app
        self.keypad = False

    def live(self) -> bool:
        return True

    def view(self, ui: Kit) -> View:
        row = self.dialer.line.ongoing()
        if row is None:
            return ui.column([ui.empty("Call ended", "call_end")], h=FILL, bg="bg")
        name = row.text("name") or row.text("number")
        center = style(fg="muted", align="center", lines=1)
        parts = [
            ui.avatar(name, "photo", size=56 if self.keypad else 96, gravity="center"),
            ui.text(name, "contact_name", style(size=26, align="center")),
            ui.text(row.text("number"), "contact_number", center) if row.text("name") else ui.space(1),
            ui.text(self._state(ui, row), "call_state", center),
            self._middle(ui, row),
        ]
        body = ui.scroll(parts, "incall_scroll", weight=1, gap=12, pad=(16, 32, 16, 12))
        ends = ui.line(self._ends(ui, row), "incall_actions", gap=24, pad=(16, 8, 16, 24))
        return ui.column([body, ends], "incall_screen", h=FILL, bg="bg")

    def _middle(self, ui: Kit, row: Row) -> View:
        if self._rings(row):
            return ui.space(1)
        return self._keys(ui, row) if self.keypad else self._buttons(ui, row)

    def _ends(self, ui: Kit, row: Row) -> list[View]:
        line = self.dialer.line
        if self._rings(row):
            decline = ui.button("Decline", line.hang_up, "incall_decline", kind="tonal", icon="call_end")
            answer = ui.button("Answer", line.answer, "incall_answer", kind="filled", icon="phone")
            return [ui.stretch(), decline, answer, ui.stretch()]
        end = ui.button("End call", line.hang_up, "incall_end_call", kind="filled", icon="call_end")
        return [ui.stretch(), end, ui.stretch()]

    def _rings(self, row: Row) -> bool:
        """Somebody calls and waits for an answer."""
        return row["answered"] is None

    def _state(self, ui: Kit, row: Row) -> str:
        if self._rings(row):
            return ui.t("Incoming call")
        if row.number("held"):
            return ui.t("On hold")
        seconds = self.dialer.line.seconds(row)
        if seconds < 0:
            return ui.t("Calling") + "\u2026"
        return f"{seconds // 60:02d}:{seconds % 60:02d}"

    def _buttons(self, ui: Kit, row: Row) -> View:
        made = [
            self._toggle(ui, "Mute", "mic_off", bool(row.number("muted")), partial(self._flip, row, "muted")),
            self._toggle(ui, "Keypad", "dialpad", self.keypad, self._flip_keypad),
            self._toggle(
                ui, "Speaker", "sound", bool(row.number("speaker")), partial(self._flip, row, "speaker")
            ),
            self._toggle(ui, "Hold", "pause", bool(row.number("held")), partial(self._flip, row, "held")),
        ]
        return ui.grid(ui.ordered(made, "incall"), 2, "incall_buttons", gap=8)

    def _toggle(self, ui: Kit, label: str, icon: str, on: bool, act: Act) -> View:
        fg = "primary" if on else "text"
        inside = [ui.icon(icon, fg=fg, gravity="center")]
        if not ui.skin.icon_only:
            inside.append(ui.label(label, "", style(size=14, align="center", fg=fg, lines=1)))
        view = ui.column(
            inside,
            f"incall_{label.lower()}",
            gap=6,
            pad=(8, 14, 8, 14),
            bg="tonal" if on else "",
            shape="card",
        )
        view.desc, view.checkable, view.checked = ui.t(label), True, on
        view.on_click, view.clickable, view.focusable = act, True, True
        return view

    def _keys(self, ui: Kit, row: Row) -> View:
        typed = ui.text(row.text("digits") or " ", "dtmf_digits", style(size=24, align="center", lines=1))
        hide = ui.button("Hide keypad", self._flip_keypad, "hide_keypad")
        hide.gravity = "center"
        return ui.column([typed, key_grid(ui, partial(self._tone, row)), hide])

    def _flip_keypad(self) -> None:
        self.keypad = not self.keypad

    def _flip(self, row: Row, what: str) -> None:
        self.content.update(ONGOING, {what: int(not row.number(what))})

    def _tone(self, row: Row, key: str) -> None:
        self.content.update(ONGOING, {"digits": row.text("digits") + key})

    def back(self) -> bool:
        used, self.keypad = self.keypad, False
        return used
