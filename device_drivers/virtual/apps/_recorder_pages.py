"""Recorder's screens: the recordings, recording itself, and playing one back."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._media_kit import SEARCH, day, length, search_bar
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.media import AUDIO
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.services.permissions import MICROPHONE
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, choose, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.recorder import Program

IDLE, RECORDING, PAUSED = 0, 1, 2  # a recording's states
_SORTS = (
    ("Newest first", "date_added DESC, _id DESC"),
    ("Oldest first", "date_added, _id"),
    ("A to Z", "title COLLATE NOCASE"),
    ("Duration", "duration DESC"),
)
_BIG = style(size=46, align="center", lines=1)
_SMALL = style(fg="muted", size=13, lines=1)


class ListPage(Page):
    cls = ".SoundRecorderActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.recorder = app
        self.sort = 0
        self.searching = False

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get(SEARCH, "").strip().lower() if self.searching else ""
        found = self.recorder.recordings(_SORTS[self.sort][1])
        rows = [self._row(ui, row) for row in found if wanted in row.text("title").lower()]
        body = (
            ui.list(rows, "recordings", pad=(0, 4, 0, 96))
            if rows
            else ui.empty("No results" if wanted else "No recordings yet", "mic")
        )
        if self.searching:
            return scaffold(ui, "", body, bar=search_bar(ui, "Search recordings", self.up))
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Sort by", self._sort_menu, main=False),
        ]
        add = Action("Record", self.recorder.open_recording, "mic", "record_button")
        return scaffold(ui, "Recorder", body, actions=actions, add=add)

    def _row(self, ui: Kit, row: Row) -> View:
        ident = row.number("_id")
        time = ui.text(length(row.number("duration")), "duration", _SMALL, w=WRAP)
        return ui.row(
            row.text("title"),
            day(self.system, row.number("date_added") * 1000),
            partial(self._open, ident),
            icon=ui.icon("mic"),
            trailing=[time],
            on_long=partial(menu, self, row),
            on_swipe=partial(self._swiped, row),
        )

    def _open(self, ident: int) -> None:
        if self.recorder.session().number("state") == RECORDING:
            self.recorder.pause()
        self.recorder.player.play([ident])
        self.open(PlayPage(self.recorder, ident))

    def _swiped(self, row: Row, way: str) -> None:
        if way in ("left", "right"):
            remove(self, row)

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop(SEARCH, None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.edit(SEARCH)

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))


class RecordPage(Page):
    cls = ".RecordActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.recorder = app

    def needs(self) -> tuple[str, ...]:
        return (MICROPHONE,)

    def live(self) -> bool:
        return self.recorder.session().number("state") == RECORDING

    def view(self, ui: Kit) -> View:
        state = self.recorder.session().number("state")
        said = {IDLE: "Ready to record", RECORDING: "Recording", PAUSED: "Paused"}[state]
        time = ui.text(length(self.recorder.recorded()), "timer", _BIG)
        words = ui.label(said, "state", style(fg="muted", align="center", lines=1))
        buttons: list[tuple[str, str, Act, str]]
        if state == IDLE:
            buttons = [("Start recording", "record", self.recorder.start, "start")]
        else:
            paused = state == PAUSED
            resume = ("Resume recording", "record", self.recorder.start, "resume")
            buttons = [
                ("Discard", "close", self._ask_discard, "discard"),
                resume if paused else ("Pause recording", "pause", self.recorder.pause, "pause"),
                ("Stop recording", "stop", self._stop, "stop"),
            ]
        views: list[View] = [ui.stretch()]
        for label, face, act, rid in buttons:
            views += [ui.icon_button(label, face, act, rid, size=64), ui.stretch()]
        icon = ui.icon("mic", size=96, fg="primary" if state == RECORDING else "line", gravity="center")
        body = ui.scroll(
            [icon, time, words, ui.line(views, "controls")], "record", pad=(16, 40, 16, 24), gap=24
        )
        return scaffold(ui, "Record", body, up=self.up)

    def back(self) -> bool:
        if self.recorder.session().number("state") == IDLE:
            return False
        self._ask_discard()
        return True

    def _stop(self) -> None:
        """Recording pauses until its name is known."""
        self.recorder.pause()
        self.state.fields["recording_name"] = self.recorder.free_name()
        self.show(prompt("Save recording", "recording_name", "Recording name", self._save, ok="Save"))
        self.state.edit("recording_name")
        self.state.selected = True

    def _save(self, name: str) -> None:
        self.recorder.keep(name)
        self.close()
        self.toast(self.t("Recording saved"))

    def _ask_discard(self) -> None:
        def discard() -> None:
            self.recorder.discard()
            self.close()

        buttons = (("Keep recording", None), ("Discard", discard))
        self.show(alert("Discard recording?", "What was recorded so far will be lost.", buttons))


class PlayPage(Page):
    cls = ".PlaybackActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.recorder = app
        self.recording = ident

    def live(self) -> bool:
        return self.recorder.player.playing

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{AUDIO}/{self.recording}")
        if row is None:
            return scaffold(ui, "", ui.empty("This recording is gone", "mic"), up=self.up)
        player = self.recorder.player
        whole, at = max(1, row.number("duration")), player.position()
        bar = ui.slider(
            at / whole, lambda part: player.seek(int(part * whole)), "progress", desc=ui.t("Position")
        )
        now = ui.text(length(at), "current_time", _SMALL, w=WRAP)
        end = ui.text(length(whole), "total_time", _SMALL, w=WRAP)
        label, icon = ("Pause", "pause") if player.playing else ("Play", "play")
        controls = ui.line(
            [
                ui.stretch(),
                ui.icon_button("Back 10 seconds", "previous", lambda: player.seek(at - 10_000), "rewind"),
                ui.stretch(),
                ui.icon_button(label, icon, self._toggle, "play_pause", size=64),
                ui.stretch(),
                ui.icon_button("Forward 10 seconds", "next", lambda: player.seek(at + 10_000), "forward"),
                ui.stretch(),
            ]
        )
        picture = ui.icon("wave", size=120, fg="primary", gravity="center")
        when = ui.text(
            day(self.system, row.number("date_added") * 1000), "date", style(fg="muted", align="center")
        )
        parts = [picture, when, ui.column([bar, ui.line([now, ui.stretch(), end])]), controls]
        actions = [
            Action("Share", partial(send, self, row), "share", "action_share"),
            Action("Rename", partial(rename, self, row), "edit", "action_rename"),
            Action("Delete", partial(self._delete, row), "delete", "action_delete", main=False),
        ]
        body = ui.scroll(parts, "playback", pad=(16, 32, 16, 24), gap=24)
        return scaffold(ui, row.text("title"), body, up=self.up, actions=actions, plain=True)

    def _toggle(self) -> None:
        if self.recorder.player.current() is None:
            self.recorder.player.play([self.recording])
        else:
            self.recorder.player.toggle()

    def paused(self) -> None:
        if self.recorder.player.playing:
            self.recorder.player.toggle()

    def _delete(self, row: Row) -> None:
        def delete() -> None:
            self.content.delete(f"{AUDIO}/{self.recording}")
            self.close()
            self.toast(self.t("Recording deleted"))

        ask = alert("Delete recording?", f"“{row.text('title')}”", (("Cancel", None), ("Delete", delete)))
        self.show(ask)


def menu(page: ListPage, row: Row) -> None:
    options = (
        ("Share", partial(send, page, row)),
        ("Rename", partial(rename, page, row)),
        ("Delete", partial(remove, page, row)),
    )
    page.show(items(row.text("title"), options, plain=True))


def send(page: Page, row: Row) -> None:
    share(page, row.text("title"), "", row.text("mime_type"), f"{AUDIO}/{row.number('_id')}")


def rename(page: Page, row: Row) -> None:
    def done(name: str) -> None:
        if name.strip():
            values = {"title": name.strip(), "_display_name": f"{re.sub('[/:]', '_', name.strip())}.m4a"}
            page.content.update(f"{AUDIO}/{row.number('_id')}", values)

    page.state.fields["recording_name"] = row.text("title")
    page.show(prompt("Rename recording", "recording_name", "Recording name", done, ok="Rename"))
    page.state.edit("recording_name")
    page.state.selected = True


def remove(page: Page, row: Row) -> None:
    """Delete it; it can be taken back for a while."""
    names, rows = page.content.query(f"{AUDIO}/{row.number('_id')}")
    page.content.delete(f"{AUDIO}/{row.number('_id')}")
    if rows:
        old = dict(zip(names, rows[0], strict=True))
        page.snack(page.t("Recording deleted"), "Undo", lambda: page.content.insert(AUDIO, old))
