"""Maps: places, lists, ways and areas; what is done by hand is what the provider says."""

from __future__ import annotations

from datetime import datetime

import pytest

from device_drivers.virtual.apps import _maps_ways as ways
from device_drivers.virtual.fixture import default_fixture
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_world import BACK, ENTER, HOME, column, find, hold, make_phone, tap, texts

MAPS = "com.android.maps"
PLACES, SAVED, LISTS = (f"content://{MAPS}/{name}" for name in ("places", "saved", "lists"))
ROUTES, AREAS = f"content://{MAPS}/routes", f"content://{MAPS}/offline_areas"
VIEW = "android.intent.action.VIEW"
TOWN = {
    "places": [
        {"name": "Blue Cafe", "category": "Cafe", "address": "1 Oak Street", "phone": "030 1", "rating": 3.5,
         "latitude": 52.521, "longitude": 13.4},
        {"name": "Far Cafe", "category": "Cafe", "address": "9 Mill Lane", "opens": "09:00",
         "closes": "09:01", "latitude": 52.54, "longitude": 13.43, "rating": 4.8, "website": "https://far.example/"},
        {"name": "Museum", "category": "Museum", "address": "5 Oak Street", "saved": "Want to go",
         "latitude": 52.53, "longitude": 13.39},
    ],
}  # fmt: skip


def town_phone(**more: object) -> Phone:
    return make_phone(fixture=TOWN, **more)


def touch(phone: Phone, *labels: str) -> None:
    tap(phone, *(phone.skin.say(label) for label in labels))


@pytest.mark.parametrize("skin", ["plain", "petite", "atlas", "ember", "harbor", "mosaic"])
def test_a_place_is_found_and_saved(skin: str) -> None:
    phone = town_phone(skin=skin)
    phone.launch(MAPS)
    touch(phone, "Search")
    phone.type_text("oak")
    assert "Far Cafe" not in texts(phone)
    tap(phone, "Blue Cafe")
    assert {"1 Oak Street", "030 1"} <= set(texts(phone))
    touch(phone, "Save place")
    tap(phone, "Favorites")
    tap(phone, "Done")
    assert column(phone, SAVED, "name", "list='Favorites'") == ["Blue Cafe"]
    assert phone.skin.say("Saved place") in texts(phone)
    phone.press_key(BACK)
    assert column(phone, f"content://{MAPS}/searches", "query") == ["oak"]


def test_what_was_searched_for_is_offered_again() -> None:
    phone = town_phone()
    phone.launch(MAPS)
    tap(phone, "Search")
    phone.type_text("museum")
    phone.press_key(ENTER)
    phone.press_key(BACK)
    tap(phone, "Search", "museum")
    assert "Museum • 4.0 ★ • 1.3 km" in texts(phone)
    tap(phone, "Clear", "Remove search")
    assert not phone.content.rows(f"content://{MAPS}/searches")


def test_results_are_sorted_and_filtered() -> None:
    phone = town_phone()
    phone.launch(MAPS)
    tap(phone, "Cafe")
    names = [text for text in texts(phone) if text.endswith(" Cafe")]
    assert names == ["Blue Cafe", "Far Cafe"]
    tap(phone, "sort", "Rating")
    assert [text for text in texts(phone) if text.endswith(" Cafe")] == ["Far Cafe", "Blue Cafe"]
    tap(phone, "Open now")
    assert [text for text in texts(phone) if text.endswith(" Cafe")] == ["Blue Cafe"]


def test_lists_are_made_renamed_emptied_and_deleted() -> None:
    phone = town_phone()
    phone.launch(MAPS)
    tap(phone, "Museum", "Saved place", "New list")
    phone.type_text("Trip")
    tap(phone, "Create")
    assert sorted(column(phone, SAVED, "list")) == ["Trip", "Want to go"]
    phone.press_key(BACK)
    tap(phone, "Saved")
    hold(phone, "Trip")
    tap(phone, "Rename")
    phone.type_text("Summer")
    tap(phone, "Rename", "Summer", "Remove from list")
    assert column(phone, SAVED, "list") == ["Want to go"]
    tap(phone, "Undo")
    assert sorted(column(phone, SAVED, "list")) == ["Summer", "Want to go"]
    phone.press_key(BACK)
    hold(phone, "Summer")
    tap(phone, "Delete", "Delete")
    assert column(phone, SAVED, "list") == ["Want to go"]
    assert "Summer" not in column(phone, LISTS, "name")


@pytest.mark.parametrize("skin", ["plain", "noir", "harbor"])
def test_a_way_is_planned_and_followed(skin: str) -> None:
    phone = town_phone(skin=skin)
    phone.launch(MAPS)
    tap(phone, "Museum")
    touch(phone, "Directions")
    walk = ways.way((52.52, 13.4), (52.53, 13.39), ways.WALK, "Museum")
    label = phone.skin.say("Walk")
    tap(phone, f"{label}\n{ways.lasts(walk.seconds)}")
    assert f"{ways.lasts(walk.seconds)} ({ways.far(walk.meters)})" in texts(phone)
    touch(phone, "Start")
    (row,) = phone.content.rows(ROUTES)
    assert (row.text("destination"), row.text("mode"), row.number("active")) == ("Museum", "walk", 1)
    assert row.number("seconds") == walk.seconds
    assert walk.steps[0] in texts(phone)
    tap(phone, "Next step")
    assert walk.steps[1] in texts(phone)
    phone.press_key(HOME)
    phone.open_notifications()
    tap(phone, "Exit navigation")
    assert column(phone, ROUTES, "active") == ["0"]


def test_a_way_from_one_place_to_another() -> None:
    phone = town_phone()
    phone.launch(MAPS)
    tap(phone, "Museum", "Directions", "Your location")
    phone.type_text("blue")
    tap(phone, "Blue Cafe", "Swap start and destination", "Start")
    (row,) = phone.content.rows(ROUTES)
    assert (row.text("origin"), row.text("destination")) == ("Museum", "Blue Cafe")
    tap(phone, "Exit navigation")
    assert column(phone, ROUTES, "active") == ["0"]


def test_maps_are_kept_for_offline_use() -> None:
    phone = town_phone()
    phone.launch(MAPS)
    tap(phone, "More options", "Offline maps", "Download area", "The coast (310 MB)")
    assert column(phone, AREAS, "name") == ["The coast"]
    tap(phone, "Area options", "Rename")
    phone.type_text("Seaside")
    tap(phone, "Rename")
    assert column(phone, AREAS, "name") == ["Seaside"]
    tap(phone, "Area options", "Delete", "Delete")
    assert not column(phone, AREAS, "name")
    phone.settings.put("global", "wifi_on", "0")
    tap(phone, "Download area", "The hills (127 MB)")
    assert not column(phone, AREAS, "name")


@pytest.mark.parametrize(
    "data, words",
    [
        ("geo:0,0?q=museum", "5 Oak Street"),
        ("geo:52.53,13.39", "5 Oak Street"),
        ("geo:52.5,13.3?z=12", "Dropped pin 52.50000, 13.30000"),
        ("geo:0,0?q=cafe", "Far Cafe"),
        ("geo:0,0?q=52.53,13.39(Museum)", "5 Oak Street"),
        ("geo:0,0", "Explore nearby"),
    ],
)
def test_geo_addresses_open(data: str, words: str) -> None:
    phone = town_phone()
    assert phone.start_activity(Intent(VIEW, data=data)).ok
    assert words in texts(phone)


def test_navigation_starts_from_an_intent() -> None:
    phone = town_phone()
    assert phone.start_activity(Intent(VIEW, data="google.navigation:q=far+cafe&mode=b")).ok
    assert column(phone, ROUTES, "mode") == ["bus"]
    assert "Far Cafe" in texts(phone)
    phone.start_activity(Intent(VIEW, data="google.navigation:q=nowhere"))
    assert "No results" in texts(phone)


def test_a_website_opens_in_the_browser() -> None:
    phone = town_phone()
    phone.launch(MAPS)
    tap(phone, "Far Cafe", "https://far.example/")
    assert phone.stack[-1].package == "com.android.browser"


def test_hours() -> None:
    monday = datetime(2026, 3, 2, 12, 0)
    assert ways.is_open(monday, "09:00", "17:00", "")
    assert not ways.is_open(monday, "09:00", "17:00", "Monday")
    assert not ways.is_open(monday.replace(hour=17), "09:00", "17:00", "")
    assert ways.is_open(monday, "", "", "")
    assert ways.opens_next(monday.replace(hour=8), "09:00", "17:00", "") == ""
    assert ways.opens_next(monday, "09:00", "10:00", "Tuesday") == "Wednesday"


def test_walking_takes_longest_and_a_way_is_the_same_every_time() -> None:
    ends = (52.52, 13.4), (52.55, 13.45)
    found = {mode: ways.way(*ends, mode, "X") for mode, _, _ in ways.MODES}
    assert found["drive"].seconds < found["bus"].seconds < found["walk"].seconds
    assert found["walk"] == ways.way(*ends, "walk", "X")
    assert all(way.steps[-1] == "Arrive at X" for way in found.values())
    assert ways.far(996) == "1000 m"
    assert (ways.far(1234), ways.lasts(3700)) == ("1.2 km", "1 h 2 min")


def test_first_places_are_seeded() -> None:
    assert default_fixture(5).places == default_fixture(5).places != default_fixture(6).places
    phone = make_phone(fixture=default_fixture(5))
    phone.launch(MAPS)
    assert find(phone, "map")
    assert len(phone.content.rows(PLACES)) == len(default_fixture(5).places)
