"""How sure the Caller has to be of what it chose; pure.

A Caller gives the probability of its choice among all that is legal. Below these bounds the step ends with an
honest "unsure". Why these: of 503 runs of the task bench, by the least probability of a kind in each, so many
above a bound succeeded, did harm, and said done falsely:
  touch   0.5: 73 39 30   0.65: 60 23 26   0.75: 49 16 25
  write   0.5: 32 17 19   0.65: 30  8 14   0.8:  30  8 13
  done    0.5: 57 40 29   0.6:  55 38 28   0.8:  55 35 26
Touching pays for the harm it avoids with successes, writing and saying done do not. What is typed to look for
something changes nothing.
"""

from __future__ import annotations

from edgelam.core.action import Choice
from edgelam.core.screen import Element
from edgelam.verify.effects import searches

TO_STOP = 0.6  # to say that nothing can be done
TO_FINISH = 0.8  # to say that it is done
TO_GRAVE = 0.75  # to do what is grave
TO_ACT = 0.65  # to touch or write anything else
TO_SEARCH = 0.5  # to type into what only searches

_TOUCHES = ("tap", "long_press")
_WRITES = ("type", "clear", "submit")


def sure_enough(choice: Choice, element: Element | None, tier: int) -> bool:
    """Whether the choice may be carried out. element: what it acts on; tier: its gravity, see guard.risk."""
    kind = choice.action.kind
    if kind == "done":
        return choice.probability >= TO_FINISH
    if kind not in _WRITES + _TOUCHES:
        return True
    if tier >= 2:
        return choice.probability >= TO_GRAVE
    looks = kind in _WRITES and element is not None and searches(element)
    return choice.probability >= (TO_SEARCH if looks else TO_ACT)
