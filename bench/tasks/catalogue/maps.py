"""Maps: finding places, saving them, and the way there."""

from __future__ import annotations

import re

from bench.tasks.hand import Hand
from bench.tasks.judges import (
    added,
    changed,
    front,
    has,
    ident,
    removed,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World, spoken
from device_drivers.virtual.apps import _maps_ways as ways
from device_drivers.virtual.stocks.maps import Place

MAPS = "com.android.maps"
_HERE = (52.52, 13.40)
LISTS = ("Favorites", "Want to go", "Starred places")
_NEW_LISTS = ("Rainy days", "With the kids", "Date night", "Lunch break", "Sunday walks", "Visitors")
_MODES = (("walk", "Walk", "on foot"), ("bus", "Bus", "by bus"), ("drive", "Drive", "by car"))


# Draws
def away(place: Place) -> float:
    """m from here."""
    return ways.straight(_HERE, (place.latitude, place.longitude))


def have_place(world: World, place: Place, **to: str) -> None:
    """Have the place so."""
    rows = [one.model_copy(update=to) if one.name == place.name else one for one in world.things("places")]
    world.put("places", rows)


def unsaved_place(world: World) -> dict[str, str]:
    place = world.pick("places", lambda one: not one.saved)
    return {"place": place.name, "phone": place.phone, "list": world.choose(*LISTS), "title": world.title()}


def saved_place(world: World) -> dict[str, str]:
    p = unsaved_place(world)
    have_place(world, next(one for one in world.things("places") if one.name == p["place"]), saved=p["list"])
    return p


def _hours(world: World) -> dict[str, str]:
    place = world.pick("places", lambda one: bool(one.closes))
    hour = int(place.closes[:2])
    open_on = [day for day in ways.DAYS if day != place.closed_on]
    return {
        "place": place.name,
        "day": world.choose(*open_on),
        "closes": place.closes,
        "shown": f"{(hour + 11) % 12 + 1}:00 {'PM' if hour >= 12 else 'AM'}",
        "said": spoken(hour, 0),
    }


def _way(world: World) -> dict[str, str]:
    place = world.pick("places", lambda one: away(one) > 400)
    mode, label, said = world.choose(*_MODES[:2])
    way = ways.way(_HERE, (place.latitude, place.longitude), mode, place.name)
    return {"place": place.name, "mode": mode, "label": label, "said": said, "lasts": ways.lasts(way.seconds)}


def _list(world: World) -> dict[str, str]:
    return {"name": world.choose(*_NEW_LISTS), "old": world.choose(*LISTS)}


# Judges
_PLACE = ident("map_places", name="{place}")
ON_LIST = {"place_id": _PLACE, "list_id": ident("map_lists", name="{list}")}


def going_to(mode: str) -> Judge:
    """On the way to the place, and nowhere else."""
    there = has("map_routes", {"destination": "{place}", "active": "1", "mode": mode, "origin": _here})
    return Judge(there.check)


def _here(value: str, before: Before) -> bool:
    """It is no place of the map."""
    return all(row["name"] != value for row in before.state.tables["map_places"])


def _shows_time(after: State, before: Before) -> bool:
    p = before.params
    parts = [part.strip() for text in after.shown for part in re.split(r"[\n(]", text)]
    times = p["lasts"] in parts
    return "directions" in after.front.casefold() and p["place"] in after.shown and times


# By hand
def search_place(hand: Hand, name: str) -> None:
    """The page of a place, from a page of Maps with a search."""
    hand.menu("Search")
    hand.fill("Search here", name[:-1])
    hand.tap_text(name)


def open_place(hand: Hand, name: str) -> None:
    """The page of a place."""
    hand.open(MAPS)
    search_place(hand, name)


def see_phone(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.find(p["phone"])


def _see_hours(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.find(hand.t(p["day"]))


def save_place(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.tap("Save place")
    hand.tap_text(p["list"])


def _unsave(hand: Hand, p: Params) -> None:
    open_list(hand, p)
    hand.find(p["place"])
    hand.tap("Remove from list", near=p["place"])


def open_list(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    hand.go("Saved")
    hand.tap_text(p["list"])


def _new_list(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    hand.go("Saved")
    hand.menu("New list")
    hand.fill("List name", p["name"])
    hand.tap("Create")


def _rename_list(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    hand.go("Saved")
    hand.hold(p["old"])
    hand.tap("Rename")
    hand.fill("List name", p["name"])
    hand.tap("Rename")


def _directions(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.tap("Directions")


def navigate(hand: Hand, place: str, label: str) -> None:
    """Be guided to a place in a way: Drive, Bus or Walk."""
    open_place(hand, place)
    hand.tap("Directions")
    if label != "Drive":
        hand.tap(label)
    hand.tap("Start")


TASKS = (
    Task(
        "maps-save",
        2,
        (
            "Save {place} to [the list ]{list} in Maps",
            "Put {place} on my list {list}",
            "add {place} to {list} on the map",
            "I like {place}, save it in Maps under {list}",
            "find {place} in Maps and save it to {list}",
            "{place} should be on the list {list} in Maps",
        ),
        ("so that I don't forget {place}: {list} in Maps", "{place} deserves a spot among {list}"),
        unsaved_place,
        added("map_saved", ON_LIST),
        save_place,
    ),
    Task(
        "maps-unsave",
        2,
        (
            "Remove {place} from [the list ]{list} in Maps",
            "Take {place} off my list {list}",
            "delete {place} from {list} on the map",
            "I don't want {place} among {list} any more",
            "{place} should not be on the list {list} in Maps",
            "unsave {place}, it is under {list} in Maps",
        ),
        ("{place} was a let-down, {list} can do without it", "{list} minus {place}, in Maps"),
        saved_place,
        removed("map_saved", ON_LIST),
        _unsave,
    ),
    Task(
        "maps-list-new",
        2,
        (
            "Create a list called {name} in Maps",
            "Make a new list of places, {name}",
            "I want to collect places under {name} in Maps, add that list",
            "new list in Maps: {name}",
            "add an empty list with the name {name} to my saved places",
            "start a list {name} on the map",
        ),
        (
            "there is no list {name} among my saved places yet",
            "I need somewhere to put places for {name}, in Maps",
        ),
        _list,
        added("map_lists", {"name": "{name}"}),
        _new_list,
    ),
    Task(
        "maps-list-rename",
        2,
        (
            "Rename the list {old} in Maps to {name}",
            "Change the name of my list {old} on the map to {name}",
            "the list {old} in Maps should be called {name}",
            "call my saved places list {old} {name} instead",
            "in Maps, give the list {old} the new name {name}",
            "{name} is a better name for the list {old}, change it",
        ),
        ("{old} on the map: from now on {name}", "my {old} in Maps, same places, new name: {name}"),
        _list,
        changed("map_lists", {"name": "{old}"}, {"name": "{name}"}),
        _rename_list,
    ),
    Task(
        "maps-phone",
        2,
        (
            "What is the phone number of {place}?",
            "Show me {place}'s number",
            "look up the telephone number of {place} in Maps",
            "I want to ring {place}, what is their number?",
            "find {place} on the map and show its phone number",
            "under which number can I reach {place}?",
        ),
        ("{place}, number?", "how would I get somebody at {place} on the phone?"),
        unsaved_place,
        front(MAPS, "{place}", "{phone}"),
        see_phone,
        kind="ask",
    ),
    Task(
        "maps-hours",
        2,
        (
            "When does {place} close on {day}?",
            "Until when is {place} open on {day}s?",
            "show me the opening hours of {place} on {day}",
            "look up in Maps how long {place} is open on {day}",
            "what are {place}'s hours on {day}?",
            "check {place}'s opening hours for {day}",
        ),
        ("how late can I go to {place} on a {day}?", "{place} on {day}: open till?"),
        _hours,
        front(MAPS, "{place}", "{day}", "{shown}|{closes}"),
        _see_hours,
        kind="ask",
    ),
    Task(
        "maps-way",
        2,
        (
            "How long does it take to get to {place} {said}?",
            "How long do I need to {place} {said}?",
            "show me the way to {place} {said} and how long it takes",
            "look up the time to {place} {said}",
            "check in Maps how long the way to {place} is {said}",
            "what time should I plan for getting to {place} {said}?",
        ),
        ("{place}, {said}: how many minutes?", "is {place} far, {said}, I mean in minutes?"),
        _way,
        Judge(_shows_time),
        _directions,
        kind="ask",
    ),
    Task(
        "maps-navigate",
        2,
        (
            "Navigate to {place} {said}",
            "Take me to {place} {said}",
            "start navigation to {place} {said}",
            "guide me to {place}, I'm going {said}",
            "I want to go to {place} {said}, start the navigation",
            "begin the trip to {place} in Maps, {said}",
        ),
        ("off to {place}, {said}, tell me where to turn", "{place}! {said}! lead the way"),
        _way,
        going_to("{mode}"),
        lambda hand, p: navigate(hand, p["place"], p["label"]),
    ),
)
