"""The Caller's model card: the facts of its training put into `caller_card.md`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any


def card(facts: Mapping[str, Any]) -> str:
    """facts: what `training.json` holds."""
    template = files(__package__).joinpath("caller_card.md").read_text("utf-8")
    rows = "".join(f"- {name}: {count} examples\n" for name, count in facts["rows"].items())
    rows += "".join(f"- extra file: {name}\n" for name in facts["extra"])
    found = facts["cross_validation"]
    figures = "Not cross-validated."
    if found:
        names = (
            "action_accuracy",
            "action_accuracy_no_done",
            "element_accuracy",
            "done_accuracy",
            "early_done",
            "task_accuracy",
        )
        mapped = found["with_map"]
        lines = [f"| {name.replace('_', ' ')} | {found[name]:.3f} | {mapped[name]:.3f} |" for name in names]
        lines.append(f"| choices that int8 changes | {found['int8_flips']} of {found['n']} | |")
        lines += [
            f"| {name.replace('_', ' ')}, n = {score['n']} | {score['element_accuracy']:.3f} | |"
            for name, score in found["development"].items()
        ]
        figures = f"DroidTask, leave one app out, n = {found['n']} steps, int8 in ONNX Runtime:\n\n"
        figures += "| figure | value | with a map |\n|---|---|---|\n"
        figures += "\n".join(lines)
        figures += f"\n\nTheir first stage: {found['first']}."
    return template.format(
        rows=rows, seed=facts["seed"], seconds=facts["seconds"], recipe=facts["plan"], figures=figures
    )
