"""The input program. Source: AOSP InputShellCommand."""

from __future__ import annotations

import re

from device_drivers.virtual.shell.call import Call, Program, java_error
from device_drivers.virtual.shell.keycodes import MODIFIERS, key_code
from device_drivers.virtual.touch import CANCEL, DOWN, MOVE, UP

SOURCES = (
    "keyboard",
    "dpad",
    "gamepad",
    "touchscreen",
    "mouse",
    "stylus",
    "trackball",
    "touchpad",
    "touchnavigation",
    "joystick",
    "rotaryencoder",
)
USAGE = """Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]

The sources are:
      touchnavigation
      touchscreen
      joystick
      stylus
      touchpad
      gamepad
      dpad
      mouse
      keyboard
      trackball
      rotaryencoder

-d: specify the display ID.
The commands and default sources are:
      text <string> (Default: touchscreen)
      keyevent [--longpress|--doubletap|--async|--delay <duration between keycodes in ms>]
            <key code number or name> ... (Default: keyboard)
      tap <x> <y> (Default: touchscreen)
      swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      press (Default: trackball)
      roll <dx> <dy> (Default: trackball)
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)
      keycombination [-t duration(ms)] <key code 1> <key code 2> ... (Default: keyboard)"""
LONG_PRESS = 500  # ms; ViewConfiguration.getLongPressTimeout is 400 or 500


class _Invalid(Exception):
    """Wrong arguments; the text goes into the IllegalArgumentException."""


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?(\d{1,7}(\.\d{0,9})?|\.\d{1,9})", text):
        raise _Invalid(text)
    return int(float(text))


def _numbers(args: list[str], least: int, most: int) -> list[int]:
    if not least <= len(args) <= most:
        raise _Invalid("")
    try:
        return [_number(arg) for arg in args]
    except _Invalid as error:
        raise _Invalid(f'java.lang.NumberFormatException: For input string: "{error}"') from error


def text(call: Call, args: list[str]) -> int:
    if not args:
        raise _Invalid("")
    typed = args[0].replace("%s", " ")
    if any(not " " <= char <= "~" for char in typed):
        call.complain(
            java_error(
                "text",
                "java.lang.NullPointerException: Attempt to get length of null array",
                (
                    "com.android.server.input.InputShellCommand.sendText(InputShellCommand.java:317)",
                    "com.android.server.input.InputShellCommand.runText(InputShellCommand.java:283)",
                ),
            )
        )
        return 255
    call.phone.type_text(typed)
    return 0


def keyevent(call: Call, args: list[str]) -> int:
    codes = []
    skip = False
    for arg in args:
        if skip or arg in ("--longpress", "--doubletap", "--async"):
            skip = False
        elif arg == "--delay":
            skip = True
        else:
            code = key_code(arg)
            codes.append(0 if code is None else code)
    if not codes:
        raise _Invalid("")
    for code in codes:
        if code:
            call.phone.press_key(code)
            if "--doubletap" in args:
                call.phone.press_key(code)
    return 0


def keycombination(call: Call, args: list[str]) -> int:
    if args[:1] == ["-t"]:
        args = args[2:]
    codes = [key_code(arg) for arg in args]
    if len(codes) < 2 or any(code is None for code in codes):
        raise _Invalid("")
    meta = 0
    for name, bits in MODIFIERS.items():
        if key_code(name) in codes[:-1]:
            meta |= bits
    call.phone.press_key(codes[-1] or 0, meta)
    return 0


def tap(call: Call, args: list[str]) -> int:
    x, y = _numbers(args, 2, 2)
    call.phone.tap(x, y)
    return 0


def swipe(call: Call, args: list[str]) -> int:
    x1, y1, x2, y2, *rest = _numbers(args, 4, 5)
    ms = rest[0] if rest else 300
    if (x1, y1) == (x2, y2) and ms >= LONG_PRESS:
        call.phone.long_press(x1, y1)
    elif (x1, y1) == (x2, y2):
        call.phone.tap(x1, y1)
    else:
        call.phone.swipe(x1, y1, x2, y2, ms)
    return 0


def draganddrop(call: Call, args: list[str]) -> int:
    x1, y1, x2, y2, *rest = _numbers(args, 4, 5)
    call.phone.drag(x1, y1, x2, y2, rest[0] if rest else 300)
    return 0


def motionevent(call: Call, args: list[str]) -> int:
    kinds = {"DOWN": DOWN, "UP": UP, "MOVE": MOVE, "CANCEL": CANCEL}
    kind = kinds.get(args[0].upper()) if args else None
    if kind is None:
        raise _Invalid("")
    x, y = _numbers(args[1:], 2, 2)
    call.device.finger.event(kind, x, y)
    return 0


def press(call: Call, args: list[str]) -> int:
    call.phone.press_key(23)
    return 0


def roll(call: Call, args: list[str]) -> int:
    _numbers(args, 2, 2)
    return 0


_VERBS = {
    "text": text,
    "keyevent": keyevent,
    "tap": tap,
    "swipe": swipe,
    "draganddrop": draganddrop,
    "motionevent": motionevent,
    "press": press,
    "roll": roll,
    "keycombination": keycombination,
}


def input_program(call: Call) -> int:
    args = list(call.args)
    if args and args[0] in SOURCES:
        args.pop(0)
    if args[:1] == ["-d"]:
        args = args[2:]
    if not args:
        call.say(USAGE)
        return 255
    verb, *rest = args
    try:
        program = _VERBS.get(verb)
        if program is None:
            call.say(f"Unknown command: {verb}")
            return 255
        return program(call, rest)
    except _Invalid as error:
        cause = f"\nCaused by: {error}" if str(error) else ""
        call.complain(
            java_error(
                verb,
                f"java.lang.IllegalArgumentException: Error: Invalid arguments for command: {verb}",
                ("com.android.server.input.InputShellCommand.onCommand(InputShellCommand.java:224)",),
            )
            + cause
        )
        return 255


PROGRAMS: dict[str, Program] = {"input": input_program}
