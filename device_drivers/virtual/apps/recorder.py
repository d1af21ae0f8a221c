"""Recorder: what is being recorded, and what a notification's buttons do about it."""

from __future__ import annotations

from datetime import datetime

from device_drivers.virtual.apps import _player
from device_drivers.virtual.apps._media_kit import length
from device_drivers.virtual.apps._player import Player
from device_drivers.virtual.apps._recorder_pages import IDLE, PAUSED, RECORDING, ListPage, RecordPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.media import AUDIO
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.boxes import Act

_RECORD_SOUND = "android.provider.MediaStore.RECORD_SOUND"
SESSION = "content://com.android.soundrecorder/session"
SCHEMA = """
CREATE TABLE recorder_session (_id INTEGER PRIMARY KEY AUTOINCREMENT, state INTEGER DEFAULT 0,
  recorded INTEGER DEFAULT 0, since INTEGER DEFAULT 0);
INSERT INTO recorder_session (_id) VALUES (1);
"""


class Program(App):
    package = "com.android.soundrecorder"
    label = "Recorder"
    icon = "mic"
    launcher = ".SoundRecorderActivity"
    activities = {
        ".SoundRecorderActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".RecordActivity": (Filter((_RECORD_SOUND,)),),
        ".PlaybackActivity": (),
    }
    permissions = ("android.permission.RECORD_AUDIO", "android.permission.POST_NOTIFICATIONS")
    version = ("2.1", 21)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {"session": Route("recorder_session"), **_player.routes("recorder")}
        system.content.add(Tables(self.package, routes), SCHEMA + _player.schema("recorder"))
        self.player = Player(system, self.package, "PlaybackService", actions=False)

    def fill(self, fixture: Fixture) -> None:
        now = self.system.now_ms() // 1000
        for recording in fixture.recordings:
            then = now - 60 * recording.minutes_ago
            self._add(recording.title, recording.seconds * 1000, then)

    def _add(self, title: str, duration: int, then: int) -> None:
        values: dict[str, Value] = {
            "title": title, "duration": duration, "mime_type": "audio/mp4", "relative_path": "Recordings/",
            "album": "Recordings", "is_music": 0, "is_recording": 1, "_size": duration * 16,
            "date_added": then, "date_modified": then,
        }  # fmt: skip
        self.content.insert(AUDIO, values)

    def clear(self) -> None:
        self.player.clear()
        self.discard()

    def tick(self, now: datetime) -> None:
        self.player.settle()
        if self.system.packages[self.package].pid == 0 and self.session().number("state") != IDLE:
            self.discard()

    def page(self, activity: str, intent: Intent) -> Page:
        return RecordPage(self) if activity == ".RecordActivity" else ListPage(self)

    def open_recording(self) -> None:
        page = RecordPage(self)
        self.system.push(page)
        if self.session().number("state") == IDLE and not page.lacks():
            self.start()

    def recordings(self, sort: str) -> list[Row]:
        return self.content.rows(AUDIO, "is_recording=1", sort)

    # recording
    def session(self) -> Row:
        return self.content.rows(SESSION)[0]

    def recorded(self) -> int:
        """ms so far."""
        row = self.session()
        running = row.number("state") == RECORDING
        return row.number("recorded") + (self.system.now_ms() - row.number("since") if running else 0)

    def start(self) -> None:
        """Begin or go on."""
        if self.player.playing:
            self.player.toggle()
        self.system.silence(self.package)
        self._write(RECORDING, self.recorded())

    def pause(self) -> None:
        self._write(PAUSED, self.recorded())

    def discard(self) -> None:
        self._write(IDLE, 0)

    def keep(self, name: str) -> None:
        self._add(name.strip() or self.free_name(), self.recorded(), self.system.now_ms() // 1000)
        self._write(IDLE, 0)

    def _write(self, state: int, recorded: int) -> None:
        self.content.update(SESSION, {"state": state, "recorded": recorded, "since": self.system.now_ms()})
        if state == IDLE:
            self.system.withdraw(self.package, "recording")
            return
        title, first = ("Recording", "Pause") if state == RECORDING else ("Recording paused", "Resume")
        self.system.notify(
            self.package,
            title,
            length(recorded),
            tag="recording",
            ident=2,
            actions=(first, "Stop"),
            ongoing=True,
        )

    def free_name(self) -> str:
        """The next number that no recording has."""
        taken = {row.text("title") for row in self.recordings("_id")}
        number = 1
        while f"Recording {number}" in taken:
            number += 1
        return f"Recording {number}"

    def notified(self, note: Notification, action: str) -> None:
        if note.tag == "playback" and self.player.act(action):
            return
        acts: dict[str, Act] = {"Pause": self.pause, "Resume": self.start, "Stop": lambda: self.keep("")}
        if note.tag == "recording" and action in acts:
            acts[action]()
            return
        super().notified(note, action)
