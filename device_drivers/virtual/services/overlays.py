"""Dialogs of the system that lie on top of every app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from device_drivers.virtual.window.state import Layer, UiState

if TYPE_CHECKING:
    from device_drivers.virtual.kernel import System


class Overlay:
    """One dialog of a package, with a state of its own; BACK and a touch beside it close it."""

    def __init__(self, system: System, package: str, layer: Layer) -> None:
        self._system = system
        self.state = UiState()
        self.state.push(layer)
        if layer.cancelable:
            layer.on_cancel = self.close
        system.layers.append((package, self.state))
        system.page.state.keyboard = False
        system.changed()

    def close(self) -> None:
        self._system.layers[:] = [entry for entry in self._system.layers if entry[1] is not self.state]
        self._system.changed()


def dismiss(system: System) -> None:
    """Close the dialogs that need no answer, as HOME and a new activity do."""
    for _, state in list(system.layers):
        if state.layers and state.layers[-1].cancelable and state.layers[-1].on_cancel is not None:
            state.layers[-1].on_cancel()
