"""The notifications in the shade: one by one, in groups, answered in place, and their controls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.services.permissions import NOTIFICATIONS, USER_SET
from device_drivers.virtual.services.shade import GROUPED, REPLY
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.boxes import FRAME, GROUP, Act, style
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.kernel import System

SNOOZE = 3600  # seconds
_SMALL = style(size=12, fg="muted", lines=1)


class Notes:
    """Builds the list; what is touched acts on the system and on the apps that posted."""

    def __init__(self, system: System, ui: Kit) -> None:
        self.system, self.shade, self.ui = system, system.drawer, ui

    def view(self) -> View:
        ui, notes = self.ui, self.system.notifications
        if not notes:
            words = ui.label("No notifications", "no_notifications", style(fg="muted", align="center"))
            return ui.column([words], pad=(16, 80, 16, 0))
        rows: list[View] = []
        for package, group in groupby(sorted(notes, key=self._place), key=lambda note: note.package):
            rows += self._group(package, list(group))
        clear = self._button("Clear all", "dismiss_text", self._clear)
        clear.gravity = "end"
        clear.pad = (20, 12, 20, 12)
        return ui.list([*rows, clear], "notification_stack_scroller", cls=GROUP, weight=1, pad=(8, 8, 8, 8))

    def one(self, note: Notification) -> View:
        """A single notification."""
        return self._note(note)

    def _place(self, note: Notification) -> int:
        """An app's notifications stand together where they are shown as one, at the place of the latest."""
        notes = self.system.notifications
        mates = [other for other in notes if other.package == note.package]
        return notes.index(mates[0] if len(mates) >= GROUPED else note)

    def _group(self, package: str, notes: Sequence[Notification]) -> list[View]:
        if len(notes) < GROUPED:
            return [self._note(note) for note in notes]
        if package in self.shade.expanded:
            less = partial(self.shade.expanded.discard, package)
            return [self._head(package, len(notes), "Collapse", "up", less), *map(self._note, notes)]
        more = partial(self.shade.expanded.add, package)
        ui = self.ui
        lines = [
            ui.text(f"{note.title}  {note.text}", "notification_text", style(size=14, lines=1))
            for note in notes[:2]
        ]
        head = self._head(package, len(notes), "Expand", "down", more)
        view = ui.column([head, *lines], "notification_children_container", bg="card", shape="card", gap=4)
        view.pad, view.on_click, view.clickable, view.focusable = (16, 4, 16, 12), more, True, True
        view.on_swipe = lambda way: self.system.clear_notifications(package)
        return [ui.column([view], pad=(0, 0, 0, 8))]

    def _head(self, package: str, count: int, words: str, icon: str, act: Act) -> View:
        ui = self.ui
        name = ui.text(
            f"{self.system.label_of(package)} \u2022 {count}", "android:id/app_name_text", _SMALL, weight=1
        )
        return ui.line([name, ui.icon_button(words, icon, act, "android:id/expand_button", size=40)])

    def _note(self, note: Notification) -> View:
        inside = self._controls(note) if self.shade.held == note.key else self._content(note)
        view = View(FRAME, rid=self.ui.rid("expandableNotificationRow"), children=[inside], pad=(0, 0, 0, 8))
        view.on_click, view.on_swipe = partial(self._open, note, ""), partial(self._swiped, note)
        view.on_long = partial(self.shade.hold, note)
        view.clickable = view.focusable = view.long_clickable = True
        return view

    def _content(self, note: Notification) -> View:
        ui = self.ui
        lines = [
            ui.text(self.system.label_of(note.package), "android:id/app_name_text", _SMALL),
            ui.text(note.title, "android:id/title", style(size=15, bold=True, lines=1)),
            ui.text(note.text, "android:id/text", style(size=14, fg="muted", lines=2)),
        ]
        if self.shade.answered is not None and self.shade.answered[0] == note.key:
            lines.append(self._reply(note, self.shade.answered[1]))
        elif note.actions:
            rid = "android:id/action0"
            buttons = [
                self._button(words, rid, partial(self._act, note, words), "primary") for words in note.actions
            ]
            lines.append(ui.line(buttons, "android:id/actions"))
        box = "android:id/status_bar_latest_event_content"
        return ui.column(lines, box, bg="card", shape="card", pad=(16, 12, 16, 12), gap=3)

    def _reply(self, note: Notification, action: str) -> View:
        ui = self.ui

        def send() -> None:
            text = self.shade.state.fields.get(REPLY, "").strip()
            app = self.system.apps.get(note.package)
            if text and app is not None:
                self.shade.stop_answering()
                app.replied(note, action, text)

        field = ui.field(REPLY, action, weight=1, on_submit=send)
        empty = not self.shade.state.fields.get(REPLY, "").strip()
        button = ui.icon_button("Send", "send", send, "remote_input_send", fg="muted" if empty else "primary")
        button.enabled = not empty
        return ui.line([field, button], "remote_input_content", gap=4, pad=(0, 6, 0, 0))

    def _controls(self, note: Notification) -> View:
        """What a long press offers."""
        ui, system = self.ui, self.system
        off = [self._button("Turn off", "turn_off_notifications", partial(self._turn_off, note), "primary")]
        if not note.ongoing:
            off.append(self._button("Snooze", "snooze", partial(system.snooze, note, SNOOZE), "primary"))
        done = self._button("Done", "done", partial(self.shade.hold, None), "primary")
        head = ui.line(
            [
                ui.text(
                    system.label_of(note.package), "pkg_name", style(size=16, bold=True, lines=1), weight=1
                ),
                ui.icon_button("Notification settings", "settings", partial(self._settings, note), "info"),
            ]
        )
        buttons = ui.line([*off, ui.stretch(), done], "bottom_buttons")
        return ui.column([head, buttons], "notification_guts", bg="card", shape="card", pad=(16, 8, 16, 8))

    def _button(self, words: str, rid: str, act: Act, fg: str = "text") -> View:
        look = style(size=14, bold=True, fg=fg, lines=1)
        view = View(
            BUTTON,
            self.ui.t(words),
            rid=self.ui.rid(rid),
            w=WRAP,
            pad=(0, 10, 20, 4),
            style=look,
            **CLICKABLE,
        )
        view.on_click = act
        return view

    # what is done
    def _open(self, note: Notification, action: str) -> None:
        app = self.system.apps.get(note.package)
        self.system.shade, self.system.heads_up = "", None
        if app is not None:
            app.notified(note, action)

    def _act(self, note: Notification, action: str) -> None:
        if action in note.inputs:
            self.shade.answer(note, action)
        else:
            self._open(note, action)

    def _swiped(self, note: Notification, way: str) -> None:
        if way in ("left", "right") and not note.ongoing:
            self.system.withdraw(note.package, note.tag, note.ident)

    def _clear(self) -> None:
        self.system.clear_notifications()
        self.system.shade = ""

    def _turn_off(self, note: Notification) -> None:
        entry = self.system.packages.get(note.package)
        if entry is not None:
            self.system.permissions.put_one(entry, NOTIFICATIONS, False, USER_SET)

    def _settings(self, note: Notification) -> None:
        extras = {"android.provider.extra.APP_PACKAGE": note.package}
        self.system.start(Intent("android.settings.APP_NOTIFICATION_SETTINGS", extras=extras))
