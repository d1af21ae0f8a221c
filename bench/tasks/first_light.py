"""Forty goals over six apps: one to three parts, three of them impossible."""

from __future__ import annotations

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

WEEKDAYS = "mon tue wed thu fri"
_WIFI, _BLUETOOTH, _PLANE = "global.wifi_on", "global.bluetooth_on", "global.airplane_mode_on"
_DARK, _ZEN = "secure.ui_night_mode", "global.zen_mode"

_CLOCK = (
    Task(
        "alarm-once",
        (
            "Set an alarm for {time} am",
            "I need an alarm at {time} in the morning",
            "set alarm {time} am please",
        ),
        alarm("{at}"),
    ),
    Task(
        "alarm-tomorrow",
        (
            "Wake me up at {time} tomorrow morning",
            "can you get me up at {time} am tomorrow",
            "Alarm tomorrow {time} AM",
        ),
        alarm("{at}"),
    ),
    Task(
        "alarm-weekdays",
        (
            "Set an alarm for {time} am every weekday",
            "Wake me at {time} am from Monday to Friday",
            "i want a weekday alarm at {time} am",
        ),
        alarm("{at}", WEEKDAYS),
    ),
    Task(
        "alarm-label",
        (
            "Set an alarm for {time} am called {label}",
            "Create a {time} am alarm labelled {label}",
            "make an alarm at {time} am and name it {label}",
        ),
        alarm("{at}", label="{label}"),
    ),
    Task(
        "alarm-delete",
        (
            "Delete the {old_time} alarm",
            "Remove my alarm at {old_time} am",
            "get rid of the alarm for {old_time} am",
        ),
        no_alarm("{old_at}"),
    ),
    Task(
        "alarm-off",
        (
            "Turn off the {old_time} alarm",
            "Switch my {old_time} am alarm off",
            "disable the alarm at {old_time}",
        ),
        alarm("{old_at}", enabled=False),
    ),
    Task(
        "alarm-on",
        ("Turn on the {late} alarm", "Enable my {late} am alarm", "switch the alarm at {late} on"),
        alarm("{late_at}", enabled=True),
    ),
    Task(
        "timer",
        (
            "Start a timer for {minutes} minutes",
            "{minutes} minute timer please",
            "count down {minutes} minutes",
        ),
        timer("{seconds}"),
    ),
)
_SETTINGS = (
    Task("wifi-off", ("Turn off Wi-Fi", "disable the wifi", "please switch wi-fi off"), setting(_WIFI, "0")),
    Task(
        "bluetooth-on",
        ("Turn on Bluetooth", "enable bluetooth please", "switch on the bluetooth"),
        setting(_BLUETOOTH, "1"),
    ),
    Task(
        "airplane-on",
        ("Put the phone in airplane mode", "turn airplane mode on", "enable flight mode"),
        setting(_PLANE, "1"),
    ),
    Task(
        "dark-theme",
        ("Use the dark theme", "turn on dark mode", "Switch the phone to dark theme"),
        setting(_DARK, "2"),
    ),
    Task(
        "quiet",
        (
            "Turn on do not disturb",
            "I don't want to be disturbed, enable Do Not Disturb",
            "activate do not disturb mode",
        ),
        setting(_ZEN, "1", "2", "3"),
    ),
    Task(
        "open-bluetooth",
        ("Open the Bluetooth settings", "show me the bluetooth page in settings", "go to bluetooth settings"),
        front("bluetooth"),
    ),
)
_CONTACTS = (
    Task(
        "contact-new",
        (
            "Add {new} with the number {new_number} to my contacts",
            "Create a contact for {new}, phone {new_number}",
            "save the number {new_number} as {new}",
        ),
        contact("{new}", "{new_number}"),
    ),
    Task(
        "contact-new-2",
        (
            "New contact: {new}, {new_number}",
            "put {new} in my contacts, the number is {new_number}",
            "add a contact named {new} with phone number {new_number}",
        ),
        contact("{new}", "{new_number}"),
    ),
    Task(
        "contact-delete",
        ("Delete {c} from my contacts", "remove the contact {c}", "erase {c} from contacts"),
        no_contact("{c}"),
    ),
    Task(
        "contact-number",
        (
            "Change {b}'s phone number to {other_number}",
            "update the number of {b} to {other_number}",
            "Edit {b} in contacts: the new number is {other_number}",
        ),
        contact("{b}", "{other_number}"),
    ),
    Task(
        "contact-star",
        ("Add {d} to my favorites", "Mark {d} as a favorite contact", "star the contact {d}"),
        starred("{d}"),
    ),
    Task(
        "contact-show",
        ("Show me {a} in contacts", "Open the contact page of {a}", "look up {a} in my contacts"),
        front("com.android.contacts", "{a}", "{a_number}"),
    ),
)
_MESSAGES_TASKS = (
    Task(
        "text-that",
        ("Text {a} that {text}", "tell {a} by text message that {text}", "Send {a} a text that {text}"),
        sent("{a_number}", "{text}"),
    ),
    Task(
        "text-saying",
        (
            "Send a message to {b} saying {text}",
            "message {b}: {text}",
            "write {b} a message that says {text}",
        ),
        sent("{b_number}", "{text}"),
    ),
    Task(
        "text-number",
        (
            "Send an SMS to {other_number} saying {text}",
            "text {text} to {other_number}",
            "sms {other_number} with the words {text}",
        ),
        sent("{other_number}", "{text}"),
    ),
    Task(
        "text-mom",
        ("Let Mom know that {text}", "text my mom {text}", "send Mom a message: {text}"),
        sent("5550001234", "{text}"),
    ),
    Task(
        "thread-delete",
        (
            "Delete the conversation with {b}",
            "remove my chat with {b} in Messages",
            "erase the message thread with {b}",
        ),
        no_thread("{b_number}"),
    ),
    Task(
        "thread-open",
        (
            "Open my conversation with {b}",
            "show the messages from {b}",
            "go to the chat with {b} in Messages",
        ),
        front("com.android.messaging", "See you soon"),
    ),
)
_NOTES = (
    Task(
        "note-new",
        (
            "Create a note titled {title} saying {body}",
            'Make a note called "{title}" with the text "{body}"',
            "new note {title}: {body}",
        ),
        note("{title}", "{body}"),
    ),
    Task(
        "note-write",
        ("Write a note that says {body}", "take a note: {body}", "note down {body}"),
        note("{body}"),
    ),
    Task(
        "note-delete",
        ("Delete the note {old_title}", "remove my {old_title} note", "throw away the note {old_title}"),
        no_note("{old_title}"),
    ),
    Task(
        "note-edit",
        (
            'Change the text of the note {old_title} to "{line}"',
            "Edit my {old_title} note so that it says {line}",
            "replace what the note {old_title} says with {line}",
        ),
        note("{old_title}", "{line}"),
    ),
    Task(
        "note-search",
        ("Search my notes for {old_title}", "find the note {old_title}", "open my {old_title} note"),
        front("com.android.notes", "{old_title}"),
    ),
)
_PARTS = (
    Task(
        "alarm-and-text",
        (
            "Set an alarm for {time} tomorrow morning and text {a} that {text}",
            "wake me at {time} am and send {a} a message saying {text}",
            "alarm at {time} am, then tell {a} by text that {text}",
        ),
        every(alarm("{at}"), sent("{a_number}", "{text}")),
        parts=2,
    ),
    Task(
        "wifi-and-bluetooth",
        (
            "Turn off Wi-Fi and turn on Bluetooth",
            "switch wifi off and bluetooth on",
            "disable wi-fi, then enable bluetooth",
        ),
        every(setting(_WIFI, "0"), setting(_BLUETOOTH, "1")),
        parts=2,
    ),
    Task(
        "contact-and-text",
        (
            "Add {new} with number {new_number} to my contacts and text {b} that {text}",
            "create a contact {new} {new_number}, then message {b} saying {text}",
            "save {new_number} as {new} and send {b} a text saying {text}",
        ),
        every(contact("{new}", "{new_number}"), sent("{b_number}", "{text}")),
        parts=2,
    ),
    Task(
        "quiet-night",
        (
            "Turn on do not disturb, set an alarm for {time} am and start a {minutes} minute timer",
            "enable do not disturb and a {minutes} minute timer and wake me at {time} am",
            "do not disturb on, alarm {time} am, timer {minutes} minutes",
        ),
        every(setting(_ZEN, "1", "2", "3"), alarm("{at}"), timer("{seconds}")),
        parts=3,
    ),
    Task(
        "dark-and-note",
        (
            "Turn on dark mode and write a note that says {body}",
            "use the dark theme, then take a note: {body}",
            "make a note saying {body} and switch to dark mode",
        ),
        every(setting(_DARK, "2"), note("{body}")),
        parts=2,
    ),
    Task(
        "plane-and-alarm",
        (
            "Turn on airplane mode and set an alarm for {time} am",
            "set an alarm at {time} am and then put the phone in airplane mode",
            "airplane mode on and wake me up at {time} am",
        ),
        every(setting(_PLANE, "1"), alarm("{at}")),
        parts=2,
    ),
)
_IMPOSSIBLE = (
    Task(
        "pizza",
        ("Order a large pizza with mushrooms", "get me a pizza delivered", "buy a margherita pizza online"),
        unchanged,
        possible=False,
    ),
    Task(
        "no-such-contact",
        (
            "Delete the contact Zacharias Quill",
            "remove Zacharias Quill from my contacts",
            "erase the contact Zacharias Quill",
        ),
        unchanged,
        possible=False,
    ),
    Task(
        "taxi",
        (
            "Book a taxi to the airport for nine",
            "call me a cab to the train station",
            "get a ride to the airport",
        ),
        unchanged,
        possible=False,
    ),
)
TASKS = _CLOCK + _SETTINGS + _CONTACTS + _MESSAGES_TASKS + _NOTES + _PARTS + _IMPOSSIBLE
