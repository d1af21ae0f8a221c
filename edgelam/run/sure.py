"""How sure the Caller has to be of what it chose; pure.

A Caller gives the probability of its choice among all that is legal. Below these bounds the step ends with an
honest "unsure". Why these: of 503 runs of the task bench, by the least probability of a kind in each, so many
above a bound succeeded, did harm, and said done falsely:
  touch   0.65: 151 21 20   0.75: 146 20 20   0.85: 137 12 17
  write   0.65: 155 22 20   0.8:  152 22 18   0.95: 150 20 16
  done    0.8:  158 22 20   0.9:  156 19 20   0.97: 152 18 18
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
