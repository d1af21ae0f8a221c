"""`edgelam plan`: what would be done for a goal; no phone is touched."""

from __future__ import annotations

import sys

from .options import Goal, Json, PlannerName, read_goal


def plan(goal: Goal, planner: PlannerName = "", as_json: Json = False) -> int:
    """Show the plan for GOAL, without a phone."""
    words = read_goal(goal)
    from edgelam.run.wiring import make_plan

    from .output import Paint, say
    from .show import Show

    made = make_plan(words, planner=planner)
    if as_json:
        say(made.model_dump_json())
    else:
        Show(say, Paint(sys.stdout)).plan(made)
    return 0 if made.steps else 1
