"""A plan's words made canonical by the phone's own clock; pure."""

from __future__ import annotations

import re
from datetime import datetime

from edgelam.core.catalogue import Catalogue
from edgelam.core.plan import Plan, Slot, Step

from .resolve import resolve_all


def resolve_plan(plan: Plan, catalogue: Catalogue, now: datetime) -> Plan:
    """The plan with every tool argument in its parameter's canonical form, `said` keeping the goal's words.

    now: device-local; relative days and times count from it.
    """
    kinds = {tool.name: {param.name: param.type for param in tool.params} for tool in catalogue.tools}

    def resolved(step: Step) -> Step:
        if step.call not in kinds:
            return step
        said = {slot.name: slot.said or slot.value for slot in step.slots}
        for name, words in said.items():
            if kinds[step.call].get(name) == "duration":
                said[name] = _with_unit(words, step.do)
        values = resolve_all(kinds[step.call], said, now)
        slots = [
            _slot(slot, said[slot.name], values[slot.name]) for slot in step.slots if slot.name in values
        ]
        slots += [Slot(name=name, value=value) for name, value in values.items() if name not in said]
        return step.model_copy(update={"slots": tuple(slots)})

    return plan.model_copy(update={"steps": tuple(resolved(step) for step in plan.steps)})


def _with_unit(said: str, do: str) -> str:
    """A bare number together with the unit that follows it in the step's words: 45 of `a 45 minute timer`."""
    if not said.strip().isdigit():
        return said
    found = re.search(rf"\b{said.strip()}[\s-]*(?:h|s|m|d)[a-z]*", do, re.IGNORECASE)
    return found[0] if found else said


def _slot(slot: Slot, said: str, value: str) -> Slot:
    return slot.model_copy(update={"value": value, "said": said if said != value else ""})
