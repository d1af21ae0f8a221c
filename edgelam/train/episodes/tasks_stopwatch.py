"""Tasks in the clock: the stopwatch, and the time elsewhere."""

from __future__ import annotations

from device_drivers.virtual.providers.resolver import Row

from .families import Families
from .oracle import Expert
from .tasks_timers import PAUSED, RESET, RUNNING, URI, start_on

TASKS = Families("com.android.deskclock", "Clock")


CITIES = (
    "Amsterdam",
    "Auckland",
    "Bangkok",
    "Berlin",
    "Buenos Aires",
    "Cairo",
    "Chicago",
    "Denver",
    "Dubai",
    "Hong Kong",
    "Honolulu",
    "Istanbul",
    "Jakarta",
    "Johannesburg",
    "Lagos",
    "Lima",
    "Lisbon",
    "London",
    "Los Angeles",
    "Madrid",
    "Mexico City",
    "Nairobi",
    "New York",
    "Oslo",
    "Paris",
    "Rome",
    "Sao Paulo",
    "Seoul",
    "Singapore",
    "Stockholm",
    "Sydney",
    "Tokyo",
    "Toronto",
    "Vienna",
    "Zurich",
)


# the stopwatch
def _watch(x: Expert) -> Row:
    return x.phone.content.rows(URI + "stopwatch")[0]


def _put_watch(x: Expert, state: int) -> None:
    run = {
        "state": state,
        "started": x.phone.now_ms() - 12_000,
        "accumulated": 7_000 if state == PAUSED else 0,
        "laps": "",
    }
    x.phone.content.update(
        URI + "stopwatch", run if state else {"state": 0, "accumulated": 0, "started": 0, "laps": ""}
    )


@TASKS.add("stopwatch.start")
def start_watch(x: Expert) -> None:
    _put_watch(x, x.rng.choice((RESET, RESET, PAUSED)))
    x.goal(
        (
            "(start|run|begin|launch) the stopwatch",
            "start (timing|measuring the time) [now|] with the stopwatch",
            "stopwatch, go",
            "(let the stopwatch run|stopwatch start)",
            "(continue|resume) the stopwatch",
            "time me",
        )
    )
    start_on(x, "Stopwatch")
    x.tap("Start")
    x.done(_watch(x).number("state") == RUNNING)


@TASKS.add("stopwatch.pause")
def pause_watch(x: Expert) -> None:
    _put_watch(x, RUNNING)
    x.goal(
        (
            "(pause|stop|halt) the stopwatch",
            "stop (timing|the stopwatch)",
            "(hold|freeze) the stopwatch",
            "stopwatch (stop|pause)",
        )
    )
    start_on(x, "Stopwatch")
    x.tap("Pause")
    x.done(_watch(x).number("state") == PAUSED)


@TASKS.add("stopwatch.reset")
def reset_watch(x: Expert) -> None:
    _put_watch(x, x.rng.choice((RUNNING, PAUSED)))
    x.goal(
        (
            "(reset|clear|zero) the stopwatch",
            "(set|put) the stopwatch (back to zero|to 0)",
            "(start the stopwatch over|stopwatch reset)",
            "(wipe|delete) the stopwatch's time",
        )
    )
    start_on(x, "Stopwatch")
    x.tap("Reset")
    x.done(_watch(x).number("state") == RESET)


@TASKS.add("stopwatch.lap")
def lap(x: Expert) -> None:
    _put_watch(x, RUNNING)
    x.goal(
        (
            "(take|record|add|mark) (a|one) lap [on the stopwatch|]",
            "stopwatch lap",
            "(note|save) [a|the] lap time",
            "next lap [on the stopwatch|]",
        )
    )
    start_on(x, "Stopwatch")
    x.tap("Lap")
    x.done(bool(_watch(x).text("laps")))


@TASKS.add("stopwatch.start_lap", 0.7)
def start_and_lap(x: Expert) -> None:
    _put_watch(x, RESET)
    x.goal(
        (
            "start the stopwatch and (take|record) (a|one) lap",
            "(run|start) the stopwatch, then (mark|take) a lap",
            "stopwatch: (start|go) and [take|mark] a lap",
        )
    )
    start_on(x, "Stopwatch")
    x.tap("Start")
    x.tap("Lap")
    x.done(bool(_watch(x).text("laps")))


# the time elsewhere
def _chosen(x: Expert) -> set[str]:
    return {row.text("name") for row in x.phone.content.rows(URI + "cities")}


_ADD = (
    "add {city} (to|in) the (world clock|clock)",
    "(show|put) [the time in] {city} (on|in) the world clock",
    "(add|new) [the] city {city}",
    "i (want|need) to (see|know) the time in {city}, add it",
    "world clock {city}",
    "add the time in {city}",
)


@TASKS.add("world.add", 1.2)
def add_city(x: Expert) -> None:
    """By typing its name, or by finding it in the list."""
    city = x.rng.choice([name for name in CITIES if name not in _chosen(x)])
    searched = x.rng.random() < 0.4
    words = (
        [
            f"search for {{city:q}} and {text}"
            for text in ("add it [to the (world clock|list)]", "(put|tick|show) it [in the world clock]")
        ]
        if searched
        else _ADD
    )
    x.goal(words, {"city": city}, ("city",))
    start_on(x, "Clock")
    x.tap("Add city")
    if searched:
        x.type("search_src_text", "city")
    x.press(x.part((city,), lambda view: view.clickable, city))
    x.done(city in _chosen(x))


@TASKS.add("world.remove", 0.8)
def remove_city(x: Expert) -> None:
    if not _chosen(x):
        for name in x.rng.sample(CITIES[:8], 2):
            x.phone.content.insert(URI + "cities", {"name": name, "offset": 1})
    city = x.rng.choice(sorted(_chosen(x)))
    x.goal(
        (
            "(remove|delete|drop) {city} (from|in) the (world clock|clock)",
            "(remove|delete) the city {city}",
            "i (don't|do not) need the time in {city} [any more|]",
        ),
        {"city": city},
        ("city",),
    )
    start_on(x, "Clock")
    x.hold(
        x.where(lambda view: view.on_long is not None and city in {part.text for part in view.walk()}, city)
    )
    x.done(city not in _chosen(x))
