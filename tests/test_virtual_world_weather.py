"""Weather: what is shown is what the provider's forecasts say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.virtual.apps._weather_sky import CITIES, CONDITIONS, day, hours
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_looks import check_screen, says
from tests.virtual_world import BACK, column, find, hold, make_phone, tap, texts, word

WEATHER = "com.android.weather"
PLACES = "content://com.android.weather/places"
DAYS = "content://com.android.weather/days"
HOURS = "content://com.android.weather/hours"
PREFERENCES = "content://com.android.weather/preferences"
TOWNS = {
    "weather_places": [
        {"name": "Oslo", "region": "Norway", "latitude": 60},
        {"name": "Rome", "region": "Italy", "latitude": 42},
        {"name": "Lima", "region": "Peru", "latitude": -12},
    ]
}


def opened(**more: object) -> Phone:
    phone = make_phone(**{"fixture": TOWNS, **more})
    phone.launch(WEATHER)
    return phone


def place(phone: Phone, label: str) -> None:
    if phone.skin.navigation == "drawer":
        tap(phone, word(phone, "Open navigation drawer"))
    tap(phone, word(phone, label))


@given(st.integers(0, 1000), st.sampled_from(CITIES), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_forecast_is_drawn_by_seed_place_and_date(
    seed: int, city: tuple[str, str, int], when: date
) -> None:
    name, _, latitude = city
    drawn = day(seed, name, latitude, when)
    assert drawn == day(seed, name, latitude, when)
    assert drawn.condition in CONDITIONS
    assert -40 < drawn.low < drawn.high < 50
    assert drawn.sunrise < drawn.sunset
    drawn_hours = hours(seed, name, latitude, when)
    assert len(drawn_hours) == 24
    assert min(one.temperature for one in drawn_hours) == drawn.low
    assert max(one.temperature for one in drawn_hours) == drawn.high
    assert all(0 <= one.rain <= 100 and one.condition in CONDITIONS for one in drawn_hours)


@pytest.mark.parametrize("skin", ["plain", "grand", "harbor"])
def test_what_is_shown_is_what_the_provider_says(skin: str) -> None:
    phone = opened(skin=skin)
    now = phone.now()
    assert "Oslo" in texts(phone)
    (row,) = phone.content.rows(HOURS, f"place='Oslo' AND date='{now.date()}' AND hour={now.hour}")
    assert {f"{row.number('temperature')}°", row.text("condition")} <= set(texts(phone))
    days = phone.content.rows(DAYS, "place='Oslo'")
    assert len(days) == 7
    assert says(phone, f"{days[0].number('humidity')}%")
    place(phone, "This week")
    tomorrow = days[1]
    assert f"{tomorrow.number('high')}° / {tomorrow.number('low')}°" in texts(phone)
    then = now.date() + timedelta(days=1)
    tap(phone, f"{then:%A, %b} {then.day}")
    assert f"{tomorrow.number('wind')} km/h" in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "mosaic", "atlas"])
def test_a_place_is_searched_and_added(skin: str) -> None:
    phone = opened(skin=skin)
    tap(phone, word(phone, "Places"), word(phone, "Add place"))
    phone.type_text("portl")
    assert texts(phone).count("Portland") == 2
    tap(phone, "Oregon")
    assert column(phone, PLACES, "name") == ["Oslo", "Rome", "Lima", "Portland"]
    assert column(phone, PLACES, "region", "name='Portland'") == ["Oregon"]
    assert len(phone.content.rows(DAYS, "place='Portland'")) == 7
    tap(phone, "Portland")
    assert "Portland" in texts(phone)
    assert column(phone, PREFERENCES, "value", "name='shown_place'") == ["4"]


def test_a_place_is_not_saved_twice() -> None:
    phone = opened()
    tap(phone, "Places", "Add place")
    phone.type_text("rome")
    tap(phone, "Rome")
    assert len(phone.content.rows(PLACES)) == 3
    assert "Saved" in texts(phone)


def test_places_are_moved_and_removed() -> None:
    phone = opened()
    tap(phone, "Places")
    hold(phone, "Lima")
    tap(phone, "Move up")
    assert column(phone, PLACES, "name") == ["Oslo", "Lima", "Rome"]
    tap(phone, "Edit list", "Move down")  # the first one's
    assert column(phone, PLACES, "name") == ["Lima", "Oslo", "Rome"]
    assert not find(phone, "Move up").enabled
    tap(phone, "Remove")
    assert column(phone, PLACES, "name") == ["Oslo", "Rome"]
    assert not phone.content.rows(DAYS, "place='Lima'")
    tap(phone, "Undo", "Done")
    assert column(phone, PLACES, "name") == ["Lima", "Oslo", "Rome"]
    assert len(phone.content.rows(HOURS, "place='Lima'")) == 48


@pytest.mark.parametrize("skin", ["plain", "noir"])
def test_units_are_settings(skin: str) -> None:
    phone = opened(skin=skin)
    high = phone.content.rows(DAYS, "place='Oslo'")[0].number("high")
    assert says(phone, f" {high}°")
    tap(phone, word(phone, "More options"), word(phone, "Settings"))
    tap(phone, word(phone, "Temperature"), "Fahrenheit (°F)", word(phone, "Wind speed"), "Miles per hour")
    assert column(phone, PREFERENCES, "value", "name='temperature'") == ["fahrenheit"]
    phone.press_key(BACK)
    assert says(phone, f" {round(high * 9 / 5 + 32)}°")
    assert says(phone, " mph")


def test_the_forecast_goes_with_the_days() -> None:
    phone = opened()
    tomorrow = column(phone, DAYS, "high", "place='Rome'")[1]
    phone.advance(86_400)
    phone.tick()
    assert column(phone, DAYS, "date", "place='Rome'")[0] == phone.now().date().isoformat()
    assert column(phone, DAYS, "high", "place='Rome'")[0] == tomorrow


def test_a_place_is_opened_by_an_intent_and_its_weather_shared() -> None:
    phone = make_phone(fixture=TOWNS)
    assert phone.start_activity(Intent("android.intent.action.VIEW", data=f"{PLACES}/2")).ok
    assert "Rome" in texts(phone)
    tap(phone, "More options", "Share", "Notes")
    assert says(phone, "Rome: ")


def test_without_places_it_asks_for_one() -> None:
    phone = opened(fixture={})
    assert "Add a place to see its weather" in texts(phone)
    tap(phone, "Places")
    assert "No places yet" in texts(phone)


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_it_fits_every_skin(skin: str) -> None:
    phone = opened(skin=skin)
    check_screen(phone)
    for label in ("Hourly", "This week"):
        place(phone, label)
        check_screen(phone)
    tap(phone, word(phone, "Places"))
    check_screen(phone)
    if not says(phone, word(phone, "Edit list")):
        tap(phone, "More options")
    tap(phone, "Edit list")
    check_screen(phone)
