"""Store: apps to find, install, update and remove."""

from __future__ import annotations

import time

from bench.tasks.hand import Hand
from bench.tasks.judges import installed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.store import StoreApp

STORE = "com.android.vending"
_LOOKS = 100  # at a download, a quarter of a second each


# Draws
def _light(world: World) -> None:
    """All that the store offers is small, so that nobody has to wait."""
    world.put("store_apps", [one.model_copy(update={"size": 4}) for one in world.things("store_apps")])


def values_of(app: StoreApp) -> dict[str, str]:
    return {
        "app": app.title,
        "package": app.package,
        "developer": app.developer,
        "code": str(app.version_code),
    }


def new_app(world: World) -> dict[str, str]:
    _light(world)
    return values_of(world.pick("store_apps", lambda one: not one.installed))


def installed_app(world: World) -> dict[str, str]:
    _light(world)
    return values_of(world.pick("store_apps", lambda one: one.installed == one.version_code))


def _old(world: World) -> dict[str, str]:
    _light(world)
    return values_of(world.pick("store_apps", lambda one: 0 < one.installed < one.version_code))


def _all_there(world: World) -> dict[str, str]:
    titles = sorted(one.title for one in world.things("store_apps") if one.installed)
    return {f"app{n}": title for n, title in enumerate(titles)}


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


# By hand
def _arrived(hand: Hand) -> None:
    """Wait until nothing is being downloaded any more."""
    for _ in range(_LOOKS):
        shown = " ".join(e.label for e in hand.look().elements)
        if hand.t("Downloading…") not in shown:
            return
        time.sleep(0.25)


def search_app(hand: Hand, title: str) -> None:
    """Search the store for an app."""
    hand.open(STORE)
    hand.menu("Search")
    hand.fill("Search apps", title[:-1])


def open_app_page(hand: Hand, title: str) -> None:
    """The store's page of an app."""
    search_app(hand, title)
    hand.tap_text(title)


def install(hand: Hand, title: str) -> None:
    """Install an app from its page, with all it asks for."""
    open_app_page(hand, title)
    hand.tap("Install")
    if hand.sees(hand.t("Accept")):
        hand.tap("Accept")
    _arrived(hand)


def open_mine(hand: Hand) -> None:
    hand.open(STORE)
    hand.go("My apps")


def _update(hand: Hand, p: Params) -> None:
    open_mine(hand)
    hand.tap_text(p["app"])
    hand.tap("Update")
    _arrived(hand)


def _update_all(hand: Hand, p: Params) -> None:
    open_mine(hand)
    hand.tap("Update all")
    _arrived(hand)


def _remove(hand: Hand, title: str) -> None:
    hand.tap_text(title)
    hand.tap("Uninstall", "Uninstall")


def _uninstall(hand: Hand, p: Params) -> None:
    open_mine(hand)
    _remove(hand, p["app"])


def _uninstall_all(hand: Hand, p: Params) -> None:
    open_mine(hand)
    for n in range(3):
        if n:
            hand.back()
        _remove(hand, p[f"app{n}"])


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
        new_app,
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
        installed_app,
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
    ),
)
