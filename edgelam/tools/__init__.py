"""What needs no screen: public intents, settings and toggles, each with its own check on device state."""

from __future__ import annotations

from . import apps, clock, people, settings
from .contract import Invocation, Tool, ToolUnfit

__all__ = ["Invocation", "Tool", "ToolUnfit", "all_tools"]


def all_tools() -> dict[str, Tool]:
    """Every tool by its name."""
    return {tool.spec.name: tool for family in (clock, people, settings, apps) for tool in family.TOOLS}
