"""Android key codes: which ones type what, and their numbers by purpose; pure."""

from __future__ import annotations

CALL, ENDCALL = 5, 6
HOME, BACK, VOLUME_UP, VOLUME_DOWN, POWER = 3, 4, 24, 25, 26
TAB, ENTER, DEL, MENU, NOTIFICATION, SEARCH = 61, 66, 67, 82, 83, 84
ESCAPE, FORWARD_DEL, MUTE, SETTINGS, NUMPAD_ENTER = 111, 112, 164, 176, 160
SYSRQ = 120  # keyboards take screenshots with it
APP_SWITCH, SLEEP, WAKEUP, CUT, COPY, PASTE = 187, 223, 224, 277, 278, 279
PAGE_UP, PAGE_DOWN = 92, 93
MEDIA = {
    79: "",
    85: "",
    86: "Stop",
    87: "Next",
    88: "Previous",
    126: "Play",
    127: "Pause",
}  # "": one or other
A, C, V, X = 29, 31, 50, 52
SHIFT_ON, CTRL_ON = 0x1, 0x1000

_PLAIN = {
    55: ",",
    56: ".",
    62: " ",
    68: "`",
    69: "-",
    70: "=",
    71: "[",
    72: "]",
    73: "\\",
    74: ";",
    75: "'",
    76: "/",
    77: "@",
    81: "+",
    17: "*",
    18: "#",
}
_SHIFTED = {
    55: "<",
    56: ">",
    62: " ",
    68: "~",
    69: "_",
    70: "+",
    71: "{",
    72: "}",
    73: "|",
    74: ":",
    75: '"',
    76: "?",
}
_DIGITS_SHIFTED = ")!@#$%^&*("


def typed(code: int, meta: int) -> str:
    """The character of a key, or nothing."""
    shift = bool(meta & SHIFT_ON)
    if 29 <= code <= 54:
        char = chr(ord("a") + code - 29)
        return char.upper() if shift else char
    if 7 <= code <= 16:
        return _DIGITS_SHIFTED[code - 7] if shift else str(code - 7)
    if 144 <= code <= 153:
        return str(code - 144)
    return (_SHIFTED if shift else _PLAIN).get(code, "")
