"""What the notification shade remembers while it is open."""

from __future__ import annotations

from typing import TypeAlias

from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.state import UiState

Key: TypeAlias = "tuple[str, str, int]"
REPLY = "remote_input_text"  # the field of an answer
GROUPED = 4  # so many of one app are shown as one


class Shade:
    """`part`: what is open of it, "notifications", "quick" or nothing."""

    def __init__(self) -> None:
        self.part = ""
        self.state = UiState()
        self.answered: tuple[Key, str] | None = None  # the notification and the action that is being answered
        self.held: Key | None = None  # the one whose controls a long press brought up
        self.expanded: set[str] = set()  # packages whose groups are open

    def show(self, part: str) -> None:
        """Open it, or with nothing close it; an answer that was begun is lost."""
        if part != self.part:
            self.state = UiState()
            self.answered = self.held = None
            self.expanded = set()
        self.part = part

    def answer(self, note: Notification, action: str) -> None:
        """Open the field under a notification."""
        self.answered, self.held = (note.key, action), None
        self.state.fields[REPLY] = ""
        self.state.edit(REPLY)

    def stop_answering(self) -> None:
        self.answered = None
        self.state.focus = ""

    def hold(self, note: Notification | None) -> None:
        self.stop_answering()
        self.held = note.key if note is not None else None
