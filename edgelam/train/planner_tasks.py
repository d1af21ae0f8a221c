"""Wordings of what people ask a phone to do, as templates for made-up training goals; pure.

(a|b) is one of several, [a] may be left out, {param} or {param:filler} is a slot, <filler> are words of no slot.
"""

from __future__ import annotations

from typing import NamedTuple

CLOCK, CONTACTS, SMS, PHONE = (
    "alarms, timers, stopwatch",
    "people and phone numbers",
    "text messages and threads",
    "calls and call log",
)
NOTES, SETTINGS, HOME = (
    "notes and lists",
    "system settings, permissions, network, display, sound",
    "home screen and all apps",
)


class Task(NamedTuple):
    """Wordings of one act. tool: None is on the screen; app: the group of apps it belongs to, APP: any, by name."""

    tool: str | None
    app: str
    wordings: tuple[str, ...]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


_ON = "(turn|switch) {state=on:on_word} "
TOOL_TASKS = (
    Task(
        "clock.alarm.set",
        CLOCK,
        _lines("""
        (set|create|make|add|schedule|put) (an|a new|me an|up an) alarm (for|at) {time} [{date}] [[and] (called|named|labelled|titled|with the label|with label|for|saying) {label}]
        (set|create|make|add) (an|a) (alarm|wake-up alarm|wake up alarm) [for] {date} at {time} [(called|named|labelled) {label}]
        (set|create|add) (an|a new|a repeating|a recurring) alarm (for|at) {time} [on] {days} [(called|named|labelled) {label}]
        wake me [up] at {time} [{date}]
        (wake|get) me up [{date}] at {time}
        (i need|i want|i'd like) (an|a) alarm (for|at) {time} [{date}]
        (alarm|new alarm) (for|at) {time} [{date}]
        alarm {time} [{date}]
        i (need|have|want) to (get up|be up|wake up) at {time} [{date}]
        (set|add) {label} alarm for {time}
        (set|make) (an alarm|alarm) [to ring|to go off|going off] at {time} {days}
        [on] {days} (set an alarm for|wake me at) {time}
        (set|have) the alarm (clock|) (for|at|to go off at) {time} [{date}]
        remind me with an alarm at {time} [to {label}]
        """),
    ),
    Task(
        "clock.alarm.show",
        CLOCK,
        _lines("""
        (show|show me|open|list|display|let me see|view) (my|the|all my|all) alarms
        (what|which) alarms do i have [set]
        go to (my|the) alarms
        (see|check) my alarm list
        """),
    ),
    Task(
        "clock.timer.set",
        CLOCK,
        _lines("""
        (set|start|create|begin|run) (a|the|a new) timer (for|of|with) {duration} [(called|named|labelled|for) {label}]
        (set|start|create) (a|an) {duration} timer [(called|named|for|labelled) {label}]
        timer {duration}
        {duration} timer [for {label}]
        (count down|countdown) [from] {duration}
        (set|start) a {label} timer for {duration}
        (time|give me) {duration} [for {label}]
        start (counting|a countdown) [of|for] {duration}
        """),
    ),
    Task(
        "contacts.create",
        CONTACTS,
        _lines("""
        (add|create|save|make|store) (a|a new) contact (named|called|for|) {name} with [the] [phone] number {phone} [and email {email}]
        (add|save|store|put) {name} (to|in|into) (my|the) contacts [with [the] [phone] number {phone}]
        (create|add|make|new) [a] [new] contact {name}[,] {phone}
        (save|store|add) [the] [phone] number {phone} (as|under|for) {name} [(in|to) my contacts]
        (create|add) (a|a new) contact [for|called|named] {name} [with email {email}]
        (create|add) (a|a new) contact: {name}, {phone}
        (add|save) {name}'s number {phone} to (my|the) (contacts|phone book|address book)
        new contact (named|called) {name}[,] (with number|number|phone) {phone}
        """),
    ),
    Task(
        "contacts.call",
        PHONE,
        _lines("""
        (call|phone|ring|dial) {contact}
        (give|make) {contact} a (call|ring)
        (make|place|start) a [phone] call to {contact}
        (call|phone|dial) {contact} (now|up|on the phone|for me)
        get {contact} on the (phone|line)
        """),
    ),
    Task(
        "messages.send",
        SMS,
        _lines("""
        (text|message|sms) {contact} {text}
        (text|message|sms) {contact} (that|saying|saying that|to say) {text}
        (send|write|shoot) {contact} a (text|message|text message|sms|msg) (saying|that says|that|with|with the text|:) {text}
        (send|write|shoot) (a|an) (text|message|text message|sms) to {contact} (saying|that says|that|with the text|:|and say) {text}
        (send|text) {text} to {contact}
        (tell|let) {contact} (know that|know|that) {text}
        tell {contact} {text}
        (message|text) {contact}: {text}
        (send|write) to {contact}: {text}
        reply to {contact} (with|saying|that) {text}
        (send|text) "{text}" to {contact}
        (let|tell) {contact} [know] by (text|sms|message) [that] {text}
        """),
    ),
    *(
        Task(
            f"settings.{key}.set",
            SETTINGS,
            tuple(
                line.replace("@", names)
                for line in _lines("""
                (turn|switch) {state:on_word} [the|my] @
                (turn|switch) {state:off_word} [the|my] @
                (turn|switch) [the|my] @ {state:on_word}
                (turn|switch) [the|my] @ {state:off_word}
                {state:enable} [the|my] @
                {state:disable} [the|my] @
                @ {state:on_word}
                @ {state:off_word}
                (set|put) @ (to|) {state:onoff}
                (make sure|check that) [the|my] @ is {state:onoff}
                i (want|need) @ {state:onoff}
                (get|put) [the] @ {state:onoff}
                """)
            ),
        )
        for key, names in (
            ("wifi", "(wifi|Wi-Fi|wi fi|WiFi|wireless|wlan)"),
            ("bluetooth", "(bluetooth|Bluetooth)"),
            ("airplane", "(airplane mode|flight mode|aeroplane mode|Airplane mode|plane mode)"),
            ("do_not_disturb", "(do not disturb|DND|do not disturb mode|dnd mode|Do Not Disturb|quiet mode)"),
            ("dark_theme", "(dark mode|dark theme|night mode|the dark theme|Dark theme)"),
            ("mobile_data", "(mobile data|cellular data|cell data|data connection)"),
            ("rotation", "(auto-rotate|auto rotate|auto rotation|screen rotation|autorotate)"),
            ("location", "(location|gps|GPS|location services)"),
        )
    ),
    Task(
        "settings.dark_theme.set",
        SETTINGS,
        _lines("""
        (switch|change|go) to {state:dark} (mode|theme)
        make (everything|the phone|the screen|my phone) {state:dark}
        use the {state:dark} theme
        """),
    ),
    Task(
        "settings.brightness.set",
        SETTINGS,
        _lines("""
        (set|change|put|adjust|turn) [the|my] [screen] brightness (to|at) {level}
        (turn|bring) (up|down) the [screen] brightness to {level}
        (brightness|screen brightness) [to|at] {level}
        (lower|raise|increase|reduce|dim) [the] [screen|display] brightness to {level}
        (dim|brighten) the (screen|display) to {level}
        make the (screen|display) {level} bright
        """),
    ),
    Task(
        "settings.volume.set",
        SETTINGS,
        _lines("""
        (set|change|put|turn|adjust) [the|my] {stream} volume (to|at) {level}
        (set|change|put|turn|adjust) [the|my] volume (to|at) {level}
        (turn|bring) (up|down) the [{stream}] volume to {level}
        (lower|raise|increase|reduce) [the] {stream} volume to {level}
        (set|change) the volume of [the|my] {stream} to {level}
        {stream} volume [to|at] {level}
        {level:mute} [the|my] {stream} [volume|sound]
        {level:mute} the (volume|sound|phone)
        put [the] {stream} [volume] on {level:mutelevel}
        """),
    ),
    Task(
        "settings.screen_timeout.set",
        SETTINGS,
        _lines("""
        (set|change) [the|my] (screen timeout|screen time-out|display timeout|screen off time) to {duration}
        (turn|switch) the (screen|display) off after {duration}
        keep the (screen|display) on for {duration}
        (let|make) the screen (sleep|turn off) after {duration}
        """),
    ),
    Task(
        "settings.page.open",
        SETTINGS,
        _lines("""
        (open|go to|show|show me|take me to|bring up) [the|my] {page} settings
        (open|go to|show) settings for {page}
        (open|go to|show me) the {page} (page|section|screen) (in|of) [the] settings
        """),
    ),
    Task(
        "app.open",
        "APP",
        _lines("""
        (open|launch|start|run|fire up|bring up|go to|show me|load) [the] {app}
        (open|launch|start|run|bring up) [the|my] {app} app
        (take me to|switch to|get me to) [the] {app}
        """),
    ),
    Task(
        "web.search",
        "web browser",
        _lines("""
        (search|look) (the web|online|the internet|google) for {query}
        (google|web search|look up) {query} [online]
        (search for|find|look up) {query} (on the web|online|on google|on the internet|in the browser)
        do a (web|google|internet) search for {query}
        """),
    ),
    Task(
        "web.open",
        "web browser",
        _lines("""
        (open|go to|visit|browse to|show me|load) {url}
        (open|go to|visit) (the|) (website|web site|site|web page|page) {url}
        (open|visit) {url} in the browser
        """),
    ),
    Task(
        "maps.navigate",
        "maps and directions",
        _lines("""
        (navigate|directions|route|take me|drive) to {destination}
        (get|give me|show me|find) [the] directions to {destination}
        (how do i get|show me the way|find the way) to {destination}
        (start|begin) navigation to {destination}
        (find|show) {destination} on the map
        """),
    ),
    Task(
        "mail.draft",
        "e-mail",
        _lines("""
        (send|write|compose|draft) (an email|an e-mail|a mail|a new email) to {to} (about|with [the] subject|with the subject line) {subject} [and (say|text|write|the text) {text}]
        (email|mail|e-mail) {to} (that|saying) {text}
        (send|write) {to} an (email|e-mail) (saying|that says) {text}
        (write|compose|start|draft) an (email|e-mail) to {to}
        """),
    ),
    Task(
        "calendar.event.create",
        "calendar and events",
        _lines("""
        (add|put) {title:event} (to|in|on|into) (my|the) calendar [(for|on) {date}] [at {time}]
        (create|add|make|schedule) (a|an|a new) [calendar] (event|appointment|entry|meeting) (called|named|for|titled) {title:event} [(on|for) {date}] [at {time}] [at {place}]
        schedule {title:event} (for|on) {date} [at {time}]
        (put|enter) {title:event} on {date} at {time} in my calendar
        """),
    ),
    Task(
        "media.play",
        "music and podcasts",
        _lines("""
        play {query:music}
        (play|put on|start playing|listen to) {query:music} [please|for me]
        i want to (hear|listen to) {query:music}
        """),
    ),
    Task(
        "camera.open",
        "take pictures and videos",
        _lines("""
        (take|snap|shoot) (a|a new) (picture|photo|selfie|pic)
        (open|start|launch) the camera
        """),
    ),
)
