"""A trace shows its screens in order, knows its facts, and takes only what was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from device_drivers import open_driver
from edgelam.core.command import Command, PressKey, TapAt
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, InputFileError, ObserveFailed, Unsupported
from edgelam.core.event import Ended, Event, Observed, Performed, Queried
from edgelam.core.fact import AskFront, AskNow, AskSetting, FrontApp, Query, Setting
from edgelam.core.screen import Bounds, Element, Screen
from tests.driver_contract import DriverContract

TAP, BACK = TapAt(x=5, y=5), PressKey(key="back")
WIFI = AskSetting(namespace="global", key="wifi_on")


def screen(words: str) -> Screen:
    element = Element(ref=1, role="text", text=words, bounds=Bounds(left=0, top=0, right=9, bottom=9))
    return Screen(elements=(element,), package="com.example.app", width=10, height=10)


def seen(words: str, looks: int = 2) -> Observed:
    return Observed(step="1", screen=screen(words), looks=looks, ms=1, look_ms=1)


def done(command: Command) -> Performed:
    return Performed(step="1", command=command, ms=1)


def told(query: Query, fact: FrontApp | Setting) -> Queried:
    return Queried(query=query, fact=fact, ms=1)


def phone(folder: Path, *events: Event, end: str = "") -> Driver:
    path = folder / "run.jsonl"
    path.write_text("".join(event.model_dump_json() + "\n" for event in events) + end, encoding="utf-8")
    return open_driver("replay", str(path))


class TestContract(DriverContract):
    facts = ((AskFront(), FrontApp), (WIFI, Setting))

    @pytest.fixture
    def driver(self, tmp_path: Path) -> Driver:
        front = told(AskFront(), FrontApp(package="com.example.app"))
        return phone(tmp_path, front, told(WIFI, Setting(value="0")), seen("one"), done(TAP), seen("two"))

    @pytest.fixture
    def move(self) -> Command:
        return TAP


def test_screens_come_in_order_each_long_enough_to_settle(tmp_path: Path) -> None:
    before = (seen("a", 5), seen("b", 1), seen("c"))
    driver = phone(tmp_path, *before, done(TAP), seen("d"), Ended(outcome="done"))
    assert [driver.observe() for _ in range(6)] == [screen(words) for words in "aabccc"]
    driver.perform(TAP)
    assert driver.observe() == screen("d")


def test_an_act_cuts_the_looking_short(tmp_path: Path) -> None:
    driver = phone(tmp_path, seen("a"), done(TAP), done(BACK), seen("b"))
    assert driver.observe() == screen("a")
    driver.perform(TAP)
    assert driver.observe() == screen("a")
    driver.perform(BACK)
    assert driver.observe() == screen("b")


def test_another_act_or_one_too_many_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    driver = phone(tmp_path, seen("a"), done(TAP), seen("b"))
    with pytest.raises(CommandFailed):
        driver.perform(BACK)
    driver.perform(TAP)
    with pytest.raises(CommandFailed):
        driver.perform(TAP)


def test_facts_are_those_of_the_time(tmp_path: Path) -> None:
    off, on = Setting(value="0"), Setting(value="1")
    driver = phone(tmp_path, seen("a"), told(WIFI, off), done(TAP), told(WIFI, on), seen("b"))
    assert driver.query(WIFI) == off
    driver.perform(TAP)
    assert driver.query(WIFI) == on
    with pytest.raises(Unsupported):
        driver.query(AskNow())


def test_capabilities_are_what_the_trace_holds(tmp_path: Path) -> None:
    assert phone(tmp_path, done(TAP), told(WIFI, Setting(value=None))).capabilities == {"tap_at", "setting"}


def test_a_trace_without_screens_shows_none(tmp_path: Path) -> None:
    with pytest.raises(ObserveFailed):
        phone(tmp_path, done(TAP)).observe()


def test_a_last_line_cut_short_is_left_out_and_any_other_is_an_error(tmp_path: Path) -> None:
    assert phone(tmp_path, seen("a"), end='{"kind": "perf').observe() == screen("a")
    with pytest.raises(InputFileError, match="line 2"):
        phone(tmp_path, seen("a"), end="nonsense\n{}\n")


@pytest.mark.parametrize("path", ["nowhere.jsonl", "."])
def test_a_trace_that_cannot_be_read(tmp_path: Path, path: str) -> None:
    with pytest.raises(InputFileError):
        open_driver("replay", str(tmp_path / path))
