"""Tasks in Settings: switches."""

from __future__ import annotations

from dataclasses import dataclass

from .families import Families
from .oracle import Expert
from .tasks_settings import ACCESS, BATTERY, DEVICES, DISPLAY, NET, NOTES, SOUND, SYSTEM, walk

TASKS = Families("com.android.settings", "Settings")


_ON = (
    "(turn|switch|put) on {it}",
    "(enable|activate) {it}",
    "(turn|switch|put) {it} on",
    "make sure {it} is (on|enabled|active)",
    "i (want|need) {it} (on|enabled)",
    "{it} on",
    "(turn|switch) on {it} in [the] settings",
    "use {it}",
    "set {it} to on",
)


_OFF = (
    "(turn|switch) off {it}",
    "(disable|deactivate) {it}",
    "(turn|switch|put) {it} off",
    "make sure {it} is (off|disabled)",
    "i (don't|do not) (want|need) {it}",
    "{it} off",
    "(turn|switch) off {it} in [the] settings",
    "(stop|no more) {it}",
    "set {it} to off",
)


@dataclass(frozen=True)
class Toggle:
    """A switch: its canonical label, the rows that lead to it, its setting, and what people call it."""

    label: str
    path: tuple[str, ...]
    setting: tuple[str, str, str]  # namespace, key, the value of off
    names: tuple[str, ...]


_TOGGLES: dict[str, tuple[Toggle, ...]] = {
    "network": (
        Toggle(
            "Wi-Fi",
            (NET, "Internet"),
            ("global", "wifi_on", "0"),
            ("wifi", "wi-fi", "the wifi", "wireless internet", "the wlan"),
        ),
        Toggle(
            "Airplane mode",
            (NET,),
            ("global", "airplane_mode_on", "0"),
            ("airplane mode", "flight mode", "aeroplane mode"),
        ),
        Toggle(
            "Mobile data",
            (NET,),
            ("global", "mobile_data", "0"),
            ("mobile data", "cellular data", "data over the mobile network"),
        ),
        Toggle("Roaming", (NET,), ("global", "data_roaming", "0"), ("roaming", "data roaming")),
        Toggle(
            "Data Saver",
            (NET,),
            ("global", "data_saver", "0"),
            ("data saver", "the data saver", "data saving mode"),
        ),
    ),
    "devices": (
        Toggle(
            "Use Bluetooth",
            (DEVICES, "Bluetooth"),
            ("global", "bluetooth_on", "0"),
            ("bluetooth", "bluetooth", "the bluetooth radio"),
        ),
        Toggle("NFC", (DEVICES,), ("global", "nfc_on", "0"), ("nfc", "near field communication", "nfc")),
    ),
    "display": (
        Toggle(
            "Dark theme",
            (DISPLAY,),
            ("secure", "ui_night_mode", "1"),
            ("dark mode", "dark theme", "the dark theme", "night theme"),
        ),
        Toggle(
            "Night Light",
            (DISPLAY,),
            ("secure", "night_display_activated", "0"),
            ("night light", "the night light", "the blue light filter"),
        ),
        Toggle(
            "Adaptive brightness",
            (DISPLAY,),
            ("system", "screen_brightness_mode", "0"),
            ("adaptive brightness", "auto brightness", "automatic brightness"),
        ),
        Toggle(
            "Auto-rotate screen",
            (DISPLAY,),
            ("system", "accelerometer_rotation", "0"),
            ("auto-rotate", "auto rotate", "screen rotation", "automatic rotation"),
        ),
    ),
    "sound": (
        Toggle(
            "Vibrate for calls",
            (SOUND,),
            ("system", "vibrate_when_ringing", "0"),
            ("vibrate for calls", "vibration for calls", "vibrating on incoming calls"),
        ),
        Toggle(
            "Dial pad tones",
            (SOUND,),
            ("system", "dtmf_tone", "0"),
            ("dial pad tones", "dialpad sounds", "keypad tones"),
        ),
        Toggle(
            "Touch sounds",
            (SOUND,),
            ("system", "sound_effects_enabled", "0"),
            ("touch sounds", "tap sounds", "sounds when i touch the screen"),
        ),
        Toggle(
            "Touch feedback",
            (SOUND,),
            ("system", "haptic_feedback_enabled", "0"),
            ("touch feedback", "haptic feedback", "touch vibration"),
        ),
    ),
    "zen": (
        Toggle(
            "Use Do Not Disturb",
            (SOUND, "Do Not Disturb"),
            ("global", "zen_mode", "0"),
            ("do not disturb", "dnd", "do not disturb mode", "silent hours"),
        ),
        Toggle(
            "Use Do Not Disturb",
            (NOTES, "Do Not Disturb"),
            ("global", "zen_mode", "0"),
            ("do not disturb in notifications", "dnd from the notification settings"),
        ),
    ),
    "notifications": (
        Toggle(
            "Notifications on lock screen",
            (NOTES,),
            ("secure", "lock_screen_show_notifications", "0"),
            ("notifications on the lock screen", "lock screen notifications"),
        ),
        Toggle(
            "Bubbles",
            (NOTES,),
            ("secure", "notification_bubbles", "0"),
            ("bubbles", "chat bubbles", "notification bubbles"),
        ),
        Toggle(
            "Notification dot on app icon",
            (NOTES,),
            ("secure", "notification_badging", "0"),
            ("notification dots", "dots on app icons", "badges on icons"),
        ),
    ),
    "battery": (
        Toggle(
            "Battery Saver",
            (BATTERY,),
            ("global", "low_power", "0"),
            ("battery saver", "power saving mode", "the battery saver", "low power mode"),
        ),
        Toggle(
            "Battery percentage",
            (BATTERY,),
            ("system", "status_bar_show_battery_percent", "0"),
            ("battery percentage", "the battery percentage in the status bar"),
        ),
        Toggle(
            "Adaptive preferences",
            (BATTERY,),
            ("global", "adaptive_battery_management_enabled", "0"),
            ("adaptive preferences", "adaptive battery", "the adaptive battery preferences"),
        ),
    ),
    "accessibility": (
        Toggle(
            "High contrast text",
            (ACCESS,),
            ("secure", "high_text_contrast_enabled", "0"),
            ("high contrast text", "text with high contrast"),
        ),
        Toggle(
            "Color inversion",
            (ACCESS,),
            ("secure", "accessibility_display_inversion_enabled", "0"),
            ("color inversion", "inverted colors", "colour inversion"),
        ),
        Toggle(
            "Magnification",
            (ACCESS,),
            ("secure", "accessibility_display_magnification_enabled", "0"),
            ("magnification", "the screen magnifier", "zooming in on the screen"),
        ),
        Toggle(
            "Remove animations",
            (ACCESS,),
            ("global", "remove_animations", "0"),
            ("remove animations", "removing animations"),
        ),
    ),
    "privacy": (
        Toggle(
            "Use location",
            ("Location",),
            ("secure", "location_mode", "0"),
            ("location", "gps", "location services", "the use of location"),
        ),
        Toggle(
            "Show passwords",
            ("Security & privacy",),
            ("system", "show_password", "0"),
            ("show passwords", "showing passwords", "visible passwords"),
        ),
    ),
    "date": (
        Toggle(
            "Set time automatically",
            (SYSTEM, "Date & time"),
            ("global", "auto_time", "0"),
            ("set time automatically", "automatic time", "network time"),
        ),
        Toggle(
            "Set time zone automatically",
            (SYSTEM, "Date & time"),
            ("global", "auto_time_zone", "0"),
            ("automatic time zone", "set time zone automatically"),
        ),
        Toggle(
            "Use 24-hour format",
            (SYSTEM, "Date & time"),
            ("system", "time_12_24", "12"),
            ("24-hour format", "the 24 hour clock", "24 hour time"),
        ),
    ),
}


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


for _group, _weight in (
    ("network", 1.6),
    ("devices", 1.0),
    ("display", 1.6),
    ("sound", 1.2),
    ("zen", 1.0),
    ("notifications", 0.9),
    ("battery", 1.0),
    ("accessibility", 0.9),
    ("privacy", 0.8),
    ("date", 1.0),
):
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
