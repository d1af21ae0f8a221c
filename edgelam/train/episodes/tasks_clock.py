"""Tasks in the clock: alarms, timers, stopwatch, the time elsewhere."""

from __future__ import annotations

from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert
from .picker import pick_time
from .sight import Lost

TASKS = Families("com.android.deskclock", "Clock")
_URI = "content://com.android.deskclock/"
_BITS = {name: 1 << place for place, name in enumerate(values.DAYS)}
_DAY_SETS = (
    ("every day", values.DAYS),
    ("weekdays", values.DAYS[:5]),
    ("weekends", values.DAYS[5:]),
    ("Monday and Wednesday", ("Monday", "Wednesday")),
    ("Tuesdays and Thursdays", ("Tuesday", "Thursday")),
    ("Friday", ("Friday",)),
    ("Saturday", ("Saturday",)),
    ("Mondays", ("Monday",)),
    ("Sunday", ("Sunday",)),
    ("Monday, Wednesday and Friday", ("Monday", "Wednesday", "Friday")),
    ("Wednesdays", ("Wednesday",)),
)
_SOUNDS = ("Bright morning", "Cuckoo clock", "Early twilight", "Gentle breeze", "Silent")
_NEW = (
    "(set|create|add|make|schedule) [me] (an alarm|a new alarm|alarm) (for|at) {time}",
    "wake me [up] at {time}",
    "new alarm (at|for) {time}",
    "{time} alarm",
    "i need (an alarm|to be woken up) at {time}",
    "(have|get) (the|my) (phone|clock|alarm) (ring|go off) at {time}",
)
_NAME = "(,|) (called|named|labelled|with [the] label|label it) {label:q}"
_THE = "(the|my) {which} alarm"


def _alarms(x: Expert, where: str = "") -> list[Row]:
    return x.phone.content.rows(_URI + "alarms", where)


def _time(x: Expert) -> tuple[int, int]:
    """A time of day that no alarm has yet."""
    taken = {(row.number("hour"), row.number("minutes")) for row in _alarms(x)}
    while True:
        minute = x.rng.choice((0, 0, 15, 30, 30, 45, x.rng.randrange(0, 60, 5), x.rng.randrange(60)))
        found = (x.rng.randrange(24), minute)
        if found not in taken:
            return found


def _said(x: Expert, hour: int, minute: int) -> str:
    return values.spoken_time(x.rng, hour, minute, hours24=x.phone.hours24)


def _start(x: Expert, tab: str = "Alarm") -> None:
    x.open()
    x.tab(tab)


def _has(x: Expert, hour: int, minute: int, **more: object) -> bool:
    rows = _alarms(x, f"hour={hour} AND minutes={minute}")
    return any(
        all(str(row.text(name)).lower() == str(value).lower() for name, value in more.items()) for row in rows
    )


def _pick(x: Expert, where: str = "") -> tuple[Row, str, tuple[str, ...]]:
    """An alarm, what to call it, and words that only its card shows."""
    rows = _alarms(x, where)
    if not rows:
        raise Lost("no such alarm")
    row = x.rng.choice(rows)
    hour, minute, label = row.number("hour"), row.number("minutes"), row.text("label")
    shown = x.phone.time_text(hour, minute)
    if sum(1 for r in _alarms(x) if (r.number("hour"), r.number("minutes")) == (hour, minute)) > 1:
        raise Lost("two alarms at the same time")
    labels = [r.text("label") for r in _alarms(x)]
    if label and labels.count(label) == 1 and x.rng.random() < 0.4:
        return row, label, (shown,)
    return row, _said(x, hour, minute), (shown,)


def _card(x: Expert, words: tuple[str, ...], *labels: str, what: str = "") -> View:
    wanted = [x.named(label) for label in labels]
    return x.part(words, lambda view: any(want(view) for want in wanted), what or labels[0])


def _unfold(x: Expert, words: tuple[str, ...]) -> None:
    entry = _card(x, words, "Expand alarm", "Collapse alarm")
    if x.named("Expand alarm")(entry):
        x.press(entry)


@TASKS.add("alarm.create", 2.0)
def create(x: Expert) -> None:
    hour, minute = _time(x)
    x.goal(_NEW, {"time": _said(x, hour, minute)}, ("time",))
    _start(x)
    x.tap("Add alarm")
    pick_time(x, hour, minute)
    x.done(_has(x, hour, minute, enabled=1))


@TASKS.add("alarm.create_label", 1.5)
def create_labelled(x: Expert) -> None:
    hour, minute = _time(x)
    x.goal(
        [words + _NAME for words in _NEW],
        {"time": _said(x, hour, minute), "label": values.label(x.rng)},
        ("time", "label"),
    )
    _start(x)
    x.tap("Add alarm")
    pick_time(x, hour, minute)
    x.tap("Add label")
    x.type("label", "label")
    x.tap("OK")
    x.done(_has(x, hour, minute, label=x.said.values["label"]))


@TASKS.add("alarm.create_days", 1.5)
def create_repeating(x: Expert) -> None:
    hour, minute = _time(x)
    words, days = x.rng.choice(_DAY_SETS)
    x.goal(
        [text + " (on|for) {days}" if words != "every day" else text + " {days}" for text in _NEW],
        {"time": _said(x, hour, minute), "days": words},
        ("time", "days"),
    )
    _start(x)
    x.tap("Add alarm")
    pick_time(x, hour, minute)
    for day in days:
        x.tap(day, plain=True)
    x.done(_has(x, hour, minute, daysofweek=sum(_BITS[day] for day in days)))


def _set(x: Expert, on: bool) -> None:
    where = f"enabled={int(not on)}" if x.rng.random() < 0.85 else ""
    row, which, words = _pick(x, where)
    verb = "(turn on|enable|switch on|activate)" if on else "(turn off|disable|switch off|deactivate|cancel)"
    state = "on" if on else "off"
    x.goal(
        [
            f"{verb} {_THE}",
            f"{verb} the alarm (called|for|at) {{which}}",
            f"(turn|switch) {_THE} {state}",
            f"make sure {_THE} is {state}",
        ],
        {"which": which},
        ("which",),
    )
    _start(x)
    switch = _card(x, words, "Alarm on", "Alarm off")
    if (switch.desc == x.t("Alarm on")) != on:
        x.press(switch)
    x.done(_has(x, row.number("hour"), row.number("minutes"), enabled=int(on)))


@TASKS.add("alarm.enable")
def enable(x: Expert) -> None:
    _set(x, True)


@TASKS.add("alarm.disable")
def disable(x: Expert) -> None:
    _set(x, False)


@TASKS.add("alarm.disable_all", 0.6)
def disable_all(x: Expert) -> None:
    if not _alarms(x, "enabled=1"):
        raise Lost("all are off")
    x.goal(
        (
            "(turn off|disable|switch off) (all|all my|all the|every|all of my) alarms",
            "no alarms [tomorrow|today], (turn them all off|disable all)",
            "make sure (no alarm is|all alarms are not) on",
        )
    )
    _start(x)
    for _ in _alarms(x, "enabled=1"):
        x.press(x.where(lambda view: view.clickable and view.desc == x.t("Alarm on"), "alarm that is on"))
    while x.below():
        x.scroll("down")
    x.done(not _alarms(x, "enabled=1"))


@TASKS.add("alarm.delete")
def delete(x: Expert) -> None:
    row, which, words = _pick(x)
    x.goal(
        (
            f"(delete|remove|get rid of|erase) {_THE}",
            "(delete|remove) the alarm (for|called|at) {which}",
            f"i (don't|do not) need {_THE} (any more|anymore), delete it",
        ),
        {"which": which},
        ("which",),
    )
    _start(x)
    _unfold(x, words)
    x.tap("Delete")
    x.done(not _has(x, row.number("hour"), row.number("minutes")))


@TASKS.add("alarm.rename")
def rename(x: Expert) -> None:
    row, which, words = _pick(x)
    x.goal(
        (
            "(name|call|label) (the|my) {which} alarm {label:q}",
            "(change|set) the label of (the|my) {which} alarm to {label:q}",
            "(rename|relabel) (the|my) {which} alarm to {label:q}",
            "(add|put) (the|a) label {label:q} (to|on) (the|my) {which} alarm",
        ),
        {"which": which, "label": values.label(x.rng)},
        ("which", "label"),
    )
    _start(x)
    _unfold(x, words)
    x.press(_card(x, words, *([row.text("label")] if row.text("label") else []), "Add label"))
    x.type("label", "label")
    x.tap("OK")
    x.done(_has(x, row.number("hour"), row.number("minutes"), label=x.said.values["label"]))


@TASKS.add("alarm.move")
def move(x: Expert) -> None:
    row, which, words = _pick(x)
    hour, minute = _time(x)
    x.goal(
        (
            f"(change|move|set|reschedule) {_THE} to {{time}}",
            f"(change|edit) the time of {_THE} to {{time}}",
            f"make {_THE} {{time}} instead",
        ),
        {"which": which, "time": _said(x, hour, minute)},
        ("which", "time"),
    )
    _start(x)
    x.press(_card(x, words, words[0], what="time"))
    pick_time(x, hour, minute)
    x.done(_has(x, hour, minute))


@TASKS.add("alarm.days")
def days(x: Expert) -> None:
    row, which, words = _pick(x)
    spoken, wanted = x.rng.choice(_DAY_SETS)
    bits = sum(_BITS[day] for day in wanted)
    x.goal(
        (
            f"(repeat|set) {_THE} (on|every|for) {{days}}",
            f"make {_THE} (repeat|ring|go off) (on|every) {{days}}",
            f"(change|set) the days of {_THE} to {{days}}",
        ),
        {"which": which, "days": spoken},
        ("which", "days"),
    )
    _start(x)
    _unfold(x, words)
    for day in values.DAYS:
        if (row.number("daysofweek") ^ bits) & _BITS[day]:
            x.tap(day, plain=True)
    x.done(_has(x, row.number("hour"), row.number("minutes"), daysofweek=bits))


@TASKS.add("alarm.vibrate")
def vibrate(x: Expert) -> None:
    row, which, words = _pick(x)
    on = x.rng.random() < 0.5
    word = "(turn on|enable|switch on)" if on else "(turn off|disable|switch off)"
    x.goal(
        (
            f"{word} (vibrate|vibration) (for|of|on) {_THE}",
            f"{word} vibration in the {{which}} alarm's settings",
            f"{_THE} should {'' if on else 'not '}vibrate",
        ),
        {"which": which},
        ("which",),
    )
    _start(x)
    _unfold(x, words)
    view = x.find("Vibrate")
    if (row.number("vibrate") == 1) != on:
        x.press(view)
    x.done(_has(x, row.number("hour"), row.number("minutes"), vibrate=int(on)))


@TASKS.add("alarm.sound")
def sound(x: Expert) -> None:
    row, which, words = _pick(x)
    wanted = x.rng.choice([name for name in _SOUNDS if name != row.text("ringtone")])
    x.goal(
        (
            f"(set|change) the (sound|ringtone|tone) of {_THE} to {{sound:q}}",
            f"use {{sound:q}} for {_THE}",
            f"(play|ring with) {{sound:q}} (for|as) {_THE}",
        ),
        {"which": which, "sound": wanted},
        ("which", "sound"),
    )
    _start(x)
    _unfold(x, words)
    x.tap(row.text("ringtone"), plain=True)
    x.tap(wanted, plain=True)
    x.done(_has(x, row.number("hour"), row.number("minutes"), ringtone=wanted))


_PLACES = {
    "Alarm": (
        "(show|open|see|go to|check) [me] [all] (my|the) alarms",
        "(open|go to) the alarm (tab|page|list)",
        "which alarms do i have",
    ),
    "Clock": (
        "(show|open|see) [me] the world clock",
        "(open|go to) the clock tab",
        "what time is it elsewhere",
    ),
    "Timer": (
        "(open|show|go to) [me] the (timer|timers)",
        "(open|go to|switch to) the timer (tab|page)",
        "(see|check) my timers",
    ),
    "Stopwatch": ("(open|show|go to) [me] the stopwatch", "(open|switch to) the stopwatch (tab|page)"),
}


@TASKS.add("clock.tab")
def open_tab(x: Expert) -> None:
    place = x.rng.choice(list(_PLACES))
    x.goal(_PLACES[place])
    x.open()
    before = len(x.history)
    x.tab(place)
    if len(x.history) == before and x.rng.random() < 0.7:
        raise Lost("already there")
    x.done()


@TASKS.add("clock.date_settings", 0.5)
def date_settings(x: Expert) -> None:
    x.goal(
        (
            "(open|go to|show) [the] date settings",
            "(open|change) [the] date and time settings from the clock",
            "date settings",
        )
    )
    x.open()
    x.action("Date settings")
    x.done(x.stage.front.package == "com.android.settings")
