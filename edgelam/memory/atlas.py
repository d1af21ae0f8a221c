"""The maps of several apps: what a run or an evaluation asks for hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edgelam.core.plan import Step
from edgelam.core.screen import Screen

from .appmap import AppMap


@dataclass(frozen=True)
class Atlas:
    """See contracts.Hints. maps: by package; of screens that name none, by the app's name."""

    maps: Mapping[str, AppMap]

    def leads(self, step: Step, screen: Screen) -> Mapping[int, str]:
        """By the map of the app in front; nothing where there is none."""
        app = screen.package or step.app or step.app_label
        return self.maps[app].leads(step.do, screen.elements) if app in self.maps else {}
