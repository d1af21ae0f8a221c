"""Tasks in Settings: switches, choices, pages, apps, networks, search."""

from __future__ import annotations

from .families import Families
from .oracle import Expert

TASKS = Families("com.android.settings", "Settings")
_LOOK = (
    "(open|show|go to|find|get me to) [the] {it} (settings|page|screen|section)",
    "(open|go to|show) {it} in [the] settings",
    "{it} settings",
    "(take|bring) me to [the] {it} settings",
    "where are the {it} settings",
    "(check|see) [the] {it} settings",
    "settings, {it}",
)


NET, SOUND, DISPLAY, BATTERY = "Network & internet", "Sound & vibration", "Display", "Battery"
ACCESS, NOTES, DEVICES, SYSTEM = "Accessibility", "Notifications", "Connected devices", "System"


def walk(x: Expert, *path: str) -> None:
    """Go to a page by the rows that lead there, from wherever on the way Settings was left."""

    def reached() -> bool:
        return getattr(x.phone.page, "title", "") in path

    done = path.index(x.phone.page.title) + 1 if x.open(reached) else 0  # type: ignore[attr-defined]
    for label in path[done:]:
        x.tap(label)


_PAGES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((NET,), ("network", "internet and network", "network and internet")),
    ((NET, "Internet"), ("wifi", "wi-fi", "wifi networks")),
    ((DEVICES,), ("connected devices", "connected device")),
    ((DEVICES, "Bluetooth"), ("bluetooth",)),
    (("Apps",), ("apps", "installed apps", "application")),
    ((NOTES,), ("notification", "notifications")),
    ((BATTERY,), ("battery", "power")),
    (("Storage",), ("storage", "disk space", "memory")),
    ((SOUND,), ("sound", "sound and vibration", "volume")),
    ((DISPLAY,), ("display", "screen", "brightness and display")),
    ((ACCESS,), ("accessibility",)),
    (("Security & privacy",), ("security", "privacy", "security and privacy")),
    (("Location",), ("location", "gps")),
    ((SYSTEM,), ("system",)),
    ((SYSTEM, "Date & time"), ("date and time", "date & time", "clock and date")),
    (("About phone",), ("about phone", "about this phone", "device information")),
    ((SYSTEM, "System update"), ("system update", "software update")),
    ((SOUND, "Do Not Disturb"), ("do not disturb", "dnd")),
)


@TASKS.add("settings.open_page", 2.0)
def open_page(x: Expert) -> None:
    path, names = x.rng.choice(_PAGES)
    x.goal(_LOOK, {"it": x.rng.choice(names)})
    walk(x, *path)
    x.done()


_FACTS = (
    (
        "Android version",
        ("About phone",),
        (
            "which android version (do i have|is this|is installed)",
            "(show|check|find) [me] the android version",
        ),
    ),
    (
        "Model",
        ("About phone",),
        ("what (model|phone) is this", "(show|check) the (model|model name) of this phone"),
    ),
    ("IP address", ("About phone",), ("what is my ip address", "(show|find|check) (my|the) ip [address]")),
    ("Build number", ("About phone",), ("(show|find|check) the build number", "what's the build number")),
    ("IMEI", ("About phone",), ("(show|find|check) the imei [number]", "what is my imei")),
    ("Phone number", ("About phone",), ("what is my [own] phone number", "(show|find) my own number")),
    (
        "Battery level",
        (BATTERY,),
        ("how full is the battery", "(show|check) the battery level", "how much battery is left"),
    ),
    ("This device", ("Storage",), ("how much storage is (used|left)", "(show|check) the used storage")),
    ("Time zone", (SYSTEM, "Date & time"), ("which time zone is set", "(show|check) the time zone")),
)


@TASKS.add("settings.look_up")
def look_up(x: Expert) -> None:
    label, path, words = x.rng.choice(_FACTS)
    x.goal(words)
    walk(x, *path)
    while not x.seen(label):
        x.scroll("down")
    x.done()


_CHOICES = (
    (
        "Screen timeout",
        DISPLAY,
        ("15 seconds", "30 seconds", "1 minute", "2 minutes", "5 minutes", "10 minutes", "30 minutes"),
        (
            "(set|change) the screen timeout to {value}",
            "(keep|leave) the screen on for {value}",
            "(turn|switch) the screen off after {value}",
            "(let the|make the) screen time out after {value}",
            "screen timeout {value}",
            "the (display|screen) should (sleep|turn off) after {value}",
        ),
    ),
    (
        "Font size",
        DISPLAY,
        ("Small", "Default", "Large", "Largest"),
        (
            "(set|change) the (font|text) size to {value}",
            "(use|make) {value} (font|text)",
            "i (want|need) the {value} font",
            "font size {value}",
            "(adjust|put) the font size to {value}",
        ),
    ),
    (
        "Font size",
        ACCESS,
        ("Small", "Default", "Large", "Largest"),
        ("(set|change) the (font|text) size to {value} in accessibility", "accessibility font size {value}"),
    ),
)


@TASKS.add("settings.choose", 1.4)
def choose(x: Expert) -> None:
    label, page, options, words = x.rng.choice(_CHOICES)
    value = x.rng.choice(options)
    x.goal(words, {"value": value if value[0].isdigit() or x.rng.random() < 0.5 else value.lower()})
    walk(x, page, label)
    x.tap(value)
    x.done(not x.phone.page.state.layers)


_VOLUMES = (
    ("Media volume", "music", "(media|music|video) volume"),
    ("Call volume", "call", "(call|in-call) volume"),
    ("Ring volume", "ring", "(ring|ringtone|ringer) volume"),
    ("Notification volume", "notification", "notification volume"),
    ("Alarm volume", "alarm", "alarm volume"),
)


@TASKS.add("settings.volume")
def volume(x: Expert) -> None:
    label, stream, words = x.rng.choice(_VOLUMES)
    x.goal(
        (
            f"set the {words} to (half|50%|50 percent|the middle)",
            f"{words} (half|50%)",
            f"put the {words} at (half|50 percent)",
            f"(change|adjust) the {words} to (half|the middle|50%)",
        )
    )
    walk(x, SOUND)
    x.press(x.where(lambda view: view.on_slide is not None and view.desc == x.t(label), label))
    x.done(x.phone.volumes[stream] > 0)


@TASKS.add("settings.brightness")
def brightness(x: Expert) -> None:
    x.goal(
        (
            "set the [screen] brightness to (half|50%|50 percent|the middle)",
            "[screen] brightness (half|50%)",
            "(make|put) the (screen|display) [at] half brightness",
            "(adjust|change) the brightness [level] to (half|the middle)",
        )
    )
    walk(x, DISPLAY, "Brightness level")
    x.press(x.where(lambda view: view.on_slide is not None, "slider"))
    x.done()


@TASKS.add("settings.brightness_open", 0.6)
def brightness_open(x: Expert) -> None:
    x.goal(
        (
            "(open|show) the brightness (slider|control|level)",
            "(let me|i want to) (change|adjust) the brightness",
            "(go to|find) the brightness setting",
        )
    )
    walk(x, DISPLAY, "Brightness level")
    x.done()


@TASKS.add("settings.search", 1.4)
def search(x: Expert) -> None:
    label = x.rng.choice(
        (
            "Airplane mode",
            "Dark theme",
            "Screen timeout",
            "Font size",
            "Night Light",
            "Battery Saver",
            "Date & time",
            "Device name",
            "Storage",
            "Screen lock",
            "Media volume",
            "Adaptive brightness",
        )
    )
    opens = x.rng.random() < 0.5
    tail = " and open (it|the result|the first result|what you find)" if opens else ""
    x.goal(
        [
            words + tail
            for words in (
                "search (for|) {query:q} [in settings|in the settings]",
                "find {query:q} (in|with) the settings search",
                "look up {query:q} in [the] settings",
                "use the search in settings to find {query:q}",
                "(type|enter) {query:q} in the settings search",
            )
        ],
        {"query": x.t(label)},
        ("query",),
    )
    x.open()
    x.tap("Search settings")
    x.type("search_src_text", "query")
    if opens:
        x.tap(label)
    x.done()
