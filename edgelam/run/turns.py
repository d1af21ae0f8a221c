"""What one step on the screen remembers from turn to turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from edgelam.core.action import Action, Choice, phrase
from edgelam.core.command import Command
from edgelam.core.event import Code, Evidence
from edgelam.core.plan import Expectation, Slot, Step
from edgelam.core.screen import Screen
from edgelam.verify.effects import Act

from .expect import Facts
from .tool_rung import StepResult
from .witness import Witness


@dataclass
class Turns:
    """A step's turns so far. reopen: what brings the step's app to the front."""

    step: Step
    expect: tuple[Expectation, ...]
    before: Facts
    witness: Witness
    reopen: tuple[Command, ...]
    done: list[tuple[str, Screen]] = field(default_factory=list)  # each act, and the screen it was done on
    doubted: Action | None = None  # the last touch, which is still to show what it did
    tried: dict[str, Counter[Action]] = field(default_factory=dict)  # by screen digest
    last: Screen | None = None  # the screen the last act was done on
    acted: Act | None = None  # the last act, until a look has shown what it did
    actions: int = 0
    model_calls: int = 0
    denied: int = 0
    away: int = 0  # how often the app had to be opened again
    refused: str = ""  # what the policy did not let the Caller do
    refusals: int = 0
    evidence: tuple[Evidence, ...] = ()  # of the last check

    @property
    def history(self) -> list[str]:
        """What the Caller is told."""
        step = self.step
        opened = [f"open app {step.app_label or step.app}".lower()] if step.app else []
        return opened + [words for words, _ in self.done]

    def result(self, code: Code | None) -> StepResult:
        return StepResult(code is None, code, self.evidence, self.actions, self.model_calls)

    def remember(self, screen: Screen, ways: Sequence[str]) -> None:
        """Keep the history true: without a touch that was lost or met what came between, nor what was done
        after a place the app is back at, or in an app that died.

        ways: kinds of what had to be done to get here.
        """
        self.away += "open_app" in ways
        touch, self.doubted = self.doubted, None
        lost = touch is not None and screen == self.last
        if lost and ways and touch is not None:
            self.uncount(screen, touch)
        places = [place for _, place in self.done]
        if "open_app" in ways and screen in places:
            del self.done[len(places) - 1 - places[::-1].index(screen) :]
        elif lost and self.done and self.times(screen, touch) < 2:  # once more, it does nothing
            self.done.pop()
        elif "open_app" in ways and "tap" in ways:
            self.done.clear()

    def count(self, screen: Screen, action: Action) -> None:
        self.tried.setdefault(screen.digest, Counter())[action] += 1

    def uncount(self, screen: Screen, action: Action) -> None:
        """It was not done."""
        self.tried.setdefault(screen.digest, Counter())[action] -= 1

    def times(self, screen: Screen, action: Action | None) -> int:
        """How often it was chosen here; never, where the screen moved on between the choice and the act."""
        return self.tried.get(screen.digest, Counter())[action] if action is not None else 0

    def slots(self, choice: Choice) -> dict[str, Slot]:
        """The step's, and what the choice itself found in its words."""
        slots = {slot.name: slot for slot in self.step.slots}
        if choice.bound is not None:
            slots[choice.bound.name] = choice.bound
        return slots

    def words(self, choice: Choice, screen: Screen) -> str:
        """The choice in plain words, without secrets."""
        shown = {name: s.value for name, s in self.slots(choice).items() if s.origin != "secret"}
        return phrase(choice.action, screen, shown)
