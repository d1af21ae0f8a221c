"""Alarms, timers, the stopwatch and the world clock."""

from __future__ import annotations

from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import added, changed, front, removed
from bench.tasks.task import Draw, Params, Task
from bench.tasks.world import World, spoken
from device_drivers.virtual.fixture import Alarm, Day
from edgelam.core.screen import Element

CLOCK = "com.android.deskclock"
WEEKDAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
WEEKEND: tuple[Day, ...] = ("sat", "sun")
_NAMES: dict[Day, str] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_LABELS = ("Gym", "Medicine", "Yoga", "Laundry", "Bus", "Pottery", "Choir", "Market")
_THERE = {"hour": "{hour}", "minutes": "{minute}"}


def _bits(*days: Day) -> str:
    """Days as the alarm table holds them: bit 0 is Monday."""
    return str(sum(1 << list(_NAMES).index(day) for day in days))


# Draws
def new_alarm(world: World) -> dict[str, str]:
    """A time at which no alarm is set, and a label."""
    taken = {alarm.time for alarm in world.things("alarms")}
    while True:
        hour, minute = world.clock(5, 22)
        if f"{hour:02}:{minute:02}" not in taken:
            break
    label = world.choose(*_LABELS)
    at = f"{hour:02}:{minute:02}"
    return {"time": spoken(hour, minute), "at": at, "hour": str(hour), "minute": str(minute), "label": label}


def old_alarm(enabled: bool, *days: Day) -> Draw:
    """An alarm that is there."""

    def draw(world: World) -> dict[str, str]:
        p = new_alarm(world)
        world.add("alarms", Alarm(time=p["at"], days=days, enabled=enabled))
        return p

    return draw


def _moved(world: World) -> dict[str, str]:
    """An alarm that is there, and the time it is to be moved to."""
    old = old_alarm(True)(world)
    new = new_alarm(world)
    return {**old, "to": new["time"], "new_hour": new["hour"], "new_minute": new["minute"]}


def _lengths(world: World) -> dict[str, str]:
    minutes = world.choose(3, 8, 12, 20, 45)
    return {"minutes": str(minutes), "ms": str(minutes * 60_000)}


# By hand
def open_alarms(hand: Hand) -> None:
    """The list of alarms."""
    hand.open(CLOCK)
    hand.go("Alarm")


def _time_of(p: Params) -> tuple[int, int]:
    return int(p["hour"]), int(p["minute"])


def add_alarm(hand: Hand, p: Params) -> None:
    """A new alarm in the open list."""
    hand.tap("Add alarm")
    hand.time(*_time_of(p))


def set_alarm(hand: Hand, p: Params) -> None:
    """A new alarm."""
    open_alarms(hand)
    add_alarm(hand, p)


def _set_on(*days: Day) -> Oracle:
    def oracle(hand: Hand, p: Params) -> None:
        set_alarm(hand, p)
        for day in days:
            hand.tap(_NAMES[day])

    return oracle


def _set_labelled(hand: Hand, p: Params) -> None:
    set_alarm(hand, p)
    hand.tap("Add label")
    hand.fill("Alarm label", p["label"])
    hand.tap("OK")


def unfold(hand: Hand, p: Params) -> None:
    """Open the card of the alarm that is there."""
    open_alarms(hand)
    hand.tap("Expand alarm", near=hand.clock(*_time_of(p)))


def _delete(hand: Hand, p: Params) -> None:
    unfold(hand, p)
    hand.tap("Delete")


def flip_alarm(hand: Hand, p: Params) -> None:
    """The switch of an alarm in the open list."""
    words = {hand.t("Alarm on"), hand.t("Alarm off")}

    def switch() -> Element:
        row = hand.find(hand.clock(*_time_of(p))).bounds.center[1]
        found = [e for e in hand.screen.elements if words & {e.text, e.desc} and e.state.checked is not None]
        return min(found, key=lambda e: abs(e.bounds.center[1] - row))

    hand.tap_element(hand.free(switch))


def _switch(hand: Hand, p: Params) -> None:
    open_alarms(hand)
    flip_alarm(hand, p)


def _move(hand: Hand, p: Params) -> None:
    open_alarms(hand)
    hand.tap_text(hand.clock(*_time_of(p)))
    hand.time(int(p["new_hour"]), int(p["new_minute"]))


def start_timer(hand: Hand, p: Params) -> None:
    """A new timer of whole minutes."""
    hand.open(CLOCK)
    hand.go("Timer")
    if hand.sees(hand.t("Add timer")):
        hand.tap("Add timer")
    for key in f"{int(p['minutes']) * 100}":
        hand.tap_text(key)
    hand.tap("Start")


def _show_alarms(hand: Hand, p: Params) -> None:
    hand.open(CLOCK)
    if not hand.sees(hand.t("Add alarm")):
        hand.go("Alarm")
    hand.find(hand.clock(*_time_of(p)))


TASKS = (
    Task(
        "clock-alarm-set",
        2,
        (
            "(Set|Create|Add) an alarm for {time}[ please]",
            "I need an alarm at {time}",
            "[Please ]wake me [up ]at {time}",
            "alarm {time}",
        ),
        ("make sure something rings at {time}", "get me out of bed at {time}"),
        new_alarm,
        added("alarms", {**_THERE, "enabled": "1", "daysofweek": "0"}),
        set_alarm,
    ),
    Task(
        "clock-alarm-weekdays",
        3,
        (
            "(Set|Create) an alarm for {time} (every weekday|on weekdays)",
            "wake me at {time} from Monday to Friday",
            "i want a weekday alarm at {time}",
        ),
        (
            "ring at {time} on all working days",
            "Monday through Friday I have to get up at {time}, set that up",
        ),
        new_alarm,
        added("alarms", {**_THERE, "enabled": "1", "daysofweek": _bits(*WEEKDAYS)}),
        _set_on(*WEEKDAYS),
    ),
    Task(
        "clock-alarm-weekend",
        3,
        (
            "(Set|Create) an alarm for {time} (at weekends|on Saturdays and Sundays)",
            "wake me at {time} every Saturday and Sunday",
            "add a weekend alarm at {time}",
        ),
        (
            "have it ring at {time} on both days of the weekend",
            "Saturday plus Sunday, alarm at {time}, repeating",
        ),
        new_alarm,
        added("alarms", {**_THERE, "enabled": "1", "daysofweek": _bits(*WEEKEND)}),
        _set_on(*WEEKEND),
    ),
    Task(
        "clock-alarm-label",
        3,
        (
            "(Set|Create|Make) an alarm (for|at) {time} (called|named|labelled) {label}",
            "alarm at {time}, name it {label}",
        ),
        (
            "have something ring at {time} that says {label}",
            "{label} is at {time}, put in an alarm with that name",
        ),
        new_alarm,
        added("alarms", {**_THERE, "enabled": "1", "label": "{label}"}),
        _set_labelled,
    ),
    Task(
        "clock-alarm-delete",
        2,
        (
            "(Delete|Remove) the {time} alarm",
            "get rid of (my|the) alarm at {time}",
            "cancel the alarm for {time}",
            "I don't need the alarm for {time} any more, (delete|remove) it",
        ),
        ("throw out the alarm that rings at {time}", "the {time} alarm can go for good"),
        old_alarm(True),
        removed("alarms", {**_THERE}),
        _delete,
    ),
    Task(
        "clock-alarm-off",
        1,
        (
            "(Turn|Switch) off the {time} alarm",
            "(turn|switch) my {time} alarm off",
            "[please ]disable the alarm at {time}",
        ),
        ("let the {time} alarm stay silent but keep it", "no ringing at {time}, just switch it off"),
        old_alarm(True, "tue"),
        changed("alarms", _THERE, {"enabled": "0"}),
        _switch,
    ),
    Task(
        "clock-alarm-on",
        1,
        (
            "(Turn|Switch) on the {time} alarm",
            "(turn|switch) my {time} alarm on",
            "[please ]enable the alarm at {time}",
        ),
        ("bring the {time} alarm back to life", "the {time} alarm should ring again"),
        old_alarm(False, "wed"),
        changed("alarms", _THERE, {"enabled": "1"}),
        _switch,
    ),
    Task(
        "clock-alarm-move",
        2,
        (
            "(Change|Move) the {time} alarm to {to}",
            "[please ]make my {time} alarm ring at {to} instead",
            "reschedule the alarm from {time} to {to}",
            "edit the {time} alarm, the new time is {to}",
        ),
        ("what rings at {time} should ring at {to}", "push my {time} alarm over to {to}"),
        _moved,
        changed("alarms", _THERE, {"hour": "{new_hour}", "minutes": "{new_minute}", "enabled": "1"}),
        _move,
    ),
    Task(
        "clock-timer",
        2,
        (
            "(Start|Set) a timer for {minutes} minutes",
            "{minutes} minute timer[ please]",
            "[please ]count down {minutes} minutes",
        ),
        ("tell me when {minutes} minutes are over", "give me {minutes} minutes on the clock"),
        _lengths,
        added("timers", {"length": "{ms}", "state": "1"}),
        start_timer,
    ),
    Task(
        "clock-alarms-show",
        1,
        ("(Show|Open) my alarms", "(show|let me see) [all ]the alarms", "open the alarms in the clock"),
        ("which alarms are there? show me", "bring up the list of alarms"),
        old_alarm(True),
        front(CLOCK, "{time}|{at}"),
        _show_alarms,
        kind="ask",
    ),
)
