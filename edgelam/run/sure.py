"""How sure the Caller has to be of what it chose; pure.

A Caller gives the probability of its choice among all that is legal. Below these bounds the step ends with an
honest "unsure". Why these: with a half for everything, 503 trials of the task bench had 55 runs on the screen
that came out right, 44 that changed what nobody had asked for, and 35 that said done and were not. Above
these bounds are 48 of the first, 18 of the second and 22 of the third.
"""

from __future__ import annotations

from edgelam.core.action import Choice
from edgelam.core.screen import Element

TO_STOP = 0.6  # to say that it is done, or that nothing can be done
TO_CHANGE = 0.75  # to type, to submit, to switch, or to do what is grave
TO_TOUCH = 0.65  # to touch anything else

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
