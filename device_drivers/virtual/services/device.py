"""The device below the apps: clock, settings, content, notifications, sound."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from device_drivers.virtual.image import android
from device_drivers.virtual.providers.resolver import ContentResolver
from device_drivers.virtual.providers.settings import Settings
from device_drivers.virtual.providers.storage import SCHEMA as STORAGE
from device_drivers.virtual.providers.storage import Storage
from device_drivers.virtual.services.keyguard import Keyguard
from device_drivers.virtual.services.shade import Shade
from device_drivers.virtual.services.values import PLAYING, Battery, MediaSession, Notification, Package
from device_drivers.virtual.services.zen import Zen
from device_drivers.virtual.skins import Skin
from device_drivers.virtual.window.state import HeadsUp

TOAST_SECONDS = 3.5
LOG_LINES = 2000
MAX_NOTIFICATIONS = 50  # of one package; Android shows no more
STREAMS = {
    "music": 15,
    "ring": 7,
    "notification": 7,
    "alarm": 7,
    "call": 5,
    "system": 7,
}  # and their top volumes
LATIN = "com.android.inputmethod.latin/.LatinIME"
_SYSTEM = {
    "screen_brightness": "102", "screen_brightness_mode": "0", "screen_off_timeout": "60000",
    "accelerometer_rotation": "0", "user_rotation": "0", "haptic_feedback_enabled": "1",
    "sound_effects_enabled": "1",
    "dtmf_tone": "1", "vibrate_when_ringing": "0", "status_bar_show_battery_percent": "0", "time_12_24": "12",
    "volume_music": "5", "volume_ring": "5", "volume_notification": "5", "volume_alarm": "6",
    "volume_voice": "4",
    "volume_system": "5",
}  # fmt: skip
_SECURE = {
    "default_input_method": LATIN, "enabled_input_methods": LATIN, "location_mode": "3", "ui_night_mode": "1",
    "night_display_activated": "0", "android_id": "9f1b2c3d4e5f6071", "show_ime_with_hard_keyboard": "0",
    "user_setup_complete": "1", "navigation_mode": "2", "lock_screen_show_notifications": "1",
    "doze_enabled": "1", "zen_duration": "0", "lockscreen.disabled": "1",
    "lock_screen_allow_private_notifications": "1",
}  # fmt: skip
_GLOBAL = {
    "airplane_mode_on": "0", "wifi_on": "1", "bluetooth_on": "0", "mobile_data": "1", "zen_mode": "0",
    "auto_time": "1", "auto_time_zone": "1", "data_roaming": "0", "development_settings_enabled": "0",
    "adb_enabled": "1", "stay_on_while_plugged_in": "0", "device_provisioned": "1", "low_power": "0",
    "low_power_trigger_level": "0",
    "window_animation_scale": "1.0", "transition_animation_scale": "1.0", "animator_duration_scale": "1.0",
    "device_name": "V1", "wifi_saved_state": "0", "tether_supported": "1",
}  # fmt: skip
_STREAM_KEYS = {"call": "volume_voice"}


def stream_key(stream: str) -> str:
    """The system setting that holds a stream's volume."""
    return _STREAM_KEYS.get(stream, f"volume_{stream}")


class Device:
    """State and rules of the system. `changed()` must follow every change that could be seen."""

    def __init__(self, seed: int, skin: Skin, clock: Callable[[], float] = time.monotonic) -> None:
        self.seed = seed
        self.skin = skin
        self.clock = clock
        self.version = 1
        self.random = random.Random(f"phone:{seed}")
        self.content = ContentResolver(self.changed)
        self.settings = Settings(self.content, self._setting_changed)
        self._fill_settings()
        self.notifications: list[Notification] = []
        self.snoozed: list[tuple[float, Notification]] = []  # until when, s since the phone started
        self.sessions: dict[str, MediaSession] = {}  # by package, the latest last
        self.log: list[tuple[datetime, str, str, str]] = []
        self.packages: dict[str, Package] = {}
        self._low = False  # the battery is below the level that Battery Saver goes on at
        self.battery = Battery(level=self.random.randrange(24, 98))
        self.battery_found = self.battery  # as it is when nobody sets it
        self.clipboard: tuple[str, str] | None = None
        self.last_toast: tuple[str, float] | None = None
        self.rotation = skin.rotation
        self.screen_on = True
        self.doze_exempt: list[str] = []  # packages that someone let run while the phone dozes
        self.wifi_network = "Maple House"  # the one Wi-Fi connects to
        self.wifi_saved = {"Maple House"}
        self.bluetooth_connected: set[str] = set()
        self.call_state = 0  # as telephony counts: 0 idle, 1 ringing, 2 off the hook
        self.heads_up: HeadsUp | None = None
        self.drawer = Shade()
        self.zen = Zen(self)
        self.keyguard = Keyguard(self)
        self._started = clock()
        self._ahead = 0.0
        self._epoch = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))
        self._epoch += timedelta(minutes=self.random.randrange(60 * 24 * 200))
        self._next_note = 1
        self.files = android(lambda: self.now().timestamp())
        self.storage = Storage(self.content.db, self.files)
        self.content.add(self.storage, STORAGE)

    def _fill_settings(self) -> None:
        skin = self.skin
        own = {
            "font_scale": str(skin.font_scale),
            "user_rotation": str(skin.rotation),
            "system_locales": skin.locale.tag,
        }
        self.settings.fill("system", {**_SYSTEM, **own})
        self.settings.fill("secure", {**_SECURE, "navigation_mode": "0" if skin.buttons else "2"})
        self.settings.fill("global", _GLOBAL)
        if skin.hours24:
            self.settings.fill("system", {"time_12_24": "24"})
        if skin.dark:
            self.settings.fill("secure", {"ui_night_mode": "2"})

    def changed(self) -> None:
        self.version += 1

    @property
    def shade(self) -> str:
        """What is open of the notification shade: "notifications", "quick" or nothing."""
        return self.drawer.part

    @shade.setter
    def shade(self, part: str) -> None:
        self.drawer.show(part)

    # the clock
    def now(self) -> datetime:
        """Local time, with its zone."""
        return self._epoch + timedelta(seconds=self.clock() - self._started + self._ahead)

    def now_ms(self) -> int:
        return int(self.now().timestamp() * 1000)

    def elapsed(self) -> float:
        """Seconds since the phone started; what timers run on."""
        return self.clock() - self._started + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds

    @property
    def hours24(self) -> bool:
        return self.settings.get("system", "time_12_24") == "24"

    def time_text(self, hour: int, minute: int) -> str:
        """As the phone shows a time of day."""
        if self.hours24:
            return f"{hour:02d}:{minute:02d}"
        return f"{(hour + 11) % 12 + 1}:{minute:02d} {self.skin.locale.say('PM' if hour >= 12 else 'AM')}"

    def date_text(self, day: date, form: str) -> str:
        """As the phone writes a day; `form` is that of `Locale.date`."""
        return self.skin.locale.date(day, form)

    @property
    def dark(self) -> bool:
        return self.settings.get("secure", "ui_night_mode") == "2"

    @property
    def rtl(self) -> bool:
        return self.skin.locale.rtl

    @property
    def font_scale(self) -> float:
        try:
            return min(2.0, max(0.5, float(self.settings.get("system", "font_scale") or 1)))
        except ValueError:
            return 1.0

    def wake(self) -> None:
        self.screen_on = True
        self.changed()

    def sleep(self) -> None:
        """The screen goes off, and the lock screen waits behind it."""
        self.screen_on = False
        self.keyguard.lock()
        self.changed()

    # what the system says
    def label_of(self, package: str) -> str:
        """What a package is called."""
        known = self.packages.get(package)
        return known.label if known is not None else package

    def write_log(self, tag: str, text: str, level: str = "I") -> None:
        self.log.append((self.now(), level, tag, text))
        del self.log[:-LOG_LINES]

    def toast(self, text: str) -> None:
        self.last_toast = (self.skin.locale.say(text), self.clock())
        self.changed()

    def toast_shown(self) -> str:
        """The toast on the screen now, or nothing."""
        if self.last_toast is None or self.clock() - self.last_toast[1] > TOAST_SECONDS:
            return ""
        return self.last_toast[0]

    def notify(
        self,
        package: str,
        title: str,
        text: str,
        *,
        tag: str = "",
        ident: int | None = None,
        actions: tuple[str, ...] = (),
        ongoing: bool = False,
        inputs: tuple[str, ...] = (),
        about: str = "",
    ) -> Notification:
        """Post a notification; one with the same package, tag and id is replaced.

        It is not shown where the user has turned the package's notifications off.
        """
        if ident is None:
            ident, self._next_note = self._next_note, self._next_note + 1
        note = Notification(ident, package, tag, title, text, self.now(), actions, ongoing, inputs, about)
        self.withdraw(package, tag, ident)
        if sum(one.package == package for one in self.notifications) >= MAX_NOTIFICATIONS:
            self.write_log(
                "NotificationService", f"Package has already posted {MAX_NOTIFICATIONS}: {package}", "E"
            )
            return note
        if package not in self.packages or self.packages[package].notifies:
            self.notifications.insert(0, note)
        self.changed()
        return note

    def withdraw(self, package: str, tag: str = "", ident: int | None = None) -> None:
        """Take notifications back: those of the tag, or the one with the id."""
        self.notifications = [
            note
            for note in self.notifications
            if note.package != package or note.tag != tag or (ident is not None and note.ident != ident)
        ]
        self.changed()

    def clear_notifications(self, package: str = "") -> None:
        """Dismiss all, or those of a package; the ongoing ones stay."""
        kept = [note for note in self.notifications if note.ongoing or package not in ("", note.package)]
        self.notifications = kept
        self.changed()

    def snooze(self, note: Notification, seconds: float) -> None:
        """Put a notification away for a time."""
        self.withdraw(note.package, note.tag, note.ident)
        self.snoozed.append((self.elapsed() + seconds, note))

    def unsnooze(self, note: Notification) -> None:
        """It comes back."""
        self.snoozed = [entry for entry in self.snoozed if entry[1] is not note]
        if note.package not in self.packages or self.packages[note.package].notifies:
            self.notifications.insert(0, note)
        self.changed()

    def wake_notifications(self) -> None:
        """Bring back those whose time is over."""
        for until, note in list(self.snoozed):
            if until <= self.elapsed():
                self.unsnooze(note)

    def hold_session(self, session: MediaSession) -> None:
        """A player's media session, in place of its last one and on top of the others."""
        self.sessions.pop(session.package, None)
        self.sessions[session.package] = session
        self.changed()

    def silence(self, package: str) -> None:
        """Audio focus goes to a package: what else plays is paused."""
        for session in list(self.sessions.values()):
            if session.package != package and session.state == PLAYING:
                session.act("Pause")

    def drop_session(self, package: str) -> None:
        if self.sessions.pop(package, None) is not None:
            self.changed()

    # power
    def save_power(self) -> None:
        """Battery Saver goes on at the level the user has set, and off when the phone is charged."""
        level = self.settings.number("global", "low_power_trigger_level")
        low = self.battery.level <= level and not self.battery.charging
        if low != self._low:
            self._low = low
            self.settings.put("global", "low_power", str(int(low)))

    # sound
    @property
    def volumes(self) -> dict[str, int]:
        """By stream: music, ring, notification, alarm, call, system."""
        return {stream: self.settings.number("system", stream_key(stream)) for stream in STREAMS}

    def set_volume(self, stream: str, level: int) -> None:
        """Clipped to what the stream can do."""
        self.settings.put("system", stream_key(stream), str(min(max(0, level), STREAMS[stream])))

    # settings and what follows from them
    def set_rotation(self, rotation: int) -> None:
        """0..3 quarter turns."""
        self.rotation = rotation % 4
        self.settings.put("system", "user_rotation", str(self.rotation))
        self.changed()

    def _setting_changed(self, namespace: str, key: str, value: str | None) -> None:
        settings = self.settings
        if (namespace, key) == ("global", "airplane_mode_on"):
            if settings.on("global", key):
                settings.put("global", "wifi_saved_state", str(settings.number("global", "wifi_on")))
                settings.put("global", "wifi_on", "0")
                settings.put("global", "bluetooth_on", "0")
            elif settings.on("global", "wifi_saved_state"):
                settings.put("global", "wifi_on", "1")
        elif (namespace, key) == ("system", "user_rotation") and value in ("0", "1", "2", "3"):
            self.rotation = int(value or 0)
        self.changed()
