"""Tasks in the clock: timers."""

from __future__ import annotations

from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert
from .sight import Lost

TASKS = Families("com.android.deskclock", "Clock")
URI = "content://com.android.deskclock/"
RESET, RUNNING, PAUSED, _EXPIRED = 0, 1, 2, 3
_LENGTHS = (
    30,
    45,
    60,
    90,
    120,
    180,
    240,
    300,
    420,
    480,
    600,
    720,
    900,
    1200,
    1500,
    1800,
    2700,
    3600,
    4500,
    5400,
    7200,
)
_TIMER = (
    "(set|start|create|make) [me] a timer (for|of) {length}",
    "(set|start) a {length} timer",
    "timer (for|of|) {length}",
    "{length} timer",
    "(count down|countdown) {length}",
    "(remind|alert) me in {length} with a timer",
    "new timer, {length}",
)


def start_on(x: Expert, tab: str) -> None:
    x.open()
    x.tab(tab)


def _timers(x: Expert, where: str = "") -> list[Row]:
    return x.phone.content.rows(URI + "timers", where)


def _dial(x: Expert, seconds: int) -> None:
    """Touch the digits of h, m and s."""
    digits = f"{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}".lstrip("0")
    while digits:
        key = "00" if digits.startswith("00") else digits[0]
        digits = digits[len(key) :]
        x.tap(key, plain=True)


def _set_up(x: Expert) -> None:
    """Get to the digits."""
    start_on(x, "Timer")
    if x.matches("Add timer"):
        x.tap("Add timer")


def _length(x: Expert) -> int:
    taken = {row.number("length") // 1000 for row in _timers(x)}
    return x.rng.choice(
        [length for length in (*_LENGTHS, x.rng.randrange(65, 5000, 5)) if length not in taken]
    )


@TASKS.add("timer.create", 1.6)
def create(x: Expert) -> None:
    seconds = _length(x)
    x.goal(_TIMER, {"length": values.spoken_length(seconds)})
    _set_up(x)
    _dial(x, seconds)
    x.tap("Start")
    x.done(any(row.number("length") == seconds * 1000 for row in _timers(x, "state=1")))


@TASKS.add("timer.create_label")
def create_labelled(x: Expert) -> None:
    seconds = _length(x)
    x.goal(
        [words + " [and] (called|named|call it|label it|labelled) {label:q}" for words in _TIMER],
        {"length": values.spoken_length(seconds), "label": values.label(x.rng)},
        ("label",),
    )
    _set_up(x)
    _dial(x, seconds)
    x.tap("Start")
    x.tap("Label")
    x.type("timer_label", "label")
    x.tap("OK")
    wanted = x.said.values["label"].lower()
    x.done(any(row.text("label").lower() == wanted for row in _timers(x)))


def _some(x: Expert, *states: int) -> tuple[Row, str, str]:
    """A timer in one of the states (made beforehand), how it is called, and what only its card shows."""
    clock = x.phone.apps["com.android.deskclock"]
    while len(_timers(x)) < x.rng.choice((1, 2, 2)):
        clock.add_timer(_length(x) * 1000, values.label(x.rng) if x.rng.random() < 0.7 else "")  # type: ignore[attr-defined]
    row = x.rng.choice(_timers(x))
    ident, length = row.number("_id"), row.number("length")
    state = x.rng.choice(states)
    left = max(1000, length - x.rng.randrange(0, min(length, 20_000), 1000))
    more = {"expires": x.phone.now_ms() + left} if state == RUNNING else {}
    x.phone.content.update(
        f"{URI}timers/{ident}", {"state": state, "remaining": left if state else length, **more}
    )
    label = row.text("label")
    labels = [other.text("label") for other in _timers(x)]
    lengths = [other.number("length") for other in _timers(x)]
    if label and labels.count(label) == 1 and x.rng.random() < 0.6:
        return row, label, label
    if lengths.count(length) > 1:
        raise Lost("two timers alike")
    return row, values.spoken_length(length // 1000), _spelled(length // 1000)


def _spelled(seconds: int) -> str:
    """A length as the card shows it."""
    minutes = f"{seconds // 60 % 60}:{seconds % 60:02}"
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}" if seconds >= 3600 else minutes


def _button(x: Expert, words: str, *labels: str) -> View:
    wanted = [x.named(label) for label in labels]
    return x.part((words,), lambda view: any(want(view) for want in wanted), labels[0])


def _now(x: Expert, row: Row) -> Row | None:
    return x.phone.content.row(f"{URI}timers/{row.number('_id')}")


_WHICH = "[the|my] {which} timer"


@TASKS.add("timer.pause")
def pause(x: Expert) -> None:
    row, which, words = _some(x, RUNNING)
    x.goal(
        (
            f"(pause|halt|hold) {_WHICH}",
            f"(stop|pause) {_WHICH} for a moment",
            "(pause|hold) the timer (called|of) {which}",
        ),
        {"which": which},
        ("which",),
    )
    start_on(x, "Timer")
    x.press(_button(x, words, "Pause"))
    x.done((now := _now(x, row)) is not None and now.number("state") == PAUSED)


@TASKS.add("timer.resume")
def resume(x: Expert) -> None:
    row, which, words = _some(x, PAUSED, RESET)
    x.goal(
        (
            f"(resume|continue|restart|start) {_WHICH} [again]",
            f"let {_WHICH} (run|go on)",
            "(start|continue) the timer (called|of) {which}",
        ),
        {"which": which},
        ("which",),
    )
    start_on(x, "Timer")
    x.press(_button(x, words, "Start"))
    x.done((now := _now(x, row)) is not None and now.number("state") == RUNNING)


@TASKS.add("timer.reset")
def reset(x: Expert) -> None:
    row, which, words = _some(x, PAUSED)
    x.goal(
        (
            f"reset {_WHICH}",
            f"(set|put) {_WHICH} back to the (start|beginning)",
            "reset the timer (called|of) {which}",
        ),
        {"which": which},
        ("which",),
    )
    start_on(x, "Timer")
    x.press(_button(x, words, "Reset"))
    x.done((now := _now(x, row)) is not None and now.number("state") == RESET)


@TASKS.add("timer.delete")
def delete(x: Expert) -> None:
    row, which, words = _some(x, RUNNING, PAUSED, RESET)
    x.goal(
        (
            f"(delete|remove|get rid of) {_WHICH}",
            "(delete|remove) the timer (called|of) {which}",
            f"(cancel|close) {_WHICH}",
        ),
        {"which": which},
        ("which",),
    )
    start_on(x, "Timer")
    x.press(_button(x, words, "Delete timer"))
    x.done(_now(x, row) is None)


@TASKS.add("timer.more")
def one_more_minute(x: Expert) -> None:
    row, which, words = _some(x, RUNNING)
    x.goal(
        (
            f"(add|give) (a|one|another|one more) minute to {_WHICH}",
            f"(extend|prolong) {_WHICH} by (a|one) minute",
            f"{_WHICH} (needs|should run) a minute (more|longer)",
        ),
        {"which": which},
        ("which",),
    )
    start_on(x, "Timer")
    x.press(_button(x, words, "Add 1 minute", "+ 1:00"))
    x.done(_now(x, row) is not None)


@TASKS.add("timer.rename", 0.8)
def rename(x: Expert) -> None:
    row, which, words = _some(x, RUNNING, PAUSED)
    x.goal(
        (
            f"(name|label|call) {_WHICH} {{label:q}}",
            f"(rename|relabel) {_WHICH} to {{label:q}}",
            f"(change|set) the label of {_WHICH} to {{label:q}}",
        ),
        {"which": which, "label": values.label(x.rng)},
        ("which", "label"),
    )
    start_on(x, "Timer")
    label = row.text("label")
    x.press(x.part((words,), lambda view: view.clickable and view.text == (label or x.t("Label")), "label"))
    x.type("timer_label", "label")
    x.tap("OK")
    x.done((now := _now(x, row)) is not None and now.text("label").lower() == x.said.values["label"].lower())
