"""Texts of a plan that were cut off in the middle of what was said; pure."""

from __future__ import annotations

import re

from edgelam.core.plan import Plan, Slot, Step
from edgelam.core.text import words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# An indirect question tells what is to be found out; a direct one can be sent as it is.
_INDIRECT = re.compile(
    r"(?:where|when|who|why) (?!(?:is|are|was|were|am|do|does|did|will|would|can|could|should|shall|has"
    r"|have|had|to|not|s|re)\b)\w+ \w+",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"(?:the|my|our|his|her|their) (?:(?:phone|telephone|exact|full|whole) )?"
    r"(?:details?|contents?|number|address|place|location|album|artist|ingredients|price|description|amount|total)"
    r" (?:of|from|for|in|on which|that|which|where|i|we|he|she|they)\b"
)
# No text ends with these: what comes after them was cut off.
_CUT = _set("the a an and or my your his her our their which whose")
_ENDS = _set("from than between whether because")  # nor, where more follows, with these
_LEADS = _set("of that has than from whether")  # nor begins with these: they lead to it
# What can come after a text, as the beginning of something else.
GOES_ON = _set(
    "to for at in on from by with into onto under within between inside until till and or but as via using"
    " through that says saying please now today tonight tomorrow instead again too also there here then once"
    " back up out off if is are was were should has have goes gets needs one note list folder playlist album"
    " alarm timer contact cost costs deserves belongs exists needs comes user username password login"
)
CONDITIONS = frozenset(("if", "unless", "otherwise", "else", "whether"))


def cut_off(text: str, said: str = "") -> bool:
    """Whether a text ends, or begins, in the middle of what was said.

    said: the words it is a part of. What follows it there, with no stop or quote between, must be able to
    begin something new; the rest of a name is another text.
    """
    own = words(text) if any(char.isalpha() for char in text) else []
    if len(own) > 1 and (own[-1] in _CUT | _ENDS or own[0] in _LEADS or _INDIRECT.match(" ".join(own))):
        return not text.rstrip().endswith("?")
    if own and re.search(rf"(?<!\w){re.escape(text.strip())}\.\w", said, re.IGNORECASE):
        return True  # the name of a file, without what kind it is
    after = re.search(rf"(?<!\w){re.escape(text.strip())}\s+(\w+)", said, re.IGNORECASE) if own else None
    return after is not None and not after[1][0].isupper() and not {after[1].lower()} <= GOES_ON


def refers(text: str) -> bool:
    """Whether a text only tells where the words are that are meant: `the address of the hotel`."""
    return bool(_REFERS.match(" ".join(words(text))))


def without_cut_texts(plan: Plan) -> Plan:
    """The plan without cut-off texts in steps on the screen: there the Caller finds its words itself.

    A tool would send or keep them as they are; its step is done on the app's screen instead.
    """
    steps = []
    for step in plan.steps:
        cut = _cut(step)
        if cut and (step.call is None or step.app):
            whole = tuple(slot for slot in step.slots if slot not in cut)
            step = step.model_copy(update={"call": None, "slots": whole})
        steps.append(step)
    return plan.model_copy(update={"steps": tuple(steps)})


def _cut(step: Step) -> list[Slot]:
    """The step's texts that were cut off."""
    sent = step.do if step.call is not None else ""
    return [slot for slot in step.slots if cut_off(slot.value, sent if slot.name == "text" else "")]


def doubt(plan: Plan) -> str:
    """Why a plan cannot be what the goal asks for; empty when nothing speaks against it.

    A text that was cut off would be typed or sent as it is; and where a condition was cut into steps that
    know of none, both of its ways would be gone.
    """
    for step in plan.steps:
        for slot in _cut(step):
            return f'"{slot.value}" is only a part of what was said'
    split = len(plan.steps) > 1 and not any(step.when for step in plan.steps)
    condition = next((word for word in words(plan.goal) if word in CONDITIONS), "")
    return f'no step of the plan knows of "{condition}"' if split and condition else ""
