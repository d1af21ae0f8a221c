"""How a time is picked: on the dial, in the fields or with the wheels, whichever is shown and can say it."""

from __future__ import annotations

from device_drivers.virtual.window.view import View

from .oracle import Expert
from .sight import Lost

_TO_TEXT = "Switch to text input mode for the time input."
_TO_DIAL = "Switch to clock mode for the time input."
_MOST_TURNS = 6


def pick_time(x: Expert, hour: int, minute: int) -> None:
    """Set the open picker to the time (0..23, 0..59) that the goal calls `time`, and confirm."""
    hours24 = x.phone.hours24
    shown = str(hour) if hours24 else str((hour + 11) % 12 + 1)
    spoken = _parts(x.said.values["time"])
    typed = spoken[0] == (shown if not hours24 else spoken[0]) and spoken[1] == f"{minute:02}"
    if hours24 and spoken[0] != str(hour):
        typed = False
    if _by_key(x, "wheel_hour"):
        _turn(x, "hour", int(shown), 24 if hours24 else 12, typed)
        _turn(x, "minute", minute, 60, typed)
    else:
        _dial_or_fields(x, f"{hour:02}" if hours24 else shown, shown, minute, typed)
    if not hours24:
        half = x.where(
            lambda view: view.checkable and view.text == ("AM" if hour < 12 else "PM"), "half of the day"
        )
        if not half.checked:
            x.press(half)
    x.tap("OK")


def _parts(said: str) -> tuple[str, str]:
    """The hour and the minute as written: "7:30 pm" -> 7, 30."""
    head = said.split()[0].rstrip("apmAPM.")
    hour, _, minute = head.partition(":")
    return hour, minute


def _by_key(x: Expert, key: str) -> View | None:
    return next((view for view in x.stage.views() if view.key == key), None)


def _dial_or_fields(x: Expert, mark: str, shown: str, minute: int, typed: bool) -> None:
    fields = _by_key(x, "input_hour") is not None
    if fields and not typed:
        x.tap(_TO_DIAL)
        fields = False
    if not fields and minute % 5:
        if not typed:
            raise Lost("neither the dial nor the goal has this minute")
        x.tap(_TO_TEXT)
        fields = True
    if fields:
        _fill(x, "input_hour", shown)
        _fill(x, "input_minute", f"{minute:02}")
        return
    x.press(_mark(x, mark))
    x.press(_mark(x, f"{minute:02}"))


def _mark(x: Expert, words: str) -> View:
    return x.where(
        lambda view: view.cls.endswith("RadialPickerTouchHelper") and view.desc == words, f"mark {words}"
    )


def _fill(x: Expert, key: str, text: str) -> None:
    field = x.field(key)
    if field.text != text:
        _check_place(x, text)
        x.enter(field, text, repeated=True)


def _check_place(x: Expert, text: str) -> None:
    """The first place in the goal where the text stands must be in its time."""
    goal, time = x.said.goal, x.said.values["time"]
    if not goal.find(time) <= goal.find(text) < goal.find(time) + len(time):
        raise Lost(f"{text!r} stands elsewhere in the goal, too")


def _turn(x: Expert, name: str, wanted: int, top: int, typed: bool) -> None:
    """One wheel, by typing or a few touches of what is above or below the middle."""
    field = x.field(f"wheel_{name}")
    now = int(field.text)
    if now == wanted:
        return
    words = str(wanted) if name == "hour" else f"{wanted:02}"
    down, up = (wanted - now) % top, (now - wanted) % top
    if typed and min(down, up) > 1:
        _check_place(x, words)
        x.enter(field, words, repeated=True)
        return
    if min(down, up) > _MOST_TURNS:
        raise Lost("too far to turn")
    for _ in range(min(down, up)):
        x.press(_beside(x, name, 1 if down <= up else -1))


def _beside(x: Expert, name: str, by: int) -> View:
    field = x.field(f"wheel_{name}")
    wheel = x.stage.parent(field)
    if wheel is None:
        raise Lost("a wheel without a frame")
    return wheel.children[wheel.children.index(field) + by]
