"""What a driver does: pixels, keys, strings and intents; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .value import Value

Key = Literal[
    "back", "home", "enter", "recent", "wake", "sleep", "screenshot", "play", "pause", "next", "previous"
]
Toggle = Literal[
    "wifi", "bluetooth", "airplane", "do_not_disturb", "dark_theme", "mobile_data", "battery_saver", "nfc"
]
Extra = str | bool | int | tuple[int, ...]


class TapAt(Value):
    kind: Literal["tap_at"] = "tap_at"
    x: int  # px
    y: int


class LongPressAt(Value):
    kind: Literal["long_press_at"] = "long_press_at"
    x: int
    y: int
    ms: int = 800


class Drag(Value):
    kind: Literal["drag"] = "drag"
    x1: int
    y1: int
    x2: int
    y2: int
    ms: int = 300


class SetText(Value):
    """Focus the input at the point, replace its text, read it back."""

    kind: Literal["set_text"] = "set_text"
    x: int
    y: int
    text: str
    password: bool = False  # cannot be read back


class PressKey(Value):
    kind: Literal["press_key"] = "press_key"
    key: Key


class LaunchApp(Value):
    kind: Literal["launch_app"] = "launch_app"
    package: str


class StartIntent(Value):
    """Android's public way into an app."""

    kind: Literal["start_intent"] = "start_intent"
    action: str
    data: str = ""
    mime: str = ""
    package: str = ""
    extras: tuple[tuple[str, Extra], ...] = ()


class SetToggle(Value):
    kind: Literal["set_toggle"] = "set_toggle"
    toggle: Toggle
    on: bool


class PutSetting(Value):
    kind: Literal["put_setting"] = "put_setting"
    namespace: Literal["system", "secure", "global"]
    key: str
    value: str


class SetVolume(Value):
    kind: Literal["set_volume"] = "set_volume"
    stream: Literal["music", "ring", "alarm", "notification", "call"]
    percent: int  # of the stream's own maximum, 0..100


class SetRinger(Value):
    """What the phone does when it is called."""

    kind: Literal["set_ringer"] = "set_ringer"
    mode: Literal["normal", "vibrate", "silent"]


class Uninstall(Value):
    """Remove an app that the person installed, with its data."""

    kind: Literal["uninstall"] = "uninstall"
    package: str


Command = Annotated[
    TapAt
    | LongPressAt
    | Drag
    | SetText
    | PressKey
    | LaunchApp
    | StartIntent
    | SetToggle
    | PutSetting
    | SetVolume
    | SetRinger
    | Uninstall,
    Field(discriminator="kind"),
]
