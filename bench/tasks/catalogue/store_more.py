"""Store: what it says of apps, conditions, and what it does not have."""

from __future__ import annotations

from bench.tasks.catalogue.store import (
    STORE,
    install,
    installed_app,
    new_app,
    open_app_page,
    open_mine,
    search_app,
    values_of,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, front, installed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Draw, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Message


def _any(world: World) -> dict[str, str]:
    return values_of(world.pick("store_apps"))


def _best(world: World) -> dict[str, str]:
    """One is rated higher than all the others."""
    best = world.pick("store_apps", lambda one: not one.installed)
    world.put(
        "store_apps",
        [
            one.model_copy(update={"rating": 5.0 if one.package == best.package else min(one.rating, 4.8)})
            for one in world.things("store_apps")
        ],
    )
    return values_of(best)


def _there_or_not(world: World) -> dict[str, str]:
    draw: Draw = world.choose(installed_app, new_app)
    p = draw(world)
    there = next(one for one in world.things("store_apps") if one.package == p["package"]).installed
    return {**p, "there": "1" if there else "0", "title": world.title(), "body": world.phrase()}


def _recommended(world: World) -> dict[str, str]:
    person, p = world.contact(), new_app(world)
    world.drop("messages", lambda m: m.address == person.phone)
    body = f"You should try {p['app']}, I use it every day"
    world.add("messages", Message(address=person.phone, body=body, minutes_ago=15))
    return {**p, "person": person.name}


def _unknown(world: World) -> dict[str, str]:
    return {
        "app": world.choose("Pixel Pony", "Train Radar Plus", "Moon Garden", "Sockfinder", "Tea Timer Pro")
    }


def _gone_or_noted(after: State, before: Before) -> bool:
    p = before.params
    if p["there"] == "1":
        kept = after.tables["notes"] == before.state.tables["notes"]
        return kept and after.packages == before.state.packages - {p["package"]}
    note = added("notes", {"title": "{title}", "body": "{body}"}).check(after, before)
    return note and after.packages == before.state.packages


def _best_page(hand: Hand, p: Params) -> None:
    hand.open(STORE)
    hand.menu("Sort by", "Rating")
    hand.tap_text(p["app"])


def _uninstall_or_note(hand: Hand, p: Params) -> None:
    search_app(hand, p["app"])  # what is found says whether it is installed
    if p["there"] == "1":
        hand.tap_text(p["app"])
        hand.tap("Uninstall", "Uninstall")
        return
    hand.open("com.android.notes")
    hand.tap("New note")
    hand.fill("Title", p["title"])
    hand.fill("Note", p["body"])
    hand.tap("Save")


def _install_recommended(hand: Hand, p: Params) -> None:
    hand.open("com.android.messaging")
    hand.tap_text(p["person"])
    install(hand, p["app"])


TASKS = (
    Task(
        "store-developer",
        2,
        (
            "Who makes the app {app}?",
            "Which developer is behind {app}[ in the store]?",
            "show me who developed {app}",
            "look up the developer of {app} in the store",
            "from which company is the app {app}?",
            "find {app} in the store and show who it is by",
        ),
        ("whose app is {app}?", "{app}: made by?"),
        _any,
        front(STORE, "{app}", "{developer}"),
        lambda hand, p: open_app_page(hand, p["app"]),
        kind="ask",
    ),
    Task(
        "store-best",
        2,
        (
            "Open the page of the best rated app in the store",
            "Which app in the store has the highest rating? Open its page",
            "show me the store's app with the best rating, with all its details",
            "find the top rated app in the store and open it",
            "sort the store by rating and show me the page of the first app",
            "I'd like to read about the app with the highest rating in the store",
        ),
        ("what do people like best in the store? open that", "most stars in the store: its page please"),
        _best,
        front(STORE, "{app}", "{developer}"),
        _best_page,
        kind="ask",
    ),
    Task(
        "store-if-installed",
        2,
        (
            "If the app {app} is installed, uninstall it; otherwise make a note titled {title} saying {body}",
            "Look {app} up in the store: uninstall it if it's on this phone, else write the note {title}: "
            "{body}",
            "is {app} installed? Then remove it. If not, I want a note {title} with the text {body}",
            "uninstall {app} if I have it, and if I don't, note {body} under the title {title}",
            "when the store says that {app} is installed, uninstall it, when not, create the note {title}, "
            "{body}",
            "check whether I have the app {app}; get rid of it if so, otherwise note down {body} as {title}",
        ),
        (
            "{app} must not be on here: off with it. Isn't it here at all? Then just a note, {title}, {body}",
            "{app} here? gone with it. not here? note {title}: {body}",
        ),
        _there_or_not,
        Judge(_gone_or_noted, frozenset({"packages", "notes"})),
        _uninstall_or_note,
    ),
    Task(
        "store-installed-already",
        1,
        (
            "Make sure the app {app} is installed",
            "See to it that {app} is on this phone",
            "I want to have the app {app} here, install it if it is missing",
            "check that {app} is installed[, and install it if not]",
            "the app {app} should be on my phone",
            "{app} has to be installed",
        ),
        ("this phone has {app}, right? it should", "I count on {app} being here"),
        installed_app,
        unchanged,
        lambda hand, p: open_mine(hand),
        kind="already",
    ),
    Task(
        "store-recommended",
        3,
        (
            "Install the app that {person} recommended to me by text",
            "{person} texted me the name of an app, get it from the store",
            "read {person}'s message and install the app it is about",
            "download the app {person} writes about in Messages",
            "look what app {person} told me to try, and install it",
            "get me the app from {person}'s text message",
        ),
        (
            "{person} swears by some app, I want it too; it's in the texts",
            "that app of {person}'s: on my phone with it",
        ),
        _recommended,
        installed("{package}"),
        _install_recommended,
        kind="risky",
    ),
    Task(
        "store-unknown-impossible",
        1,
        (
            "Install [the app ]{app}",
            "Get {app} from the store",
            "download the app {app}",
            "I'd like to have {app} on this phone",
            "please put the app {app} on my phone",
            "find {app} in the store and install it",
        ),
        ("{app} is all the rage, I want it too", "this phone is no good without {app}, change that"),
        _unknown,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
