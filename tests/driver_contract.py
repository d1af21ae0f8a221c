"""What every driver must do; a driver's own test says how to open it and what act moves its phone."""

from __future__ import annotations

import pytest

from edgelam.core.command import Command
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, Unsupported
from edgelam.core.fact import AskFront, AskSetting, FrontApp, Query, Setting
from edgelam.core.screen import Screen


class DriverContract:
    """Inherit, and give the fixtures `driver` (open, closed at the end) and `move` (changes the screen)."""

    # Facts the phone under test knows, and their classes.
    facts: tuple[tuple[Query, type], ...] = (
        (AskFront(), FrontApp),
        (AskSetting(namespace="system", key="screen_brightness"), Setting),
    )

    @pytest.fixture
    def driver(self) -> Driver:
        raise NotImplementedError

    @pytest.fixture
    def move(self) -> Command:
        raise NotImplementedError

    def test_it_has_a_name_and_says_what_it_can(self, driver: Driver) -> None:
        assert driver.serial
        assert "tap_at" in driver.capabilities

    def test_it_shows_a_screen(self, driver: Driver) -> None:
        screen = driver.observe()
        assert isinstance(screen, Screen)
        assert screen.package
        assert screen.elements
        assert len({e.ref for e in screen.elements}) == len(screen.elements)
        assert all(0 <= e.bounds.left < e.bounds.right <= screen.width for e in screen.elements)
        assert all(0 <= e.bounds.top < e.bounds.bottom <= screen.height for e in screen.elements)

    def test_an_unchanged_screen_looks_the_same(self, driver: Driver) -> None:
        assert driver.observe() == driver.observe()

    def test_an_act_is_done(self, driver: Driver, move: Command) -> None:
        before = driver.observe()
        assert driver.perform(move) is None  # type: ignore[func-returns-value]
        assert driver.observe() != before

    def test_facts_are_of_their_querys_class(self, driver: Driver) -> None:
        for query, kind in self.facts:
            assert isinstance(driver.query(query), kind)

    def test_a_picture_is_png_or_unsupported(self, driver: Driver) -> None:
        try:
            assert driver.screenshot().startswith(b"\x89PNG\r\n")
        except Unsupported as error:
            assert error.hint

    def test_what_cannot_be_is_refused_with_a_hint(self, driver: Driver) -> None:
        from edgelam.core.command import LaunchApp

        for package in ("com.x; rm -rf /sdcard", "com.example.no.such.app", ""):
            with pytest.raises((CommandFailed, Unsupported)) as error:
                driver.perform(LaunchApp(package=package))
            assert error.value.hint

    def test_it_can_be_closed_twice(self, driver: Driver) -> None:
        driver.close()
        driver.close()
