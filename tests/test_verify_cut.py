"""edgelam.verify.cut: a text that ends in the middle is told, and what is done with one."""

from __future__ import annotations

import pytest

from edgelam.core.plan import Condition, Plan, Slot, Step
from edgelam.verify.cut import cut_off, doubt, refers, without_cut_texts


def step(do: str, **slots: str) -> Step:
    made = tuple(Slot(name=name, value=value) for name, value in slots.items())
    return Step(id="1", do=do, app="com.android.chat", app_label="Chat", slots=made)


def plan(goal: str, *steps: Step) -> Plan:
    return Plan(goal=goal, steps=steps)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("the details of my task Wash the curtains", True),
        ("the phone number of Sun Pharmacy", True),
        ("the place where we met", True),
        ("the cat is at the vet", False),
        ("my number is 555 0100", False),
        ("thanks for the address", False),
    ],
)
def test_a_text_that_tells_where_the_words_are_is_told_from_words(text: str, reference: bool) -> None:
    assert refers(text) is reference


@pytest.mark.parametrize(
    ("text", "said", "cut"),
    [
        ("tickets are at the", "", True),
        ("of Quentin Marsh", "", True),
        ("that dinner is at eight", "", True),
        ("what the mail address", "tell Ines what the mail address of Umberto is", True),
        ("Film", "Film night under lock and key", True),
        ("Bike repair", "Bike repair cost me 45", False),
        ("Letter", "zip it and call it Letter.zip", True),
        ("Letter", "write a Letter.", False),
        ("the", "", False),
        ("I am late", "text Mom I am late", False),
        ("Milk", "add Milk to my list", False),
        ("Milk", "a note Milk, and pin it", False),
        ("Campfire", "a Campfire playlist", False),
    ],
)
def test_a_text_that_was_cut_off_is_known(text: str, said: str, cut: bool) -> None:
    assert cut_off(text, said) is cut


def test_a_plan_is_doubted_whose_text_was_cut_off_or_that_lost_a_condition() -> None:
    one, two = step("take a photo"), step("record a video").model_copy(update={"id": "2"})
    assert doubt(plan("take a photo and record a video", one, two)) == ""
    goal = "if it is light take a photo, otherwise record a video"
    assert '"if"' in doubt(plan(goal, one, two))
    known = two.model_copy(update={"when": Condition(step="1", outcome="failed")})
    assert doubt(plan(goal, one, known)) == "" and doubt(plan(goal, step(goal))) == ""
    assert doubt(plan("x", step("write it", text="we meet at the"))) != ""


def test_a_step_on_the_screen_goes_without_a_text_that_was_cut_off() -> None:
    given = plan("x", step("write it", text="we meet at the", title="Plan"))
    (left,) = without_cut_texts(given).steps
    assert [slot.name for slot in left.slots] == ["title"]


def test_a_tool_whose_text_was_cut_off_is_left_for_the_apps_screen() -> None:
    given = step("write it", text="we meet at the", title="Plan").model_copy(update={"call": "notes.create"})
    (left,) = without_cut_texts(plan("x", given)).steps
    assert left.call is None and [slot.name for slot in left.slots] == ["title"]
    nowhere = given.model_copy(update={"app": "", "app_label": ""})
    assert without_cut_texts(plan("x", nowhere)).steps == (nowhere,)
    whole = step("write it", text="we meet at noon").model_copy(update={"call": "notes.create"})
    assert without_cut_texts(plan("x", whole)).steps == (whole,)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("where Marzipan is from", True),
        ("where are you", False),
        ("where the key lies?", False),
        ("Travel from", True),
        ("has Sort the photos", True),
        ("Sort the photos", False),
    ],
)
def test_an_indirect_question_is_no_text_by_itself(text: str, cut: bool) -> None:
    assert cut_off(text) is cut
