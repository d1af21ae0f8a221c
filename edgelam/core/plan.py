"""A plan: a small typed program over tools and screens; pure."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from .fact import Query
from .value import Value

_FIGURES = re.compile(r"\d+(?:[:.]\d+)*")
Origin = Literal["user", "profile", "secret", "screen", "composed"]


class Slot(Value):
    """A named text. A secret's value is never in it."""

    name: str
    value: str = ""  # canonical when a tool's parameter says so (times, dates, numbers), else as said
    said: str = ""  # the goal's own words for it, when they differ from `value`
    origin: Origin = "user"
    app: str = ""  # the package it was read from, for origin "screen"


class Match(Value):
    """A condition on one column of a device table; texts are compared without case and outer space."""

    column: str
    value: str
    how: Literal["equals", "contains", "digits", "at"] = "equals"
    # digits: equal as phone numbers; at: epoch milliseconds whose device-local time is `value`, ISO or HH:MM


class Holds(Value):
    """A row of the device's own state that must exist (or must not)."""

    kind: Literal["holds"] = "holds"
    query: Query
    matches: tuple[Match, ...] = ()
    present: bool = True
    fresh: bool = False  # the row must have come into being during this step


class Shows(Value):
    """Texts that must be on the screen, outside the keyboard, in the app's own window."""

    kind: Literal["shows"] = "shows"
    texts: tuple[str, ...]
    app: str = ""  # package; empty: whichever is in front
    saved: bool = False  # the texts must stand outside any input: typed is not yet kept


class Hides(Value):
    """Texts that must no longer be on the screen of the app."""

    kind: Literal["hides"] = "hides"
    texts: tuple[str, ...]
    app: str = ""


class Front(Value):
    """An app that must be in front."""

    kind: Literal["front"] = "front"
    app: str  # package


Expectation = Annotated[Holds | Shows | Hides | Front, Field(discriminator="kind")]


class Condition(Value):
    """When a step runs: an earlier step ended with `outcome`."""

    step: str
    outcome: Literal["ok", "failed"] = "ok"


class Step(Value):
    """One step: either a tool call (`call`), or words for the Caller to carry out on the screen (`do`).

    `do` is always given: it is what the screen rung of the ladder falls back to.
    """

    id: str
    do: str
    app: str = ""  # package the screen part happens in; empty: wherever the phone is
    app_label: str = ""
    call: str | None = None  # a tool's name
    slots: tuple[Slot, ...] = ()
    expect: tuple[Expectation, ...] = ()
    risk: int = 0  # 0 look, 1 change, 2 send or delete, 3 pay or security
    when: Condition | None = None
    for_each: str | None = None  # a slot that holds a list
    after: tuple[str, ...] = ()
    otherwise: str | None = None  # a step to run instead when this one fails
    read_as: str | None = None  # the slot that a reading step fills

    @property
    def texts(self) -> tuple[str, ...]:
        """What the step is about, in the goal's words: its slots' texts, or else its times and numbers.

        Of a slot in canonical form only the figures that were said can be looked for on a screen.
        """
        texts: list[str] = []
        for slot in self.slots:
            if slot.origin != "secret" and slot.value.strip() and slot.value.lower() not in ("on", "off"):
                texts += _FIGURES.findall(slot.said) if slot.said else [slot.value]
        return tuple(texts) or tuple(_FIGURES.findall(self.do))

    def slot(self, name: str) -> Slot | None:
        """The slot of that name."""
        return next((s for s in self.slots if s.name == name), None)


class Plan(Value):
    """What is going to be done for a goal, in order."""

    goal: str
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()  # slots that the person, profile or vault must supply
    declined: str = ""  # why the Planner sees nothing it can do; then there are no steps
    probability: float = 1.0  # the least sure decision in it, 0..1
    ms: float = 0.0  # wall milliseconds the planning took
    tokens: int = 0
