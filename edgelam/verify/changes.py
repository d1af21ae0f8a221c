"""What is otherwise now than before a step, told from all that was seen and done in it; pure.

acts: what was done, in order. looks: the settled screens before, in order. screen: the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edgelam.core.plan import Step
from edgelam.core.screen import Screen

from .asked import commands, names
from .effects import Act, Effect, alike, gone, readable, searches
from .onscreen import says, shown, times


def kept(acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What was typed and stands outside any input now, and did not before it was typed nor right then: what a
    search finds was there all the time."""
    found = []
    for act in acts:
        if act.kind != "type" or searches(act.element) or act.before not in looks:
            continue
        before = looks[: looks.index(act.before) + 2]
        if shown(act.text, screen, saved=True) and not _shown_on(act.text, before):
            found.append(Effect(f"on the screen: {act.text}", (act.element.label,), typed=act.text))
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
        Effect(f"on the screen: {text}", (text,), typed=text)
        for text in texts
        if (given(text, acts) or _picked(text, acts, place))
        and shown(text, screen, saved=True)
        and not shown(text, place, saved=False)
    ]


def given(text: str, acts: Sequence[Act]) -> bool:
    """Whether a text was typed; a time may have been given by its figures, typed or touched."""
    touched = [act for act in acts if not searches(act.element)]
    labels = [act.text for act in touched]
    figures = {int(name) for act in touched if (name := act.text or act.element.label).isdecimal()}
    clock = times(text)
    return (
        any(says(label, text) for label in labels)
        or bool(clock)
        and all(
            {hour, hour % 12 or 12} & figures and (minute in figures or not minute) for hour, minute in clock
        )
    )


def _picked(text: str, acts: Sequence[Act], place: Screen) -> bool:
    """Whether it was touched elsewhere: in a menu, a dialog, or what a search found."""
    return any(
        act.kind == "tap" and says(readable(act.element), text) and not alike(act.before, place)
        for act in acts
    )


def gone_from(step: Step, acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What is no longer at the place where it was, after something was touched that the step names."""
    last = acts[-1] if acts else None
    if last is None or last.kind == "type" or not names(step, readable(last.element)):
        return []
    return [
        Effect(f"gone from here: {text}", (text,))
        for text in step.texts
        if any(gone(place, screen, text) for place in looks)
    ]


def commanded(step: Step, acts: Sequence[Act], looks: Sequence[Screen], screen: Screen) -> list[Effect]:
    """What was last touched in a menu that is closed again, and is called what the step asks for."""
    last = acts[-1] if acts else None
    if last is None or last.kind != "tap" or last.element.state.checked is not None:
        return []
    if alike(last.before, screen) or not commands(step, last.element.label):
        return []
    opened = looks.index(last.before) if last.before in looks else 0
    back = any(alike(s, screen) for s in looks[:opened])
    return [Effect(f'"{last.element.label}" was done', (readable(last.element),))] if back else []


def _shown_on(text: str, screens: Iterable[Screen]) -> bool:
    return any(shown(text, screen, saved=True) for screen in screens)
