"""Weather: places, units, and what the forecast says."""

from __future__ import annotations

from datetime import datetime, timedelta

from bench.tasks.catalogue.clock import new_alarm, set_alarm
from bench.tasks.hand import Hand, Oracle, nothing
from bench.tasks.judges import added, changed, difference, every, may_change, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.apps import _weather_sky as sky
from device_drivers.virtual.stocks.weather import Place

WEATHER = "com.android.weather"
_FAR = (
    "Athens", "Dublin", "Cairo", "Helsinki", "Lima", "Nairobi", "Prague", "Seattle", "Warsaw", "Zurich",
    "Munich", "Montreal", "Chicago", "Istanbul", "Singapore", "Edinburgh", "Reykjavik", "Bangkok",
    "Melbourne", "Denver",
)  # fmt: skip


# Draws
def _place(name: str) -> Place:
    _, region, latitude = next(city for city in sky.CITIES if city[0] == name)
    return Place(name=name, region=region, latitude=latitude)


def _day(world: World, place: Place, when: datetime) -> sky.Day:
    return sky.day(world.seed, f"{place.name}, {place.region}", place.latitude, when.date())


def _heat(world: World, place: Place) -> int:
    """Degrees now."""
    hours = sky.hours(world.seed, f"{place.name}, {place.region}", place.latitude, world.now.date())
    return hours[world.now.hour].temperature


def _new_place(world: World) -> dict[str, str]:
    return {"city": world.choose(*_FAR)}


def _known(world: World) -> dict[str, str]:
    """A place on the list, and not the first one."""
    city = world.choose(*_FAR)
    world.add("weather_places", _place(city))
    return {"city": city}


def _four(world: World) -> dict[str, str]:
    names = world.rng.sample(_FAR, 4)
    world.put("weather_places", [_place(name) for name in names])
    return {"city": names[3], "order": "|".join([names[3], *names[:3]])}


def _today(world: World) -> dict[str, str]:
    p = _known(world)
    return {**p, "rain": str(_day(world, _place(p["city"]), world.now).rain)}


def _ahead(world: World) -> dict[str, str]:
    """A place, a day of the week to come, and its forecast."""
    p = _known(world)
    when = world.day(2, 5)
    day = _day(world, _place(p["city"]), when)
    return {
        **p,
        "day": f"{when:%A}",
        "date": when.date().isoformat(),
        "high": str(day.high),
        "low": str(day.low),
    }


def _wet_or_dry(world: World) -> dict[str, str]:
    """A place with or without much rain tomorrow."""
    wet = world.choose("1", "0")
    tomorrow = world.now + timedelta(days=1)
    chances = {name: _day(world, _place(name), tomorrow).rain for name in _FAR}
    city = world.rng.choice([name for name, rain in chances.items() if (rain >= 45) == (wet == "1")])
    world.add("weather_places", _place(city))
    return {**new_alarm(world), "city": city, "wet": wet, "title": world.title(), "body": world.phrase()}


def _warmest(world: World) -> dict[str, str]:
    """Four places of which one is warmer than the others now."""
    names = world.rng.sample(_FAR, len(_FAR))
    heats = {name: _heat(world, _place(name)) for name in names}
    chosen = sorted(names[:4], key=lambda name: heats[name])
    while heats[chosen[-1]] == heats[chosen[-2]]:
        chosen = sorted([*chosen[:-1], names.pop()], key=lambda name: heats[name])
    city = chosen[-1]
    world.rng.shuffle(chosen)
    world.put("weather_places", [_place(name) for name in chosen])
    return {"city": city}


def _many(world: World) -> dict[str, str]:
    names = world.rng.sample(_FAR, 10)
    return {"list": ", ".join(names), **{f"city{n}": name for n, name in enumerate(names)}}


def _note(world: World) -> dict[str, str]:
    return {**_ahead(world), "title": world.title()}


def _no_place(world: World) -> dict[str, str]:
    return {"city": world.choose("Timbuktu", "Ulaanbaatar", "Tallinn", "Havana", "Gdansk", "Porto")}


def _as_it_is(world: World) -> dict[str, str]:
    return {}


# Judges
def _in_front(after: State, city: str) -> bool:
    return WEATHER in after.front and city in after.shown


def _shows_rain(after: State, before: Before) -> bool:
    p = before.params
    return _in_front(after, p["city"]) and any(f"{p['rain']}%" in text.split() for text in after.shown)


def _shows_day(after: State, before: Before) -> bool:
    p = before.params
    day = any(text.startswith(p["day"]) for text in after.shown)
    return _in_front(after, p["city"]) and day and f"{p['high']}° / {p['low']}°" in after.shown


def _shows_one(after: State, before: Before) -> bool:
    """The weather of the place and of none of the others."""
    names = {row["name"] for row in before.state.tables["weather_places"]}
    return _in_front(after, before.params["city"]) and names & set(after.shown) == {before.params["city"]}


def _in_order(after: State, before: Before) -> bool:
    rows = sorted(after.tables["weather_places"], key=lambda row: int(row["position"]))
    return [row["name"] for row in rows] == before.params["order"].split("|")


def _all_there(after: State, before: Before) -> bool:
    went, came = difference("weather_places", after, before)
    names = sorted(before.params[f"city{n}"] for n in range(10))
    return not went and sorted(row["name"] for row in came) == names


def _note_or_alarm(after: State, before: Before) -> bool:
    alarm = {"hour": "{hour}", "minutes": "{minute}", "enabled": "1", "daysofweek": "0"}
    note, ring = added("notes", {"title": "{title}", "body": "{body}"}), added("alarms", alarm)
    done, other = (note, "alarms") if before.params["wet"] == "1" else (ring, "notes")
    return done.check(after, before) and not any(difference(other, after, before))


def _unit(name: str, value: str) -> Judge:
    def check(after: State, before: Before) -> bool:
        return bool(after.rows("weather_preferences", name=name, value=value))

    return Judge(check)


_CHOSEN = may_change("weather_preferences")  # which place is shown


# By hand
def _open_places(hand: Hand) -> None:
    hand.open(WEATHER)
    hand.menu("Places")


def _add_place(hand: Hand, city: str) -> None:
    hand.tap("Add place")
    hand.fill("Search for a place", city[:3])
    hand.tap_text(city)


def _add(hand: Hand, p: Params) -> None:
    _open_places(hand)
    _add_place(hand, p["city"])


def _add_all(hand: Hand, p: Params) -> None:
    _open_places(hand)
    for n in range(10):
        _add_place(hand, p[f"city{n}"])


def _remove(hand: Hand, p: Params) -> None:
    _open_places(hand)
    hand.menu("Edit list")
    hand.find(p["city"])
    hand.tap("Remove", near=p["city"])


def _raise(hand: Hand, p: Params) -> None:
    _open_places(hand)
    hand.menu("Edit list")
    for _ in range(3):
        hand.tap("Move up", near=p["city"])


def show_place(hand: Hand, city: str) -> None:
    """The weather of a place on the list."""
    _open_places(hand)
    hand.tap_text(city)


def _rain(hand: Hand, p: Params) -> None:
    show_place(hand, p["city"])
    hand.find(hand.t("Chance of rain"))


def _week(hand: Hand, p: Params) -> None:
    show_place(hand, p["city"])
    hand.go("This week")
    hand.find(f"{p['high']}° / {p['low']}°")


def _units(*pairs: tuple[str, str]) -> Oracle:
    def oracle(hand: Hand, p: Params) -> None:
        hand.open(WEATHER)
        hand.menu("Settings")
        for title, value in pairs:
            hand.tap(title, value)

    return oracle


def _write_note(hand: Hand, title: str, body: str) -> None:
    hand.open("com.android.notes")
    hand.tap("New note")
    hand.fill("Title", title)
    hand.fill("Note", body)
    hand.tap("Save")


def _umbrella(hand: Hand, p: Params) -> None:
    show_place(hand, p["city"])
    hand.go("This week")
    if p["wet"] == "1":
        _write_note(hand, p["title"], p["body"])
    else:
        set_alarm(hand, p)


def _high_to_note(hand: Hand, p: Params) -> None:
    _week(hand, p)
    _write_note(hand, p["title"], p["high"])


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
        _as_it_is,
        changed("weather_preferences", {"name": "temperature"}, {"value": "fahrenheit"}),
        _units(("Temperature", "Fahrenheit (°F)")),
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
        _as_it_is,
        every(_unit("temperature", "fahrenheit"), _unit("wind", "mph"), _CHOSEN),
        _units(("Temperature", "Fahrenheit (°F)"), ("Wind speed", "Miles per hour")),
        parts=2,
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
        every(Judge(_shows_rain), _CHOSEN),
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
        _ahead,
        every(Judge(_shows_day), _CHOSEN),
        _week,
        kind="ask",
    ),
    Task(
        "weather-warmest",
        1,
        (
            "Open the weather of whichever of my places is warmest right now",
            "Which of my weather places is the warmest now? Open it",
            "show the weather of the warmest of my saved places",
            "find out where it's warmest among my weather places and show me that place's weather",
            "go through my places in Weather and open the one with the highest temperature now",
            "of all the places in my weather app, show me the one where it is hottest at the moment",
        ),
        (
            "where should I be right now to be warm? Open that place of mine",
            "warmest of my places, its weather, now",
        ),
        _warmest,
        every(Judge(_shows_one), _CHOSEN),
        lambda hand, p: show_place(hand, p["city"]),
        kind="ask",
    ),
    Task(
        "weather-if-rain",
        3,
        (
            "If the chance of rain in {city} tomorrow is above 40 percent, make a note titled {title} "
            "saying {body}; "
            "otherwise set an alarm for {time}",
            "Check tomorrow's rain in {city}: over 40%, write the note {title} with the text {body}, else "
            "an alarm at "
            "{time}",
            "set an alarm for {time} unless rain is likelier than 40% in {city} tomorrow; in that case note "
            "down "
            "{body} under the title {title}",
            "will it rain in {city} tomorrow (more than 40 percent)? Then I want a note {title}: {body}. If "
            "not, an "
            "alarm for {time}",
            "look at the forecast for {city}. Tomorrow at most 40% rain: alarm at {time}. More: a note "
            "called {title} "
            "that says {body}",
            "when the weather app gives more than 40 percent rain for {city} tomorrow, create a note "
            "({title}: "
            "{body}), otherwise wake me at {time}",
        ),
        (
            "I run in {city} tomorrow at {time} if it stays dry (40 percent or less), so the alarm; if it "
            "gets wet I "
            "need no alarm but the note {title}, {body}",
            "{city} tomorrow: wet, as in over 40%? note {title} with {body}. dry? alarm {time}",
        ),
        _wet_or_dry,
        every(Judge(_note_or_alarm, frozenset({"notes", "alarms"})), _CHOSEN),
        _umbrella,
        apps=(WEATHER, "com.android.notes", "com.android.deskclock"),
    ),
    Task(
        "weather-add-many",
        5,
        (
            "Add all of these to my weather places: {list}",
            "Put these cities on the list of the weather app: {list}",
            "I want to see the weather of {list}, add them all",
            "the weather app should also know {list}",
            "new places for Weather: {list}",
            "we are going round the world, add our stops to the weather app: {list}",
        ),
        ("{list}: every one of them belongs among my weather places", "Weather needs ten more: {list}"),
        _many,
        Judge(_all_there, frozenset({"weather_places"})),
        _add_all,
        parts=10,
    ),
    Task(
        "weather-to-note",
        3,
        (
            "Write the highest temperature of {day} in {city} into a new note titled {title}, just the "
            "number",
            "Make a note {title} that holds only {day}'s high in {city}",
            "look up how warm {city} gets on {day} and save just that number as the note {title}",
            "new note, title {title}, text: the forecast high of {city} for {day}, only the number",
            "what is the high in {city} on {day}? Put the bare number in a note called {title}",
            "take {day}'s maximum for {city} from the weather app and note it, without words, under {title}",
        ),
        (
            "{title}, that's the note, and the number in it should be how hot {city} gets on {day}",
            "remind me with a note {title} of the degrees {city} reaches on {day}; a number will do",
        ),
        _note,
        every(added("notes", {"title": "{title}", "body": "{high}"}), _CHOSEN),
        _high_to_note,
        apps=(WEATHER, "com.android.notes"),
    ),
    Task(
        "weather-celsius-already",
        1,
        (
            "Make sure the weather app shows Celsius",
            "See to it that temperatures are in Celsius in Weather",
            "the weather should be in Celsius",
            "check that the weather app uses Celsius, and change it if not",
            "I want degrees Celsius in the weather app",
            "temperatures in Weather have to be Celsius",
        ),
        (
            "no Fahrenheit in my weather app, I hope? fix it if there is",
            "Weather in Celsius, as it should be",
        ),
        _as_it_is,
        every(_unit("temperature", "celsius"), _unit("wind", "kmh")),
        _units(),
        kind="already",
    ),
    Task(
        "weather-no-such-place",
        1,
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
        _no_place,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
