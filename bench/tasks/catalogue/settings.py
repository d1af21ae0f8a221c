"""Settings: radios, display, sound and what the phone says of itself."""

from __future__ import annotations

from collections.abc import Callable

from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import every, front, may_change, setting
from bench.tasks.task import Draw, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Setting

SETTINGS = "com.android.settings"
WIFI, BLUETOOTH, PLANE = "global.wifi_on", "global.bluetooth_on", "global.airplane_mode_on"
DARK, ZEN = "secure.ui_night_mode", "global.zen_mode"
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


def timeout(world: World) -> dict[str, str]:
    length = world.choose(*_TIMEOUTS)
    return {"length": length, "ms": _TIMEOUTS[length]}


def _timeout_there(world: World) -> dict[str, str]:
    p = timeout(world)
    world.add("settings", Setting(key="system.screen_off_timeout", value=p["ms"]))
    return p


def _named(world: World) -> dict[str, str]:
    p = new_name(world)
    world.add("settings", Setting(key="global.device_name", value=p["name"]))
    return p


def new_name(world: World) -> dict[str, str]:
    return {"name": world.choose(*_NAMES)}


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


def look(*labels: str, then: Callable[[Hand, Params], object] = lambda hand, p: None) -> Oracle:
    """Go to a page, and do no more there than look."""

    def oracle(hand: Hand, p: Params) -> None:
        open_settings(hand, *labels)
        then(hand, p)

    return oracle


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
        look("Connected devices", "Bluetooth"),
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
        look("About phone", then=lambda hand, p: hand.find(p["name"])),
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
        look("Display", then=lambda hand, p: hand.find(hand.t(p["length"]))),
        kind="ask",
    ),
)
