"""Families of tasks: a name, an app, and a script that carries out one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .oracle import Expert

Play = Callable[[Expert], None]


@dataclass(frozen=True)
class Family:
    """`play` puts a goal into words and carries it out. weight: how often, against the others.

    A family without a package can be played in any app.
    """

    name: str
    package: str
    label: str
    play: Play
    weight: float = 1.0


class Families:
    """The tasks of one app, in the order they are written."""

    def __init__(self, package: str, label: str) -> None:
        self.package = package
        self.label = label
        self.all: list[Family] = []

    def add(
        self, name: str, weight: float = 1.0, *, app: tuple[str, str] | None = None
    ) -> Callable[[Play], Play]:
        """Decorate a script. app: package and label, where it is not the one of all the others."""
        package, label = app or (self.package, self.label)

        def keep(play: Play) -> Play:
            self.all.append(Family(name, package, label, play, weight))
            return play

        return keep
