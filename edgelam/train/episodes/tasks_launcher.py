"""Tasks on the home screen: opening apps, finding them, their menu."""

from __future__ import annotations

from .families import Families
from .oracle import Expert

TASKS = Families("com.android.launcher3", "Launcher")
_APPS = {
    "Settings": "com.android.settings",
    "Notes": "com.android.notes",
    "Clock": "com.android.deskclock",
    "Messages": "com.android.messaging",
    "Contacts": "com.android.contacts",
}
_OPEN = (
    "(open|launch|start|run) [the] {app} [app]",
    "(go|switch) to [the] {app} [app]",
    "(bring up|show) [the] {app} [app]",
    "{app}",
    "i (want|need) [the] {app} [app]",
)


def _home(x: Expert) -> None:
    x.phone.go_home()
    x.arrive()


@TASKS.add("launcher.open", 1.2)
def open_app(x: Expert) -> None:
    label = x.rng.choice(list(_APPS))
    x.goal(_OPEN, {"app": label})
    _home(x)
    if not x.matches(label, plain=True):
        x.tap("Apps list")
    x.tap(label, plain=True)
    x.done(x.stage.front.package == _APPS[label])


@TASKS.add("launcher.drawer", 0.7)
def drawer(x: Expert) -> None:
    x.goal(
        (
            "(open|show) the (app drawer|apps list|list of apps)",
            "(show|list) (all|all my|my) [installed] apps",
            "(go to|open) all apps",
            "which apps (are there|do i have)",
        )
    )
    _home(x)
    x.tap("Apps list")
    x.done()


@TASKS.add("launcher.search", 1.0)
def search(x: Expert) -> None:
    label = x.rng.choice(list(_APPS))
    opens = x.rng.random() < 0.5
    tail = " and (open|start|launch) it" if opens else ""
    x.goal(
        [
            words + tail
            for words in (
                "(search|look) for [the] [app] {query:q} [app]",
                "(find|search) [the] {query:q} app",
                "(enter|type) {query:q} in the app search",
                "search my apps for {query:q}",
            )
        ],
        {"query": label},
        ("query",),
    )
    _home(x)
    x.tap("Search")
    x.type("search", "query")
    if opens:
        x.tap(label, plain=True)
    x.done()


@TASKS.add("launcher.info", 0.8)
def info(x: Expert) -> None:
    label = x.rng.choice(list(_APPS))
    x.goal(
        (
            "(open|show) [the] app info (of|for) {which} from [the|] home [screen]",
            "(long press|hold) the {which} icon and (open|tap) app info",
            "app info of {which} by its icon",
        ),
        {"which": label},
        ("which",),
    )
    _home(x)
    if not x.matches(label, plain=True):
        x.tap("Apps list")
    x.hold(x.matches(label, plain=True)[0])
    x.tap("App info")
    x.done(x.stage.front.package == "com.android.settings")


@TASKS.add("launcher.no_such_app", 0.6)
def no_such_app(x: Expert) -> None:
    name = x.rng.choice(
        (
            "Chess Club",
            "Sky Map",
            "Bus Times",
            "Recipe Box",
            "Photo Lab",
            "Mail Pro",
            "Bank One",
            "Radio Plus",
            "Sketch Pad",
        )
    )
    x.goal(
        (
            "search for [the app] {query:q} and open it",
            "find [the] {query:q} app with the app search",
            "(look|search) for {query:q} among my apps and (start|launch) it",
            "(open|launch|start) {query:q}, use the app search",
        ),
        {"query": name},
        ("query",),
    )
    _home(x)
    x.tap("Search")
    x.type("search", "query")
    x.give_up()
