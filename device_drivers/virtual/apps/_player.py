"""A player of sound files: its queue and what it does are in tables, and the system knows its session."""

from __future__ import annotations

import random
from collections.abc import Sequence

from device_drivers.virtual.kernel import System
from device_drivers.virtual.providers.media import AUDIO, UNKNOWN
from device_drivers.virtual.providers.resolver import Route, Row, Value
from device_drivers.virtual.services.values import PAUSED, PLAYING, STOPPED, MediaSession

NO_REPEAT, REPEAT_ALL, REPEAT_ONE = 0, 1, 2
_RESTART = 3000  # ms; "previous" begins the song again after that


def schema(name: str) -> str:
    """The tables of a player; `name` goes before theirs."""
    return f"""
CREATE TABLE {name}_queue (_id INTEGER PRIMARY KEY AUTOINCREMENT, audio_id INTEGER, place INTEGER,
  unshuffled INTEGER);
CREATE TABLE {name}_playback (_id INTEGER PRIMARY KEY AUTOINCREMENT, state INTEGER DEFAULT 1,
  place INTEGER DEFAULT 0, position INTEGER DEFAULT 0, since INTEGER DEFAULT 0, shuffle INTEGER DEFAULT 0,
  repeat INTEGER DEFAULT 0);
CREATE VIEW {name}_queue_audio AS SELECT q._id AS _id, q.audio_id AS audio_id, q.place AS place,
  q.unshuffled AS unshuffled, a.title AS title, a.artist AS artist, a.album AS album,
  a.duration AS duration FROM {name}_queue q JOIN audio_media a ON a._id = q.audio_id;
INSERT INTO {name}_playback (_id) VALUES (1);
"""


def routes(name: str) -> dict[str, Route]:
    return {
        "queue": Route(f"{name}_queue", f"{name}_queue_audio", order="place, _id"),
        "playback": Route(f"{name}_playback"),
    }


class Player:
    """Plays for a package. A file that is gone is no longer in the queue."""

    def __init__(self, system: System, package: str, tag: str, actions: bool = True) -> None:
        self.system = system
        self.package = package
        self.tag = tag
        self.queue_uri = f"content://{package}/queue"
        self.state_uri = f"content://{package}/playback"
        self._actions = actions  # of the notification

    # what is known
    def row(self) -> Row:
        return self.system.content.rows(self.state_uri)[0]

    def queue(self) -> list[Row]:
        return self.system.content.rows(self.queue_uri)

    def current(self) -> Row | None:
        """The entry of the queue that plays or would play; files that are gone leave holes."""
        place = self.row().number("place")
        return next((entry for entry in self.queue() if entry.number("place") >= place), None)

    @property
    def playing(self) -> bool:
        return self.row().number("state") == PLAYING

    def position(self) -> int:
        """ms into the current file."""
        row, entry = self.row(), self.current()
        if entry is None:
            return 0
        gone = self.system.now_ms() - row.number("since") if row.number("state") == PLAYING else 0
        return min(entry.number("duration"), row.number("position") + gone)

    # what is done
    def play(self, idents: Sequence[int], first: int = 0, shuffled: bool = False) -> None:
        """Play these files from one of them on."""
        content = self.system.content
        content.delete(self.queue_uri)
        for place, ident in enumerate(idents):
            content.insert(self.queue_uri, {"audio_id": ident, "place": place, "unshuffled": place})
        self._write(place=first, shuffle=0)
        if shuffled:
            self._write(place=random.Random(self.system.now_ms()).randrange(max(1, len(idents))))
            self.shuffle()
        self.go(self.row().number("place"))

    def add(self, ident: int, after: bool = False) -> None:
        """Put a file at the end of the queue, or `after` the current one."""
        entries = self.queue()
        if not entries:
            self.play([ident])
            return
        current = self.current()
        last = entries[-1].number("place")
        place = (current.number("place") if current is not None and after else last) + 1
        content = self.system.content
        for entry in entries:
            at, uri = entry.number("place"), f"{self.queue_uri}/{entry.number('_id')}"
            if at >= place:
                content.update(uri, {"place": at + 1})
        content.insert(self.queue_uri, {"audio_id": ident, "place": place, "unshuffled": last + 1})

    def remove(self, ident: int) -> None:
        """Take an entry out of the queue."""
        entries = self.queue()
        place = next((entry.number("place") for entry in entries if entry.number("_id") == ident), None)
        if place is None:
            return
        current, playing = self.current(), self.playing
        self.system.content.delete(f"{self.queue_uri}/{ident}")
        if current is not None and current.number("_id") == ident:
            left = self.current() or next(reversed(self.queue()), None)
            self.go(left.number("place") if left is not None else 0, playing=playing)

    def move(self, ident: int, by: int) -> None:
        """Let an entry of the queue change its place with a neighbour."""
        entries = self.queue()
        at = next((index for index, entry in enumerate(entries) if entry.number("_id") == ident), 0)
        if not 0 <= at + by < len(entries):
            return
        current = self.current()
        entries[at], entries[at + by] = entries[at + by], entries[at]
        self._order(entries, current)

    def go(self, place: int, playing: bool = True) -> None:
        """Begin an entry of the queue."""
        self._write(
            place=place,
            position=0,
            since=self.system.now_ms(),
            state=(PLAYING if playing else PAUSED) if self.queue() else STOPPED,
        )
        self.announce()

    def toggle(self) -> None:
        if self.current() is None:
            return
        now = self.system.now_ms()
        position = self.position()
        self._write(state=PAUSED if self.playing else PLAYING, position=position, since=now)
        self.announce()

    def seek(self, position: int) -> None:
        """ms into the current file."""
        entry = self.current()
        if entry is not None:
            position = min(max(0, position), entry.number("duration"))
            self._write(position=position, since=self.system.now_ms())
            self.announce()

    def next(self) -> None:
        following = self._following()
        self.go(following if following is not None else 0)

    def previous(self) -> None:
        current = self.current()
        place = current.number("place") if current is not None else 0
        before = [entry.number("place") for entry in self.queue() if entry.number("place") < place]
        if self.position() > _RESTART or not before:
            self.seek(0)
        else:
            self.go(before[-1])

    def stop(self) -> None:
        self._write(state=STOPPED, position=0)
        self.announce()

    def shuffle(self) -> None:
        """Mix what comes after the current entry, or put the queue back into its first order."""
        entries, current = self.queue(), self.current()
        on = not self.row().number("shuffle")
        if on:
            rest = [entry for entry in entries if current is None or entry["_id"] != current["_id"]]
            random.Random(f"shuffle:{self.system.seed}:{self.system.now_ms()}").shuffle(rest)
            entries = ([current] if current is not None else []) + rest
        else:
            entries = sorted(entries, key=lambda entry: entry.number("unshuffled"))
        self._order(entries, current)
        self._write(shuffle=int(on))

    def repeat(self) -> None:
        """From none to all to one and back."""
        self._write(repeat=(self.row().number("repeat") + 1) % 3)

    def settle(self) -> None:
        """Go on to what would play by now; a process that was ended plays nothing."""
        if self.system.packages[self.package].pid == 0:
            self._killed()
        while self.playing:
            row, entry = self.row(), self.current()
            if entry is None:
                self.stop()
                return
            end = row.number("since") + entry.number("duration") - row.number("position")
            if end > self.system.now_ms() or not entry.number("duration"):
                return
            self._ended(row, end)

    def _killed(self) -> None:
        if self.playing:
            self._write(state=PAUSED, position=self.position(), since=self.system.now_ms())
        self.system.drop_session(self.package)

    def _ended(self, row: Row, end: int) -> None:
        repeat = row.number("repeat")
        following = row.number("place") if repeat == REPEAT_ONE else self._following()
        state = PAUSED if following is None and repeat == NO_REPEAT else PLAYING
        self._write(state=state, place=following or 0, position=0, since=end)
        self.announce()

    def _following(self) -> int | None:
        """The place after the current one; None at the end."""
        current = self.current()
        place = current.number("place") if current is not None else -1
        return next((entry.number("place") for entry in self.queue() if entry.number("place") > place), None)

    def _order(self, entries: Sequence[Row], current: Row | None) -> None:
        for place, entry in enumerate(entries):
            self.system.content.update(f"{self.queue_uri}/{entry.number('_id')}", {"place": place})
            if current is not None and entry["_id"] == current["_id"]:
                self._write(place=place)

    def _write(self, **values: Value) -> None:
        self.system.content.update(self.state_uri, values)

    def announce(self) -> None:
        """Tell the system: the media session and the notification."""
        entry, state = self.current(), self.row().number("state")
        system = self.system
        if entry is None or state == STOPPED:
            system.drop_session(self.package)
            system.withdraw(self.package, "playback")
            return
        if state == PLAYING:
            system.silence(self.package)
        title, artist, album = (entry.text(name) for name in ("title", "artist", "album"))
        position, updated = self.position(), int(system.elapsed() * 1000)
        system.hold_session(
            MediaSession(self.package, self.tag, state, position, updated, title, artist, album, self.act)
        )
        middle = "Pause" if state == PLAYING else "Play"
        actions = ("Previous", middle, "Next") if self._actions else (middle, "Stop")
        ongoing = state == PLAYING
        by = artist if artist != UNKNOWN else album
        system.notify(self.package, title, by, tag="playback", ident=1, actions=actions, ongoing=ongoing)

    def act(self, action: str) -> bool:
        """What a button of the notification or the headset says; whether there is such a thing."""
        acts = {
            "Previous": self.previous, "Next": self.next, "Play": self.toggle, "Pause": self.toggle,
            "Stop": self.stop,
        }  # fmt: skip
        if action not in acts:
            return False
        acts[action]()
        return True

    def file(self, ident: int) -> Row | None:
        return self.system.content.row(f"{AUDIO}/{ident}")

    def clear(self) -> None:
        self.system.content.delete(self.queue_uri)
        self._write(state=STOPPED, place=0, position=0, shuffle=0, repeat=NO_REPEAT)
        self.announce()
