"""What needs no screen: public intents, settings and keys, each with its own check on device state."""

from __future__ import annotations

from . import agenda, apps, clock, media, pages, people, screen, settings, web
from .contract import Invocation, Tool, ToolUnfit

__all__ = ["Invocation", "Tool", "ToolUnfit", "all_tools"]

_FAMILIES = (clock, people, settings, pages, apps, web, agenda, media, screen)


def all_tools() -> dict[str, Tool]:
    """Every tool by its name."""
    return {tool.spec.name: tool for family in _FAMILIES for tool in family.TOOLS}
