"""Looking around in an app, on paper and on the virtual phone."""

from __future__ import annotations

from dataclasses import fields

import pytest

import device_drivers
from bench.tasks.state import State, read_state
from edgelam.core.command import Command, LaunchApp
from edgelam.core.screen import Bounds, Element, Role, Screen
from edgelam.core.screen import State as Is
from edgelam.memory.sketch import Sketch
from edgelam.run.explore import Explorer
from edgelam.run.maps import versions_of
from tests.paper import PaperPhone, paper
from tests.virtual_rig import Rig, adb_path, rig

__all__ = ["adb_path", "rig"]


def page(title: str, *controls: str, role: Role = "button") -> Screen:
    """A title, an icon, then controls that have ids."""
    names = [(0, "text", title), *((n, role, name) for n, name in enumerate(controls, 1))]
    elements = tuple(
        Element(
            ref=n, role=kind, text=name, rid=f"com.app:id/{name.lower()}", package="com.app",
            state=Is(clickable=kind != "text"), path=str(n),
            bounds=Bounds(left=0, top=100 * n, right=500, bottom=100 * (n + 1)),
        )
        for n, kind, name in names
    )  # fmt: skip
    icon = elements[0].model_copy(update={"ref": 99, "role": "button", "text": "", "desc": "Help", "rid": ""})
    icon = icon.model_copy(update={"state": Is(clickable=True), "path": "9"})
    return Screen(elements=(*elements, icon), package="com.app", width=500, height=2000)


@pytest.fixture
def phone() -> PaperPhone:
    made = PaperPhone(
        home=paper("launcher", ("button", "App")),
        main=page("Main", "Library", "About", "Send", "Delete"),
        library=page("Library", "Albums"),
        albums=page("Albums", "Play"),
        about=page("About", "Licences"),
        licences=page("Licences", "Buy"),
    )
    for start, label, to in (
        ("main", "Library", "library"), ("library", "Albums", "albums"),
        ("main", "About", "about"), ("about", "Licences", "licences"),
    ):  # fmt: skip
        made.on(start, label, to)
    for start, label in (("main", "Send"), ("main", "Delete"), ("albums", "Play"), ("licences", "Buy")):
        made.on(start, label, lambda: pytest.fail("this was not to be touched"))
    return made


def explorer(phone: PaperPhone, sketch: Sketch, acts: int = 60, seconds: float = 60) -> Explorer:
    clock = iter(range(10**6))
    return Explorer(
        phone, "com.app", sketch, acts, seconds, now=lambda: next(clock) * 0.01, sleep=lambda s: None
    )


def test_every_page_is_found_and_nothing_grave_is_touched(phone: PaperPhone) -> None:
    sketch = Sketch()
    last = list(explorer(phone, sketch).events())[-1]
    assert {place.heading for place in sketch.places} == {"main", "library", "albums", "about", "licences"}
    assert sketch.route(0, {n for n, p in enumerate(sketch.places) if p.heading == "licences"}) == (
        "about",
        "licences",
    )
    assert sketch.open_places() == frozenset()
    assert (last.places, last.ways) == (5, 4)


def test_limits_hold(phone: PaperPhone) -> None:
    assert list(explorer(phone, Sketch(), acts=3).events())[-1].acts <= 4
    phone.front = "home"
    assert len(phone.performed) <= 8
    assert len(list(explorer(phone, Sketch(), seconds=0.0).events())) == 1


def test_an_exploration_goes_on_where_it_was_stopped(phone: PaperPhone) -> None:
    sketch, running = Sketch(), explorer(phone, Sketch())
    running.sketch = sketch
    events = running.events()
    for _ in range(3):
        next(events)
    events.close()
    known = len(sketch.places)
    assert 0 < known < 5
    list(explorer(phone, sketch).events())
    assert len(sketch.places) == 5


def test_another_app_that_comes_to_the_front_is_left(phone: PaperPhone) -> None:
    phone.screens["other"] = paper("com.other", ("button", "Pay"))
    phone.on("main", "About", "other")
    sketch = Sketch()
    list(explorer(phone, sketch).events())
    assert {place.heading for place in sketch.places} == {"main", "library", "albums"}
    assert LaunchApp(package="com.app") in phone.performed


class Stubborn(PaperPhone):
    """On it, apps do not come up."""

    def perform(self, command: Command) -> None:
        if not isinstance(command, LaunchApp):
            super().perform(command)


def test_an_app_that_does_not_come_up_is_given_up() -> None:
    phone = Stubborn(home=paper("launcher", ("button", "App")))
    sketch = Sketch()
    assert len(list(explorer(phone, sketch).events())) <= 3
    assert sketch.places == []


def _kept(state: State) -> dict[str, object]:
    """What must not change: all but what is shown."""
    return {f.name: getattr(state, f.name) for f in fields(state) if f.name not in ("shown", "front")}


@pytest.mark.device
@pytest.mark.parametrize(
    ("package", "least"),
    [
        ("com.android.deskclock", 5), ("com.android.dialer", 2), ("com.android.contacts", 3),
        ("com.android.expenses", 5), ("com.android.settings", 5),
    ],
)  # fmt: skip
def test_the_phone_is_as_it_was_before(rig: Rig, package: str, least: int) -> None:
    before = read_state(rig.shell)
    driver = device_drivers.open_driver("u2", rig.serial)
    sketch = Sketch()
    list(Explorer(driver, package, sketch, acts=45).events())
    driver.close()
    assert len(sketch.places) >= least
    assert len(sketch.ways) >= least - 1
    assert _kept(read_state(rig.shell)) == _kept(before)


@pytest.mark.device
def test_versions_are_told(rig: Rig) -> None:
    driver = device_drivers.open_driver("u2", rig.serial)
    assert versions_of(driver)["com.android.deskclock"].isdigit()
    driver.close()
