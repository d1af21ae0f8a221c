"""How good a Caller is on a file of caller steps, and how long it takes: `edgelam eval caller`."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import figure, percentile
from edgelam.caller.legal import OWN_WORDS
from edgelam.caller.pointing import PointingCaller
from edgelam.core.action import (
    Action,
    Ask,
    Back,
    Choice,
    Clear,
    Done,
    GiveUp,
    Home,
    LongPress,
    OpenApp,
    Read,
    Scroll,
    Submit,
    Tap,
    Type,
    Wait,
)
from edgelam.core.contracts import Caller
from edgelam.core.plan import Step
from edgelam.core.screen import Element, Screen

from .examples import Example, caller_steps

SHORT = 12  # elements of a shortened screen
_GLOBALS: dict[str, Action] = {
    "back": Back(), "home": Home(), "open_app": OpenApp(), "wait": Wait(), "ask": Ask(), "give_up": GiveUp(),
    "scroll_down": Scroll(direction="down"), "scroll_up": Scroll(direction="up"),
    "scroll_left": Scroll(direction="left"), "scroll_right": Scroll(direction="right"), "done": Done(),
}  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """One decision against what was right."""

    task: str
    app: str
    done: bool  # whether the right choice was to stop
    right: bool  # action, target and text
    target: bool  # target alone
    said_done: bool
    choice: tuple[str, int | None, str]  # verb, target and text that were chosen
    probability: float
    ms: float
    cause: str  # of what is wrong; empty when all is right


def legal_of(example: Example) -> list[Action]:
    """What the recorded step could have been answered with: the files give no bounds to work it out from."""
    actions: list[Action] = []
    for element in example.elements:
        if example.legal is None or element.ref in example.legal:
            actions += _on(element, example)
    return actions + [_GLOBALS[name] for name in example.choices if name in _GLOBALS]


def _on(element: Element, example: Example) -> list[Action]:
    ref, gold = element.ref, example.gold
    actions: list[Action] = [Tap(target=ref)]
    if element.role == "input":
        actions += [Type(target=ref, slot=name) for name in (*(s.name for s in example.slots), OWN_WORDS)]
        actions += [Clear(target=ref)] if gold.verb == "clear" else []
        actions += [Submit(target=ref)] if element.text and element.state.focused else []
    if element.state.long_clickable or gold.verb == "long_press":
        actions.append(LongPress(target=ref))
    if gold.verb == "read":
        actions.append(Read(target=ref, slot=gold.slot or "answer"))
    return actions


def judge(example: Example, choice: Choice, ms: float) -> Verdict:
    """By the rules of the data: type, target, and for typing the text, equal after trimming."""
    action, gold = choice.action, example.gold
    verb = f"scroll_{action.direction}" if isinstance(action, Scroll) else action.kind
    target = getattr(action, "target", None) == gold.target
    right = verb == gold.verb and target
    typed = ""
    if isinstance(action, Type):
        typed = (
            choice.bound.value
            if choice.bound
            else next((s.value for s in example.slots if s.name == action.slot), "")
        )
    if right and isinstance(action, Type):
        right = action.slot == gold.slot if gold.slot else typed.strip() == (gold.text or "").strip()
    task = example.id.rsplit("_", 1)[0]
    done = gold.verb == "done"
    chosen = (verb, getattr(action, "target", None), typed)
    cause = "" if right else _cause(example, verb, chosen[1])
    stopped = verb == "done"
    return Verdict(
        task, example.app, done, right, target and not done, stopped, chosen, choice.probability, ms, cause
    )


def _cause(example: Example, verb: str, target: int | None) -> str:
    """Of a wrong choice: when it stopped, what it acted on, how, and what it typed, in this order."""
    gold = example.gold
    if gold.verb == "done":
        return "it did not stop"
    if verb == "done":
        return "it stopped too early"
    if target == gold.target:
        return "another act on the right element" if verb != gold.verb else "another text"
    if target is None:
        return f"{verb.replace('_', ' ')} instead"
    labels = {e.ref: (e.label, e.role) for e in example.elements}
    same = gold.target is not None and labels.get(target) == labels.get(gold.target)
    return "another element of the same label" if same else "another element"


def verdicts(examples: Iterable[Example], caller: Caller) -> list[Verdict]:
    """Every example decided by the Caller, one by one."""
    found = []
    for example in examples:
        step = Step(id="1", do=example.do, app_label=example.app, slots=example.slots)
        screen = Screen(elements=example.elements)
        started = time.perf_counter()
        choice = caller.choose(step, screen, example.history, legal_of(example))
        found.append(judge(example, choice, (time.perf_counter() - started) * 1e3))
    return found


def summary(found: Sequence[Verdict]) -> dict[str, Any]:
    """The keys that `edgelam eval caller` promises, shares of 0..1 and ms; None where nothing was asked."""
    acts, stops = [v for v in found if not v.done], [v for v in found if v.done]
    tasks: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in found:
        tasks[verdict.task].append(verdict)
    times = [v.ms for v in found]
    return {
        "n": len(found),
        "action_accuracy": _share([v.right for v in found]),
        "action_accuracy_no_done": _share([v.right for v in acts]),
        "element_accuracy": _share([v.target for v in acts]),
        "done_accuracy": _share([v.right for v in stops]),
        "early_done": _share([v.said_done for v in acts]),
        "task_accuracy": _share([all(v.right for v in vs) for vs in tasks.values()]),
        "calibration_error": calibration_error([(v.probability, v.right) for v in found]),
        "coverage_at_risk_5": coverage([(v.probability, v.right) for v in found], 0.05),
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
    }


def calibration_error(choices: Sequence[tuple[float, bool]], bins: int = 10) -> float | None:
    """How far probability and the share of right choices lie apart, 0..1: ECE, equal bins (Guo et al. 2017).

    choices: probability and whether it was right.
    """
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in choices:
        by_bin[min(bins - 1, int(probability * bins))].append((probability, right))
    apart = [abs(sum(p for p, _ in inside) - sum(right for _, right in inside)) for inside in by_bin.values()]
    return sum(apart) / len(choices) if choices else None


def coverage(choices: Sequence[tuple[float, bool]], risk: float) -> float | None:
    """The largest share of choices, the most probable first, of which at most the share `risk` is wrong."""
    wrong, most = 0, 0
    for count, (_, right) in enumerate(sorted(choices, key=lambda choice: -choice[0]), 1):
        wrong += not right
        if wrong <= risk * count:
            most = count
    return most / len(choices) if choices else None


def figures_of(found: Sequence[Verdict]) -> list[dict[str, Any]]:
    """The summary as figures with their targets."""
    summed = summary(found)
    acts = sum(not v.done for v in found)
    return [
        figure("caller action accuracy", summed["action_accuracy"], "share", len(found), at_least=0.85),
        figure("caller action accuracy without done", summed["action_accuracy_no_done"], "share", acts),
        figure("caller element accuracy", summed["element_accuracy"], "share", acts),
        figure("caller done accuracy", summed["done_accuracy"], "share", len(found) - acts),
        figure("caller early done", summed["early_done"], "share", acts),
        figure("caller calibration error", summed["calibration_error"], "share", len(found)),
        figure("caller coverage at 5 % risk", summed["coverage_at_risk_5"], "share", len(found)),
        figure("caller decision p50", summed["p50_ms"], "ms", len(found), at_most=20),
        figure("caller decision p95", summed["p95_ms"], "ms", len(found), at_most=40),
        *(figure(f"wrong: {cause}", count, "steps", len(found)) for cause, count in causes(found)),
    ]


def causes(found: Sequence[Verdict]) -> list[tuple[str, int]]:
    """What went wrong, and how often, the most frequent first."""
    return Counter(v.cause for v in found if v.cause).most_common()


def evaluate_caller(path: Path, caller: Caller) -> dict[str, Any]:
    """Run the Caller over a file in the caller-step format. Raises InputFileError, ModelError."""
    examples = caller_steps(path)
    for example in examples[:3]:  # the first calls warm the engine up
        verdicts([example], caller)
    found = verdicts(examples, caller)
    document = {**summary(found), "figures": figures_of(found)}
    if isinstance(caller, PointingCaller):
        acts = [example for example in examples if example.gold.target is not None]
        recall = _share([_shortlisted(example, caller) for example in acts])
        document[f"recall_at_{SHORT}"] = recall
        document["figures"] += [
            figure(f"caller pruning recall at {SHORT}", recall, "share", len(acts), at_least=0.98)
        ]
    return document


def _shortlisted(example: Example, caller: PointingCaller) -> bool:
    """Whether the right element is among those that are left of a screen for a Caller that reads few."""
    step = Step(id="1", do=example.do, app_label=example.app, slots=example.slots)
    likely = caller.likely(step, Screen(elements=example.elements), example.history, legal_of(example))
    return example.gold.target in [ref for ref, _ in likely[:SHORT]]


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
