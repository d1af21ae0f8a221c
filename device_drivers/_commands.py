"""Commands that are carried out by programs on the phone: which program, and what its answer means; pure."""

from __future__ import annotations

import re

from device_drivers._host import Output
from edgelam.core.command import (
    Extra,
    Key,
    PutSetting,
    SetRinger,
    SetToggle,
    SetVolume,
    StartIntent,
    Toggle,
)
from edgelam.core.errors import CommandFailed

MAIN = "android.intent.action.MAIN"
LAUNCHER = "android.intent.category.LAUNCHER"
KEYS: dict[Key, int] = {  # android.view.KeyEvent
    "back": 4,
    "home": 3,
    "enter": 66,
    "recent": 187,
    "wake": 224,
    "sleep": 223,
    "screenshot": 120,
    "play": 126,
    "pause": 127,
    "next": 87,
    "previous": 88,
}
STREAMS = {"call": "0", "ring": "2", "music": "3", "alarm": "4", "notification": "5"}

_NEW_TASK = "0x10000000"
_PACKAGE = re.compile(r"[A-Za-z]\w*(\.\w+)+", re.ASCII)
_NAME = re.compile(r"[A-Za-z][\w.$-]*", re.ASCII)
_FAILED = re.compile(
    r"^(?:Error\b|\*\* |Failure|Usage|usage:|Unknown|Invalid|Bad |Exception|Permission Denial|Failed\b)"
    r"|inaccessible or not found|SecurityException|java\.lang\.\w+|Can't find service",
    re.MULTILINE,
)
_TOGGLES: dict[Toggle, tuple[tuple[str, ...], tuple[str, ...]]] = {  # on, off
    "wifi": (("svc", "wifi", "enable"), ("svc", "wifi", "disable")),
    "bluetooth": (("svc", "bluetooth", "enable"), ("svc", "bluetooth", "disable")),
    "mobile_data": (("svc", "data", "enable"), ("svc", "data", "disable")),
    "airplane": (
        ("cmd", "connectivity", "airplane-mode", "enable"),
        ("cmd", "connectivity", "airplane-mode", "disable"),
    ),
    "do_not_disturb": (("cmd", "notification", "set_dnd", "on"), ("cmd", "notification", "set_dnd", "off")),
    "dark_theme": (("cmd", "uimode", "night", "yes"), ("cmd", "uimode", "night", "no")),
    "battery_saver": (("cmd", "power", "set-mode", "1"), ("cmd", "power", "set-mode", "0")),
    "nfc": (("svc", "nfc", "enable"), ("svc", "nfc", "disable")),
}


def package(name: str) -> str:
    """The name, when it is one. Raises CommandFailed."""
    if not _PACKAGE.fullmatch(name):
        raise CommandFailed(f"Not a package: {name[:80]!r}.", hint="A package looks like com.example.app.")
    return name


def launch(component: str) -> list[str]:
    """Bring an app to the front the way a launcher does. component: package/activity."""
    return ["am", "start", "-n", component, "-a", MAIN, "-c", LAUNCHER, "-f", _NEW_TASK]


def intent(command: StartIntent) -> list[str]:
    """Android's `am start`. Raises CommandFailed for names that cannot be."""
    argv = ["am", "start", "-a", _named(command.action), "-f", _NEW_TASK]
    if command.data:
        argv += ["-d", command.data]
    if command.mime:
        argv += ["-t", command.mime]
    if command.package:
        argv += ["-p", package(command.package)]
    for name, value in command.extras:
        argv += _extra(_named(name), value)
    return argv


def toggle(command: SetToggle) -> list[str]:
    on, off = _TOGGLES[command.toggle]
    return list(on if command.on else off)


def setting(command: PutSetting) -> list[str]:
    return ["settings", "put", command.namespace, _named(command.key), command.value]


def ringer(command: SetRinger) -> list[str]:
    """AudioManagerShellCommand, which the older versions of Android do not have."""
    return ["cmd", "audio", "set-ringer-mode", command.mode.upper()]


def uninstall(name: str) -> list[str]:
    return ["pm", "uninstall", package(name)]


def get_volume(command: SetVolume) -> list[str]:
    return ["cmd", "media_session", "volume", "--stream", STREAMS[command.stream], "--get"]


def set_volume(command: SetVolume, lowest: int, highest: int) -> list[str]:
    """A stream that is wanted above nothing is never rounded down to silence."""
    percent = min(100, max(0, command.percent))
    level = max(lowest, round(highest * percent / 100), 1 if percent else 0)
    return ["cmd", "media_session", "volume", "--stream", STREAMS[command.stream], "--set", str(level)]


def judge(output: Output, what: str) -> None:
    """Raises CommandFailed when the output says that it was not done: exit codes alone do not tell."""
    text = output.text.strip()
    if output.code == 0 and not _FAILED.search(text):
        return
    match = _FAILED.search(text)
    said = text[match.start() :] if match else text or f"exit code {output.code}"
    raise CommandFailed(f"The phone could not {what}: {said.splitlines()[0].strip()[:200]}.")


def _extra(name: str, value: Extra) -> list[str]:
    if isinstance(value, bool):
        return ["--ez", name, "true" if value else "false"]
    if isinstance(value, int):
        return ["--ei" if -(2**31) <= value < 2**31 else "--el", name, str(value)]
    if isinstance(value, tuple):
        return ["--eia", name, ",".join(map(str, value))]
    return ["--es", name, value]


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise CommandFailed(f"Not a name on Android: {name[:80]!r}.", hint="Use letters, digits and dots.")
    return name
