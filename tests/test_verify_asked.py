from __future__ import annotations

import pytest

from edgelam.core.plan import Condition, Plan, Slot, Step
from edgelam.verify.asked import (
    amount,
    beyond,
    commands,
    cut_off,
    doubt,
    names,
    only_looks,
    proper,
    quoted,
    refers,
    replaces,
    subject,
    taken_back,
    unnamed,
    wanted_state,
    without_cut_texts,
    wonders,
    would_change,
)


def step(do: str, **slots: str) -> Step:
    made = tuple(Slot(name=name, value=value) for name, value in slots.items())
    return Step(id="1", do=do, app="com.android.chat", app_label="Chat", slots=made)


def plan(goal: str, *steps: Step) -> Plan:
    return Plan(goal=goal, steps=steps)


def test_on_and_off() -> None:
    assert wanted_state("turn the light on") is True and wanted_state("disable sync") is False
    assert wanted_state("tick off Buy milk") is True and wanted_state("cross milk off the list") is True
    assert wanted_state("check off milk") is True and wanted_state("check that wifi is off") is False
    assert wanted_state("turn wifi on and bluetooth off") is None and wanted_state("pin it") is None


@pytest.mark.parametrize(
    ("do", "looks"),
    [
        ("show me Ada in contacts", True),
        ("which song is this", True),
        ("I'd like to know the size of it", True),
        ("Ada's number?", True),
        ("let me have a look into Inventory", True),
        ("check the length of Sermon", True),
        ("check that Sermon is there", False),
        ("Short Walk, shop, how much is it", True),
        ("star the contact Ada", False),
        ("I never want to see Ada in my phone book again", False),
        ("don't show the preview", False),
    ],
)
def test_being_shown_something_is_told_from_changing_it(do: str, looks: bool) -> None:
    assert only_looks(do) is looks


@pytest.mark.parametrize(
    ("do", "wondered"),
    [
        ("how do I reach Ada by phone?", True),
        ("Who's the last one that called?", True),
        ("how about calling Ada", False),
        ("can you call Ada?", False),
        ("when Ada is there, text Bob", False),
        ("what", True),
        ("", False),
    ],
)
def test_a_question_is_told_from_a_wish(do: str, wondered: bool) -> None:
    assert wonders(do) is wondered


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


def test_what_is_quoted_in_any_countrys_way() -> None:
    assert quoted('say "no" and “yes please” and «merci» and „danke“ and ""') == [
        "no", "yes please", "merci", "danke",
    ]  # fmt: skip


def test_a_control_that_changes_something_is_no_way_to_look() -> None:
    look, act = step("which tasks do I have today"), step("mark the task as done")
    assert would_change(look, "Mark as done: Oil the gate") and not would_change(look, "Work")
    assert not would_change(act, "Mark as done: Oil the gate")
    assert not would_change(step("look who phoned last and block them"), "Block number")
    assert would_change(step("look who phoned last"), "Block number")
    assert would_change(step("did I star that?"), "Star")


def test_what_is_meant_is_neither_the_texts_nor_the_app() -> None:
    pin = step("please pin the conversation with Ada in Chat", name="Ada")
    assert subject(pin) == ("pin", "conversation")
    assert names(pin, "Pinned") and names(pin, "Pin") and not names(pin, "Star")
    assert unnamed(pin, ["Pin"]) == ["conversation"]
    assert names(step("make it a favorite"), "Remove from favorites")


def test_replacing_is_asked_for() -> None:
    assert replaces("change the title to Milk") and not replaces("add Milk to my list")
    assert replaces("not Milk but Bread, in my notes") and replaces("empty it and write Milk")
    assert replaces("call the list Milk Bread", "Milk", "Bread")
    assert not replaces("put Bread on the list Milk", "Milk", "Bread")


def test_a_control_that_is_called_what_the_step_asks_for() -> None:
    read = step("I saw them, mark all messages as read")
    assert commands(read, "Mark all as read") and not commands(read, "Mark all as unread")
    assert not commands(read, "OK") and commands(step("copy the drawing"), "Duplicate")
    assert commands(step("it should be no favorite any more"), "Remove from favorites")
    quiet = step("Ada writes too much, make it quiet", name="Ada")
    assert commands(quiet, "Mute") and not commands(quiet, "Unmute") and not commands(quiet, "Pin")


def test_a_condition_and_a_number_are_more_than_one_change() -> None:
    assert beyond(step("star it if it is new"), 1, []) == "if"
    assert beyond(step("star all of them"), 1, []) == "all"
    assert beyond(step("mark all as read"), 1, ["Mark all as read"]) == ""
    assert beyond(step("two photos"), 1, []) == "two" and beyond(step("two photos"), 2, []) == ""
    assert beyond(step("a note All hands", title="All hands"), 1, []) == ""
    assert beyond(step("delete every photo"), 1, ["Select all"]) == ""
    assert beyond(step("two notes, each short", a="Milk and Bread"), 2, []) == ""
    assert beyond(step("two notes, each short", a="Milk and Bread"), 1, []) == "two"


def test_names_are_told_by_their_capitals() -> None:
    assert proper("Tell Ines what the address of Umberto Galli is") == ["Ines", "Umberto Galli"]
    assert proper("Turn it on. Then stop") == []


@pytest.mark.parametrize(
    ("text", "said", "cut"),
    [
        ("tickets are at the", "", True),
        ("of Quentin Marsh", "", True),
        ("that dinner is at eight", "", True),
        ("what the mail address", "tell Ines what the mail address of Umberto is", True),
        ("Film", "Film night under lock and key", True),
        ("Bike repair", "Bike repair cost me 45", False),
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


def test_a_control_that_would_take_it_back_says_that_it_is_so() -> None:
    favorite = step("make sure Ada is among my favorites", name="Ada")
    assert taken_back(favorite, "Remove from favorites") and not taken_back(favorite, "Add to favorites")
    assert not taken_back(favorite, "Remove from cart")
    assert taken_back(step("pin the note Milk", title="Milk"), "Unpin")
    assert not taken_back(step("unpin the note Milk", title="Milk"), "Unpin")
    assert not taken_back(step("take Ada out of my favorites", name="Ada"), "Remove from favorites")


def test_a_name_is_no_command() -> None:
    assert not commands(step("no more Work in the list"), "Work")


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
    ("do", "counted"),
    [
        ("how many strokes does Owl have?", "strokes"),
        ("how long is Sermon?", ""),
        ("when is the meeting?", ""),
        ("what is in the note?", None),
        ("write down how many there are", None),
    ],
)
def test_what_a_question_wants_counted(do: str, counted: str | None) -> None:
    assert amount(do) == counted


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
