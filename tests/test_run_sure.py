from __future__ import annotations

import pytest
from paper import paper

from edgelam.core.action import Action, Back, Choice, Done, LongPress, Scroll, Tap, Type
from edgelam.run.sure import sure_enough

SCREEN = paper("com.notes", ("button", "Open"), ("switch", "Sync"), ("input", "Title"), checked=False)


@pytest.mark.parametrize(
    ("action", "tier", "probability", "sure"),
    [
        (Tap(target=1), 1, 0.66, True),
        (Tap(target=1), 1, 0.64, False),
        (LongPress(target=1), 1, 0.64, False),
        (Tap(target=1), 2, 0.74, False),
        (Tap(target=2), 1, 0.74, False),
        (Tap(target=2), 1, 0.76, True),
        (Type(target=3, slot="text"), 1, 0.74, False),
        (Done(), 0, 0.59, False),
        (Done(), 0, 0.61, True),
        (Back(), 0, 0.1, True),
        (Scroll(direction="down"), 0, 0.1, True),
    ],
)
def test_what_changes_something_needs_more_than_what_only_leads_on(
    action: Action, tier: int, probability: float, sure: bool
) -> None:
    choice = Choice(action=action, probability=probability, margin=0.0)
    assert sure_enough(choice, SCREEN.element(getattr(action, "target", 0)), tier) is sure
