"""A screen as labelled lines for a chat model, and what of it changed since the last look; pure.

A screen that is much like the one before is told by its changes: the model has just read the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Element

# One token each in nearly every vocabulary: a decision takes one pass, and the runner-up comes for free.
LETTERS = tuple(ascii_uppercase + ascii_lowercase)
NUMBERS = tuple(map(str, range(1, 100)))
_LABEL = 32  # characters; more is prose, not a name
_VALUE, _STEP = 200, 2000
_PHRASES = 6
_MUCH_ALIKE = 0.5  # of the lines; below it, a screen is told anew


class Sheet(NamedTuple):
    """A screen as the model knows it."""

    number: int  # of the screen in its conversation, from 1
    place: str  # whose screen it is
    refs: Mapping[int, str]  # label of each element that can be chosen
    lines: Mapping[str, str]  # what was said behind each label that is still there
    loose: frozenset[str]  # lines that only inform
    used: int  # labels given out since the screen was first told

    def change(self, told: _Told) -> _Change:
        """What is different now."""
        known: dict[str, list[str]] = defaultdict(list)  # of elements that read the same, in their order
        for label, line in self.lines.items():
            known[line].append(label)
        kept = {ref: known[line].pop(0) for ref, line in told.chosen.items() if known[line]}
        return _Change(kept, [label for labels in known.values() for label in labels])


class _Told(NamedTuple):
    """Lines of a screen in their order."""

    lines: list[tuple[int, str]]  # ref and line
    chosen: dict[int, str]  # those of elements that can be chosen


class _Change(NamedTuple):
    kept: dict[int, str]  # ref -> label
    gone: list[str]  # labels


def tell_screen(
    shown: Sequence[Element],
    targets: Collection[int],
    place: str,
    before: Sequence[Sheet] = (),
    labels: Sequence[str] = LETTERS,
) -> tuple[Sheet, str]:
    """The sheet of a screen, and the text that tells it to a model that has the sheets `before` in mind.

    shown: elements to tell, in their order. targets: refs that get a label; no more of them than labels.
    before: sheets of this conversation, the last one last; a screen seen before is told by its changes, too.
    """
    told = _told(shown, targets)
    alike = [(len(sheet.change(told).kept), number) for number, sheet in enumerate(before)]
    kept, number = max(alike, default=(0, 0))
    if before and before[number].place == place and kept >= _MUCH_ALIKE * len(told.chosen):
        sheet = before[number]
        if sheet.used + len(told.chosen) - kept <= len(labels):
            return _changes(told, sheet, before[-1], labels)
    elsewhere = not before or before[-1].place != place
    return _whole(told, place, 1 + max((sheet.number for sheet in before), default=0), elsewhere, labels)


def _told(shown: Sequence[Element], targets: Collection[int]) -> _Told:
    """Each element's line; of those that only inform, none without a word or that another one says, too."""
    lines = [(element.ref, line_of(element)) for element in shown]
    said = {line for ref, line in lines if ref in targets}
    said |= {line.rpartition(" (")[0] for _, line in lines}
    kept = []
    for ref, line in lines:
        if ref in targets or (line not in said and any(map(str.isalnum, line))):
            kept.append((ref, line))
            said.add(line)
    return _Told(kept, {ref: line for ref, line in kept if ref in targets})


def _whole(told: _Told, place: str, number: int, elsewhere: bool, labels: Sequence[str]) -> tuple[Sheet, str]:
    refs = dict(zip(told.chosen, labels, strict=False))
    head = f"Screen {number} of {place}:" if elsewhere and place else f"Screen {number}:"
    lines = [f"{refs.get(ref, '-')} {line}" for ref, line in told.lines]
    return _sheet(told, refs, number, place, len(refs)), "\n".join([head, *lines])


def _changes(told: _Told, sheet: Sheet, last: Sheet, labels: Sequence[str]) -> tuple[Sheet, str]:
    change = sheet.change(told)
    unused = iter(labels[sheet.used :])
    refs = {ref: change.kept.get(ref) or next(unused) for ref in told.chosen}
    head = "Same screen" if sheet.number == last.number else f"Screen {sheet.number} again"
    left = list(change.kept.values())
    if change.gone:  # whichever is shorter
        head += (
            f", only {' '.join(left)}" if len(left) < len(change.gone) else f", gone {' '.join(change.gone)}"
        )
    fresh = [f"{refs[ref]} {line}" for ref, line in told.lines if ref in refs and ref not in change.kept]
    loose = [f"- {line}" for ref, line in told.lines if ref not in refs and line not in sheet.loose]
    used = sheet.used + len(fresh)
    return _sheet(told, refs, sheet.number, sheet.place, used), "\n".join([head, *loose, *fresh])


def _sheet(told: _Told, refs: Mapping[int, str], number: int, place: str, used: int) -> Sheet:
    loose = frozenset(line for ref, line in told.lines if ref not in refs)
    return Sheet(number, place, refs, {refs[ref]: line for ref, line in told.chosen.items()}, loose, used)


def line_of(element: Element) -> str:
    """What an element says and is; a button needs no more than its label."""
    label = element.label or element.own_name
    state = element.state
    marks = [
        name
        for name, on in (
            (element.role, element.role in ("input", "image", "list")),
            ("on" if state.checked else "off", state.checked is not None),
            ("selected", state.selected),
            ("focused", state.focused),
            ("disabled", not state.enabled),
            ("password", state.password),
            ("empty", element.role == "input" and not element.text),
        )
        if on
    ]
    told = one_line(label, _LABEL) or "?"
    return f"{told} ({', '.join(marks)})" if marks else told


def tell_step(step: Step, history: Sequence[str]) -> str:
    """What is to be done, with what, and what was done already."""
    values = [f"{slot_name(slot.name)} = {_value(slot)}" for slot in step.slots]
    app = step.app_label or step.app
    opening = f"open app {app}".lower()  # how every run begins; it says no more than the first line
    history = [phrase for phrase in history if phrase != opening]
    lines = [
        *([f"App: {one_line(app, _LABEL)}"] if app else []),
        f"Step: {one_line(step.do, _STEP)}",
        *(["Values: " + "; ".join(values)] if values else []),
        *([tell_history(history)] if history else []),
    ]
    return "\n".join(lines)


def tell_history(phrases: Sequence[str], *, instead: bool = False) -> str:
    """What was done, the last of it. instead: of what was answered last."""
    told = "; ".join(one_line(phrase, _LABEL) for phrase in phrases[-_PHRASES:])
    return f"{'Instead' if instead else 'Done'}: {told or 'nothing'}"


def _value(slot: Slot) -> str:
    return "(secret)" if slot.origin == "secret" else f'"{one_line(slot.said or slot.value, _VALUE)}"'


def one_line(text: str, longest: int) -> str:
    """Without line ends, so that no text from outside can begin a line; cut between words where it can be.

    longest: characters.
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest + 1].rpartition(" ")[0] or line[:longest]


def slot_name(name: str) -> str:
    """A slot's name as one word."""
    return re.sub(r"\W+", "_", name)[:_LABEL] or "value"
