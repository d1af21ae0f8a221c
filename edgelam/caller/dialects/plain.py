"""A letter is an answer: the element's own label taps it, everything else takes a word or two.

For any chat model; nothing is cheaper to decide: the first token of the answer tells the elements apart.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from edgelam.caller.layout import LETTERS
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, LongPress, Read, Scroll, Tap, Type
from edgelam.engines.chat import Part

from .base import KINDS

_GUIDE = """Answer with exactly one of these, X being an element's letter:
X (tap it)
X hold
X type NAME (put the value NAME into it)
X type "WORDS" (put words of the step itself into it)
X clear
X submit (press the keyboard's action key in it)
X read NAME (keep its text as NAME)
scroll down, scroll up, scroll right, scroll left, or X scroll down
back
home
open app
wait
ask (only the person can go on)
done (nothing is left to do for this step)
give up"""


@dataclass(frozen=True)
class Plain:
    """`C`, `D type NAME`, `scroll down`. See base.Dialect."""

    name: str = "plain"
    guide: str = _GUIDE
    labels: tuple[str, ...] = LETTERS
    opening: tuple[Part, ...] = ()
    closes_words: tuple[Part, ...] = (Part('"'),)

    def matches(self, template: str, architecture: str) -> bool:
        """It is explained, so nobody needs to have been taught it."""
        return True

    def tools(self, kinds: Collection[str] = KINDS) -> list[dict[str, Any]] | None:
        """None: the guide says it all."""
        return None

    def spell(self, action: Action, label: str = "", slot: str = "") -> tuple[Part, ...]:
        """The element, the verb unless it is a tap, and the rest."""
        verb = "hold" if isinstance(action, LongPress) else action.kind.replace("_", " ")
        words = [label, "" if isinstance(action, Tap) else verb]
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
