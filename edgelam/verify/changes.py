"""What is otherwise now than before a step, told from all that was seen and done in it; pure.

acts: what was done, in order. looks: the settled screens before, in order. screen: the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.core.text import words

from .asked import commands, names, replaces
from .effects import Act, Effect, alike, gone, readable, searches
from .onscreen import says, shown, times
from .removal import left_empty

_CLOSES = frozenset(["cancel", "close", "back", "dismiss", "no", "up", "discard", "undo"])
_COMMITS = frozenset(["save", "ok", "done", "apply", "move"])


def kept(acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What was typed and stands outside any input now, and did not before it was typed nor right then: what a
    search finds was there all the time."""
    found = []
    for act in acts:
        if act.kind != "type" or searches(act.element) or act.before not in looks:
            continue
        before = looks[: looks.index(act.before) + 2]
        if shown(act.text, screen, saved=True) and not _shown_on(act.text, before):
            # An input may have no other name than what stands in it, and that is what was typed over.
            name = act.element.label if act.element.label != act.element.text.strip() else act.element.hint
            found.append(Effect(f"on the screen: {act.text}", (name,), typed=act.text))
    return found


def handed(step: Step, looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What the app was given and keeps now: at first it stood in an input."""
    return [
        Effect(f"on the screen: {text}", (text,), typed=text)
        for text in step.texts
        if shown(text, screen, saved=True) and not _shown_on(text, looks[:1])
    ]


def chosen(texts: Iterable[str], acts: Sequence[Act], place: Screen, screen: Screen) -> list[Effect]:
    """What was given in this step and stands now at a place where it did not stand before."""
    return [
        Effect(f"on the screen: {text}", (text,), typed=text, chosen=not given(text, acts))
        for text in texts
        if (given(text, acts) or _picked(text, acts, place))
        and shown(text, screen, saved=True)
        and not shown(text, place, saved=False)
    ]


def given(text: str, acts: Sequence[Act]) -> bool:
    """Whether a text was typed; a time may have been given by its figures, typed or touched."""
    touched = [act for act in acts if not searches(act.element)]
    labels = [act.text for act in touched] + [_keyed(touched)]
    figures = {int(name) for act in touched if (name := act.text or act.element.label).isdecimal()}
    clock = times(text)
    return (
        any(says(label, text) for label in labels)
        or bool(clock)
        and all(
            {hour, hour % 12 or 12} & figures and (minute in figures or not minute) for hour, minute in clock
        )
    )


def _keyed(acts: Sequence[Act]) -> str:
    """What was entered on keys of the screen, a sign each."""
    keys = [act.element.label.strip() if act.kind == "tap" else " " for act in acts]
    return "".join(key if len(key) == 1 else " " for key in keys)


def picked(step: Step, acts: Sequence[Act], place: Screen, screen: Screen) -> list[Effect]:
    """What was touched in a menu or dialog and stands now, word for word, at a place where it did not stand
    before. Its figures are the step's: ten minutes are not thirty."""
    said = set(words(step.do))
    found = []
    for act in acts:
        label = readable(act.element)
        figures = {word for word in words(label) if any(char.isdigit() for char in word)}
        if act.kind != "tap" or not label or not figures <= said or alike(act.before, place):
            continue
        if shown(label, screen, saved=True) and not shown(label, place, saved=False):
            found.append(Effect(f"on the screen: {label}", (label,)))
    return found


def _picked(text: str, acts: Sequence[Act], place: Screen) -> bool:
    """Whether it was touched elsewhere: in a menu, a dialog, or what a search found."""
    return any(
        act.kind == "tap" and says(readable(act.element), text) and not alike(act.before, place)
        for act in acts
    )


def gone_from(step: Step, acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What is no longer at the place where it was, after something was touched that the step names."""
    last = acts[-1] if acts else None
    if last is None or last.kind == "type":
        return []
    moved = bool(set(words(last.element.label)) & _COMMITS) and replaces(step.do)
    if not moved and not names(step, readable(last.element)):
        return []
    return [
        Effect(f"gone from here: {text}", (text,))
        for text in step.texts
        if any(gone(place, screen, text) for place in looks)
    ]


def emptied(step: Step, acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> str:
    """The command, named by the step, after which a place holds less than before and next to nothing new, as
    `Clear history`; empty for none."""
    for act in acts:
        if act.grave != "delete" or act.before not in looks or not names(step, act.element.label):
            continue
        for place in looks[: looks.index(act.before) + 1]:
            if left_empty(place, screen):
                return act.element.label
    return ""


def commanded(step: Step, acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What was touched in a menu, called what the step asks for, once that menu and all that it opened are
    closed again: `Copy to`, an album, `Create`."""
    last = acts[-1] if acts else None
    if last is None or last.kind != "tap" or alike(last.before, screen):
        return []
    if last.before not in looks or set(words(last.element.label)) & _CLOSES:
        return []
    opened = looks.index(last.before)
    left = next((i for i in reversed(range(opened)) if alike(looks[i], screen)), None)
    if left is None:
        return []
    inside = [act for act in acts if act.kind == "tap" and act.before in looks[left + 1 :]]
    done = next((act for act in reversed(inside) if commands(step, act.element.label)), None)
    return [Effect(f'"{done.element.label}" was done', (readable(done.element),))] if done else []


def _shown_on(text: str, screens: Iterable[Screen]) -> bool:
    return any(shown(text, screen, saved=True) for screen in screens)
