"""The Caller's model card, written from the facts of its training; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TEXT = """# The Caller that ships

A small bidirectional encoder that reads one step, what was done before and the elements of one screen, and points
at the element or global action to take, at the verb, and at the words to type. It generates no text.

- Architecture: BERT, 6 layers, 384 wide, 12 heads, 20,480 WordPiece tokens; int8 weights a channel, activations
  quantised as they come; heads in float16.
- Start: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), vocabulary pruned.
- Licence of these weights: Apache-2.0.

## Data

| source | licence | used as |
|---|---|---|
| made-up apps of this project (`edgelam/train/flows.py`, `lessons.py`) | Apache-2.0 | episodes |
| virtual phone of this project | Apache-2.0 | episodes played by an oracle |
| DroidTask (AutoDroid), seven apps | MIT | recorded steps |
| RefExp (google-research-datasets/uibert) | CC BY 4.0 | expressions for elements |
| AndroidControl, project's own split | CC BY 4.0 | goals and their steps in words |
| AndroidHowTo (google-research-datasets/seq2act) | annotations without a licence file, text of web sites | instructions and their steps |
| HWU64, CLINC150, TOPv2 | CC BY 4.0, CC BY 3.0, CC BY-SA 4.0 | short texts to type |
| recorded screens and transitions: MobileLLM/AutoDroid, AutoDroid-V2, drme/gui-test, GeniusPudding/droidbot_multidevice, ToolmanInside/DroidbotExp, saimon4u/TestCube, LiuGuanYi-1/G05_KeaProject, Kqramazov/fdroid_utg, anonymousfse/FSE2020_Data, LlamaTouch/Evaluator | MIT or none stated | screens for made-up references; none of their text is in this repository |

## Training

{rows}
Seed {seed}, {seconds} s. Recipe: {recipe}

    edgelam train caller --cross-validate --data DIR --seed {seed}

## Figures

{figures}

Cross-validation leaves one app out: each app of DroidTask's development part is decided by a model trained on the other
six, which saw no screen of it. The shipped weights are trained on all seven, so no score of theirs on that file means
anything. Scores on the virtual phone are of apps whose kind was in training.

## Limits

English. Screens described by their view tree, not by pixels. Colours, shapes and places are not seen. Long pages are
pruned to about 200 tokens of elements. A choice is the best of those offered, even when none is good: use the
probability and the margin.
"""


def card(facts: Mapping[str, Any]) -> str:
    """facts: what `training.json` holds."""
    rows = "".join(f"- {name}: {count} examples\n" for name, count in facts["rows"].items())
    found = facts["cross_validation"]
    figures = "Not cross-validated."
    if found:
        names = ("action_accuracy", "action_accuracy_no_done", "element_accuracy", "done_accuracy", "early_done", "task_accuracy")
        lines = [f"| {name.replace('_', ' ')} | {found[name]:.3f} |" for name in names]
        lines.append(f"| choices that int8 changes | {found['int8_flips']} of {found['n']} |")
        figures = f"DroidTask, leave one app out, n = {found['n']} steps, int8 in ONNX Runtime:\n\n| figure | value |\n|---|---|\n"
        figures += "\n".join(lines)
    return _TEXT.format(rows=rows, seed=facts["seed"], seconds=facts["seconds"], recipe=facts["plan"], figures=figures)
