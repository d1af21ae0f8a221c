"""Step, history and screen as one row of tokens, with a mark at everything that can be chosen; pure.

    [CLS] words of the step [SEP] phrase [SEP] phrase [SEP] globals slots elements

A candidate begins with its mark. An element's mark tells its role; marks for its place and its
state follow, its words, and behind a mark of their own labels of what it is known to lead to (see
contracts.Hints).
Training and use share this file, so a model never meets another layout than the one it was trained on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from edgelam.core.plan import Slot
from edgelam.core.screen import Element
from edgelam.reader.wordpiece import SEPARATOR, START, Piece, WordPiece

GLOBALS: tuple[str, ...] = (
    "done",
    "back",
    "home",
    "open_app",
    "scroll_down",
    "scroll_up",
    "scroll_left",
    "scroll_right",
    "wait",
    "ask",
    "give_up",
)
_ROLES = ("button", "input", "checkbox", "switch", "text", "image", "list", "other")
_STATES = ("checked", "unchecked", "selected", "focused", "disabled", "password", "empty")
_SLOT, _LEADS = "slot", "leads"
_ROWS, _COLUMNS = 6, 5  # of a screen, to tell where on it an element is
_CELLS = tuple(f"cell{number}" for number in range(_ROWS * _COLUMNS))
_MARKS = (*GLOBALS, *_ROLES, *_STATES, _SLOT, _LEADS, *_CELLS)
MARKS: Mapping[str, str] = {name: f"[mark{number + 1}]" for number, name in enumerate(_MARKS)}

MAX_TOKENS = 480
LABEL, BRIEF_LABEL = 16, 7  # tokens of an element's label; of one where room is short
_GOAL, _PHRASES, _PHRASE = 64, 12, 12  # tokens of the step; history phrases; tokens a phrase
_EXTRA, _SLOT_VALUE, _AHEAD = 6, 12, 12  # tokens of what adds to a label, of a slot, of where it leads
NOWHERE: Mapping[int, str] = MappingProxyType({})  # no element is known to lead anywhere
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Reading(NamedTuple):
    """The tokens, and where in them everything stands."""

    tokens: list[int]
    words: list[Piece]  # the step's own words; piece k stands at token k + 1
    globals: dict[str, int]  # name -> place of its mark
    slots: dict[str, int]
    elements: dict[int, int]  # ref -> place of its mark; an element that did not fit is missing


def render(
    reader: WordPiece,
    do: str,
    history: Sequence[str],
    elements: Sequence[Element],
    slots: Sequence[Slot] = (),
    choices: Sequence[str] = ("done",),
    label: int = LABEL,
    leads: Mapping[int, str] = NOWHERE,
) -> Reading:
    """choices: the global actions that are legal. label: tokens of an element's label. leads: by ref.

    Elements go in the order given until MAX_TOKENS is reached.
    """
    words = reader.pieces(do)[:_GOAL]
    tokens = [reader.id(START), *(piece.id for piece in words), reader.id(SEPARATOR)]
    for phrase in history[-_PHRASES:]:
        tokens += [*reader.encode(phrase.replace('"', " "), _PHRASE), reader.id(SEPARATOR)]
    reading = Reading(tokens, words, {}, {}, {})
    for name in GLOBALS:
        if name in choices:
            reading.globals[name] = len(tokens)
            tokens.append(reader.id(MARKS[name]))
    for slot in slots:
        reading.slots[slot.name] = len(tokens)
        tokens += slot_tokens(reader, slot)
    size = extent(elements)
    for element in elements:
        more = element_tokens(reader, element, label, leads.get(element.ref, ""), size)
        if len(tokens) + len(more) > MAX_TOKENS:
            break
        reading.elements[element.ref] = len(tokens)
        tokens += more
    return reading


def slot_tokens(reader: WordPiece, slot: Slot) -> list[int]:
    """A slot's mark, name and shown value."""
    shown = f"{slot.name.replace('_', ' ')} {slot.said or slot.value}"
    return [reader.id(MARKS[_SLOT]), *reader.encode(shown, _SLOT_VALUE)]


def extent(elements: Sequence[Element]) -> tuple[int, int]:
    """Width and height of what elements cover, px; 0 where their bounds are not known."""
    sides = [(e.bounds.right, e.bounds.bottom) for e in elements]
    return max((right for right, _ in sides), default=0), max((bottom for _, bottom in sides), default=0)


def element_tokens(
    reader: WordPiece,
    element: Element,
    limit: int = LABEL,
    leads: str = "",
    size: tuple[int, int] = (0, 0),
) -> list[int]:
    """An element's mark, that of its place and states, and its words.

    limit: tokens of its label; leads: where tapping it leads; size: of the screen, px.
    """
    tokens = [reader.id(MARKS[element.role])]
    if element.bounds.area > 0 and min(size) > 0:
        tokens.append(reader.id(MARKS[_cell(element, size)]))
    tokens += [reader.id(MARKS[state]) for state in _states(element)]
    label, extra = element_words(element)
    tokens += reader.encode(label, limit)
    if extra and limit == LABEL:
        tokens += reader.encode(extra, _EXTRA)
    return [*tokens, reader.id(MARKS[_LEADS]), *reader.encode(leads, _AHEAD)] if leads else tokens


def element_words(element: Element) -> tuple[str, str]:
    """What an element says, and what its other names add to that."""
    names = [
        " , ".join(filter(None, map(str.strip, v.split("\n"))))
        for v in (element.text, element.desc, element.hint)
    ]
    said = list(dict.fromkeys(name for name in names if name))
    own = element.own_name.replace("-", " ")
    label = said[0] if said else _CAMEL.sub(" ", own)
    extra = " ".join(name for name in said[1:] if name.lower() not in label.lower())
    return label, extra


def _cell(element: Element, size: tuple[int, int]) -> str:
    (x, y), (wide, high) = element.bounds.center, size
    column, row = min(_COLUMNS * max(x, 0) // wide, _COLUMNS - 1), min(_ROWS * max(y, 0) // high, _ROWS - 1)
    return _CELLS[row * _COLUMNS + column]


def _states(element: Element) -> list[str]:
    state = element.state
    found = []
    if state.checked is not None:
        found.append("checked" if state.checked else "unchecked")
    if state.selected:
        found.append("selected")
    if element.role == "input":
        found += [name for name, on in (("focused", state.focused), ("password", state.password)) if on]
        found += [] if element.text else ["empty"]
    if not state.enabled:
        found.append("disabled")
    return found
