"""One token an action and one an element, for a vocabulary that has them: the shortest answers there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from edgelam.caller.layout import NUMBERS
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Read, Scroll, Type
from edgelam.engines.chat import Part

from .base import KINDS

PROBES = ("<a_tap>", "<el_1>")  # a vocabulary with these was made for it

_GUIDE = "Answer with the action, its element and the rest. Words of the step itself stand in quotes."


@dataclass(frozen=True)
class Functional:
    """`<a_tap><el_3>`, `<a_type><el_4>NAME`, `<a_scroll>down`. See base.Dialect.

    A token that the vocabulary lacks is spelled in ordinary ones; so every action can be said.
    """

    name: str = "functional"
    guide: str = _GUIDE
    labels: tuple[str, ...] = NUMBERS
    opening: tuple[Part, ...] = ()
    closes_words: tuple[Part, ...] = (Part('"'),)

    def matches(self, template: str, architecture: str) -> bool:
        """A template does not tell: see PROBES."""
        return False

    def tools(self, kinds: Collection[str] = KINDS) -> list[dict[str, Any]] | None:
        """None: such a model was trained on this one task."""
        return None

    def spell(self, action: Action, label: str = "", slot: str = "") -> tuple[Part, ...]:
        """The action's token, the element's, and the rest in words."""
        verb = Part(f"<a_{action.kind}>", special=True)
        element = (Part(f"<el_{int(label)}>", special=True),) if label else ()
        match action:
            case Type() if action.slot == OWN_WORDS:
                return (verb, *element, Part('"'))
            case Type() | Read():
                return (verb, *element, Part(slot))
            case Scroll():
                return (verb, *element, Part(action.direction))
            case _:
                return (verb, *element)

    def words(self, text: str) -> tuple[Part, ...]:
        """As they are."""
        return (Part(text),)
