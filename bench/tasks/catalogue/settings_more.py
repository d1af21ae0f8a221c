"""Settings: several at once, on conditions, of apps, and what may or can not be done."""

from __future__ import annotations

from bench.tasks.catalogue.settings import (
    BLUETOOTH,
    DARK,
    WIFI,
    ZEN,
    open_settings,
    starting,
)
from bench.tasks.hand import Hand
from bench.tasks.judges import every, installed, setting
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Setting

_NFC, _SAVER, ADAPTIVE = "global.nfc_on", "global.low_power", "system.screen_brightness_mode"
_NIGHT_LIGHT, TIMEOUT = "secure.night_display_activated", "system.screen_off_timeout"


# Draws
def _bluetooth(world: World) -> dict[str, str]:
    on = world.choose("0", "1")
    world.add("settings", Setting(key=BLUETOOTH, value=on))
    return {"on": on}


def _saver(world: World) -> dict[str, str]:
    on = world.choose("0", "1")
    world.add("settings", Setting(key=_SAVER, value=on))
    length, ms = world.choose(("30 seconds", "30000"), ("2 minutes", "120000"), ("5 minutes", "300000"))
    return {"on": on, "length": length, "ms": ms}


def _installed(world: World) -> dict[str, str]:
    app = world.pick("store_apps", lambda one: one.installed > 0)
    return {"app": app.title, "package": app.package}


# Judges
def _branch(key: str, yes: Judge, no: Judge) -> Judge:
    """`yes` where the setting was on at the start, else `no`."""

    def check(after: State, before: Before) -> bool:
        on = before.state.settings.get(key, "0") != "0"
        chosen, other = (yes, no) if on else (no, yes)
        kept = all(
            after.settings.get(name) == before.state.settings.get(name)
            for name in other.touches - chosen.touches
        )
        return chosen.check(after, before) and kept

    return Judge(check, yes.touches | no.touches)


# By hand
def _bluetooth_or_nfc(hand: Hand, p: Params) -> None:
    open_settings(hand, "Connected devices")
    if p["on"] == "1":
        hand.tap("Bluetooth")
        hand.switch("Use Bluetooth", on=False)
    else:
        hand.switch("NFC")


def _saver_or_not(hand: Hand, p: Params) -> None:
    open_settings(hand, "Battery")
    hand.switch("Battery Saver", on=p["on"] == "0")
    hand.back()
    hand.tap("Display")
    if p["on"] == "1":
        hand.tap("Screen timeout", p["length"])
    else:
        hand.switch("Adaptive brightness")
        hand.switch("Night Light")


def _evening(hand: Hand, p: Params) -> None:
    open_settings(hand, "Sound & vibration", "Do Not Disturb")
    hand.switch("Use Do Not Disturb")
    hand.back()
    hand.back()
    hand.tap("Display")
    hand.switch("Dark theme")
    hand.back()
    hand.tap("Battery")
    hand.switch("Battery Saver")


def _silent_touch(hand: Hand, p: Params) -> None:
    open_settings(hand, "Sound & vibration")
    for label in ("Dial pad tones", "Touch sounds", "Touch feedback"):
        hand.switch(label, on=False)


def _radios(hand: Hand, p: Params) -> None:
    open_settings(hand, "Network & internet", "Internet")
    hand.switch("Wi-Fi", on=False)
    hand.back()
    hand.back()
    hand.tap("Connected devices", "Bluetooth")
    hand.switch("Use Bluetooth")


def _easy_to_see(hand: Hand, p: Params) -> None:
    open_settings(hand, "Accessibility")
    hand.switch("High contrast text")
    hand.switch("Remove animations")


def _open_app_info(hand: Hand, p: Params) -> None:
    open_settings(hand, "Apps")
    hand.tap_text(p["app"])


def _uninstall(hand: Hand, p: Params) -> None:
    _open_app_info(hand, p)
    hand.tap("Uninstall", "OK")


TASKS = (
    Task(
        "settings-if-bluetooth",
        2,
        (
            "If Bluetooth is on, turn it off; otherwise turn on NFC",
            "Check Bluetooth: when it is on, switch it off, when it is off, switch NFC on instead",
            "turn bluetooth off if it's on, and if not, enable NFC",
            "is Bluetooth on? then turn it off. If it isn't, turn NFC on",
            "Should Bluetooth be off already, activate NFC, else switch Bluetooth off",
            "disable Bluetooth, or, in case it is disabled, enable NFC",
        ),
        (
            "NFC on, but only if bluetooth is off already; if it's still on, kill bluetooth and nothing else",
            "bluetooth running? stop it. not running? then NFC please",
        ),
        _bluetooth,
        _branch(BLUETOOTH, setting(BLUETOOTH, "0"), setting(_NFC, "1")),
        _bluetooth_or_nfc,
    ),
    Task(
        "settings-if-saver",
        3,
        (
            "If the battery saver is on, turn it off and set the screen timeout to {length}; otherwise turn "
            "it on "
            "together with adaptive brightness and Night Light",
            "Check the battery saver. On: switch it off and make the screen timeout {length}. Off: switch on "
            "battery saver, adaptive brightness and night light",
            "is battery saver on? then turn it off and let the screen time out after {length}. If not, turn "
            "on "
            "battery saver, adaptive brightness and night light",
            "turn the battery saver off and set a screen timeout of {length} if it's on, else enable "
            "battery saver, "
            "adaptive brightness and the night light",
            "flip the battery saver. If it is off afterwards, the screen timeout should be {length}, if it "
            "is on, "
            "adaptive brightness and night light should be on too",
            "When battery saver is off, enable it, adaptive brightness and night light; when it is on, "
            "disable it "
            "and choose {length} as the screen timeout",
        ),
        (
            "battery saver the other way round please; with it on also adaptive brightness and night light, "
            "with it "
            "off a screen timeout of {length}",
            "saving battery already? then stop and give the screen {length}. not yet? then save, with "
            "adaptive "
            "brightness and night light",
        ),
        _saver,
        _branch(
            _SAVER,
            every(setting(_SAVER, "0"), setting(TIMEOUT, "{ms}")),
            every(setting(_SAVER, "1"), setting(ADAPTIVE, "1"), setting(_NIGHT_LIGHT, "1")),
        ),
        _saver_or_not,
    ),
    Task(
        "settings-evening",
        3,
        (
            "Turn on do not disturb, the dark theme and battery saver",
            "(Enable|Activate) battery saver, dark mode and Do Not Disturb",
            "switch on Do Not Disturb, then dark theme, then Battery Saver",
            "do not disturb on, dark mode on, battery saver on",
            "it's late: I want Do Not Disturb, the dark theme and the battery saver",
            "put the phone on do not disturb, make it dark and have it save battery",
        ),
        (
            "evening setup: no interruptions, dark screens, battery saver",
            "three things before bed: DND, dark mode, battery saver. All on",
        ),
        starting((DARK, "1")),
        every(setting(ZEN, "1", "2", "3"), setting(DARK, "2"), setting(_SAVER, "1")),
        _evening,
    ),
    Task(
        "settings-touch-silent",
        2,
        (
            "Turn off the touch sounds, the dial pad tones and the touch feedback",
            "(Disable|Switch off) dial pad tones, touch sounds and touch feedback",
            "no more touch sounds, dial pad tones and touch feedback please",
            "I don't want to hear dial pad tones or touch sounds, nor feel touch feedback",
            "in the sound settings, switch off dial pad tones, touch sounds and touch feedback",
            "make touching silent: turn dial pad tones, touch sounds and touch feedback off",
        ),
        (
            "every tap beeps and buzzes: dial pad tones, touch sounds, touch feedback, all of it off",
            "dial pad tones, touch sounds, touch feedback: out",
        ),
        starting(),
        every(
            setting("system.dtmf_tone", "0"),
            setting("system.sound_effects_enabled", "0"),
            setting("system.haptic_feedback_enabled", "0"),
        ),
        _silent_touch,
    ),
    Task(
        "settings-wifi-and-bluetooth",
        3,
        (
            "Turn off Wi-Fi and turn on Bluetooth",
            "switch wifi off and bluetooth on",
            "disable wi-fi, then enable bluetooth",
            "Bluetooth on and Wi-Fi off please",
            "I'm going for a drive: no Wi-Fi, but Bluetooth",
            "instead of Wi-Fi I need Bluetooth now, so switch one off and the other on",
        ),
        ("swap the radios: wifi out, bluetooth in", "car time, wifi is of no use and bluetooth is needed"),
        starting((BLUETOOTH, "0")),
        every(setting(WIFI, "0"), setting(BLUETOOTH, "1")),
        _radios,
    ),
    Task(
        "settings-easy-to-see",
        2,
        (
            "Turn on high contrast text and remove the animations",
            "(Enable|Activate) high contrast text and remove animations",
            "In accessibility, switch on high contrast text and remove animations",
            "I need high contrast text, and animations removed",
            "no animations please, and text with high contrast",
            "make text high contrast and get rid of animations",
        ),
        (
            "the moving things on screen make me dizzy and the text is too pale, use the accessibility "
            "settings",
            "high contrast text yes, animations no",
        ),
        starting(),
        every(setting("secure.high_text_contrast_enabled", "1"), setting("global.remove_animations", "1")),
        _easy_to_see,
    ),
    Task(
        "settings-uninstall",
        2,
        (
            "Uninstall [the app ]{app}",
            "(Remove|Delete) the app {app} from my phone",
            "I don't use {app} any more, uninstall it",
            "please take the {app} app off this phone",
            "get rid of the app called {app}",
            "the app {app} can go, uninstall it",
        ),
        (
            "{app} only eats storage, off the phone with it",
            "no more {app} on this phone please, the whole app",
        ),
        _installed,
        installed("{package}", gone=True),
        _uninstall,
    ),
)
