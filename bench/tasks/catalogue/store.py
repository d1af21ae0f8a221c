"""Store: apps to find, install, update and remove."""

from __future__ import annotations

import time

from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, every, front, installed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Draw, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Message
from device_drivers.virtual.stocks.store import StoreApp

STORE = "com.android.vending"
_LOOKS = 100  # at a download, a quarter of a second each


# Draws
def _light(world: World) -> None:
    """All that the store offers is small, so that nobody has to wait."""
    world.put("store_apps", [one.model_copy(update={"size": 4}) for one in world.things("store_apps")])


def _of(app: StoreApp) -> dict[str, str]:
    return {
        "app": app.title,
        "package": app.package,
        "developer": app.developer,
        "code": str(app.version_code),
    }


def _new(world: World) -> dict[str, str]:
    _light(world)
    return _of(world.pick("store_apps", lambda one: not one.installed))


def _there(world: World) -> dict[str, str]:
    _light(world)
    return _of(world.pick("store_apps", lambda one: one.installed == one.version_code))


def _old(world: World) -> dict[str, str]:
    _light(world)
    return _of(world.pick("store_apps", lambda one: 0 < one.installed < one.version_code))


def _any(world: World) -> dict[str, str]:
    return _of(world.pick("store_apps"))


def _all_there(world: World) -> dict[str, str]:
    titles = sorted(one.title for one in world.things("store_apps") if one.installed)
    return {f"app{n}": title for n, title in enumerate(titles)}


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
    return _of(best)


def _there_or_not(world: World) -> dict[str, str]:
    draw: Draw = world.choose(_there, _new)
    p = draw(world)
    there = next(one for one in world.things("store_apps") if one.package == p["package"]).installed
    return {**p, "there": "1" if there else "0", "title": world.title(), "body": world.phrase()}


def _recommended(world: World) -> dict[str, str]:
    person, p = world.contact(), _new(world)
    world.drop("messages", lambda m: m.address == person.phone)
    body = f"You should try {p['app']}, I use it every day"
    world.add("messages", Message(address=person.phone, body=body, minutes_ago=15))
    return {**p, "person": person.name}


def _unknown(world: World) -> dict[str, str]:
    return {
        "app": world.choose("Pixel Pony", "Train Radar Plus", "Moon Garden", "Sockfinder", "Tea Timer Pro")
    }


# Judges
def _up_to_date(after: State, before: Before) -> bool:
    """The app has its newest version, and the others are as they were."""

    def codes(state: State) -> dict[str, str]:
        return {row["package"]: row["installed_code"] for row in state.tables["store_apps"]}

    return codes(after) == {**codes(before.state), before.params["package"]: before.params["code"]}


def _all_up_to_date(after: State, before: Before) -> bool:
    return all(row["installed_code"] in ("0", row["version_code"]) for row in after.tables["store_apps"])


def _all_gone(after: State, before: Before) -> bool:
    ours = {row["package"] for row in before.state.tables["store_apps"]}
    return after.packages == before.state.packages - ours


def _gone_or_noted(after: State, before: Before) -> bool:
    p = before.params
    if p["there"] == "1":
        kept = after.tables["notes"] == before.state.tables["notes"]
        return kept and after.packages == before.state.packages - {p["package"]}
    note = added("notes", {"title": "{title}", "body": "{body}"}).check(after, before)
    return note and after.packages == before.state.packages


# By hand
def _arrived(hand: Hand) -> None:
    """Wait until nothing is being downloaded any more."""
    for _ in range(_LOOKS):
        shown = " ".join(e.label for e in hand.look().elements)
        if hand.t("Downloading…") not in shown:
            return
        time.sleep(0.25)


def open_app_page(hand: Hand, title: str) -> None:
    """The store's page of an app, by searching for it."""
    hand.open(STORE)
    hand.menu("Search")
    hand.fill("Search apps", title[:-1])
    hand.tap_text(title)


def install(hand: Hand, title: str) -> None:
    """Install an app from its page, with all it asks for."""
    open_app_page(hand, title)
    hand.tap("Install")
    if hand.sees(hand.t("Accept")):
        hand.tap("Accept")
    _arrived(hand)


def _open_mine(hand: Hand) -> None:
    hand.open(STORE)
    hand.go("My apps")


def _update(hand: Hand, p: Params) -> None:
    _open_mine(hand)
    hand.tap_text(p["app"])
    hand.tap("Update")
    _arrived(hand)


def _update_all(hand: Hand, p: Params) -> None:
    _open_mine(hand)
    hand.tap("Update all")
    _arrived(hand)


def _remove(hand: Hand, title: str) -> None:
    hand.tap_text(title)
    hand.tap("Uninstall", "Uninstall")


def _uninstall(hand: Hand, p: Params) -> None:
    _open_mine(hand)
    _remove(hand, p["app"])


def _uninstall_all(hand: Hand, p: Params) -> None:
    _open_mine(hand)
    for n in range(3):
        if n:
            hand.back()
        _remove(hand, p[f"app{n}"])


def _best_page(hand: Hand, p: Params) -> None:
    hand.open(STORE)
    hand.menu("Sort by", "Rating")
    hand.tap_text(p["app"])


def _uninstall_or_note(hand: Hand, p: Params) -> None:
    open_app_page(hand, p["app"])
    if p["there"] == "1":
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
        "store-install",
        2,
        (
            "Install [the app ]{app}",
            "Get {app} from the store",
            "download the app {app}",
            "I'd like to have {app} on this phone",
            "please put the app {app} on my phone",
            "find {app} in the store and install it",
        ),
        ("{app} is all the rage, I want it too", "this phone is no good without {app}, change that"),
        _new,
        installed("{package}"),
        lambda hand, p: install(hand, p["app"]),
        kind="risky",
    ),
    Task(
        "store-update",
        2,
        (
            "Update [the app ]{app}",
            "Get the newest version of {app}",
            "bring {app} up to date",
            "there is an update for {app}, take it",
            "in the store, update {app}[ and nothing else]",
            "I want the latest {app}, please update it",
        ),
        ("{app} is outdated, see to it", "whatever is new in {app}, I want it on here"),
        _old,
        Judge(_up_to_date),
        _update,
    ),
    Task(
        "store-update-all",
        1,
        (
            "Update all (my apps|apps)",
            "Install all available updates of my apps",
            "bring every app from the store up to date",
            "get the newest versions of all my apps",
            "are there app updates? take them all",
            "in the store, run all updates",
        ),
        ("nothing on this phone should be outdated", "updates, all of them, go"),
        _old,
        Judge(_all_up_to_date),
        _update_all,
    ),
    Task(
        "store-uninstall",
        2,
        (
            "Uninstall {app} in the store",
            "(Remove|Delete) the app {app}",
            "I no longer need the app {app}, uninstall it",
            "take {app} off this phone",
            "use the store to get rid of {app}",
            "the app {app} can be uninstalled",
        ),
        ("{app} has to go", "make room: the app {app} is never used"),
        _there,
        installed("{package}", gone=True),
        _uninstall,
    ),
    Task(
        "store-uninstall-all",
        3,
        (
            "Uninstall every app that came from the store",
            "Remove all apps that the store lists as installed",
            "take all the apps I got from the store off this phone",
            "go through my apps in the store and uninstall each of them",
            "I want none of the store's apps on here any more, uninstall them all",
            "delete all installed apps you find under my apps in the store",
        ),
        (
            "back to how the phone was without the store's apps",
            "my apps in the store: that list should be empty",
        ),
        _all_there,
        Judge(_all_gone, frozenset({"packages"})),
        _uninstall_all,
        parts=3,
    ),
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
        apps=(STORE, "com.android.notes"),
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
        _there,
        every(unchanged),
        lambda hand, p: _open_mine(hand),
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
        apps=("com.android.messaging", STORE),
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
