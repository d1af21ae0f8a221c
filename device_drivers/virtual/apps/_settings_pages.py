"""Settings of sound, display, notifications, battery, date and the rest of the device."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.apps._settings_lock import choose_lock, kind_of
from device_drivers.virtual.apps._settings_permissions import ManagerPage, location_apps
from device_drivers.virtual.apps._settings_zen import ZenPage
from device_drivers.virtual.services.device import STREAMS
from device_drivers.virtual.window.dialogs import alert, prompt
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.pickers import time_picker
from device_drivers.virtual.window.view import View

_VOLUMES = (
    ("Media volume", "music", "sound"),
    ("Call volume", "call", "phone"),
    ("Ring volume", "ring", "ring"),
    ("Notification volume", "notification", "bell"),
    ("Alarm volume", "alarm", "alarm"),
)
TIMEOUTS = (
    ("15 seconds", "15000"),
    ("30 seconds", "30000"),
    ("1 minute", "60000"),
    ("2 minutes", "120000"),
    ("5 minutes", "300000"),
    ("10 minutes", "600000"),
    ("30 minutes", "1800000"),
)
_SAVER = (("No schedule", "0"), *((f"At {level}%", str(level)) for level in (10, 15, 20, 30, 50)))
_FONTS = (
    ("Small", "0.85"),
    ("Default", "1.0"),
    ("Large", "1.15"),
    ("Largest", "1.3"),
    ("150%", "1.5"),
    ("200%", "2.0"),
)


class SoundPage(SettingsPage):
    cls = ".Settings$SoundSettingsActivity"
    title = "Sound & vibration"

    def rows(self, ui: Kit) -> list[View]:
        system = self.system
        rows = [
            self.slider(ui, title, system.volumes[stream] / STREAMS[stream], partial(self._set, stream), icon)
            for title, stream, icon in ui.ordered(_VOLUMES, "volumes")
        ]
        zen = self.settings.on("global", "zen_mode")
        rows.append(self.go(ui, "Do Not Disturb", ui.t("On" if zen else "Off"), ZenPage))
        rows.append(self.toggle(ui, "Vibrate for calls", "system", "vibrate_when_ringing"))
        rows.append(self.toggle(ui, "Dial pad tones", "system", "dtmf_tone"))
        rows.append(self.toggle(ui, "Touch sounds", "system", "sound_effects_enabled"))
        rows.append(self.toggle(ui, "Touch feedback", "system", "haptic_feedback_enabled"))
        return rows

    def _set(self, stream: str, part: float) -> None:
        self.system.set_volume(stream, round(part * STREAMS[stream]))


class NotificationsPage(SettingsPage):
    cls = ".Settings$ConfigureNotificationSettingsActivity"
    title = "Notifications"

    def rows(self, ui: Kit) -> list[View]:
        zen = self.settings.on("global", "zen_mode")
        return [
            self.go(ui, "Do Not Disturb", ui.t("On" if zen else "Off"), ZenPage, "dnd"),
            self.toggle(
                ui, "Notifications on lock screen", "secure", "lock_screen_show_notifications", icon="lock"
            ),
            self.toggle(ui, "Bubbles", "secure", "notification_bubbles", icon="dot"),
            self.toggle(ui, "Notification dot on app icon", "secure", "notification_badging", icon="bell"),
        ]


class DisplayPage(SettingsPage):
    cls = ".Settings$DisplaySettingsActivity"
    title = "Display"

    def rows(self, ui: Kit) -> list[View]:
        level = round(self.settings.number("system", "screen_brightness") / 255 * 100)
        rows = [
            ui.pref("Brightness level", f"{level}%", self._brightness, icon="sun"),
            self.toggle(ui, "Adaptive brightness", "system", "screen_brightness_mode", icon="sun"),
            self.toggle(ui, "Dark theme", "secure", "ui_night_mode", values=("1", "2"), icon="moon"),
            self.toggle(ui, "Night Light", "secure", "night_display_activated", icon="moon"),
            self.pick(ui, "Screen timeout", TIMEOUTS, "system", "screen_off_timeout"),
            self.pick(ui, "Font size", _FONTS, "system", "font_scale"),
            self.toggle(ui, "Auto-rotate screen", "system", "accelerometer_rotation", icon="rotate"),
        ]
        return ui.ordered(rows, "display")

    def _brightness(self) -> None:
        def body(ui: Kit) -> View:
            level = self.settings.number("system", "screen_brightness") / 255
            return ui.column(
                [ui.slider(level, self._dim, "slider", desc=ui.t("Display brightness"))], pad=(24, 8, 24, 20)
            )

        self.show(alert("Brightness level", buttons=(), body=body))

    def _dim(self, part: float) -> None:
        self.settings.put("system", "screen_brightness", str(max(1, round(part * 255))))


class BatteryPage(SettingsPage):
    cls = ".Settings$PowerUsageSummaryActivity"
    title = "Battery"

    def rows(self, ui: Kit) -> list[View]:
        return [
            ui.pref("Battery level", f"{self.system.battery.level}%", icon="battery"),
            self.toggle(
                ui, "Battery Saver", "global", "low_power", summary="Extends battery life", icon="battery"
            ),
            self.pick(ui, "Battery Saver schedule", _SAVER, "global", "low_power_trigger_level"),
            self.toggle(ui, "Battery percentage", "system", "status_bar_show_battery_percent"),
            self.toggle(ui, "Adaptive preferences", "global", "adaptive_battery_management_enabled"),
        ]


class LocationPage(SettingsPage):
    cls = ".Settings$LocationSettingsActivity"
    title = "Location"

    def rows(self, ui: Kit) -> list[View]:
        on = self.settings.on("secure", "location_mode")
        return [
            self.toggle(ui, "Use location", "secure", "location_mode", values=("0", "3"), icon="pin"),
            ui.pref("Recent access", ui.t("No apps recently accessed location" if on else "Location is off")),
            self.go(ui, "App location permissions", "", location_apps),
            ui.pref("Location services"),
        ]


class SecurityPage(SettingsPage):
    cls = ".Settings$SecurityDashboardActivity"
    title = "Security & privacy"

    def rows(self, ui: Kit) -> list[View]:
        return [
            ui.pref("Screen lock", ui.t(kind_of(self)), lambda: choose_lock(self), icon="lock"),
            ui.pref("Find My Device", ui.t("Off")),
            self.go(ui, "Permission manager", ui.t("Control app access to your data"), ManagerPage),
            self.toggle(ui, "Show passwords", "system", "show_password"),
        ]


class AccessibilityPage(SettingsPage):
    cls = ".Settings$AccessibilitySettingsActivity"
    title = "Accessibility"

    def rows(self, ui: Kit) -> list[View]:
        return [
            self.pick(ui, "Font size", _FONTS, "system", "font_scale"),
            self.toggle(ui, "High contrast text", "secure", "high_text_contrast_enabled"),
            self.toggle(ui, "Color inversion", "secure", "accessibility_display_inversion_enabled"),
            self.toggle(ui, "Magnification", "secure", "accessibility_display_magnification_enabled"),
            self.toggle(ui, "Remove animations", "global", "remove_animations"),
        ]


class SystemPage(SettingsPage):
    cls = ".Settings$SystemDashboardActivity"
    title = "System"

    def rows(self, ui: Kit) -> list[View]:
        return [
            ui.pref("Languages", "English (United States)", icon="globe"),
            self.go(ui, "Date & time", f"{self.system.now():%Z}", DatePage, "clock"),
            ui.pref("Keyboard", "Android Keyboard", icon="keyboard"),
            ui.pref("Backup", ui.t("Off"), icon="data"),
            self.go(ui, "System update", ui.t("Up to date"), UpdatePage, "down"),
        ]


class UpdatePage(SettingsPage):
    title = "System update"

    def rows(self, ui: Kit) -> list[View]:
        return [
            ui.pref("Your system is up to date", f"Android {ui.skin.release}"),
            ui.pref("Check for update", on_click=lambda: self.toast("Your system is up to date")),
        ]


class DatePage(SettingsPage):
    cls = ".Settings$DateTimeSettingsActivity"
    title = "Date & time"

    def rows(self, ui: Kit) -> list[View]:
        now = self.system.now()
        auto = self.settings.on("global", "auto_time")
        words = self.system.time_text(now.hour, now.minute)
        return [
            self.toggle(ui, "Set time automatically", "global", "auto_time"),
            ui.pref("Date", ui.day(now, "yMMMMd"), enabled=not auto),
            ui.pref("Time", words, None if auto else self._pick, enabled=not auto),
            self.toggle(ui, "Set time zone automatically", "global", "auto_time_zone"),
            ui.pref("Time zone", "GMT+01:00 Central European Time", enabled=False),
            self.toggle(ui, "Use 24-hour format", "system", "time_12_24", values=("12", "24")),
        ]

    def _pick(self) -> None:
        now = self.system.now()
        skin = self.system.skin
        self.show(time_picker(now.hour, now.minute, self._set, mode=skin.picker, hours24=self.system.hours24))

    def _set(self, hour: int, minute: int) -> None:
        now = self.system.now()
        self.system.advance((hour - now.hour) * 3600 + (minute - now.minute) * 60)


class AboutPage(SettingsPage):
    cls = ".Settings$MyDeviceInfoActivity"
    title = "About phone"

    def rows(self, ui: Kit) -> list[View]:
        name = self.settings.get("global", "device_name") or ""
        return [
            ui.pref("Device name", name, self._rename),
            ui.pref("Phone number", "+1 555 010 7788"),
            ui.pref("Model", "Pine 7"),
            ui.pref("IMEI", "35 693803 564380 9"),
            ui.pref("Android version", ui.skin.release),
            ui.pref(
                "IP address", "192.168.1.37" if self.settings.on("global", "wifi_on") else ui.t("Unavailable")
            ),
            ui.pref("Up time", f"{int(self.system.elapsed()) // 60}:{int(self.system.elapsed()) % 60:02d}"),
            ui.pref("Build number", "UP1A.231005.007"),
        ]

    def _rename(self) -> None:
        self.state.fields["device_name"] = self.settings.get("global", "device_name") or ""

        def save(text: str) -> None:
            if text.strip():
                self.settings.put("global", "device_name", text.strip())

        self.show(prompt("Device name", "device_name", "Device name", save))
