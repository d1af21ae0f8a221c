from __future__ import annotations

import pytest
from paper import paper

from edgelam.core.action import Action, Back, Choice, Done, LongPress, Scroll, Tap, Type
from edgelam.run.sure import sure_enough

PAGE = paper(
    "com.notes", ("button", "Open"), ("switch", "Sync"), ("input", "Title"), ("input", ""), checked=False
)
SEARCH = PAGE.elements[3].model_copy(update={"hint": "Search notes"})
SCREEN = PAGE.model_copy(update={"elements": (*PAGE.elements[:3], SEARCH)})


@pytest.mark.parametrize(
    ("action", "tier", "probability", "sure"),
    [
        (Tap(target=1), 1, 0.66, True),
        (Tap(target=1), 1, 0.64, False),
        (LongPress(target=1), 1, 0.64, False),
        (Tap(target=1), 2, 0.74, False),
        (Tap(target=1), 2, 0.76, True),
        (Tap(target=2), 1, 0.64, False),
        (Type(target=3, slot="text"), 1, 0.64, False),
        (Type(target=4, slot="text"), 1, 0.51, True),
        (Done(), 0, 0.79, False),
        (Done(), 0, 0.81, True),
        (Back(), 0, 0.1, True),
        (Scroll(direction="down"), 0, 0.1, True),
    ],
)
def test_what_changes_something_needs_more_than_what_only_leads_on(
    action: Action, tier: int, probability: float, sure: bool
) -> None:
    choice = Choice(action=action, probability=probability, margin=0.0)
    assert sure_enough(choice, SCREEN.element(getattr(action, "target", 0)), tier) is sure
