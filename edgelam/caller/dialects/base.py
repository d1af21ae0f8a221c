"""What a dialect is, and the actions as functions with arguments, which dialects write in their own ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Read, Scroll, Type
from edgelam.engines.chat import Part

# Stands where words of the step follow; a private character, which no label and no function has.
OPEN = "\ue002"

_ELEMENT = {"type": "integer", "description": "number of the element"}
_VALUE = {"type": "string", "description": "name of a value"}
_DIRECTION = {"type": "string", "enum": ["down", "up", "right", "left"]}
_WORDS = {"type": "string", "description": "words of the step itself"}

# By kind of action: what it does, its arguments, and how many of them are required.
_FUNCTIONS: Mapping[str, tuple[str, Mapping[str, Mapping[str, Any]], int]] = {
    "tap": ("Tap an element", {"element": _ELEMENT}, 1),
    "long_press": ("Press an element long", {"element": _ELEMENT}, 1),
    "type": (
        "Put a value, or words of the step, into an input",
        {"element": _ELEMENT, "value": _VALUE, "words": _WORDS},
        1,
    ),
    "clear": ("Empty an input", {"element": _ELEMENT}, 1),
    "submit": ("Press the keyboard's action key in an input", {"element": _ELEMENT}, 1),
    "read": ("Keep the text of an element as a value", {"element": _ELEMENT, "value": _VALUE}, 2),
    "scroll": (
        "Show more of the screen, or of an element",
        {"direction": _DIRECTION, "element": _ELEMENT},
        1,
    ),
    "back": ("Go back", {}, 0),
    "home": ("Go to the home screen", {}, 0),
    "open_app": ("Open the app of the step", {}, 0),
    "wait": ("Wait for the screen to change", {}, 0),
    "ask": ("Only the person can go on", {}, 0),
    "done": ("Nothing is left to do for this step", {}, 0),
    "give_up": ("The step cannot be done", {}, 0),
}
KINDS = tuple(_FUNCTIONS)


class Dialect(Protocol):
    """How a model family writes an action. All texts but labels, slots and words are constants.

    No action's text begins another's, unless the token that ends a turn tells them apart.
    """

    @property
    def name(self) -> str:
        """The dialect's name, e.g. "hermes"."""
        ...

    @property
    def guide(self) -> str:
        """What the instructions say about how to answer."""
        ...

    @property
    def opening(self) -> tuple[Part, ...]:
        """What every answer begins with; part of what `spell` gives."""
        ...

    @property
    def closes_words(self) -> tuple[Part, ...]:
        """What follows words of the step and ends the answer."""
        ...

    def matches(self, template: str, architecture: str) -> bool:
        """Whether models with this chat template were taught this syntax."""
        ...

    def tools(self, kinds: Collection[str] = KINDS) -> list[dict[str, Any]] | None:
        """Kinds of actions as JSON schemas for the chat template; None where the guide says it all."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of elements in the prompt, in the order in which they are given out."""
        ...

    def spell(self, action: Action, label: str = "", slot: str = "") -> tuple[Part, ...]:
        """The action as the model writes it; typing the step's own words stays open where they begin.

        label: of the action's target, "" for none. slot: the slot's name as the prompt shows it.
        """
        ...

    def words(self, text: str) -> tuple[Part, ...]:
        """Words of the step as they are written between the open action and `closes_words`."""
        ...


class Call(NamedTuple):
    """An action as a function's name and arguments; elements are numbers, everything else is text."""

    name: str
    arguments: tuple[tuple[str, str], ...]


def call_of(action: Action, label: str, slot: str) -> Call:
    """The action as a call; own words are the OPEN mark."""
    element = (("element", label),) if label else ()
    match action:
        case Type() if action.slot == OWN_WORDS:
            return Call(action.kind, (*element, ("words", OPEN)))
        case Type() | Read():
            return Call(action.kind, (*element, ("value", slot)))
        case Scroll():
            return Call(action.kind, (("direction", action.direction), *element))
        case _:
            return Call(action.kind, element)


def is_number(argument: str, value: str) -> bool:
    """Whether the argument is written without quotes."""
    return argument == "element" and value.isascii() and value.isdigit()


def schemas(kinds: Collection[str]) -> list[dict[str, Any]]:
    """The functions of these kinds, always in the same order."""
    return [_schema(kind) for kind in KINDS if kind in kinds]


def _schema(kind: str) -> dict[str, Any]:
    description, properties, required = _FUNCTIONS[kind]
    parameters: dict[str, Any] = {"type": "object", "properties": dict(properties)}
    parameters["required"] = list(properties)[:required]
    return {
        "type": "function",
        "function": {"name": kind, "description": description, "parameters": parameters},
    }


def text_of(parts: Sequence[Part]) -> str:
    """Parts as one text."""
    return "".join(part.text for part in parts)
