"""How sure the Caller has to be of what it chose; pure.

A Caller gives the probability of its choice among all that is legal. Below these bounds the step ends with an
honest "unsure". Why a half: in 168 trials of the task bench, one of the 14 runs on the screen that came out
right had touched or typed anything with less, and 35 of the 53 that were wrong, or changed what nobody had
asked for. A touch that may only lead on is allowed a little less.
"""

from __future__ import annotations

from edgelam.core.action import Choice
from edgelam.core.screen import Element

TO_STOP = 0.5  # to say that it is done, or that nothing can be done
TO_CHANGE = 0.5  # to type, to submit, to switch, or to do what is grave
TO_TOUCH = 0.4  # to touch anything else

_TOUCHES = ("tap", "long_press")
_WRITES = ("type", "clear", "submit")


def sure_enough(choice: Choice, element: Element | None, tier: int) -> bool:
    """Whether the choice may be carried out. element: what it acts on; tier: its gravity, see guard.risk."""
    kind = choice.action.kind
    if kind == "done":
        return choice.probability >= TO_STOP
    if kind in _WRITES or (kind in _TOUCHES and (tier >= 2 or _switches(element))):
        return choice.probability >= TO_CHANGE
    return kind not in _TOUCHES or choice.probability >= TO_TOUCH


def _switches(element: Element | None) -> bool:
    return element is not None and element.state.checked is not None
