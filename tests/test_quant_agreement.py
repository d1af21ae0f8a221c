"""Decisions compared: what counts as a flip, and how far probabilities moved."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.action import Alternative, Choice, Done, Scroll, Tap, Type
from edgelam.core.plan import Plan, Slot, Step
from edgelam.train.examples import Example, Gold
from quant.agreement import compare, divergence
from quant.decisions import Decision, of_choice, of_plan

A = Decision("tap", "1", "", (("tap 1", 0.7), ("tap 2", 0.2), ("done", 0.1)), True)


def other(
    kind: str, element: str, slot: str = "", shares: tuple[tuple[str, float], ...] = A.shares
) -> Decision:
    return Decision(kind, element, slot, shares, False)


def test_a_flip_counts_once_by_the_first_thing_that_differs() -> None:
    found = compare([A, A, A, A], [A, other("done", ""), other("tap", "2"), other("tap", "1", "x")])
    assert (found.flips, found.type_flips, found.element_flips, found.slot_flips) == (3, 1, 1, 1)
    assert (found.rate, found.right, found.reference_right) == (0.75, 0.25, 1.0)
    assert found.rate < found.at_most < 1


def test_no_decision_is_no_agreement() -> None:
    found = compare([], [])
    assert (found.n, found.rate, found.at_most, found.kl, found.right) == (0, 0.0, 1.0, None, None)


def test_other_lengths_cannot_be_compared() -> None:
    with pytest.raises(ValueError):
        compare([A], [])


def test_divergence_over_the_whole_legal_set_is_the_textbooks() -> None:
    moved = other("tap", "1", shares=(("tap 1", 0.5), ("done", 0.3), ("tap 2", 0.2)))
    wanted = 0.7 * math.log(0.7 / 0.5) + 0.1 * math.log(0.1 / 0.3)
    assert divergence(A, moved) == pytest.approx(wanted)
    assert divergence(A, A) == 0


@given(
    st.lists(st.floats(0.01, 1), min_size=4, max_size=4), st.lists(st.floats(0.01, 1), min_size=4, max_size=4)
)
def test_what_is_left_unnamed_only_lowers_the_divergence(p: list[float], q: list[float]) -> None:
    def decision(values: list[float], named: int) -> Decision:
        shares = [(str(i), value / sum(values)) for i, value in enumerate(values)]
        return Decision("tap", "", "", tuple(shares[:named]))

    whole = divergence(decision(p, 4), decision(q, 4))
    part = divergence(decision(p, 2), decision(q, 3))
    assert whole is not None and part is not None
    assert 0 <= part <= whole + 1e-9


def test_nothing_in_common_says_nothing() -> None:
    assert divergence(A, other("x", "", shares=(("x", 1.0),))) is None


def test_margin_lost_is_how_much_less_the_first_choice_leads() -> None:
    moved = other("tap", "2", shares=(("tap 2", 0.6), ("tap 1", 0.4)))
    assert compare([A], [moved]).margin_lost == pytest.approx(0.5 - (0.4 - 0.6))


EXAMPLE = Example("type tea", (), (), Gold("type", 2, "tea"))


@pytest.mark.parametrize(
    ("action", "bound", "wanted"),
    [
        (Tap(target=3), None, ("tap", "3", "")),
        (Done(), None, ("done", "", "")),
        (Scroll(direction="down"), None, ("scroll_down", "", "")),
        (Type(target=2, slot="name"), None, ("type", "2", "name")),
        (Type(target=2, slot="words"), Slot(name="words", value="tea"), ("type", "2", "tea")),
    ],
)
def test_a_callers_decision(action: object, bound: Slot | None, wanted: tuple[str, str, str]) -> None:
    choice = Choice.model_validate(
        {"action": action, "probability": 0.6, "margin": 0.4, "bound": bound}
        | {"alternatives": (Alternative(action=Tap(target=9), probability=0.2),)}
    )
    decision = of_choice(EXAMPLE, choice, True, 5.0)
    assert (decision.type, decision.element, decision.slot) == wanted
    assert decision.shares[1] == ("tap 9", 0.2)
    assert decision.margin == pytest.approx(0.4)
    assert Decision.of(decision.plain()) == decision


def test_a_planners_decision() -> None:
    steps = (
        Step(id="1", do="wake me", call="clock.alarm.set", slots=(Slot(name="time", value="7"),)),
        Step(id="2", do="open it", app="org.x"),
    )
    decision = of_plan(Plan(goal="g", steps=steps, probability=0.9), 3.0)
    assert (decision.type, decision.element) == ("2 steps", "clock.alarm.set ui:org.x")
    assert decision.slot == "wake me time=7; open it "
    assert of_plan(Plan(goal="g", steps=(), declined="nothing_fits"), 1.0).type == "nothing_fits"
