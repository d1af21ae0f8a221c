"""The time picker in its three forms: the dial, the text fields and the wheels."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from device_drivers.virtual.window.boxes import TEXT, style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, EDIT, RADIO, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import FILL, WRAP, View

_DIAL = 256  # dp across
_MARK = 44  # dp of one number on it
_HAND = "android.widget.RadialTimePickerView$RadialPickerTouchHelper"


class TimeChoice:
    """The state of an open picker."""

    def __init__(self, hour: int, minute: int, mode: str, hours24: bool) -> None:
        self.hour, self.minute = hour, minute
        self.mode = mode
        self.hours24 = hours24
        self.minutes_shown = False
        self.fresh = True  # not yet shown

    @property
    def shown_hour(self) -> int:
        return self.hour if self.hours24 else (self.hour + 11) % 12 + 1

    def set_hour(self, shown: int) -> None:
        """From what the face shows."""
        self.hour = shown % 24 if self.hours24 else shown % 12 + (12 if self.hour >= 12 else 0)

    def set_half(self, afternoon: bool) -> None:
        self.hour = self.hour % 12 + (12 if afternoon else 0)


def time_picker(
    hour: int,
    minute: int,
    done: Callable[[int, int], object],
    *,
    mode: str = "clock",
    hours24: bool = False,
    title: str = "Select time",
) -> Layer:
    """A dialog; `done(hour, minute)` is called when it is confirmed. `mode`: clock, input or wheel."""
    choice = TimeChoice(hour, minute, mode, hours24)

    def confirm(ui: Kit) -> None:
        if choice.mode == "input":
            _read_fields(ui, choice)
        done(choice.hour, choice.minute)

    def body(ui: Kit) -> View:
        faces = {"clock": _clock, "input": _input, "wheel": _wheels}
        parts = [faces[choice.mode](ui, choice)]
        if choice.mode != "wheel":
            parts.append(_toggle(ui, choice))
        picker = "android.widget.TimePicker"
        return View(picker, rid=ui.rid("android:id/timePicker"), children=parts, pad=(16, 8, 16, 0))

    def build(ui: Kit) -> View:
        if choice.fresh:
            _forget_fields(ui, choice)
        buttons = (("Cancel", None), ("OK", lambda: confirm(ui)))
        return alert(title, buttons=buttons, body=body).build(ui)

    return Layer(build, "dialog", title=title)


def _forget_fields(ui: Kit, choice: TimeChoice) -> None:
    """What was typed into an earlier form is not what this one shows."""
    choice.fresh = False
    for key in ("input_hour", "input_minute"):
        ui.state.fields.pop(key, None)


def _read_fields(ui: Kit, choice: TimeChoice) -> None:
    hour, minute = ui.state.fields.get("input_hour", ""), ui.state.fields.get("input_minute", "")
    if hour.isdigit():
        choice.set_hour(min(int(hour), 23 if choice.hours24 else 12))
    if minute.isdigit():
        choice.minute = min(int(minute), 59)


def _halves(ui: Kit, choice: TimeChoice) -> list[View]:
    if choice.hours24:
        return []
    made = []
    for name, afternoon in (("AM", False), ("PM", True)):
        on = (choice.hour >= 12) == afternoon
        made.append(
            View(
                RADIO,
                ui.t(name),
                rid=ui.rid(f"android:id/{name.lower()}_label"),
                w=56,
                h=36,
                pad=(4, 8, 4, 8),
                checkable=True,
                checked=on,
                on_click=partial(choice.set_half, afternoon),
                style=style(
                    size=15,
                    bold=on,
                    fg="primary" if on else "muted",
                    bg="tonal" if on else "",
                    align="center",
                ),
                **CLICKABLE,
            )
        )
    return [ui.column(made, "android:id/ampm_layout", cls="android.widget.RadioGroup", w=WRAP, gap=4)]


def _clock(ui: Kit, choice: TimeChoice) -> View:
    def show(minutes: bool) -> None:
        choice.minutes_shown = minutes

    def number(text: str, name: str, minutes: bool) -> View:
        on = choice.minutes_shown == minutes
        look = style(size=40, fg="primary" if on else "text", align="center", lines=1)
        return View(
            TEXT,
            text,
            rid=ui.rid(f"android:id/{name}"),
            w=WRAP,
            style=look,
            selected=on,
            on_click=lambda: show(minutes),
            **CLICKABLE,
        )

    hours = number(str(choice.shown_hour), "hours", False)
    minutes = number(f"{choice.minute:02d}", "minutes", True)
    colon = ui.text(":", "android:id/separator", style(size=40), w=WRAP)
    gap = ui.space(1, w=16)
    header = ui.line(
        [hours, colon, minutes, gap, *_halves(ui, choice)],
        "android:id/time_header",
        w=WRAP,
        gap=4,
        gravity="center",
    )
    if ui.room.low:
        header.gravity = "middle"
        return ui.line([header, _dial(ui, choice)], gap=24)
    return ui.column([header, ui.space(12), _dial(ui, choice)])


def _marks(choice: TimeChoice) -> tuple[int, list[tuple[int, str, float, float]]]:
    """What is chosen, and the dial's numbers: value, words, part of a turn, distance from the middle."""
    if choice.minutes_shown:
        return choice.minute, [(value, f"{value:02d}", value / 60, 1.0) for value in range(0, 60, 5)]
    if choice.hours24:
        far = [1.0] * 12 + [0.64] * 12
        return choice.hour, [
            (hour % 24, f"{hour % 24:02d}", hour % 12 / 12, far[hour - 1]) for hour in range(1, 25)
        ]
    return choice.shown_hour, [(hour, str(hour), hour / 12, 1.0) for hour in range(1, 13)]


def _dial(ui: Kit, choice: TimeChoice) -> View:
    def pick(value: int) -> None:
        if choice.minutes_shown:
            choice.minute = value
        else:
            choice.set_hour(value)
            choice.minutes_shown = True

    now, marks = _marks(choice)
    dots = []
    for value, words, turn, far in marks:
        on = value == now
        fg, bg = ("on_primary", "primary") if on else ("text", "")
        look = style(widget="mark", icon=words, bg=bg, fg=fg, shape="circle", size=15)
        dot = View(_HAND, desc=words, w=_MARK, h=_MARK, style=look, checkable=True, checked=on, **CLICKABLE)
        dot.on_click = partial(pick, value)
        reach = (_DIAL / 2 - 26) * far
        angle = turn * 2 * math.pi
        dot.at = (
            (_DIAL - _MARK) / 2 + reach * math.sin(angle),
            (_DIAL - _MARK) / 2 - reach * math.cos(angle),
        )
        dots.append(dot)
    face = ui.frame(
        dots, "android:id/radial_picker", cls="android.view.View", w=_DIAL, h=_DIAL, gravity="center"
    )
    face.style, face.focusable = style(bg="field", shape="circle"), True
    box = ui.column([face])
    box.w = _DIAL if ui.room.low else FILL
    return box


def _input(ui: Kit, choice: TimeChoice) -> View:
    fields = ui.state.fields
    fields.setdefault("input_hour", str(choice.shown_hour))
    fields.setdefault("input_minute", f"{choice.minute:02d}")
    look = style(size=28, shape="field", bg="field", lines=1)

    def box(key: str, label: str) -> View:
        field = ui.field(key, "", f"android:id/{key}", look=look)
        field.select_all, field.pad = True, (8, 14, 8, 14)
        name = f"android:id/label_{key.split('_')[1]}"
        return ui.column([field, ui.label(label, name, style(size=13, fg="muted"))], w=88, gap=4)

    colon = ui.text(":", "android:id/input_separator", style(size=28), w=WRAP)
    parts = [box("input_hour", "Hour"), colon, box("input_minute", "Minute"), *_halves(ui, choice)]
    return ui.line(parts, "android:id/input_mode", gap=10, w=WRAP, gravity="center", pad=(0, 8, 0, 8))


def _toggle(ui: Kit, choice: TimeChoice) -> View:
    to_text = choice.mode == "clock"

    def flip() -> None:
        if not to_text:
            _read_fields(ui, choice)
        choice.mode = "input" if to_text else "clock"
        _forget_fields(ui, choice)

    words = (
        "Switch to text input mode for the time input."
        if to_text
        else "Switch to clock mode for the time input."
    )
    return ui.icon_button(words, "keyboard" if to_text else "clock", flip, "android:id/toggle_mode")


def _wheels(ui: Kit, choice: TimeChoice) -> View:
    def turn_hour(by: int) -> None:
        half = choice.hour // 12
        choice.hour = (choice.hour + by) % 24 if choice.hours24 else (choice.hour % 12 + by) % 12 + half * 12

    def turn_minute(by: int) -> None:
        choice.minute = (choice.minute + by) % 60

    def typed_hour(text: str) -> None:
        if text.isdigit() and int(text) < 24:
            choice.set_hour(int(text))

    def typed_minute(text: str) -> None:
        if text.isdigit() and int(text) < 60:
            choice.minute = int(text)

    top = 24 if choice.hours24 else 12
    hour = choice.shown_hour
    low = 0 if choice.hours24 else 1
    hours = wheel(
        ui, "hour", [str((hour - low + by) % top + low) for by in (-1, 0, 1)], turn_hour, typed_hour
    )
    minutes = wheel(
        ui, "minute", [f"{(choice.minute + by) % 60:02d}" for by in (-1, 0, 1)], turn_minute, typed_minute
    )
    colon = ui.text(":", "android:id/divider", style(size=24), w=WRAP)
    return ui.line([hours, colon, minutes, *_halves(ui, choice)], gap=12, w=WRAP, gravity="center")


def wheel(
    ui: Kit, name: str, words: list[str], turn: Callable[[int], object], typed: Callable[[str], object]
) -> View:
    """A number picker that shows three values, the chosen one in the middle."""

    def step(text: str, by: int) -> View:
        return View(
            BUTTON,
            text,
            w=88,
            h=52,
            pad=(4, 12, 4, 8),
            style=style(size=20, fg="muted", align="center", lines=1),
            on_click=lambda: turn(by),
            long_clickable=True,
            **CLICKABLE,
        )

    middle = View(
        EDIT,
        words[1],
        rid=ui.rid("android:id/numberpicker_input"),
        w=88,
        h=56,
        pad=(4, 10, 4, 8),
        style=style(size=26, bold=True, shape="field", bg="field", align="center", lines=1),
        key=f"wheel_{name}",
        select_all=True,
        on_text=typed,
        focused=ui.state.focus == f"wheel_{name}",
        long_clickable=True,
        **CLICKABLE,
    )
    parts = [step(words[0], -1), middle, step(words[2], 1)]
    return View("android.widget.NumberPicker", rid=ui.rid(f"android:id/{name}"), children=parts, w=88)
