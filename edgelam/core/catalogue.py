"""What a Planner may choose from: tools with their parameters, and installed apps; pure."""

from __future__ import annotations

from typing import Literal

from .value import Value

ParamType = Literal["text", "time", "date", "duration", "days", "number", "percent", "switch", "contact"]


class Param(Value):
    """One parameter of a tool. Canonical values: time HH:MM, date YYYY-MM-DD, duration in seconds, days as
    `mon tue`, percent 0..100, switch on|off; the others as said."""

    name: str
    type: ParamType = "text"
    description: str = ""
    required: bool = True


class ToolSpec(Value):
    """A tool as the Planner sees it."""

    name: str  # family.noun.verb, e.g. clock.alarm.set
    description: str
    params: tuple[Param, ...] = ()
    risk: int = 1


class AppSpec(Value):
    """An installed app as the Planner sees it. The description is our own, by package, never the phone's."""

    package: str
    label: str
    description: str = ""


class Catalogue(Value):
    """Everything a goal can be made of on this phone."""

    tools: tuple[ToolSpec, ...] = ()
    apps: tuple[AppSpec, ...] = ()
