"""What a step on the screen is seen to do, and whether that proves it where the device itself cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from edgelam.core.event import Evidence
from edgelam.core.plan import Hides, Shows, Step
from edgelam.core.screen import Element, Screen
from edgelam.guard.risk import asks, named_acts
from edgelam.verify.onscreen import (
    alike,
    already,
    check_hides,
    check_shows,
    led_on,
    only_looks,
    opened,
    shown,
    switched,
    turned,
)


@dataclass
class Witness:
    """Watches one step through all its tries: screens in their order, and the grave acts that were done."""

    step: Step
    first: Screen | None = None  # the first look inside the step's app
    switch: Evidence | None = None  # the last switch that was seen to change as wanted
    change: Evidence | None = None  # what the last act alone changed
    acts: set[str] = field(default_factory=set)  # delete, send ...
    seen: dict[str, list[Screen]] = field(default_factory=dict)  # where each of the step's texts stood

    def look(self, screen: Screen, before: Screen | None = None, acted: Element | None = None) -> None:
        """A settled screen; before: the one on which an element was acted on."""
        if self.first is None:
            self.first = screen
        if before is not None and acted is not None:
            self.switch = switched(self.step, before, screen) or self.switch
            turn = turned(self.step, acted, before, screen)
            self.change = turn or led_on(self.step, acted.label, before, screen)
        for text in self.step.texts:
            if shown(text, screen, saved=False):
                self.seen.setdefault(text, []).append(screen)

    def proof(self, screen: Screen) -> tuple[Evidence, ...]:
        """The evidence that the step is done, as this screen shows it.

        Texts that stood there before anything was done prove nothing; a deletion needs act and absence.
        """
        texts, first = self.step.texts, self.first or screen
        if "delete" in named_acts(self.step.do):
            return (self._deleted(screen),)
        if any(shown(text, first, saved=True) is None for text in texts):
            return (check_shows(Shows(texts=texts, app=self.step.app, saved=True), screen),)
        if texts and only_looks(self.step.do):
            return (opened(texts, first, screen),)
        effect = self.switch or self.change or already(self.step, screen)
        nothing = Evidence(verdict="unknown", source="screen", text="nothing shows that it was done")
        return (effect or nothing,)

    def _deleted(self, screen: Screen) -> Evidence:
        """The act, and the absence at a place where the text was seen, with no question still open."""
        if "delete" not in self.acts:
            return Evidence(verdict="unknown", source="screen", text="nothing was deleted")
        if asks(screen, "delete"):
            return Evidence(verdict="not_met", source="screen", text="the phone still asks to confirm")
        if not any(alike(screen, place) for places in self.seen.values() for place in places):
            return Evidence(verdict="unknown", source="screen", text="not at a place where it was seen")
        return check_hides(Hides(texts=self.step.texts, app=self.step.app), screen, frozenset(self.seen))
