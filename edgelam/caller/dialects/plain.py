"""Few plain words, explained in the instructions: the cheapest to read and write, for any chat model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Read, Scroll, Type
from edgelam.engines.chat import Part

from .base import KINDS

_GUIDE = """Answer with exactly one action:
tap N
long press N
type N NAME (put the value NAME into input N)
type N "WORDS" (put words of the step itself into input N)
clear N
read N NAME (keep the text of element N as NAME)
scroll down, scroll up, scroll right, scroll left (or scroll N down)
back
home
open app
wait
ask (only the person can go on)
done (nothing is left to do for this step)
give up"""


@dataclass(frozen=True)
class Plain:
    """`tap 3`, `type 4 NAME`, `scroll down`. See base.Dialect."""

    name: str = "plain"
    guide: str = _GUIDE
    opening: tuple[Part, ...] = ()
    closes_words: tuple[Part, ...] = (Part('"'),)

    def matches(self, template: str, architecture: str) -> bool:
        """It is explained, so nobody needs to have been taught it."""
        return True

    def tools(self, kinds: Collection[str] = KINDS) -> list[dict[str, Any]] | None:
        """None: the guide says it all."""
        return None

    def label(self, ref: int) -> str:
        """The number."""
        return str(ref)

    def spell(self, action: Action, label: str = "", slot: str = "") -> tuple[Part, ...]:
        """The verb, the element, and the rest."""
        words = [action.kind.replace("_", " "), label]
        match action:
            case Type() if action.slot == OWN_WORDS:
                words.append('"')
            case Type() | Read():
                words.append(slot)
            case Scroll():
                words.append(action.direction)
        return (Part(" ".join(word for word in words if word)),)

    def words(self, text: str) -> tuple[Part, ...]:
        """As they are."""
        return (Part(text),)
