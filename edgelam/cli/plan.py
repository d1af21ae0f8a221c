"""`edgelam plan`: what would be done for a goal; no phone is touched."""

from __future__ import annotations

import sys

from .options import Goal, GpuLayers, Json, PlannerAdapter, PlannerName, read_goal, read_gpu_layers


def plan(
    goal: Goal,
    planner: PlannerName = "",
    planner_adapter: PlannerAdapter = None,
    gpu_layers: GpuLayers = "auto",
    as_json: Json = False,
) -> int:
    """Show the plan for GOAL, without a phone."""
    words, layers = read_goal(goal), read_gpu_layers(gpu_layers)
    from edgelam.run.wiring import make_plan

    from .output import Paint, say
    from .show import Show

    made = make_plan(words, planner=planner, adapter=planner_adapter, gpu_layers=layers)
    if as_json:
        say(made.model_dump_json())
    else:
        Show(say, Paint(sys.stdout)).plan(made)
    return 0 if made.steps else 1
