"""What goes wrong, by name and seed; pure schedules that the phone and its servers ask."""

from __future__ import annotations

import random

NAMES = (
    "none",
    "popup",
    "lost_tap",
    "slow_tree",
    "stale_tree",
    "null_root",
    "disconnect",
    "permission_dialog",
)


class Faults:
    """A seeded schedule. Every question draws from it, so the same questions get the same answers."""

    def __init__(self, name: str = "none", seed: int = 0) -> None:
        if name not in NAMES:
            raise ValueError(f"no fault is called {name!r}; choose one of {', '.join(NAMES)}")
        self.name = name
        self._random = random.Random(f"{seed}:{name}")

    def tree_delay(self) -> float:
        """Seconds the next tree dump takes longer."""
        return self._random.choice((0.0, 0.4, 1.5)) if self.name == "slow_tree" else 0.0

    def null_root(self) -> bool:
        """The next dump finds no root."""
        return self.name == "null_root" and self._random.random() < 0.3

    def stale_tree(self) -> bool:
        """The next dump shows the screen before the last change."""
        return self.name == "stale_tree" and self._random.random() < 0.5

    def disconnect(self) -> bool:
        """The transport drops now."""
        return self.name == "disconnect" and self._random.random() < 0.03

    def lost_tap(self) -> bool:
        """The next touch goes nowhere."""
        return self.name == "lost_tap" and self._random.random() < 0.25

    def popup(self) -> bool:
        """A system dialog comes up before the next input."""
        return self.name == "popup" and self._random.random() < 0.15

    def asks_permission(self) -> bool:
        """The app that was just started asks for a permission."""
        return self.name == "permission_dialog" and self._random.random() < 0.5
