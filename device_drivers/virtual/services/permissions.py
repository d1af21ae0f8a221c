"""Runtime permissions: who holds which, the question that grants one, and what providers show without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.intents import Component, Intent
from device_drivers.virtual.services.overlays import Overlay
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.kernel import System

CONTROLLER = "com.google.android.permissioncontroller"
_ID = "com.android.permissioncontroller:id/"
_P = "android.permission."
CAMERA, MICROPHONE, CONTACTS = f"{_P}CAMERA", f"{_P}RECORD_AUDIO", f"{_P}READ_CONTACTS"
FINE, COARSE = f"{_P}ACCESS_FINE_LOCATION", f"{_P}ACCESS_COARSE_LOCATION"
CALENDAR, IMAGES, MUSIC = f"{_P}READ_CALENDAR", f"{_P}READ_MEDIA_IMAGES", f"{_P}READ_MEDIA_AUDIO"
NOTIFICATIONS = f"{_P}POST_NOTIFICATIONS"
USER_SET, USER_FIXED, ONE_TIME = "USER_SET", "USER_FIXED", "ONE_TIME"
ONE_TIME_SECONDS = 60  # in the background, and "Only this time" is over


@dataclass(frozen=True)
class Group:
    """Permissions that are asked for as one. `limited`: for the time an app is used, or once."""

    name: str
    label: str
    wish: str  # Allow X to ...?
    permissions: tuple[str, ...]
    limited: bool = False


GROUPS = (
    Group("CAMERA", "Camera", "take pictures and record video", (CAMERA,), True),
    Group("MICROPHONE", "Microphone", "record audio", (MICROPHONE,), True),
    Group("LOCATION", "Location", "access this device's location", (FINE, COARSE), True),
    Group("CONTACTS", "Contacts", "access your contacts", (CONTACTS, f"{_P}WRITE_CONTACTS")),
    Group("CALENDAR", "Calendar", "access your calendar", (CALENDAR, f"{_P}WRITE_CALENDAR")),
    Group("PHONE", "Phone", "make and manage phone calls", (f"{_P}CALL_PHONE",)),
    Group("CALL_LOG", "Call logs", "access your phone call logs", (f"{_P}READ_CALL_LOG",)),
    Group("SMS", "SMS", "send and view SMS messages", (f"{_P}SEND_SMS", f"{_P}READ_SMS")),
    Group(
        "READ_MEDIA_VISUAL",
        "Photos and videos",
        "access photos and videos on this device",
        (IMAGES, f"{_P}READ_MEDIA_VIDEO"),
    ),
    Group("READ_MEDIA_AURAL", "Music and audio", "access music and audio on this device", (MUSIC,)),
    Group("NOTIFICATIONS", "Notifications", "send you notifications", (NOTIFICATIONS,)),
)
# What has to be held to read a provider, by how its URIs begin.
_READ = (
    ("content://com.android.contacts", CONTACTS),
    ("content://contacts", CONTACTS),
    ("content://com.android.calendar", CALENDAR),
    ("content://call_log", f"{_P}READ_CALL_LOG"),
    ("content://media/external/audio", MUSIC),
    ("content://media/external/images", IMAGES),
)


def group_of(permission: str) -> Group:
    """The group of a permission; one of its own for what is in none."""
    found = next((group for group in GROUPS if permission in group.permissions), None)
    words = permission.rsplit(".", 1)[-1].replace("_", " ")
    return found or Group(words, words.capitalize(), f"use {words.lower()}", (permission,))


def op_of(permission: str) -> str:
    """The app op that goes with a permission."""
    name = permission.rsplit(".", 1)[-1]
    return {"ACCESS_FINE_LOCATION": "FINE_LOCATION", "ACCESS_COARSE_LOCATION": "COARSE_LOCATION"}.get(
        name, "POST_NOTIFICATION" if permission == NOTIFICATIONS else name
    )


class Permissions:
    """The grants themselves lie on the packages; an app op that was set to no outweighs a grant."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._used: dict[str, float] = {}  # when a package with a one-time grant was last in front

    # who holds what
    def allowed(self, package: str, permission: str) -> bool:
        """Whether it may; what an app never asks for in its manifest is not in question."""
        entry = self._system.packages.get(package)
        if entry is None or not entry.permissions.get(permission, True):
            return False
        return entry.ops.get(op_of(permission), "allow") in ("allow", "default", "foreground")

    def reads(self, package: str, uri: str) -> bool:
        needed = next((permission for start, permission in _READ if uri.startswith(start)), "")
        return not needed or package not in self._system.packages or self.allowed(package, needed)

    def put(self, package: str, permission: str, granted: bool, *flags: str) -> None:
        """Grant or deny; its whole group follows, as the user sees it as one."""
        entry = self._system.packages[package]
        for one in group_of(permission).permissions:
            if one in entry.permissions:
                self.put_one(entry, one, granted, *flags)

    def put_one(self, entry: Package, permission: str, granted: bool, *flags: str) -> None:
        entry.permissions[permission] = granted
        entry.permission_flags[permission] = flags
        entry.ops.pop(op_of(permission), None)
        if not entry.notifies:
            notes = self._system.notifications
            self._system.notifications = [note for note in notes if note.package != entry.name]
        self._system.changed()

    def reset(self) -> None:
        """Every app has to ask again."""
        for entry in self._system.packages.values():
            for permission in entry.permissions:
                self.put_one(entry, permission, False)

    def tick(self) -> None:
        """What was granted for one time ends after a while in the background, or with the process."""
        now, front = self._system.elapsed(), self._system.page.app.package
        for entry in self._system.packages.values():
            flags = entry.permission_flags
            if not flags:
                continue
            once = [name for name in flags if ONE_TIME in flags[name] and entry.permissions[name]]
            if not once or (entry.name == front and entry.pid):
                self._used[entry.name] = now
            elif not entry.pid or now - self._used.get(entry.name, now) >= ONE_TIME_SECONDS:
                for name in once:
                    self.put_one(entry, name, False)

    # asking
    def fixed(self, package: str, permission: str) -> bool:
        """It was denied for good: the user is not asked again."""
        return USER_FIXED in self._system.packages[package].permission_flags.get(permission, ())

    def ask(self, package: str, permission: str, done: Callable[[bool], object]) -> None:
        """Tell whether an app may; the user is asked where that is open."""
        if self.allowed(package, permission) or self.fixed(package, permission):
            done(self.allowed(package, permission))
        elif not any(owner == CONTROLLER for owner, _ in self._system.layers):
            _Question(self._system, package, permission, done)

    def details(self, package: str) -> None:
        """The app's page in Settings."""
        settings = Component(
            "com.android.settings", "com.android.settings.applications.InstalledAppDetailsTop"
        )
        self._system.start(
            Intent(
                "android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}", component=settings
            )
        )


class _Question:
    """The dialog; a second "Don't allow" is for good, and BACK decides nothing."""

    def __init__(self, system: System, package: str, permission: str, done: Callable[[bool], object]) -> None:
        self.system, self.package, self.permission, self.done = system, package, permission, done
        self.group = group_of(permission)
        title = "GrantPermissionsActivity"
        activity = f"com.android.permissioncontroller.permission.ui.{title}"
        layer = Layer(self._build, "dialog", title=title, activity=activity, modal=True)
        self._overlay = Overlay(system, CONTROLLER, layer)
        layer.on_cancel = self._cancelled

    def _build(self, ui: Kit) -> View:
        question, wish = ui.t("Allow {app} to {wish}?"), ui.t(self.group.wish)
        words = question.format(app=self.system.label_of(self.package), wish=wish)
        look = style(size=20, align="center")
        parts = [ui.text(words, f"{_ID}permission_message", look, pad=(24, 24, 24, 16))]
        for label, rid, granted, flags in self._choices():
            parts.append(_button(label, f"{_ID}{rid}", partial(self._answer, granted, *flags)))
        return ui.column(parts, f"{_ID}grant_dialog", pad=(8, 8, 8, 16))

    def _choices(self) -> list[tuple[str, str, bool, tuple[str, ...]]]:
        before = self.system.packages[self.package].permission_flags.get(self.permission, ())
        again = USER_SET in before
        deny = "permission_deny_and_dont_ask_again_button" if again else "permission_deny_button"
        never = (USER_SET, USER_FIXED) if again else (USER_SET,)
        no = ("Don\u2019t allow", deny, False, never)
        if not self.group.limited:
            return [("Allow", "permission_allow_button", True, (USER_SET,)), no]
        return [
            ("While using the app", "permission_allow_foreground_only_button", True, (USER_SET,)),
            ("Only this time", "permission_allow_one_time_button", True, (USER_SET, ONE_TIME)),
            no,
        ]

    def _answer(self, granted: bool, *flags: str) -> None:
        self._overlay.close()
        self.system.permissions.put(self.package, self.permission, granted, *flags)
        self.done(granted)

    def _cancelled(self) -> None:
        self._overlay.close()
        self.done(False)


def _button(words: str, rid: str, act: Callable[[], object]) -> View:
    look = style(size=16, fg="primary", bold=True, align="center")
    return View(BUTTON, words, rid=rid, style=look, pad=(16, 14, 16, 14), on_click=act, **CLICKABLE)
