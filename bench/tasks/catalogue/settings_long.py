"""Settings: what is risky, impossible, or takes long."""

from __future__ import annotations

from bench.tasks.catalogue.clock import new_alarm, set_alarm, start_timer
from bench.tasks.catalogue.settings import (
    DARK,
    ZEN,
    open_settings,
    starting,
)
from bench.tasks.catalogue.settings_more import (
    ADAPTIVE,
    TIMEOUT,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, difference, every, setting, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World

_CLEARED = {  # what has data of its own, and the tables that are empty without it
    "Notes": ("notes",),
    "Expenses": ("expenses", "budgets"),
    "Recipes": ("recipes", "ingredients", "cooking_steps", "shopping"),
}


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


def _gone(after: State, before: Before) -> bool:
    """Nothing is left in the tables of the app, and the others are as they were."""
    cleared = _CLEARED[before.params["app"]]
    others = {table for tables in _CLEARED.values() for table in tables}.difference(cleared)
    kept = not any(any(difference(table, after, before)) for table in others)
    return kept and not any(after.tables[table] for table in cleared)


def _loud(after: State, before: Before) -> bool:
    wanted = {**before.state.volumes, "ring": 7, "alarm": 7}
    return after.volumes == wanted


def _clear(hand: Hand, p: Params) -> None:
    open_settings(hand, "Apps")
    hand.tap_text(hand.skin.locale.say(p["app"]))
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
            setting(TIMEOUT, "{ms}"),
            setting("system.font_scale", "1.3"),
            setting(ADAPTIVE, "1"),
            setting("system.status_bar_show_battery_percent", "1"),
            setting("secure.location_mode", "0"),
        ),
        _for_parents,
    ),
)
