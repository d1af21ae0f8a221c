"""Maps: finding places, saving them, and the way there."""

from __future__ import annotations

from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import (
    added,
    changed,
    difference,
    every,
    front,
    has,
    ident,
    number,
    removed,
    unchanged,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World, spoken
from device_drivers.virtual.apps import _maps_ways as ways
from device_drivers.virtual.stocks.maps import Place

MAPS = "com.android.maps"
_HERE = (52.52, 13.40)
_LISTS = ("Favorites", "Want to go", "Starred places")
_NEW_LISTS = ("Rainy days", "With the kids", "Date night", "Lunch break", "Sunday walks", "Visitors")
_AREAS = ("Maplewood center", "Maplewood and around", "The coast", "The hills")
_MODES = (("walk", "Walk", "on foot"), ("bus", "Bus", "by bus"), ("drive", "Drive", "by car"))
_PAIRS = {  # categories that have exactly two places, and how one speaks of them
    "Cafe": "cafes", "Pharmacy": "pharmacies", "Museum": "museums", "Supermarket": "supermarkets",
    "Park": "parks", "Hotel": "hotels",
}  # fmt: skip


# Draws
def _away(place: Place) -> float:
    """m from here."""
    return ways.straight(_HERE, (place.latitude, place.longitude))


def _have(world: World, place: Place, **to: str) -> None:
    """Have the place so."""
    rows = [one.model_copy(update=to) if one.name == place.name else one for one in world.things("places")]
    world.put("places", rows)


def _place(world: World) -> dict[str, str]:
    place = world.pick("places", lambda one: not one.saved)
    return {"place": place.name, "phone": place.phone, "list": world.choose(*_LISTS), "title": world.title()}


def _saved(world: World) -> dict[str, str]:
    p = _place(world)
    _have(world, next(one for one in world.things("places") if one.name == p["place"]), saved=p["list"])
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
    place = world.pick("places", lambda one: _away(one) > 400)
    mode, label, said = world.choose(*_MODES[:2])
    way = ways.way(_HERE, (place.latitude, place.longitude), mode, place.name)
    return {"place": place.name, "mode": mode, "label": label, "said": said, "lasts": ways.lasts(way.seconds)}


def _list(world: World) -> dict[str, str]:
    return {"name": world.choose(*_NEW_LISTS), "old": world.choose(*_LISTS)}


def _area(world: World) -> dict[str, str]:
    return {"area": world.choose(*_AREAS)}


def _category(world: World) -> dict[str, str]:
    """Both places of a kind, neither saved."""
    category = world.choose(*_PAIRS)
    both = [one for one in world.things("places") if one.category == category]
    for place in both:
        _have(world, place, saved="")
    nearest, other = sorted(both, key=_away)
    found = {"category": category, "kind": _PAIRS[category], "list": world.choose(*_LISTS)}
    return {**found, "place0": nearest.name, "place1": other.name, "phone": nearest.phone}


def _open_or_not(world: World) -> dict[str, str]:
    is_open = world.choose(True, False)

    def now(one: Place) -> bool:
        return ways.is_open(world.now, one.opens, one.closes, one.closed_on)

    places = [one for one in world.things("places") if not one.saved and now(one) == is_open]
    place = world.rng.choice(places or world.things("places"))
    _have(world, place, saved="")
    return {"place": place.name, "open": str(int(now(place))), "list": world.choose(*_LISTS)}


def _trip(world: World) -> dict[str, str]:
    """Five places for one list."""
    names = [world.pick("places", lambda one: not one.saved).name for _ in range(5)]
    places = {f"place{n}": name for n, name in enumerate(names)}
    return {**places, "list": world.choose(*_LISTS), "names": ", ".join(names)}


# Judges
_PLACE = ident("map_places", name="{place}")
_ON_LIST = {"place_id": _PLACE, "list_id": ident("map_lists", name="{list}")}


def _all_saved(count: int) -> Judge:
    """place0, place1 and so on are new on the list, and nothing else."""

    def check(after: State, before: Before) -> bool:
        went, came = difference("map_saved", after, before)
        p = before.params
        places = {row["_id"]: row["name"] for row in before.state.tables["map_places"]}
        lists = {row["_id"]: row["name"] for row in before.state.tables["map_lists"]}
        found = sorted((places[row["place_id"]], lists[row["list_id"]]) for row in came)
        return not went and found == sorted((p[f"place{n}"], p["list"]) for n in range(count))

    return Judge(check, frozenset({"map_saved"}))


def _going(mode: str) -> Judge:
    """On the way to the place, and nowhere else."""
    there = has("map_routes", {"destination": "{place}", "active": "1", "mode": mode, "origin": _here})
    return Judge(there.check)


def _here(value: str, before: Before) -> bool:
    """It is no place of the map."""
    return all(row["name"] != value for row in before.state.tables["map_places"])


def _going_or_saved(after: State, before: Before) -> bool:
    saved = added("map_saved", _ON_LIST).check(after, before)
    started = difference("map_routes", after, before)[1]
    if before.params["open"] == "1":
        return _going("walk").check(after, before) and not any(difference("map_saved", after, before))
    return saved and not started


def _shows_time(after: State, before: Before) -> bool:
    p = before.params
    times = any(p["lasts"] in text for text in after.shown)
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


def _see_phone(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.find(p["phone"])


def _see_hours(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.find(p["day"])


def _save(hand: Hand, p: Params) -> None:
    open_place(hand, p["place"])
    hand.tap("Save place")
    hand.tap_text(p["list"])


def _unsave(hand: Hand, p: Params) -> None:
    _open_list(hand, p)
    hand.find(p["place"])
    hand.tap("Remove from list", near=p["place"])


def _open_list(hand: Hand, p: Params) -> None:
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


def _walk_or_save(hand: Hand, p: Params) -> None:
    if p["open"] == "1":
        navigate(hand, p["place"], "Walk")
    else:
        _save(hand, p)


def _download(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    hand.menu("Offline maps", "Download area")
    sizes = [e for e in hand.screen.elements if e.label.startswith(f"{p['area']} (")]
    hand.tap_element(sizes[0])


def _nearest(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    hand.menu("Search")
    hand.fill("Search here", p["category"])
    hand.tap_text(p["place0"])


def _save_here(hand: Hand, p: Params, n: int) -> None:
    """Put the place of the open page on the list."""
    hand.tap("Save place")
    hand.tap_text(p["list"])


def _save_category(hand: Hand, p: Params) -> None:
    _nearest(hand, p)
    _save_here(hand, p, 0)
    hand.tap("Done")
    hand.back()
    hand.tap_text(p["place1"])
    _save_here(hand, p, 1)


def _save_trip(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    for n in range(5):
        search_place(hand, p[f"place{n}"])
        _save_here(hand, p, n)
        if n < 4:
            hand.tap("Done")
            hand.back()
            hand.back()


def _phone_to_note(hand: Hand, p: Params) -> None:
    _see_phone(hand, p)
    hand.open("com.android.notes")
    hand.tap("New note")
    hand.fill("Title", p["title"])
    hand.fill("Note", p["phone"])
    hand.tap("Save")


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
        _place,
        added("map_saved", _ON_LIST),
        _save,
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
        _saved,
        removed("map_saved", _ON_LIST),
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
        _place,
        front(MAPS, "{place}", "{phone}"),
        _see_phone,
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
        _going("{mode}"),
        lambda hand, p: navigate(hand, p["place"], p["label"]),
    ),
    Task(
        "maps-offline",
        2,
        (
            "Download the map of {area} for offline use",
            "Save {area} as an offline map",
            "I'll have no network there, download {area} in Maps",
            "make {area} available offline",
            "offline map: {area}",
            "get the offline area {area} for Maps",
        ),
        ("the map of {area} should work in a dead zone too", "{area} on the map, even without a connection"),
        _area,
        added("map_areas", {"name": "{area}"}),
        _download,
    ),
    Task(
        "maps-nearest",
        2,
        (
            "Open the page of the nearest place of the kind {category} in Maps",
            "Which of the {kind} is closest? Open it in Maps",
            "find the nearest of all {kind} and show me its page",
            "show me the closest place under {category} on the map",
            "I'm looking for {kind} nearby, open the one that is nearest",
            "of the {kind} in Maps, open the nearest one's details",
        ),
        (
            "least far of the {kind}: its page please",
            "{kind}, I don't want to walk far, show the closest with details",
        ),
        _category,
        front("PlaceActivity", "{place0}", "{phone}"),
        _nearest,
        kind="ask",
    ),
    Task(
        "maps-save-category",
        3,
        (
            "Save all {kind} in Maps to [the list ]{list}",
            "Put every one of the {kind} on the map on my list {list}",
            "add all the {kind} you find in Maps to {list}",
            "search Maps for {category} and save each place to {list}",
            "I want all {kind} on the list {list}",
            "go through the {kind} in Maps and save them all under {list}",
        ),
        ("{kind}: all of them belong among {list}", "{list} should hold each of the {kind} the map knows"),
        _category,
        _all_saved(2),
        _save_category,
        parts=2,
    ),
    Task(
        "maps-save-trip",
        5,
        (
            "Save all of these to the list {list} in Maps: {names}",
            "Put {names} on my list {list} on the map",
            "we are going on a tour, add every stop to {list} in Maps: {names}",
            "add these places to {list}: {names}",
            "the list {list} in Maps should get {names}",
            "find each of these in Maps and save it under {list}: {names}",
        ),
        ("{names}, that's our tour, keep it under {list} in Maps", "{list} plus five: {names}"),
        _trip,
        _all_saved(5),
        _save_trip,
        parts=5,
    ),
    Task(
        "maps-if-open",
        2,
        (
            "If {place} is open now, start walking directions to it; otherwise save it to {list}",
            "Check whether {place} is open: if so, navigate there on foot, if not, put it on my list {list}",
            "is {place} open right now? Then guide me there on foot. If it's closed, save it under {list} "
            "in Maps",
            "take me to {place} on foot if it is open, and if it isn't, add it to {list}",
            "when {place} is closed at the moment, save it to {list}, when it is open, start the navigation "
            "on foot",
            "navigate to {place}, walking, but only if it's open now; else it goes on the list {list}",
        ),
        (
            "I'd walk to {place} now, so lead me there if they are open; some other day is fine too, then "
            "{list}",
            "{place}: open? walk me there. closed? {list}",
        ),
        _open_or_not,
        Judge(_going_or_saved, frozenset({"map_saved"})),
        _walk_or_save,
    ),
    Task(
        "maps-phone-to-note",
        3,
        (
            "Write the phone number of {place} into a new note titled {title}",
            "Make a note {title} with the number of {place}",
            "look up {place}'s phone number in Maps and save it as a note called {title}",
            "new note {title}: the telephone number of {place}",
            "find {place} in Maps, then put its number in a note with the title {title}",
            "I need the number of {place} in a note, call it {title}",
        ),
        (
            "{title} shall be a note with nothing but the number one rings to reach {place}",
            "{place}'s number, in a note. Title: {title}",
        ),
        _place,
        every(added("notes", {"title": "{title}", "body": number("{phone}"), "pinned": "0"})),
        _phone_to_note,
        apps=(MAPS, "com.android.notes"),
    ),
    Task(
        "maps-save-already",
        1,
        (
            "Make sure {place} is on the list {list} in Maps",
            "See to it that {place} is saved under {list}",
            "{place} has to be on my list {list}, add it if it is missing",
            "check that {place} is among {list} in Maps[, and add it if not]",
            "I want {place} on the list {list} of the map",
            "the list {list} should have {place} on it",
        ),
        ("{list} without {place} would be a shame, look after it", "I hope {place} is under {list}?"),
        _saved,
        has("map_saved", _ON_LIST),
        _open_list,
        kind="already",
    ),
    Task(
        "maps-taxi-impossible",
        1,
        (
            "Book a taxi to {place}",
            "call me a cab to {place}",
            "get me a ride to {place}",
            "order a car with a driver to {place}",
            "I need a taxi to {place} in ten minutes",
            "reserve a cab that takes me to {place}",
        ),
        ("have somebody pick me up and drive me to {place}", "taxi, {place}, now"),
        _place,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
