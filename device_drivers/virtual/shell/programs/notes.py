"""cmd notification: post, snooze and unsnooze. Source of the words: AOSP NotificationShellCmd."""

from __future__ import annotations

from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.shell.call import Call, Program

_SHELL = "com.android.shell"
_POSTED = 2020  # NotificationShellCmd.NOTIFICATION_ID


def key_of(call: Call, note: Notification) -> str:
    """As Android names a notification."""
    package = call.phone.packages.get(note.package)
    return f"0|{note.package}|{note.ident}|{note.tag or 'null'}|{package.uid if package else 0}"


def notes(call: Call) -> int:
    verb = call.args.pop(0)
    if verb == "post":
        return _post(call)
    length = call.value("--for")
    key = call.args[0] if call.args else ""
    held = call.phone.notifications if verb == "snooze" else [note for _, note in call.phone.snoozed]
    found = next((note for note in held if key_of(call, note) == key), None)
    if verb == "snooze" and not (length or "").isdigit():
        call.complain("usage: cmd notification snooze --for <msec> <notification-key>")
        return 1
    if found is None:
        call.complain(f"error: no notification found matching key: {key}")
        return 1
    if verb == "snooze":
        call.phone.snooze(found, int(length or 0) / 1000)
        call.say(f"snoozing <{key}> until time: {call.phone.now_ms() + int(length or 0)}")
    else:
        call.phone.unsnooze(found)
        call.say(f"unsnoozing: {key}")
    return 0


def _post(call: Call) -> int:
    title = call.value("-t") or call.value("--title") or ""
    call.switch("-v", "--verbose")
    if len(call.args) < 2:
        call.complain("usage: cmd notification post [flags] <tag> <text>")
        return 1
    tag, *words = call.args
    call.phone.notify(_SHELL, title or "Shell", " ".join(words), tag=tag, ident=_POSTED)
    return 0


PROGRAMS: dict[str, Program] = {}
