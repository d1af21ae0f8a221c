"""Settings that take a value, and what is so already."""

from __future__ import annotations

from bench.tasks.catalogue.settings import (
    BLUETOOTH,
    WIFI,
    flip,
    look,
    new_name,
    open_settings,
    starting,
    timeout,
)
from bench.tasks.hand import Hand
from bench.tasks.judges import setting
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Setting

_TOPS = {"music": 15, "ring": 7, "alarm": 7}  # the loudest of each stream


def _font(world: World) -> dict[str, str]:
    world.add("settings", Setting(key="system.font_scale", value="1.0"))
    label, scale = world.choose(("Small", "0.85"), ("Large", "1.15"), ("Largest", "1.3"))
    return {"label": label, "size": label.lower(), "scale": scale}


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
        timeout,
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
        new_name,
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
        look("Network & internet", "Internet"),
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
        look("Connected devices"),
        kind="already",
    ),
)
