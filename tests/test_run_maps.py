"""Maps kept on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.action import Choice, Tap
from edgelam.core.command import PressKey, TapAt
from edgelam.core.errors import InputFileError
from edgelam.core.event import Chose, Observed, Performed
from edgelam.core.plan import Step
from edgelam.core.screen import Element, Screen
from edgelam.memory.sketch import Sketch
from edgelam.run.maps import KeptMaps, keep, kept_maps, load, looks_of, path_of, versions_of
from tests.paper import PaperPhone, paper
from tests.test_memory_appmap import HOME, MENU, SETTINGS

STEP = Step(id="1", do="count the words")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture
def sketch() -> Sketch:
    made = Sketch()
    made.follow((Screen(elements=shown), key) for shown, key in ((HOME, "more options"), (SETTINGS, None)))
    return made


def screen(elements: tuple[Element, ...], package: str) -> Screen:
    return Screen(elements=elements, package=package)


def test_a_map_is_kept_for_its_owner_alone(home: Path, sketch: Sketch) -> None:
    path = keep(sketch, "org.notes", "12")
    assert path.is_relative_to(home / "maps")
    assert path.stat().st_mode & 0o077 == 0
    assert load("org.notes", "12") == sketch
    assert load("org.notes", "13") is None


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_name_leads_out_of_the_folder(package: str, version: str) -> None:
    folder = Path("/maps")
    path = path_of(package, version, folder)
    assert path.resolve().parent.parent == folder
    assert path.suffix == ".json"


def test_a_broken_map_is_refused_when_asked_for_and_left_aside_in_a_run(home: Path) -> None:
    path = path_of("org.notes", "12")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff")
    with pytest.raises(InputFileError):
        load("org.notes", "12")
    assert KeptMaps({"org.notes": "12"}).leads(STEP, screen(HOME, "org.notes")) == {}


def test_a_run_hears_of_the_version_that_the_phone_has(home: Path, sketch: Sketch) -> None:
    keep(sketch, "org.notes", "12")
    shown = screen(HOME, "org.notes")
    assert KeptMaps({"org.notes": "12"}).leads(STEP, shown)[2].startswith("Show word count")
    assert KeptMaps({"org.notes": "13"}).leads(STEP, shown) == {}
    assert KeptMaps({"org.notes": "12"}).leads(STEP, screen(HOME, "org.other")) == {}


def test_a_map_of_no_version_fits_any(home: Path, sketch: Sketch) -> None:
    keep(sketch, "org.notes", "")
    assert KeptMaps({"org.notes": "13"}).leads(STEP, screen(HOME, "org.notes"))


def test_without_maps_or_versions_nothing_is_told(home: Path, sketch: Sketch) -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "App")))
    assert kept_maps(phone) is None
    keep(sketch, "org.notes", "")
    assert kept_maps(phone) is None
    phone.sms = [{"package": "org.notes", "version": "3"}]
    assert versions_of(phone) == {"org.notes": "3"}
    assert kept_maps(phone) is not None


def test_a_run_teaches_what_its_taps_led_to() -> None:
    notes, other = "org.notes", "org.other"

    def look(elements: tuple[Element, ...], package: str = notes) -> Observed:
        return Observed(step="1", screen=screen(elements, package), looks=2, ms=1, look_ms=1)

    def tap(ref: int) -> list[Chose | Performed]:
        choice = Choice(action=Tap(target=ref), probability=1, margin=1)
        done = Performed(step="1", command=TapAt(x=1, y=1), ms=1)
        return [Chose(step="1", words="", choice=choice), done]

    back = Performed(step="1", command=PressKey(key="back"), ms=1)
    there = [look(HOME), *tap(2), look(MENU), *tap(3), look(SETTINGS)]
    looks = looks_of([*there, back, look(MENU), *tap(1), look(HOME, other)])
    assert [key for _, key in looks[notes]] == ["more options", "settings", None, None]
    assert [key for _, key in looks[other]] == [None]
