from __future__ import annotations

import pytest

from edgelam.core.plan import Slot, Step
from edgelam.verify.asked import (
    amount,
    beyond,
    commands,
    figures,
    names,
    only_looks,
    proper,
    quoted,
    replaces,
    subject,
    taken_back,
    unnamed,
    wanted_state,
    wonders,
    would_change,
)


def step(do: str, **slots: str) -> Step:
    made = tuple(Slot(name=name, value=value) for name, value in slots.items())
    return Step(id="1", do=do, app="com.android.chat", app_label="Chat", slots=made)


def test_on_and_off() -> None:
    assert wanted_state("turn the light on") is True and wanted_state("disable sync") is False
    assert wanted_state("tick off Buy milk") is True and wanted_state("cross milk off the list") is True
    assert wanted_state("check off milk") is True and wanted_state("check that wifi is off") is False
    assert wanted_state("turn wifi on and bluetooth off") is None and wanted_state("pin it") is None


@pytest.mark.parametrize(
    ("do", "looks"),
    [
        ("see to it that there is a bookmark", False),
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


def test_sums_and_long_numbers_are_told() -> None:
    assert figures("Bath mat $28.78, 4900 m, call 5552089672") == ["28.78", "4900", "5552089672"]
    assert figures("at 7:30 pm on 2026-05-12, IMG_20260514, 2 of 15") == []


def test_names_are_told_by_their_capitals() -> None:
    assert proper("Tell Ines what the address of Umberto Galli is") == ["Ines", "Umberto Galli"]
    assert proper("Turn it on. Then stop") == []


def test_a_control_that_would_take_it_back_says_that_it_is_so() -> None:
    favorite = step("make sure Ada is among my favorites", name="Ada")
    assert taken_back(favorite, "Remove from favorites") and not taken_back(favorite, "Add to favorites")
    assert not taken_back(favorite, "Remove from cart")
    assert taken_back(step("pin the note Milk", title="Milk"), "Unpin")
    assert not taken_back(step("unpin the note Milk", title="Milk"), "Unpin")
    assert taken_back(step("see that Milk is ticked", title="Milk"), "Mark uncompleted: Milk")
    assert not taken_back(step("Milk is not done, untick it", title="Milk"), "Mark uncompleted: Milk")
    assert not taken_back(step("take Ada out of my favorites", name="Ada"), "Remove from favorites")


def test_a_name_is_no_command() -> None:
    assert not commands(step("no more Work in the list"), "Work")


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
