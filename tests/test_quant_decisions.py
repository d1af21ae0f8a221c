"""What the data say is right, as an action; and conversations that go on from it."""

from __future__ import annotations

from pathlib import Path

from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Choice, Tap, Type
from edgelam.core.plan import Slot
from edgelam.core.screen import Bounds, Element
from edgelam.train.caller_eval import judge, legal_of
from edgelam.train.episodes import generate_episodes
from edgelam.train.examples import Example, Gold, caller_steps
from quant.decisions import right_action

FIELD = Element(ref=2, role="input", text="Search", bounds=Bounds(left=0, top=0, right=9, bottom=9))


def step(gold: Gold) -> Example:
    return Example(
        do='search "tea"', history=(), elements=(FIELD,), gold=gold, slots=(Slot(name="q", value="t"),)
    )


def test_what_is_right_can_be_chosen_and_is_judged_right(tmp_path: Path) -> None:
    generate_episodes(tmp_path / "steps.jsonl", 3, 60)
    examples = list(caller_steps(tmp_path / "steps.jsonl"))
    assert len({example.gold.verb for example in examples}) > 2
    for example in examples:
        action, words = right_action(example)
        assert action in legal_of(example)
        bound = Slot(name=OWN_WORDS, value=words) if words else None
        assert judge(example, Choice(action=action, probability=1, margin=1, bound=bound), 0).right


def test_a_slot_and_own_words_are_told_apart() -> None:
    assert right_action(step(Gold("type", 2, slot="q"))) == (Type(target=2, slot="q"), "")
    assert right_action(step(Gold("type", 2, text="tea"))) == (Type(target=2, slot=OWN_WORDS), "tea")
    assert right_action(step(Gold("tap", 2))) == (Tap(target=2), "")


def test_what_is_not_there_is_not_right() -> None:
    assert right_action(step(Gold("tap", 7))) == (None, "")
