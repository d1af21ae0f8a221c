"""Several things at once, in apps of different kinds."""

from __future__ import annotations

from bench.tasks.catalogue._notes import new_note, write_note
from bench.tasks.catalogue._people import CONTACTS, enter_contact, entered, person, send_message, texted
from bench.tasks.catalogue._todos import TODOS, add_task, new_task
from bench.tasks.catalogue.clock import new_alarm, set_alarm, start_timer
from bench.tasks.catalogue.contacts import new_person
from bench.tasks.catalogue.settings import BLUETOOTH, DARK, PLANE, WIFI, ZEN, flip, starting
from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import added, every, may_change, setting
from bench.tasks.task import Draw, Params, Task
from bench.tasks.world import World

_ALARM = added("alarms", {"hour": "{hour}", "minutes": "{minute}", "enabled": "1"})
_TIMER = added("timers", {"length": "{ms}", "state": "1"})
_NOTE = added("notes", {"body": "{body}"})
_TEXT = texted("{who_number}", "{text}")
_TODO = added("todos", {"title": "{task}", "completed": "0"})
_QUIET = setting(ZEN, "1", "2", "3")


# Draws
def _of(*draws: Draw) -> Draw:
    """All that the parts need, on one phone."""

    def draw(world: World) -> dict[str, str]:
        return {key: value for one in draws for key, value in one(world).items()}

    return draw


def _said(world: World) -> dict[str, str]:
    return {**person(world), "text": world.phrase()}


def _minutes(world: World) -> dict[str, str]:
    minutes = world.choose(4, 9, 15, 25)
    return {"minutes": str(minutes), "ms": str(minutes * 60_000)}


_LOUD = starting((ZEN, "0"))
_LIGHT = starting((DARK, "1"))
_IN_REACH = starting((WIFI, "1"), (BLUETOOTH, "0"), (PLANE, "0"))


# By hand
def _then(*oracles: Oracle) -> Oracle:
    def oracle(hand: Hand, p: Params) -> None:
        for one in oracles:
            one(hand, p)

    return oracle


def _text(hand: Hand, p: Params) -> None:
    send_message(hand, p["who"], p["text"])


def _note(hand: Hand, p: Params) -> None:
    write_note(hand, "", p["body"])


def _task(hand: Hand, p: Params) -> None:
    hand.open(TODOS)
    add_task(hand, p["task"])


def _contact(hand: Hand, p: Params) -> None:
    hand.open(CONTACTS)
    enter_contact(hand, p["new"], p["number"])
    hand.tap("Save")


_WIFI_OFF = flip("Network & internet", "Internet", "Wi-Fi", on=False)
_BLUETOOTH_ON = flip("Connected devices", "Bluetooth", "Use Bluetooth")
_PLANE_ON = flip("Network & internet", "Airplane mode")
_DARK_ON = flip("Display", "Dark theme")
_QUIET_ON = flip("Sound & vibration", "Do Not Disturb", "Use Do Not Disturb")

TASKS = (
    Task(
        "mixed-alarm-text",
        3,
        (
            "(Set|Create) an alarm for {time} and text {who} that {text}",
            "wake me at {time} and send {who} a message saying {text}",
            "[please ]alarm at {time}, then tell {who} by text that {text}",
            "text {who} that {text} and set an alarm for {time}",
        ),
        (
            "{who} should hear from me that {text}; and something has to ring at {time}",
            "two things: ring at {time}, and drop {who} a line, {text}",
        ),
        _of(new_alarm, _said),
        every(_ALARM, _TEXT),
        _then(set_alarm, _text),
        
    ),
    Task(
        "mixed-wifi-bluetooth",
        3,
        (
            "(Turn|Switch) off Wi-Fi and (turn|switch) on Bluetooth",
            "switch wifi off and bluetooth on",
            "disable wi-fi, then enable bluetooth",
        ),
        ("bluetooth instead of wifi, please", "no more wi-fi, I want bluetooth now"),
        _IN_REACH,
        every(setting(WIFI, "0"), setting(BLUETOOTH, "1")),
        _then(_WIFI_OFF, _BLUETOOTH_ON),
        
    ),
    Task(
        "mixed-contact-text",
        3,
        (
            "Add {new} with the number {number} to my contacts and text {who} that {text}",
            "create a contact {new}, {number}, (then|and) message {who} saying {text}",
            "save {number} as {new} and send {who} a text saying {text}",
            "[please ]put {new}, {number}, into my contacts and tell {who} by text that {text}",
        ),
        (
            "{new} is new, {number}, keep that; and let {who} know that {text}",
            "write {who} that {text}, and remember {number} for {new}",
        ),
        _of(new_person, _said),
        every(entered("{new}", "{number}"), _TEXT),
        _then(_contact, _text),
        
    ),
    Task(
        "mixed-quiet-evening",
        4,
        (
            "(Turn|Switch) on do not disturb, set an alarm for {time} and start a {minutes} minute timer",
            "(enable|activate) do not disturb and a {minutes} minute timer and wake me at {time}",
            "[please: ]do not disturb on, alarm {time}, timer {minutes} minutes",
        ),
        (
            "I want peace now, {minutes} minutes on the clock, and to be woken at {time}",
            "nobody may disturb me; ring in {minutes} minutes, and again with an alarm at {time}",
        ),
        _of(_LOUD, new_alarm, _minutes),
        every(_QUIET, _ALARM, _TIMER),
        _then(_QUIET_ON, set_alarm, start_timer),
        
    ),
    Task(
        "mixed-dark-note",
        3,
        (
            "(Turn|Switch) on dark mode and write a note that says {body}",
            "[please ]use the dark theme, then take a note: {body}",
            "make a note saying {body} and (switch to|turn on) dark mode",
        ),
        ("dark screen, please, and jot down: {body}", "note to self, {body}; and my eyes hurt, go dark"),
        _of(_LIGHT, new_note),
        every(setting(DARK, "2"), _NOTE),
        _then(_DARK_ON, _note),
        
    ),
    Task(
        "mixed-plane-alarm",
        3,
        (
            "(Turn|Switch) on airplane mode and set an alarm for {time}",
            "set an alarm at {time} and then put the phone in airplane mode",
            "airplane mode on and wake me [up ]at {time}",
            "wake me at {time} and (enable|switch on) airplane mode",
        ),
        ("we take off now, so flight mode, and ring at {time}", "ring at {time}; until then no radio at all"),
        _of(_IN_REACH, new_alarm),
        every(setting(PLANE, "1"), may_change(WIFI, BLUETOOTH), _ALARM),
        _then(_PLANE_ON, set_alarm),
        
    ),
    Task(
        "mixed-errand-note-alarm",
        4,
        (
            "Add the task {task}, write a note saying {body} and set an alarm for {time}",
            "put {task} on my to-do list, note down {body} and wake me at {time}",
            "new task {task}; new note {body}; alarm at {time}[ please]",
            "[please ]add {task} to my tasks, take the note {body}, and set an alarm for {time}",
        ),
        (
            "to do: {task}. To remember: {body}. To ring: {time}",
            "don't let me forget {task}; jot down {body}; and ring at {time}",
        ),
        _of(new_task, new_note, new_alarm),
        every(_TODO, _NOTE, _ALARM),
        _then(_task, _note, set_alarm),
        
    ),
    Task(
        "mixed-evening-routine",
        4,
        (
            "(Turn|Switch) on do not disturb and dark mode, set an alarm for {time}, add the task {task} and text "
            "{who} that {text}",
            "do not disturb on, dark theme on, alarm at {time}, task {task}, and a text to {who}: {text}",
            "enable dark mode and do not disturb, wake me at {time}, put {task} on my to-do list, tell {who} by "
            "text that {text}",
            "[please ]text {who} that {text}, add {task} to my tasks, set an alarm for {time}, and (turn|switch) "
            "on dark mode and do not disturb",
        ),
        (
            "bedtime: quiet and dark, ring at {time}, {task} goes on the list, and {who} gets a text, {text}",
            "good night! {who} should read that {text}; {task} is to be done; ring at {time}; dark and quiet now",
        ),
        _of(_LOUD, _LIGHT, new_alarm, new_task, _said),
        every(_QUIET, setting(DARK, "2"), _ALARM, _TODO, _TEXT),
        _then(_QUIET_ON, _DARK_ON, set_alarm, _task, _text),
        
    ),
)  # fmt: skip
