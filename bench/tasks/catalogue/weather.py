"""Weather: places, units, and what the forecast says."""

from __future__ import annotations

from datetime import datetime

from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import added, as_shown, changed, every, may_change, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.apps import _weather_sky as sky
from device_drivers.virtual.stocks.weather import Place

WEATHER = "com.android.weather"
FAR = (
    "Athens", "Dublin", "Cairo", "Helsinki", "Lima", "Nairobi", "Prague", "Seattle", "Warsaw", "Zurich",
    "Munich", "Montreal", "Chicago", "Istanbul", "Singapore", "Edinburgh", "Reykjavik", "Bangkok",
    "Melbourne", "Denver",
)  # fmt: skip


# Draws
def place_of(name: str) -> Place:
    _, region, latitude = next(city for city in sky.CITIES if city[0] == name)
    return Place(name=name, region=region, latitude=latitude)


def forecast_of(world: World, place: Place, when: datetime) -> sky.Day:
    return sky.day(world.seed, f"{place.name}, {place.region}", place.latitude, when.date())


def _new_place(world: World) -> dict[str, str]:
    return {"city": world.choose(*FAR)}


def _known(world: World) -> dict[str, str]:
    """A place on the list, and not the first one."""
    city = world.choose(*FAR)
    world.add("weather_places", place_of(city))
    return {"city": city}


def _four(world: World) -> dict[str, str]:
    names = world.rng.sample(FAR, 4)
    world.put("weather_places", [place_of(name) for name in names])
    return {"city": names[3], "order": "|".join([names[3], *names[:3]])}


def _today(world: World) -> dict[str, str]:
    p = _known(world)
    return {**p, "rain": str(forecast_of(world, place_of(p["city"]), world.now).rain)}


def day_ahead(world: World) -> dict[str, str]:
    """A place, a day of the week to come, and its forecast."""
    p = _known(world)
    when = world.day(2, 5)
    day = forecast_of(world, place_of(p["city"]), when)
    return {
        **p,
        "day": f"{when:%A}",
        "date": when.date().isoformat(),
        "high": str(day.high),
        "low": str(day.low),
    }


def as_it_is(world: World) -> dict[str, str]:
    return {}


# Judges
def in_front(after: State, city: str) -> bool:
    return WEATHER in after.front and city in after.shown


def _shows_rain(after: State, before: Before) -> bool:
    p = before.params
    return in_front(after, p["city"]) and any(f"{p['rain']}%" in text.split() for text in after.shown)


def _shows_day(after: State, before: Before) -> bool:
    p = before.params
    day = as_shown(p["day"], after).casefold()
    there = any(day in text.casefold() for text in after.shown)
    return in_front(after, p["city"]) and there and f"{p['high']}° / {p['low']}°" in after.shown


def _in_order(after: State, before: Before) -> bool:
    rows = sorted(after.tables["weather_places"], key=lambda row: int(row["position"]))
    return [row["name"] for row in rows] == before.params["order"].split("|")


def has_unit(name: str, value: str) -> Judge:
    def check(after: State, before: Before) -> bool:
        return bool(after.rows("weather_preferences", name=name, value=value))

    return Judge(check)


CHOSEN = may_change("weather_preferences")  # which place is shown


# By hand
def open_places(hand: Hand) -> None:
    hand.open(WEATHER)
    hand.menu("Places")


def add_place(hand: Hand, city: str) -> None:
    hand.tap("Add place")
    hand.fill("Search for a place", city[:3])
    hand.tap_text(city)


def _add(hand: Hand, p: Params) -> None:
    open_places(hand)
    add_place(hand, p["city"])


def _remove(hand: Hand, p: Params) -> None:
    open_places(hand)
    hand.menu("Edit list")
    hand.find(p["city"])
    hand.tap("Remove", near=p["city"])


def _raise(hand: Hand, p: Params) -> None:
    open_places(hand)
    hand.menu("Edit list")
    for _ in range(3):
        hand.tap("Move up", near=p["city"])


def show_place(hand: Hand, city: str) -> None:
    """The weather of a place on the list."""
    open_places(hand)
    hand.tap_text(city)


def _rain(hand: Hand, p: Params) -> None:
    show_place(hand, p["city"])
    hand.find(hand.t("Chance of rain"))


def see_week(hand: Hand, p: Params) -> None:
    show_place(hand, p["city"])
    hand.go("This week")
    hand.find(f"{p['high']}° / {p['low']}°")


def set_units(*pairs: tuple[str, str]) -> Oracle:
    def oracle(hand: Hand, p: Params) -> None:
        hand.open(WEATHER)
        hand.menu("Settings")
        for title, value in pairs:
            hand.tap(title, value)

    return oracle


TASKS = (
    Task(
        "weather-add",
        2,
        (
            "Add {city} to my weather places",
            "Put {city} on the list of places in the weather app",
            "I want to follow the weather in {city}, add it",
            "let the weather app also watch {city}",
            "new place in Weather: {city}",
            "save {city} in the weather app",
        ),
        (
            "{city} is missing among my weather places",
            "I'll travel to {city} a lot, so keep its weather at hand",
        ),
        _new_place,
        added("weather_places", {"name": "{city}"}),
        _add,
    ),
    Task(
        "weather-remove",
        2,
        (
            "Remove {city} from my weather places",
            "Take {city} off the list in the weather app",
            "I don't need the weather of {city} any more, delete it there",
            "delete the place {city} in Weather",
            "stop watching the weather in {city}",
            "{city} should not be among my weather places",
        ),
        (
            "nobody I know lives in {city} these days, so Weather can forget it",
            "{city}: off the weather list",
        ),
        _known,
        removed("weather_places", {"name": "{city}"}),
        _remove,
    ),
    Task(
        "weather-first",
        2,
        (
            "Move {city} to the top of my weather places",
            "Put {city} first in the list of weather places",
            "make {city} the first place in the weather app",
            "sort the weather places so that {city} is on top and the rest stays in order",
            "{city} should come first among the places in Weather",
            "in the weather app, move the place {city} all the way up",
        ),
        (
            "I live in {city} now, so that should lead my weather list",
            "{city} above all others in Weather please",
        ),
        _four,
        Judge(_in_order, frozenset({"weather_places"})),
        _raise,
    ),
    Task(
        "weather-fahrenheit",
        2,
        (
            "Show temperatures in Fahrenheit[ in the weather app]",
            "Switch the weather app to Fahrenheit",
            "use Fahrenheit for the weather",
            "I think in Fahrenheit, change the weather units",
            "set the temperature unit of Weather to Fahrenheit",
            "change the weather from Celsius to Fahrenheit",
        ),
        (
            "Celsius means nothing to me, Weather should use the American degrees",
            "degrees F in Weather please",
        ),
        as_it_is,
        changed("weather_preferences", {"name": "temperature"}, {"value": "fahrenheit"}),
        set_units(("Temperature", "Fahrenheit (°F)")),
    ),
    Task(
        "weather-american",
        3,
        (
            "Set the weather app to Fahrenheit and miles per hour",
            "use miles per hour for wind and Fahrenheit for temperatures in Weather",
            "change both units of the weather app: Fahrenheit, mph",
            "I want the wind in miles per hour and temperatures in Fahrenheit",
            "switch Weather to American units, that is Fahrenheit and miles per hour",
            "weather units: temperature in Fahrenheit, wind speed in mph",
        ),
        (
            "my American guests should understand the weather app: degrees F, mph",
            "neither Celsius nor kilometers per hour in Weather, take what they use in the States for both",
        ),
        as_it_is,
        every(has_unit("temperature", "fahrenheit"), has_unit("wind", "mph"), CHOSEN),
        set_units(("Temperature", "Fahrenheit (°F)"), ("Wind speed", "Miles per hour")),
    ),
    Task(
        "weather-rain",
        1,
        (
            "What is the chance of rain in {city} today?",
            "How likely is it to rain in {city} today?",
            "will it rain in {city} today? show me the chance",
            "look up today's chance of rain for {city}",
            "check the rain in {city} for today",
            "today's probability of rain in {city}?",
        ),
        ("do they need umbrellas in {city} today?", "{city}, today, rain: how many percent?"),
        _today,
        every(Judge(_shows_rain), CHOSEN),
        _rain,
        kind="ask",
    ),
    Task(
        "weather-day",
        2,
        (
            "How warm will it get in {city} on {day}?",
            "What will the high and low be in {city} on {day}?",
            "show me the temperatures for {city} on {day}",
            "look up {day}'s forecast for {city}",
            "what temperatures does the weather app expect for {city} on {day}?",
            "is it going to be cold in {city} on {day}? show the forecast",
        ),
        ("I'm in {city} on {day}, do I need a coat?", "{day}, {city}, degrees?"),
        day_ahead,
        every(Judge(_shows_day), CHOSEN),
        see_week,
        kind="ask",
    ),
)
