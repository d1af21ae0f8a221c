from __future__ import annotations

import pytest

from edgelam.core.action import Back, Submit, Tap, Type
from edgelam.core.screen import Bounds, Element, Role, Screen, State
from edgelam.guard.risk import act_of, dismisses, named_acts, tier_of

BOX = Bounds(left=0, top=0, right=10, bottom=10)
EMPTY = Screen(elements=())


def element(
    text: str = "",
    *,
    desc: str = "",
    hint: str = "",
    rid: str = "",
    role: Role = "button",
    password: bool = False,
) -> Element:
    state = State(clickable=True, password=password)
    return Element(
        ref=1, role=role, text=text, desc=desc, hint=hint, rid=rid, state=state, bounds=BOX, package="com.app"
    )


@pytest.mark.parametrize(
    ("shown", "act"),
    [
        (element("Send"), "send"),
        (element("", desc="Send SMS"), "send"),
        (element("", rid="com.app:id/send_button"), "send"),
        (element("DELETE"), "delete"),
        (element("Pay $500"), "pay"),
        (element("Place order"), "pay"),
        (element("Call Anna"), "call"),
        (element("Don't allow"), None),
        (element("Cancel"), None),
        (element("Keep and do not delete it"), None),
        (element("I will send you the papers tomorrow"), None),
        (element("Allow"), "grant"),
        (element("Install"), "install"),
        (element("Recently sent things"), None),
    ],
)
def test_controls_are_told_from_content(shown: Element, act: str | None) -> None:
    assert act_of(shown) == act


def test_typing_into_a_password_field_is_graver_than_into_a_draft() -> None:
    assert tier_of(Type(target=1, slot="text"), element(role="input"), EMPTY)[0] == 1
    assert tier_of(Type(target=1, slot="text"), element(role="input", password=True), EMPTY)[0] == 3


def test_going_back_and_plain_taps() -> None:
    assert tier_of(Back(), None, EMPTY) == (0, "")
    assert tier_of(Tap(target=1), element("Alarms"), EMPTY) == (1, "")


@pytest.mark.parametrize(
    ("goal", "act"),
    [
        ("Text Mom that I am late", "send"),
        ("ring Jonas", "call"),
        ("get rid of the shopping note", "delete"),
        ("buy two tickets", "pay"),
    ],
)
def test_a_goal_names_its_grave_acts(goal: str, act: str) -> None:
    assert act in named_acts(goal)


def test_a_goal_that_names_none() -> None:
    assert named_acts("Set an alarm for 7:30") == frozenset()


def test_what_closes_a_dialog() -> None:
    assert (
        dismisses(element("Not now")) and dismisses(element("Don’t allow")) and dismisses(element("Cancel"))
    )
    assert not dismisses(element("Allow")) and not dismisses(element("OK"))


def test_accept_is_graver_below_terms_than_in_a_time_picker() -> None:
    terms = Screen(elements=(element("We and our partners use cookies"),))
    assert tier_of(Tap(target=1), element("Accept"), EMPTY) == (1, "")
    assert tier_of(Tap(target=1), element("Accept"), terms) == (2, "grant")
    assert tier_of(Tap(target=1), element("Accept all"), EMPTY) == (2, "grant")


def test_clearing_a_search_field_deletes_nothing() -> None:
    clear = element("", desc="Clear")
    field = element("Oslo", rid="com.app:id/search_src_text", role="input")
    note = element("Oslo", rid="com.app:id/body", role="input")
    assert tier_of(Tap(target=1), clear, Screen(elements=(field, clear))) == (1, "")
    assert tier_of(Tap(target=1), clear, Screen(elements=(note, clear))) == (2, "delete")
    assert tier_of(Tap(target=1), clear, EMPTY) == (2, "delete")
    everything = element("Clear all")
    assert tier_of(Tap(target=1), everything, Screen(elements=(field, everything))) == (2, "delete")


SUBMIT = Submit(target=1)
DRAFT = element("Running late", hint="Text message", role="input")


def beside(*controls: str) -> Screen:
    return Screen(elements=tuple(map(element, controls)))


@pytest.mark.parametrize(
    ("controls", "tier"),
    [
        ((), (1, "")),
        (("Attach", "Send SMS"), (2, "send")),
        (("Call", "Send"), (2, "send")),
        (("Call",), (2, "call")),
        (("Send", "Pay now"), (3, "pay")),
        (("Delete", "More options"), (1, "")),
        (("Delete", "Cancel"), (2, "delete")),
    ],
)
def test_the_action_key_is_as_grave_as_the_buttons_it_may_stand_for(
    controls: tuple[str, ...], tier: tuple[int, str]
) -> None:
    assert tier_of(SUBMIT, DRAFT, beside(*controls)) == tier


def test_the_action_key_of_a_search_only_searches() -> None:
    for field in (
        element("tea", hint="Search shop", role="input"),
        element("tea", rid="com.app:id/search_src_text", role="input"),
    ):
        assert tier_of(SUBMIT, field, beside("Buy", "Send")) == (1, "")


def test_the_action_key_of_a_password_gives_it() -> None:
    assert tier_of(SUBMIT, element(role="input", password=True), EMPTY) == (3, "credentials")


def test_taking_a_mark_off_deletes_nothing() -> None:
    assert act_of(element("Remove from favorites")) is None
    assert act_of(element(desc="Remove star")) is None
    assert act_of(element("Remove all favorites")) == "delete"
    assert act_of(element("Remove")) == "delete"


def test_what_can_be_done_is_asked_for() -> None:
    assert named_acts("the bookmark Choir dates can be deleted") == {"delete"}
    assert named_acts("my last note should now be erased") == {"delete"}
    assert named_acts("the new folder should be called Milk") == frozenset()
    assert named_acts("out of sight, but not deleted") == frozenset()
    assert named_acts("show the mails that were deleted") == frozenset()


@pytest.mark.parametrize(
    ("goal", "acts"),
    [
        ("I want the call history gone", set()),
        ("turn my phone off", set()),
        ("the ring and the alarm should be louder", set()),
        ("order the list by name", set()),
        ("order a pizza", {"pay"}),
        ("list them in alphabetical order, order by name", set()),
        ("make the text bigger", set()),
        ("phone Ada", {"call"}),
        ("call back the last missed call", {"call"}),
        ("give Ada a ring", {"call"}),
        ("text Ada that I am late", {"send"}),
    ],
)
def test_a_thing_that_is_called_like_an_act_asks_for_none(goal: str, acts: set[str]) -> None:
    assert named_acts(goal) == acts
