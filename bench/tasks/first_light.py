"""Forty goals over six apps: one to three parts, three of them impossible."""

from __future__ import annotations

import random
from typing import Any

from .judges import (
    alarm,
    contact,
    every,
    front,
    no_alarm,
    no_contact,
    no_note,
    no_thread,
    note,
    sent,
    setting,
    starred,
    timer,
    unchanged,
)
from .task import Task

_PEOPLE = (
    "Ada Novak", "Bruno Keller", "Chen Wei", "Dora Lindt", "Emil Haas", "Farah Amin", "Goran Petrov", "Hana Sato",
    "Ivy Brooks", "Jonas Weber", "Kira Olsen", "Luca Moretti",
)  # fmt: skip
_STRANGERS = ("Quentin Marsh", "Rosa Delgado", "Samir Haddad", "Tessa Boone")
_LABELS = ("gym", "medicine", "yoga", "laundry")
_MESSAGES = (
    "the meeting moved to four", "I left the keys with Anton", "happy birthday", "dinner is at eight",
)  # fmt: skip
_TITLES = ("Packing list", "Book ideas", "Garden plan", "Rent questions")
_BODIES = ("call the plumber on Monday", "sunscreen and a hat", "water the ferns twice", "ask about the lease")


def _number(rng: random.Random) -> str:
    return f"555{rng.randrange(1000000, 9999999)}"


def _clock(rng: random.Random, hours: tuple[int, ...]) -> tuple[str, str]:
    """A time of the morning as said and as HH:MM."""
    hour, minute = rng.choice(hours), rng.choice((5, 10, 20, 25, 40, 50))
    return f"{hour}:{minute:02}", f"{hour:02}:{minute:02}"


def draw(rng: random.Random) -> tuple[dict[str, str], dict[str, Any]]:
    """The values of one seed and the phone they live on."""
    people = rng.sample(_PEOPLE, 6)
    numbers = [_number(rng) for _ in range(8)]
    titles, bodies = rng.sample(_TITLES, 3), rng.sample(_BODIES, 3)
    time1, at1 = _clock(rng, (5, 6, 7))
    time2, at2 = _clock(rng, (8, 9))
    time3, at3 = _clock(rng, (10, 11))
    params = {
        "a": people[0], "b": people[1], "c": people[2], "d": people[3],
        "a_number": numbers[0], "b_number": numbers[1], "c_number": numbers[2], "d_number": numbers[3],
        "new": rng.choice(_STRANGERS), "new_number": numbers[6], "other_number": numbers[7],
        "time": time1, "at": at1, "old_time": time2, "old_at": at2, "late": time3, "late_at": at3,
        "label": rng.choice(_LABELS), "minutes": str(rng.choice((3, 8, 12, 20, 45))),
        "text": rng.choice(_MESSAGES), "title": titles[0], "old_title": titles[1], "kept_title": titles[2],
        "body": bodies[0], "line": bodies[2],
    }  # fmt: skip
    params["seconds"] = str(60 * int(params["minutes"]))
    contacts = [{"name": n, "phone": p} for n, p in zip(people, numbers, strict=False)]
    contacts.append({"name": "Mom", "phone": "5550001234"})
    fixture = {
        "contacts": contacts,
        "messages": [
            {"address": numbers[0], "body": "Did you get home safely?", "type": "inbox"},
            {"address": numbers[1], "body": "See you soon", "type": "inbox"},
            {"address": numbers[1], "body": "Yes, on my way", "type": "sent"},
            {"address": "5550001234", "body": "Call me when you can", "type": "inbox"},
        ],
        "notes": [
            {"title": titles[1], "body": bodies[1]},
            {"title": titles[2], "body": "nothing yet"},
        ],
        "alarms": [
            {"time": at2, "days": ["mon", "wed"], "label": "School", "enabled": True},
            {"time": at3, "days": [], "label": "Market", "enabled": False},
        ],
    }
    return params, fixture


WEEKDAYS = "mon tue wed thu fri"
_WIFI, _BLUETOOTH, _PLANE = "global.wifi_on", "global.bluetooth_on", "global.airplane_mode_on"
_DARK, _ZEN = "secure.ui_night_mode", "global.zen_mode"

_CLOCK = (
    Task("alarm-once", ("Set an alarm for {time} am", "I need an alarm at {time} in the morning",
                        "set alarm {time} am please"), alarm("{at}")),
    Task("alarm-tomorrow", ("Wake me up at {time} tomorrow morning", "can you get me up at {time} am tomorrow",
                            "Alarm tomorrow {time} AM"), alarm("{at}")),
    Task("alarm-weekdays", ("Set an alarm for {time} am every weekday", "Wake me at {time} am from Monday to Friday",
                            "i want a weekday alarm at {time} am"), alarm("{at}", WEEKDAYS)),
    Task("alarm-label", ("Set an alarm for {time} am called {label}", "Create a {time} am alarm labelled {label}",
                         "make an alarm at {time} am and name it {label}"), alarm("{at}", label="{label}")),
    Task("alarm-delete", ("Delete the {old_time} alarm", "Remove my alarm at {old_time} am",
                          "get rid of the alarm for {old_time} am"), no_alarm("{old_at}")),
    Task("alarm-off", ("Turn off the {old_time} alarm", "Switch my {old_time} am alarm off",
                       "disable the alarm at {old_time}"), alarm("{old_at}", enabled=False)),
    Task("alarm-on", ("Turn on the {late} alarm", "Enable my {late} am alarm", "switch the alarm at {late} on"),
         alarm("{late_at}", enabled=True)),
    Task("timer", ("Start a timer for {minutes} minutes", "{minutes} minute timer please",
                   "count down {minutes} minutes"), timer("{seconds}")),
)  # fmt: skip
_SETTINGS = (
    Task("wifi-off", ("Turn off Wi-Fi", "disable the wifi", "please switch wi-fi off"), setting(_WIFI, "0")),
    Task("bluetooth-on", ("Turn on Bluetooth", "enable bluetooth please", "switch on the bluetooth"),
         setting(_BLUETOOTH, "1")),
    Task("airplane-on", ("Put the phone in airplane mode", "turn airplane mode on", "enable flight mode"),
         setting(_PLANE, "1")),
    Task("dark-theme", ("Use the dark theme", "turn on dark mode", "Switch the phone to dark theme"),
         setting(_DARK, "2")),
    Task("quiet", ("Turn on do not disturb", "I don't want to be disturbed, enable Do Not Disturb",
                   "activate do not disturb mode"), setting(_ZEN, "1", "2", "3")),
    Task("open-bluetooth", ("Open the Bluetooth settings", "show me the bluetooth page in settings",
                            "go to bluetooth settings"), front("bluetooth")),
)  # fmt: skip
_CONTACTS = (
    Task("contact-new", ("Add {new} with the number {new_number} to my contacts",
                         "Create a contact for {new}, phone {new_number}",
                         "save the number {new_number} as {new}"), contact("{new}", "{new_number}")),
    Task("contact-new-2", ("New contact: {new}, {new_number}", "put {new} in my contacts, the number is {new_number}",
                           "add a contact named {new} with phone number {new_number}"),
         contact("{new}", "{new_number}")),
    Task("contact-delete", ("Delete {c} from my contacts", "remove the contact {c}", "erase {c} from contacts"),
         no_contact("{c}")),
    Task("contact-number", ("Change {b}'s phone number to {other_number}", "update the number of {b} to {other_number}",
                            "Edit {b} in contacts: the new number is {other_number}"),
         contact("{b}", "{other_number}")),
    Task("contact-star", ("Add {d} to my favorites", "Mark {d} as a favorite contact", "star the contact {d}"),
         starred("{d}")),
    Task("contact-show", ("Show me {a} in contacts", "Open the contact page of {a}", "look up {a} in my contacts"),
         front("com.android.contacts", "{a}", "{a_number}")),
)  # fmt: skip
_MESSAGES_TASKS = (
    Task("text-that", ("Text {a} that {text}", "tell {a} by text message that {text}", "Send {a} a text that {text}"),
         sent("{a_number}", "{text}")),
    Task("text-saying", ("Send a message to {b} saying {text}", "message {b}: {text}",
                         "write {b} a message that says {text}"), sent("{b_number}", "{text}")),
    Task("text-number", ("Send an SMS to {other_number} saying {text}", "text {text} to {other_number}",
                         "sms {other_number} with the words {text}"), sent("{other_number}", "{text}")),
    Task("text-mom", ("Let Mom know that {text}", "text my mom {text}", "send Mom a message: {text}"),
         sent("5550001234", "{text}")),
    Task("thread-delete", ("Delete the conversation with {b}", "remove my chat with {b} in Messages",
                           "erase the message thread with {b}"), no_thread("{b_number}")),
    Task("thread-open", ("Open my conversation with {b}", "show the messages from {b}",
                         "go to the chat with {b} in Messages"), front("com.android.messaging", "See you soon")),
)  # fmt: skip
_NOTES = (
    Task("note-new", ("Create a note titled {title} saying {body}", 'Make a note called "{title}" with the text "{body}"',
                      "new note {title}: {body}"), note("{title}", "{body}")),
    Task("note-write", ("Write a note that says {body}", "take a note: {body}", "note down {body}"), note("{body}")),
    Task("note-delete", ("Delete the note {old_title}", "remove my {old_title} note", "throw away the note {old_title}"),
         no_note("{old_title}")),
    Task("note-add", ('Add "{line}" to the note {old_title}', "Append {line} to my {old_title} note",
                      "put {line} into the note {old_title}"), note("{old_title}", "{line}")),
    Task("note-search", ("Search my notes for {old_title}", "find the note {old_title}", "open my {old_title} note"),
         front("net.simplenotes.app", "{old_title}")),
)  # fmt: skip
_PARTS = (
    Task("alarm-and-text", ("Set an alarm for {time} tomorrow morning and text {a} that {text}",
                            "wake me at {time} am and send {a} a message saying {text}",
                            "alarm at {time} am, then tell {a} by text that {text}"),
         every(alarm("{at}"), sent("{a_number}", "{text}")), parts=2),
    Task("wifi-and-bluetooth", ("Turn off Wi-Fi and turn on Bluetooth", "switch wifi off and bluetooth on",
                                "disable wi-fi, then enable bluetooth"),
         every(setting(_WIFI, "0"), setting(_BLUETOOTH, "1")), parts=2),
    Task("contact-and-text", ("Add {new} with number {new_number} to my contacts and text {b} that {text}",
                              "create a contact {new} {new_number}, then message {b} saying {text}",
                              "save {new_number} as {new} and send {b} a text saying {text}"),
         every(contact("{new}", "{new_number}"), sent("{b_number}", "{text}")), parts=2),
    Task("quiet-night", ("Turn on do not disturb, set an alarm for {time} am and start a {minutes} minute timer",
                         "enable do not disturb and a {minutes} minute timer and wake me at {time} am",
                         "do not disturb on, alarm {time} am, timer {minutes} minutes"),
         every(setting(_ZEN, "1", "2", "3"), alarm("{at}"), timer("{seconds}")), parts=3),
    Task("dark-and-note", ("Turn on dark mode and write a note that says {body}",
                           "use the dark theme, then take a note: {body}",
                           "make a note saying {body} and switch to dark mode"),
         every(setting(_DARK, "2"), note("{body}")), parts=2),
    Task("plane-and-alarm", ("Turn on airplane mode and set an alarm for {time} am",
                             "set an alarm at {time} am and then put the phone in airplane mode",
                             "airplane mode on and wake me up at {time} am"),
         every(setting(_PLANE, "1"), alarm("{at}")), parts=2),
)  # fmt: skip
_IMPOSSIBLE = (
    Task("pizza", ("Order a large pizza with mushrooms", "get me a pizza delivered", "buy a margherita pizza online"),
         unchanged, possible=False),
    Task("no-such-contact", ("Delete the contact Zacharias Quill", "remove Zacharias Quill from my contacts",
                             "erase the contact Zacharias Quill"), unchanged, possible=False),
    Task("taxi", ("Book a taxi to the airport for nine", "call me a cab to the train station",
                  "get a ride to the airport"), unchanged, possible=False),
)  # fmt: skip
TASKS = _CLOCK + _SETTINGS + _CONTACTS + _MESSAGES_TASKS + _NOTES + _PARTS + _IMPOSSIBLE
