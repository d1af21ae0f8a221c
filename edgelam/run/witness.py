"""What a step on the screen is seen to do, and whether that proves it where the device itself cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from edgelam.core.event import Evidence
from edgelam.core.plan import Hides, Shows, Step
from edgelam.core.screen import Screen
from edgelam.guard.risk import named_acts
from edgelam.verify.onscreen import (
    already,
    check_hides,
    check_shows,
    led_on,
    only_looks,
    opened,
    shown,
    switched,
)


@dataclass
class Witness:
    """Watches one step: screens in their order, and the grave acts that were done."""

    step: Step
    first: Screen | None = None  # the first look inside the step's app
    effects: list[Evidence] = field(default_factory=list)
    acts: set[str] = field(default_factory=set)  # delete, send ...
    seen: set[str] = field(default_factory=set)  # the step's texts that stood on a screen

    @property
    def texts(self) -> tuple[str, ...]:
        """What the step is about, in the goal's own words."""
        return tuple(s.value for s in self.step.slots if s.origin != "secret" and s.value.strip())

    def look(self, screen: Screen, before: Screen | None, label: str) -> None:
        """A settled screen; before: the one on which `label` was acted on."""
        if self.first is None:
            self.first = screen
        if before is not None and label:
            effect = switched(self.step, before, screen) or led_on(self.step, label, before, screen)
            if effect is not None:
                self.effects.append(effect)
        self.seen |= {text for text in self.texts if shown(text, screen, saved=False)}

    def proof(self, screen: Screen) -> tuple[Evidence, ...]:
        """The evidence that the step is done, as this screen shows it.

        Texts that stood there before anything was done prove nothing; a deletion needs the act and the absence.
        """
        texts, first = self.texts, self.first or screen
        if "delete" in named_acts(self.step.do):
            if "delete" not in self.acts:
                return (Evidence(verdict="unknown", source="screen", text="nothing was deleted"),)
            if texts:
                return (check_hides(Hides(texts=texts, app=self.step.app), screen, frozenset(self.seen)),)
        elif any(shown(text, first, saved=True) is None for text in texts):
            return (check_shows(Shows(texts=texts, app=self.step.app, saved=True), screen),)
        elif texts and only_looks(self.step.do):
            return (opened(texts, first, screen),)
        effect = self.effects[-1] if self.effects else already(self.step, screen)
        return (
            effect or Evidence(verdict="unknown", source="screen", text="nothing shows that it was done"),
        )
