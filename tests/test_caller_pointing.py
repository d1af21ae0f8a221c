"""The pointing Caller with random weights: whatever they are, what it says is legal and adds up."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Back, Clear, Done, Read, Scroll, Submit, Tap, Type
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Screen
from tests.caller_world import NoisyEncoder, element, noisy_caller, screen

SHOWN = screen(
    element(0, "input", "Name"), element(1, "button", "Save"), element(2, "checkbox", "Vibrate", checked=True)
)
STEP = Step(id="1", do='save the note "tea at five" now', slots=(Slot(name="title", value="tea"),))
LEGAL: list[Action] = [
    Tap(target=0),
    Type(target=0, slot="title"),
    Type(target=0, slot=OWN_WORDS),
    Clear(target=0),
    Submit(target=0),
    Tap(target=1),
    Read(target=1, slot="answer"),
    Tap(target=2),
    Scroll(direction="down", target=2),
    Scroll(direction="down"),
    Back(),
    Done(),
]


@pytest.mark.parametrize("seed", range(8))
def test_probabilities_cover_the_legal_actions(seed: int) -> None:
    caller = noisy_caller(NoisyEncoder(), seed)
    choice = caller.choose(STEP, SHOWN, ['tap "New"'], LEGAL)
    others = [other.probability for other in choice.alternatives]
    assert choice.action in LEGAL
    assert choice.probability >= max(others)
    assert choice.margin == pytest.approx(choice.probability - others[0])
    assert 0 < choice.probability + sum(others) <= 1 + 1e-5
    assert choice.cost.tokens > 0


def test_what_a_decision_costs_is_told_by_part() -> None:
    class Counting(NoisyEncoder):
        native_ms = 5.0

        def encode(self, tokens: Sequence[int]) -> NDArray[np.float32]:
            self.native_ms += 0.001
            return super().encode(tokens)

    cost = noisy_caller(Counting()).choose(STEP, SHOWN, [], LEGAL).cost
    assert 0 < cost.prune_ms <= cost.render_ms
    assert cost.native_ms == pytest.approx(0.001) and cost.native_ms < cost.model_ms
    assert cost.render_ms + cost.model_ms < cost.ms
    assert noisy_caller(NoisyEncoder()).choose(STEP, SHOWN, [], LEGAL).cost.native_ms == 0


@pytest.mark.parametrize("seed", range(8))
def test_own_words_are_cut_out_of_the_step(seed: int) -> None:
    choice = noisy_caller(NoisyEncoder(), seed).choose(STEP, SHOWN, [], [Type(target=0, slot=OWN_WORDS)])
    assert choice.bound is not None
    assert choice.bound.name == OWN_WORDS
    assert choice.bound.value
    assert choice.bound.value in STEP.do
    assert choice.probability == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(30))
def test_what_is_typed_never_breaks_off_inside_a_word(seed: int) -> None:
    whole = {"sign", "in", "with", "Maple-9230", "as", "ana.b@mail.org"}
    step = Step(id="1", do="sign in with Maple-9230 as ana.b@mail.org")
    choice = noisy_caller(NoisyEncoder(), seed).choose(step, SHOWN, [], [Type(target=0, slot=OWN_WORDS)])
    assert choice.bound is not None and set(choice.bound.value.split()) <= whole


def test_a_given_slot_is_typed_as_it_is() -> None:
    choice = noisy_caller(NoisyEncoder()).choose(STEP, SHOWN, [], [Type(target=0, slot="title")])
    assert choice.action == Type(target=0, slot="title")
    assert choice.bound is None


def test_an_action_alone_is_certain() -> None:
    assert noisy_caller(NoisyEncoder()).choose(STEP, SHOWN, [], [Done()]).probability == pytest.approx(1.0)


def test_heads_from_before_a_verb_never_choose_it() -> None:
    old = noisy_caller(NoisyEncoder(), verbs=9)
    new = noisy_caller(NoisyEncoder())
    shares = {}
    for name, caller in (("old", old), ("new", new)):
        caller.alternatives = len(LEGAL)
        choice = caller.choose(STEP, SHOWN, [], LEGAL)
        found = {other.action: other.probability for other in choice.alternatives}
        shares[name] = {choice.action: choice.probability, **found}[Submit(target=0)]
    assert shares["old"] == 0 < shares["new"]


def test_a_secret_is_never_read() -> None:
    encoder = NoisyEncoder()
    open_slot = Step(id="1", do="log in", slots=(Slot(name="title", value="hunter2"),))
    secret = Step(id="1", do="log in", slots=(Slot(name="title", origin="secret"),))
    for step in (open_slot, secret):
        noisy_caller(encoder).choose(step, SHOWN, [], LEGAL)
    assert len(encoder.seen[1]) < len(encoder.seen[0])


@settings(max_examples=30)
@given(
    st.text(min_size=0, max_size=200),
    st.lists(st.text(max_size=200), min_size=1, max_size=120),
    st.lists(st.text(max_size=200), max_size=20),
)
def test_hostile_screens_and_steps(do: str, labels: list[str], history: list[str]) -> None:
    shown = Screen(elements=tuple(element(i, "button", label) for i, label in enumerate(labels)))
    legal: list[Action] = [*(Tap(target=i) for i in range(len(labels))), Back()]
    choice = noisy_caller(NoisyEncoder()).choose(Step(id="1", do=do), shown, history, legal)
    assert choice.action in legal
    assert math.isfinite(choice.probability)
