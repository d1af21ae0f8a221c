"""What a screen remembers between two builds: typed text, scroll positions, the cursor, what lies on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.view import View


@dataclass(eq=False)
class Layer:
    """A dialog or menu above a screen; `build` gets the screen's kit."""

    build: Callable[..., View]
    kind: Literal["dialog", "menu", "sheet"] = "dialog"
    title: str = ""
    cancelable: bool = True
    modal: bool = False  # a touch beside it does not close it
    on_cancel: Callable[[], object] | None = None
    activity: str = ""  # the full class name, where it is not the screen's below


@dataclass(eq=False)
class Snack:
    """A line at the bottom with one button, gone after a while."""

    text: str
    action: str
    on_action: Callable[[], object]
    until: float  # of the phone's clock


@dataclass(frozen=True)
class HeadsUp:
    """A notification that shows itself on top of the screen."""

    note: Notification
    until: float  # of the phone's clock


@dataclass(eq=False)
class UiState:
    fields: dict[str, str] = field(default_factory=dict)
    scroll: dict[str, int] = field(default_factory=dict)  # px by view key
    focus: str = ""  # key of the field with the cursor
    keyboard: bool = False  # it was asked for and not put away
    revealed: str = ""  # key of the field that was brought into view above the keyboard
    layers: list[Layer] = field(default_factory=list)
    selected: bool = False  # the focused field's text is selected: typing replaces it
    snack: Snack | None = None
    drawer: bool = False  # the navigation drawer is open
    uncalled: bool = False  # a keyboard that nobody asked for lies over the page
    turns: int = 0  # how often the rows of its lists changed places

    def push(self, layer: Layer) -> None:
        self.layers.append(layer)

    def edit(self, key: str) -> None:
        """Put the cursor into a field and show the keyboard."""
        self.focus, self.keyboard, self.selected = key, True, False

    def closing(self, act: Callable[[], object] | None) -> Callable[[], object]:
        """Close the layer on top, then act."""

        def run() -> None:
            if self.layers:
                self.layers.pop()
            self.focus = ""
            if act is not None:
                act()

        return run
