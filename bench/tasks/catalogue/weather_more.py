"""Weather: comparing, conditions, and many places."""

from __future__ import annotations

from datetime import timedelta

from bench.tasks.catalogue.clock import new_alarm, set_alarm
from bench.tasks.catalogue.weather import (
    CHOSEN,
    FAR,
    add_place,
    as_it_is,
    day_ahead,
    forecast_of,
    has_unit,
    in_front,
    open_places,
    place_of,
    see_week,
    set_units,
    show_place,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, difference, every, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Draw, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.apps import _weather_sky as sky
from device_drivers.virtual.stocks.weather import Place


def _heat(world: World, place: Place) -> int:
    """Degrees now."""
    hours = sky.hours(world.seed, f"{place.name}, {place.region}", place.latitude, world.now.date())
    return hours[world.now.hour].temperature


def _wet_or_dry(world: World) -> dict[str, str]:
    """A place with or without much rain tomorrow."""
    wet = world.choose("1", "0")
    tomorrow = world.now + timedelta(days=1)
    chances = {name: forecast_of(world, place_of(name), tomorrow).rain for name in FAR}
    city = world.rng.choice([name for name, rain in chances.items() if (rain >= 45) == (wet == "1")])
    world.add("weather_places", place_of(city))
    return {**new_alarm(world), "city": city, "wet": wet, "title": world.title(), "body": world.phrase()}


def _warmest(world: World) -> dict[str, str]:
    """Four places of which one is warmer than the others now."""
    names = world.rng.sample(FAR, len(FAR))
    heats = {name: _heat(world, place_of(name)) for name in names}
    chosen = sorted(names[:4], key=lambda name: heats[name])
    while heats[chosen[-1]] == heats[chosen[-2]]:
        chosen = sorted([*chosen[:-1], names.pop()], key=lambda name: heats[name])
    city = chosen[-1]
    world.rng.shuffle(chosen)
    world.put("weather_places", [place_of(name) for name in chosen])
    return {"city": city}


def _several(count: int) -> Draw:
    def draw(world: World) -> dict[str, str]:
        names = world.rng.sample(FAR, count)
        return {"list": ", ".join(names), **{f"city{n}": name for n, name in enumerate(names)}}

    return draw


def _cities(p: Params) -> list[str]:
    return [name for key, name in p.items() if key.startswith("city")]


def _note(world: World) -> dict[str, str]:
    return {**day_ahead(world), "title": world.title()}


def _no_place(world: World) -> dict[str, str]:
    return {"city": world.choose("Timbuktu", "Ulaanbaatar", "Tallinn", "Havana", "Gdansk", "Porto")}


def _shows_one(after: State, before: Before) -> bool:
    """The weather of the place and of none of the others."""
    names = {row["name"] for row in before.state.tables["weather_places"]}
    return in_front(after, before.params["city"]) and names & set(after.shown) == {before.params["city"]}


def _all_there(after: State, before: Before) -> bool:
    went, came = difference("weather_places", after, before)
    return not went and sorted(row["name"] for row in came) == sorted(_cities(before.params))


def _note_or_alarm(after: State, before: Before) -> bool:
    alarm = {"hour": "{hour}", "minutes": "{minute}", "enabled": "1", "daysofweek": "0"}
    note, ring = added("notes", {"title": "{title}", "body": "{body}"}), added("alarms", alarm)
    done, other = (note, "alarms") if before.params["wet"] == "1" else (ring, "notes")
    return done.check(after, before) and not any(difference(other, after, before))


def _add_all(hand: Hand, p: Params) -> None:
    open_places(hand)
    for city in _cities(p):
        add_place(hand, city)


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
    see_week(hand, p)
    _write_note(hand, p["title"], p["high"])


TASKS = (
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
        every(Judge(_shows_one), CHOSEN),
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
        every(Judge(_note_or_alarm, frozenset({"notes", "alarms"})), CHOSEN),
        _umbrella,
    ),
    Task(
        "weather-add-several",
        4,
        (
            "Add these places to the weather app: {list}",
            "I'd like to see the weather of {list}, add every one of them",
            "put {list} on my list of weather places",
            "new weather places please: {list}",
            "Weather should show me {list} as well",
            "save each of these cities in the weather app: {list}",
        ),
        (
            "friends moved to {list}; what is the weather like there, keep it at hand",
            "more cities for Weather: {list}",
        ),
        _several(5),
        Judge(_all_there, frozenset({"weather_places"})),
        _add_all,
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
        _several(10),
        Judge(_all_there, frozenset({"weather_places"})),
        _add_all,
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
        every(added("notes", {"title": "{title}", "body": "{high}"}), CHOSEN),
        _high_to_note,
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
        as_it_is,
        every(has_unit("temperature", "celsius"), has_unit("wind", "kmh")),
        set_units(),
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
