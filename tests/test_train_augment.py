"""Recorded steps told otherwise."""

from __future__ import annotations

import random

from edgelam.train.augment import missing
from edgelam.train.examples import Example, Gold
from tests.caller_world import element


def step(do: str, choices: tuple[str, ...] = ("done",)) -> Example:
    shown = (element(1, "button", "Back"), element(2, "text", "Notes"), element(3, "button", "Garden plan"))
    return Example(do, ("open app notes",), shown, Gold("tap", 3), choices=choices, leads={3: "Delete"})


def test_what_the_goal_names_is_gone_and_the_step_is_given_up() -> None:
    lost = missing(step("Delete Garden plan"), random.Random(0))
    assert lost is not None
    assert lost.gold == Gold("give_up")
    assert [e.ref for e in lost.elements] == [1, 2]
    assert lost.choices == ("done", "give_up")
    assert not lost.leads


def test_where_more_may_follow_it_is_looked_for() -> None:
    rng = random.Random(0)
    scrolling = step("Delete Garden plan", ("done", "scroll_down"))
    assert {m.gold.verb for _ in range(30) if (m := missing(scrolling, rng))} == {"scroll_down", "give_up"}


def test_what_the_goal_does_not_name_stays() -> None:
    assert missing(step("Delete the last note"), random.Random(0)) is None
