"""Settings: several at once, on conditions, of apps, and what may or can not be done."""

from __future__ import annotations

from bench.tasks.catalogue.clock import new_alarm, set_alarm, start_timer
from bench.tasks.catalogue.settings import (
    BLUETOOTH,
    DARK,
    SETTINGS,
    WIFI,
    ZEN,
    open_settings,
    starting,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, difference, every, installed, setting, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Setting

_NFC, _SAVER, _ADAPTIVE = "global.nfc_on", "global.low_power", "system.screen_brightness_mode"
_NIGHT_LIGHT, _TIMEOUT = "secure.night_display_activated", "system.screen_off_timeout"
_CLEARED = {  # what has data of its own, and the tables that are empty without it
    "Notes": ("notes",),
    "Expenses": ("expenses", "budgets"),
    "Recipes": ("recipes", "ingredients", "cooking_steps", "shopping"),
}


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


def _full(world: World) -> dict[str, str]:
    names = ["Notes", "Expenses"] if world.things("expenses") else ["Notes"]
    return {"app": world.choose(*names, "Recipes")}


def _language(world: World) -> dict[str, str]:
    return {"language": world.choose("Portuguese", "Finnish", "Korean", "Greek", "Swahili")}


def _lock(world: World) -> dict[str, str]:
    return {"lock": world.choose("my fingerprint", "my face", "an unlock pattern")}


def _night(world: World) -> dict[str, str]:
    return {**new_alarm(world), "minutes": "15", "ms": "900000"}


def _parent(world: World) -> dict[str, str]:
    starting((DARK, "1"), ("system.font_scale", "1.0"))(world)
    label, ms = world.choose(("5 minutes", "300000"), ("10 minutes", "600000"), ("30 minutes", "1800000"))
    return {"length": label, "ms": ms}


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


def _gone(after: State, before: Before) -> bool:
    """Nothing is left in the tables of the app, and the others are as they were."""
    cleared = _CLEARED[before.params["app"]]
    others = {table for tables in _CLEARED.values() for table in tables}.difference(cleared)
    kept = not any(any(difference(table, after, before)) for table in others)
    return kept and not any(after.tables[table] for table in cleared)


def _loud(after: State, before: Before) -> bool:
    wanted = {**before.state.volumes, "ring": 7, "alarm": 7}
    return after.volumes == wanted


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


def _clear(hand: Hand, p: Params) -> None:
    open_settings(hand, "Apps")
    hand.tap_text(p["app"])
    hand.tap("Storage & cache", "Clear storage", "Delete")


def _quiet_night(hand: Hand, p: Params) -> None:
    open_settings(hand, "Sound & vibration", "Do Not Disturb")
    hand.switch("Use Do Not Disturb")
    set_alarm(hand, p)
    start_timer(hand, p)


def _for_parents(hand: Hand, p: Params) -> None:
    open_settings(hand, "Sound & vibration")
    hand.slide("Ring volume", 1.0)
    hand.slide("Alarm volume", 1.0)
    hand.switch("Vibrate for calls")
    hand.back()
    hand.tap("Display", "Screen timeout", p["length"], "Font size", "Largest")
    hand.switch("Adaptive brightness")
    hand.back()
    hand.tap("Battery")
    hand.switch("Battery percentage")
    hand.back()
    hand.tap("Location")
    hand.switch("Use location", on=False)


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
            every(setting(_SAVER, "0"), setting(_TIMEOUT, "{ms}")),
            every(setting(_SAVER, "1"), setting(_ADAPTIVE, "1"), setting(_NIGHT_LIGHT, "1")),
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
        parts=3,
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
        parts=3,
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
        parts=2,
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
        parts=2,
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
    Task(
        "settings-clear-data",
        2,
        (
            "Delete all data of the {app} app",
            "Clear the storage of {app}",
            "wipe everything that the {app} app has saved",
            "in the settings, clear all data of {app}",
            "reset the {app} app by deleting its data",
            "I want {app} to be as new, erase its data",
        ),
        ("start over with {app}: everything in it can go", "make {app} forget everything"),
        _full,
        Judge(_gone, frozenset(table for tables in _CLEARED.values() for table in tables)),
        _clear,
        kind="risky",
    ),
    Task(
        "settings-language-impossible",
        1,
        (
            "Change the phone's language to {language}",
            "Set the system language to {language}",
            "switch the phone to {language}",
            "I want all menus in {language}",
            "make {language} the language of this phone",
            "use {language} instead of English on this phone",
        ),
        ("the phone should speak {language} with me from now on", "no more English menus, {language} please"),
        _language,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "settings-lock-impossible",
        1,
        (
            "Set the screen lock to {lock}",
            "Lock the phone with {lock}",
            "I want to unlock this phone with {lock}",
            "use {lock} as the screen lock",
            "protect the phone with {lock}",
            "set up {lock} for unlocking",
        ),
        ("nobody should get in here without {lock}", "unlocking with {lock}, can you arrange that?"),
        _lock,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "settings-quiet-night",
        4,
        (
            "Turn on do not disturb, set an alarm for {time} and start a {minutes} minute timer",
            "enable do not disturb, wake me at {time} and start a timer of {minutes} minutes",
            "do not disturb on, alarm {time}, timer {minutes} minutes",
            "I'm going to bed: Do Not Disturb, an alarm at {time} and a timer for {minutes} minutes",
            "put the phone on Do Not Disturb, then set the alarm to {time} and a {minutes} minute timer "
            "going",
            "I need an alarm at {time} and a timer over {minutes} minutes, with do not disturb switched on",
        ),
        (
            "nothing may disturb me, except a timer in {minutes} minutes and an alarm at {time}: set it all "
            "up",
            "DND. {minutes} minutes on the timer. Alarm at {time}",
        ),
        _night,
        every(
            setting(ZEN, "1", "2", "3"),
            added("alarms", {"hour": "{hour}", "minutes": "{minute}", "enabled": "1", "daysofweek": "0"}),
            added("timers", {"length": "{ms}", "state": "1"}),
        ),
        _quiet_night,
        parts=3,
        apps=(SETTINGS, "com.android.deskclock"),
    ),
    Task(
        "settings-for-parents",
        4,
        (
            "Set up this phone for my mother: ring and alarm volume all the way up, vibrate for calls, a "
            "screen "
            "timeout of {length}, the largest font, adaptive brightness on, battery percentage shown, "
            "location off",
            "Change these settings: ring volume and alarm volume to the maximum, vibrate for calls on, "
            "screen timeout "
            "{length}, font size largest, adaptive brightness on, battery percentage on, location off",
            "Turn location off, show the battery percentage, turn on adaptive brightness, make the font the "
            "largest, "
            "let the screen time out after {length}, vibrate for calls, and ring and alarm at full volume",
            "the ring and the alarm should be as loud as possible and calls should vibrate; the screen "
            "stays on for "
            "{length}, with the largest font and adaptive brightness; show battery percentage and no "
            "location",
            "full ring volume, full alarm volume, vibration for calls, {length} screen timeout, largest "
            "font, "
            "adaptive brightness, battery percentage, and location off please",
            "please go through the settings: loudest ring and alarm, vibrate for calls, {length} until the "
            "screen "
            "turns off, largest font size, adaptive brightness, battery percentage on, location turned off",
        ),
        (
            "my dad gets this phone. Loudest ring and alarm, calls that vibrate, {length} of screen, the "
            "largest "
            "letters, adaptive brightness, battery in percent, and nobody needs his location",
            "ring: max. alarm: max. vibrate for calls: yes. timeout: {length}. font: largest. adaptive "
            "brightness: "
            "yes. battery percentage: yes. location: no",
        ),
        _parent,
        every(
            Judge(_loud, frozenset({"volumes"})),
            setting("system.vibrate_when_ringing", "1"),
            setting(_TIMEOUT, "{ms}"),
            setting("system.font_scale", "1.3"),
            setting(_ADAPTIVE, "1"),
            setting("system.status_bar_show_battery_percent", "1"),
            setting("secure.location_mode", "0"),
        ),
        _for_parents,
        parts=8,
    ),
)
