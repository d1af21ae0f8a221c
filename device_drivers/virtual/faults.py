"""What goes wrong, by name and seed; pure schedules that the phone and its servers ask."""

from __future__ import annotations

import random

NAMES = (
    "none", "popup", "permission_dialog", "lost_tap", "slow_tree", "stale_tree", "null_root", "disconnect",
)  # fmt: skip
_POPUPS = ((1, 4), (6, 12), (18, 30))  # between which inputs a dialog comes up
_LOST, _STALE, _NULL, _DROPPED = 0.2, 0.4, 0.25, 0.03


class Faults:
    """A seeded schedule. Every question moves it on, so the same questions get the same answers.

    ValueError for a name that is none of `NAMES`.
    """

    def __init__(self, name: str = "none", seed: int = 0) -> None:
        if name not in NAMES:
            raise ValueError(f"no fault is called {name!r}; choose one of {', '.join(NAMES)}")
        self.name = name
        self._random = random.Random(f"{seed}:{name}")
        self._inputs = 0
        self._popups = {self._random.randint(*span) for span in _POPUPS}
        self._lost = False  # the last touch was lost: a second one in a row is not
        self._asked = 0

    def tree_delay(self) -> float:
        """Seconds the next tree dump takes longer."""
        return self._random.choice((0.0, 0.4, 1.5)) if self.name == "slow_tree" else 0.0

    def null_root(self) -> bool:
        """The next dump finds no root."""
        return self.name == "null_root" and self._random.random() < _NULL

    def stale_tree(self) -> bool:
        """The next dump shows the screen before the last change."""
        return self.name == "stale_tree" and self._random.random() < _STALE

    def disconnect(self) -> bool:
        """The transport drops now."""
        return self.name == "disconnect" and self._random.random() < _DROPPED

    def lost_tap(self) -> bool:
        """The next touch goes nowhere."""
        self._lost = self.name == "lost_tap" and not self._lost and self._random.random() < _LOST
        return self._lost

    def popup(self) -> bool:
        """A system dialog comes up before the next input."""
        self._inputs += 1
        return self.name == "popup" and self._inputs in self._popups

    def asks_permission(self) -> bool:
        """The app that was just started asks for a permission: the first time, and the third."""
        self._asked += 1
        return self.name == "permission_dialog" and self._asked in (1, 3)
