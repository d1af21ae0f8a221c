"""What a map of an app tells of the elements on a screen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from edgelam.core.plan import Step
from edgelam.core.screen import Element, Screen
from edgelam.memory.appmap import AppMap, build_map
from edgelam.memory.atlas import Atlas
from edgelam.memory.place import Place
from tests.caller_world import element

HOME = (
    element(0, "text", "Diary"),
    element(1, "button", desc="Search"),
    element(2, "button", desc="More options"),
    element(3, "input", "Insert text here"),
)
MENU = tuple(
    element(i, "button", name)
    for i, name in enumerate(("Rename note", "Share", "Print", "Settings", "About"))
)
SETTINGS = (
    element(0, "text", "Settings"),
    element(1, "button", "Customize colors"),
    element(2, "button", "Font size\n100%"),
    element(3, "switch", "Show word count", checked=False),
)
SIZES = tuple(element(i, "checkbox", size, checked=False) for i, size in enumerate(("75%", "100%", "125%")))
COLORS = (element(0, "text", "Customize colors"), element(1, "button", "Theme\nDark"))
SCREENS = (SETTINGS, HOME, SIZES, MENU, COLORS)
NOTES = build_map(SCREENS)


def test_a_label_leads_to_the_screen_of_that_title() -> None:
    assert "Show word count" in NOTES.leads("count the words", MENU)[3]


def test_a_row_leads_to_the_choices_that_hold_its_value() -> None:
    assert NOTES.leads("make it 125%", SETTINGS)[2].startswith("125%")


def test_the_overflow_button_leads_to_the_commands_not_to_the_choices() -> None:
    told = NOTES.leads("print it", HOME)[2]
    assert told.startswith("Print")
    assert "75%" not in told


def test_what_lies_several_taps_away_is_told_at_the_way_to_it() -> None:
    assert NOTES.leads("set the theme", HOME)[2].startswith("Theme , ")
    assert NOTES.leads("set the theme", MENU)[3].startswith("Theme , ")


def test_nothing_is_told_of_what_the_screen_shows_itself_or_nothing_is_known_of() -> None:
    assert "Settings" not in NOTES.leads("open the settings", MENU)[3]
    assert set(NOTES.leads("search", HOME)) == {2}
    assert AppMap().leads("search", HOME) == {}


def test_what_was_seen_is_believed_over_what_is_guessed() -> None:
    places = tuple(map(Place.of, SCREENS))
    seen = AppMap(places, {(1, "more options"): 2})
    assert seen.leads("make it 125%", HOME)[2].startswith("125%")
    assert "Share" not in seen.leads("share", HOME)[2]


def test_a_screen_that_has_changed_is_known_again() -> None:
    other = (*HOME[:3], element(3, "input", "Milk, eggs"))
    assert NOTES.locate(Place.of(other)) == 1
    assert NOTES.locate(Place.of((element(0, "text", "Weather"),))) is None


def test_each_app_has_its_own_map() -> None:
    atlas = Atlas({"org.notes": NOTES})
    step = Step(id="1", do="set the theme", app_label="org.notes")
    assert atlas.leads(step, Screen(elements=HOME))
    assert atlas.leads(step, Screen(elements=HOME, package="org.notes"))
    assert not atlas.leads(step, Screen(elements=HOME, package="org.other"))


ELEMENTS = st.builds(
    lambda role, text, desc, rid: element(0, role, text, desc=desc, rid=rid),
    st.sampled_from(("button", "input", "checkbox", "switch", "text", "image", "list", "other")),
    st.text(max_size=12),
    st.sampled_from(("", "More options", "Save")),
    st.text(max_size=12),
)


@settings(max_examples=60)
@given(st.lists(st.lists(ELEMENTS, max_size=6), max_size=6), st.text(max_size=20))
def test_any_screens_make_a_map(screens: list[list[Element]], do: str) -> None:
    numbered = [[e.model_copy(update={"ref": i}) for i, e in enumerate(shown)] for shown in screens]
    known = build_map(numbered)
    for shown in numbered:
        assert set(known.leads(do, shown)) <= {e.ref for e in shown}
