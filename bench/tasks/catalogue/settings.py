"""Settings: radios, display, sound and what the phone says of itself."""

from __future__ import annotations

from collections.abc import Callable

from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import every, front, may_change, setting
from bench.tasks.state import State
from bench.tasks.task import Before, Draw, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Setting

SETTINGS = "com.android.settings"
WIFI, BLUETOOTH, PLANE = "global.wifi_on", "global.bluetooth_on", "global.airplane_mode_on"
DARK, ZEN = "secure.ui_night_mode", "global.zen_mode"
_TOPS = {"music": 15, "ring": 7, "alarm": 7}  # the loudest of each stream
_TIMEOUTS = {
    "15 seconds": "15000", "30 seconds": "30000", "2 minutes": "120000", "5 minutes": "300000",
    "10 minutes": "600000", "30 minutes": "1800000",
}  # fmt: skip
_NAMES = ("Heron", "Blue Otter", "Maple Phone", "Night Owl", "Pocket Whale", "Silver Finch", "Rocket")


# Draws
def starting(*pairs: tuple[str, str]) -> Draw:
    """A phone with these settings, namespace.name and value, and nothing to choose."""

    def draw(world: World) -> dict[str, str]:
        for key, value in pairs:
            world.add("settings", Setting(key=key, value=value))
        return {}

    return draw


def _timeout(world: World) -> dict[str, str]:
    length = world.choose(*_TIMEOUTS)
    return {"length": length, "ms": _TIMEOUTS[length]}


def _timeout_there(world: World) -> dict[str, str]:
    p = _timeout(world)
    world.add("settings", Setting(key="system.screen_off_timeout", value=p["ms"]))
    return p


def _font(world: World) -> dict[str, str]:
    world.add("settings", Setting(key="system.font_scale", value="1.0"))
    label, scale = world.choose(("Small", "0.85"), ("Large", "1.15"), ("Largest", "1.3"))
    return {"label": label, "size": label.lower(), "scale": scale}


def _named(world: World) -> dict[str, str]:
    p = _name(world)
    world.add("settings", Setting(key="global.device_name", value=p["name"]))
    return p


def _name(world: World) -> dict[str, str]:
    return {"name": world.choose(*_NAMES)}


def _loudness(world: World) -> dict[str, str]:
    stream, label, said = world.choose(
        ("music", "Media volume", "media"),
        ("ring", "Ring volume", "ring"),
        ("alarm", "Alarm volume", "alarm"),
    )
    way = world.choose("all the way up", "down to nothing")
    level = _TOPS[stream] if way.endswith("up") else 0
    return {"stream": stream, "label": label, "said": said, "way": way, "level": str(level)}


def _brightness(world: World) -> dict[str, str]:
    return {"way": world.choose("as bright as it gets", "as dim as possible")}


# Judges
def _level(after: State, before: Before) -> bool:
    """The stream has its level, and the others are as they were."""
    wanted = {**before.state.volumes, before.params["stream"]: int(before.params["level"])}
    return after.volumes == wanted


def _brightness_so(after: State, before: Before) -> bool:
    level = int(after.settings["system.screen_brightness"])
    return level >= 245 if "bright" in before.params["way"] else level <= 12


# By hand
def open_settings(hand: Hand, *labels: str) -> None:
    """Settings from its first page, wherever it was left, to the page that the labels lead to."""
    hand.open(SETTINGS)
    while hand.sees(hand.t("Navigate up")):
        hand.tap("Navigate up")
    hand.tap(*labels)


def flip(*labels: str, on: bool = True) -> Oracle:
    """Go to a page and bring its switch, the last label, into a position."""

    def oracle(hand: Hand, p: Params) -> None:
        open_settings(hand, *labels[:-1])
        hand.switch(labels[-1], on=on)

    return oracle


def _look(*labels: str, then: Callable[[Hand, Params], object] = lambda hand, p: None) -> Oracle:
    """Go to a page, and do no more there than look."""

    def oracle(hand: Hand, p: Params) -> None:
        open_settings(hand, *labels)
        then(hand, p)

    return oracle


def _set_timeout(hand: Hand, p: Params) -> None:
    open_settings(hand, "Display", "Screen timeout", p["length"])


def _set_font(hand: Hand, p: Params) -> None:
    open_settings(hand, "Display", "Font size", p["label"])


def _rename(hand: Hand, p: Params) -> None:
    open_settings(hand, "About phone", "Device name")
    hand.fill("Device name", p["name"])
    hand.tap("OK")


def _set_volume(hand: Hand, p: Params) -> None:
    open_settings(hand, "Sound & vibration")
    hand.slide(p["label"], 1.0 if p["level"] != "0" else 0.0)


def _set_brightness(hand: Hand, p: Params) -> None:
    open_settings(hand, "Display", "Brightness level")
    hand.slide("Display brightness", 1.0 if "bright" in p["way"] else 0.0)


TASKS = (
    Task(
        "settings-wifi-off",
        2,
        (
            "(Turn|Switch) off [the ]Wi-Fi",
            "(turn|switch) [the ](wifi|Wi-Fi) off[ please]",
            "disable the wifi",
            "Please disconnect this phone from Wi-Fi by turning it off",
            "I don't want to use Wi-Fi now, turn it off",
            "no wifi please",
            "can you stop the phone from using wireless networks?",
        ),
        ("save the battery a bit and kill the wifi", "mobile data will do, Wi-Fi is not needed: off with it"),
        starting(),
        setting(WIFI, "0"),
        flip("Network & internet", "Internet", "Wi-Fi", on=False),
    ),
    Task(
        "settings-wifi-on",
        2,
        (
            "(Turn|Switch) on [the ]Wi-Fi",
            "(turn|switch) [the ](wifi|Wi-Fi) on[ please]",
            "enable wifi",
            "I need Wi-Fi again, please turn it on",
            "get this phone back on Wi-Fi",
            "wifi on",
            "can you activate the wireless network?",
        ),
        ("back home, so no more mobile data: wifi please", "why is the wifi off? change that"),
        starting((WIFI, "0")),
        setting(WIFI, "1"),
        flip("Network & internet", "Internet", "Wi-Fi"),
    ),
    Task(
        "settings-bluetooth-on",
        2,
        (
            "(Turn|Switch) on [the ]Bluetooth",
            "(turn|switch) bluetooth on[ please]",
            "enable bluetooth[ please]",
            "I want to use my headphones, turn Bluetooth on",
            "activate Bluetooth on this phone",
            "bluetooth on",
            "could you start Bluetooth?",
        ),
        ("the car stereo can't find the phone, bluetooth must be off: fix that", "blue tooth. on. now."),
        starting((BLUETOOTH, "0")),
        setting(BLUETOOTH, "1"),
        flip("Connected devices", "Bluetooth", "Use Bluetooth"),
    ),
    Task(
        "settings-airplane-on",
        1,
        (
            "Put the phone in airplane mode",
            "(turn|switch) (airplane|flight) mode on",
            "(Turn|Switch) on (airplane|flight) mode",
            "enable flight mode",
            "we are about to take off, activate airplane mode",
            "airplane mode please",
            "can you cut all connections with airplane mode?",
        ),
        (
            "boarding is done, make the phone ready for the flight",
            "go offline the way they ask for on planes",
        ),
        starting(),
        every(setting(PLANE, "1"), may_change(WIFI, BLUETOOTH)),
        flip("Network & internet", "Airplane mode"),
    ),
    Task(
        "settings-dark-on",
        1,
        (
            "Use the dark theme",
            "(turn|switch) (dark mode|the dark theme) on",
            "(Turn|Switch) on (dark mode|the dark theme)",
            "Switch the phone to dark theme",
            "I'd like a dark background everywhere, enable dark mode",
            "dark mode please",
            "make the screens dark instead of light",
        ),
        ("my eyes hurt from all that white, go dark", "everything black instead of white, like at night"),
        starting((DARK, "1")),
        setting(DARK, "2"),
        flip("Display", "Dark theme"),
    ),
    Task(
        "settings-quiet-on",
        2,
        (
            "(Turn|Switch) on do not disturb",
            "I don't want to be disturbed, enable Do Not Disturb",
            "activate do not disturb mode",
            "(turn|switch) do not disturb on[ please]",
            "put the phone on Do Not Disturb",
            "do not disturb please",
            "let nothing interrupt me, use do not disturb",
        ),
        ("I'm in a meeting, keep the phone from bothering me", "peace and quiet please, DND"),
        starting(),
        setting(ZEN, "1", "2", "3"),
        flip("Sound & vibration", "Do Not Disturb", "Use Do Not Disturb"),
    ),
    Task(
        "settings-quiet-off",
        2,
        (
            "(Turn|Switch) off do not disturb",
            "(turn|switch) do not disturb off[ please]",
            "disable Do Not Disturb",
            "the meeting is over, end do not disturb",
            "take the phone off Do Not Disturb",
            "you may disturb me again, stop do not disturb",
        ),
        ("I want to hear calls and messages again", "DND can go now"),
        starting((ZEN, "1")),
        setting(ZEN, "0"),
        flip("Sound & vibration", "Do Not Disturb", "Use Do Not Disturb", on=False),
    ),
    Task(
        "settings-bluetooth-show",
        1,
        (
            "Open the Bluetooth settings",
            "show me the bluetooth page in settings",
            "go to bluetooth settings",
            "take me to where Bluetooth is set up",
            "I want to see the Bluetooth settings",
            "bluetooth settings please",
            "in Settings, open Bluetooth",
        ),
        ("where do I pair things? bring up that page", "get me to bluetooth, I'll do the rest myself"),
        starting(),
        front("bluetooth"),
        _look("Connected devices", "Bluetooth"),
        kind="ask",
    ),
    Task(
        "settings-name-show",
        1,
        (
            "What is the name of this phone?",
            "What is my phone called[ in the settings]?",
            "Show me the device name",
            "under which name do others see this phone?",
            "look up the name of my device",
            "tell me the phone's device name",
        ),
        ("how would I recognise this phone in a list of devices?", "device name?"),
        _named,
        front(SETTINGS, "{name}"),
        _look("About phone", then=lambda hand, p: hand.find(p["name"])),
        kind="ask",
    ),
    Task(
        "settings-timeout-show",
        1,
        (
            "After how long does the screen turn off?",
            "How long is the screen timeout[ set to]?",
            "Show me the screen timeout",
            "check when the display goes dark by itself",
            "what is my screen timeout?",
            "I'd like to know how long the screen stays on when I don't touch it",
        ),
        ("how much time do I have before the screen goes black?", "screen timeout?"),
        _timeout_there,
        front(SETTINGS, "{length}"),
        _look("Display", then=lambda hand, p: hand.find(hand.t("Screen timeout"))),
        kind="ask",
    ),
    Task(
        "settings-timeout",
        2,
        (
            "Set the screen timeout to {length}",
            "(Keep|Leave) the screen on for {length} before it turns off",
            "change the screen timeout to {length}",
            "the display should turn off after {length}",
            "let the screen go dark after {length} without a touch",
            "screen timeout {length}",
            "I want the screen to switch itself off after {length}",
        ),
        ("{length}, and then the screen may go black", "give the display {length} of patience"),
        _timeout,
        setting("system.screen_off_timeout", "{ms}"),
        _set_timeout,
    ),
    Task(
        "settings-font",
        2,
        (
            "Set the font size to {label}",
            "Make the (text|font) of the phone {size}",
            "change the font size to {size}",
            "I want the {size} font size[ everywhere]",
            "font size {size} please",
            "use {size} letters on this phone",
        ),
        ("letters in {size}, everywhere", "about the writing on the screen: {size} is what I need"),
        _font,
        setting("system.font_scale", "{scale}"),
        _set_font,
    ),
    Task(
        "settings-rename",
        2,
        (
            "Rename this phone to {name}",
            "Change the device name to {name}",
            "call my phone {name}",
            "give the phone the name {name}",
            "set the name of this device to {name}",
            "I want other devices to see this phone as {name}",
        ),
        ("from now on this thing is {name}", "baptise the phone {name}"),
        _name,
        setting("global.device_name", "{name}"),
        _rename,
    ),
    Task(
        "settings-24-hours",
        2,
        (
            "Use the 24-hour format",
            "Show the time in 24-hour format",
            "switch the clock to 24 hours",
            "I prefer 15:00 to 3 PM, change the time format",
            "set the time format to 24 hours",
            "no more AM and PM, use 24-hour time",
        ),
        ("write 18:30, not half past six pm, when you show the time", "military time please"),
        starting(("system.time_12_24", "12")),
        setting("system.time_12_24", "24"),
        flip("System", "Date & time", "Use 24-hour format"),
    ),
    Task(
        "settings-volume",
        1,
        (
            "Turn the {said} volume {way}",
            "Set the {said} volume {way}",
            "move the {said} volume {way}",
            "I want the {said} volume {way}",
            "bring the volume for {said} {way}",
            "the {said} volume should go {way}",
        ),
        ("{said}: volume {way}", "about the {said} volume, take it {way}"),
        _loudness,
        Judge(_level, frozenset({"volumes"})),
        _set_volume,
    ),
    Task(
        "settings-brightness",
        2,
        (
            "Make the screen {way}",
            "Set the brightness so that the screen is {way}",
            "I want the display {way}",
            "change the brightness: {way}",
            "the screen should be {way}",
            "turn the brightness so the display is {way}",
        ),
        ("about the light of the screen: {way}", "brightness: {way}"),
        _brightness,
        Judge(_brightness_so, frozenset({"system.screen_brightness"})),
        _set_brightness,
    ),
    Task(
        "settings-wifi-already",
        1,
        (
            "Make sure that Wi-Fi is on",
            "See to it that the wifi is on",
            "I want Wi-Fi to be on",
            "check that Wi-Fi is on, and turn it on if it is not",
            "the wifi has to be on",
            "Wi-Fi should be enabled",
        ),
        ("I hope the wifi is on? if not, change that", "no way I want to be without wifi"),
        starting(),
        setting(WIFI, "1"),
        _look("Network & internet", "Internet"),
        kind="already",
    ),
    Task(
        "settings-bluetooth-already",
        1,
        (
            "Make sure Bluetooth is off",
            "See to it that bluetooth is switched off",
            "Bluetooth should be off",
            "check that Bluetooth is off, and turn it off if it is not",
            "I don't want Bluetooth to be on",
            "bluetooth has to be disabled",
        ),
        ("nobody should be able to find this phone over bluetooth", "bluetooth better be off"),
        starting(),
        setting(BLUETOOTH, "0"),
        _look("Connected devices"),
        kind="already",
    ),
)
