"""The intent grammar of `am`, `cmd package` and friends, and how Android prints an intent; pure.

Source: AOSP Intent.parseCommandArgs and Intent.toShortString.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from device_drivers.virtual.intents import MAIN, VIEW, Component, Extra, Intent

FLAG_NEW_TASK = 0x10000000
_NO_VALUE_FLAGS = {
    "--grant-read-uri-permission": 0x1,
    "--grant-write-uri-permission": 0x2,
    "--debug-log-resolution": 0x8,
    "--exclude-stopped-packages": 0x10,
    "--include-stopped-packages": 0x20,
    "--activity-brought-to-front": 0x400000,
    "--activity-clear-top": 0x04000000,
    "--activity-clear-when-task-reset": 0x80000,
    "--activity-exclude-from-recents": 0x800000,
    "--activity-launched-from-history": 0x100000,
    "--activity-multiple-task": 0x08000000,
    "--activity-no-animation": 0x10000,
    "--activity-no-history": 0x40000000,
    "--activity-no-user-action": 0x40000,
    "--activity-previous-is-top": 0x01000000,
    "--activity-reorder-to-front": 0x20000,
    "--activity-reset-task-if-needed": 0x200000,
    "--activity-single-top": 0x20000000,
    "--activity-clear-task": 0x8000,
    "--activity-task-on-home": 0x4000,
    "--receiver-registered-only": 0x40000000,
    "--receiver-replace-pending": 0x20000000,
    "--receiver-foreground": 0x10000000,
}
_HIDDEN_SCHEMES = ("tel", "sip", "sms", "smsto", "mailto", "nfc")
_HOST_ONLY_SCHEMES = ("http", "https", "ftp", "rtsp")


class IntentError(Exception):
    """The arguments make no intent; `java` is the exception's class, the text its message."""

    def __init__(self, text: str, java: str = "java.lang.IllegalArgumentException") -> None:
        super().__init__(text)
        self.java = java


@dataclass
class ParsedIntent:
    """The intent and the options that were not part of it."""

    intent: Intent
    options: dict[str, str] = field(default_factory=dict)


def parse_intent(
    args: list[str], switches: tuple[str, ...] = (), valued: tuple[str, ...] = ()
) -> ParsedIntent:
    """Parse `[-a A] [-d URI] ... [URI|PACKAGE|COMPONENT]`; IntentError when it is wrong.

    Options that are no part of an intent must be named: `switches` have no value, `valued` have one.
    """
    reader = _Reader(args)
    found: dict[str, object] = {"action": "", "data": "", "type": "", "component": None, "package": ""}
    categories: list[str] = []
    extras: dict[str, Extra] = {}
    options: dict[str, str] = {}
    flags = 0
    bare = ""
    while reader.more:
        option = reader.next()
        if option in _FIELDS:
            found[_FIELDS[option]] = reader.value(option)
        elif option == "-c":
            categories.append(reader.value(option))
        elif option == "-n":
            found["component"] = component(reader.value(option))
        elif option == "-f":
            flags |= _integer(reader.value(option))
        elif option in _EXTRAS:
            key = reader.value(option)
            extras[key] = None if option == "--esn" else _EXTRAS[option](reader.value(option))
        elif option in _NO_VALUE_FLAGS:
            flags |= _NO_VALUE_FLAGS[option]
        elif option in switches:
            options[option] = ""
        elif option in valued:
            options[option] = reader.value(option)
        elif option.startswith("-") and option != "-":
            raise IntentError(f"Unknown option: {option}")
        else:
            bare = option
            break
    _bare(bare, found, categories)
    intent = Intent(categories=tuple(dict.fromkeys(categories)), extras=extras, flags=flags, **found)  # type: ignore[arg-type]
    return ParsedIntent(intent, options)


_FIELDS = {"-a": "action", "-d": "data", "-t": "type", "-p": "package", "-i": "identifier"}


def _bare(text: str, found: dict[str, object], categories: list[str]) -> None:
    """The argument without an option: a URI, a component or a package."""
    found.pop("identifier", None)
    if not text:
        return
    if ":" in text:
        found["data"] = text
        found["action"] = found["action"] or VIEW
    elif "/" in text:
        found["component"] = component(text)
        found["action"] = found["action"] or MAIN
        categories.append("android.intent.category.LAUNCHER")
    else:
        found["package"] = text
        found["action"] = found["action"] or MAIN
        categories.append("android.intent.category.LAUNCHER")


def component(text: str) -> Component:
    """package/.Class or package/full.Class."""
    package, mark, cls = text.partition("/")
    if not mark or not package or not cls:
        raise IntentError(f"Bad component name: {text}")
    return Component(package, package + cls if cls.startswith(".") else cls)


def _integer(text: str) -> int:
    try:
        return int(text, 0) if text.lower().startswith(("0x", "-0x", "#")) else int(text)
    except ValueError as error:
        raise IntentError(f'For input string: "{text}"', "java.lang.NumberFormatException") from error


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise IntentError(f'For input string: "{text}"', "java.lang.NumberFormatException") from error


def _truth(text: str) -> bool:
    lowered = text.lower()
    if lowered in ("true", "t"):
        return True
    if lowered in ("false", "f"):
        return False
    return _integer(text) != 0


def _strings(text: str) -> list[str]:
    """Comma-separated; a comma behind a backslash is part of the string."""
    parts = text.replace("\\,", "\0").split(",")
    return [part.replace("\0", ",") for part in parts]


def _integers(text: str) -> list[int]:
    return [_integer(part) for part in text.split(",")]


_EXTRAS: dict[str, Callable[[str], Extra]] = {
    "-e": str,
    "--es": str,
    "--esn": str,
    "--ez": _truth,
    "--ei": _integer,
    "--el": _integer,
    "--ef": _float,
    "--ed": _float,
    "--eu": str,
    "--ecn": str,
    "--esa": _strings,
    "--esal": _strings,
    "--eia": _integers,
    "--eial": _integers,
    "--ela": _integers,
    "--elal": _integers,
    "--efa": lambda text: [_float(part) for part in text.split(",")],
    "--efal": lambda text: [_float(part) for part in text.split(",")],
}


class _Reader:
    def __init__(self, args: list[str]) -> None:
        self._args = args
        self._at = 0

    @property
    def more(self) -> bool:
        return self._at < len(self._args)

    def next(self) -> str:
        self._at += 1
        return self._args[self._at - 1]

    def value(self, option: str) -> str:
        if not self.more:
            raise IntentError(f'Argument expected after "{option}"')
        return self.next()


def safe_uri(uri: str) -> str:
    """A URI as it is logged: what could be personal is hidden (Uri.toSafeString)."""
    scheme, mark, rest = uri.partition(":")
    if not mark:
        return uri
    if scheme.lower() in _HIDDEN_SCHEMES:
        return scheme + ":" + "".join(char if char in "-@." else "x" for char in rest)
    if scheme.lower() in _HOST_ONLY_SCHEMES and rest.startswith("//"):
        host = rest[2:].split("/", 1)[0]
        return f"{scheme}://{host}/..."
    return uri


def show_intent(intent: Intent, flags: int = 0) -> str:
    """`Intent { act=.. cat=[..] dat=.. }`, only with the parts that are there."""
    parts = []
    if intent.action:
        parts.append(f"act={intent.action}")
    if intent.categories:
        parts.append(f"cat=[{','.join(intent.categories)}]")
    if intent.data:
        parts.append(f"dat={safe_uri(intent.data)}")
    if intent.type:
        parts.append(f"typ={intent.type}")
    if intent.flags | flags:
        parts.append(f"flg=0x{intent.flags | flags:x}")
    if intent.package:
        parts.append(f"pkg={intent.package}")
    if intent.component:
        parts.append(f"cmp={intent.component.short}")
    if intent.extras:
        parts.append("(has extras)")
    return " ".join(["Intent {", *parts, "}"])
