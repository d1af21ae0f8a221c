"""Clocks again: several alarms at once, conditions, the stopwatch, the time elsewhere."""

from __future__ import annotations

from bench.tasks.catalogue.clock import CLOCK, add_alarm, flip_alarm, open_alarms
from bench.tasks.hand import Hand, Oracle, nothing
from bench.tasks.judges import added, changed, difference, either, front, one_of, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World, spoken
from device_drivers.virtual.fixture import Alarm

_CITIES = ("Auckland", "Cairo", "Chicago", "Lisbon", "Nairobi", "Oslo", "Seoul", "Toronto", "Vienna")
_KEYS = ("time", "at", "shown", "hour", "minute")


def _times(world: World, count: int, first: int = 5, last: int = 22) -> list[dict[str, str]]:
    """Different times, in their order."""
    drawn: set[tuple[int, int]] = set()
    while len(drawn) < count:
        drawn.add(world.clock(first, last))
    return [
        {
            "time": spoken(h, m),
            "at": f"{h:02}:{m:02}",
            "shown": f"{(h + 11) % 12 + 1}:{m:02} {'AM' if h < 12 else 'PM'}",
            "hour": str(h),
            "minute": str(m),
        }
        for h, m in sorted(drawn)
    ]


def _numbered(times: list[dict[str, str]]) -> dict[str, str]:
    return {f"{key}{n}": time[key] for n, time in enumerate(times, 1) for key in _KEYS}


def _one(p: Params, n: int) -> dict[str, str]:
    return {key: p[f"{key}{n}"] for key in _KEYS}


def _on_the_phone(world: World, times: list[dict[str, str]], *, enabled: bool = True) -> None:
    """These are the alarms of the phone, and no others."""
    world.put("alarms", [Alarm(time=time["at"], enabled=enabled) for time in times])


def _two_new(world: World) -> dict[str, str]:
    world.put("alarms", [])
    return _numbered(_times(world, 2))


def _four_new(world: World) -> dict[str, str]:
    world.put("alarms", [])
    return _numbered(_times(world, 4))


def _three_old(world: World) -> dict[str, str]:
    times = _times(world, 3)
    _on_the_phone(world, times)
    return _numbered(times)


def _mornings(world: World) -> dict[str, str]:
    """Three in the morning, two in the evening, all on."""
    times = _times(world, 3, 5, 10) + _times(world, 2, 18, 22)
    _on_the_phone(world, times)
    return _numbered(times)


def _perhaps(world: World) -> dict[str, str]:
    """One alarm, which is on or off, and the time of another."""
    there, new = _times(world, 2)
    _on_the_phone(world, [there], enabled=world.rng.random() < 0.5)
    return _numbered([there, new])


def _already_on(world: World) -> dict[str, str]:
    times = _times(world, 2)
    _on_the_phone(world, times)
    return _numbered(times)


# By hand
def _all_new(hand: Hand, p: Params) -> None:
    open_alarms(hand)
    for n in range(1, len(p) // len(_KEYS) + 1):
        add_alarm(hand, _one(p, n))


def _flip(*which: int) -> Oracle:
    def oracle(hand: Hand, p: Params) -> None:
        open_alarms(hand)
        for n in which:
            flip_alarm(hand, _one(p, n))

    return oracle


def _either(hand: Hand, p: Params) -> None:
    """Switch the first one off where it is on; else set the second."""
    open_alarms(hand)
    there = hand.find(hand.clock(int(p["hour1"]), int(p["minute1"])))
    lit = [e for e in hand.screen.elements if e.state.checked and hand.t("Alarm on") in (e.text, e.desc)]
    if lit and there:
        flip_alarm(hand, _one(p, 1))
    else:
        add_alarm(hand, _one(p, 2))


def _stopwatch(hand: Hand, p: Params) -> None:
    hand.open(CLOCK)
    hand.go("Stopwatch")
    hand.tap("Start")


def _lap(hand: Hand, p: Params) -> None:
    _stopwatch(hand, p)
    for _ in range(int(p["laps"])):
        hand.tap("Lap")


def _cities(hand: Hand, p: Params) -> None:
    hand.open(CLOCK)
    hand.go("Clock")
    hand.tap("Add city")
    for key in sorted(key for key in p if key.startswith("city")):
        hand.fill("Search for a city", p[key])
        hand.tap_text(p[key])


def _next(hand: Hand, p: Params) -> None:
    hand.open(CLOCK)
    if not hand.sees(hand.clock(int(p["hour1"]), int(p["minute1"]))):
        hand.go("Clock")


# By the phone
def _alarm(n: int) -> dict[str, str]:
    return {"hour": f"{{hour{n}}}", "minutes": f"{{minute{n}}}"}


def _all_added(count: int) -> Judge:
    def check(after: State, before: Before) -> bool:
        went, came = difference("alarms", after, before)
        wanted = [(before.params[f"hour{n}"], before.params[f"minute{n}"]) for n in range(1, count + 1)]
        return not went and sorted((r["hour"], r["minutes"]) for r in came) == sorted(wanted)

    return Judge(check, frozenset({"alarms"}))


def _off(*which: int) -> Judge:
    """Exactly these were switched off."""

    def check(after: State, before: Before) -> bool:
        went, came = difference("alarms", after, before)
        meant = sorted((before.params[f"hour{n}"], before.params[f"minute{n}"], "0") for n in which)
        same = len(went) == len(came) == len(which)
        return same and sorted((r["hour"], r["minutes"], r["enabled"]) for r in came) == meant

    return Judge(check, frozenset({"alarms"}))


def _as_it_was(after: State, before: Before) -> bool:
    """One was on: it is off; it was off: there is another one."""
    first = {"hour": before.params["hour1"], "minutes": before.params["minute1"]}
    lit = before.state.rows("alarms", **first)[0]["enabled"] == "1"
    judge = _off(1) if lit else added("alarms", {**_alarm(2), "enabled": "1"})
    return judge.check(after, before)


TASKS = (
    Task(
        "clock-alarms-two",
        3,
        (
            "(Set|Create) alarms for {time1} and {time2}",
            "[please ]wake me at {time1} and (once more|again) at {time2}",
            "I need two alarms, (one|the first) at {time1} and (one|the second) at {time2}",
        ),
        ("{time1} and then {time2}, ring both times", "something should ring at {time1}, and at {time2} too"),
        _two_new,
        _all_added(2),
        _all_new,
    ),
    Task(
        "clock-alarms-four",
        4,
        (
            "(Set|Create|Add) alarms for {time1}, {time2}, {time3} and {time4}",
            "[please ]remind me with an alarm at {time1}, {time2}, {time3} and {time4}",
            "four alarms: {time1}, {time2}, {time3}, {time4}",
        ),
        (
            "my pills are due at {time1}, {time2}, {time3} and {time4}, ring each time",
            "ring me four times today: {time1}, {time2}, {time3} and finally {time4}",
        ),
        _four_new,
        _all_added(4),
        _all_new,
    ),
    Task(
        "clock-alarms-all-off",
        2,
        (
            "(Turn|Switch) off all [my ]alarms",
            "(turn|switch) every alarm off[ please]",
            "disable all the alarms",
        ),
        ("no alarm should ring any more, but keep them", "silence on all alarms, I am on holiday"),
        _three_old,
        _off(1, 2, 3),
        _flip(1, 2, 3),
    ),
    Task(
        "clock-alarms-mornings-off",
        2,
        (
            "(Turn|Switch) off all alarms before noon",
            "disable every (morning alarm|alarm in the morning)",
            "(turn|switch) off my morning alarms and leave the evening ones on",
        ),
        ("let me sleep: nothing may ring before twelve", "evening alarms stay, morning alarms go off"),
        _mornings,
        _off(1, 2, 3),
        _flip(1, 2, 3),
    ),
    Task(
        "clock-alarm-if-on",
        2,
        (
            "If the {time1} alarm is on, (turn|switch) it off, (otherwise|else) set an alarm for {time2}",
            "check the {time1} alarm: when it is on, (disable it|turn it off); if not, add one at {time2}",
            "(turn|switch) off the alarm at {time1} if it is on; if it is off already, set one for {time2}",
        ),
        (
            "is {time1} on? then off with it. If it was off, I need {time2} instead",
            "only when the {time1} alarm is off do I need another at {time2}; an active one please disable",
        ),
        _perhaps,
        Judge(_as_it_was, frozenset({"alarms"})),
        _either,
    ),
    Task(
        "clock-alarm-already-on",
        1,
        (
            "Make sure [that ]the {time1} alarm is on",
            "(turn|switch) on the {time1} alarm",
            "the alarm at {time1} has to be (on|enabled)",
            "check that my {time1} alarm is (on|enabled)",
        ),
        ("I rely on the alarm at {time1}, see to it that it rings", "{time1} must ring, do what it takes"),
        _already_on,
        unchanged,
        nothing,
        kind="already",
    ),
    Task(
        "clock-alarm-none",
        1,
        (
            "(Delete|Remove) the alarm called {label}",
            "(turn|switch) off (my|the) {label} alarm",
            "get rid of the alarm named {label}",
        ),
        ("that {label} alarm has to go", "away with the alarm that says {label}"),
        lambda world: {"label": world.choose("Rehearsal", "Sauna", "Fencing", "Night shift")},
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "clock-stopwatch",
        1,
        ("(Start|Run) the stopwatch", "[please ]start (a|my) stopwatch", "stopwatch (on|go|start)"),
        ("time me from now", "let the stop clock run"),
        lambda world: {},
        changed("stopwatch", {}, {"state": "1"}),
        _stopwatch,
    ),
    Task(
        "clock-stopwatch-laps",
        2,
        (
            "Start the stopwatch and (take|record) {laps} laps",
            "(take|record) {laps} laps (with|on) the stopwatch",
            "[please ]run the stopwatch with {laps} laps",
        ),
        ("time me and press for {laps} rounds", "stop clock, {laps} intermediate times"),
        lambda world: {"laps": str(world.rng.randrange(2, 5))},
        changed(
            "stopwatch",
            {},
            {"state": "1", "laps": lambda value, b: str(len(value.split())) == b.params["laps"]},
        ),
        _lap,
    ),
    Task(
        "clock-city-add",
        2,
        (
            "Add {city} to the world clock",
            "(show|put) the time in {city} (on|in) [my|the ]world clock",
            "[please ]add the city {city} to the clock",
        ),
        (
            "I want to see at a glance what time it is in {city}",
            "keep an eye on {city} time in the clock app",
        ),
        lambda world: {"city": world.choose(*_CITIES)},
        added("cities", {"name": "{city}"}),
        _cities,
    ),
    Task(
        "clock-cities-three",
        3,
        (
            "Add {city1}, {city2} and {city3} to the world clock",
            "[please ]put {city1}, {city2} and {city3} on (my|the) world clock",
            "I want {city1}, {city2} and {city3} in the world clock",
            "world clock: add {city1}, {city2}, {city3}",
        ),
        (
            "my teams sit in {city1}, {city2} and {city3}: have the clock show their times",
            "times of {city1}, {city2} as well as {city3} in the clock, please",
        ),
        lambda world: {f"city{n}": world.choose(*_CITIES) for n in (1, 2, 3)},
        added("cities", {"name": one_of("{city1}", "{city2}", "{city3}")}, 3),
        _cities,
    ),
    Task(
        "clock-next-alarm",
        1,
        (
            "When does (my|the) next alarm ring",
            "(what|which) is (my|the) next alarm",
            "show me when the next alarm is",
        ),
        ("how long may I sleep? what is set first", "the earliest alarm I have coming, please"),
        _already_on,
        either(front(CLOCK, "Next alarm"), front(CLOCK, "{shown1}|{at1}", "{shown2}|{at2}")),
        _next,
        kind="ask",
    ),
)
