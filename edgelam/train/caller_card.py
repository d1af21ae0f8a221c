"""The Caller's model card: the facts of its training put into `caller_card.md`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any


def card(facts: Mapping[str, Any]) -> str:
    """facts: what `training.json` holds."""
    template = files(__package__).joinpath("caller_card.md").read_text("utf-8")
    first, *later = _courses(facts)
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
    taught = "".join(
        f"Then it was taught more (`--start`).\n\n{_rows(course)}\n{_recipe(course)}\n\n" for course in later
    )
    if later:
        taught += "The figures of cross-validation are of the Caller before that.\n\n"
    return template.format(rows=_rows(first), recipe=_recipe(first), taught=taught, figures=figures)


def _courses(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every training that led to the model, the first one first."""
    found = [facts]
    while "before" in found[0]:
        found.insert(0, found[0]["before"])
    return found


def _rows(facts: Mapping[str, Any]) -> str:
    rows = "".join(f"- {name}: {count} examples\n" for name, count in facts["rows"].items())
    return rows + "".join(f"- extra file: {name}\n" for name in facts["extra"])


def _recipe(facts: Mapping[str, Any]) -> str:
    return f"Seed {facts['seed']}, {facts['seconds']} s. Recipe: {facts['plan']}"
