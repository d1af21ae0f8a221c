"""What code checks of any plan before it may reach a phone; pure."""

from __future__ import annotations

from edgelam.core.catalogue import Catalogue
from edgelam.core.errors import PlanInvalid
from edgelam.core.plan import Plan, Step

MOST_STEPS = 50


def check_plan(plan: Plan, catalogue: Catalogue) -> Plan:
    """The plan itself; PlanInvalid when it is empty, cyclic, too long, or names what is not there.

    A declined plan has no steps and passes.
    """
    if plan.declined and not plan.steps:
        return plan
    if not plan.steps:
        raise PlanInvalid("the plan has no steps")
    if len(plan.steps) > MOST_STEPS:
        raise PlanInvalid(f"the plan has {len(plan.steps)} steps, {MOST_STEPS} are allowed")
    ids = [step.id for step in plan.steps]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None or "" in ids:
        raise PlanInvalid(f"two steps are called {twice!r}" if twice else "a step has no id")
    tools = {tool.name: tool for tool in catalogue.tools}
    packages = {app.package for app in catalogue.apps}
    for step in plan.steps:
        _check_step(step, set(ids))
        if step.call is not None and step.call not in tools:
            raise PlanInvalid(f"step {step.id} calls {step.call!r}, which is no tool")
        if step.call is not None:
            known = {param.name for param in tools[step.call].params}
            extra = next((slot.name for slot in step.slots if slot.name not in known), None)
            if extra is not None:
                raise PlanInvalid(f"step {step.id}: {step.call} has no parameter {extra!r}")
        if step.app and step.app not in packages:
            raise PlanInvalid(f"step {step.id} needs {step.app_label or step.app}, which is not installed")
    _check_order(plan.steps)
    return plan


def _check_step(step: Step, ids: set[str]) -> None:
    if not step.do.strip():
        raise PlanInvalid(f"step {step.id} does not say what to do")
    for other in _before(step):
        if other not in ids:
            raise PlanInvalid(f"step {step.id} waits for {other!r}, which is no step")
    if step.otherwise is not None and step.otherwise not in ids:
        raise PlanInvalid(f"step {step.id} falls back to {step.otherwise!r}, which is no step")
    names = [slot.name for slot in step.slots]
    if len(set(names)) != len(names):
        raise PlanInvalid(f"step {step.id} has two slots of one name")


def _before(step: Step) -> tuple[str, ...]:
    return (*step.after, *((step.when.step,) if step.when is not None else ()))


def _check_order(steps: tuple[Step, ...]) -> None:
    """Nothing may wait for itself, by whatever detour."""
    waiting = {step.id: set(_before(step)) for step in steps}
    while waiting:
        ready = {id for id, before in waiting.items() if not before & waiting.keys()}
        if not ready:
            raise PlanInvalid("the steps wait for each other in a circle: " + ", ".join(sorted(waiting)))
        waiting = {id: before for id, before in waiting.items() if id not in ready}
