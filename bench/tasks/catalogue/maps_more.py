"""Maps: areas, several places at once, and conditions."""

from __future__ import annotations

from bench.tasks.catalogue.maps import (
    LISTS,
    MAPS,
    ON_LIST,
    away,
    going_to,
    have_place,
    navigate,
    open_list,
    save_place,
    saved_place,
    search_place,
    see_phone,
    unsaved_place,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import (
    added,
    difference,
    every,
    front,
    has,
    number,
    unchanged,
)
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.apps import _maps_ways as ways
from device_drivers.virtual.stocks.maps import Place

_AREAS = ("Maplewood center", "Maplewood and around", "The coast", "The hills")
_PAIRS = {  # categories that have exactly two places, and how one speaks of them
    "Cafe": "cafes", "Pharmacy": "pharmacies", "Museum": "museums", "Supermarket": "supermarkets",
    "Park": "parks", "Hotel": "hotels",
}  # fmt: skip


def _area(world: World) -> dict[str, str]:
    return {"area": world.choose(*_AREAS)}


def _of_kind(world: World, category: str, kind: str) -> dict[str, str]:
    """All places of a category, the nearest first, none of them saved."""
    places = sorted((one for one in world.things("places") if one.category == category), key=away)
    for place in places:
        have_place(world, place, saved="")
    found = {"category": category, "kind": kind, "list": world.choose(*LISTS), "phone": places[0].phone}
    return {**found, **{f"place{n}": place.name for n, place in enumerate(places)}}


def _category(world: World) -> dict[str, str]:
    return _of_kind(world, *world.choose(*_PAIRS.items()))


def _restaurants(world: World) -> dict[str, str]:
    return _of_kind(world, "Restaurant", "restaurants")


def _open_or_not(world: World) -> dict[str, str]:
    is_open = world.choose(True, False)

    def now(one: Place) -> bool:
        return ways.is_open(world.now, one.opens, one.closes, one.closed_on)

    places = [one for one in world.things("places") if not one.saved and now(one) == is_open]
    place = world.rng.choice(places or world.things("places"))
    have_place(world, place, saved="")
    return {"place": place.name, "open": str(int(now(place))), "list": world.choose(*LISTS)}


def _trip(world: World) -> dict[str, str]:
    """Five places for one list."""
    names = [world.pick("places", lambda one: not one.saved).name for _ in range(5)]
    places = {f"place{n}": name for n, name in enumerate(names)}
    return {**places, "list": world.choose(*LISTS), "names": ", ".join(names)}


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


def _going_or_saved(after: State, before: Before) -> bool:
    saved = added("map_saved", ON_LIST).check(after, before)
    started = difference("map_routes", after, before)[1]
    if before.params["open"] == "1":
        return going_to("walk").check(after, before) and not any(difference("map_saved", after, before))
    return saved and not started


def _walk_or_save(hand: Hand, p: Params) -> None:
    if p["open"] == "1":
        navigate(hand, p["place"], "Walk")
    else:
        save_place(hand, p)


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


def _save_here(hand: Hand, p: Params) -> None:
    """Put the place of the open page on the list."""
    hand.tap("Save place")
    hand.tap_text(p["list"])


def _save_category(hand: Hand, p: Params) -> None:
    _nearest(hand, p)
    _save_here(hand, p)
    for n in range(1, sum(key.startswith("place") for key in p)):
        hand.tap("Done")
        hand.back()
        hand.tap_text(p[f"place{n}"])
        _save_here(hand, p)


def _save_trip(hand: Hand, p: Params) -> None:
    hand.open(MAPS)
    for n in range(5):
        search_place(hand, p[f"place{n}"])
        _save_here(hand, p)
        if n < 4:
            hand.tap("Done")
            hand.back()
            hand.back()


def _phone_to_note(hand: Hand, p: Params) -> None:
    see_phone(hand, p)
    hand.open("com.android.notes")
    hand.tap("New note")
    hand.fill("Title", p["title"])
    hand.fill("Note", p["phone"])
    hand.tap("Save")


TASKS = (
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
    ),
    Task(
        "maps-save-restaurants",
        4,
        (
            "Save every restaurant in Maps to [the list ]{list}",
            "Put all the restaurants on the map on my list {list}",
            "I want to try them all: add each restaurant in Maps to {list}",
            "look for restaurants in Maps and save all you find under {list}",
            "all restaurants that Maps knows should be on the list {list}",
            "fill the list {list} with the restaurants of the map",
        ),
        ("wherever one can have dinner here, {list} should know it", "{list}: plus all restaurants, in Maps"),
        _restaurants,
        _all_saved(3),
        _save_category,
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
        unsaved_place,
        every(added("notes", {"title": "{title}", "body": number("{phone}"), "pinned": "0"})),
        _phone_to_note,
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
        saved_place,
        has("map_saved", ON_LIST),
        open_list,
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
        unsaved_place,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
