"""System settings: toggles, brightness, volumes, pages; checked on the settings themselves; pure."""

from __future__ import annotations

from functools import partial

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Command, PutSetting, SetToggle, SetVolume, StartIntent, Toggle
from edgelam.core.fact import AskSetting, AskTable, Query
from edgelam.core.plan import Expectation, Front, Holds, Match
from edgelam.core.text import normalised

from .contract import Facts, Invocation, Slots, Tool, ToolUnfit, rows_of, switched_on, text_of, whole

_VOLUMES = AskTable(table="volumes")
_BRIGHTEST = 255  # settings system screen_brightness
_STATE = Param(name="state", type="switch", description="on or off")
_QUIETEST = {"alarm": 1, "call": 1}  # AudioService's MIN_STREAM_VOLUME where it is not 0
_SETTINGS_APP = "com.android.settings"

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
)
_STREAMS = {
    "music": "media music sound video multimedia audio volume",
    "ring": "ring ringer ringtone phone ringing",
    "alarm": "alarm alarms clock",
    "notification": "notification notifications",
    "call": "call calls in-call voice",
}
# Words of a page's name, and android.settings.* without that prefix and without _SETTINGS.
_PAGES = {
    "wi fi|wifi|wireless": "WIFI",
    "bluetooth": "BLUETOOTH",
    "airplane|airplane mode|flight mode": "AIRPLANE_MODE",
    "display|screen|brightness": "DISPLAY",
    "sound|volume|sound and vibration": "SOUND",
    "battery|power": "android.intent.action.POWER_USAGE_SUMMARY",
    "storage": "INTERNAL_STORAGE",
    "apps|app|applications": "APPLICATION",
    "location": "LOCATION_SOURCE",
    "security": "SECURITY",
    "privacy": "PRIVACY",
    "date|time|date and time|date time": "DATE",
    "language|languages": "LOCALE",
    "keyboard|keyboards": "INPUT_METHOD",
    "accessibility": "ACCESSIBILITY",
    "about|about phone|device info": "DEVICE_INFO",
    "developer|developer options": "APPLICATION_DEVELOPMENT",
    "nfc": "NFC",
    "accounts|account|users and accounts": "SYNC",
    "mobile network|network|mobile data|data": "NETWORK_OPERATOR",
    "do not disturb|dnd": "ZEN_MODE",
    "notification|notifications": "ALL_APPS_NOTIFICATION",
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


def _page(slots: Slots, facts: Facts) -> Invocation:
    said = " ".join(
        w for w in normalised(text_of(slots, "page")).split() if w not in ("settings", "setting", "the")
    )
    action = next((page for names, page in _PAGES.items() if said in names.split("|")), None)
    if said and action is None:
        raise ToolUnfit("unknown:page")
    if action is None:
        action = "android.settings.SETTINGS"
    elif "." not in action:
        action = f"android.settings.{action}_SETTINGS"
    return Invocation(commands=(StartIntent(action=action),), expect=(Front(app=_SETTINGS_APP),))


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
            name="settings.page.open",
            description="open a settings page",
            params=(Param(name="page", description="which settings"),),
            risk=0,
        ),
        build=_page,
    ),
)
