"""`edgelam act`: the words become an action, then commands."""

from __future__ import annotations

import pytest

from edgelam.cli.act import commands, parse, split
from edgelam.core.action import Action, Back, Clear, Home, LongPress, Scroll, Submit, Tap, Type
from edgelam.core.command import Command, LaunchApp, PressKey, SetText, TapAt
from edgelam.core.errors import CommandFailed, UsageError
from edgelam.core.fact import App, Apps, Fact, Query
from edgelam.core.screen import Bounds, Element, Screen, State

SAVE = Element(
    ref=1, role="button", text="Save", bounds=Bounds(left=0, top=0, right=100, bottom=50), package="com.x",
    state=State(clickable=True),
)  # fmt: skip
NAME = Element(
    ref=2, role="input", hint="Name", bounds=Bounds(left=0, top=100, right=100, bottom=150), package="com.x",
    state=State(clickable=True),
)  # fmt: skip


class Phone:
    """A phone with two elements and one app."""

    serial = "test"
    capabilities: frozenset[str] = frozenset()

    def observe(self) -> Screen:
        return Screen(elements=(SAVE, NAME), package="com.x", width=100, height=200)

    def perform(self, command: Command) -> None:
        raise AssertionError("nothing is performed here")

    def query(self, query: Query) -> Fact:
        return Apps(apps=(App(package="com.android.deskclock", label="Clock"),))

    def screenshot(self) -> bytes:
        return b""

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "words, action, text",
    [
        (["tap 3"], Tap(target=3), ""),
        (["tap", "3"], Tap(target=3), ""),
        (["long_press 2"], LongPress(target=2), ""),
        (["clear 2"], Clear(target=2), ""),
        (["submit 2"], Submit(target=2), ""),
        (['type 4 "two words"'], Type(target=4, slot="text"), "two words"),
        (["type", "4", "it's"], Type(target=4, slot="text"), "it's"),
        (["scroll down"], Scroll(direction="down"), ""),
        (["scroll left 7"], Scroll(direction="left", target=7), ""),
        (["back"], Back(), ""),
        (["home"], Home(), ""),
    ],
)
def test_words_are_actions(words: list[str], action: Action, text: str) -> None:
    assert parse(split(words)) == (action, text)


@pytest.mark.parametrize(
    "words", [[""], ["tap"], ["tap save"], ["tap -1"], ["type 4"], ["fly 3"], ['type 4 "open'], ["scroll in"]]
)
def test_other_words_are_not(words: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        parse(split(words))
    assert "tap N" in error.value.hint


def test_an_action_becomes_commands() -> None:
    assert commands(["tap", "1"], Phone()) == (TapAt(x=50, y=25),)
    assert commands(["type", "2", "Ada"], Phone()) == (SetText(x=50, y=125, text="Ada"),)
    assert commands(["back"], Phone()) == (PressKey(key="back"),)


@pytest.mark.parametrize("name", ["Clock", "clock", "com.android.deskclock"])
def test_an_app_is_opened_by_label_or_package(name: str) -> None:
    assert commands(["open", name], Phone()) == (LaunchApp(package="com.android.deskclock"),)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="9"):
        commands(["tap", "9"], Phone())
    with pytest.raises(CommandFailed, match="Camera") as error:
        commands(["open", "Camera"], Phone())
    assert "Clock" in error.value.hint
