"""Tasks in Settings: switches, choices, pages, apps, networks, search."""

from __future__ import annotations

from dataclasses import dataclass

from . import values
from .families import Families
from .oracle import Expert, Lost
from .picker import pick_time

TASKS = Families("com.android.settings", "Settings")
_ON = ("(turn|switch|put) on {it}", "(enable|activate) {it}", "(turn|switch|put) {it} on", "make sure {it} is (on|enabled|active)",
       "i (want|need) {it} (on|enabled)", "{it} on", "(turn|switch) on {it} in [the] settings", "use {it}", "set {it} to on")  # fmt: skip
_OFF = ("(turn|switch) off {it}", "(disable|deactivate) {it}", "(turn|switch|put) {it} off", "make sure {it} is (off|disabled)",
        "i (don't|do not) (want|need) {it}", "{it} off", "(turn|switch) off {it} in [the] settings", "(stop|no more) {it}",
        "set {it} to off")  # fmt: skip
_LOOK = ("(open|show|go to|find|get me to) [the] {it} (settings|page|screen|section)", "(open|go to|show) {it} in [the] settings",
         "{it} settings", "(take|bring) me to [the] {it} settings", "where are the {it} settings", "(check|see) [the] {it} settings",
         "settings, {it}")  # fmt: skip


@dataclass(frozen=True)
class Toggle:
    """A switch: its canonical label, the rows that lead to it, the setting behind it, and what people call it."""

    label: str
    path: tuple[str, ...]
    setting: tuple[str, str, str]  # namespace, key, the value of off
    names: tuple[str, ...]


_NET, _SOUND, _DISPLAY, _BATTERY = "Network & internet", "Sound & vibration", "Display", "Battery"
_ACCESS, _NOTES, _DEVICES, _SYSTEM = "Accessibility", "Notifications", "Connected devices", "System"
_TOGGLES: dict[str, tuple[Toggle, ...]] = {
    "network": (
        Toggle("Wi-Fi", (_NET, "Internet"), ("global", "wifi_on", "0"), ("wifi", "wi-fi", "the wifi", "wireless internet", "the wlan")),
        Toggle("Airplane mode", (_NET,), ("global", "airplane_mode_on", "0"), ("airplane mode", "flight mode", "aeroplane mode")),
        Toggle("Mobile data", (_NET,), ("global", "mobile_data", "0"), ("mobile data", "cellular data", "data over the mobile network")),
        Toggle("Roaming", (_NET,), ("global", "data_roaming", "0"), ("roaming", "data roaming")),
        Toggle("Data Saver", (_NET,), ("global", "data_saver", "0"), ("data saver", "the data saver", "data saving mode")),
    ),
    "devices": (
        Toggle("Use Bluetooth", (_DEVICES, "Bluetooth"), ("global", "bluetooth_on", "0"), ("bluetooth", "bluetooth", "the bluetooth radio")),
        Toggle("NFC", (_DEVICES,), ("global", "nfc_on", "0"), ("nfc", "near field communication", "nfc")),
    ),
    "display": (
        Toggle("Dark theme", (_DISPLAY,), ("secure", "ui_night_mode", "1"), ("dark mode", "dark theme", "the dark theme", "night theme")),
        Toggle("Night Light", (_DISPLAY,), ("secure", "night_display_activated", "0"), ("night light", "the night light", "the blue light filter")),
        Toggle("Adaptive brightness", (_DISPLAY,), ("system", "screen_brightness_mode", "0"), ("adaptive brightness", "auto brightness", "automatic brightness")),
        Toggle("Auto-rotate screen", (_DISPLAY,), ("system", "accelerometer_rotation", "0"), ("auto-rotate", "auto rotate", "screen rotation", "automatic rotation")),
    ),
    "sound": (
        Toggle("Vibrate for calls", (_SOUND,), ("system", "vibrate_when_ringing", "0"), ("vibrate for calls", "vibration for calls", "vibrating on incoming calls")),
        Toggle("Dial pad tones", (_SOUND,), ("system", "dtmf_tone", "0"), ("dial pad tones", "dialpad sounds", "keypad tones")),
        Toggle("Touch sounds", (_SOUND,), ("system", "sound_effects_enabled", "0"), ("touch sounds", "tap sounds", "sounds when i touch the screen")),
        Toggle("Touch feedback", (_SOUND,), ("system", "haptic_feedback_enabled", "0"), ("touch feedback", "haptic feedback", "touch vibration")),
    ),
    "zen": (
        Toggle("Use Do Not Disturb", (_SOUND, "Do Not Disturb"), ("global", "zen_mode", "0"), ("do not disturb", "dnd", "do not disturb mode", "silent hours")),
        Toggle("Use Do Not Disturb", (_NOTES, "Do Not Disturb"), ("global", "zen_mode", "0"), ("do not disturb in notifications", "dnd from the notification settings")),
    ),
    "notifications": (
        Toggle("Notifications on lock screen", (_NOTES,), ("secure", "lock_screen_show_notifications", "0"), ("notifications on the lock screen", "lock screen notifications")),
        Toggle("Bubbles", (_NOTES,), ("secure", "notification_bubbles", "0"), ("bubbles", "chat bubbles", "notification bubbles")),
        Toggle("Notification dot on app icon", (_NOTES,), ("secure", "notification_badging", "0"), ("notification dots", "dots on app icons", "badges on icons")),
    ),
    "battery": (
        Toggle("Battery Saver", (_BATTERY,), ("global", "low_power", "0"), ("battery saver", "power saving mode", "the battery saver", "low power mode")),
        Toggle("Battery percentage", (_BATTERY,), ("system", "status_bar_show_battery_percent", "0"), ("battery percentage", "the battery percentage in the status bar")),
        Toggle("Adaptive preferences", (_BATTERY,), ("global", "adaptive_battery_management_enabled", "0"), ("adaptive preferences", "adaptive battery", "the adaptive battery preferences")),
    ),
    "accessibility": (
        Toggle("High contrast text", (_ACCESS,), ("secure", "high_text_contrast_enabled", "0"), ("high contrast text", "text with high contrast")),
        Toggle("Color inversion", (_ACCESS,), ("secure", "accessibility_display_inversion_enabled", "0"), ("color inversion", "inverted colors", "colour inversion")),
        Toggle("Magnification", (_ACCESS,), ("secure", "accessibility_display_magnification_enabled", "0"), ("magnification", "the screen magnifier", "zooming in on the screen")),
        Toggle("Remove animations", (_ACCESS,), ("global", "remove_animations", "0"), ("remove animations", "removing animations")),
    ),
    "privacy": (
        Toggle("Use location", ("Location",), ("secure", "location_mode", "0"), ("location", "gps", "location services", "the use of location")),
        Toggle("Show passwords", ("Security & privacy",), ("system", "show_password", "0"), ("show passwords", "showing passwords", "visible passwords")),
    ),
    "date": (
        Toggle("Set time automatically", (_SYSTEM, "Date & time"), ("global", "auto_time", "0"), ("set time automatically", "automatic time", "network time")),
        Toggle("Set time zone automatically", (_SYSTEM, "Date & time"), ("global", "auto_time_zone", "0"), ("automatic time zone", "set time zone automatically")),
        Toggle("Use 24-hour format", (_SYSTEM, "Date & time"), ("system", "time_12_24", "12"), ("24-hour format", "the 24 hour clock", "24 hour time")),
    ),
}  # fmt: skip


def walk(x: Expert, *path: str) -> None:
    """Go to a page by the rows that lead there, from wherever on the way Settings was left."""

    def reached() -> bool:
        return getattr(x.phone.page, "title", "") in path

    done = path.index(x.phone.page.title) + 1 if x.open(reached) else 0  # type: ignore[attr-defined]
    for label in path[done:]:
        x.tap(label)


def _is_on(x: Expert, toggle: Toggle) -> bool:
    namespace, key, off = toggle.setting
    return (x.phone.settings.get(namespace, key) or off) != off


def _toggle(x: Expert, group: str) -> None:
    toggle = x.rng.choice(_TOGGLES[group])
    on = not _is_on(x, toggle) if x.rng.random() < 0.85 else _is_on(x, toggle)
    x.goal(_ON if on else _OFF, {"it": x.rng.choice(toggle.names)})
    walk(x, *toggle.path)
    x.switch(toggle.label, on)
    x.done(_is_on(x, toggle) == on)


def _add_toggles(group: str, weight: float) -> None:
    TASKS.add(f"settings.toggle.{group}", weight)(lambda x: _toggle(x, group))


for _group, _weight in (("network", 1.6), ("devices", 1.0), ("display", 1.6), ("sound", 1.2), ("zen", 1.0), ("notifications", 0.9),
                        ("battery", 1.0), ("accessibility", 0.9), ("privacy", 0.8), ("date", 1.0)):  # fmt: skip
    _add_toggles(_group, _weight)


@TASKS.add("settings.toggle_on_page")
def toggle_here(x: Expert) -> None:
    """The page was opened by something else; only the switch is left."""
    toggle = x.rng.choice([t for group in _TOGGLES.values() for t in group])
    on = not _is_on(x, toggle) if x.rng.random() < 0.8 else _is_on(x, toggle)
    x.goal(_ON if on else _OFF, {"it": x.rng.choice(toggle.names)})
    x.prepare(toggle.path)
    x.arrive()
    x.switch(toggle.label, on)
    x.done(_is_on(x, toggle) == on)


_PAGES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((_NET,), ("network", "internet and network", "network and internet")), ((_NET, "Internet"), ("wifi", "wi-fi", "wifi networks")),
    ((_DEVICES,), ("connected devices", "connected device")), ((_DEVICES, "Bluetooth"), ("bluetooth",)),
    (("Apps",), ("apps", "installed apps", "application")), ((_NOTES,), ("notification", "notifications")),
    ((_BATTERY,), ("battery", "power")), (("Storage",), ("storage", "disk space", "memory")),
    ((_SOUND,), ("sound", "sound and vibration", "volume")), ((_DISPLAY,), ("display", "screen", "brightness and display")),
    ((_ACCESS,), ("accessibility",)), (("Security & privacy",), ("security", "privacy", "security and privacy")),
    (("Location",), ("location", "gps")), ((_SYSTEM,), ("system",)), ((_SYSTEM, "Date & time"), ("date and time", "date & time", "clock and date")),
    (("About phone",), ("about phone", "about this phone", "device information")), ((_SYSTEM, "System update"), ("system update", "software update")),
    ((_SOUND, "Do Not Disturb"), ("do not disturb", "dnd")),
)  # fmt: skip


@TASKS.add("settings.open_page", 2.0)
def open_page(x: Expert) -> None:
    path, names = x.rng.choice(_PAGES)
    x.goal(_LOOK, {"it": x.rng.choice(names)})
    walk(x, *path)
    x.done()


_FACTS = (
    ("Android version", ("About phone",), ("which android version (do i have|is this|is installed)", "(show|check|find) [me] the android version")),
    ("Model", ("About phone",), ("what (model|phone) is this", "(show|check) the (model|model name) of this phone")),
    ("IP address", ("About phone",), ("what is my ip address", "(show|find|check) (my|the) ip [address]")),
    ("Build number", ("About phone",), ("(show|find|check) the build number", "what's the build number")),
    ("IMEI", ("About phone",), ("(show|find|check) the imei [number]", "what is my imei")),
    ("Phone number", ("About phone",), ("what is my [own] phone number", "(show|find) my own number")),
    ("Battery level", (_BATTERY,), ("how full is the battery", "(show|check) the battery level", "how much battery is left")),
    ("This device", ("Storage",), ("how much storage is (used|left)", "(show|check) the used storage")),
    ("Time zone", (_SYSTEM, "Date & time"), ("which time zone is set", "(show|check) the time zone")),
)  # fmt: skip


@TASKS.add("settings.look_up")
def look_up(x: Expert) -> None:
    label, path, words = x.rng.choice(_FACTS)
    x.goal(words)
    walk(x, *path)
    while not x.seen(label):
        x.scroll("down")
    x.done()


_CHOICES = (
    ("Screen timeout", _DISPLAY, ("15 seconds", "30 seconds", "1 minute", "2 minutes", "5 minutes", "10 minutes", "30 minutes"),
     ("(set|change) the screen timeout to {value}", "(keep|leave) the screen on for {value}", "(turn|switch) the screen off after {value}",
      "(let the|make the) screen time out after {value}", "screen timeout {value}", "the (display|screen) should (sleep|turn off) after {value}")),
    ("Font size", _DISPLAY, ("Small", "Default", "Large", "Largest"),
     ("(set|change) the (font|text) size to {value}", "(use|make) {value} (font|text)", "i (want|need) the {value} font", "font size {value}",
      "(adjust|put) the font size to {value}")),
    ("Font size", _ACCESS, ("Small", "Default", "Large", "Largest"),
     ("(set|change) the (font|text) size to {value} in accessibility", "accessibility font size {value}")),
)  # fmt: skip


@TASKS.add("settings.choose", 1.4)
def choose(x: Expert) -> None:
    label, page, options, words = x.rng.choice(_CHOICES)
    value = x.rng.choice(options)
    x.goal(words, {"value": value if value[0].isdigit() or x.rng.random() < 0.5 else value.lower()})
    walk(x, page, label)
    x.tap(value)
    x.done(not x.phone.page.state.layers)


_VOLUMES = (("Media volume", "music", "(media|music|video) volume"), ("Call volume", "call", "(call|in-call) volume"),
            ("Ring volume", "ring", "(ring|ringtone|ringer) volume"), ("Notification volume", "notification", "notification volume"),
            ("Alarm volume", "alarm", "alarm volume"))  # fmt: skip


@TASKS.add("settings.volume")
def volume(x: Expert) -> None:
    label, stream, words = x.rng.choice(_VOLUMES)
    x.goal((f"set the {words} to (half|50%|50 percent|the middle)", f"{words} (half|50%)", f"put the {words} at (half|50 percent)",
            f"(change|adjust) the {words} to (half|the middle|50%)"))  # fmt: skip
    walk(x, _SOUND)
    x.press(x.where(lambda view: view.on_slide is not None and view.desc == x.t(label), label))
    x.done(0 < x.phone.volumes[stream])


@TASKS.add("settings.brightness")
def brightness(x: Expert) -> None:
    x.goal(("set the [screen] brightness to (half|50%|50 percent|the middle)", "[screen] brightness (half|50%)", "(make|put) the (screen|display) [at] half brightness",
            "(adjust|change) the brightness [level] to (half|the middle)"))  # fmt: skip
    walk(x, _DISPLAY, "Brightness level")
    x.press(x.where(lambda view: view.on_slide is not None, "slider"))
    x.done()


@TASKS.add("settings.brightness_open", 0.6)
def brightness_open(x: Expert) -> None:
    x.goal(("(open|show) the brightness (slider|control|level)", "(let me|i want to) (change|adjust) the brightness", "(go to|find) the brightness setting"))
    walk(x, _DISPLAY, "Brightness level")
    x.done()


@TASKS.add("settings.search", 1.4)
def search(x: Expert) -> None:
    label = x.rng.choice(("Airplane mode", "Dark theme", "Screen timeout", "Font size", "Night Light", "Battery Saver", "Date & time",
                          "Device name", "Storage", "Screen lock", "Media volume", "Adaptive brightness"))  # fmt: skip
    opens = x.rng.random() < 0.5
    tail = " and open (it|the result|the first result|what you find)" if opens else ""
    x.goal([words + tail for words in (
            "search (for|) {query:q} [in settings|in the settings]", "find {query:q} (in|with) the settings search", "look up {query:q} in [the] settings",
            "use the search in settings to find {query:q}", "(type|enter) {query:q} in the settings search")], {"query": x.t(label)}, ("query",))  # fmt: skip
    x.open()
    x.tap("Search settings")
    x.type("search_src_text", "query")
    if opens:
        x.tap(label)
    x.done()


def _app(x: Expert) -> tuple[str, str]:
    """A package and its label."""
    shown = [(name, entry.label) for name, entry in x.phone.packages.items() if entry.activities and name != "com.android.settings"]
    return x.rng.choice(shown)


def _app_info(x: Expert, label: str) -> None:
    walk(x, "Apps")
    x.tap(label, plain=True)


@TASKS.add("settings.app_info")
def app_info(x: Expert) -> None:
    _, label = _app(x)
    x.goal(("(open|show|see) [the] app info (of|for) {which}", "(show|open) the details of the {which} app", "app info {which}",
            "(go to|open) {which} in the app (list|settings)", "(open|check) the settings (of|for) the {which} app"), {"which": label}, ("which",))  # fmt: skip
    _app_info(x, label)
    x.done()


@TASKS.add("settings.force_stop")
def force_stop(x: Expert) -> None:
    package, label = _app(x)
    x.stage.launch(package)
    x.phone.go_home()
    x.goal(("force stop {which}", "(force stop|kill|force close|stop) [the] {which} [app]", "(force|make) {which} [to] (stop|quit) in the app settings",
            "{which} hangs, force stop it"), {"which": label}, ("which",))  # fmt: skip
    _app_info(x, label)
    x.tap("Force stop")
    x.tap("OK")
    x.done(x.phone.packages[package].pid == 0)


@TASKS.add("settings.app_notifications")
def app_notifications(x: Expert) -> None:
    package, label = _app(x)
    on = x.rng.random() < 0.4
    verb = "(turn on|allow|enable|switch on)" if on else "(turn off|block|disable|stop|mute)"
    x.goal((f"{verb} [the] notifications (of|for|from) {{which}}", f"{verb} {{which}} notifications"), {"which": label}, ("which",))  # fmt: skip
    _app_info(x, label)
    x.switch("Notifications", on)
    x.done(x.phone.packages[package].permissions.get("android.permission.POST_NOTIFICATIONS", True) == on)


@TASKS.add("settings.permissions")
def permissions(x: Expert) -> None:
    _, label = _app(x)
    x.goal(("(show|open|see|check) [me] the permissions of {which}", "(which|what) permissions does {which} have", "{which} permissions",
            "what is {which} allowed to do"), {"which": label}, ("which",))  # fmt: skip
    _app_info(x, label)
    x.tap("Permissions")
    x.done()


_GRANTS = {"android.permission.READ_CONTACTS": "Contacts", "android.permission.SEND_SMS": "SMS", "android.permission.CAMERA": "Camera",
           "android.permission.ACCESS_FINE_LOCATION": "Location", "android.permission.RECORD_AUDIO": "Microphone",
           "android.permission.POST_NOTIFICATIONS": "Notifications", "android.permission.CALL_PHONE": "Phone"}  # fmt: skip


@TASKS.add("settings.grant")
def grant(x: Expert) -> None:
    package, label = _app(x)
    known = [name for name in x.phone.packages[package].permissions if name in _GRANTS]
    if not known:
        raise Lost("an app without permissions")
    permission = x.rng.choice(known)
    on = not x.phone.packages[package].permissions[permission] if x.rng.random() < 0.85 else True
    word = _GRANTS[permission]
    verb = "(allow|let|give|grant)" if on else "(don't allow|deny|forbid|stop)"
    x.goal((f"{verb} {{which}} (the use of|access to|the permission for) {{what}}", f"{'grant' if on else 'deny'} {{which}} the {{what}} permission",
            f"(set|change) the {{what}} permission of {{which}} to {'allow' if on else 'deny'}"), {"which": label, "what": word.lower()}, ("which",))  # fmt: skip
    _app_info(x, label)
    x.tap("Permissions")
    x.tap(word)
    x.tap("Allow" if on else "Don\u2019t allow")
    x.done(x.phone.packages[package].permissions[permission] == on)


@TASKS.add("settings.clear_cache", 0.8)
def clear_cache(x: Expert) -> None:
    _, label = _app(x)
    x.goal(("(clear|empty|delete) the cache of {which}", "(clear|wipe) {which}'s cache", "free {which}'s cache [in the app settings]"), {"which": label}, ("which",))
    _app_info(x, label)
    x.tap("Storage & cache")
    x.tap("Clear cache")
    x.done()


@TASKS.add("settings.clear_storage", 0.8)
def clear_storage(x: Expert) -> None:
    _, label = _app(x)
    x.goal(("(clear|delete|wipe) (the|all) (data|storage) of {which}", "(delete|wipe) all data of the {which} app", "reset {which} by clearing its (data|storage)"),
           {"which": label}, ("which",))  # fmt: skip
    _app_info(x, label)
    x.tap("Storage & cache")
    x.tap("Clear storage")
    x.tap("Delete")
    x.done(not x.phone.page.state.layers)


@TASKS.add("settings.find_app", 0.8)
def find_app(x: Expert) -> None:
    _, label = _app(x)
    x.goal(("(search|look) for {query:q} (in|among) the (apps|installed apps) [in settings]", "find the app {query:q} in the app (list|settings)",
            "(filter|search) the app list for {query:q}"), {"query": label}, ("query",))  # fmt: skip
    walk(x, "Apps")
    x.type("apps_search", "query")
    x.done()


@TASKS.add("settings.no_such_app", 0.7)
def no_such_app(x: Expert) -> None:
    known = {entry.label.lower() for entry in x.phone.packages.values()}
    label = x.rng.choice([a for a in ("Chess Club", "Sky Map", "Bus Times", "Recipe Box", "Photo Lab", "Mail Pro", "Bank One", "Radio Plus") if a.lower() not in known])
    x.goal(("(open|show) the app info of {which}", "force stop {which}", "(turn off|block) notifications from {which}", "(check|show) the permissions of {which}"),
           {"which": label}, ("which",))  # fmt: skip
    walk(x, "Apps")
    x.give_up()
