"""What speaks against an act that a step does not ask for; pure."""

from __future__ import annotations

from collections.abc import Sequence

from edgelam.core.plan import Step
from edgelam.core.screen import Element, Screen
from edgelam.core.text import mentions, words

from .asked import content, denied, only_looks, replaces, taken_back, would_change, writes
from .cut import cut_off, refers
from .effects import Act, readable, searches, unfit
from .heard import counts

_NAME = 3  # words of a name that an app gives by itself, at most: `Untitled drawing 2`


def objection(step: Step, act: Act, looks: Sequence[Screen], acts: Sequence[Act]) -> str:
    """Why this should not be touched, typed or cleared; empty when nothing speaks against it.

    looks, acts: the settled screens of the step and what was done on them, in order.
    """
    label = act.element.label
    if act.kind == "tap" and act.element.state.checked is None:
        if would_change(step, label):
            return f"it would change what was only to be shown: {label}"
        return f"it would take back what was asked for: {label}" if taken_back(step, label) else ""
    if act.kind == "tap" and (other := _meant_instead(step, act)):
        return f"not {label} was asked for, but {other}"
    if act.kind not in ("type", "clear") or searches(act.element):
        return ""
    old = act.element.text.strip()
    if old and old != act.element.hint and only_looks(step.do) and not writes(step.do):
        return f"it would change what was only to be shown: {label}"
    return _untypable(step, act, looks, acts) if act.kind == "type" else ""


def _meant_instead(step: Step, act: Act) -> str:
    """The choice beside this one that the step names, where it does not name this one: `Celsius`.

    Days and numbers are left out: the step may mean all from one to another.
    """
    if act.element.state.checked is not False or _names_it(step, act.element):
        return ""
    beside = [
        e
        for e in act.before.elements
        if (e.role, e.rid) == (act.element.role, act.element.rid) and e.state.checked is not None
    ]
    single = sum(bool(e.state.checked) for e in beside) == 1  # of such, one is always chosen
    if not single or any(counts(e.label) for e in beside):
        return ""
    meant = (e.label for e in beside if _names_it(step, e) and not denied(e.label))  # `Does not repeat`
    return next(meant, "")


def _names_it(step: Step, element: Element) -> bool:
    return bool(set(content(readable(element))) & set(words(step.do)))


def _untypable(step: Step, act: Act, looks: Sequence[Screen], acts: Sequence[Act]) -> str:
    if refers(act.text):
        return f'"{act.text}" only tells where the words are'
    if unfit(act):
        return f'"{act.text}" does not go there: {act.element.label}'
    if cut_off(act.text, step.do):
        return f'"{act.text}" is only a part of what was said'
    replaced = _overwrites(step, act, looks, acts)
    return f"it would replace what stands there: {act.element.label}" if replaced else ""


def _overwrites(step: Step, act: Act, looks: Sequence[Screen], acts: Sequence[Act]) -> bool:
    """Whether typing replaces what the step does not ask to be changed."""
    old = act.element.text.strip()
    if not old or old == act.element.hint or not any(char.isalpha() for char in old):
        return False
    # A name that the app itself gave to what was made just now is nobody's.
    first = [e for look in looks[:1] for e in look.elements]
    known = [readable(e) for e in [*first, *(one.element for one in acts)] if e.role != "input"]
    seen = len(words(old)) > _NAME or any(mentions(label, old) for label in known)
    return seen and not (mentions(act.text, old) or replaces(step.do, old, act.text))
