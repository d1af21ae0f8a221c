"""System settings: toggles, levels and modes by `svc`, `cmd` and `settings`, checked on themselves; pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal, TypeVar

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Command, PutSetting, SetRinger, SetToggle, SetVolume, Toggle
from edgelam.core.fact import AskSetting, AskTable, Query
from edgelam.core.plan import Expectation, Holds, Match
from edgelam.core.text import normalised

from .contract import Facts, Invocation, Slots, Tool, ToolUnfit, rows_of, switched_on, text_of, whole

_VOLUMES, _RINGER, _NFC = AskTable(table="volumes"), AskTable(table="ringer"), AskTable(table="nfc")
_BRIGHTEST = 255  # settings system screen_brightness
_STATE = Param(name="state", type="switch", description="on or off")
_QUIETEST = {"alarm": 1, "call": 1}  # AudioService's MIN_STREAM_VOLUME where it is not 0
Value = TypeVar("Value")

# Toggle, description, where Android keeps its state, and the values there for off and on.
_TOGGLES: tuple[tuple[Toggle, str, AskSetting, str, str], ...] = (
    ("wifi", "turn Wi-Fi on or off", AskSetting(namespace="global", key="wifi_on"), "0", "1"),
    ("bluetooth", "turn Bluetooth on or off", AskSetting(namespace="global", key="bluetooth_on"), "0", "1"),
    (
        "airplane",
        "turn airplane mode on or off",
        AskSetting(namespace="global", key="airplane_mode_on"),
        "0",
        "1",
    ),
    (
        "do_not_disturb",
        "turn do not disturb on or off",
        AskSetting(namespace="global", key="zen_mode"),
        "0",
        "",
    ),
    (
        "dark_theme",
        "turn dark theme on or off",
        AskSetting(namespace="secure", key="ui_night_mode"),
        "1",
        "2",
    ),
    (
        "mobile_data",
        "turn mobile data on or off",
        AskSetting(namespace="global", key="mobile_data"),
        "0",
        "1",
    ),
    (
        "battery_saver",
        "turn battery saver on or off",
        AskSetting(namespace="global", key="low_power"),
        "0",
        "1",
    ),
)
_PLAIN: tuple[tuple[str, str, AskSetting, str, str], ...] = (
    (
        "rotation",
        "turn auto-rotate of the screen on or off",
        AskSetting(namespace="system", key="accelerometer_rotation"),
        "0",
        "1",
    ),
    (
        "location",
        "turn location on or off",
        AskSetting(namespace="secure", key="location_mode"),
        "0",
        "3",
    ),
    (
        "auto_brightness",
        "turn adaptive brightness on or off",
        AskSetting(namespace="system", key="screen_brightness_mode"),
        "0",
        "1",
    ),
    (
        "night_light",
        "turn night light on or off",
        AskSetting(namespace="secure", key="night_display_activated"),
        "0",
        "1",
    ),
    (
        "auto_time",
        "turn automatic date and time on or off",
        AskSetting(namespace="global", key="auto_time"),
        "0",
        "1",
    ),
    (
        "hours_24",
        "turn the 24-hour clock on or off",
        AskSetting(namespace="system", key="time_12_24"),
        "12",
        "24",
    ),
)
_FONTS = {"small": "0.85", "default|normal|medium": "1.0", "large|big": "1.15", "largest|huge": "1.3"}
_RINGERS: dict[str, Literal["normal", "vibrate", "silent"]] = {
    "normal|ring|sound|loud": "normal",
    "vibrate|vibration": "vibrate",
    "silent|mute|quiet": "silent",
}
_STREAMS = {
    "music": "media music sound video multimedia audio volume",
    "ring": "ring ringer ringtone phone ringing",
    "alarm": "alarm alarms clock",
    "notification": "notification notifications",
    "call": "call calls in-call voice",
}


def _holds(query: AskSetting, off: str, on: str, wanted: bool) -> Holds:
    """The setting has its value; an empty `on` means: any but off."""
    if wanted and not on:
        return Holds(query=query, matches=(Match(column="value", value=off),), present=False)
    return Holds(query=query, matches=(Match(column="value", value=on if wanted else off),))


def _toggle(toggle: Toggle, query: AskSetting, off: str, on: str, slots: Slots, facts: Facts) -> Invocation:
    wanted = switched_on(slots, "state")
    return Invocation(
        commands=(SetToggle(toggle=toggle, on=wanted),), expect=(_holds(query, off, on, wanted),)
    )


def _switch(query: AskSetting, off: str, on: str, slots: Slots, facts: Facts) -> Invocation:
    wanted = switched_on(slots, "state")
    command = PutSetting(namespace=query.namespace, key=query.key, value=on if wanted else off)
    return Invocation(commands=(command,), expect=(_holds(query, off, on, wanted),))


def _put(*values: tuple[str, str]) -> Invocation:
    """System settings, each checked."""
    commands: list[Command] = []
    expect: list[Expectation] = []
    for key, value in values:
        commands.append(PutSetting(namespace="system", key=key, value=value))
        query = AskSetting(namespace="system", key=key)
        expect.append(Holds(query=query, matches=(Match(column="value", value=value),)))
    return Invocation(commands=tuple(commands), expect=tuple(expect))


def _brightness(slots: Slots, facts: Facts) -> Invocation:
    percent = whole(text_of(slots, "level"), 0, 100, "level")
    level = max(1, round(percent * _BRIGHTEST / 100))
    return _put(("screen_brightness_mode", "0"), ("screen_brightness", str(level)))


def _timeout(slots: Slots, facts: Facts) -> Invocation:
    seconds = whole(text_of(slots, "duration"), 5, 24 * 3600, "duration")
    return _put(("screen_off_timeout", str(seconds * 1000)))


def _stream(slots: Slots) -> str:
    slot = slots.get("stream")
    said = set(normalised(slot.value if slot else "").split())
    if not said:
        return "music"
    found = [name for name, words in _STREAMS.items() if said & (set(words.split()) - {"volume", "sound"})]
    if len(found) > 1 or (not found and not said <= {"volume", "sound"}):
        raise ToolUnfit("unresolved:stream")
    return found[0] if found else "music"


def _volume(slots: Slots, facts: Facts) -> Invocation:
    stream = _stream(slots)
    percent = whole(text_of(slots, "level"), 0, 100, "level")
    row = next((r for r in rows_of(facts, _VOLUMES) if r.get("stream") == stream), None)
    if row is None:
        raise ToolUnfit("unknown:stream")
    command = SetVolume.model_validate({"stream": stream, "percent": percent})
    if not row.get("max", "").isdigit():
        return Invocation(commands=(command,))
    level = str(max(round(percent * int(row["max"]) / 100), 1 if percent else 0))
    matches = (Match(column="stream", value=stream), Match(column="level", value=level))
    return Invocation(commands=(command,), expect=(Holds(query=_VOLUMES, matches=matches),))


def _named(slots: Slots, name: str, values: Mapping[str, Value]) -> Value:
    """The value that the slot's words name; ToolUnfit unless there is just one."""
    said = set(normalised(text_of(slots, name)).split())
    found = [value for names, value in values.items() if said & set(names.split("|"))]
    if len(found) != 1:
        raise ToolUnfit(f"unresolved:{name}")
    return found[0]


def _font(slots: Slots, facts: Facts) -> Invocation:
    """The sizes that Android's own settings offer."""
    return _put(("font_scale", _named(slots, "size", _FONTS)))


def _ringer(slots: Slots, facts: Facts) -> Invocation:
    mode = _named(slots, "mode", _RINGERS)
    expected = Holds(query=_RINGER, matches=(Match(column="mode", value=mode),))
    return Invocation(commands=(SetRinger(mode=mode),), expect=(expected,))


def _asks_nfc(slots: Slots) -> tuple[Query, ...]:
    return (_NFC,)


def _nfc(slots: Slots, facts: Facts) -> Invocation:
    """`svc nfc`. Its state is no setting: the service tells of it, where there is one."""
    wanted = switched_on(slots, "state")
    if not rows_of(facts, _NFC):
        raise ToolUnfit("no_nfc")
    state = Match(column="state", value="on" if wanted else "off")
    return Invocation(
        commands=(SetToggle(toggle="nfc", on=wanted),), expect=(Holds(query=_NFC, matches=(state,)),)
    )


def _asks_volumes(slots: Slots) -> tuple[Query, ...]:
    return (_VOLUMES,)


_LEVEL = Param(name="level", type="percent", description="how much, in percent")

TOOLS = (
    *(
        Tool(
            spec=ToolSpec(name=f"settings.{toggle}.set", description=description, params=(_STATE,)),
            build=partial(_toggle, toggle, query, off, on),
        )
        for toggle, description, query, off, on in _TOGGLES
    ),
    *(
        Tool(
            spec=ToolSpec(name=f"settings.{name}.set", description=description, params=(_STATE,)),
            build=partial(_switch, query, off, on),
        )
        for name, description, query, off, on in _PLAIN
    ),
    Tool(
        spec=ToolSpec(
            name="settings.brightness.set", description="set the screen brightness", params=(_LEVEL,)
        ),
        build=_brightness,
    ),
    Tool(
        spec=ToolSpec(
            name="settings.volume.set",
            description="set the volume",
            params=(_LEVEL, Param(name="stream", description="media, ring, alarm or call", required=False)),
        ),
        needs=_asks_volumes,
        build=_volume,
    ),
    Tool(
        spec=ToolSpec(
            name="settings.screen_timeout.set",
            description="set after how long the screen turns off",
            params=(Param(name="duration", type="duration", description="how long it stays on"),),
        ),
        build=_timeout,
    ),
    Tool(
        spec=ToolSpec(
            name="settings.font_size.set",
            description="set the font size",
            params=(Param(name="size", description="small, default, large or largest"),),
        ),
        build=_font,
    ),
    Tool(
        spec=ToolSpec(
            name="settings.ringer.set",
            description="set the phone to ring, vibrate or be silent",
            params=(Param(name="mode", description="normal, vibrate or silent"),),
        ),
        build=_ringer,
    ),
    Tool(
        spec=ToolSpec(name="settings.nfc.set", description="turn NFC on or off", params=(_STATE,)),
        needs=_asks_nfc,
        build=_nfc,
    ),
)
